"""Reading requests for advice: only what the viewer may see; which kinds there are, and how the last day was worked out."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond, find_termijn, read_termijnregels
from vth.regelgeving.termijnen import Termijnuitkomst, derive_einde
from vth.toegang.rules import Viewer, derive_zicht_q

from ..models import Adviesverzoek, Zaak
from ..selectors import BestaatNietError
from .rules import LOOPT, Adviessoort, make_adviessoort

GEBEURTENIS = "het verzoek om advies"


def list_zichtbare_adviezen(viewer: Viewer) -> QuerySet[Adviesverzoek]:
    """Give the requests for advice that the viewer may see."""
    return Adviesverzoek.objects.filter(derive_zicht_q(viewer.zicht))


def get_adviesverzoek(viewer: Viewer, advies_id: uuid.UUID | str) -> Adviesverzoek:
    """Give one request for advice; raises BestaatNietError when it is not there for this viewer."""
    try:
        gevonden = list_zichtbare_adviezen(viewer).filter(pk=advies_id).first()
    except ValidationError:
        gevonden = None
    if gevonden is None:
        raise BestaatNietError(f"Adviesverzoek {str(advies_id)[:40]} bestaat niet, of u mag het niet zien.")
    return gevonden


def list_adviezen_van(viewer: Viewer, zaak: Zaak, *, hoogstens: int = 200) -> list[Adviesverzoek]:
    """List the requests in a zaak that the viewer may see, those that must be there first first."""
    return list(list_zichtbare_adviezen(viewer).filter(zaak=zaak).order_by("uiterlijk_op", "id")[:hoogstens])


def list_eigen_adviezen(viewer: Viewer, *, tot: date, hoogstens: int) -> list[Adviesverzoek]:
    """List the requests that the viewer handles and that must be there up to a day, the most urgent first."""
    rijen = list_zichtbare_adviezen(viewer).filter(
        behandelaar=viewer.actor, staat=LOOPT, uiterlijk_op__lte=tot
    )
    return list(rijen.order_by("uiterlijk_op", "id")[:hoogstens])


def read_adviessoorten(
    op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> dict[str, Adviessoort]:
    """Give the kinds of advice by the rules of a day for an authority; an own file goes before."""
    waarde: Mapping[str, Mapping[str, object]] = find_grond(
        "zaken.adviessoorten", geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
    ).waarde
    return {code: make_adviessoort(code, waarde) for code in waarde}


def read_toetsvragen(op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Mapping[str, str]:
    """Give the questions of the uitvoeringstoets on a day: code and sentence."""
    waarde: Mapping[str, str] = find_grond(
        "zaken.uitvoeringstoets", geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
    ).waarde
    return waarde


def read_adviestermijn(
    regel: str, gevraagd_op: date, *, bevoegd_gezag: str, omgevingsdienst: str
) -> Termijnuitkomst:
    """Work out by when an advice must be there after the day on which it was asked, with the reasoning. Raises RegelError."""
    wie = {"bevoegd_gezag": bevoegd_gezag, "omgevingsdienst": omgevingsdienst}
    return derive_einde(
        find_termijn(regel, geldig_op=gevraagd_op, **wie),
        gevraagd_op,
        regels=read_termijnregels(geldig_op=gevraagd_op, **wie),
        gebeurtenis=GEBEURTENIS,
    )


def find_redenering(advies: Adviesverzoek) -> Termijnuitkomst | None:
    """Give the reasoning under the last day, when it is that of the rule; nothing for an own day or after a delay."""
    if not advies.termijnregel:
        return None
    try:
        uitkomst = read_adviestermijn(
            advies.termijnregel,
            advies.gevraagd_op,
            bevoegd_gezag=get_gezag(advies),
            omgevingsdienst=advies.leverancier,
        )
    except RegelError:
        return None
    return uitkomst if uitkomst.laatste_dag == advies.uiterlijk_op else None


def get_gezag(advies: Adviesverzoek) -> str:
    """Give whose rules count beside those of the organisation: the bevoegd gezag of the zaak, else the gemeente."""
    if advies.zaak_id is None:
        return advies.gebied
    gezag = Zaak.objects.filter(pk=advies.zaak_id).values_list("bevoegd_gezag", flat=True).first()
    return gezag or advies.gebied
