"""Lists that a dienst hands in: staff per field of expertise, funding per participant and task."""
