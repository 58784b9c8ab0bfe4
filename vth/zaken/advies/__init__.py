"""Advice asked and given: to and from whom, by when and why then, what it was, and what was done with it."""
