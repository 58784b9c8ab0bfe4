"""The rhythm of supervision: what is due when by law or by an authority's own choice, and which visits fit in a day. Pure but for the list in DuckDB."""
