"""Samples: how they were taken, who had them, what the laboratory found, and what that says of a limit. Pure but for the reading of files."""
