"""Reads an existing progress report into proposed records. Pure: no database, no settings, no clock, no network."""
