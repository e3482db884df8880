"""How the house is switched on, and its front door.

Start at rooms.py (which rooms, what every request passes), settings.py (what differs between machines) and urls.py
(who is mounted where). launch/ starts the processes of `make run`; celery.py and filebroker.py are the worker and its
doorbell; home/ is the landing page and one home page per role; doorplan.py draws docs/doors.md.
"""
