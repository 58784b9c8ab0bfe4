"""Template tags; a page loads them all with `{% load vormgeving %}`."""
