"""The top floor: pages composed from several rooms; no room imports it."""
