"""How a complaint lives: guards, clocks and letters that the workflow calls."""
