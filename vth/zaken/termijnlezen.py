"""Reading how a term stands: its events with the law they rest on, worked out by the clock."""

from collections.abc import Iterable
from datetime import date

from vth.regelgeving.selectors import find_grond, find_termijn, read_termijnregels

from .models import Termijngebeurtenis, Zaak, Zaaktermijn
from .niettijdig import Dwangsom, Dwangsomregels, derive_dwangsom
from .termijnklok import Klokgebeurtenis, Klokregels, Klokstand, Wat, derive_stand
from .zaaksoort import Termijnafspraak


def read_klokregels(termijn: Zaaktermijn, afspraak: Termijnafspraak) -> Klokregels:
    """Give the law that a term rests on, of the day under whose law its zaak is handled."""
    wie = {"bevoegd_gezag": termijn.bevoegd_gezag, "omgevingsdienst": termijn.omgevingsdienst}
    return Klokregels(
        termijn=find_termijn(termijn.regel, geldig_op=termijn.recht_op, **wie),
        regels=read_termijnregels(geldig_op=termijn.recht_op, **wie),
        verlenging=find_termijn(afspraak.verlenging, geldig_op=termijn.recht_op, **wie)
        if afspraak.verlenging
        else None,
        eenmalig=afspraak.verlenging_eenmalig,
    )


def as_klokgebeurtenissen(rijen: Iterable[Termijngebeurtenis]) -> list[Klokgebeurtenis]:
    """Give the events of a term as the clock reads them, in their order."""
    op_volgorde = sorted(rijen, key=lambda g: g.volgnummer)
    return [Klokgebeurtenis(Wat(g.soort), g.dag, g.reden, g.aantal, g.eenheid) for g in op_volgorde]


def read_stand(termijn: Zaaktermijn, afspraak: Termijnafspraak) -> Klokstand:
    """Work out how one term stands, from its events."""
    gebeurtenissen = as_klokgebeurtenissen(termijn.gebeurtenissen.all())
    return derive_stand(read_klokregels(termijn, afspraak), gebeurtenissen, na=afspraak.na)


def list_lopend(zaak: Zaak) -> list[Zaaktermijn]:
    """List the terms of a zaak that still ask for something, in the order in which they began."""
    return list(zaak.termijnen.filter(voldaan_op=None, vervallen_op=None).order_by("dag", "code"))


def read_dwangsom(
    termijn: Zaaktermijn, afspraak: Termijnafspraak, stand: Klokstand, *, op: date
) -> Dwangsom | None:
    """Work out what is owed for a late decision up to a day; nothing when it does not apply or nobody asked for it."""
    ingebreke = stand.in_gebreke_op
    if not afspraak.dwangsom or ingebreke is None:
        return None
    wie = {"bevoegd_gezag": termijn.bevoegd_gezag, "omgevingsdienst": termijn.omgevingsdienst}
    regels = Dwangsomregels(
        wachttijd=find_termijn("regelgeving.ingebrekestelling", geldig_op=ingebreke, **wie),
        dagen=find_termijn("regelgeving.dwangsom_niet_tijdig_dagen", geldig_op=ingebreke, **wie),
        bedragen=find_grond("regelgeving.dwangsom_niet_tijdig_bedragen", geldig_op=ingebreke, **wie),
        deel=find_grond("regelgeving.dwangsom_niet_tijdig_deel", geldig_op=ingebreke, **wie),
        regels=read_termijnregels(geldig_op=ingebreke, **wie),
    )
    return derive_dwangsom(ingebreke, besloten_op=stand.voldaan_op, op=op, regels=regels)
