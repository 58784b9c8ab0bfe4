"""From paper: what an existing decision says, read as a proposal of voorschriften that a person accepts piece by piece."""
