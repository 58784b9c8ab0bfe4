"""How the register is written for people: names instead of codes, a scope in words, and how a mandate stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vth.begrippen.selectors import list_waarden
from vth.tijd.rules import OPEN_DAG
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.opmaak import format_datum, format_getal

from ..models import MandaatVoorkomen
from ..selectors import list_namen
from .begrippen import Bevoegdheid, Functie, WieWel
from .omzetten import read_codes
from .selectors import list_besluitsoorten, list_processtappen

REGELINGEN = {"Ow": "Omgevingswet", "Awb": "Algemene wet bestuursrecht", "Ob": "Omgevingsbesluit"}
MEESTE_NAMEN = 12


@dataclass(frozen=True)
class Woorden:
    """The words for the codes of one page, read once."""

    organisaties: Mapping[str, str]
    besluitsoorten: Mapping[str, str]
    processtappen: Mapping[str, str]

    def say_functie(self, functie: Functie) -> str:
        """Write a function with the name of its organisation."""
        return f"{functie.naam} van {self.organisaties.get(functie.organisatie, functie.organisatie)}"

    def say_organisatie(self, code: str) -> str:
        """Write an organisation by its name."""
        return self.organisaties.get(code, code)


def make_woorden(codes: Iterable[str], op: date) -> Woorden:
    """Read the words for some organisations, and for kinds of decision and steps."""
    return Woorden(
        list_namen(codes, op),
        {code: s.naam for code, s in list_besluitsoorten(op).items()},
        list_processtappen(op),
    )


def say_bevoegdheid(regeling: str, artikel: str, lid: str = "") -> str:
    """Write a power with the law in full where it is known."""
    return str(Bevoegdheid(REGELINGEN.get(regeling, regeling), artikel, lid))


def say_codes(tekst: str, namen: Mapping[str, str], alle: str) -> str:
    """Write a scope: in words where there are, and `alle` where it is not limited."""
    codes = read_codes(tekst)
    if "*" in codes:
        return alle
    rij = [namen.get(code, code) for code in sorted(codes)]
    meer = f" en nog {len(rij) - MEESTE_NAMEN}" if len(rij) > MEESTE_NAMEN else ""
    return ", ".join(rij[:MEESTE_NAMEN]) + meer


def list_activiteitnamen(tekst: str, op: date) -> dict[str, str]:
    """Give the names of the activities in a scope."""
    codes = read_codes(tekst)
    return {w.code: w.naam for w in list_waarden("activiteit", op) if w.code in codes}


def get_toestand(rij: MandaatVoorkomen, op: date) -> tuple[str, str]:
    """Say how a mandate stands on a day: in force, and what keeps it from being used."""
    if rij.begin_geldigheid > op:
        return "wacht", f"geldt vanaf {format_datum(rij.begin_geldigheid)}"
    if rij.eind_geldigheid <= op:
        return "neutraal", f"gold tot {format_datum(rij.eind_geldigheid)}"
    if not rij.ondergeschikt and not _is_ingestemd(rij, op):
        return "fout", "instemming ontbreekt"
    if not rij.mandaatbesluit:
        return "fout", "besluit ontbreekt"
    if rij.gepubliceerd_op is None or rij.gepubliceerd_op > op:
        return "aandacht", "niet gepubliceerd"
    return "goed", "geldt"


def _is_ingestemd(rij: MandaatVoorkomen, op: date) -> bool:
    """Tell whether both who must agree had agreed on a day (Awb 10:4)."""
    return all(dag is not None and dag <= op for dag in (rij.instemming_op, rij.instemming_leiding_op))


def say_bedrag(rij: MandaatVoorkomen) -> str:
    """Write the highest amount."""
    return (
        "geen grens"
        if rij.hoogste_bedrag_euro is None
        else f"tot en met {format_getal(rij.hoogste_bedrag_euro)} euro"
    )


def say_tot(dag: date) -> date | None:
    """Give the day on which something ended; an open end is none."""
    return None if dag >= OPEN_DAG else dag


def make_wierijen(wie: Iterable[WieWel], woorden: Woorden) -> list[dict[str, str]]:
    """Make the rows of who may sign, with the people who hold the function."""
    lijst = list(wie)
    namen = list_actornamen({b for w in lijst for b in w.betrokkenen})
    return [
        {
            "functie": woorden.say_functie(w.functie),
            "mensen": ", ".join(sorted(namen[b] for b in w.betrokkenen))
            or "niemand vervult deze functie op deze dag",
            "via": w.via,
        }
        for w in lijst
    ]
