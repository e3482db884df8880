"""How files are seen: ``pages`` draws and caches pictures of them, ``serving`` hands bytes out to be saved."""
