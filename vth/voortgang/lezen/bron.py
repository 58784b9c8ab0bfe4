"""A source becomes blocks, or is refused with what was seen: nothing, binary, too much, a web page."""

import re

from .blokken import Blok, read_blokken
from .htmlbron import is_html, read_html
from .uitkomst import GeenRapport
from .word import read_word

# A programme of 500 topics is some 2 MB of text. What is larger is no report, and is not worth a wait.
HOOGSTENS_BYTES = 5_000_000
HOOGSTENS_REGELS = 20_000


def read_bron(bron: bytes | str, vorm: str) -> list[Blok]:
    """Divide a source in blocks; raises GeenRapport when it cannot be one."""
    if vorm not in ("md", "docx", "txt"):
        raise ValueError(f"Onbekende vorm {vorm!r}: kies md, docx of txt.")
    if not bron or (isinstance(bron, str) and not bron.strip()):
        raise GeenRapport("Het bestand is leeg. Kies het bestand met de voortgangsrapportage.")
    if len(bron) > HOOGSTENS_BYTES and vorm != "docx":
        raise GeenRapport(
            f"Het bestand is {len(bron) / 1e6:.0f} MB; een rapportage in tekst is hoogstens {HOOGSTENS_BYTES / 1e6:.0f} MB. "
            "Bewaar alleen de rapportage zelf, zonder bijlagen, en probeer het opnieuw."
        )
    if vorm == "docx":
        return read_word(bron.encode() if isinstance(bron, str) else bron, HOOGSTENS_REGELS)
    tekst = bron if isinstance(bron, str) else _decode(bron)
    _check_tekst(tekst)
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n")
    return read_html(tekst) if is_html(tekst) else read_blokken(tekst)


def _decode(bron: bytes) -> str:
    if bron[:4] in (b"PK\x03\x04", b"%PDF") or (
        b"\0" in bron[:4096].replace(b"\xff\xfe", b"", 1) and bron[:2] not in (b"\xff\xfe", b"\xfe\xff")
    ):
        raise GeenRapport(
            "Dit is geen tekst maar een bestand van een ander soort. Kies een bestand in Markdown of tekst, "
            "of geef bij een Word-bestand de vorm docx op."
        )
    for codering in ("utf-16",) if bron[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return bron.decode(codering)
        except UnicodeDecodeError:
            continue
    raise GeenRapport(
        "De tekens in dit bestand zijn niet te lezen. Bewaar het bestand als UTF-8 en probeer het opnieuw."
    )


def _check_tekst(tekst: str) -> None:
    if "\0" in tekst:
        raise GeenRapport(
            "Dit is geen tekst: er staan tekens in die alleen in andere bestanden voorkomen. Kies een bestand in Markdown, tekst of Word."
        )
    regels = tekst.count("\n") + 1
    if regels > HOOGSTENS_REGELS:
        raise GeenRapport(
            f"Het bestand heeft {regels} regels; een rapportage heeft er hoogstens {HOOGSTENS_REGELS}. "
            "Bewaar alleen de rapportage zelf en probeer het opnieuw."
        )
    if re.match(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype|html)\b", tekst[:1000], re.IGNORECASE):
        raise GeenRapport(
            "Dit is een webpagina. Kies het bestand van de rapportage zelf, in Markdown, tekst of Word."
        )
