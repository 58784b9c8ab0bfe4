"""Reading the text out of a version, in the task queue: it waits, it is read, or it says why it cannot be."""

import tempfile
from pathlib import Path

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.zaken.models import Documenttekst, Documentversie

from .apart import ApartError, run_apart
from .bewaarplaats import copy_out
from .opslag import get_werkmap
from .rules import SOORTEN
from .vindbaar import write_zoekregel

LEZER = "vth.zaken.documenten.lezer"
SECONDEN = 60
LEESBAAR = {s.formaat: s.code for s in SOORTEN if s.code in ("pdf", "docx", "odt", "tekst", "xml")}
Staat = Documenttekst.Staat


def read_versie(versie_id: int) -> Documenttekst:
    """Read the text of a version, once; the same bytes that were read before are not read again."""
    with claim_alles():
        lezing = Documenttekst.objects.select_related("documentversie").get(documentversie_id=versie_id)
        if lezing.staat != Staat.WACHT:
            return lezing
        eerder = (
            Documenttekst.objects.filter(documentversie__sha256=lezing.documentversie.sha256)
            .exclude(staat=Staat.WACHT)
            .first()
        )
    if eerder is not None:
        return _keep(lezing, eerder.staat, eerder.uitleg, eerder.tekst)
    try:
        return _keep(lezing, Staat.GELEZEN, "", read_bytes(lezing.documentversie))
    except ApartError as fout:
        return _keep(lezing, Staat.NIET_LEESBAAR, f"De tekst is niet gelezen: {fout}.", "")


def read_bytes(versie: Documentversie) -> str:
    """Read the text out of the bytes of a version. Raises ApartError that says why not."""
    soort = LEESBAAR.get(versie.formaat)
    if soort is None:
        raise ApartError("uit dit soort bestand wordt geen tekst gehaald")
    with tempfile.TemporaryDirectory(dir=get_werkmap()) as map_:
        bron, doel = Path(map_) / "bron", Path(map_) / "tekst"
        try:
            copy_out(versie.sha256, bron)
        except FileNotFoundError:
            raise ApartError("het bestand is niet in de opslag; meld dit bij uw beheerder") from None
        opdracht = {"soort": soort, "bron": str(bron), "doel": str(doel)}
        run_apart(LEZER, opdracht, seconden=SECONDEN)
        return doel.read_text(encoding="utf-8")


@transaction.atomic
@claim_alles()
def _keep(lezing: Documenttekst, staat: str, uitleg: str, tekst: str) -> Documenttekst:
    """Keep how the reading ended, and let the document be found by its text."""
    lezing.staat, lezing.uitleg, lezing.tekst, lezing.op = staat, uitleg[:500], tekst, klok.now()
    lezing.save()
    write_zoekregel(lezing.documentversie.document)
    return lezing
