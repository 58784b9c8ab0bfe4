"""How this room says its states, and the rows that several of its pages show."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.selectors import find_grond
from vth.vormgeving.onderdelen import Kolom, Uitleg
from vth.vormgeving.wettelijk import make_grond

from .beeld import Deel, Programmabeeld
from .configuratie import Configuratie
from .rules import CONCEPT, GOEDGEKEURD, INGEDIEND, SOORTEN, TERUGGEGEVEN, VERGRENDELD
from .selectors import REGEL
from .status import DEELS_AF, DEELS_STERK, NIET_IN_BRON, STERK, VOLGENS, WIJKT_AF, Uitkomst

TOESTANDEN = {
    VOLGENS: "goed",
    WIJKT_AF: "aandacht",
    STERK: "fout",
    DEELS_AF: "aandacht",
    DEELS_STERK: "fout",
    NIET_IN_BRON: "neutraal",
}
BIJDRAGETOESTANDEN = {
    CONCEPT: "bezig",
    INGEDIEND: "wacht",
    TERUGGEGEVEN: "aandacht",
    GOEDGEKEURD: "goed",
    VERGRENDELD: "goed",
}
HANDELINGEN = {
    "open": "De ronde is geopend.",
    "tekst": "Er is tekst geschreven.",
    "dien_in": "De bijdrage is ingediend.",
    "haal_terug": "De bijdrage is teruggehaald.",
    "geef_terug": "De bijdrage is teruggegeven.",
    "keur_goed": "De bijdrage is goedgekeurd.",
    "vergrendel": "De ronde is vergrendeld.",
    "heropen": "De ronde is heropend.",
}
GELDKOLOMMEN = tuple(
    Kolom(naam, f"{titel} (euro)", "getal", decimalen=2)
    for naam, titel in (("toegekend", "Toegekend"), ("besteed", "Besteed"), ("over", "Over"))
)
MIJLPAALKOLOMMEN = (
    Kolom("naam", "Mijlpaal"),
    Kolom("onder", "Onder"),
    Kolom("basis", "Pijlerplan"),
    Kolom("nu", "Nu gepland"),
    Kolom("schoof", "Verschoven"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("eigenaar", "Eigenaar"),
)


def get_adres(deel: Deel) -> str:
    """Give the address of a part."""
    return reverse("voortgang:onderdeel", args=[deel.id])


def get_toestand(stand: str, c: Configuratie, *, beeld: bool = False) -> tuple[str, str]:
    """Say a state in the words of the legend of the table, or of the picture."""
    woorden = c.beeldlegenda if beeld else c.tabellegenda
    return TOESTANDEN.get(stand, "neutraal"), woorden.get(stand) or c.beeldlegenda.get(stand, stand)


def say_merken(merken: Iterable[str], deel: Deel, c: Configuratie) -> str:
    """Say the markers of a topic; a new one with the report that first told of it."""
    eerst = deel.inhoud.get("eerst_gemeld")
    woorden = [f"{c.merken[m]} ({eerst})" if m == "nieuw" and eerst else c.merken[m] for m in merken]
    return "; ".join(woorden)


def say_dag(dag: date | None) -> str:
    """Write a day in words; nothing where there is none."""
    return as_dagtekst(dag) if dag else ""


def make_uitleg(beeld: Programmabeeld, uitkomst: Uitkomst | None = None) -> Uitleg:
    """Give on which rule the states rest, and why this one."""
    grond = find_grond(REGEL, geldig_op=beeld.dag)
    waarde = (
        f"sterk vanaf {beeld.drempels.sterk_vanaf_kwartalen} kwartalen, of na het einde van het programma"
    )
    return Uitleg(
        uitkomst="Hoe de status is bepaald",
        waarom=uitkomst.reden if uitkomst else grond.toelichting,
        gronden=[make_grond(grond, waarde)],
    )


def make_mijlpaalrij(
    beeld: Programmabeeld, deel: Deel, c: Configuratie, namen: dict[str, str]
) -> dict[str, Any]:
    """Give a milestone as a row: baseline, planning, how far it slipped, and who owns it."""
    plan, basis = beeld.find_planning(deel.id), beeld.find_basis(deel.id)
    uitkomst = beeld.statussen[deel.id]
    boven = beeld.delen.get(deel.ouder) if deel.ouder else None
    partij = beeld.find_partij(deel)
    return {
        "naam": deel.titel,
        "url": get_adres(deel),
        "onder": boven.naam if boven else "",
        "basis": basis.tekst if basis else "niet in bron",
        "nu": say_planning(beeld, deel),
        "schoof": ""
        if uitkomst.kwartalen is None
        else f"{uitkomst.kwartalen} kw."
        if uitkomst.kwartalen
        else "niet",
        "stand": ("goed", "gehaald") if uitkomst.afgerond else get_toestand(uitkomst.stand, c),
        "eigenaar": namen.get(partij, partij),
        "laatste": plan.wanneer.tot if plan else None,
    }


def say_planning(beeld: Programmabeeld, deel: Deel) -> str:
    """Say when a milestone is planned and how it stands, as the source has it."""
    plan = beeld.find_planning(deel.id)
    if plan is None:
        return "niet in bron"
    stand = "" if plan.stand in ("gepland", "niet in bron") else f" ({plan.stand})"
    return f"{plan.wanneer.tekst or 'geen dag'}{stand}"


def name_partijen(beeld: Programmabeeld) -> dict[str, str]:
    """Give the names of the organisations that own something."""
    return list_namen({d.partij for d in beeld.delen.values() if d.partij}, beeld.dag)


def list_veldrijen(deel: Deel) -> list[tuple[str, Any]]:
    """Give the fields of a part as labels with values."""
    return [(v.titel, deel.inhoud[v.naam]) for v in SOORTEN[deel.soort].velden if v.naam in deel.inhoud]


def list_sleutels(beeld: Programmabeeld) -> list[tuple[str, str]]:
    """List what can hang together: key and name of each pijler, topic, action and milestone."""
    return [
        (d.sleutel, d.naam) for s in ("pijler", "onderwerp", "actie", "mijlpaal") for d in beeld.list_alle(s)
    ]
