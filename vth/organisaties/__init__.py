"""Who is who in the VTH-stelsel: organisations, their areas, mandates and involvement, through time and by code."""
