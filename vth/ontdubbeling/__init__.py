"""Which records are about one real thing: compared, judged, and kept under one persistent id."""
