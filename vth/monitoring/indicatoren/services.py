"""Freezing figures: computed once from a dagstand, kept with its query, and computed again to see that it is the same number."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction

from vth.analyse.services import hold_dagstand
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, check_bevoegd

from ..models import Indicatorstand, Indicatorwaarde
from ..rules import AnderWasVoorError, MonitoringError, check_motivering
from .catalogus import Indicator, list_indicatoren
from .rekenen import (
    RekenError,
    Telling,
    Uitkomst,
    compute,
    find_laatste,
    get_dagstand,
    open_dagstand,
    read_manifest,
)

VASTLEGGEN = "indicator.record"
SOORT, NIVEAU = "indicator", "intern"


class Herkomst(NamedTuple):
    """From which dagstand a figure is made: its day, the checksum of its manifest, the last line of the log in it."""

    dag: date
    controlesom: str
    logboek_tot: int


class Berekend(NamedTuple):
    """What was computed over a period and is not kept yet."""

    periode: tuple[date, date]
    herkomst: Herkomst
    uitkomsten: tuple[tuple[Indicator, Uitkomst], ...]


def get_indicator(code: str) -> Indicator:
    """Give an indicator of the catalogue. Raises MonitoringError for one that is not in it."""
    if code not in list_indicatoren():
        raise MonitoringError(
            f"De indicator ‘{code[:60]}’ staat niet in de catalogus. Kies uit: {', '.join(list_indicatoren())}."
        )
    return list_indicatoren()[code]


def record_indicatorstand(
    *, viewer: Viewer, code: str, van: date, tot: date, dagstand: date | None = None, reden: str = ""
) -> Indicatorstand:
    """Freeze one indicator over a period: `record_standen` of one."""
    check_bevoegd(viewer, VASTLEGGEN)
    (stand,) = record_standen(viewer=viewer, codes=[code], van=van, tot=tot, dagstand=dagstand, reden=reden)
    return stand


def record_standen(
    *,
    viewer: Viewer,
    codes: Iterable[str],
    van: date,
    tot: date,
    dagstand: date | None = None,
    reden: str = "",
) -> list[Indicatorstand]:
    """Freeze indicators over a period (`tot` not included) from a dagstand, the newest one when none is named; all or none.

    The same figure from the same dagstand again changes nothing. Another one beside it asks a reason, and the first stays. Raises GeenToegangError, and
    MonitoringError for a period that is not over in the dagstand, or a dagstand that is not there.
    """
    check_bevoegd(viewer, VASTLEGGEN)
    return keep_standen(
        viewer=viewer, berekend=compute_standen(codes, van=van, tot=tot, dagstand=dagstand), reden=reden
    )


def check_vraag(codes: Iterable[str], *, van: date, tot: date, reden: str) -> date:
    """Say from which dagstand these figures would be frozen, before anything is computed. Raises MonitoringError as freezing itself would."""
    indicatoren = [get_indicator(code) for code in codes]
    dag = _check_periode(van, tot, find_laatste())
    try:
        som, _ = read_manifest(get_dagstand(dag))
    except RekenError as fout:
        raise MonitoringError(str(fout)) from fout
    for indicator in indicatoren:
        _check_opnieuw(_find_vorige(indicator, van, tot), indicator, som, reden)
    return dag


def compute_standen(
    codes: Iterable[str],
    *,
    van: date,
    tot: date,
    dagstand: date | None = None,
    bij_elk: Callable[[int], object] = lambda gedaan: None,
) -> Berekend:
    """Compute indicators over a period (`tot` not included) and keep nothing; `bij_elk` is told how many are done. Raises MonitoringError as `record_standen`."""
    indicatoren = [get_indicator(code) for code in codes]
    dag = _check_periode(van, tot, dagstand or find_laatste())
    uitkomsten = []
    try:
        map_ = get_dagstand(dag)
        # Before anything is read of it: made anew meanwhile, it would be gone.
        hold_dagstand(map_)
        herkomst = Herkomst(dag, *read_manifest(map_))
        with open_dagstand(map_, dag, van, tot) as con:
            for gedaan, indicator in enumerate(indicatoren, 1):
                uitkomsten.append((indicator, compute(con, indicator.sql)))
                bij_elk(gedaan)
    except RekenError as fout:
        raise MonitoringError(str(fout)) from fout
    return Berekend((van, tot), herkomst, tuple(uitkomsten))


def keep_standen(*, viewer: Viewer, berekend: Berekend, reden: str = "") -> list[Indicatorstand]:
    """Keep what was computed, all or none. Raises GeenToegangError, and MonitoringError where a reason is missing or somebody was first."""
    check_bevoegd(viewer, VASTLEGGEN)
    try:
        with transaction.atomic():
            return [
                _keep(viewer, i, berekend.periode, berekend.herkomst, uitkomst, reden)
                for i, uitkomst in berekend.uitkomsten
            ]
    except IntegrityError as fout:
        raise AnderWasVoorError(
            "Iemand anders legde ditzelfde cijfer zojuist vast. Bekijk dat eerst; uw cijfer is niet vastgelegd."
        ) from fout


def _find_vorige(indicator: Indicator, van: date, tot: date) -> Indicatorstand | None:
    vorige = Indicatorstand.objects.filter(indicator=indicator.code, van=van, tot=tot)
    return vorige.order_by("-volgnummer").first()


def _check_opnieuw(laatste: Indicatorstand | None, indicator: Indicator, som: str, reden: str) -> bool:
    """Tell whether the same figure from the same dagstand is there already; another one beside it asks a reason."""
    if laatste and (laatste.controlesom, laatste.sql) == (som, indicator.sql):
        return True
    if laatste:
        check_motivering(reden, "waarom het cijfer opnieuw wordt vastgelegd")
    return False


def _keep(
    viewer: Viewer,
    indicator: Indicator,
    periode: tuple[date, date],
    herkomst: Herkomst,
    uitkomst: Uitkomst,
    reden: str,
) -> Indicatorstand:
    """Keep a figure beside those before it over the same period; the same again is the one that is there."""
    van, tot = periode
    vorige = Indicatorstand.objects.select_for_update().filter(indicator=indicator.code, van=van, tot=tot)
    laatste = vorige.order_by("-volgnummer").first()
    if _check_opnieuw(laatste, indicator, herkomst.controlesom, reden) and laatste:
        return laatste
    stand = _make_stand(indicator, van, tot, uitkomst.landelijk)
    stand.volgnummer = laatste.volgnummer + 1 if laatste else 1
    stand.dagstand, stand.controlesom, stand.logboek_tot = herkomst
    stand.reden = reden.strip()[:1000] if laatste else ""
    stand.op, stand.door = klok.now(), viewer.actor
    return _save(viewer, stand, uitkomst)


def _check_periode(van: date, tot: date, dag: date | None) -> date:
    if van >= tot:
        raise MonitoringError(
            f"Een periode van {as_dagtekst(van)} tot {as_dagtekst(tot)} is leeg. Kies een begin dat voor het einde ligt."
        )
    if dag is None:
        raise MonitoringError(
            "Er is nog geen dagstand. Maak hem met ‘vth dagstand’; ‘vth dagelijks’ doet dat elke dag."
        )
    if dag < tot:
        raise MonitoringError(
            f"De periode loopt tot {as_dagtekst(tot)}, en de dagstand is van {as_dagtekst(dag)}: die weet nog niet alles van de periode. Kies een periode die voorbij is, of een nieuwere dagstand."
        )
    return dag


def _make_stand(indicator: Indicator, van: date, tot: date, telling: Telling) -> Indicatorstand:
    return Indicatorstand(
        indicator=indicator.code,
        versie=indicator.versie,
        van=van,
        tot=tot,
        sql=indicator.sql,
        records=telling.records,
        bruikbaar=telling.bruikbaar,
        teller=telling.teller,
        noemer=telling.noemer,
    )


def _save(viewer: Viewer, stand: Indicatorstand, uitkomst: Uitkomst) -> Indicatorstand:
    """Keep a figure with what it is per organisation, for that organisation and for who freezes it, and the line of the log."""
    stand.save(force_insert=True)
    Indicatorwaarde.objects.bulk_create(
        [
            Indicatorwaarde(
                stand=stand,
                soort=SOORT,
                leverancier=lezer,
                dienst=dienst,
                gebied="",
                vertrouwelijkheid=NIVEAU,
                records=t.records,
                bruikbaar=t.bruikbaar,
                teller=t.teller,
                noemer=t.noemer,
            )
            for dienst, t in uitkomst.diensten.items()
            for lezer in sorted({dienst, *viewer.organisaties} - {ALLE_ORGANISATIES})
        ]
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="indicator.stand",
        onderwerp=("indicatorstand", str(stand.pk)),
        inhoud={
            "indicator": stand.indicator,
            "van": stand.van.isoformat(),
            "tot": stand.tot.isoformat(),
            "dagstand": stand.dagstand.isoformat(),
        },
    )
    return stand


def check_stand(stand: Indicatorstand) -> tuple[bool | None, str]:
    """Compute a frozen figure again by its own query, and say whether it is the same number; None where that cannot be seen any more."""
    try:
        map_ = get_dagstand(stand.dagstand, stand.controlesom)
        with open_dagstand(map_, stand.dagstand, stand.van, stand.tot) as con:
            nu = compute(con, stand.sql).landelijk
    except RekenError as fout:
        return None, str(fout)
    toen = Telling(stand.records, stand.bruikbaar, stand.teller, stand.noemer)
    if nu == toen:
        return True, "Nagerekend uit de dagstand van toen: hetzelfde getal."
    return (
        False,
        f"Nagerekend komt er {nu.teller} op {nu.noemer} uit, en vastgelegd is {toen.teller} op {toen.noemer}. Meld dit aan uw functioneel beheerder.",
    )


def read_periode(tekst: str) -> tuple[date, date]:
    """Read a period as people name it: a year (2025), half a year (2025H1) or a quarter (2025Q3). Raises MonitoringError."""
    treffer = re.fullmatch(r"(20\d\d)(?:-?(?:([Hh])([12])|([QqKk])([1-4])))?", tekst.strip())
    if not treffer:
        raise MonitoringError(
            f"‘{tekst[:20]}’ is geen periode. Geef een jaar (2025), een halfjaar (2025H1) of een kwartaal (2025Q3)."
        )
    jaar = int(treffer[1])
    maanden, nummer = (6, int(treffer[3])) if treffer[2] else (3, int(treffer[5])) if treffer[4] else (12, 1)
    begin = (nummer - 1) * maanden
    eind = begin + maanden
    return date(jaar, begin + 1, 1), date(jaar + eind // 12, eind % 12 + 1, 1)
