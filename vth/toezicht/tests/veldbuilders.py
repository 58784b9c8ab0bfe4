"""Builders of what comes from the field: a controle with a checklist, and pieces as a device sends them."""

import hashlib
import io
import uuid
from datetime import datetime, timedelta
from typing import Any

from PIL import Image

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toezicht.lijst.versies import record_controlelijst
from vth.toezicht.models import Controle, Controlelijst
from vth.toezicht.veld.fotos import accept_fotodeel, close_foto
from vth.toezicht.veld.rules import Veldinvoer
from vth.toezicht.veld.services import Ontvangen, accept_stuk

from .builders import TINE, begin, make_controle

LIJST = "gesloten_bodemenergie"


def make_bezoek(*, begonnen: bool = True, code: str = LIJST) -> tuple[Controle, Controlelijst]:
    """Make a visit that runs, with a checklist."""
    controle = make_controle()
    if begonnen:
        controle = begin(controle)
    return controle, record_controlelijst(viewer=TINE, controle_id=controle.pk, code=code)


def make_invoer(
    lijst: Controlelijst | None,
    vraag: str = "",
    waarde: Any = None,
    *,
    op: datetime | None = None,
    **velden: Any,
) -> Veldinvoer:
    """Make an answer as a device sends it, made now unless `op` says else."""
    vast: dict[str, Any] = {
        "id": uuid.uuid4(),
        "controle_id": lijst.controle_id if lijst else None,
        "soort": "antwoord",
        "inhoud": {"waarde": waarde},
        "toestel": "telefoon-1",
        "toesteltijd": round((op or klok.now()).timestamp() * 1000),
        "klokverschil": 0,
        "vraag": vraag,
        "lijst_id": lijst.pk if lijst else None,
    }
    return Veldinvoer(**(vast | velden))


def stuur(
    lijst: Controlelijst, vraag: str, waarde: Any, *, viewer: Viewer = TINE, **velden: Any
) -> Ontvangen:
    """Send an answer."""
    return accept_stuk(viewer=viewer, invoer=make_invoer(lijst, vraag, waarde, **velden))


def make_foto(zijde: int = 64) -> bytes:
    """Make the bytes of a photo."""
    uit = io.BytesIO()
    Image.effect_noise((zijde, zijde), 80).convert("RGB").save(uit, "JPEG")
    return uit.getvalue()


def stuur_foto(lijst: Controlelijst, foto: bytes, *, vraag: str = "", deel: int = 1 << 16) -> uuid.UUID:
    """Send a photo in parts, and give the id under which it stands."""
    invoer = make_invoer(
        lijst, vraag, soort="foto", inhoud={"naam": "kade.jpg", "bytes": len(foto)}, lijst_id=None
    )
    accept_stuk(viewer=TINE, invoer=invoer)
    for vanaf in range(0, len(foto), deel):
        stuk = foto[vanaf : vanaf + deel]
        som = hashlib.sha256(stuk).hexdigest()
        accept_fotodeel(viewer=TINE, stuk_id=invoer.id, vanaf=vanaf, brokken=[stuk], sha256=som)
    close_foto(viewer=TINE, stuk_id=invoer.id, sha256=hashlib.sha256(foto).hexdigest())
    return invoer.id


def eerder(minuten: int) -> datetime:
    """Give a moment some minutes ago."""
    return klok.now() - timedelta(minutes=minuten)
