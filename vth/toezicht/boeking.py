"""What every act on a controle does: lock it, see that nobody was first, write the act, the log and who worked on it."""

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.models import Betrokkenheid
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer
from vth.zaken.controle import NieuweZaak, Over
from vth.zaken.models import Zaak
from vth.zaken.services import open_zaak

from .models import Controle, Controlegebeurtenis, Controleonderwerp
from .rules import AnderWasVoorError

SCHRIJVEN, VERDELEN = "controle.record", "controle.assign"
# What counts as supervision at a site or activity: planning alone does not.
TOEZICHT = ("begin", "bevinding", "rond_af")


def lock_controle(controle: Controle, gezien: int | None) -> Controle:
    """Lock a controle that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Controle.objects.select_for_update().get(pk=controle.pk)
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"Controle {vast.kenmerk} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk haar opnieuw "
            "en kies dan."
        )
    return vast


def record_act(
    viewer: Viewer, controle: Controle, handeling: str, *, naar: str = "", reden: str = "", **inhoud: object
) -> None:
    """Write one act on a locked controle: its state and version, the event, the line of the log, and who worked on what."""
    if naar:
        controle.staat = naar
    controle.versie += 1
    controle.laatste_dag = controle.uiterlijk_op or controle.gepland_op or OPEN_DAG
    controle.save()
    Controlegebeurtenis.objects.create(
        controle=controle,
        volgnummer=controle.versie,
        handeling=handeling,
        naar=naar,
        op=klok.now(),
        door=viewer.actor,
        reden=reden.strip()[:1000],
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=controle.leverancier,
        handeling=f"controle.{handeling}",
        onderwerp=("controle", str(controle.pk)),
        inhoud={"versie": controle.versie, "naar": naar, **{k: str(v) for k, v in inhoud.items()}},
    )
    record_betrokkenheid(
        viewer=viewer, onderwerp=("controle", str(controle.pk)), handeling=f"controle.{handeling}"
    )
    if handeling in TOEZICHT:
        _note_toezicht(viewer, controle)


def _note_toezicht(viewer: Viewer, controle: Controle) -> None:
    """Write once per controle that the viewer supervised each site and activity that it is about."""
    taak = f"controle.{controle.pk}"
    ids = [
        str(id_)
        for id_ in Controleonderwerp.objects.filter(controle=controle).values_list("bronobject_id", flat=True)
    ]
    bekend = Betrokkenheid.objects.filter(
        onderwerp_soort="bronobject", onderwerp_id__in=ids, betrokkene=viewer.actor, handeling=taak
    )
    al = set(bekend.values_list("onderwerp_id", flat=True))
    for id_ in ids:
        if id_ not in al:
            record_betrokkenheid(viewer=viewer, onderwerp=("bronobject", id_), handeling=taak)


def open_dossier(viewer: Viewer, controle: Controle) -> Zaak:
    """Give the zaak of a locked controle, in which its documents and letters live; opened at the first one that needs it.

    Raises GeenToegangError when the viewer may not open a zaak.
    """
    if controle.zaak is not None:
        return controle.zaak
    rijen = Controleonderwerp.objects.filter(controle=controle).values_list("bronobject_id", "rol")
    controle.zaak = open_zaak(
        viewer=viewer,
        nieuw=NieuweZaak(
            zaaksoort="controle",
            organisatie=controle.leverancier,
            gebied=controle.gebied,
            omschrijving=f"{controle.kenmerk} {controle.omschrijving}"[:300],
            startdatum=klok.today(),
            onderwerpen=[Over(id_, rol) for id_, rol in rijen],
            bevoegd_gezag=controle.bevoegd_gezag,
            behandelaar=controle.inspecteur,
            team=controle.team,
            vertrouwelijkheid=controle.vertrouwelijkheid,
        ),
    )
    controle.save(update_fields=["zaak"])
    return controle.zaak
