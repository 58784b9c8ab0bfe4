"""The two time axes, identifiers and origin: the ground floor that every register stands on."""
