"""How bytes come in: ``handler`` writes and hashes them once while they arrive, ``too_large`` refuses bodies
over the limit before they are read."""
