"""Violations in the world of `wereld`: as hidden as their site, named by its mark in every part, and about its neighbour and a company as well."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from vth.handhaving.models import (
    Afweging,
    Handhavingsverzoek,
    Last,
    Lastadressaat,
    Lastschorsing,
    Lasttermijn,
    Lastverzoek,
    Maatregel,
    Maatregelovertreding,
    Overtreder,
    Overtreding,
    Overtredingsbevinding,
    Overtredingsnorm,
    Overtredingsonderwerp,
    Verbeurte,
)
from vth.handhaving.zoekregels import write_zoekregels
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toezicht.models import Bevinding
from vth.zaken.controle import NieuweZaak, NieuwVerzoek, Over
from vth.zaken.services import open_zaak, record_verzoek

DAG = date(2026, 3, 2)
JAAR = timedelta(days=365)


def make_handhaving(
    viewer: Viewer,
    sites: list[tuple[str, Bronobject]],
    bedrijven: list[Bronobject],
    bevindingen: list[Bevinding],
    elke: int,
) -> Iterator[tuple[Overtreding, Maatregel, Verbeurte]]:
    """Have a violation at some sites, each with a weighing, a last and an amount that was forfeited; and somebody who asked for it."""
    for i, (n, (merk, site)) in enumerate(list(enumerate(sites))[3::elke]):
        plekken = (site, sites[(n + 1) % len(sites)][1])
        gemaakt = _make_overtreding(merk, plekken, bedrijven[n % len(bedrijven)])
        # What it rests on is of another site, which may be hidden from who sees this.
        ander = bevindingen[(i + 1) % len(bevindingen)]
        Overtredingsbevinding.objects.create(overtreding=gemaakt[0], bevinding=ander)
        _ask(viewer, merk, site)
        yield gemaakt


def _ask(viewer: Viewer, merk: str, site: Bronobject) -> None:
    """Write that somebody asked to enforce at a site, with the zaak in which that is decided; as hidden as the site."""
    zicht: dict[str, Any] = {"gebied": site.gebied, "vertrouwelijkheid": site.vertrouwelijkheid}
    vast = zicht | {"bevoegd_gezag": "GM9901", "omschrijving": f"treed op bij {merk}"}
    wie, over = {"organisatie": site.leverancier}, [Over(site.pk, "vthobject")]
    zaak = open_zaak(
        viewer=viewer,
        nieuw=NieuweZaak(
            zaaksoort="handhavingsverzoek", startdatum=klok.today(), onderwerpen=over, **wie, **vast
        ),
    )
    nieuw = NieuwVerzoek(
        verzoeknummer=f"HV-{merk}", type="handhavingsverzoek", ontvangen_op=klok.today(), indiendatum=klok.today(),
        onderwerpen=over, **wie, **vast,
    )  # fmt: skip
    Handhavingsverzoek.objects.create(
        soort="overtredingdossier",
        leverancier=site.leverancier,
        verzoek=record_verzoek(viewer=viewer, nieuw=nieuw, zaak_id=zaak.pk),
        zaak=zaak,
        vthobject=site,
        omschrijving=f"treed op bij {merk}",
        ontvangen_op=klok.today(),
        geregistreerd_op=klok.now(),
        geregistreerd_door="proef",
        **zicht,
    )


def _make_overtreding(
    merk: str, plekken: tuple[Bronobject, Bronobject], wie: Bronobject
) -> tuple[Overtreding, Maatregel, Verbeurte]:
    """Write one, as the tables hold it."""
    site = plekken[0]
    zicht = {
        "leverancier": site.leverancier,
        "gebied": site.gebied,
        "vertrouwelijkheid": site.vertrouwelijkheid,
    }
    vast: dict[str, Any] = zicht | {"geregistreerd_op": klok.now(), "geregistreerd_door": "proef"}
    o = Overtreding.objects.create(
        soort="overtredingdossier",
        kenmerk=f"O-{merk}",
        aard=f"bij {merk}",
        bevoegd_gezag="GM9901",
        overtredingsdatum=DAG,
        recht_op=DAG,
        laatste_dag=DAG,
        **vast,
    )
    for plek in plekken:
        Overtredingsonderwerp.objects.create(overtreding=o, bronobject=plek)
    Overtreder.objects.create(overtreding=o, bronobject=wie, grond=f"bij {merk}")
    Overtredingsnorm.objects.create(overtreding=o, volgnummer=1, citaat=f"artikel {merk}")
    afweging = Afweging.objects.create(
        overtreding=o,
        volgnummer=1,
        aard="eerste",
        gevolg="3",
        gevolg_grond=merk,
        gedrag="B",
        gedrag_grond=merk,
        matrix={},
        gekozen=["last_onder_dwangsom"],
        motivering=f"om {merk}",
        op=klok.now(),
        door="proef",
    )
    return o, *_make_maatregel(merk, o, wie, afweging, vast)


def _make_maatregel(
    merk: str, o: Overtreding, wie: Bronobject, afweging: Afweging, vast: dict[str, Any]
) -> tuple[Maatregel, Verbeurte]:
    """Write a last against it and what was forfeited."""
    m = Maatregel.objects.create(
        soort="maatregeldossier",
        kenmerk=f"M-{merk}",
        omschrijving=f"last {merk}",
        instrument="last_onder_dwangsom",
        bevoegd_gezag="GM9901",
        staat="lopend",
        opgelegd_op=DAG,
        afweging=afweging,
        laatste_dag=DAG,
        **vast,
    )
    Maatregelovertreding.objects.create(maatregel=m, overtreding=o)
    last = Last.objects.create(maatregel=m, soort="ongedaan", opdracht=f"doe {merk}", modaliteit="ineens")
    adressaat = Lastadressaat.objects.create(
        last=last, bronobject=wie, bedrag=Decimal(10), maximum=Decimal(10)
    )
    _make_lastloop(merk, last, adressaat)
    verbeurte = Verbeurte.objects.create(
        soort="dwangsomdossier",
        adressaat=adressaat,
        vanaf=DAG,
        dag=DAG,
        bedrag=Decimal(10),
        grond=f"om {merk}",
        betalen_voor=DAG,
        laatste_dag=DAG + JAAR,
        **vast,
    )
    write_zoekregels([o.pk])
    write_zoekregels([m.pk], model=Maatregel)
    return m, verbeurte


def _make_lastloop(merk: str, last: Last, adressaat: Lastadressaat) -> None:
    """Write that it was suspended for a day, and that its addressee asks something."""
    wie: dict[str, Any] = {
        "last": last,
        "adressaat": adressaat,
        "volgnummer": 1,
        "op": klok.now(),
        "door": "proef",
    }
    Lastschorsing.objects.create(van=DAG, tot=DAG, instantie="rechter", reden=f"om {merk}", **wie)
    Lasttermijn.objects.create(
        was=DAG,
        tot=DAG + timedelta(days=1),
        besloten_op=DAG,
        verzonden_op=DAG,
        motivering=f"om {merk}",
        **{naam: waarde for naam, waarde in wie.items() if naam != "adressaat"},
    )
    Lastverzoek.objects.create(
        vraag="opheffen",
        grond="onmogelijk",
        ontvangen_op=DAG,
        toelichting=f"om {merk}",
        beslissen_voor=DAG,
        termijn={"samenvatting": "acht weken"},
        **wie,
    )
