"""Reading requests for advice: only what the viewer may see; which kinds there are, and how the last day was worked out."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond, find_termijn, read_termijnregels
from vth.regelgeving.termijnen import Termijnuitkomst, derive_einde
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, derive_eigen_q, derive_zicht_q

from ..models import Adviesverzoek, Zaak
from ..selectors import BestaatNietError
from .rules import LOOPT, Adviessoort, make_adviessoort

GEBEURTENIS = "het verzoek om advies"
RECHT = "zaak.record"


def list_zichtbare_adviezen(viewer: Viewer) -> QuerySet[Adviesverzoek]:
    """Give the requests for advice that the viewer may see; of the two records of one request the own one.

    That of the adviser is only for who works there: it holds what is not finished. Who works there does not see that of who
    asks beside it; whoever else may look in the area sees that one.
    """
    rijen = Adviesverzoek.objects.filter(derive_zicht_q(viewer.zicht))
    if viewer.zicht.landelijk:
        return rijen
    van_ons = derive_eigen_q(viewer.zicht)
    aan_ons = Q(over_en_weer=True) & derive_eigen_q(viewer.zicht, "partij")
    return rijen.filter(van_ons | (Q(tegenhanger=None) & ~aan_ons))


def derive_vrij_q(viewer: Viewer) -> Q:
    """Keep what another organisation asks of one for which the viewer works, and nobody took up yet."""
    vrij = Q(behandelaar="")
    if ALLE_ORGANISATIES in viewer.organisaties:
        return vrij
    return vrij & Q(leverancier__in=viewer.organisaties)


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
    """List the requests that the viewer handles and that must be there up to a day, the most urgent first.

    What came from another organisation and nobody took up yet comes after them, whatever its last day.
    """
    rijen = list_zichtbare_adviezen(viewer).filter(staat=LOOPT).order_by("uiterlijk_op", "id")
    eigen = list(rijen.filter(behandelaar=viewer.actor, uiterlijk_op__lte=tot)[:hoogstens])
    if RECHT not in viewer.handelingen:
        return eigen
    return eigen + list(rijen.filter(derive_vrij_q(viewer))[: hoogstens - len(eigen)])


def find_andere(advies: Adviesverzoek) -> Adviesverzoek | None:
    """Give the record of the other side, whoever may see it, and lock it: only for a service. Nothing where that side does not work here."""
    if not advies.over_en_weer:
        return None
    ander = Q(pk=advies.tegenhanger_id) | Q(tegenhanger=advies.pk)
    return Adviesverzoek.objects.select_for_update().get(ander)


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
            **get_regelwie(advies),
        )
    except RegelError:
        return None
    return uitkomst if uitkomst.laatste_dag == advies.uiterlijk_op else None


def get_regelwie(advies: Adviesverzoek) -> dict[str, str]:
    """Give whose rules count: those of who asks, and of the bevoegd gezag of the zaak, else of the gemeente.

    Of the two records that two sides have of one request those of who asks count for both: they asked, and set the term.
    """
    return list_regelwie([advies])[advies.pk]


def list_regelwie(adviezen: Collection[Adviesverzoek]) -> dict[uuid.UUID, dict[str, str]]:
    """Give of each of some requests whose rules count (`get_regelwie`), with one question about their zaken."""
    zaken = {a.zaak_id for a in adviezen if a.zaak_id}
    rijen = Zaak.objects.filter(pk__een_van=zaken).values_list("pk", "bevoegd_gezag") if zaken else ()
    gezag: dict[uuid.UUID | None, str] = dict(rijen)
    return {
        a.pk: {"bevoegd_gezag": a.regelgezag, "omgevingsdienst": a.partij}
        if a.tegenhanger_id is not None
        else {"bevoegd_gezag": gezag.get(a.zaak_id) or a.gebied, "omgevingsdienst": a.leverancier}
        for a in adviezen
    }
