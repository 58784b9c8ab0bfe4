"""The page of one self-assessment: per criterion what was told, how that stands against the norm, what shows it, and the verdict."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kolom, Termijn, Uitleg

from .fusie.model import Criteriumuitkomst
from .kader import Criterium, Kader
from .lijsten.selectors import check_bezetting
from .models import Bewijs, Oordeel, Zelfbeoordeling
from .planpagina import Planblok, make_planblok
from .rules import INVULLEN, OORDELEN, STAPPEN, TOETSEN, UITGENODIGD, Bevinding, Stap
from .selectors import (
    check_compleet,
    derive_uitkomsten,
    find_namens,
    get_zelfbeoordeling,
    read_kader_van,
    read_waarden_van,
)
from .weergave import (
    HANDELINGEN,
    format_waarde,
    get_toestand,
    make_uitleg,
    name_diensten,
    say_termijn,
    say_uitkomst,
)

CIJFERKOLOMMEN = (Kolom("naam", "Cijfer"), Kolom("waarde", "Opgegeven"))
EISKOLOMMEN = (Kolom("naam", "Eis"), Kolom("waarde", "Stand"), Kolom("toestand", "Tegen de norm", "toestand"))
BEWIJSKOLOMMEN = (Kolom("titel", "Bewijs"), Kolom("vindplaats", "Waar"), Kolom("stand", "Stand", "toestand"))


@dataclass(frozen=True)
class Criteriumblok:
    """What the page shows of one criterion."""

    criterium: Criterium
    cijfers: tuple[dict[str, Any], ...]
    eisen: tuple[dict[str, Any], ...]
    bewijzen: tuple[dict[str, Any], ...]
    bevindingen: tuple[Bevinding, ...]
    oordeel: dict[str, Any] | None
    cijferkolommen: tuple[Kolom, ...] = CIJFERKOLOMMEN
    eiskolommen: tuple[Kolom, ...] = EISKOLOMMEN
    bewijskolommen: tuple[Kolom, ...] = BEWIJSKOLOMMEN


@dataclass(frozen=True)
class Beoordelingpagina:
    """Everything that the page shows."""

    zelfbeoordeling: Zelfbeoordeling
    kader: Kader
    naam: str
    toestand: tuple[str, str]
    zin: str
    blokken: tuple[Criteriumblok, ...]
    vragen: tuple[dict[str, Any], ...]
    oordelen: tuple[Oordeel, ...]
    bewijs_weg: bool
    tijdlijn: tuple[Gebeurtenis, ...]
    uitleg: Uitleg
    stappen: tuple[str, ...]
    mag_invullen: bool
    mag_toetsen: bool
    mag_oordelen: bool
    waarden: dict[str, Any]
    open_bewijzen: tuple[tuple[str, str], ...]
    plan: Planblok | None

    @property
    def open_vragen(self) -> list[tuple[str, str]]:
        """The questions that wait for an answer."""
        return [(str(v["id"]), v["vraag"]) for v in self.vragen if not v["antwoord"]]


def make_beoordelingpagina(viewer: Viewer, id_: uuid.UUID | str) -> Beoordelingpagina:
    """Put the page together. Raises BestaatNietError."""
    z = get_zelfbeoordeling(viewer, id_)
    kader = read_kader_van(z.ronde)
    waarden = read_waarden_van(z)
    uitkomsten = derive_uitkomsten(z, kader, waarden)
    bewijzen = list(z.bewijzen.order_by("id"))
    oordelen = list(z.oordelen.order_by("-volgnummer"))
    bevindingen = check_compleet(z, kader, waarden) + check_bezetting(z, kader, waarden)
    laatste = oordelen[0] if oordelen else None
    mag = {recht for recht in (INVULLEN, TOETSEN, OORDELEN) if _mag(viewer, z, recht)}
    return Beoordelingpagina(
        zelfbeoordeling=z,
        kader=kader,
        naam=name_diensten({z.dienst}, z.ronde)[z.dienst],
        toestand=get_toestand(z),
        zin=_say_stand(z, sum(b.blokkeert for b in bevindingen)),
        blokken=tuple(
            _make_blok(c, kader, waarden, uitkomsten, bewijzen, bevindingen, laatste) for c in kader.criteria
        ),
        vragen=tuple(_list_vragen(z, kader)),
        oordelen=tuple(oordelen),
        bewijs_weg=_is_bewijs_weg(bewijzen, laatste),
        tijdlijn=_make_tijdlijn(z),
        uitleg=make_uitleg(kader, "Waarop de criteria en normen rusten"),
        stappen=tuple(
            naam for naam, stap in STAPPEN.items() if _is_knop(stap, z.stand) and stap.recht in mag
        ),
        mag_invullen=INVULLEN in mag,
        mag_toetsen=TOETSEN in mag,
        mag_oordelen=OORDELEN in mag,
        waarden=waarden,
        open_bewijzen=tuple(
            (str(b.pk), f"{b.criterium}: {b.titel}") for b in bewijzen if not b.ingetrokken_op
        ),
        plan=make_planblok(z, kader),
    )


def _is_knop(stap: Stap, stand: str) -> bool:
    """Tell whether a step can be taken by a button; a verdict has its own form."""
    return stand in stap.van and stap.recht != OORDELEN


def _make_blok(
    c: Criterium,
    kader: Kader,
    waarden: Mapping[str, Decimal],
    uitkomsten: Mapping[str, Sequence[Criteriumuitkomst]],
    bewijzen: Sequence[Bewijs],
    bevindingen: Sequence[Bevinding],
    laatste: Oordeel | None,
) -> Criteriumblok:
    return Criteriumblok(
        criterium=c,
        cijfers=_list_cijfers(c, kader, waarden),
        eisen=tuple(_make_eisrij(c, nummer, u, kader) for nummer, u in enumerate(uitkomsten[c.code])),
        bewijzen=tuple(_make_bewijsrij(b) for b in bewijzen if b.criterium == c.code),
        bevindingen=tuple(b for b in bevindingen if b.criterium == c.code),
        oordeel=laatste.criteria.get(c.code) if laatste else None,
    )


def _list_cijfers(c: Criterium, kader: Kader, waarden: Mapping[str, Decimal]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"naam": kader.metingen[m].naam, "waarde": format_waarde(waarden.get(m), kader.metingen[m])}
        for m in c.metingen
    )


def _is_bewijs_weg(bewijzen: Sequence[Bewijs], oordeel: Oordeel | None) -> bool:
    """Tell whether evidence was taken back after the verdict that holds."""
    return oordeel is not None and any(b.ingetrokken_op and b.ingetrokken_op > oordeel.op for b in bewijzen)


def _mag(viewer: Viewer, z: Zelfbeoordeling, recht: str) -> bool:
    """Tell whether the viewer has a right on this: that of the dienst, or that of who holds the round."""
    namens = find_namens(viewer, z.dienst) if recht == INVULLEN else z.ronde.organisatie
    return decide_handeling(viewer, recht, namens=namens).mag


def _say_stand(z: Zelfbeoordeling, punten: int) -> str:
    if z.stand == UITGENODIGD:
        nog = f"Er zijn nog {punten} punten voordat u kunt indienen." if punten else "Alles is ingevuld."
        return f"{nog} {say_termijn(z.ronde)}"
    return "Te laat ingediend." if z.op_tijd is False else ""


def _make_eisrij(c: Criterium, nummer: int, uitkomst: Criteriumuitkomst, kader: Kader) -> dict[str, Any]:
    eis = c.eisen[nummer]
    naam = kader.metingen[eis.teller].naam
    if eis.noemer and eis.noemer in kader.metingen:
        naam = f"{naam}, van {kader.metingen[eis.noemer].naam}"
    toestand = (
        ("neutraal", "onbekend")
        if uitkomst.waarde is None
        else ("goed", "gehaald")
        if uitkomst.voldoet
        else ("fout", "niet gehaald")
    )
    return {"naam": naam, "waarde": say_uitkomst(uitkomst, kader, eis.noemer), "toestand": toestand}


def _make_bewijsrij(b: Bewijs) -> dict[str, Any]:
    adres = b.vindplaats if b.vindplaats.startswith("https://") else ""
    return {
        "titel": b.titel,
        "url": adres,
        "vindplaats": b.vindplaats,
        "stand": ("fout", f"ingetrokken: {b.reden_intrekking}") if b.ingetrokken_op else ("goed", "geldt"),
    }


def _list_vragen(z: Zelfbeoordeling, kader: Kader) -> list[dict[str, Any]]:
    titels = {c.code: c.titel for c in kader.criteria}
    return [
        {
            "id": v.pk,
            "criterium": titels.get(v.criterium, v.criterium),
            "vraag": v.vraag,
            "antwoord": v.antwoord,
            "termijn": None
            if v.antwoord
            else Termijn(eind=v.antwoord_voor, reden="om te antwoorden", zekerheid="aanname"),
            "laat": not v.antwoord and klok.today() >= v.antwoord_voor,
        }
        for v in z.toetsvragen.order_by("id")
    ]


def _make_tijdlijn(z: Zelfbeoordeling) -> tuple[Gebeurtenis, ...]:
    """List all that happened, each with who did it by name."""
    acts = list(z.gebeurtenissen.order_by("-volgnummer"))
    namen = list_actornamen({g.door for g in acts})
    return tuple(
        Gebeurtenis(
            g.op,
            HANDELINGEN.get(g.handeling, g.handeling),
            actor=namen.get(g.door, g.door),
            verder=(g.reden,) if g.reden else (),
        )
        for g in acts
    )
