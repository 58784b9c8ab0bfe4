"""Taking in what parties deliver: check it, tell what is wrong, register what is good."""
