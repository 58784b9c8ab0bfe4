"""Readers as they are when a file has broken them."""
