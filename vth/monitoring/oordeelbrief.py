"""The letter in which a verdict is told to the board of a dienst: what was judged per criterion, why, and what must follow."""

from collections.abc import Iterator
from decimal import Decimal

from vth.organisaties.selectors import list_namen
from vth.regelgeving.dagen import as_dagtekst
from vth.vormgeving.opmaak import format_datum
from vth.zaken.rapport.blokken import Alinea, Blok, Kop, Lijst, Rapport, Tabel

from .kader import Kader
from .models import Oordeel, Zelfbeoordeling
from .rules import MonitoringError
from .selectors import read_kader_van
from .weergave import format_waarde, name_diensten


def make_oordeelbrief(z: Zelfbeoordeling) -> Rapport:
    """Make the letter of the verdict that holds. Raises MonitoringError where there is none yet."""
    oordelen = list(z.oordelen.order_by("volgnummer"))
    if not oordelen:
        raise MonitoringError(
            "Er is nog geen oordeel, dus ook geen brief. De brief is er zodra het oordeel vastligt."
        )
    oordeel, kader = oordelen[-1], read_kader_van(z.ronde)
    dienst = name_diensten({z.dienst}, z.ronde)[z.dienst]
    afzender = list_namen([z.ronde.organisatie], z.ronde.peildatum).get(
        z.ronde.organisatie, z.ronde.organisatie
    )
    return Rapport(
        titel=f"Oordeel over de robuustheid van {dienst}",
        organisatie=afzender,
        kenmerken=(
            ("Aan", f"Het algemeen bestuur van {dienst}"),
            ("Van", afzender),
            ("Datum", format_datum(oordeel.op)),
            ("Ronde", z.ronde.naam),
        ),
        blokken=tuple(_make_blokken(z, dienst, oordelen, kader)),
        voet=f"Oordeel {len(oordelen)} over {dienst}",
    )


def _make_blokken(z: Zelfbeoordeling, dienst: str, oordelen: list[Oordeel], kader: Kader) -> list[Blok]:
    oordeel = oordelen[-1]
    zin = (
        "voldoet aan elk criterium en is robuust"
        if oordeel.robuust
        else "voldoet niet aan elk criterium en is niet robuust"
    )
    return [
        Alinea(f"{dienst} {zin}. Hieronder staat per criterium het oordeel en waarom."),
        *([_say_herzien(oordelen)] if len(oordelen) > 1 else []),
        Kop("Het oordeel"),
        _make_tabel(oordeel, kader),
        Kop("Overwegingen"),
        Alinea(oordeel.motivering),
        *_make_vervolg(z, oordeel),
        Kop("Waarop dit oordeel rust"),
        Lijst(tuple(_list_cijfers(oordeel, kader))),
        Alinea(
            f"Toetsingskader {oordeel.grondslag['kader']}, kwaliteitscriteria {oordeel.grondslag['kwaliteitscriteria']}, cijfers van {format_datum(z.ronde.peildatum)}.",
            "zacht",
        ),
    ]


def _list_cijfers(oordeel: Oordeel, kader: Kader) -> Iterator[str]:
    """Say each figure as it stood when it was judged."""
    for code, waarde in oordeel.grondslag["waarden"].items():
        meting = kader.metingen.get(code)
        naam = meting.naam if meting else code
        yield f"{naam.capitalize()}: {format_waarde(Decimal(waarde), meting)}"


def _say_herzien(oordelen: list[Oordeel]) -> Alinea:
    vorige = oordelen[-2]
    return Alinea(
        f"Dit oordeel komt in de plaats van dat van {format_datum(vorige.op)}: {vorige}. Dat eerdere oordeel blijft bewaard.",
        "kader",
    )


def _make_tabel(oordeel: Oordeel, kader: Kader) -> Tabel:
    rijen = tuple(
        (
            c.titel,
            "voldoet" if oordeel.criteria[c.code]["voldoet"] else "voldoet niet",
            oordeel.criteria[c.code]["motivering"],
        )
        for c in kader.criteria
        if c.code in oordeel.criteria
    )
    return Tabel(("Criterium", "Oordeel", "Waarom"), rijen, "Oordeel per criterium", (3, 2, 6))


def _make_vervolg(z: Zelfbeoordeling, oordeel: Oordeel) -> list[Blok]:
    """Say what a dienst that is not robust must do, and by when; before the round was published those days are not known."""
    if oordeel.robuust:
        return []
    regels = ["Maak een plan van aanpak met voor elk criterium dat niet is gehaald minstens één maatregel."]
    if z.ronde.plan_voor:
        regels.append(f"Lever het plan in vóór {as_dagtekst(z.ronde.plan_voor)}.")
    if z.ronde.robuust_voor:
        regels.append(f"De dienst moet robuust zijn vóór {as_dagtekst(z.ronde.robuust_voor)}.")
    return [Kop("Wat er nu moet gebeuren"), Lijst(tuple(regels))]
