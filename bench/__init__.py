"""Benches: what the portal costs against the bare tools it is built on, as ratios measured in one run.

Absolute times depend on the machine; ratios travel. Each mark is measured beside its yardstick, in turns, and
has a limit (decisions in docs/adr and the office's list). `make bench` starts its own PostgreSQL, Redis and office.
"""
