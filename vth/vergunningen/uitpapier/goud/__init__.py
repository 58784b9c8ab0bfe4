"""Permits written to measure the reader of paper with: source, the file made of it, and what a permit writer reads in it."""
