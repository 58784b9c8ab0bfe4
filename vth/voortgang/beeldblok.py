"""What a page that looks at a programme in one way is made of: blocks with a heading, a sentence, a chart and a table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vth.vormgeving.onderdelen import Grafiek, Kolom

from .beeld import Deel, Programmabeeld
from .configuratie import Configuratie
from .forms import WatalsForm
from .models import Programma, Tegenspraak
from .weergave import get_adres

Rij = dict[str, Any]
BRON = "Open VTH: programma"


@dataclass(frozen=True)
class Blok:
    """One part of such a page: a heading, a sentence, a chart and a table."""

    kop: str
    zin: str = ""
    grafiek: Grafiek | None = None
    kolommen: tuple[Kolom, ...] = ()
    rijen: tuple[Rij, ...] = ()
    leeg: str = "Er is hier nog niets."


@dataclass(frozen=True)
class Beeldpagina:
    """Everything that such a page shows."""

    programma: Programma
    titel: str
    zin: str
    blokken: tuple[Blok, ...]
    form: WatalsForm | None = None
    tegenspraken: tuple[Tegenspraak, ...] = field(default=())
    volgende: str = ""


Vraag = Mapping[str, str]
Gegevens = tuple[Programma, Programmabeeld, Configuratie]


def make_rij(beeld: Programmabeeld, deel: Deel, **velden: Any) -> Rij:
    """Give a part as a row, with where it belongs."""
    boven = beeld.delen.get(deel.ouder) if deel.ouder else None
    return {
        "naam": deel.titel,
        "url": get_adres(deel),
        "onder": boven.naam if boven else "het programma",
        **velden,
    }
