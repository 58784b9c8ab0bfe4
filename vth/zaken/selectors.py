"""Reading zaken, verzoeken and besluiten: only what the viewer may see, by the one filter of `toegang`."""

import uuid
from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond, list_regels
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.tijd.rules import Peilmoment, derive_legal_day
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, derive_zicht_q
from vth.vormgeving.opmaak import format_datum
from vth.zoeken.selectors import find_treffers

from .models import Besluit, Goedkeuring, Team, Verzoek, Waarneming, Zaak, Zaakonderwerp, Zaaksoortversie
from .models.velden import Onderwerp
from .rules import ZaakError
from .zaaksoort import Zaaksoort, derive_definitie, derive_versie, read_zaaksoort

REGEL = "zaken.zaaksoort_"
R = TypeVar("R", bound=Model)


class BestaatNietError(Exception):
    """A zaak, verzoek or besluit that is not there for this viewer; the two reasons are not told apart."""


def list_zichtbaar(viewer: Viewer) -> QuerySet[Zaak]:
    """Give the zaken the viewer may see."""
    return Zaak.objects.filter(derive_zicht_q(viewer.zicht))


def list_zichtbare_besluiten(viewer: Viewer) -> QuerySet[Besluit]:
    """Give the decisions the viewer may see."""
    return Besluit.objects.filter(derive_zicht_q(viewer.zicht))


def list_zichtbare_verzoeken(viewer: Viewer) -> QuerySet[Verzoek]:
    """Give the verzoeken the viewer may see."""
    return Verzoek.objects.filter(derive_zicht_q(viewer.zicht))


def get_zaak(viewer: Viewer, zaak_id: uuid.UUID | str) -> Zaak:
    """Give one zaak; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbaar(viewer), zaak_id, "Zaak")


def get_besluit(viewer: Viewer, besluit_id: uuid.UUID | str) -> Besluit:
    """Give one decision; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_besluiten(viewer), besluit_id, "Besluit")


def get_verzoek(viewer: Viewer, verzoek_id: uuid.UUID | str) -> Verzoek:
    """Give one verzoek; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbare_verzoeken(viewer), verzoek_id, "Verzoek")


def get_zichtbaar(rijen: QuerySet[R], id_: uuid.UUID | str | int, wat: str) -> R:
    """Give one row by its id, out of those the viewer may see. Raises BestaatNietError that says what is not there."""
    try:
        gevonden = rijen.filter(pk=id_).first()
    except ValidationError:
        gevonden = None
    if gevonden is None:
        raise BestaatNietError(f"{wat} {str(id_)[:40]} bestaat niet, of u mag die niet zien.")
    return gevonden


def list_zaaksoorten(op: date) -> dict[str, str]:
    """Give the kinds of zaak that exist on a day: code and name."""
    gevonden = {}
    for regel in list_regels():
        if regel.id.startswith(REGEL) and (periode := regel.find_periode(op)):
            gevonden[regel.id.removeprefix(REGEL)] = str(periode.waarde["naam"])
    return gevonden


def list_stappen(op: date) -> dict[str, str]:
    """Give the steps of all kinds of zaak that exist on a day: code and name."""
    gevonden: dict[str, str] = {}
    for regel in list_regels():
        if regel.id.startswith(REGEL) and (periode := regel.find_periode(op)):
            gevonden |= {str(s["code"]): str(s["naam"]) for s in periode.waarde["stappen"]}
    return gevonden


def find_zaken(viewer: Viewer, vraag: str, *, hoogstens: int = 20) -> list[Zaak]:
    """Find zaken that the viewer may see by their number or the words of what they are about, by the index; best first."""
    treffers = find_treffers(viewer, vraag[:200], soorten=["zaak"], hoogstens=hoogstens)
    gevonden = list_zichtbaar(viewer).in_bulk([t.onderwerp for t in treffers])
    return [gevonden[t.onderwerp] for t in treffers if t.onderwerp in gevonden]


def find_definitie(
    zaaksoort: str, *, geldig_op: date, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> Zaaksoortversie:
    """Give the definition of a kind of zaak that holds on a day for an authority, as it would be kept; it is not saved.

    Raises ZaakError for a kind that does not exist or does not hold that day.
    """
    if zaaksoort not in (bekend := list_zaaksoorten(geldig_op)):
        keuze = ", ".join(sorted(bekend)) or "geen enkele"
        raise ZaakError(
            f"De zaaksoort {zaaksoort[:60]!r} bestaat op {format_datum(geldig_op)} niet. Op die dag bestaan: {keuze}."
        )
    try:
        grond = find_grond(
            f"{REGEL}{zaaksoort}",
            geldig_op=geldig_op,
            bevoegd_gezag=bevoegd_gezag,
            omgevingsdienst=omgevingsdienst,
        )
    except RegelError as fout:
        raise ZaakError(str(fout)) from fout
    definitie = derive_definitie(grond.waarde, titel=grond.titel)
    return Zaaksoortversie(
        versie=derive_versie(definitie),
        zaaksoort=zaaksoort,
        vanaf=grond.vanaf,
        definitie=definitie,
        laag=grond.laag,
        zekerheid=grond.zekerheid,
    )


def read_soort(zaak: Zaak) -> Zaaksoort:
    """Give the kind of a zaak as it was when the zaak started."""
    return read_zaaksoort(zaak.zaaksoort, zaak.zaaksoortversie.definitie)


def list_zichtbare_onderwerpen(
    viewer: Viewer, onderwerpen: Iterable[Onderwerp]
) -> list[tuple[Onderwerp, Bronobject]]:
    """Give what something is about, with the record, as far as the viewer may see that record."""
    rijen = list(onderwerpen)
    zichtbaar = find_zichtbaar(viewer, [o.bronobject_id for o in rijen])
    return [(o, zichtbaar[o.bronobject_id]) for o in rijen if o.bronobject_id in zichtbaar]


def list_zaken_van(
    viewer: Viewer,
    bronobject_ids: Iterable[uuid.UUID],
    *,
    hoogstens: int = 100,
    peilmoment: Peilmoment | None = None,
) -> list[Zaak]:
    """List the zaken about some records of one real thing, newest first, one more than `hoogstens` when there are.

    At a `peilmoment` those that had begun on `geldig_op` and were registered on `beschikbaar_op`, about the record on that day.
    """
    over = Zaakonderwerp.objects.filter(bronobject_id__in=list(bronobject_ids))
    rijen = list_zichtbaar(viewer)
    if peilmoment is None:
        over = over.filter(vervallen_op=None)
    else:
        over = over.filter(Q(vervallen_op=None) | Q(vervallen_op__gt=peilmoment.geldig_op))
        bekend = derive_legal_day(peilmoment.beschikbaar_op)
        rijen = rijen.filter(startdatum__lte=peilmoment.geldig_op, registratiedatum__lte=bekend)
    # Which there are is asked first: of most things there are none, and then nothing else is asked.
    gevonden = set(over.values_list("zaak_id", flat=True))
    if not gevonden:
        return []
    rijen = rijen.filter(pk__een_van=gevonden)
    return list(rijen.order_by("-startdatum", "-id")[: hoogstens + 1])


def list_teams(viewer: Viewer) -> list[Team]:
    """List the teams of the viewer's organisations, by name."""
    return list(Team.objects.filter(organisatie__in=viewer.organisaties).order_by("naam"))


def list_eigen_teams(viewer: Viewer, op: date) -> list[str]:
    """List the codes of the teams that the viewer is in on a day."""
    rijen = Team.objects.filter(leden__lid=viewer.actor, leden__begin__lte=op, leden__eind__gt=op)
    return sorted(rijen.values_list("code", flat=True).distinct())


def list_waargenomen(actor: str, op: date) -> frozenset[str]:
    """Give for whom an account stands in on a day."""
    rijen = Waarneming.objects.filter(door=actor, begin__lte=op, eind__gt=op)
    return frozenset(rijen.values_list("voor", flat=True))


def list_te_tekenen(
    viewer: Viewer, *, zonder_akkoord: Collection[str] = (), hoogstens: int = 50
) -> list[Besluit]:
    """List the decisions that were approved, or are of a kind that needs no approval, and wait for a signature at the viewer's organisations.

    The newest first. Whether the mandate register lets this viewer sign is asked at signing, decision by decision.
    """
    klaar = Q(staat=Besluit.Staat.GOEDGEKEURD) | Q(
        staat=Besluit.Staat.CONCEPT, besluitsoort__in=zonder_akkoord
    )
    # Said once more for the index: of all decisions of a register few are open.
    open_ = (Besluit.Staat.CONCEPT, Besluit.Staat.GOEDGEKEURD)
    rijen = list_zichtbare_besluiten(viewer).filter(klaar, staat__in=open_)
    if ALLE_ORGANISATIES not in viewer.organisaties:
        eigen = sorted(viewer.organisaties)
        rijen = rijen.filter(Q(bevoegd_gezag__in=eigen) | Q(leverancier__in=eigen))
    return list(rijen.order_by("-id")[:hoogstens])


def list_te_keuren(viewer: Viewer, *, hoogstens: int = 50) -> list[Goedkeuring]:
    """List the approvals that wait for this viewer, for himself, for whom he stands in, or for whoever has the right."""
    wie = {viewer.actor, "", *list_waargenomen(viewer.actor, klok.today())}
    rijen = Goedkeuring.objects.filter(uitkomst="gevraagd", gevraagd_aan__in=wie).exclude(
        gevraagd_door=viewer.actor
    )
    zichtbaar = rijen.filter(derive_zicht_q(viewer.zicht, "besluit__")).select_related("besluit", "versie")
    return list(zichtbaar.order_by("gevraagd_op")[:hoogstens])
