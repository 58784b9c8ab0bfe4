"""Builders with fixed values: the rules that come with the program, a weighing that may be recorded, and a violation with who did it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from vth.handhaving.models import (
    Maatregel,
    Maatregelovertreding,
    Overtreder,
    Overtreding,
    Overtredingsbevinding,
    Overtredingsnorm,
)
from vth.handhaving.strategie.matrix import read_plaats
from vth.handhaving.strategie.rules import Aspectoordeel, NieuweAfweging, Overleg, Stand
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toezicht.models import Bevinding
from vth.zaken.tests.builders import OD, make_viewer

RECHTEN = ("overtreding.record", "register.record", "controle.record")
JURIST = make_viewer("gebruiker 941", *RECHTEN)
BUITEN = make_viewer("gebruiker 942", *RECHTEN, organisatie="OD-ZUID", gebied="GM9903")
LEZER = make_viewer("gebruiker 943")
GEVALLEN = Path(__file__).parent / "gevallen"
VANDAAG = date(2026, 11, 26)
WAAROM = "Dat blijkt uit het rapport."


def make_nieuw(plaats: str = "B3", *gekozen: str, **velden: Any) -> NieuweAfweging:
    """A weighing in which everything that must be said is said."""
    p = read_plaats(plaats)
    vast = NieuweAfweging(
        gevolg=p.gevolg,
        gedrag=p.gedrag,
        gevolg_grond=WAAROM,
        gedrag_grond=WAAROM,
        gekozen=gekozen or ("waarschuwing",),
        motivering=WAAROM,
    )
    return replace(vast, **velden)


def make_overleg(gehouden: bool | None, **velden: Any) -> Overleg:
    """Consultation that was held yesterday, or was not."""
    if not gehouden:
        return Overleg(gehouden, waarom_niet=velden.get("waarom_niet", ""))
    return Overleg(True, ("om",), velden.get("overleg_op", date(2022, 10, 11)), "Het OM vervolgt zelf.")


def make_geval(g: dict[str, Any]) -> tuple[NieuweAfweging, Stand]:
    """What a case in YAML says, as a weighing and how the violation stands."""
    gevolg, gedrag = (g["plaats"][1], g["plaats"][0]) if "plaats" in g else (g["gevolg"], g["gedrag"])
    eerder = g.get("eerder")
    nieuw = replace(
        make_nieuw(),
        gevolg=gevolg,
        gedrag=gedrag,
        gekozen=g["kies"],
        verworpen=g.get("niet", {}),
        aspecten={c: Aspectoordeel(grond) for c, grond in g.get("aspecten", {}).items()},
        overleg=make_overleg(g.get("overleg"), **g),
        zwaarder=g.get("zwaarder", False),
        reden=g.get("reden", "De overtreding gaat door."),
        **{v: g[v] for v in ("gevolg_grond", "motivering", "afwijking", "zonder_waarschuwing") if v in g},
    )
    stand = Stand(
        g.get("staat", "vastgesteld"),
        g.get("gewaarschuwd", False),
        read_plaats(eerder["plaats"]) if eerder else None,
        tuple(eerder["kies"]) if eerder else (),
    )
    return nieuw, stand


def make_bedrijf(sleutel: str = "V-1", *, leverancier: str = OD, viewer: Any = JURIST) -> Bronobject:
    """Record a business."""
    return record_object(
        viewer=viewer,
        leverancier=leverancier,
        soort="vestiging",
        sleutel=sleutel,
        inhoud={"naam": "Verffabriek De Kwast"},
        begin_geldigheid=date(2015, 1, 1),
        gebied="GM9901",
    )


def make_overtreding(
    kenmerk: str = "O-1",
    dag: date = date(2026, 3, 2),
    *,
    wie: Bronobject | None = None,
    normen: tuple[str, ...] = ("Bal 4.1141",),
    bevindingen: tuple[Bevinding, ...] = (),
    organisatie: str = OD,
    **velden: Any,
) -> Overtreding:
    """Establish a violation, straight into its tables."""
    vast: dict[str, Any] = {
        "soort": "overtredingdossier",
        "leverancier": organisatie,
        "gebied": "GM9901",
        "vertrouwelijkheid": "zaakvertrouwelijk",
        "aard": "Lekbak is vol",
        "bevoegd_gezag": "GM9901",
        "recht_op": dag,
        "geregistreerd_op": klok.now(),
        "geregistreerd_door": "proef",
    }
    with claim_alles():
        o = Overtreding.objects.create(kenmerk=kenmerk, overtredingsdatum=dag, **(vast | velden))
        for n, citaat in enumerate(normen, 1):
            Overtredingsnorm.objects.create(overtreding=o, volgnummer=n, citaat=citaat)
        for b in bevindingen:
            Overtredingsbevinding.objects.create(overtreding=o, bevinding=b)
        if wie:
            Overtreder.objects.create(overtreding=o, bronobject=wie, grond="Drijft het bedrijf.")
    return o


def warn(overtreding: Overtreding) -> Maatregel:
    """Let a warning have gone before."""
    with claim_alles():
        maatregel = Maatregel.objects.create(
            soort="maatregeldossier",
            leverancier=overtreding.leverancier,
            gebied=overtreding.gebied,
            vertrouwelijkheid=overtreding.vertrouwelijkheid,
            kenmerk=f"M-{overtreding.kenmerk}",
            omschrijving="Waarschuwing",
            instrument="waarschuwing",
            bevoegd_gezag="GM9901",
            staat="lopend",
            opgelegd_op=overtreding.overtredingsdatum,
            geregistreerd_op=klok.now(),
            geregistreerd_door="proef",
        )
        Maatregelovertreding.objects.create(maatregel=maatregel, overtreding=overtreding)
    return maatregel
