"""Letters of this room: per instrument its own text, filled from the record."""
