"""The work lists of this room as a file: exactly what each shows, in its order."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from vth.interface.lijstuitvoer import MEESTE, Lijst, cut_meeste
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer
from vth.zaken.weergave import Namen as Zaaknamen
from vth.zaken.weergave import get_toestand as get_zaaktoestand

from .aannamelezen import read_aannames
from .lijstpagina import VERZOEKEN, list_gevraagd, read_adressaten, read_werkfilter
from .models import Handhavingsverzoek, Maatregel, Overtreding, Verbeurte
from .weergave import Namen, get_toestand, get_verbeurtewoord, name_instrument

# What all of them show last: where, whose, how it stands and until when, and what programs need.
STAND = {
    "gemeente": "Gemeente",
    "stand": "Stand",
    "laatste_dag": "Laatste dag",
    "aannames": "Rust op een aanname",
    "id": "Id",
    "gemeentecode": "Gemeentecode",
}
KOPPEN: dict[str, dict[str, str]] = {
    "overtredingen": {
        "kenmerk": "Overtreding",
        "aard": "Wat",
        "gezien_op": "Gezien op",
        "eerst": "Wat er het eerst moet",
        "jurist": "Jurist",
    },
    "maatregelen": {
        "kenmerk": "Maatregel",
        "omschrijving": "Omschrijving",
        "instrument": "Instrument",
        "eerst": "Wat er het eerst moet",
        "jurist": "Jurist",
    },
    "dwangsommen": {
        "maatregel": "Maatregel",
        "omschrijving": "Omschrijving",
        "aard": "Waarvoor",
        "bedrag": "Bedrag",
        "dag": "Verbeurd op",
        "ingevorderd_op": "Ingevorderd op",
    },
    VERZOEKEN: {
        "verzoek": "Verzoek",
        "omschrijving": "Wat er wordt gevraagd",
        "ontvangen_op": "Ontvangen op",
        "behandelaar": "Behandelaar",
    },
}
DAGEN = {"gezien_op", "dag", "ingevorderd_op", "ontvangen_op", "laatste_dag"}
Regel = dict[str, object]


def make_werklijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the list that an address asks for; who asks for enforcement is not in it. Raises InvoerError for what does not exist."""
    tab, filter_ = read_werkfilter(viewer, vraag)
    rijen, meer = cut_meeste(list_gevraagd(viewer, tab, filter_, hoogstens=MEESTE))
    koppen = KOPPEN[tab] | STAND
    aannames = read_aannames(rijen, op=klok.today())
    regels: dict[str, Callable[[Sequence[Any]], list[Regel]]] = {
        "dwangsommen": _make_dwangsommen,
        VERZOEKEN: _make_verzoeken,
    }
    return Lijst(
        koppen,
        [
            regel | {"aannames": " ".join(aannames.get(rij.pk, ()))}
            for regel, rij in zip(regels.get(tab, _make_werk)(rijen), rijen, strict=True)
        ],
        rijen,
        meer,
        dagen=DAGEN & koppen.keys(),
        getallen={"bedrag"} & koppen.keys(),
    )


def _make_werk(rijen: Sequence[Overtreding | Maatregel]) -> list[Regel]:
    """Make the lines of violations or measures."""
    namen = Namen(rijen)
    return [
        _make_stand(rij, namen.get_waar(rij), get_toestand(rij, namen.dag)[1], rij.laatste_dag)
        | {"kenmerk": rij.kenmerk, "eerst": rij.waarom.partition(":")[0], "jurist": namen.get_jurist(rij)}
        | (
            {"aard": rij.aard, "gezien_op": rij.overtredingsdatum}
            if isinstance(rij, Overtreding)
            else {"omschrijving": rij.omschrijving, "instrument": name_instrument(rij)}
        )
        for rij in rijen
    ]


def _make_dwangsommen(rijen: Sequence[Verbeurte]) -> list[Regel]:
    """Make the lines of forfeited amounts."""
    namen, van = Namen(rijen), read_adressaten(rijen)
    return [
        _make_stand(v, namen.get_waar(v), get_verbeurtewoord(v, namen.dag), v.laatste_dag)
        | {
            "maatregel": van[v.adressaat_id].last.maatregel.kenmerk,
            "omschrijving": van[v.adressaat_id].last.maatregel.omschrijving,
            "aard": v.get_aard_display(),
            "bedrag": float(v.bedrag),
            "dag": v.dag,
            "ingevorderd_op": v.ingevorderd_op,
        }
        for v in rijen
    ]


def _make_verzoeken(rijen: Sequence[Handhavingsverzoek]) -> list[Regel]:
    """Make the lines of requests to enforce."""
    namen, op = Zaaknamen([v.zaak for v in rijen]), klok.today()
    return [
        _make_stand(
            v,
            namen.organisaties.get(v.gebied, v.gebied),
            get_zaaktoestand(v.zaak, namen.get_stap(v.zaak), op)[1],
            v.zaak.laatste_dag,
        )
        | {
            "verzoek": str(v.verzoek),
            "omschrijving": v.omschrijving,
            "ontvangen_op": v.ontvangen_op,
            "behandelaar": namen.get_behandelaar(v.zaak),
        }
        for v in rijen
    ]


def _make_stand(rij: Any, gemeente: str, stand: str, laatste_dag: date) -> Regel:
    """Make what all lines have."""
    return {
        "gemeente": gemeente,
        "stand": stand,
        "laatste_dag": None if laatste_dag == OPEN_DAG else laatste_dag,
        "id": str(rij.pk),
        "gemeentecode": rij.gebied,
    }
