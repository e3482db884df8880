"""Letters to people: e-mail, WhatsApp and the inbox inside the portal.

    from foundation.messaging.letters import Recipient, write
    write("issued", to=recipient, context={...}, key="application:12:7", subject="application:12", link=url)

A letter is three texts in ``templates/mail/``: ``<template>.subject.txt`` (one line: subject of the e-mail and
title in the inbox), ``<template>.email.txt`` (the e-mail and the inbox) and ``<template>.wa.txt`` (WhatsApp: with
both links at most 300 characters). Written in the caller's transaction, carried by the outbox, channel "message".
What may stand in a context: no NIK, no NPWP, no telephone number. A run of 15 or 16 digits is masked anyway.
"""
