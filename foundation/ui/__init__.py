"""Components, template tags and the crispy pack's helpers."""
