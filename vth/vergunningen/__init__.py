"""The permit as it stands on any date: voorschriften through time, each with its origin, and what of them is data."""
