"""The invented region Lindeland: deliveries of any size, demo, docs and tests share it."""
