"""The sandbox: everything that opens a stranger's file happens in a process of its own.

``run`` is the house's side: it starts ``python -m foundation.files.sandbox <command> …`` with an
empty environment (no keys, no database) and reads one line of JSON. The other modules are the
child's side and know nothing of Django: they limit their own memory and time first, then ``detect``
the kind, walk the ``pdf`` or decode the ``images``, ``draw`` pages, ``shrink`` copies for OSS and read
``signatures``.
"""
