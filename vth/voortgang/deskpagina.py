"""The desk of a report that was read: each proposal beside the sentence it came from, to accept or reject piece by piece."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vth.interface.plaats import as_nummer, make_plaats, read_sleutel
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kolom
from vth.vormgeving.opmaak import shorten

from .models import Inlezing, Voorstelregel
from .rules import SOORTEN
from .selectors import get_inlezing

LIJST, PER_BLADZIJ = "voortgang.voorstellen", 40
NAMEN = {
    "rapport": "rapport",
    "legenda": "legenda",
    "voortgang": "tekst over voortgang",
    "planning": "tekst over planning",
}
STANDEN = {
    "open": ("wacht", "wacht"),
    "overgenomen": ("goed", "overgenomen"),
    "afgewezen": ("neutraal", "afgewezen"),
}
TELKOLOMMEN = (
    Kolom("naam", "Soort"),
    Kolom("open", "Wacht", "getal"),
    Kolom("overgenomen", "Overgenomen", "getal"),
    Kolom("afgewezen", "Afgewezen", "getal"),
)


@dataclass(frozen=True)
class Voorstelbeeld:
    """One proposal as it is shown."""

    regel: Voorstelregel
    soort: str
    titel: str
    velden: tuple[tuple[str, str], ...]
    toestand: tuple[str, str]
    wacht: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Deskpagina:
    """Everything that the desk shows."""

    inlezing: Inlezing
    zin: str
    tellingen: tuple[dict[str, Any], ...]
    voorstellen: tuple[Voorstelbeeld, ...]
    volgende: str
    alles: bool
    delen: tuple[tuple[str, str], ...]
    kolommen: tuple[Kolom, ...] = TELKOLOMMEN


def make_deskpagina(viewer: Viewer, id_: Any, vraag: Any) -> Deskpagina:
    """Put the desk together: what waits, or everything with `alles`. Raises BestaatNietError and PlaatsError."""
    inlezing = get_inlezing(viewer, id_)
    telling = Counter(inlezing.voorstellen.values_list("soort", "stand"))
    alles = "alles" in vraag
    regels = inlezing.voorstellen.order_by("volgnummer")
    if not alles:
        regels = regels.filter(stand="open")
    gevonden = list(
        regels.filter(volgnummer__gt=read_sleutel(LIJST, vraag.get("vanaf", ""), as_nummer) or 0)[
            : PER_BLADZIJ + 1
        ]
    )
    bladzij = gevonden[:PER_BLADZIJ]
    namen = _name_kanten(inlezing, bladzij)
    wacht = sum(n for (_, stand), n in telling.items() if stand == "open")
    delen = inlezing.voorstellen.filter(soort__in=("pijler", "onderwerp")).order_by("volgnummer")
    return Deskpagina(
        inlezing=inlezing,
        zin=f"{wacht} van {sum(telling.values())} voorstellen wachten op een besluit. Gelezen voor {inlezing.ronde.naam}.",
        tellingen=tuple(
            {"naam": _say_soort(s), **{stand: telling[s, stand] for stand in STANDEN}}
            for s in dict.fromkeys(s for s, _ in telling)
        ),
        voorstellen=tuple(_make_beeld(r, namen) for r in bladzij),
        volgende=make_plaats(LIJST, "na", str(bladzij[-1].volgnummer)) if len(gevonden) > PER_BLADZIJ else "",
        alles=alles,
        delen=tuple((d.sleutel, f"{d.sleutel} {d.velden.get('titel') or ''}") for d in delen),
    )


def _say_soort(soort: str) -> str:
    return SOORTEN[soort].naam if soort in SOORTEN else NAMEN.get(soort, soort)


def _name_kanten(inlezing: Inlezing, regels: list[Voorstelregel]) -> dict[str, str]:
    """Name the ends of what hangs together that can wait: topics and actions, by their key."""
    sleutels = {str(r.velden.get(kant)) for r in regels if r.soort == "samenhang" for kant in ("van", "naar")}
    delen = inlezing.voorstellen.filter(sleutel__in=sleutels, soort__in=("onderwerp", "actie"))
    return {d.sleutel: f"{d.sleutel} {shorten(d.velden.get('titel') or '', 60)}".strip() for d in delen}


def list_wachtkeuzes(regel: Voorstelregel, namen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Offer who can wait for whom in what a proposal says hangs together; nothing where an end cannot wait."""
    van, naar = (namen.get(str(regel.velden.get(kant))) for kant in ("van", "naar"))
    if regel.soort != "samenhang" or not van or not naar:
        return ()
    return (
        ("", "niemand: zij raken elkaar"),
        ("van", f"{van} wacht op {naar}"),
        ("naar", f"{naar} wacht op {van}"),
    )


def _make_beeld(regel: Voorstelregel, namen: Mapping[str, str]) -> Voorstelbeeld:
    velden = {naam: _say(w) for naam, w in regel.velden.items() if w not in (None, "")}
    titel = velden.pop("titel", "") or velden.pop("tekst", "") or velden.pop("onderwerp", "") or regel.sleutel
    return Voorstelbeeld(
        regel,
        _say_soort(regel.soort),
        titel,
        tuple((n.replace("_", " "), w) for n, w in velden.items()),
        STANDEN[regel.stand],
        list_wachtkeuzes(regel, namen),
    )


def _say(waarde: Any) -> str:
    if isinstance(waarde, dict):
        tot = f" (tot en met {waarde['tot']})" if waarde.get("tot") else ""
        return f"{waarde.get('tekst', '')}{tot}"
    return str(waarde)
