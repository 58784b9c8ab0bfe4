"""Stories across rooms, as tests."""
