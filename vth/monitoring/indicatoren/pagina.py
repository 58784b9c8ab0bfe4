"""The pages of the indicators: the catalogue, one indicator through time, and a frozen figure down to its records."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.register.selectors import find_zichtbaar
from vth.register.selectors import list_namen as list_objectnamen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Reeks, make_kleine_lijnen, make_lijngrafiek, make_staafgrafiek
from vth.vormgeving.onderdelen import Grafiek, Kolom
from vth.vormgeving.opmaak import format_datum, format_getal
from vth.zaken.selectors import list_zichtbaar as list_zaken

from ..models import Indicatorstand, Indicatorwaarde, Vastlegging
from ..rules import MonitoringError
from .catalogus import AANTAL, Indicator, list_indicatoren
from .rekenen import RekenError, get_dagstand, list_records, open_dagstand
from .selectors import derive_volledigheid, derive_waarde, list_geldend, list_standen, list_waarden

BRON = "Open VTH: dagstand van het register"
HOOGSTENS = 500
LAND = "Nederland"
CATALOGUSKOLOMMEN = (
    Kolom("titel", "Indicator"),
    Kolom("periode", "Laatste periode"),
    Kolom("waarde", "Landelijk"),
    Kolom("volledig", "Volledig"),
    Kolom("korrel", "Telt"),
    Kolom("zekerheid", "Definitie"),
)
STANDKOLOMMEN = (
    Kolom("periode", "Periode"),
    Kolom("waarde", "Landelijk"),
    Kolom("volledig", "Volledig"),
    Kolom("dagstand", "Dagstand", "datum"),
    Kolom("nummer", "Versie"),
    Kolom("reden", "Waarom opnieuw"),
)
WAARDEKOLOMMEN = (
    Kolom("naam", "Organisatie"),
    Kolom("waarde", "Cijfer"),
    Kolom("teller", "Teller", "getal"),
    Kolom("noemer", "Noemer", "getal"),
    Kolom("records", "Records", "getal"),
    Kolom("volledig", "Volledig"),
)
UITKOMSTKOLOMMEN = (
    Kolom("titel", "Indicator"),
    Kolom("waarde", "Landelijk"),
    Kolom("volledig", "Volledig"),
    Kolom("nieuw", "Vastgelegd als"),
)
RECORDKOLOMMEN = (Kolom("naam", "Record"), Kolom("telt", "Telt voor"), Kolom("bruikbaar", "Bruikbaar"))


@dataclass(frozen=True)
class Indicatorpagina:
    """Everything that the page of an indicator shows."""

    indicator: Indicator
    kenmerken: tuple[tuple[str, str], ...]
    lijn: Grafiek | None
    veel: Grafiek | None
    standen: tuple[dict[str, Any], ...]
    organisaties: tuple[str, ...]
    kolommen: tuple[Kolom, ...] = STANDKOLOMMEN


@dataclass(frozen=True)
class Standpagina:
    """Everything that the page of a frozen figure shows."""

    stand: Indicatorstand
    indicator: Indicator | None
    titel: str
    waarde: str
    kenmerken: tuple[tuple[str, str], ...]
    rijen: tuple[dict[str, Any], ...]
    staven: Grafiek | None
    organisaties: tuple[str, ...]
    kolommen: tuple[Kolom, ...] = WAARDEKOLOMMEN


def name_indicator(code: str) -> str:
    """Give the title of an indicator; one that is no longer in the catalogue goes by its code."""
    indicator = list_indicatoren().get(code)
    return indicator.titel if indicator else code


def say_periode(van: date, tot: date) -> str:
    """Write a period with its last day included."""
    return f"{format_datum(van)} tot en met {format_datum(tot - timedelta(days=1))}"


def say_waarde(indicator: Indicator | None, waarde: Decimal | None) -> str:
    """Write a figure with its unit."""
    if waarde is None:
        return "niet te zeggen"
    if indicator and indicator.soort == AANTAL:
        return f"{format_getal(waarde, 0)} {indicator.eenheid}"
    return f"{format_getal(waarde, 1)}%"


def say_volledig(telling: Indicatorstand | Indicatorwaarde) -> str:
    """Write which share of the records is usable; without records there is nothing to be complete."""
    deel = derive_volledigheid(telling)
    return "geen records" if deel is None else f"{format_getal(deel, 1)}%"


def list_catalogus() -> list[dict[str, Any]]:
    """Give the catalogue as rows, each with the last figure that holds."""
    laatste = {stand.indicator: stand for stand in list_geldend()}
    return [_make_catalogusrij(i, laatste.get(i.code)) for i in list_indicatoren().values()]


def _make_catalogusrij(indicator: Indicator, stand: Indicatorstand | None) -> dict[str, Any]:
    rij = {
        "titel": indicator.titel,
        "url": reverse("monitoring:indicator", args=[indicator.code]),
        "korrel": indicator.korrel,
        "zekerheid": indicator.zekerheid,
    }
    if stand is None:
        return rij | {"periode": "nog niet vastgelegd", "waarde": "", "volledig": ""}
    return rij | {
        "periode": say_periode(stand.van, stand.tot),
        "waarde": say_waarde(indicator, derive_waarde(indicator.code, stand)),
        "volledig": say_volledig(stand),
    }


def make_indicatorpagina(viewer: Viewer, indicator: Indicator) -> Indicatorpagina:
    """Put the page of an indicator together: the country, and the organisations this viewer may see."""
    geldend = list(list_geldend(indicator.code))
    waarden = list_waarden(viewer, geldend)
    reeksen = _make_reeksen(indicator, geldend, waarden)
    eenheid = indicator.eenheid
    return Indicatorpagina(
        indicator=indicator,
        kenmerken=(
            ("Definitie", indicator.definitie),
            ("Telt", indicator.korrel),
            ("Volledig als", indicator.volledig),
            ("Bronnen", ", ".join(indicator.bronnen)),
            ("Versie van de formule", indicator.versie),
        ),
        lijn=make_lijngrafiek(f"{indicator.titel}: verloop", reeksen[:1], eenheid=eenheid, bron=BRON)
        if geldend
        else None,
        veel=make_kleine_lijnen(f"{indicator.titel} per organisatie", reeksen[1:], eenheid=eenheid, bron=BRON)
        if len(reeksen) > 1
        else None,
        standen=tuple(_make_standrij(indicator, stand) for stand in list_standen(indicator.code)),
        organisaties=tuple(sorted({w.dienst for w in waarden})),
    )


def _make_reeksen(
    indicator: Indicator, geldend: Sequence[Indicatorstand], waarden: Sequence[Indicatorwaarde]
) -> list[Reeks]:
    """Make the line of the country, and one for each organisation that may be seen."""

    def punt(van: date, telling: Indicatorstand | Indicatorwaarde) -> tuple[date, float | None]:
        waarde = derive_waarde(indicator.code, telling)
        return van, None if waarde is None else float(waarde)

    per: dict[str, list[tuple[date, float | None]]] = {}
    for waarde in waarden:
        per.setdefault(waarde.dienst, []).append(punt(waarde.stand.van, waarde))
    namen = list_namen(per, klok.today())
    eigen = [Reeks(namen.get(code, code), punten) for code, punten in per.items()]
    return [Reeks(LAND, [punt(stand.van, stand) for stand in geldend]), *eigen]


def _make_standrij(indicator: Indicator, stand: Indicatorstand) -> dict[str, Any]:
    return {
        "periode": say_periode(stand.van, stand.tot),
        "url": reverse("monitoring:indicatorstand", args=[stand.pk]),
        "waarde": say_waarde(indicator, derive_waarde(indicator.code, stand)),
        "volledig": say_volledig(stand),
        "dagstand": stand.dagstand,
        "nummer": str(stand.volgnummer),
        "reden": stand.reden,
    }


@dataclass(frozen=True)
class Vastleggingpagina:
    """Everything that the page of a request to freeze shows."""

    vastlegging: Vastlegging
    titel: str
    kenmerken: tuple[tuple[str, str], ...]
    rijen: tuple[dict[str, Any], ...]
    stil: bool
    kolommen: tuple[Kolom, ...] = UITKOMSTKOLOMMEN


def make_vastleggingpagina(rij: Vastlegging, *, stil: bool) -> Vastleggingpagina:
    """Put the page of a request together: what was asked, how many are done, and the figures that came of it."""
    standen = Indicatorstand.objects.in_bulk([uuid.UUID(id_) for id_ in rij.uitkomst])
    gevonden = [standen[id_] for id_ in map(uuid.UUID, rij.uitkomst) if id_ in standen]
    return Vastleggingpagina(
        vastlegging=rij,
        titel=f"Cijfers vastleggen over {say_periode(rij.van, rij.tot)}",
        kenmerken=(
            ("Indicatoren", ", ".join(name_indicator(code) for code in rij.indicatoren)),
            ("Uit de dagstand van", format_datum(rij.dagstand)),
            *((("Waarom opnieuw", rij.reden),) if rij.reden else ()),
        ),
        rijen=tuple(
            {
                "titel": name_indicator(stand.indicator),
                "url": reverse("monitoring:indicatorstand", args=[stand.pk]),
                "waarde": say_waarde(
                    list_indicatoren().get(stand.indicator), derive_waarde(stand.indicator, stand)
                ),
                "volledig": say_volledig(stand),
                "nieuw": "lag al vast" if stand.op < rij.gevraagd_op else f"versie {stand.volgnummer}",
            }
            for stand in gevonden
        ),
        stil=stil,
    )


def make_standpagina(viewer: Viewer, stand: Indicatorstand) -> Standpagina:
    """Put the page of a frozen figure together: from what it was made, and what each organisation in sight delivered."""
    indicator = list_indicatoren().get(stand.indicator)
    waarden = list_waarden(viewer, [stand])
    namen = list_namen({w.dienst for w in waarden}, stand.tot - timedelta(days=1))
    titel = name_indicator(stand.indicator)
    staven = [(namen.get(w.dienst, w.dienst), derive_waarde(stand.indicator, w)) for w in waarden]
    return Standpagina(
        stand=stand,
        indicator=indicator,
        titel=titel,
        waarde=say_waarde(indicator, derive_waarde(stand.indicator, stand)),
        kenmerken=(
            ("Periode", say_periode(stand.van, stand.tot)),
            (
                "Definitie",
                f"{indicator.herkomst} ({indicator.zekerheid})" if indicator else "niet meer in de catalogus",
            ),
            ("Teller en noemer", f"{format_getal(stand.teller)} op {format_getal(stand.noemer)}"),
            ("Volledig", f"{say_volledig(stand)} van {format_getal(stand.records)} records is bruikbaar"),
            ("Dagstand", f"{format_datum(stand.dagstand)}, logboek tot regel {stand.logboek_tot}"),
            ("Controlesom van de dagstand", stand.controlesom),
            ("Vastgelegd", f"{format_datum(stand.op)}, versie {stand.volgnummer} van dit cijfer"),
            *((("Waarom opnieuw", stand.reden),) if stand.reden else ()),
        ),
        rijen=tuple(_make_waarderij(indicator, stand, w, namen.get(w.dienst, w.dienst)) for w in waarden),
        staven=make_staafgrafiek(
            f"{titel} per organisatie",
            [(naam, None if waarde is None else float(waarde)) for naam, waarde in staven],
            eenheid=indicator.eenheid if indicator else "",
            bron=BRON,
            datum=stand.dagstand,
        )
        if staven
        else None,
        organisaties=tuple(w.dienst for w in waarden),
    )


def _make_waarderij(
    indicator: Indicator | None, stand: Indicatorstand, waarde: Indicatorwaarde, naam: str
) -> dict[str, Any]:
    return {
        "naam": naam,
        "url": reverse("monitoring:indicatorrecords", args=[stand.pk, waarde.dienst]),
        "waarde": say_waarde(indicator, derive_waarde(stand.indicator, waarde)),
        "teller": waarde.teller,
        "noemer": waarde.noemer,
        "records": waarde.records,
        "volledig": say_volledig(waarde),
    }


def list_recordrijen(viewer: Viewer, stand: Indicatorstand, dienst: str) -> list[dict[str, Any]]:
    """Give the records behind the figure of one organisation, those that could not be used first, at most `HOOGSTENS`.

    Only records that the viewer may see have a name and an address. Raises MonitoringError where the dagstand is not what it was.
    """
    try:
        map_ = get_dagstand(stand.dagstand, stand.controlesom)
        with open_dagstand(map_, stand.dagstand, stand.van, stand.tot) as con:
            rijen = list_records(con, stand.sql, dienst, hoogstens=HOOGSTENS)
    except RekenError as fout:
        raise MonitoringError(str(fout)) from fout
    adressen = _find_adressen(viewer, [uuid.UUID(rij["record"]) for rij in rijen])
    return [_make_recordrij(rij, adressen.get(uuid.UUID(rij["record"]))) for rij in rijen]


def _find_adressen(viewer: Viewer, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    """Give name and page of the records that the viewer may see: of the register, or zaken."""
    gevraagd = list(ids)
    objecten = find_zichtbaar(viewer, gevraagd)
    namen = list_objectnamen(objecten.values(), Peilmoment(klok.today(), klok.now()))
    zaken = list_zaken(viewer).filter(pk__in=gevraagd).values_list("pk", "identificatie")
    return {
        pk: (namen[pk], reverse("register:identificatie", args=[b.soort, pk])) for pk, b in objecten.items()
    } | {pk: (naam, reverse("zaken:zaak", args=[pk])) for pk, naam in zaken}


def _make_recordrij(rij: dict[str, Any], plek: tuple[str, str] | None) -> dict[str, Any]:
    bruikbaar = rij["teller"] is not None and rij["noemer"] is not None
    return {
        "naam": plek[0] if plek else "een record dat u niet mag zien",
        "url": plek[1] if plek else "",
        "telt": f"{format_getal(rij['teller'])} van {format_getal(rij['noemer'])}" if bruikbaar else "niet",
        "bruikbaar": "ja" if bruikbaar else "nee",
    }
