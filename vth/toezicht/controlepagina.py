"""The page of one controle: what it is, how it stands, what lacks, what was found, and all that happened."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.register.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom

from .beeindiging import find_einden, say_einden
from .boeking import SCHRIJVEN
from .lezing import make_bezoekbeeld
from .models import Controle, Veiligheidswaarschuwing
from .rules import OVERGANGEN, derive_gebreken
from .selectors import (
    LOPEND,
    get_controle,
    list_bevindingen,
    list_normen,
    list_onderwerpen,
    list_waarschuwingen,
    list_zichtbaar,
)
from .weergave import BEVINDINGKOLOMMEN, WOORDEN, Namen, get_toestand, make_bevindingrij

MEESTE = 300
ONDERWERPKOLOMMEN = (Kolom("naam", "Naam"), Kolom("rol", "Wat"))
CONTROLEKOLOMMEN = (
    Kolom("kenmerk", "Controle"),
    Kolom("omschrijving", "Omschrijving"),
    Kolom("hoe", "Hoort erbij als"),
)


@dataclass(frozen=True)
class Controlepagina:
    """Everything that the page of a controle shows."""

    controle: Controle
    toestand: tuple[str, str]
    zin: str
    kenmerken: tuple[Kenmerk, ...]
    bezoek: tuple[Kenmerk, ...]
    onderwerpen: tuple[dict[str, Any], ...]
    verborgen: int
    bevindingen: tuple[dict[str, Any], ...]
    gebreken: tuple[str, ...]
    let_op: str
    waarschuwingen: tuple[Veiligheidswaarschuwing, ...]
    controles: tuple[dict[str, Any], ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    mogelijk: frozenset[str]
    mag: bool
    kan_hercontrole: bool
    onderwerpkolommen: tuple[Kolom, ...] = ONDERWERPKOLOMMEN
    bevindingkolommen: tuple[Kolom, ...] = BEVINDINGKOLOMMEN
    controlekolommen: tuple[Kolom, ...] = CONTROLEKOLOMMEN

    @property
    def loopt(self) -> bool:
        """Tell whether somebody is looking: findings can be written."""
        return self.mag and self.controle.staat in LOPEND


def make_controlepagina(viewer: Viewer, controle_id: uuid.UUID | str) -> Controlepagina:
    """Put the page of a controle together. Raises BestaatNietError."""
    controle = get_controle(viewer, controle_id)
    mag = decide_handeling(viewer, SCHRIJVEN, namens=controle.leverancier).mag
    paren = list_onderwerpen(viewer, controle)
    bevindingen = list_bevindingen(controle)
    mis = any(b.resultaat in ("overtreden", "nader_onderzoek") and not b.ingetrokken_op for b in bevindingen)
    return Controlepagina(
        controle=controle,
        toestand=get_toestand(controle, klok.today()),
        zin=_say_stand(controle),
        kenmerken=tuple(_list_kenmerken(controle)),
        bezoek=tuple(_list_bezoek(controle)),
        onderwerpen=tuple(_make_onderwerprijen(paren)),
        verborgen=controle.onderwerpen.count() - len(paren),
        bevindingen=tuple(_make_bevindingrijen(bevindingen)),
        gebreken=tuple(derive_gebreken(make_bezoekbeeld(viewer, controle)))
        if controle.staat in LOPEND
        else (),
        let_op=_say_einde(viewer, controle, [b for _, b in paren]),
        waarschuwingen=tuple(list_waarschuwingen(viewer, [b.pk for _, b in paren])),
        controles=tuple(_list_controles(viewer, controle)),
        tijdlijn=tuple(_list_gebeurtenissen(controle)),
        mogelijk=frozenset(h for h, (van, _) in OVERGANGEN.items() if controle.staat in van)
        if mag
        else frozenset(),
        mag=mag,
        kan_hercontrole=mag and mis and controle.staat == Controle.Staat.AFGEROND,
    )


def _say_stand(controle: Controle) -> str:
    """Say in a line how a controle stands."""
    if controle.staat == Controle.Staat.AFGEROND:
        return f"{find_label('controleuitkomst', controle.uitkomst, klok.today()).capitalize()}."
    if controle.staat == Controle.Staat.GEPLAND and not controle.inspecteur:
        return "Niemand heeft haar nog op zijn naam."
    return ""


def _say_einde(viewer: Viewer, controle: Controle, onderwerpen: Iterable[Bronobject]) -> str:
    """Say which places that the viewer may see had ended on the day of the visit, or have by now; empty without any."""
    if controle.staat == Controle.Staat.VERVALLEN:
        return ""
    zin = say_einden(find_einden(viewer, onderwerpen, controle.controledatum or klok.today()))
    return f"{zin} Klopt dat niet? Doe een terugmelding." if zin else ""


def _list_kenmerken(controle: Controle) -> list[Kenmerk]:
    """List what, who, when and why."""
    namen = Namen([controle])
    codes = [controle.leverancier, controle.bevoegd_gezag, *controle.partners]
    wie = list_organisatienamen(codes, klok.today())
    rijen: list[tuple[str, object]] = [
        ("Type", namen.get_type(controle)),
        ("Aanleiding", controle.get_aanleiding_display()),
        ("Waarom", controle.grond),
        ("Toezichthouder", namen.get_inspecteur(controle)),
        ("Team", controle.team),
        ("Gepland op", controle.gepland_op),
        ("Uiterlijk op", controle.uiterlijk_op),
        ("Uren", controle.uren),
        ("Organisatie", wie.get(controle.leverancier, controle.leverancier)),
        ("Samen met", ", ".join(wie.get(p, p) for p in controle.partners)),
        ("Bevoegd gezag", wie.get(controle.bevoegd_gezag, controle.bevoegd_gezag)),
        ("Vertrouwelijkheid", controle.vertrouwelijkheid.replace("_", " ")),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _list_bezoek(controle: Controle) -> list[Kenmerk]:
    """List what happened at the visit; empty before it began."""
    if controle.begonnen_op is None:
        return []
    waarde = find_grond("toezicht.bevoegdheden", geldig_op=controle.controledatum or klok.today()).waarde
    gebruikt = [f"{waarde[b]['naam']} ({waarde[b]['artikel']})" for b in controle.bevoegdheden if b in waarde]
    ja = {True: "ja", False: "nee", None: None}
    rijen: list[tuple[str, object]] = [
        ("Gecontroleerd op", controle.controledatum),
        ("Begonnen om", controle.begonnen_op),
        ("Geëindigd om", controle.geeindigd_op),
        (
            "Uitkomst",
            find_label("controleuitkomst", controle.uitkomst, klok.today()) if controle.uitkomst else None,
        ),
        ("Gesproken met", controle.gesproken_met),
        ("Gelegitimeerd", ja[controle.legitimatie_getoond]),
        ("Gebruikte bevoegdheden", ", ".join(gebruikt)),
        ("Cautie gegeven om", controle.cautie_op),
        ("Waarom cautie", controle.cautie_toelichting),
        ("Bijzonderheden", controle.bijzonderheden),
        ("Reactie van het bedrijf", controle.reactie),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _make_onderwerprijen(paren: Iterable[Any]) -> list[dict[str, Any]]:
    """List what the controle is about."""
    rijen = list(paren)
    namen = list_namen([b for _, b in rijen], Peilmoment(klok.today(), klok.now()))
    return [
        {
            "url": reverse("portaal:object", args=[b.pk]),
            "naam": namen[b.pk],
            "rol": o.get_rol_display(),
            "record": b,
        }
        for o, b in rijen
    ]


def _make_bevindingrijen(bevindingen: Iterable[Any]) -> list[dict[str, Any]]:
    """List the findings, each with the norms it tests."""
    rijen = list(bevindingen)
    normen = list_normen(rijen)
    return [
        make_bevindingrij(
            b, [n.citaat for n in normen.get(b.pk, ())], reverse("toezicht:bevinding", args=[b.pk])
        )
        for b in rijen
    ]


def _list_controles(viewer: Viewer, controle: Controle) -> list[dict[str, Any]]:
    """List the earlier controle that this one looks at again, and those that look at this one again."""
    hoe: dict[Any, str] = dict.fromkeys(
        controle.hercontroles.values_list("pk", flat=True)[:MEESTE], "hercontrole"
    )
    if controle.hercontrole_van_id:
        hoe[controle.hercontrole_van_id] = "eerdere controle"
    return [
        {
            "url": reverse("toezicht:controle", args=[c.pk]),
            "kenmerk": c.kenmerk,
            "omschrijving": c.omschrijving,
            "hoe": hoe[c.pk],
        }
        for c in list_zichtbaar(viewer).filter(pk__in=list(hoe))
    ]


def _list_gebeurtenissen(controle: Controle) -> list[Gebeurtenis]:
    """List all that happened, one sentence each, newest first."""
    acts = list(controle.gebeurtenissen.order_by("-volgnummer")[:MEESTE])
    namen = list_actornamen({g.door for g in acts})
    return [
        Gebeurtenis(
            g.op,
            WOORDEN.get(g.handeling, g.handeling.replace("_", " ").capitalize())
            + (f": {g.reden.rstrip('.')}" if g.reden else ""),
            actor=namen[g.door],
        )
        for g in acts
    ]
