"""Reading a report from a file: which round it is of, what it proposes, and what in it disagrees with itself or with the report before."""

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.rules import Viewer, check_bevoegd
from vth.zaken.documenten.apart import ApartError, run_apart

from .lezen.apart import read_gelezen
from .lezen.tegenspraak import find_tegenspraken
from .lezen.uitkomst import Gelezen, Vindplaats, Voorstel
from .models import Inlezing, Programma, Rapportageronde, Voorstelregel
from .rondes import record_ronde
from .rules import BEHEREN, VoortgangError
from .selectors import find_vorige
from .voorstellen import Tegenstelling, record_inlezing
from .wanneer import Wanneer, read_json, read_wanneer

SECONDEN, HOOGSTENS = 30, 50 * 2**20
VORMEN = {".md": "md", ".txt": "txt", ".docx": "docx", ".markdown": "md"}
TIJDVELDEN = ("wanneer", "was", "einde", "periode", "datum")


@dataclass(frozen=True)
class Leesverslag:
    """What came of reading a file."""

    inlezing: Inlezing
    nieuw: bool
    voorstellen: int
    twijfels: int
    tegenspraken: int


def accept_rapport(
    *, viewer: Viewer, programma: Programma, bestandsnaam: str, inhoud: bytes, ronde: str = ""
) -> Leesverslag:
    """Read a report and keep what it proposes, for the named round or for that of its own period; a round that is not there is opened.

    The same bytes again add nothing. Raises GeenToegangError, and VoortgangError for what is no report or names no period.
    """
    check_bevoegd(viewer, BEHEREN, namens=programma.organisatie)
    vorm = next((v for eind, v in VORMEN.items() if bestandsnaam.lower().endswith(eind)), None)
    if vorm is None:
        raise VoortgangError(
            f"{bestandsnaam[:100]} heeft geen vorm die Open VTH leest. Geef een bestand dat eindigt op {', '.join(VORMEN)}."
        )
    gelezen = _read_apart(bestandsnaam, inhoud, vorm)
    van = find_ronde(viewer, programma, ronde, gelezen)
    inlezing, nieuw = record_inlezing(
        viewer=viewer,
        ronde_id=van.pk,
        bestandsnaam=bestandsnaam,
        inhoud=inhoud,
        gelezen=gelezen,
        tegenstellingen=list_tegenstellingen(van, bestandsnaam, gelezen),
    )
    return Leesverslag(
        inlezing,
        nieuw,
        inlezing.voorstellen.count(),
        inlezing.voorstellen.exclude(twijfel="").count(),
        programma.tegenspraken.filter(besloten_op=None).count(),
    )


def _read_apart(bestandsnaam: str, inhoud: bytes, vorm: str) -> Gelezen:
    """Read bytes that nobody vouches for, in a process of its own with bounds. Raises VoortgangError for what is no report."""
    with tempfile.TemporaryDirectory(prefix="vth-rapport-") as map_:
        bron, doel = Path(map_) / f"bron.{vorm}", Path(map_) / "uit.json"
        bron.write_bytes(inhoud)
        opdracht = {"bron": str(bron), "vorm": vorm, "doel": str(doel)}
        try:
            run_apart("vth.voortgang.lezen.apart", opdracht, seconden=SECONDEN)
        except ApartError as fout:
            raise VoortgangError(f"{bestandsnaam[:100]} is niet ingelezen. {fout}") from fout
        return read_gelezen(doel.read_text())


def find_ronde(viewer: Viewer, programma: Programma, naam: str, gelezen: Gelezen) -> Rapportageronde:
    """Find the round that a report is of, by the name given or by its own period; opens it when it is not there.

    Raises VoortgangError where neither is known, and for a period that is still to come.
    """
    periode = next((v.velden.get("periode") for v in gelezen.voorstellen if v.soort == "rapport"), None)
    tekst = naam.strip() or (periode.tekst if isinstance(periode, Wanneer) else str(periode or "").strip())
    tijd = periode if isinstance(periode, Wanneer) and not naam.strip() else read_wanneer(tekst)
    bekend = programma.rondes.filter(naam__iexact=tekst).first() if tekst else None
    if bekend is None and tijd.tot:
        bekend = programma.rondes.filter(peildatum__range=(tijd.van, tijd.tot)).first()
    if bekend is not None:
        return bekend
    if tijd.tot is None:
        raise VoortgangError(
            'Het rapport noemt niet over welke periode het gaat. Geef de ronde op, bijvoorbeeld met --ronde "December 2023".'
        )
    peildatum: date = tijd.tot
    if peildatum > klok.today():
        raise VoortgangError(
            f"De periode {tekst} eindigt op {as_dagtekst(peildatum)}, en die dag moet nog komen. Open de ronde zelf en geef haar naam op met --ronde."
        )
    return record_ronde(
        viewer=viewer,
        programma_id=programma.pk,
        naam=tekst[:1].upper() + tekst[1:],
        peildatum=peildatum,
        indienen_voor=peildatum,
    )


def list_tegenstellingen(ronde: Rapportageronde, bestandsnaam: str, gelezen: Gelezen) -> list[Tegenstelling]:
    """List what disagrees within a report, and with the last report that was read for the round before."""
    eerder = find_vorige(ronde)
    inlezing = eerder.inlezingen.order_by("-op").first() if eerder else None
    bron = inlezing.bestandsnaam if inlezing else bestandsnaam
    zinnen = {(v.vindplaats.regel, v.vindplaats.zin) for v in gelezen.voorstellen}

    def say(plek: Vindplaats) -> str:
        eigen = (plek.regel, plek.zin) in zinnen or inlezing is None
        return f"{bestandsnaam if eigen else bron}, regel {plek.regel}"[:200]

    return [
        Tegenstelling(t.uitleg, t.eerste.zin, say(t.eerste), t.tweede.zin, say(t.tweede), t.sleutel)
        for t in find_tegenspraken(gelezen, as_gelezen(inlezing) if inlezing else None)
    ]


def as_gelezen(inlezing: Inlezing) -> Gelezen:
    """Give what was read from a report as the reader gave it."""
    return Gelezen(tuple(_as_voorstel(r) for r in inlezing.voorstellen.order_by("volgnummer")))


def _as_voorstel(regel: Voorstelregel) -> Voorstel:
    velden: dict[str, Any] = {
        naam: read_json(w) if naam in TIJDVELDEN and isinstance(w, dict) else w
        for naam, w in regel.velden.items()
    }
    plek = Vindplaats(regel.regel, regel.zin, regel.kolom)
    return Voorstel(regel.soort, regel.sleutel, regel.ouder, velden, plek, regel.twijfel)
