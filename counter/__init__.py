"""The counter: antrean (queue), devices, the console of a shift."""
