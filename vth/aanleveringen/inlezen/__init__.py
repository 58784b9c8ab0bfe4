"""From the bytes of a supplier to the table `bron`: one row per record, all text, with the row number in the file."""

from .bron import read_bestand
from .kolommen import Inlezing, Leesfout

__all__ = ["Inlezing", "Leesfout", "read_bestand"]
