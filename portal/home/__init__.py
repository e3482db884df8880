"""Landing page and one home page per role."""
