"""Tests that read the whole catalogue, loaded once for all of them."""
