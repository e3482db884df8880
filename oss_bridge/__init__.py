"""The bridge to OSS: their words and ours, letters out, letters in, the mirror.

Start at contract/ (the only place that spells OSS's words), then outbound/ (one outbox message, the calls that it
means), api/ and inbound/ (what OSS sends, what we ask) and mirror.py (what OSS last said). reconciling/ compares both
sides, importing/ reads the dashboard's Excel, desk/ and pages/ are screens. client.py speaks HTTP, simulation.py to
the mock's own doors, fake.py within a test; mock/ is a whole OSS with its own server (docs/oss-tiruan.md).
"""
