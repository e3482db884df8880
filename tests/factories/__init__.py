"""Things that stories need, made the short way."""
