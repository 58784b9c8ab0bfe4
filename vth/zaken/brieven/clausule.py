"""The objection clause under a decision: which remedy, with whom, up to which day. Pure; the day comes from the term rules."""

from datetime import date

from vth.vormgeving.opmaak import format_datum

# Words of our own. Where a letter goes is with the authority: there is no national list of addresses.
TEKSTEN = {
    "bezwaar": "Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken bij {gezag}. Dat kan tot en met {dag}. Schrijf in uw "
    "brief uw naam en adres, de datum, om welk besluit het gaat ({nummer}) en waarom u het er niet mee eens bent. Zet uw "
    "handtekening eronder.",
    "beroep": "Bent u het niet eens met dit besluit? Dan kunt u in beroep gaan bij de rechtbank. Dat kan tot en met {dag}. Schrijf in "
    "uw brief uw naam en adres, de datum, om welk besluit het gaat ({nummer}) en waarom u het er niet mee eens bent. Zet uw "
    "handtekening eronder.",
    "verzet": "Bent u het niet eens met deze strafbeschikking? Dan kunt u in verzet gaan bij de officier van justitie. Dat kan tot en "
    "met {dag}. Noem daarbij het nummer {nummer}.",
}


def derive_clausule(rechtsmiddel: str, *, gezag: str, nummer: str, laatste_dag: date | None) -> str:
    """Write the clause of a remedy; nothing where none is open, or as long as its last day is not known."""
    tekst = TEKSTEN.get(rechtsmiddel, "")
    if not tekst or laatste_dag is None:
        return ""
    return tekst.format(gezag=gezag, nummer=nummer, dag=format_datum(laatste_dag))
