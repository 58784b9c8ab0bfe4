"""Makes a report into a file: PDF and Word apart, Markdown here."""

import json
import tempfile
from pathlib import Path

from django.http import Http404, HttpResponse

from vth.zaken.documenten.apart import ApartError, run_apart

from .blokken import Alinea, Beeld, Blok, Kop, Lijst, Rapport, Tabel, list_alineas, make_gegevens, make_tabel

VORMEN = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}
SECONDEN = 60


class RapportError(Exception):
    """The report could not be made; the message says in Dutch why, and what to do."""


def make_bestand(rapport: Rapport, vorm: str) -> bytes:
    """Make a report as a file (`VORMEN`): the same words, tables and pictures in each. Raises RapportError when it fails."""
    if vorm == "md":
        return render_markdown(rapport).encode()
    with tempfile.TemporaryDirectory(prefix="vth-rapport-") as map_:
        bron, doel = Path(map_) / "bron.json", Path(map_) / f"uit.{vorm}"
        bron.write_text(json.dumps(make_gegevens(rapport), ensure_ascii=False))
        opdracht = {"wat": vorm, "bron": str(bron), "doel": str(doel)}
        try:
            run_apart("vth.zaken.rapport.drukker", opdracht, seconden=SECONDEN)
        except ApartError as fout:
            raise RapportError(
                f"Het rapport is niet gemaakt: {fout}. Probeer het opnieuw, of kies een andere vorm."
            ) from fout
        return doel.read_bytes()


def send_bestand(rapport: Rapport, vorm: str, naam: str) -> HttpResponse:
    """Answer with a report as a file under a name; a form that there is none of does not exist, one that fails now may be asked again."""
    if vorm not in VORMEN:
        raise Http404(f"Dit rapport bestaat niet: het is er als {', '.join(VORMEN)}.")
    try:
        antwoord = HttpResponse(make_bestand(rapport, vorm), content_type=VORMEN[vorm])
    except RapportError as fout:
        return HttpResponse(str(fout), status=503, content_type="text/plain; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{vorm}"'
    return antwoord


def render_markdown(rapport: Rapport) -> str:
    """Write a report as Markdown; a chart is its table."""
    delen = [f"# {_escape(rapport.titel)}"]
    delen += ["\n".join(f"- **{_escape(naam)}:** {_escape(waarde)}" for naam, waarde in rapport.kenmerken)]
    delen += [_render_blok(blok) for blok in rapport.blokken]
    delen += [f"*{_escape(rapport.voet)}*"] if rapport.voet else []
    return "\n\n".join(deel for deel in delen if deel) + "\n"


def _render_blok(blok: Blok) -> str:
    """Write one block."""
    match blok:
        case Kop():
            return f"{'#' * blok.niveau} {_escape(blok.tekst)}"
        case Alinea():
            return ("> " if blok.soort == "kader" else "") + _escape(blok.tekst)
        case Lijst():
            tekens = (f"{i}." if blok.genummerd else "-" for i in range(1, len(blok.regels) + 1))
            return "\n".join(
                f"{teken} {_escape(regel)}" for teken, regel in zip(tekens, blok.regels, strict=True)
            )
        case Tabel():
            return _render_tabel(blok)
        case Beeld():
            return _render_tabel(make_tabel(blok.grafiek)) if blok.grafiek.kolommen else ""


def _render_tabel(tabel: Tabel) -> str:
    """Write a table; paragraphs in a cell are kept apart."""
    kop = f"| {' | '.join(map(_escape_cel, tabel.kop))} |\n|{' --- |' * len(tabel.kop)}"
    rijen = [
        f"| {' | '.join('<br>'.join(map(_escape_cel, list_alineas(cel))) for cel in rij)} |"
        for rij in tabel.rijen
    ]
    bijschrift = f"**{_escape(tabel.bijschrift)}**\n\n" if tabel.bijschrift else ""
    return bijschrift + "\n".join([kop, *rijen])


def _escape(tekst: str) -> str:
    """Keep a text from being read as markup."""
    uit = " ".join(tekst.split())
    for teken in "\\`*_[]<":
        uit = uit.replace(teken, f"\\{teken}")
    return f"\\{uit}" if uit.startswith(("#", ">", "-", "+")) else uit


def _escape_cel(tekst: str) -> str:
    """Keep a text in its own cell."""
    return _escape(tekst).replace("|", "\\|")
