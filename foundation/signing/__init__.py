"""Electronic signatures (PAdES) on PDFs that the office itself issues, and the check of any PDF that claims one.

Papers of OSS are never signed here: OSS signs its own. Which hand signs is the setting ``SIGNER``:
``pengembangan`` (a CA of this machine, plainly named so), ``pkcs12`` (certificate files of officials)
or ``bsre`` (the e-sign service of BSSN; docs/adr/0016).
"""
