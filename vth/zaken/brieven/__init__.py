"""Letters: templates of an authority, filled from the record, of which every value says where it came from."""
