"""Layanan berbantuan: a clerk works in the applicant's file, with consent, identity seen and hand-over.

A ``Person`` is somebody who stood at a window; an ``Assistance`` is the time in which one clerk helps one
person. While it is open the clerk's actor carries ``on_behalf_of="person:<id>"`` (middleware.py), and licensing
lets the clerk act in that person's files only. What a console needs of this room::

    from counter.assisted.actions import sessions      # start(…), finish(…)
    from counter.assisted.queries import sessions      # current(actor) -> Assistance | None
    request.assistance                                 # the same, on every request of a clerk
"""
