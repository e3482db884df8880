"""Both sides compared: what differs, what is repaired by itself, what a person must settle.

- ``differences.py``  the list of differences: raised, gone, repaired, settled
- ``comparing.py``    one file against what OSS says: same, follow, behind, alarm (no I/O)
- ``repairing.py``    sending again what OSS forgot
- ``rounds.py``       every 15 minutes what moved, at night everything under every NIB
"""
