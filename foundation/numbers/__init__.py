"""Gap-free local numbers, one counter row per kind and period."""
