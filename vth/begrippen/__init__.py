"""The shared language: object types, attributes, relations and code lists, each with source and validity."""
