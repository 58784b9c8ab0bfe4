"""Destroying delivered bytes after their term: that they came and what became of them stays, what they said goes.

The bytes, the refused rows and the downloads are removed; the toetsverslag keeps its lines (row, field, check) without
what it quoted. Number and SHA-256 of the bytes stay with the delivery and in the log.
"""

import shutil
import uuid
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from vth.analyse.motor import quote_text
from vth.logboek.services import record_gebeurtenis
from vth.logboek.vernietiging import Vernietigbaar
from vth.regelgeving.dagen import derive_dag_in_maand
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer, check_bevoegd

from .models import Aanlevering
from .rules import AanleveringError
from .selectors import get_aanlevering, list_aanleveringen
from .verslag import get_map

KAMER, SOORT = "aanleveringen", "aanlevering"
TERMIJN = "aanleveringen.bewaartermijn_bestand"
KLAAR = (Aanlevering.Staat.VERWERKT, Aanlevering.Staat.GEWEIGERD, Aanlevering.Staat.MISLUKT)
VERSLAG = "verslag.parquet"
TEKST = "Wat hier stond, is vernietigd."


def find_termijn(leverancier: str, op: date) -> Grond:
    """Give the term that a supplier keeps on a day; its own rule file comes before that of the country."""
    return find_grond(TERMIJN, geldig_op=op, omgevingsdienst=leverancier)


def list_te_vernietigen(viewer: Viewer, *, op: date, hoogstens: int) -> list[Vernietigbaar]:
    """List the deliveries that the viewer may see whose bytes may go on a day, oldest first.

    What still waits for work or for a decision is never among them.
    """
    rijen = list_aanleveringen(viewer).filter(staat__in=KLAAR, vernietigd_op=None)
    rijen = rijen.annotate(klaar_op=Coalesce(F("afgerond_op"), F("ontvangen_op"))).order_by("klaar_op", "pk")
    gevonden: list[Vernietigbaar] = []
    for a in rijen.iterator(chunk_size=500):
        if len(gevonden) == hoogstens:
            break
        if is_te_vernietigen(a, op=op):
            grond = find_termijn(a.leverancier_id, op)
            termijn = f"{grond.waarde} {grond.eenheid}"
            gevonden.append(
                Vernietigbaar(KAMER, SOORT, str(a.pk), a.leverancier_id, _get_laatste_dag(a), termijn)
            )
    return gevonden


def is_te_vernietigen(aanlevering: Aanlevering, *, op: date) -> bool:
    """Tell whether the term of a delivery that came to its end has passed on a day."""
    if aanlevering.staat not in KLAAR:
        return False
    jaren = int(find_termijn(aanlevering.leverancier_id, op).waarde)
    return _get_laatste_dag(aanlevering) <= derive_dag_in_maand(op, -12 * jaren)[0]


def _get_laatste_dag(aanlevering: Aanlevering) -> date:
    """Give the legal day on which the work on a delivery ended."""
    return derive_legal_day(aanlevering.afgerond_op or aanlevering.ontvangen_op)


@transaction.atomic
def erase_aanleveringsbestanden(*, viewer: Viewer, aanlevering_id: uuid.UUID | str, grond: str) -> int:
    """Destroy the bytes of one delivery and what its report quotes of them; give how many bytes went.

    The files go last, inside the transaction: what the log calls destroyed is gone, whatever happens. A second time
    changes nothing and gives 0. Raises GeenToegangError, BestaatNietError, and AanleveringError for a delivery that
    is not at its end.
    """
    aanlevering = get_aanlevering(viewer, aanlevering_id)
    check_bevoegd(viewer, "aanlevering.erase")
    aanlevering = Aanlevering.objects.select_for_update().get(pk=aanlevering.pk)
    if aanlevering.staat not in KLAAR:
        raise AanleveringError(
            f"Deze aanlevering is {aanlevering.get_staat_display()}; het bestand is nog nodig. Rond haar eerst af."
        )
    if aanlevering.vernietigd_op:
        return 0
    aanlevering.vernietigd_op = klok.now()
    aanlevering.opmerkingen, aanlevering.uitleg = [], TEKST if aanlevering.uitleg else ""
    if aanlevering.staat == Aanlevering.Staat.MISLUKT:
        aanlevering.staat = Aanlevering.Staat.GEWEIGERD
    aanlevering.save(update_fields=["vernietigd_op", "opmerkingen", "uitleg", "staat"])
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=aanlevering.leverancier_id,
        handeling="aanlevering.erase",
        onderwerp=("aanlevering", str(aanlevering.pk)),
        inhoud={"sha256": aanlevering.sha256, "bytes": aanlevering.bytes, "grond": grond},
    )
    map_ = get_map(aanlevering)
    _strip_verslag(map_)
    _remove(pad for pad in (map_.iterdir() if map_.exists() else ()) if pad.name != VERSLAG)
    return aanlevering.bytes


def _strip_verslag(map_: Path) -> None:
    """Write the report anew without what it quoted from the rows; there is either the old file or the new one."""
    if not (map_ / VERSLAG).exists():
        return
    oud, nieuw = quote_text(str(map_ / VERSLAG)), quote_text(str(map_ / "verslag.nieuw"))
    with duckdb.connect() as con:
        con.execute(
            "COPY (SELECT volgnummer, rijnummer, gegevensset, NULL::VARCHAR AS sleutel, toets, ernst, veld, "
            f"NULL::VARCHAR AS waarde, NULL::VARCHAR AS grens, '{TEKST}' AS tekst FROM read_parquet('{oud}')) "
            f"TO '{nieuw}' (FORMAT parquet)"
        )
    (map_ / "verslag.nieuw").replace(map_ / VERSLAG)


def _remove(paden: Iterable[Path]) -> None:
    """Remove files and folders."""
    for pad in paden:
        if pad.is_dir():
            shutil.rmtree(pad)
        else:
            pad.unlink(missing_ok=True)
