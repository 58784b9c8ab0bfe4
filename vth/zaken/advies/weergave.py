"""How people read a request for advice: the other side by name, how it stands in a word, its last day in a line."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kolom, Taak, Termijn

from ..models import Adviesverzoek
from .rules import LOOPT, Adviessoort, is_te_laat
from .selectors import list_adviezen_van, list_regelwie, read_adviessoorten

KOLOMMEN = (
    Kolom("identificatie", "Advies"),
    Kolom("wat", "Soort en onderwerp"),
    Kolom("partij", "Andere kant"),
    Kolom("richting", "Rol"),
    Kolom("uiterlijk", "Uiterlijk op", "datum"),
    Kolom("toestand", "Toestand", "toestand"),
)
CODES = {"uitgebracht": "bezig", "afgerond": "goed", "ingetrokken": "neutraal"}
WAARSCHUW = 7


def get_toestand(advies: Adviesverzoek, op: date) -> tuple[str, str]:
    """Give shape and word for how a request stands: what is late or nearly so stands out."""
    if is_te_laat(advies.staat, advies.uiterlijk_op, op):
        return "fout", "te laat"
    if advies.staat == LOOPT:
        return "aandacht" if (advies.uiterlijk_op - op).days <= WAARSCHUW else "wacht", "wacht op advies"
    if advies.opvolging:
        return CODES[advies.staat], str(advies.get_opvolging_display())
    return CODES[advies.staat], str(advies.get_staat_display())


def list_partijnamen(adviezen: Iterable[Adviesverzoek], op: date) -> dict[str, str]:
    """Give the names of the other sides that have a code, asked for once."""
    return list_namen({a.partij for a in adviezen if a.partij}, op)


def find_partijnaam(advies: Adviesverzoek, namen: dict[str, str]) -> str:
    """Name the other side, with the part of it that was named."""
    naam = namen.get(advies.partij, advies.partij)
    return f"{naam} ({advies.partijnaam})" if naam and advies.partijnaam else naam or advies.partijnaam


def make_rijen(adviezen: list[Adviesverzoek], op: date) -> list[dict[str, Any]]:
    """Make the rows of a table of requests."""
    namen, soorten = list_partijnamen(adviezen, op), _Soorten(adviezen)
    return [
        {
            "url": reverse("zaken:advies", args=[a.pk]),
            "identificatie": a.identificatie,
            "wat": ": ".join(deel for deel in (soorten.say(a), a.over) if deel),
            "partij": find_partijnaam(a, namen),
            "richting": a.get_richting_display(),
            "uiterlijk": a.uiterlijk_op,
            "toestand": get_toestand(a, op),
        }
        for a in adviezen
    ]


class _Soorten:
    """The kinds of advice of some requests in words, read once per organisation whose rules count: for both sides that which asked."""

    def __init__(self, adviezen: list[Adviesverzoek]) -> None:
        self.wie = list_regelwie(adviezen)
        self.bekend: dict[tuple[date, str, str], dict[str, Adviessoort]] = {}

    def say(self, advies: Adviesverzoek) -> str:
        """Name the kind of a request."""
        wie = self.wie[advies.pk]
        sleutel = (advies.gevraagd_op, wie["bevoegd_gezag"], wie["omgevingsdienst"])
        if sleutel not in self.bekend:
            self.bekend[sleutel] = read_adviessoorten(advies.gevraagd_op, **wie)
        soort = self.bekend[sleutel].get(advies.adviessoort)
        return soort.naam if soort else advies.adviessoort


def list_zaakrijen(viewer: Viewer, zaak: Any, op: date) -> list[dict[str, Any]]:
    """Make the rows of the advice in one zaak."""
    return make_rijen(list_adviezen_van(viewer, zaak), op)


def make_adviestaak(advies: Adviesverzoek, op: date) -> Taak:
    """Make the line of a request on a list of work."""
    code, woord = get_toestand(advies, op)
    return Taak(
        titel=f"Advies {advies.identificatie} {advies.over}".strip(),
        url=reverse("zaken:advies", args=[advies.pk]),
        waarom=f"{advies.get_richting_display().capitalize()}.",
        toestand=code,  # type: ignore[arg-type]
        woord=woord,
        termijn=Termijn(advies.uiterlijk_op),
    )
