"""The one search index of the whole building: kind, id, text and the terms under which a row may be seen."""
