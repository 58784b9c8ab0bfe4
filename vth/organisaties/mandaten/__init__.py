"""The mandate register: who may decide in whose name, checked at signing (Awb 10:1-10:12). These are its doors for other rooms."""

from .begrippen import Mandaatoordeel
from .rules import toets_mandaat
from .selectors import Besluitvraag, check_bevoegdheid

__all__ = ["Besluitvraag", "Mandaatoordeel", "check_bevoegdheid", "toets_mandaat"]
