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

from .bewijslezen import list_eigen_stukken, list_plekken, list_rustte_op, read_laatste, read_versies
from .bewijspagina import get_adres, list_stukkeuzes, make_stand, say_bestand, say_intrekking
from .fusie.model import Criteriumuitkomst
from .kader import Criterium, Kader
from .lijsten.selectors import check_bezetting
from .models import Bewijs, Bewijsversie, Oordeel, Zelfbeoordeling
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
BEWIJSKOLOMMEN = (
    Kolom("titel", "Bewijs"),
    Kolom("gebied", "Gebied"),
    Kolom("vindplaats", "Waar"),
    Kolom("stand", "Stand", "toestand"),
)
RUSTKOLOMMEN = (Kolom("titel", "Bewijs"), Kolom("plek", "Voor"), Kolom("stand", "Nu", "toestand"))


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
    rustte_op: tuple[dict[str, Any], ...]
    bewijs_weg: bool
    weg_sinds_indienen: tuple[dict[str, Any], ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    uitleg: Uitleg
    stappen: tuple[str, ...]
    mag_invullen: bool
    mag_toetsen: bool
    mag_oordelen: bool
    waarden: dict[str, Any]
    open_bewijzen: tuple[tuple[str, str], ...]
    stukkeuzes: tuple[tuple[str, str], ...]
    plekken: tuple[tuple[str, str], ...]
    plan: Planblok | None
    rustkolommen: tuple[Kolom, ...] = RUSTKOLOMMEN
    bewijskolommen: tuple[Kolom, ...] = BEWIJSKOLOMMEN

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
    bewijzen = list(z.bewijzen.select_related("bewijsstuk").order_by("id"))
    rijen = make_bewijsrijen(bewijzen)
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
            _make_blok(c, kader, waarden, uitkomsten, rijen, bevindingen, laatste) for c in kader.criteria
        ),
        vragen=tuple(_list_vragen(z, kader)),
        oordelen=tuple(oordelen),
        rustte_op=tuple(list_rustte_op(laatste, {b.pk: b for b in bewijzen})) if laatste else (),
        bewijs_weg=_is_bewijs_weg(bewijzen, laatste),
        weg_sinds_indienen=tuple(rijen[b.pk] for b in bewijzen if _is_weg_sinds(b, z)),
        tijdlijn=_make_tijdlijn(z),
        uitleg=make_uitleg(kader, "Waarop de criteria en normen rusten"),
        stappen=tuple(
            naam for naam, stap in STAPPEN.items() if _is_knop(stap, z.stand) and stap.recht in mag
        ),
        mag_invullen=INVULLEN in mag,
        mag_toetsen=TOETSEN in mag,
        mag_oordelen=OORDELEN in mag,
        waarden=waarden,
        open_bewijzen=_list_open(bewijzen),
        stukkeuzes=list_stukkeuzes(list(list_eigen_stukken(viewer).order_by("-id"))),
        plekken=tuple(list_plekken(kader)),
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
    bewijzen: Mapping[int, dict[str, Any]],
    bevindingen: Sequence[Bevinding],
    laatste: Oordeel | None,
) -> Criteriumblok:
    return Criteriumblok(
        criterium=c,
        cijfers=_list_cijfers(c, kader, waarden),
        eisen=tuple(_make_eisrij(c, nummer, u, kader) for nummer, u in enumerate(uitkomsten[c.code])),
        bewijzen=tuple(rij for rij in bewijzen.values() if rij["criterium"] == c.code),
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


def _list_open(bewijzen: Sequence[Bewijs]) -> tuple[tuple[str, str], ...]:
    """Offer the evidence that stands."""
    return tuple(
        (str(b.pk), f"{b.gebied or b.criterium}: {b.titel}") for b in bewijzen if not b.ingetrokken_op
    )


def _is_weg_sinds(bewijs: Bewijs, z: Zelfbeoordeling) -> bool:
    """Tell whether evidence was taken back after it was handed in, so that the checker may have rested on it."""
    return bool(bewijs.ingetrokken_op and z.ingediend_op and bewijs.ingetrokken_op > z.ingediend_op)


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


def make_bewijsrijen(bewijzen: Sequence[Bewijs]) -> dict[int, dict[str, Any]]:
    """Give evidence as rows by its number: the file it is, or where it stands."""
    versies = read_versies(bewijzen)
    laatste = read_laatste({stuk for stuk, _ in versies})
    return {b.pk: _make_bewijsrij(b, versies, laatste) for b in bewijzen}


def _make_bewijsrij(
    b: Bewijs, versies: Mapping[Any, Bewijsversie], laatste: Mapping[Any, int]
) -> dict[str, Any]:
    versie = versies.get((b.bewijsstuk_id, b.stukversie))
    if versie is None:
        adres, waar = b.vindplaats if b.vindplaats.startswith("https://") else "", b.vindplaats
    else:
        later = laatste[versie.bewijsstuk_id] > versie.volgnummer and not b.ingetrokken_op
        adres = get_adres(versie)
        waar = f"{say_bestand(versie)}, versie {versie.volgnummer}{'; er is een nieuwere' if later else ''}"
    rij = {"criterium": b.criterium, "gebied": b.gebied.replace("_", " "), "titel": b.titel, "url": adres}
    return rij | {"vindplaats": say_intrekking(b, waar), "stand": make_stand(b)}


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
