"""Indicators: one SELECT per file that gives records with what they count for, and the figures made of them."""
