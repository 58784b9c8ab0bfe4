"""What every act here does: see that one may, lock the file, see that nobody was first, and write the act into the log of this room only."""

import uuid

from vth.tijd import klok
from vth.toegang.rules import Viewer, check_bevoegd

from .eigen import derive_sleutel
from .models import Opsporingsdossier, Opsporingslogregel, Verdachte
from .rules import AnderWasVoorError, OpsporingError
from .selectors import BestaatNietError, check_keuze, get_dossier

KORTSTE = 5


def lock_dossier(
    viewer: Viewer,
    dossier_id: uuid.UUID | str,
    handeling: str,
    *,
    gezien: int | None = None,
    gesloten: bool = False,
) -> Opsporingsdossier:
    """Lock a file that the viewer may see and act on. Raises BestaatNietError, GeenToegangError, AnderWasVoorError when it changed since version
    `gezien`, and OpsporingError when it is closed and the act is not one of after that.
    """
    dossier = get_dossier(viewer, dossier_id)
    check_bevoegd(viewer, handeling, namens=dossier.organisatie)
    dossier = Opsporingsdossier.objects.select_for_update().get(pk=dossier.pk)
    if gezien is not None and dossier.versie != gezien:
        raise AnderWasVoorError(
            "Dit dossier is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk opnieuw hoe het ervoor staat en kies dan."
        )
    if not gesloten and dossier.staat != Opsporingsdossier.Staat.OPEN:
        raise OpsporingError("Dit dossier is gesloten. Alleen de uitkomst van een overdracht kan er nog bij.")
    return dossier


def get_verdachte(dossier: Opsporingsdossier, verdachte_id: uuid.UUID | str) -> Verdachte:
    """Give a suspect of this file. Raises BestaatNietError."""
    gevonden = next((v for v in dossier.verdachten.all() if str(v.pk) == str(verdachte_id)), None)
    if gevonden is None:
        raise BestaatNietError("Deze verdachte staat niet in dit dossier.")
    return gevonden


def check_tekst(tekst: str, wat: str) -> str:
    """Refuse words that are hardly there. Raises OpsporingError."""
    if len(tekst.strip()) < KORTSTE:
        raise OpsporingError(
            f"{wat} is leeg of te kort. Schrijf het op, zo dat een ander het later begrijpt."
        )
    return tekst.strip()


def write_act(viewer: Viewer, dossier: Opsporingsdossier, handeling: str) -> None:
    """Write one act on a locked file: its version, and the line of the log of this room. The log of everybody says nothing."""
    dossier.versie += 1
    dossier.save()
    write_regel(viewer.actor, dossier, handeling)


def write_regel(actor: str, dossier: Opsporingsdossier, handeling: str, doel: str = "") -> None:
    """Write one line of the log of this room."""
    Opsporingslogregel.objects.create(
        moment=klok.now(),
        actor=actor,
        organisatie=dossier.organisatie,
        handeling=handeling,
        doel=doel,
        sleutel=derive_sleutel(dossier.pk),
    )


def check_doel(doel: str, organisatie: str) -> None:
    """Refuse to open a file without a purpose of the list. Raises OpsporingError."""
    check_keuze("opsporing.doeleinden", doel, klok.today(), dienst=organisatie)
