"""The templates of this room, from one file in which what several letters say stands once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

BESTAND = Path(__file__).with_name("sjablonen.yaml")
AFZENDER = "{{ zaak.bevoegd_gezag }}"
ONTVANGER = "{% if overtreder.namen %}Aan {{ overtreder.namen }}{% endif %}"


@dataclass(frozen=True)
class Briefsoort:
    """One template: the bytes that `zaken` reads, and with what it can be made."""

    code: str
    ruw: bytes
    bij_besluit: bool
    voor: Mapping[str, Any]


@lru_cache(maxsize=1)
def read_briefsoorten() -> Mapping[str, Briefsoort]:
    """Give the templates by code, each with its shared parts written out."""
    inhoud = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return {code: _make_soort(code, b, inhoud["delen"]) for code, b in inhoud["brieven"].items()}


def _make_soort(code: str, brief: Mapping[str, Any], delen: Mapping[str, list[dict[str, str]]]) -> Briefsoort:
    """Write one template out as `zaken` reads it."""
    besluit = bool(brief.get("besluit"))
    vol = {
        "naam": brief["naam"],
        "documentsoort": brief["soort"],
        "bij_besluit": besluit,
        "kader": {
            "titel": brief["titel"],
            "afzender": AFZENDER,
            "ontvanger": brief.get("ontvanger", ONTVANGER),
            "datum": "{{ brief.datum }}",
            "kenmerk": "{{ besluit.nummer }}" if besluit else "{{ maatregel.nummer }}",
        },
        "blokken": [
            blok for deel in brief["blokken"] for blok in (delen[deel["deel"]] if "deel" in deel else [deel])
        ],
    }
    return Briefsoort(code, yaml.safe_dump(vol, allow_unicode=True).encode(), besluit, brief["voor"])
