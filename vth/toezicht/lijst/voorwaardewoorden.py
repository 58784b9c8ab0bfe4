"""When a question is asked, told to who reads a checklist: by the words of its questions and answers, not by their codes."""

from vth.begrippen.selectors import find_label
from vth.tijd import klok
from vth.vormgeving.opmaak import format_getal

from .voorwaarde import Boom
from .vorm import ANTWOORDNAMEN, Checklist, Vraagsoort

# What the register says of a site, as a reader and who tries a list out are asked it; the codes stand in `voorwaarde.KENMERKEN`.
KENMERKNAMEN = {
    "ippc": "het is een ippc-installatie",
    "seveso": "Seveso-inrichting",
    "vergunning": "er is een vergunning",
    "eerdere_overtreding": "er was eerder een overtreding",
    "woning": "het is een woning",
}
# The same where it is not so: said in words of its own, so that it denies nothing else of its sentence.
NIETNAMEN = {
    "ippc": "het is geen ippc-installatie",
    "vergunning": "er is geen vergunning",
    "eerdere_overtreding": "er was niet eerder een overtreding",
    "woning": "het is geen woning",
}
SEVESONAMEN = {"geen": "nee", "lagedrempel": "ja, lage drempel", "hogedrempel": "ja, hoge drempel"}
TEKENS = {
    "=": "is",
    "in": "is",
    "!=": "is niet",
    "<": "is kleiner dan",
    ">": "is groter dan",
    "<=": "is hoogstens",
    ">=": "is minstens",
}


def tell_voorwaarde(boom: Boom, lijst: Checklist) -> str:
    """Tell a condition in a sentence that somebody reads who did not write the list."""
    match boom:
        case ["of" | "en" as woord, takken]:
            delen = [tell_voorwaarde(t, lijst) for t in takken]
            haken = woord == "en"
            return f" {woord} ".join(
                f"({d})" if haken and t[0] == "of" else d for d, t in zip(delen, takken, strict=True)
            )
        case ["niet", tak]:
            return f"niet ({tell_voorwaarde(tak, lijst)})"
        case ["beantwoord", vraag]:
            return f"‘{_find_tekst(vraag, lijst)}’ is beantwoord"
        case ["is", bron, naam, teken, waarden]:
            return _tell_vergelijking(bron, naam, teken, [str(w) for w in waarden], lijst)
    raise ValueError(f"{boom!r} is geen voorwaarde. Lees de checklist opnieuw in.")


def _tell_vergelijking(bron: str, naam: str, teken: str, waarden: list[str], lijst: Checklist) -> str:
    """Tell one comparison: of an answer, of the activities of the site, or of what else is known of it."""
    if bron == "locatie" and naam in NIETNAMEN and set(waarden) <= {"ja", "nee"}:
        if len(set(waarden)) > 1:
            return f"bekend is of dit zo is: {KENMERKNAMEN[naam]}"
        niet = (waarden[0] == "nee") != (teken == "!=")
        return (NIETNAMEN if niet else KENMERKNAMEN)[naam]
    if bron == "vraag" and (getal := _tell_getal(naam, waarden, lijst)):
        return f"‘{_find_tekst(naam, lijst)}’ {TEKENS.get(teken, teken)} {getal}"
    keuzes = _find_keuzes(naam, lijst) if bron == "vraag" else {}
    wat = {"vraag": f"‘{_find_tekst(naam, lijst)}’", "locatie": KENMERKNAMEN.get(naam, naam)}.get(
        bron, "een activiteit hier" if bron == "activiteit" else "het soort object"
    )
    woorden = [_name_waarde(bron, w, keuzes) for w in waarden]
    return f"{wat} {TEKENS.get(teken, teken)} {' of '.join(woorden)}"


def _tell_getal(naam: str, waarden: list[str], lijst: Checklist) -> str:
    """Tell values of a question that asks a number as people write them, with its unit; empty for another question."""
    vraag = next((v for _, v in lijst.iter_vragen() if v.id == naam), None)
    if vraag is None or vraag.soort is not Vraagsoort.GETAL:
        return ""
    getallen = " of ".join(format_getal(w) or w for w in waarden)
    return f"{getallen} {vraag.eenheid}".strip()


def _name_waarde(bron: str, waarde: str, keuzes: dict[str, str]) -> str:
    """Name one value as people know it."""
    if bron in ("activiteit", "objecttype"):
        soort = "bal_paragraaf" if bron == "activiteit" else "vthobject_subtype"
        return find_label(soort, waarde, klok.today())
    if bron == "locatie":
        return SEVESONAMEN.get(waarde, waarde)
    return f"‘{keuzes[waarde]}’" if waarde in keuzes else ANTWOORDNAMEN.get(waarde, waarde)


def _find_tekst(id_: str, lijst: Checklist) -> str:
    """Find the words of a question; its id when the list does not have it."""
    return next((v.tekst for _, v in lijst.iter_vragen() if v.id == id_), id_)


def _find_keuzes(id_: str, lijst: Checklist) -> dict[str, str]:
    """Find the choices of a question, by code."""
    return next((dict(v.keuzes) for _, v in lijst.iter_vragen() if v.id == id_), {})
