"""What the page of one site's rhythm shows: what is due with its reasons, the facts it follows from, and the visits that count."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from vth.analyse.motor import open_duckdb
from vth.regelgeving.rules import Grond as Regelgrond
from vth.regelgeving.termijn import make_termijn
from vth.register.models import Bronobject
from vth.register.selectors import get_bronobject, list_namen, list_zichtbare_ids
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Kenmerk, ToestandCode, Uitleg
from vth.vormgeving.opmaak import format_datum, format_telling
from vth.vormgeving.wettelijk import make_grond

from ..models import Toezichtrisico
from ..selectors import list_zichtbaar
from .feiten import load_feiten, read_feiten
from .regelset import Ritmekast
from .ritme import Ritmebezoek, Ritmeobject, Vervaldag, Vervalsoort, derive_vervaldagen

RISICOS = {"": "niet beoordeeld", "groot": "groot", "beperkt": "beperkt"}
SEVESOS = {
    "": "geen Seveso-inrichting",
    "hogedrempel": "hogedrempelinrichting",
    "lagedrempel": "lagedrempelinrichting",
}


@dataclass(frozen=True)
class Ritmepagina:
    """One site's rhythm."""

    bronobject: Bronobject
    naam: str
    kenmerken: tuple[Kenmerk, ...]
    uitleg: tuple[Uitleg, ...]
    bezoeken: tuple[dict[str, object], ...]
    besluit: Toezichtrisico | None
    heeft_ritme: bool
    te_openbaren: tuple[tuple[str, str], ...]


def read_ritmepagina(viewer: Viewer, bronobject_id: uuid.UUID) -> Ritmepagina:
    """Give the page of one site, by the visits that the viewer may see: no other is told of or counts.

    Raises BestaatNietError of the register for one that is not there for this viewer.
    """
    bronobject, op = get_bronobject(viewer, bronobject_id), klok.today()
    kast = Ritmekast(op)
    regels = kast.get_regels(kast.derive_groep(bronobject.gebied, bronobject.leverancier))
    with TemporaryDirectory() as map_, open_duckdb(Path(map_)) as con:
        load_feiten(con, [bronobject], regels, op)
        gelezen = read_feiten(con).get(str(bronobject.pk))
    object_, alle = gelezen or (Ritmeobject(str(bronobject.pk), op), [])
    zichtbaar = list_zichtbare_ids(viewer, (uuid.UUID(b.id) for b in alle))
    bezoeken = [b for b in alle if uuid.UUID(b.id) in zichtbaar]
    dagen = derive_vervaldagen(object_, bezoeken, regels, op=op)
    besluit = Toezichtrisico.objects.filter(bronobject=bronobject).order_by("id").last()
    return Ritmepagina(
        bronobject=bronobject,
        naam=list_namen([bronobject], Peilmoment(op, klok.now())).get(bronobject.pk, bronobject.sleutel),
        kenmerken=_make_kenmerken(object_, besluit),
        uitleg=tuple(_make_uitleg(d) for d in dagen),
        bezoeken=tuple(_make_rij(b) for b in sorted(bezoeken, key=lambda b: b.dag, reverse=True)),
        besluit=besluit,
        heeft_ritme=bool(object_.is_ippc or object_.seveso or object_.eigen_maanden),
        te_openbaren=_list_te_openbaren(viewer, dagen),
    )


def _list_te_openbaren(viewer: Viewer, dagen: list[Vervaldag]) -> tuple[tuple[str, str], ...]:
    """List the controles whose report must become public and of which the viewer may say when it did."""
    kernen = [uuid.UUID(d.aanleiding) for d in dagen if d.soort is Vervalsoort.OPENBAAR]
    controles = list_zichtbaar(viewer).filter(bronobject_id__in=kernen).order_by("controledatum")
    return tuple((str(c.pk), f"{c.kenmerk} van {format_datum(c.controledatum)}") for c in controles)


def _make_kenmerken(object_: Ritmeobject, besluit: Toezichtrisico | None) -> tuple[Kenmerk, ...]:
    """List the facts that set the rhythm."""
    return (
        Kenmerk("Ippc-installatie", "ja" if object_.is_ippc else "nee"),
        Kenmerk("Milieurisico", RISICOS[object_.risico]),
        Kenmerk("Seveso", SEVESOS[object_.seveso]),
        Kenmerk(
            "Volgens evaluatie van de gevaren",
            object_.seveso_maanden or "geen",
            eenheid="maanden" if object_.seveso_maanden else "",
        ),
        Kenmerk(
            "Eigen frequentie",
            object_.eigen_maanden or "geen",
            eenheid="maanden" if object_.eigen_maanden else "",
        ),
        Kenmerk("Geteld vanaf", object_.sinds),
        *([Kenmerk("Beoordeling rust op", besluit.motivering)] if besluit else []),
    )


def _make_uitleg(dag: Vervaldag) -> Uitleg:
    """Explain one day with the rules that it follows from."""
    over = dag.dagen_over(klok.today())
    toestand: ToestandCode = "fout" if over < 0 else "aandacht" if over <= 31 else "neutraal"
    gronden = [make_grond(g, _say_waarde(g)) for g in dag.gronden]
    na = f", na de controle van {format_datum(dag.vanaf)}" if dag.aanleiding else ""
    kop = f"{_tell_over(over)}, uiterlijk {format_datum(dag.uiterlijk)}{na}"
    return Uitleg(kop, dag.uitleg, gronden, toestand)


def _tell_over(over: int) -> str:
    """Tell how far off the last day is."""
    if over == 0:
        return "vandaag de laatste dag"
    dagen = format_telling(abs(over), "dag", "dagen")
    return f"{dagen} te laat" if over < 0 else f"nog {dagen}"


def _say_waarde(grond: Regelgrond) -> str:
    """Write the value of a rule: a term with its unit, a table of own frequencies in a word."""
    if isinstance(grond.waarde, Mapping):
        return str(make_termijn(grond)) if "aantal" in grond.waarde else "eigen bestand"
    return str(grond.waarde)


def _make_rij(b: Ritmebezoek) -> dict[str, object]:
    """Make the row of one visit."""
    return {
        "dag": b.dag,
        "soort": "routine" if b.is_routine else "niet routine",
        "ernstig": "ja" if b.is_ernstig else "nee",
        "verslag": b.verslag_op,
        "openbaar": b.openbaar_op,
    }
