"""Builders with fixed values: two suppliers that each know the same site, and a judge."""

import json
from datetime import date
from typing import Any

from vth.ontdubbeling.models import Gelijkstelling, Snede, derive_paar
from vth.ontdubbeling.services import record_oordeel, record_ronde
from vth.register.models import Bronobject
from vth.register.tests.builders import ADRES, make_object
from vth.tijd.models import Herkomst
from vth.tijd.rules import BEGIN_DAG
from vth.tijd.services import record_herkomst
from vth.toegang.rules import ALLE_ORGANISATIES, ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

BEOORDELAAR = Viewer(
    actor="beoordelaar",
    zicht=Zicht(soorten=ALLE_SOORTEN, niveaus=derive_niveaus("vertrouwelijk"), landelijk=True),
    handelingen=frozenset({"register.read", "ontdubbeling.decide", "ontdubbeling.record"}),
    organisaties=frozenset({ALLE_ORGANISATIES}),
)
VERF = {"naam": "Verfhandel Bremlaar", "kvk": "99000001", "vestiging": "990000000001"}
BEWIJS = {"vergelijking": "Naam", "niveau": "gelijk", "uitleg": "De namen zijn gelijk.", "gewicht": 9.5}


def make_site(
    leverancier: str,
    sleutel: str = "1",
    *,
    naam: str = VERF["naam"],
    kvk: str | None = VERF["kvk"],
    vestiging: str | None = VERF["vestiging"],
    begin: date = date(2024, 1, 1),
    gebied: str = "GM9901",
    **adres: Any,
) -> Bronobject:
    """Register a site with its address and who runs it, as one supplier says it."""
    eigen = {"leverancier": leverancier, "begin": begin, "gebied": gebied}
    plek = make_object(f"{sleutel}-plek", soort="geoobject", inhoud={**ADRES, **adres}, **eigen)
    drijver = {"naam": naam, "kvk_nummer": kvk, "vestigingsnummer": vestiging}
    adresvelden = {
        k: v
        for k, v in {**ADRES, **adres}.items()
        if k in ("openbare_ruimte", "huisnummer", "postcode", "woonplaats")
    }
    wie = make_object(
        f"{sleutel}-drijver",
        soort="vestiging",
        inhoud={k: v for k, v in {**drijver, **adresvelden}.items() if v is not None},
        **eigen,
    )
    return make_object(
        sleutel,
        inhoud={"naam": naam, "hoofdtype": "inrichting"},
        relaties={"locatie": [plek], "drijver": [wie]},
        **eigen,
    )


def make_los(leverancier: str, sleutel: str, naam: str, *, gebied: str = "GM9901") -> Bronobject:
    """Register a site that resembles no other."""
    return make_object(
        sleutel, leverancier=leverancier, inhoud={"naam": naam, "hoofdtype": "inrichting"}, gebied=gebied
    )


def make_gelijkstelling(
    a: Bronobject,
    b: Bronobject,
    *,
    uitkomst: str = "te_beoordelen",
    kans: float = 0.8,
    grond: str = "score",
    rang: float = 1.2,
    gewicht: float = 2.0,
    toont: tuple[str, str] = ("A", "A"),
) -> Gelijkstelling:
    """Put a pair in, as a run would have found it."""
    links, rechts = derive_paar(a.pk, b.pk)
    herkomst = record_herkomst(leverancier="ontdubbeling", soort=Herkomst.Soort.HANDELING)
    return Gelijkstelling.objects.create(
        links_id=links,
        rechts_id=rechts,
        soort=a.soort,
        kans=kans,
        gewicht=gewicht,
        rang=rang,
        grond=grond,
        bewijs=json.dumps([BEWIJS | dict(zip(("links", "rechts"), toont, strict=True))]),
        uitkomst=uitkomst,
        versie="proef",
        inhoud_md5="",
        begin_geldigheid=BEGIN_DAG,
        tijdstip_registratie=herkomst.moment,
        herkomst=herkomst,
    )


def make_snede(a: Bronobject, b: Bronobject, reden: str = "leverancier", *, rang: float = 1.1) -> Snede:
    """Put a pair in that is kept apart, as a run would have cut it."""
    links, rechts = derive_paar(a.pk, b.pk)
    herkomst = record_herkomst(leverancier="ontdubbeling", soort=Herkomst.Soort.HANDELING)
    return Snede.objects.create(
        links_id=links,
        rechts_id=rechts,
        soort=a.soort,
        reden=reden,
        rang=rang,
        begin_geldigheid=BEGIN_DAG,
        tijdstip_registratie=herkomst.moment,
        herkomst=herkomst,
    )


def judge(
    a: Bronobject,
    b: Bronobject,
    keuze: str = "gelijk",
    *,
    viewer: Viewer = BEOORDELAAR,
    reden: str = "",
    na: Any = None,
) -> Any:
    """Judge two records."""
    return record_oordeel(
        viewer=viewer, links=a.pk, rechts=b.pk, keuze=keuze, reden=reden, gezien=str(na.pk) if na else ""
    )


def compare(*, volledig: bool = False) -> Any:
    """Do a run."""
    return record_ronde(viewer=BEOORDELAAR, volledig=volledig)
