"""The assessment of the demo: an invented country of 28 diensten, one round that was published and one that runs, played by the accounts of each role."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db import transaction

from vth.analyse.services import make_dagstand
from vth.monitoring.indicatoren.catalogus import list_indicatoren
from vth.monitoring.indicatoren.services import record_standen
from vth.monitoring.kader import VELD, Kader
from vth.monitoring.lijsten.rules import BEZETTING, FINANCIERING
from vth.monitoring.lijsten.services import record_bezetting, record_financiering
from vth.monitoring.models import Dienstbeeld, Indicatorstand, Ronde, Zelfbeoordeling
from vth.monitoring.planlezen import list_niet_gehaald, read_checklist
from vth.monitoring.plannen import (
    NieuweMaatregel,
    record_planmaatregel,
    record_plantoets,
    replan_maatregel,
    submit_plan,
)
from vth.monitoring.rules import Criteriumoordeel
from vth.monitoring.selectors import derive_uitkomsten, read_kader_van, read_waarden_van
from vth.monitoring.services import (
    do_stap,
    record_bewijs,
    record_openstelling,
    record_opgaven,
    record_ronde,
)
from vth.monitoring.toetsen import publish_ronde, record_oordeel, record_toetsvraag
from vth.organisaties.selectors import list_deelnemers, make_viewer
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer, Zicht

from .monitoringbewijs import bring_bewijs, make_visitatie
from .wereld import read_gegevens

Land = Mapping[str, Any]
STELSEL = "LINDELAND"
KWARTALEN = 7
BESLUIT = "Besluit van het algemeen bestuur bij de begroting."


def make_monitoring() -> int:
    """Play the assessment of the story; gives how many diensten were judged. What is there already is left alone."""
    if Ronde.objects.exists():
        return 0
    land = read_gegevens("monitoring")
    with transaction.atomic():
        _make_beelden(land)
        _make_vorige(land)
        _make_lopende(land)
    return len(land["diensten"])


def make_cijfers() -> int:
    """Freeze every indicator over the quarters that are past, from the dagstand of today; gives over how many. Once is enough."""
    if Indicatorstand.objects.exists():
        return 0
    vandaag = klok.today()
    make_dagstand(op=vandaag)
    begin = vandaag.year * 4 + (vandaag.month - 1) // 3
    kwartalen = [date(n // 4, n % 4 * 3 + 1, 1) for n in range(begin - KWARTALEN, begin + 1)]
    for van, tot in pairwise(kwartalen):
        record_standen(viewer=_account("stelsel-toets"), codes=list_indicatoren(), van=van, tot=tot)
    return KWARTALEN


def _account(naam: str) -> Viewer:
    return make_viewer(Gebruiker.objects.get(username=naam), klok.today())


def _opsteller(dienst: str) -> Viewer:
    """Somebody of a dienst for which the demo has no account."""
    zicht = Zicht(
        soorten=frozenset({"zelfbeoordeling"}),
        leveranciers=frozenset({dienst}),
        niveaus=frozenset({"intern"}),
    )
    return Viewer("vth demo", zicht, frozenset({"zelfbeoordeling.record", "fusie.open"}), frozenset({dienst}))


def _make_beelden(land: Land) -> None:
    """Write where each dienst lies, and whose boards opened the search."""
    plek = {(rij["kolom"], rij["rij"]): rij["code"] for rij in land["diensten"]}
    Dienstbeeld.objects.bulk_create(
        Dienstbeeld(
            dienst=rij["code"],
            vanaf=date(2020, 1, 1),
            x=rij["kolom"] * land["afstand_m"],
            y=-rij["rij"] * land["afstand_m"],
            kolom=rij["kolom"],
            rij=rij["rij"],
            provincies=[rij["provincie"]],
            veiligheidsregios=[rij["veiligheidsregio"]],
            buren=[
                plek[rij["kolom"] + k, rij["rij"] + r]
                for k, r in ((1, 0), (-1, 0), (0, 1), (0, -1))
                if (rij["kolom"] + k, rij["rij"] + r) in plek
            ],
            bron=land["bron"],
        )
        for rij in land["diensten"]
    )
    for rij in land["diensten"]:
        if rij["code"] not in land["opengesteld_behalve"]:
            record_openstelling(
                viewer=_opsteller(rij["code"]), dienst=rij["code"], is_open=True, besluit=BESLUIT
            )


def _make_ronde(naam: str, codes: list[str], peildatum: date) -> Ronde:
    return record_ronde(
        viewer=_account("stelsel-oordeel"),
        naam=naam,
        peildatum=peildatum,
        indienen_voor=klok.today() + timedelta(days=45),
        diensten=codes,
        organisatie=STELSEL,
    )


def _fill_in(z: Zelfbeoordeling, land: Land, kader: Kader, rij: Land) -> None:
    opsteller = _opsteller(z.dienst)
    gevraagd = {naam for c in kader.criteria for naam in c.metingen}
    cijfers = {
        naam: str(w)
        for naam, w in zip(land["metingen"], rij["cijfers"], strict=True)
        if naam in gevraagd or naam == "fte"
    }
    record_opgaven(viewer=opsteller, zelfbeoordeling_id=z.pk, waarden=cijfers)
    _hand_in_lijsten(opsteller, z, kader, cijfers)
    for c in kader.criteria:
        record_bewijs(
            viewer=opsteller,
            zelfbeoordeling_id=z.pk,
            criterium=c.code,
            titel=c.bewijs[0].capitalize(),
            vindplaats=f"{z.dienst}-{c.code}",
        )


def _hand_in_lijsten(opsteller: Viewer, z: Zelfbeoordeling, kader: Kader, cijfers: Mapping[str, str]) -> None:
    """Hand in the staff that the figures speak of, with one beginner in each field, and the money over four participants and two tasks."""
    mensen = [";".join(BEZETTING)]
    for nummer, gebied in enumerate(kader.gebieden):
        aantal = int(cijfers[f"{VELD}{gebied}"])
        mensen += [f"M{nummer}{n:02};{gebied};ja;{3 + n};{600 + 50 * n}" for n in range(aantal)]
        mensen.append(f"B{nummer}01;{gebied};ja;1;700")
    record_bezetting(viewer=opsteller, zelfbeoordeling_id=z.pk, tekst="\n".join(mensen))
    basis, heel = Decimal(cijfers["omzet_basistaken"]), Decimal(cijfers["omzet_totaal"])
    wie = sorted(list_deelnemers(z.dienst, z.ronde.peildatum))[:4] or [f"{z.dienst}-{n}" for n in range(1, 5)]
    geld = [";".join(FINANCIERING)]
    for naam in wie:
        deel, extra = basis / len(wie), (heel - basis) / len(wie)
        uur = 95 + sum(map(ord, z.dienst)) % 25
        geld.append(f"{naam};Toezicht milieu;basis;{deel:.2f};{deel / uur:.2f};{int(deel / 1400)}")
        geld.append(
            f"{naam};Advies bodem en geluid;plus;{extra:.2f};{extra / (uur + 8):.2f};{int(extra / 2100)}"
        )
    record_financiering(viewer=opsteller, zelfbeoordeling_id=z.pk, tekst="\n".join(geld))


def _hand_in(z: Zelfbeoordeling, land: Land, kader: Kader, rij: Land) -> None:
    _fill_in(z, land, kader, rij)
    for stap in ("leg_voor", "dien_in"):
        do_stap(viewer=_opsteller(z.dienst), zelfbeoordeling_id=z.pk, stap=stap)


def _make_vorige(land: Land) -> None:
    """Play the whole round of a year ago, and put its dates where they belong."""
    vandaag = klok.today()
    rijen = {rij["code"]: rij for rij in land["diensten"]}
    ronde = _make_ronde(land["ronde"]["naam"], list(rijen), date(vandaag.year - 1, 1, 1))
    kader = read_kader_van(ronde)
    toetser, oordeel = _account("stelsel-toets"), _account("stelsel-oordeel")
    for z in ronde.zelfbeoordelingen.select_related("ronde").order_by("dienst"):
        _hand_in(z, land, kader, rijen[z.dienst])
        for stap in ("begin_toets", "rond_toets_af"):
            do_stap(viewer=toetser, zelfbeoordeling_id=z.pk, stap=stap)
        _judge(z, kader, oordeel)
    morgen = vandaag + timedelta(days=1)
    publish_ronde(
        viewer=oordeel, ronde_id=ronde.pk, plan_voor=morgen, robuust_voor=vandaag + timedelta(days=500)
    )
    _make_plan(ronde, land)
    Ronde.objects.filter(pk=ronde.pk).update(indienen_voor=date(vandaag.year - 1, 10, 3))


def _make_plan(ronde: Ronde, land: Land) -> None:
    """Let one dienst make its plan, of which a measure slipped, and have it checked."""
    plan = land["plan"]
    z = Zelfbeoordeling.objects.get(ronde=ronde, dienst=plan["dienst"])
    opsteller, vandaag = _opsteller(z.dienst), klok.today()
    for rij in plan["maatregelen"]:
        nieuw = NieuweMaatregel(
            criterium=rij["criterium"],
            omschrijving=rij["wat"],
            eigenaar=rij["wie"],
            bedrag=Decimal(rij["bedrag"]) if "bedrag" in rij else None,
            gereed_voor=vandaag + timedelta(days=rij["dagen"]),
            besluit_door=rij.get("besluit", ""),
            risico=rij.get("risico", ""),
        )
        m = record_planmaatregel(viewer=opsteller, zelfbeoordeling_id=z.pk, nieuw=nieuw)
        if "later" in rij:
            later = nieuw.gereed_voor + timedelta(days=rij["later"])
            replan_maatregel(
                viewer=opsteller,
                zelfbeoordeling_id=z.pk,
                maatregel_id=m.pk,
                gereed_voor=later,
                reden=rij["reden"],
            )
    submit_plan(viewer=opsteller, zelfbeoordeling_id=z.pk)
    punten = read_checklist(vandaag).waarde["punten"]
    antwoorden = {c: {p: p not in plan["mist"] for p in punten} for c in list_niet_gehaald(z)}
    record_plantoets(
        viewer=_account("stelsel-toets"),
        zelfbeoordeling_id=z.pk,
        antwoorden=antwoorden,
        toelichting=plan["toelichting"],
    )


def _judge(z: Zelfbeoordeling, kader: Kader, viewer: Viewer) -> None:
    uitkomsten = derive_uitkomsten(z, kader, read_waarden_van(z))
    oordelen = {}
    for c in kader.criteria:
        voldoet = all(u.voldoet for u in uitkomsten[c.code])
        zin = (
            "De cijfers en het bewijs laten zien dat dit is gehaald."
            if voldoet
            else "De norm is bij de opgegeven cijfers niet gehaald."
        )
        oordelen[c.code] = Criteriumoordeel(voldoet, zin)
    heel = all(o.voldoet for o in oordelen.values())
    record_oordeel(
        viewer=viewer,
        zelfbeoordeling_id=z.pk,
        oordelen=oordelen,
        motivering="Alle criteria zijn gehaald."
        if heel
        else "Niet elk criterium is gehaald; de dienst maakt een plan van aanpak.",
    )


def _make_lopende(land: Land) -> None:
    """Open the round of this year: one is filled in half, one lies with its board, one was handed in, one is being checked."""
    rijen = {rij["code"]: rij for rij in land["diensten"]}
    ronde = _make_ronde(land["lopend"]["naam"], land["lopend"]["diensten"], date(klok.today().year, 1, 1))
    kader = read_kader_van(ronde)
    half, getoetst, bestuur, ingediend = (
        Zelfbeoordeling.objects.select_related("ronde").get(ronde=ronde, dienst=code)
        for code in land["lopend"]["diensten"]
    )
    eerste = kader.criteria[0]
    cijfers = {m: str(rijen[half.dienst]["cijfers"][land["metingen"].index(m)]) for m in eerste.metingen}
    record_opgaven(viewer=_opsteller(half.dienst), zelfbeoordeling_id=half.pk, waarden=cijfers)
    bring_bewijs(half, _opsteller(half.dienst), land)
    make_visitatie(_opsteller, land)
    _fill_in(bestuur, land, kader, rijen[bestuur.dienst])
    do_stap(viewer=_opsteller(bestuur.dienst), zelfbeoordeling_id=bestuur.pk, stap="leg_voor")
    for z in (getoetst, ingediend):
        bring_bewijs(z, _opsteller(z.dienst), land)
        _hand_in(z, land, kader, rijen[z.dienst])
    toetser = _account("stelsel-toets")
    do_stap(viewer=toetser, zelfbeoordeling_id=getoetst.pk, stap="begin_toets")
    record_toetsvraag(
        viewer=toetser,
        zelfbeoordeling_id=getoetst.pk,
        criterium="omzet",
        vraag="In de jaarrekening staat een ander bedrag. Welk bedrag is het juiste, en waardoor komt het verschil?",
    )
