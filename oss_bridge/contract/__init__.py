"""The contract with OSS: the only room that spells ``kd_status`` and the keys on the wire.

Source: Pedoman Integrasi Aplikasi (PIA) 4.3.22. Start at ``methods.py`` (which calls exist and what
wraps them), then ``statuses.py`` (their codes, our statuses, what we may send), ``nib.py`` (the tree
of a NIB), ``permits.py`` (status, issue, look-up of one permit), ``lookups.py`` and ``certificates.py``.

- ``reading.py``      how their JSON is read without a stumble
- ``fields.py``       lengths and code tables of every field, checked before we send
- ``codes.py``        code tables and their meaning in our words
- ``identifiers.py``  the shapes of oss_id, id_izin, id_proyek, kd_daerah
- ``token.py``        how OSS proves to us that it is OSS
- ``simulation.py``   what only the mock understands: the hand-over of the wizard's data
- ``tables/``         the manual's names, lengths and codes as our own reference tables

Everybody else speaks the English attribute names of these messages.
"""
