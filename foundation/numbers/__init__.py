"""Gap-free local numbers, one counter row per kind and period: ``numbers.draw("application", numbers.year(now))``."""

from foundation.numbers.counter import day, draw, year

__all__ = ["day", "draw", "year"]
