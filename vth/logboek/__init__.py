"""What was done, by whom and on what ground: written with the act, sealed afterwards."""
