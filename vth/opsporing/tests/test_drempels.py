"""At, below and above each threshold, and the day before and of each change of law: which there are is read from the rule files, so that none lacks its cases."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from vth.handhaving import tests as handhavingtests
from vth.handhaving.agendapunten import list_overtredingpunten, list_verbeurtepunten
from vth.handhaving.lastrules import derive_jaar_om
from vth.handhaving.lijstpagina import list_dringend
from vth.handhaving.models import Verbeurte
from vth.handhaving.strategie.aspecten import Aspectfeiten, Eerdere, derive_aspectvoorstellen
from vth.handhaving.strategie.feiten import read_dossierfeiten
from vth.handhaving.strategie.gebruik import Telling, hide_klein
from vth.handhaving.strategie.matrix import read_plaats
from vth.handhaving.strategie.regelset import read_strategieregels
from vth.handhaving.tests import strategiebuilders as strategie
from vth.handhaving.tests.builders import JURIST, make_opgelegd, make_overtreding
from vth.handhaving.tests.test_invorderen import forfeit
from vth.opsporing.rules import OpsporingError, check_bedrag, needs_horen
from vth.opsporing.selectors import read_regels
from vth.regelgeving.bestanden import KAMERS_DIR
from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import (
    find_grond,
    find_termijn,
    list_regels,
    read_termijnregels,
    read_verjaringsregels,
)
from vth.regelgeving.termijn import derive_kaal_einde
from vth.regelgeving.termijnen import derive_einde
from vth.regelgeving.verjaring import Stuiting, derive_verjaring
from vth.tijd import klok

GEVALLEN = Path(handhavingtests.__file__).parent / "gevallen"
LIGGINGEN = ("onder", "op", "boven")
KAMERS = ("handhaving", "opsporing")
# Numbers that are no threshold, each with why.
GEEN_DREMPEL = {
    "handhaving.bewaartermijn": "nul dagen na het vernietigen van de zaak: er is geen dag ervoor",
    "opsporing.feiten": "vaste bedragen: wat anders is wordt geweigerd, zie bedrag.yaml en de toets hieronder",
}
DREMPELS = yaml.safe_load((GEVALLEN / "drempels.yaml").read_text(encoding="utf-8"))
WIJZIGINGEN = yaml.safe_load((GEVALLEN / "wetswijzigingen.yaml").read_text(encoding="utf-8"))
OP = date(2026, 11, 26)


def list_gebruikt() -> list[Any]:
    """The rules of both rooms, and those of other rooms that their source names; limitation by what `read_verjaringsregels` reads."""
    bron = "".join(
        pad.read_text(encoding="utf-8")
        for kamer in KAMERS
        for pad in (KAMERS_DIR / kamer).rglob("*.py")
        if "tests" not in pad.parts
    )
    genoemd = set(re.findall(r'"((?:regelgeving|zaken)\.\w+)"', bron))
    for soort in ("dwangsom", "geldschuld"):
        v = read_verjaringsregels(soort, geldig_op=OP)
        gronden = (v.stuiting, *v.handelingen, *v.verlengingen, v.stuiting_verkort_niet, v.einde_verlenging)
        genoemd |= {g.regel_id for g in gronden} | {f"regelgeving.verjaring_{soort}"}
    return [r for r in list_regels() if r.kamer in KAMERS or r.id in genoemd]


def list_getallen(waarde: Any, plek: str) -> Iterator[str]:
    """Where in a value a number stands."""
    if isinstance(waarde, int | float | Decimal) and not isinstance(waarde, bool):
        yield plek
    elif hasattr(waarde, "items"):
        for sleutel, deel in waarde.items():
            yield from list_getallen(deel, f"{plek} {sleutel}")
    elif isinstance(waarde, list | tuple):
        for n, deel in enumerate(waarde):
            yield from list_getallen(deel, f"{plek} {n}")


def test_every_threshold_has_a_case_below_at_and_above() -> None:
    getallen = {
        plek
        for r in list_gebruikt()
        if r.id not in GEEN_DREMPEL
        for p in r.perioden
        for plek in list_getallen(p.waarde, r.id)
    }
    assert getallen == {d["drempel"] for d in DREMPELS} and len(DREMPELS) == len(getallen)
    assert all(set(LIGGINGEN) <= set(d) for d in DREMPELS)


def test_every_change_of_law_has_the_day_before_and_the_day_itself() -> None:
    begint = {(r.id, p.geldigheid.begin) for r in list_gebruikt() for p in r.perioden}
    genoemd = [(regel, w["dag"]) for w in WIJZIGINGEN for regel in w["regels"]]
    assert set(genoemd) == begint and len(genoemd) == len(begint)


@pytest.mark.parametrize("w", [pytest.param(w, id=w["geval"]) for w in WIJZIGINGEN])
def test_the_day_before_and_the_day_of_a_change(w: dict[str, Any]) -> None:
    for regel in w["regels"]:
        check_stand(regel, w["dag"] - timedelta(days=1), w["dag_ervoor"])
        check_stand(regel, w["dag"], w.get("dag_zelf", {}))


def check_stand(regel: str, dag: date, dan: dict[str, Any]) -> None:
    """See that a rule says on a day what a case says it does."""
    if dan.get("weigert"):
        with pytest.raises(RegelError, match=rf"geldt pas vanaf.*vth/{regel.partition('.')[0]}/regels/"):
            find_grond(regel, geldig_op=dag)
        return
    grond = find_grond(regel, geldig_op=dag)
    assert "bevat" not in dan or dan["bevat"] in grond.waarde
    assert "zonder" not in dan or dan["zonder"] not in grond.waarde
    assert dan.get("is", grond.waarde) == grond.waarde
    assert dan.get("zekerheid", grond.zekerheid) == grond.zekerheid


def ask_aspect(code: str, **feiten: Any) -> bool:
    """Tell whether the data point at an aspect."""
    regels = read_strategieregels(OP)
    voorstellen = derive_aspectvoorstellen(regels.aspecten, Aspectfeiten(OP, **feiten), regels.drempels)
    return bool(next(v.voorgesteld for v in voorstellen if v.aspect.code == code))


def ask_recidive(waarde: date) -> bool:
    """Tell whether a violation of that day counts as repetition of one of 2 March 2026."""
    wie = strategie.make_bedrijf()
    strategie.make_overtreding("O-eerder", waarde, wie=wie, staat="beeindigd")
    nu = strategie.make_overtreding("O-nu", date(2026, 3, 2), wie=wie)
    drempels = read_strategieregels(OP).drempels
    return bool(read_dossierfeiten(strategie.JURIST, nu, drempels).feiten.eerdere)


def ask_bovenaan(waarde: int) -> bool:
    """Tell whether an amount that lapses in so many days stands above all else."""
    m, wie = make_opgelegd()
    [v] = forfeit(m, wie.pk, 1)
    Verbeurte.objects.filter(pk=v.pk).update(laatste_dag=klok.today() + timedelta(days=waarde))
    return bool(list_dringend(JURIST))


def ask_alarm(waarde: int) -> bool:
    """Tell whether the lawyer hears of an amount so many days before it lapses."""
    v = Verbeurte(
        staat="open",
        dag=OP,
        laatste_dag=OP + timedelta(days=200),
        betalen_voor=OP + timedelta(days=42),
        bedrag=Decimal(1),
        ingevorderd_op=OP,
    )
    dag = v.laatste_dag - timedelta(days=waarde)
    return any(p.dag == dag for p in list_verbeurtepunten(v, "", "") if p.titel.startswith("Verjaart"))


def ask_werktijd(waarde: int) -> bool:
    """Tell whether weighing is asked so many days after a violation was established."""
    [punt] = list_overtredingpunten(make_overtreding(gewogen=False))
    return punt.dag == klok.today() + timedelta(days=waarde)


def ask_klein(waarde: int) -> bool:
    """Tell whether so many cases of another organisation are shown."""
    kleinste = int(find_grond("handhaving.strategie_kleinste_aantal", geldig_op=OP).waarde)
    telling = Telling("OD-ZUID", "", read_plaats("B3"), ("waarschuwing",), False, waarde)
    return bool(hide_klein([telling], ["OD-NOORD"], kleinste).tellingen)


def derive_laatste(d: dict[str, Any]) -> date:
    """The last day of a term that begins as the case says, counted as the room counts it."""
    regel, begin = d["drempel"].split(" ")[0], d["begin"]
    if "verjaring" in regel:
        soort = "dwangsom" if regel.endswith("dwangsom") else "geldschuld"
        stuitingen = [Stuiting(d["gestuit"], "aanmaning")] if "gestuit" in d else []
        regels = read_verjaringsregels(soort, geldig_op=begin)
        laatste = derive_verjaring(begin, op=begin, regels=regels, stuitingen=stuitingen).laatste_dag
    elif regel in ("handhaving.zienswijzetermijn", "regelgeving.kosten_bestuursdwang"):
        laatste = derive_kaal_einde(find_termijn(regel, geldig_op=begin), begin)
    else:
        termijn, regels_ = find_termijn(regel, geldig_op=begin), read_termijnregels(geldig_op=begin)
        laatste = derive_einde(termijn, begin, regels=regels_, gebeurtenis="").laatste_dag
    assert laatste is not None
    return laatste


def ask_jaar(d: dict[str, Any], waarde: date) -> bool:
    """Tell whether a last was in force for the year on a day."""
    return waarde >= derive_jaar_om(d["begin"], (), find_termijn(d["drempel"], geldig_op=d["begin"]))


EERDERE = Eerdere("O-9", OP, True)
VRAGEN: dict[str, Callable[[Any], bool]] = {
    "handhaving.strategie_aspectdrempels recidive_jaren": ask_recidive,
    "handhaving.strategie_aspectdrempels overtredingen": lambda n: ask_aspect(
        "combinatie", naast=[EERDERE] * n
    ),
    "handhaving.strategie_aspectdrempels normen": lambda n: ask_aspect("combinatie", normen=n),
    "handhaving.strategie_aspectdrempels duur_dagen": lambda n: ask_aspect(
        "combinatie", begonnen_op=OP - timedelta(days=n)
    ),
    "handhaving.strategie_kleinste_aantal": ask_klein,
    "handhaving.verjaringsalarm bovenaan": ask_bovenaan,
    "handhaving.werktijd": ask_werktijd,
    **{f"handhaving.verjaringsalarm melden {n}": ask_alarm for n in range(7)},
    **{
        f"opsporing.hoordrempel {wie}": lambda n, wie=wie: needs_horen(Decimal(n), wie, read_regels(OP))
        for wie in ("natuurlijk_persoon", "rechtspersoon")
    },
}


def find_getal(plek: str) -> Any:
    """The number of a threshold as it is now."""
    regel, *sleutels = plek.split(" ")
    waarde = find_grond(regel, geldig_op=OP).waarde
    for s in sleutels:
        waarde = waarde[int(s) if s.isdigit() else s]
    return waarde


@pytest.mark.django_db
@pytest.mark.parametrize("ligging", LIGGINGEN)
@pytest.mark.parametrize("d", [pytest.param(d, id=d["drempel"]) for d in DREMPELS])
def test_below_at_and_above_a_threshold(d: dict[str, Any], ligging: str) -> None:
    geval, ander = d[ligging], LIGGINGEN.index(ligging) - 1
    if "begin" not in d:
        if not isinstance(geval["waarde"], date):
            assert geval["waarde"] == find_getal(d["drempel"]) + ander
        assert VRAGEN[d["drempel"]](geval["waarde"]) is geval["dan"], geval["geval"]
        return
    if d["drempel"] == "regelgeving.opheffing_last":
        assert ask_jaar(d, geval["waarde"]) is geval["dan"], geval["geval"]
        return
    laatste = derive_laatste(d)
    assert geval["waarde"] == laatste + ander * timedelta(days=1), geval["geval"]
    assert (geval["waarde"] <= laatste) is geval["dan"]


def test_every_tariff_is_refused_a_euro_below_and_above_it() -> None:
    regels = read_regels(OP)
    for code, feit in regels.feiten.waarde.items():
        for wie in ("natuurlijk_persoon", "rechtspersoon"):
            tarief = Decimal(feit[wie])
            check_bedrag(tarief, [code], wie, regels)
            for mis in (tarief - 1, tarief + 1):
                with pytest.raises(OpsporingError, match=code):
                    check_bedrag(mis, [code], wie, regels)
