"""From the bytes of a supplier to the table `bron`: one row per record, all text, with the row number in the file."""

from .afspraak import Bestandsvorm, Leesafspraak, Tabelafspraak
from .bron import read_bestand
from .kolommen import Inlezing, Leesfout

__all__ = ["Bestandsvorm", "Inlezing", "Leesafspraak", "Leesfout", "Tabelafspraak", "read_bestand"]
