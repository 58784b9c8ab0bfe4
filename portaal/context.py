"""What every page carries: the rooms that this viewer may enter, who is signed in, and whether the site is read-only."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from vth.interface.onderhoud import read_onderhoud
from vth.ontdubbeling.services import BEOORDELEN
from vth.opsporing.selectors import mag_opsporen
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.inzage import LEZEN as INZAGE_LEZEN
from vth.toegang.rules import ALLE_ORGANISATIES, NIEMAND, Viewer
from vth.toegang.selectors import read_rollen

from .handhavingblokken import ziet_handhaving
from .toezichtblokken import ziet_toezicht

WERK = [
    ("Zaken", "zaken:lijst", "Werk"),
    ("Adviezen", "zaken:adviezen", ""),
    ("Agenda", "portaal:agenda", ""),
]
BEWAARRECHTEN = {"bewaring.record", "vernietiging.decide", "vernietiging.record"}
ONDERHOUD = "Er wordt een grote aanlevering vastgelegd. Kijken kan gewoon; wijzigen kan zo weer."


def list_navigatie(request: HttpRequest) -> dict[str, Any]:
    """Give the navigation, the account and the state of the site for `vormgeving/basis.html`."""
    viewer = getattr(request, "viewer", NIEMAND)
    rooms = [(titel, reverse(naam), groep) for titel, naam, groep in derive_kamers(viewer)]
    hier = _find_actief(request.path, [adres for _, adres, _ in rooms])
    return {
        "navigatie": [
            {"titel": titel, "url": adres, "groep": groep, "actief": adres == hier}
            for titel, adres, groep in rooms
        ],
        "account": _make_account(request, viewer),
        "zoekbaar": bool(rooms),
        "onderhoud": ONDERHOUD if read_onderhoud() else "",
    }


def derive_kamers(viewer: Viewer) -> list[tuple[str, str, str]]:
    """List the rooms that a viewer may enter: title, name of the address, and the group it opens."""
    if viewer.zicht.is_leeg:
        return []
    papier = "document" in viewer.zicht.soorten or viewer.zicht.alle_soorten
    vergunning = "vergunning" in viewer.zicht.soorten or viewer.zicht.alle_soorten
    werk = "zaak" in viewer.zicht.soorten or viewer.zicht.alle_soorten
    programma = "programma" in viewer.zicht.soorten or viewer.zicht.alle_soorten
    stelsel = "zelfbeoordeling" in viewer.zicht.soorten or viewer.zicht.alle_soorten
    kamers = [
        ("Start", "portaal:start", ""),
        *(WERK if werk else []),
        *([("Toezicht", "toezicht:lijst", "")] if ziet_toezicht(viewer) else []),
        *([("Klachten en signalen", "toezicht:signalen", "")] if ziet_toezicht(viewer) else []),
        *([("Handhaving", "handhaving:lijst", "")] if ziet_handhaving(viewer) else []),
        *([("Opsporing", "opsporing:lijst", "")] if mag_opsporen(viewer) else []),
        *([("Vergunningen", "vergunningen:lijst", "")] if vergunning else []),
        *([("Documenten", "zaken:documenten", "")] if papier else []),
        *([("Sjablonen", "zaken:briefsjablonen", "")] if "sjabloon.record" in viewer.handelingen else []),
        *([("Monitoring", "monitoring:overzicht", "Stelsel")] if stelsel else []),
        *([("Voortgang", "voortgang:overzicht", "" if stelsel else "Stelsel")] if programma else []),
        ("Zoeken", "register:zoeken", "Register"),
        ("Kaart", "portaal:kaart", ""),
    ]
    # A gemeente delivers through its omgevingsdienst: of itself it has no deliveries to look at.
    if {"terugmelding.record", "terugmelding.answer"} & viewer.handelingen:
        kamers.append(("Terugmeldingen", "terugmeldingen:lijst", ""))
    if BEOORDELEN in viewer.handelingen:
        kamers.append(("Dubbele gegevens", "ontdubbeling:lijst", ""))
    if INZAGE_LEZEN in viewer.handelingen:
        kamers.append(("Wie keek waarnaar", "portaal:inzagen", ""))
    kamers.append(("Mandaatregister", "organisaties:mandaten", "Besluiten"))
    if werk and BEWAARRECHTEN & viewer.handelingen:
        kamers.append(("Bewaren en vernietigen", "zaken:bewaring", ""))
    if viewer.zicht.landelijk or viewer.zicht.leveranciers - viewer.zicht.gebieden:
        kamers.append(("Aanleveringen", "aanleveringen:lijst", "Gegevens aanleveren"))
        if "aanlevering.accept" in viewer.handelingen:
            kamers.append(("Lever aan", "aanleveringen:nieuw", ""))
        kamers.append(("Vergelijk leveranciers", "aanleveringen:vergelijking", ""))
    return kamers


def _find_actief(pad: str, adressen: list[str]) -> str:
    """Give the address of the room in which a page is: the longest that is its beginning."""
    past = [a for a in adressen if pad == a or (a != "/" and pad.startswith(f"{a.rstrip('/')}/"))]
    return max(past, key=len, default="")


def _make_account(request: HttpRequest, viewer: Viewer) -> dict[str, Any] | None:
    """Say who is signed in, in names instead of codes."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    dag = klok.today()
    rollen = read_rollen(op=dag)
    namen = list_namen(viewer.organisaties - {ALLE_ORGANISATIES}, dag)
    return {
        "naam": str(user),
        "organisatie": ", ".join(sorted(namen.values())),
        "namen": namen,
        "links": [{"titel": "Uw account", "url": reverse("toegang:account")}],
        "rollen": sorted(rollen.get(rol, {}).get("naam", rol) for rol in viewer.rollen),
    }
