"""Reading a source into its proposal, in the task queue: it waits, it is read, or it says why it cannot be."""

import json
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.zaken.documenten.apart import ApartError, run_apart
from vth.zaken.documenten.bewaarplaats import copy_out
from vth.zaken.documenten.opslag import get_werkmap
from vth.zaken.documenten.rules import SOORTEN
from vth.zaken.models import Documentversie

from ..models import Voorstel, Voorstelregel

LEZER = "vth.vergunningen.uitpapier.lezer"
SECONDEN = 120
PER_FORMAAT = {s.formaat: s.code for s in SOORTEN if s.code in ("pdf", "docx", "odt", "tekst")}
GESTRUCTUREERD = {"csv": "csv", "json": "json", "yaml": "yaml", "yml": "yaml"}
Staat = Voorstel.Staat


def read_voorstel(voorstel_id: uuid.UUID | str) -> Voorstel:
    """Read the source of a proposal, once. A file that breaks its reader gives a proposal that says so, and no parts."""
    with claim_alles():
        voorstel = Voorstel.objects.select_related("documentversie").get(pk=voorstel_id)
    if voorstel.staat != Staat.WACHT:
        return voorstel
    try:
        return _keep(voorstel, _run(voorstel))
    except ApartError as fout:
        return _refuse(voorstel, f"De bron is niet gelezen: {fout}.")


def find_leessoort(versie: Documentversie) -> str:
    """Give how a version is read by its kind and the ending of its name; empty for one that cannot be read."""
    soort = PER_FORMAAT.get(versie.formaat, "")
    einde = versie.bestandsnaam.rsplit(".", 1)[-1].lower()
    return GESTRUCTUREERD.get(einde, soort) if soort == "tekst" else soort


def _run(voorstel: Voorstel) -> dict[str, Any]:
    """Read the source in a process of its own. Raises ApartError that says why not."""
    with tempfile.TemporaryDirectory(dir=get_werkmap()) as map_:
        bron, doel = Path(map_) / "bron", Path(map_) / "voorstel"
        soort = "tekst"
        if voorstel.documentversie is None:
            bron.write_text(voorstel.geplakt, encoding="utf-8")
        else:
            soort = find_leessoort(voorstel.documentversie)
            if not soort:
                raise ApartError("uit dit soort bestand worden geen voorschriften gelezen")
            try:
                copy_out(voorstel.sha256, bron)
            except FileNotFoundError:
                raise ApartError("het bestand is niet in de opslag; meld dit bij uw beheerder") from None
        opdracht = {"soort": soort, "bron": str(bron), "doel": str(doel), "lijsten": settings.LIJSTEN_DIR}
        run_apart(LEZER, opdracht, seconden=SECONDEN)
        gelezen: dict[str, Any] = json.loads(doel.read_text(encoding="utf-8"))
        return gelezen


@transaction.atomic
@claim_alles()
def _keep(voorstel: Voorstel, gelezen: Mapping[str, Any]) -> Voorstel:
    """Keep what was read: the lines of the source, its parts in order, and the rest."""
    voorstel.bronregels, voorstel.rest, voorstel.vragen = (
        gelezen["regels"],
        gelezen["rest"],
        gelezen["vragen"],
    )
    voorstel.staat, voorstel.gelezen_op, voorstel.geplakt = Staat.GELEZEN, klok.now(), ""
    voorstel.save()
    punten = gelezen["punten"]
    hoofdstukken = _derive_hoofdstukken(punten)
    regels = [_make_regel(voorstel, n, punt, hoofdstukken[n]) for n, punt in enumerate(punten)]
    Voorstelregel.objects.bulk_create(regels, batch_size=500)
    onder = [r for r, punt in zip(regels, punten, strict=True) if punt["ouder"] is not None]
    for regel in onder:
        regel.ouder = regels[punten[regel.volgnummer - 1]["ouder"]]
    Voorstelregel.objects.bulk_update(onder, ["ouder"], batch_size=200)
    return voorstel


def _derive_hoofdstukken(punten: Sequence[Mapping[str, Any]]) -> list[int]:
    """Give of each part the volgnummer of the top under which it stands."""
    toppen: list[int] = []
    for n, punt in enumerate(punten):
        toppen.append(n + 1 if punt["ouder"] is None else toppen[punt["ouder"]])
    return toppen


def _make_regel(voorstel: Voorstel, n: int, punt: Mapping[str, Any], hoofdstuk: int) -> Voorstelregel:
    """Make the row of one part; what is too long for its column is kept in the text, and asked about."""
    titel, tekst, vragen = punt["titel"], punt["tekst"], list(punt["vragen"])
    if len(titel) > 300:
        titel, tekst = "", f"{titel}\n{tekst}".strip()
    if len(punt["nummer"]) > 40:
        vragen.append(
            f"Het nummer {punt['nummer'][:60]!r} is langer dan een nummer kan zijn. Welk nummer is het?"
        )
    return Voorstelregel(
        voorstel=voorstel,
        volgnummer=n + 1,
        hoofdstuk=hoofdstuk,
        nummer=punt["nummer"][:40],
        geschreven=punt["geschreven"][:60],
        titel=titel,
        tekst=tekst,
        blad=punt["blad"],
        plekken=punt["plekken"],
        gegevens=punt["gegevens"],
        vragen=vragen,
        zeker=punt["zeker"] and not vragen,
    )


@transaction.atomic
@claim_alles()
def _refuse(voorstel: Voorstel, uitleg: str) -> Voorstel:
    """Keep why a source was not read."""
    voorstel.staat, voorstel.uitleg, voorstel.gelezen_op = Staat.NIET_LEESBAAR, uitleg[:500], klok.now()
    voorstel.save(update_fields=["staat", "uitleg", "gelezen_op"])
    return voorstel
