"""The proces-verbaal: written, looked over by its list of points, and closed by who made it."""

import uuid
from collections.abc import Mapping
from typing import Any

from vth.tijd import klok
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import check_tekst, get_verdachte, lock_dossier, write_act
from .eigen import in_eigen
from .models import Opsporingsdossier, Procesverbaal
from .rules import JA, NEE, NVT, OpsporingError, list_pv_gebreken
from .selectors import OPSPOREN, BestaatNietError, read_keuzes

KWALITEIT = "opsporing.pv_kwaliteit"


def record_procesverbaal(
    *,
    viewer: Viewer,
    dossier_id: uuid.UUID,
    titel: str,
    tekst: str,
    verdachte: uuid.UUID | None = None,
    gezien: int | None = None,
) -> Procesverbaal:
    """Begin a proces-verbaal. Raises OpsporingError without a title or words."""
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        pv = Procesverbaal.objects.create(
            dossier=dossier,
            verdachte=get_verdachte(dossier, verdachte) if verdachte else None,
            titel=check_tekst(titel, "De titel")[:300],
            tekst=check_tekst(tekst, "De tekst"),
            opgesteld_op=klok.now(),
            opgesteld_door=viewer.actor,
        )
        write_act(viewer, dossier, "procesverbaal.record")
    return pv


def record_kwaliteit(
    *,
    viewer: Viewer,
    dossier_id: uuid.UUID,
    procesverbaal: uuid.UUID,
    antwoorden: Mapping[str, Mapping[str, str]],
    tekst: str = "",
    gezien: int | None = None,
) -> Procesverbaal:
    """Answer the points of the list, and write the text again where one was given.

    Raises OpsporingError for a point or an answer that does not exist, and for a proces-verbaal that is closed.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        pv = _get_open(dossier, procesverbaal)
        punten = read_punten(dossier)
        if vreemd := sorted(set(antwoorden) - set(punten)):
            raise OpsporingError(
                f"Punt {', '.join(vreemd)} staat niet op de lijst. Kies uit: {', '.join(punten)}."
            )
        for code, antwoord in antwoorden.items():
            if antwoord.get("oordeel", "") not in ("", JA, NEE, NVT):
                raise OpsporingError(
                    f"Het antwoord bij ‘{punten[code]['vraag']}’ is niet ja, nee of niet van toepassing. Kies een van die drie."
                )
        pv.kwaliteit = pv.kwaliteit | {c: dict(a) for c, a in antwoorden.items()}
        pv.tekst = check_tekst(tekst, "De tekst") if tekst else pv.tekst
        pv.save()
        write_act(viewer, dossier, "procesverbaal.kwaliteit")
    return pv


def close_procesverbaal(
    *, viewer: Viewer, dossier_id: uuid.UUID, procesverbaal: uuid.UUID, gezien: int | None = None
) -> Procesverbaal:
    """Close a proces-verbaal; from then on nothing in it changes.

    Raises OpsporingError for who did not make it, and while a point of the list is open: all are told at once.
    """
    check_bevoegd(viewer, OPSPOREN)
    with in_eigen():
        dossier = lock_dossier(viewer, dossier_id, OPSPOREN, gezien=gezien)
        pv = _get_open(dossier, procesverbaal)
        if pv.opgesteld_door != viewer.actor:
            raise OpsporingError(
                "Alleen wie het proces-verbaal opmaakte, sluit het: het is zijn eigen verklaring. Vraag die collega."
            )
        if gebreken := list_pv_gebreken(pv.kwaliteit, read_punten(dossier)):
            raise OpsporingError("Het proces-verbaal kan nog niet dicht. " + " ".join(gebreken))
        pv.gesloten_op = klok.now()
        pv.save()
        write_act(viewer, dossier, "procesverbaal.close")
    return pv


def read_punten(dossier: Opsporingsdossier) -> Mapping[str, Mapping[str, Any]]:
    """Give the points of the list as they are today for the organisation of a file."""
    return read_keuzes(KWALITEIT, klok.today(), dienst=dossier.organisatie)


def _get_open(dossier: Opsporingsdossier, id_: uuid.UUID) -> Procesverbaal:
    """Give one of this file that is not closed. Raises BestaatNietError and OpsporingError."""
    pv = dossier.processenverbaal.select_for_update().filter(pk=id_).first()
    if pv is None:
        raise BestaatNietError("Dit proces-verbaal staat niet in dit dossier.")
    if pv.gesloten_op is not None:
        raise OpsporingError(
            "Dit proces-verbaal is gesloten en verandert niet meer. Maak een aanvullend proces-verbaal."
        )
    return pv
