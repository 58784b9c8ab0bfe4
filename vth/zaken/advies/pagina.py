"""The page of one request for advice: what is asked, by when and why then, what the advice is, and what was done with it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, derive_legal_day
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom, Termijn
from vth.vormgeving.opmaak import format_datum
from vth.vormgeving.wettelijk import make_termijn

from ..models import Adviesverzoek
from ..selectors import list_zichtbaar, list_zichtbare_besluiten
from .rules import GEVRAAGD, LOOPT, UITGEBRACHT, Adviessoort
from .selectors import (
    RECHT,
    find_redenering,
    get_adviesverzoek,
    get_regelwie,
    read_adviessoorten,
    read_toetsvragen,
)
from .weergave import find_partijnaam, get_toestand

WOORDEN = {
    "gevraagd": "Advies gevraagd",
    "te_geven": "Om advies gevraagd",
    "uitstel": "Uitstel gegeven",
    "herinnering": "Aan herinnerd",
    "uitvoeringstoets": "Uitvoeringstoets bijgewerkt",
    "uitgebracht": "Advies uitgebracht",
    "opvolging": "Gezegd wat ermee is gedaan",
    "ingetrokken": "Verzoek ingetrokken",
    "opgepakt": "Opgepakt",
    "vernietigd": "Vernietigd",
    "zaak_vernietigd": "De zaak van wie het vroeg is vernietigd",
}
TOETSKOLOMMEN = (
    Kolom("vraag", "Vraag"),
    Kolom("oordeel", "Antwoord", "toestand"),
    Kolom("toelichting", "Toelichting"),
)
OORDEELCODES = {"ja": "goed", "deels": "aandacht", "nee": "fout", "niet_van_toepassing": "neutraal"}


@dataclass(frozen=True)
class Advieskijk:
    """Everything that the page of a request shows."""

    advies: Adviesverzoek
    soort: Adviessoort | None
    toestand: tuple[str, str]
    zin: str
    zaak_url: str
    termijn: Termijn
    kenmerken: tuple[Kenmerk, ...]
    toets: tuple[dict[str, Any], ...]
    vragen: dict[str, str]
    antwoorden: dict[str, tuple[str, str]]
    besluiten: tuple[tuple[str, str], ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    kan: frozenset[str]
    over_en_weer: str
    toetskolommen: tuple[Kolom, ...] = TOETSKOLOMMEN


def make_advieskijk(viewer: Viewer, advies_id: Any) -> Advieskijk:
    """Put the page of a request together. Raises BestaatNietError."""
    advies, op = get_adviesverzoek(viewer, advies_id), klok.today()
    wie = get_regelwie(advies)
    soort = read_adviessoorten(advies.gevraagd_op, **wie).get(advies.adviessoort)
    vragen = dict(read_toetsvragen(advies.gevraagd_op, **wie)) if soort and soort.toets else {}
    antwoorden = {p.vraag: (p.oordeel, p.toelichting) for p in advies.toetspunten.all()}
    zaak = list_zichtbaar(viewer).filter(pk=advies.zaak_id).first() if advies.zaak_id else None
    besluiten = list_zichtbare_besluiten(viewer).filter(zaak=zaak) if zaak else ()
    return Advieskijk(
        advies=advies,
        soort=soort,
        toestand=get_toestand(advies, op),
        zin=_say_stand(advies),
        zaak_url=reverse("zaken:zaak", args=[zaak.pk]) if zaak else "",
        termijn=_make_termijn(advies),
        kenmerken=tuple(_list_kenmerken(viewer, advies, soort)),
        toets=tuple(_list_toets(advies, vragen)),
        vragen=vragen,
        antwoorden=antwoorden,
        besluiten=tuple((str(b.pk), f"{b.identificatie} {b.omschrijving}") for b in besluiten),
        tijdlijn=tuple(_list_gebeurtenissen(advies)),
        kan=_derive_kan(viewer, advies, soort),
        over_en_weer=_say_over_en_weer(advies) if advies.over_en_weer else "",
    )


def _derive_kan(viewer: Viewer, advies: Adviesverzoek, soort: Adviessoort | None) -> frozenset[str]:
    """List what the viewer can do with a request as it stands; of one that two sides have, what is for this side."""
    kan = _derive_mogelijk(viewer, advies, soort)
    if not advies.over_en_weer:
        return kan
    if advies.tegenhanger_id is None:
        return kan - {"uitgebracht", "toets"}
    return kan & {"uitgebracht", "toets", "oppakken"}


def _say_over_en_weer(advies: Adviesverzoek) -> str:
    """Say that the other side works here as well, and so what needs no sending."""
    andere = list_namen([advies.partij], klok.today())[advies.partij]
    if advies.tegenhanger_id is None:
        return f"{andere} werkt ook met Open VTH en ziet dit verzoek bij het eigen werk. Het advies komt hier vanzelf te staan."
    return f"{andere} vroeg dit vanuit Open VTH. Uw advies komt daar vanzelf aan, en hier leest u wat ermee is gedaan."


def _derive_mogelijk(viewer: Viewer, advies: Adviesverzoek, soort: Adviessoort | None) -> frozenset[str]:
    """List what can be done with a request as it stands by whoever may work on it."""
    if not decide_handeling(viewer, RECHT, namens=advies.leverancier).mag:
        return frozenset()
    if advies.staat == UITGEBRACHT:
        return frozenset({"opvolging"})
    if advies.staat != LOOPT:
        return frozenset()
    kan = {"uitgebracht", "uitstel", "intrekken"}
    kan |= {"herinnering"} if advies.richting == GEVRAAGD else set()
    kan |= {"toets"} if soort and soort.toets else set()
    kan |= set() if advies.behandelaar else {"oppakken"}
    return frozenset(kan)


def _say_stand(advies: Adviesverzoek) -> str:
    """Say in a line what it is about."""
    return f"{advies.get_richting_display().capitalize()}{f': {advies.over}' if advies.over else ''}."


def _make_termijn(advies: Adviesverzoek) -> Termijn:
    """Make the last day with its reasoning; of an own day with its ground."""
    if uitkomst := find_redenering(advies):
        return make_termijn(uitkomst, voldaan_op=advies.uitgebracht_op)
    return Termijn(
        advies.uiterlijk_op,
        reden="eigen dag",
        redenering=(advies.grondslag,),
        grondslag=advies.grondslag,
        voldaan_op=advies.uitgebracht_op,
        zekerheid="afgeleid",
    )


def _list_kenmerken(viewer: Viewer, advies: Adviesverzoek, soort: Adviessoort | None) -> list[Kenmerk]:
    """List who, what and when."""
    op = klok.today()
    namen = list_namen([c for c in (advies.partij, advies.leverancier, advies.gebied) if c], op)
    wie = list_actornamen([advies.behandelaar])[advies.behandelaar] if advies.behandelaar else "niemand"
    besluit = (
        list_zichtbare_besluiten(viewer).filter(pk=advies.besluit_id).first() if advies.besluit_id else None
    )
    kenmerken = [
        Kenmerk("Soort advies", soort.naam if soort else advies.adviessoort),
        Kenmerk(
            "Adviseur" if advies.richting == GEVRAAGD else "Gevraagd door", find_partijnaam(advies, namen)
        ),
        Kenmerk("Organisatie", namen[advies.leverancier]),
        Kenmerk("Gemeente", namen[advies.gebied]) if advies.gebied else None,
        Kenmerk("Behandelaar", wie),
        Kenmerk("Gevraagd op", advies.gevraagd_op),
        Kenmerk("Uiterlijk op", advies.uiterlijk_op),
        Kenmerk("Rust op", advies.grondslag),
        Kenmerk("Uitgebracht op", advies.uitgebracht_op) if advies.uitgebracht_op else None,
        Kenmerk("Strekking", advies.get_strekking_display()) if advies.strekking else None,
        Kenmerk("Opvolging", advies.get_opvolging_display()) if advies.opvolging else None,
        Kenmerk("Waarom", advies.opvolging_reden) if advies.opvolging_reden else None,
        Kenmerk("In besluit", besluit.identificatie) if besluit else None,
    ]
    return [k for k in kenmerken if k is not None]


def _list_toets(advies: Adviesverzoek, vragen: dict[str, str]) -> list[dict[str, Any]]:
    """List the uitvoeringstoets with what was answered, and the questions that wait."""
    punten = {p.vraag: p for p in advies.toetspunten.all()}
    rijen = []
    for code, zin in vragen.items():
        punt = punten.get(code)
        rijen.append(
            {
                "vraag": zin,
                "oordeel": (OORDEELCODES[punt.oordeel], str(punt.get_oordeel_display()))
                if punt
                else ("wacht", "nog geen antwoord"),
                "toelichting": punt.toelichting if punt else "",
            }
        )
    return rijen


def _list_gebeurtenissen(advies: Adviesverzoek) -> list[Gebeurtenis]:
    """List all that happened, one sentence each, and the last day as a mark."""
    acts = list(advies.gebeurtenissen.order_by("-volgnummer")[:200])
    namen = list_actornamen({g.door for g in acts})
    gevonden = []
    for g in acts:
        per = "" if g.dag == derive_legal_day(g.op) else f", per {format_datum(g.dag)}"
        reden = f": {g.reden.rstrip('.')}" if g.reden else ""
        zin = WOORDEN.get(g.handeling, g.handeling.replace("_", " ").capitalize())
        gevonden.append(Gebeurtenis(g.op.astimezone(AMSTERDAM), f"{zin}{per}{reden}.", actor=namen[g.door]))
    gevonden.append(Gebeurtenis(advies.uiterlijk_op, "Laatste dag voor het advies.", soort="termijn"))
    return gevonden
