"""A simulated OSS: its own process, its own SQLite file, the manual's names and shapes.

``python -m oss_bridge.mock --port 8100 --data DIR --portal http://127.0.0.1:8000``

- ``oss/``   what OSS does: who has which NIB, which permit has which code (no web, no database)
- ``web/``   its doors: the interface of the manual, the simulation's own doors, its pages
- ``models.py``, ``store.py``  its memory, safe against kill -9
- ``knobs.py``  troubles on demand      ``pusher.py``  its letters to the portal

Everything that leaves it says SIMULASI. It listens on 127.0.0.1 unless told otherwise.
"""
