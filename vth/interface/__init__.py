"""What every door to the outside shares: keyset pages, errors, downloads, read-only moments."""
