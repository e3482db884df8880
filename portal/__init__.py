"""How the house is switched on, and its front door."""
