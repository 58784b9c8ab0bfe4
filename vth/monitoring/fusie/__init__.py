"""What a merger of omgevingsdiensten would change, and which mergers would make everyone robust."""
