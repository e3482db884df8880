"""SKM: the public satisfaction survey and its index."""
