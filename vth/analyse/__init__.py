"""The cellar: DuckDB, one-SELECT SQL files, and the dagstand that every figure is rebuilt from."""
