"""The register of advice: what is asked of whom in which role, narrowed, a page at a time by the last day; and as a file."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vth.interface.invoer import InvoerError, Veldfout, read_volgorde
from vth.interface.lijstuitvoer import MEESTE, Lijst, cut_meeste
from vth.interface.plaats import make_dagplaats, name_lijst, read_dagplaats
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kolom, make_volgordeveld

from ..models import Adviesverzoek
from ..werklijst import DAGVOLGORDES
from .rules import LOOPT
from .selectors import RECHT, derive_vrij_q, list_zichtbare_adviezen, read_adviessoorten
from .weergave import KOLOMMEN, find_partijnaam, list_partijnamen, make_rijen

LIJST, PER_BLADZIJ, TELGRENS, RECENT = "adviezen", 50, 1000, 1000
STAND = {"loopt": "wacht op advies", "te_laat": "te laat"} | {
    str(c): str(n) for c, n in Adviesverzoek.Staat.choices if c != LOOPT
}
WIE = {"mijn": "van mij", "niemand": "nog van niemand"}
VOLGORDES = {
    "uiterlijk_op": DAGVOLGORDES["laatste_dag"],
    "-uiterlijk_op": DAGVOLGORDES["-laatste_dag"],
}
KOPPEN = {
    "identificatie": "Advies",
    "zaak": "Zaak",
    "rol": "Rol",
    "soort": "Soort",
    "over": "Over",
    "partij": "Andere kant",
    "gevraagd_op": "Gevraagd op",
    "uiterlijk_op": "Uiterlijk op",
    "uitgebracht_op": "Uitgebracht op",
    "strekking": "Strekking",
    "opvolging": "Opvolging",
    "opvolging_reden": "Waarom",
    "staat": "Toestand",
    "id": "Id",
}
DAGEN = ("gevraagd_op", "uiterlijk_op", "uitgebracht_op")


@dataclass(frozen=True)
class Adviespagina:
    """One page of the register of advice."""

    velden: tuple[Filterveld, ...]
    rijen: tuple[dict[str, Any], ...]
    adviezen: tuple[Adviesverzoek, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool
    mag: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_adviespagina(viewer: Viewer, vraag: Mapping[str, str]) -> Adviespagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    rijen, gefilterd = filter_adviezen(viewer, vraag)
    af = _read_af(vraag)
    verder = rijen.filter(_read_na(vraag.get("vanaf", ""), af))
    gevonden = list(verder.order_by(*_list_orde(af))[: PER_BLADZIJ + 1])
    bladzij = gevonden[:PER_BLADZIJ]
    return Adviespagina(
        velden=tuple(_list_velden(viewer)),
        rijen=tuple(make_rijen(bladzij, klok.today())),
        adviezen=tuple(bladzij),
        aantal=rijen.order_by().values("pk")[:TELGRENS].count(),
        volgende=_write_plek(bladzij[-1], af) if len(gevonden) > PER_BLADZIJ else "",
        gefilterd=gefilterd,
        blind=viewer.zicht.is_leeg,
        mag=RECHT in viewer.handelingen,
    )


def filter_adviezen(viewer: Viewer, vraag: Mapping[str, str]) -> tuple[QuerySet[Adviesverzoek], bool]:
    """Keep what an address asks for of what the viewer sees; and whether it asks for less than all.

    Raises InvoerError for a role or a state that does not exist.
    """
    stand, rol = vraag.get("stand") or "", vraag.get("rol") or ""
    fouten = []
    if stand and stand not in STAND:
        fouten.append(Veldfout("stand", f"‘{stand[:40]}’ bestaat hier niet.", "onbekend"))
    if rol and rol not in Adviesverzoek.Richting.values:
        fouten.append(Veldfout("rol", f"‘{rol[:40]}’ bestaat hier niet.", "onbekend"))
    if fouten:
        raise InvoerError(fouten)
    rijen = list_zichtbare_adviezen(viewer)
    if stand:
        rijen = rijen.filter(staat=LOOPT if stand == "te_laat" else stand)
    if stand == "te_laat":
        rijen = rijen.filter(uiterlijk_op__lt=klok.today())
    delen = {
        "richting": rol,
        "adviessoort": (vraag.get("soort") or "")[:60],
        "partij": (vraag.get("partij") or "")[:40],
        "gebied": (vraag.get("gebied") or "")[:10],
    }
    rijen = rijen.filter(**{veld: waarde for veld, waarde in delen.items() if waarde})
    if (wie := vraag.get("wie")) in WIE:
        rijen = rijen.filter(Q(behandelaar=viewer.actor) if wie == "mijn" else derive_vrij_q(viewer))
    return rijen, any([stand, *delen.values(), vraag.get("wie")])


def _read_af(vraag: Mapping[str, str]) -> bool:
    """Read whether the list runs from its end. Raises InvoerError for an order that does not exist."""
    return read_volgorde(vraag, VOLGORDES).startswith("-")


def _list_orde(af: bool) -> tuple[str, str]:
    """Give the order of the list, from its begin or from its end: the same index."""
    return ("-uiterlijk_op", "-id") if af else ("uiterlijk_op", "id")


def _write_plek(advies: Adviesverzoek, af: bool) -> str:
    """Write the place in the list after a request."""
    return make_dagplaats(name_lijst(LIJST, af=af), advies.uiterlijk_op, advies.pk)


def _read_na(tekst: str, af: bool) -> Q:
    """Read a place in the list as a filter on what comes after it."""
    voorbij, tot = ("lt", "lte") if af else ("gt", "gte")

    def maak(op: date, id_: str) -> Q:
        zelfde = Q(**{"uiterlijk_op": op, f"id__{voorbij}": uuid.UUID(id_)})
        later = Q(**{f"uiterlijk_op__{voorbij}": op}) | zelfde
        return Q(**{f"uiterlijk_op__{tot}": op}) & later

    return read_dagplaats(name_lijst(LIJST, af=af), tekst, maak) or Q()


def _list_velden(viewer: Viewer) -> list[Filterveld]:
    """List the fields to choose with, of what the viewer sees."""
    op = klok.today()
    # Of the last so many: to list every other side there ever was, all of the register would be read at each look.
    laatste = list_zichtbare_adviezen(viewer).order_by("-id").values_list("partij", flat=True)[:RECENT]
    partijen = sorted(set(laatste))
    gebieden = sorted(viewer.zicht.gebieden)[:400]
    namen = list_namen([*partijen, *gebieden], op)
    soorten = read_adviessoorten(op, omgevingsdienst=viewer.organisatie)
    return [
        Filterveld("stand", "Toestand", list(STAND.items())),
        Filterveld("rol", "Rol", [(str(c), str(n)) for c, n in Adviesverzoek.Richting.choices]),
        Filterveld("soort", "Soort", [(s.code, s.naam) for s in soorten.values()]),
        Filterveld("partij", "Andere kant", _order({c: namen[c] for c in partijen if c})),
        Filterveld("gebied", "Gemeente", _order({c: namen[c] for c in gebieden})),
        Filterveld("wie", "Van wie", list(WIE.items())),
        make_volgordeveld(VOLGORDES),
    ]


def _order(namen: Mapping[str, str]) -> list[tuple[str, str]]:
    """Put choices in the order of their names."""
    return sorted(namen.items(), key=lambda paar: paar[1].lower())


def make_lijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the whole list that an address asks for. Raises InvoerError for what does not exist."""
    rijen, _ = filter_adviezen(viewer, vraag)
    orde = _list_orde(_read_af(vraag))
    adviezen, meer = cut_meeste(list(rijen.select_related("zaak").order_by(*orde)[: MEESTE + 1]))
    namen = list_partijnamen(adviezen, klok.today())
    return Lijst(KOPPEN, (_make_regel(a, namen) for a in adviezen), adviezen, meer, DAGEN)


def _make_regel(a: Adviesverzoek, namen: dict[str, str]) -> dict[str, object]:
    """Make the line of one request."""
    return {
        "identificatie": a.identificatie,
        "zaak": a.zaak.identificatie if a.zaak else "",
        "rol": a.get_richting_display(),
        "soort": a.adviessoort,
        "over": a.over,
        "partij": find_partijnaam(a, namen),
        "gevraagd_op": a.gevraagd_op,
        "uiterlijk_op": a.uiterlijk_op,
        "uitgebracht_op": a.uitgebracht_op,
        "strekking": a.get_strekking_display(),
        "opvolging": a.get_opvolging_display(),
        "opvolging_reden": a.opvolging_reden,
        "staat": a.get_staat_display(),
        "id": str(a.pk),
    }
