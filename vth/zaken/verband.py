"""The writers of what a zaak hangs together with: a subject that ends, the zaak it is a part of, a relation that is undone."""

import uuid

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .boeking import lock_zaak, record_act
from .controle import check_hoofdzaak
from .models import Zaak, Zaakonderwerp, Zaakrelatie
from .rules import ZaakError
from .selectors import BestaatNietError, get_zaak, list_zichtbare_onderwerpen
from .services import RECHT


@transaction.atomic
@claim_alles()
def close_onderwerp(
    *, viewer: Viewer, zaak_id: uuid.UUID, onderwerp_id: int, reden: str, gezien: int | None = None
) -> Zaak:
    """Say that a zaak is not about a record any more, with the reason; that it was stays.

    Raises GeenToegangError, BestaatNietError (also for a record that the viewer may not see), AnderWasVoorError and ZaakError.
    """
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    zaak = lock_zaak(zaak, gezien)
    onderwerp = Zaakonderwerp.objects.filter(zaak=zaak, pk=onderwerp_id).first()
    if onderwerp is None or not list_zichtbare_onderwerpen(viewer, [onderwerp]):
        raise BestaatNietError("Dit hoort niet bij deze zaak, of u mag het niet zien.")
    if onderwerp.vervallen_op is not None:
        raise ZaakError(f"De zaak gaat hier al sinds {format_datum(onderwerp.vervallen_op)} niet meer over.")
    if not reden.strip():
        raise ZaakError("Schrijf op waarom de zaak hier niet meer over gaat.")
    onderwerp.vervallen_op = klok.today()
    onderwerp.save(update_fields=["vervallen_op"])
    record_act(viewer, zaak, "onderwerp_eraf", naar=onderwerp.rol, reden=reden)
    return zaak


@transaction.atomic
@claim_alles()
def record_hoofdzaak(
    *, viewer: Viewer, zaak_id: uuid.UUID, hoofdzaak_id: uuid.UUID | None, gezien: int | None = None
) -> Zaak:
    """Make a zaak a part of another, or (without one) of none any more.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and ZaakError for itself, for a part as main zaak, and for a
    zaak that has parts of its own (ZGW: not nested).
    """
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    hoofd = check_hoofdzaak(viewer, hoofdzaak_id)
    # Both are locked, in one order, so that two who tie them to each other wait and the second is refused.
    for id_ in sorted({zaak.pk, *([hoofd.pk] if hoofd else [])}):
        Zaak.objects.select_for_update().get(pk=id_)
    zaak = lock_zaak(zaak, gezien)
    hoofd = check_hoofdzaak(viewer, hoofdzaak_id)
    if hoofd is not None:
        if hoofd.pk == zaak.pk:
            raise ZaakError("Een zaak is geen deel van zichzelf. Kies een andere zaak.")
        if zaak.deelzaken.exists():
            raise ZaakError(
                f"Zaak {zaak.identificatie} heeft zelf deelzaken. Een deelzaak heeft geen deelzaken. Leg een relatie."
            )
    if zaak.hoofdzaak_id == (hoofd.pk if hoofd else None):
        return zaak
    zaak.hoofdzaak = hoofd
    record_act(
        viewer, zaak, "hoofdzaak" if hoofd else "hoofdzaak_eraf", naar=hoofd.identificatie if hoofd else ""
    )
    return zaak


@transaction.atomic
@claim_alles()
def close_zaakrelatie(*, viewer: Viewer, zaak_id: uuid.UUID, relatie_id: int) -> None:
    """Undo that two zaken belong together; the act on the zaak says which it was. Raises GeenToegangError, BestaatNietError."""
    zaak = get_zaak(viewer, zaak_id)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    relatie = Zaakrelatie.objects.filter(pk=relatie_id, van=zaak).select_related("naar").first()
    if relatie is None:
        raise BestaatNietError("Deze zaken horen niet bij elkaar, of u mag dat niet zien.")
    naar = get_zaak(viewer, relatie.naar_id)
    zaak = lock_zaak(zaak, None)
    relatie.delete()
    record_act(viewer, zaak, "relatie_eraf", naar=f"{relatie.aard} {naar.identificatie}")
