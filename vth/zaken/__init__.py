"""The file: case, request, decision, term and approval, once for permits, supervision and enforcement."""
