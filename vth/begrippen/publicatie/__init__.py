"""The published forms of the shared language, all made from the one source; each module makes one of them as text."""
