"""The invented region that demo, docs and tests share."""
