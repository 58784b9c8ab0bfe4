"""The writers of norms beside voorschriften: what an omgevingsplan, the bruidsschat, a zorgplicht or a waterschapsverordening asks."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from vth.begrippen.selectors import read_lijst
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.rules import ZEKERHEDEN
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum
from vth.zaken.selectors import BestaatNietError

from .models import Norm
from .rules import VergunningError
from .verouderinglezen import LIJST

RECHT = "vergunning.record"


@dataclass(frozen=True)
class NieuweNorm:
    """A norm as it is to be recorded; without `gebied` it holds everywhere, without `bal_paragraaf` for whatever is done."""

    organisatie: str
    soort: str
    regeling: str
    artikel: str
    omschrijving: str
    begin_geldigheid: date
    gebied: str = ""
    bal_paragraaf: str = ""
    eind_geldigheid: date = OPEN_DAG
    bron: str = ""
    zekerheid: str = "aanname"


@transaction.atomic
def record_norm(*, viewer: Viewer, nieuw: NieuweNorm) -> Norm:
    """Record one article as it can be cited. Raises GeenToegangError, and VergunningError for one that cannot be or is known."""
    check_bevoegd(viewer, RECHT, namens=nieuw.organisatie)
    _check(nieuw)
    norm = Norm(**asdict(nieuw), vastgelegd_op=klok.now(), vastgelegd_door=viewer.actor)
    try:
        with transaction.atomic():
            norm.save(force_insert=True)
    except IntegrityError as fout:
        raise VergunningError(f"{norm} is voor dit gebied en deze eerste dag al vastgelegd.") from fout
    _log(viewer, norm, "norm.record")
    return norm


@transaction.atomic
def close_norm(*, viewer: Viewer, norm_id: uuid.UUID, eind: date) -> Norm:
    """Say on which day a norm holds no more. Raises GeenToegangError, BestaatNietError, and VergunningError for a day that cannot be."""
    norm = Norm.objects.select_for_update().filter(pk=norm_id).first()
    if norm is None:
        raise BestaatNietError(f"Norm {norm_id} bestaat niet.")
    check_bevoegd(viewer, RECHT, namens=norm.organisatie)
    if eind <= norm.begin_geldigheid:
        raise VergunningError(
            f"{norm} geldt vanaf {format_datum(norm.begin_geldigheid)}. De dag waarop zij niet meer geldt ({format_datum(eind)}) ligt daarna."
        )
    norm.eind_geldigheid = eind
    norm.save(update_fields=["eind_geldigheid"])
    _log(viewer, norm, "norm.close")
    return norm


def _check(nieuw: NieuweNorm) -> None:
    """Refuse a norm that nobody can cite, of a kind or paragraph that is not there, or that never holds."""
    if nieuw.soort not in Norm.Soort.values:
        raise VergunningError(
            f"De soort norm {nieuw.soort[:40]!r} bestaat niet. Kies uit: {', '.join(Norm.Soort.values)}."
        )
    if not (nieuw.regeling.strip() and nieuw.artikel.strip() and nieuw.omschrijving.strip()):
        raise VergunningError(
            "Een norm heeft een regeling, een artikel en een omschrijving. Vul alle drie in."
        )
    if nieuw.zekerheid not in ZEKERHEDEN:
        raise VergunningError(
            f"De zekerheid {nieuw.zekerheid[:40]!r} bestaat niet. Kies uit: {', '.join(ZEKERHEDEN)}."
        )
    if nieuw.eind_geldigheid <= nieuw.begin_geldigheid:
        raise VergunningError(
            f"De norm geldt van {format_datum(nieuw.begin_geldigheid)} tot {format_datum(nieuw.eind_geldigheid)}. De tweede dag ligt na de eerste."
        )
    if nieuw.bron and not nieuw.bron.startswith(("https://", "http://")):
        raise VergunningError(
            f"Het adres {nieuw.bron[:60]!r} begint niet met https://. Geef het volledige adres van de tekst, of niets."
        )
    if nieuw.bal_paragraaf and nieuw.bal_paragraaf not in {w.code for w in read_lijst(LIJST).waarden}:
        raise VergunningError(
            f"Paragraaf {nieuw.bal_paragraaf[:20]!r} van hoofdstuk 3 Bal bestaat niet. Schrijf bijvoorbeeld 3.2.9."
        )


def _log(viewer: Viewer, norm: Norm, handeling: str) -> None:
    """Write the line of an act on a norm."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=norm.organisatie,
        handeling=handeling,
        onderwerp=("norm", str(norm.pk)),
        inhoud={"norm": str(norm), "gebied": norm.gebied, "tot": str(norm.eind_geldigheid)},
    )
