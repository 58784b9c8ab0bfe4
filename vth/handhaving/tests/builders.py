"""Builders with fixed values: a finding of a concluded controle, a violation by one company, a weighing, and a last under penalty."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from vth.handhaving.horen import record_niet_gehoord
from vth.handhaving.invoer import (
    Adressaatkeuze,
    Lastinhoud,
    NieuweMaatregel,
    NieuweOvertreding,
    Overtrederkeuze,
)
from vth.handhaving.maatregelen import record_last, record_maatregel
from vth.handhaving.models import Afweging, Lastadressaat, Maatregel, Overtreding
from vth.handhaving.services import record_legalisatie, record_overtreding
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd import klok
from vth.tijd.tests.builders import reken_dagen
from vth.toezicht.models import Bevinding
from vth.toezicht.tests.builders import begin, make_controle, rond_af, vind
from vth.zaken.models import Besluit
from vth.zaken.tests.builders import OD, make_viewer

RECHTEN = (
    "overtreding.record",
    "maatregel.record",
    "invordering.record",
    "zaak.record",
    "besluit.record",
    "register.record",
    "controle.record",
)
JURIST = make_viewer("gebruiker 941", *RECHTEN)
CHEF = make_viewer("gebruiker 942", *RECHTEN, "overtreding.assign")
BUITEN = make_viewer("gebruiker 943", *RECHTEN, organisatie="OD-ZUID", gebied="GM9903")
DAG = timedelta(days=1)
# What the matrix said in a weighing; a test that asks about assumptions gives another.
MATRIX: dict[str, Any] = {}
ASPECTEN: list[dict[str, Any]] = []


def make_bedrijf(sleutel: str = "B-1", naam: str = "Verffabriek De Kwast BV") -> Bronobject:
    """Record a company."""
    return record_object(
        viewer=JURIST,
        leverancier=OD,
        soort="nietnatuurlijkpersoon",
        sleutel=sleutel,
        inhoud={"naam": naam},
        begin_geldigheid=date(2015, 1, 1),
        gebied="GM9901",
    )


def make_bevinding(
    resultaat: str = "overtreden", *, afgerond: bool = True, dag: date | None = None, **velden: Any
) -> Bevinding:
    """Record a finding of a controle of one site, concluded unless asked otherwise."""
    controle = begin(make_controle(), dag)
    bevinding = vind(controle, resultaat, **velden)
    if afgerond:
        rond_af(controle)
    return bevinding


def make_overtreding(
    *bevindingen: Bevinding, wie: Bronobject | None = None, gewogen: bool = True, **velden: Any
) -> Overtreding:
    """Establish a violation of one company; weighed as B3, and without prospect of legalisation, unless asked otherwise."""
    overtreding = record_overtreding(
        viewer=JURIST,
        nieuw=NieuweOvertreding(
            **{
                "aard": "Lekbak vol",
                "bevindingen": [b.pk for b in bevindingen or (make_bevinding(),)],
                "overtreders": [Overtrederkeuze((wie or make_bedrijf()).pk, "drijft het bedrijf")],
            }
            | velden
        ),
    )
    if gewogen:
        weeg(overtreding)
        overtreding = record_legalisatie(
            viewer=JURIST, overtreding_id=overtreding.pk, keuze="geen", toelichting="Er is niets aangevraagd."
        )
    return overtreding


def weeg(overtreding: Overtreding, *gekozen: str) -> None:
    """Write a weighing as it stands in the table; the instrument itself is of `strategie`."""
    Afweging.objects.create(
        overtreding=overtreding,
        volgnummer=1,
        aard="eerste",
        gevolg="3",
        gevolg_grond="Kans op verontreiniging van de bodem.",
        gedrag="B",
        gedrag_grond="Geen poging tot herstel.",
        matrix=dict(MATRIX),
        aspecten=list(ASPECTEN),
        gekozen=list(gekozen) or ["last_onder_dwangsom", "waarschuwing"],
        motivering="Past bij de plek.",
        op=klok.now(),
        door=JURIST.actor,
    )


def make_maatregel(
    overtreding: Overtreding | None = None, instrument: str = "last_onder_dwangsom", **velden: Any
) -> Maatregel:
    """Prepare a measure."""
    vast = {
        "omschrijving": "Lekbak legen",
        "motivering": "De bodem loopt gevaar en een waarschuwing hielp niet.",
    }
    return record_maatregel(
        viewer=JURIST,
        nieuw=NieuweMaatregel(
            instrument=instrument,
            overtredingen=[(overtreding or make_overtreding()).pk],
            **(vast | reken_dagen(velden)),
        ),
    )


def make_last(maatregel: Maatregel, **velden: Any) -> Lastadressaat:
    """Write a last of € 1.000 per week up to € 5.000 for who committed it."""
    wie = maatregel.overtredingen.get().overtreding.overtreders.get().bronobject_id
    vast: dict[str, Any] = {
        "soort": "ongedaan",
        "opdracht": "Leeg de lekbak achter loods 2 en houd de vloeistof eronder ten hoogste 5 liter.",
        "adressaten": [Adressaatkeuze(wie, Decimal(1000), Decimal(5000))],
        "begunstiging_tot": klok.today() + 14 * DAG,
        "begunstiging_motivering": "Een inzamelaar komt binnen een week.",
        "modaliteit": "tijdseenheid",
        "per": "week",
        "bedrag_motivering": "Meer dan het legen kost, en in verhouding tot het gevaar.",
    }
    record_last(viewer=JURIST, maatregel_id=maatregel.pk, inhoud=Lastinhoud(**(vast | velden)))
    return Lastadressaat.objects.get(last__maatregel=maatregel)


def make_opgelegd(
    *, weken_geleden: int = 10, onherroepelijk: bool = True, **velden: Any
) -> tuple[Maatregel, Lastadressaat]:
    """Give a last that was sent some weeks ago, with two weeks to obey, as the table holds it: signing is of `zaken`."""
    maatregel = make_maatregel()
    record_niet_gehoord(
        viewer=JURIST, maatregel_id=maatregel.pk, waarom="spoed", toelichting="Er lekte vloeistof."
    )
    adressaat = make_last(maatregel, **velden)
    verzonden = klok.today() - 7 * weken_geleden * DAG
    besluit = Besluit.objects.create(
        soort="besluit",
        leverancier=OD,
        gebied="GM9901",
        vertrouwelijkheid="zaakvertrouwelijk",
        identificatie=f"B-{maatregel.kenmerk}",
        zaak=maatregel.zaak,
        besluitsoort="last_onder_dwangsom",
        omschrijving="last",
        bevoegd_gezag="GM9901",
        staat="bekendgemaakt",
        besluitdatum=verzonden,
        verzenddatum=verzonden,
        rechtsmiddel="bezwaar",
        rechtsmiddel_tot=verzonden + 42 * DAG,
        onherroepelijk_op=verzonden + 43 * DAG if onherroepelijk else None,
        geregistreerd_op=klok.now(),
        geregistreerd_door="x",
    )
    Maatregel.objects.filter(pk=maatregel.pk).update(besluit=besluit, opgelegd_op=verzonden, staat="lopend")
    type(adressaat.last).objects.filter(pk=maatregel.pk).update(begunstiging_tot=verzonden + 14 * DAG)
    maatregel.refresh_from_db()
    return maatregel, Lastadressaat.objects.select_related("last").get(pk=adressaat.pk)
