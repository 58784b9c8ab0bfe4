"""What every act here does: lock the thing, see that nobody was first, write the act, the log, the agenda and who worked on it."""

from datetime import date
from typing import TypeVar

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.models import Besluit

from .agendapunten import derive_eerste, list_maatregelpunten, list_overtredingpunten, write_agenda
from .kern import record_maatregelkern, record_overtredingkern
from .models import Maatregel, Maatregelgebeurtenis, Overtreding, Overtredingsgebeurtenis
from .rules import AnderWasVoorError, HandhavingError

D = TypeVar("D", Overtreding, Maatregel)
OVERTREDING, VERDELEN, MAATREGEL, GELD = (
    "overtreding.record",
    "overtreding.assign",
    "maatregel.record",
    "invordering.record",
)
KORTSTE_REDEN = 5
# Acts after which others may want to know, and states of a measure that they may know.
KERNACTEN = (
    "stel_vast",
    "overtreder",
    "afweging",
    "handhaven",
    "niet_handhaven",
    "beeindig",
    "heropen",
    "vervalt",
)
GEDEELD = ("lopend", "uitgewerkt", "afgerond", "ingetrokken", "vernietigd")
IN_VOORBEREIDING = (Maatregel.Staat.CONCEPT, Maatregel.Staat.VOORNEMEN)
ONDERTEKEND = (Besluit.Staat.ONDERTEKEND, Besluit.Staat.BEKENDGEMAAKT)


def lock_overtreding(overtreding: Overtreding, gezien: int | None) -> Overtreding:
    """Lock a violation that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    return _check_versie(
        Overtreding.objects.select_for_update().get(pk=overtreding.pk), "Overtreding", gezien
    )


def lock_maatregel(maatregel: Maatregel, gezien: int | None) -> Maatregel:
    """Lock a measure that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    return _check_versie(Maatregel.objects.select_for_update().get(pk=maatregel.pk), "Maatregel", gezien)


def _check_versie(vast: D, wat: str, gezien: int | None) -> D:
    """Refuse when somebody was first."""
    if gezien is not None and vast.versie != gezien:
        raise AnderWasVoorError(
            f"{wat} {vast.kenmerk} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk opnieuw hoe het er "
            "voor staat en kies dan."
        )
    return vast


def lock_voorbereiding(maatregel: Maatregel, gezien: int | None) -> Maatregel:
    """Lock a measure that is still prepared. Raises HandhavingError when it was imposed, or its decision was signed."""
    maatregel = lock_maatregel(maatregel, gezien)
    if maatregel.staat not in IN_VOORBEREIDING:
        raise HandhavingError(
            f"Maatregel {maatregel.kenmerk} is {maatregel.get_staat_display()}. Wat is opgelegd, verandert alleen door een nieuw besluit."
        )
    if maatregel.besluit is not None and maatregel.besluit.staat in ONDERTEKEND:
        raise HandhavingError(
            f"Besluit {maatregel.besluit.identificatie} is ondertekend. Neem een nieuw besluit om de inhoud te veranderen."
        )
    return maatregel


def record_overtredingact(
    viewer: Viewer,
    overtreding: Overtreding,
    handeling: str,
    *,
    naar: str = "",
    reden: str = "",
    **inhoud: object,
) -> None:
    """Write one act on a locked violation: its state and version, the event, the line of the log, its days, and who worked on what."""
    if naar:
        overtreding.staat = naar
    overtreding.versie += 1
    punten = list_overtredingpunten(overtreding)
    overtreding.laatste_dag, overtreding.waarom = derive_eerste(punten)
    overtreding.save()
    Overtredingsgebeurtenis.objects.create(
        overtreding=overtreding,
        volgnummer=overtreding.versie,
        handeling=handeling,
        naar=naar,
        op=klok.now(),
        door=viewer.actor,
        reden=reden.strip()[:1000],
    )
    _log(viewer, overtreding, "overtreding", handeling, naar, inhoud)
    write_agenda(overtreding, punten)
    if naar:
        _refresh_maatregelen(overtreding)
    if handeling in KERNACTEN:
        record_overtredingkern(viewer, overtreding)


def _refresh_maatregelen(overtreding: Overtreding) -> None:
    """Work out again what of the measures in force comes first, after a violation ended or opened again."""
    lopend = Maatregel.objects.filter(overtredingen__overtreding=overtreding, staat=Maatregel.Staat.LOPEND)
    for maatregel in lopend.select_for_update().order_by("pk"):
        refresh_dagen(maatregel)
        maatregel.save(update_fields=["laatste_dag", "waarom"])


def record_maatregelact(
    viewer: Viewer,
    maatregel: Maatregel,
    handeling: str,
    *,
    naar: str = "",
    dag: date | None = None,
    reden: str = "",
    **inhoud: object,
) -> None:
    """Write one act on a locked measure: its state and version, the event, the line of the log, its days, and who worked on what."""
    if naar:
        maatregel.staat = naar
    maatregel.versie += 1
    refresh_dagen(maatregel)
    maatregel.save()
    Maatregelgebeurtenis.objects.create(
        maatregel=maatregel,
        volgnummer=maatregel.versie,
        handeling=handeling,
        naar=naar,
        dag=dag,
        op=klok.now(),
        door=viewer.actor,
        reden=reden.strip()[:1000],
    )
    _log(viewer, maatregel, "maatregel", handeling, naar, inhoud)
    if maatregel.staat in GEDEELD:
        record_maatregelkern(viewer, maatregel)


def refresh_dagen(maatregel: Maatregel) -> None:
    """Work out again what of a measure comes first, and put its days in the agenda; the caller saves it."""
    punten = list_maatregelpunten(maatregel)
    maatregel.laatste_dag, maatregel.waarom = derive_eerste(punten)
    write_agenda(maatregel, punten)


def refresh_overtredingen(viewer: Viewer, maatregel: Maatregel, *, handhaven: bool = False) -> None:
    """Work out again what of the violations of a measure comes first, after the measure changed; with `handhaven` it is decided that one is taken."""
    for overtreding in Overtreding.objects.filter(maatregelen__maatregel=maatregel).select_for_update():
        if handhaven and overtreding.indicatie_handhaving is None:
            overtreding.indicatie_handhaving = True
            record_overtredingkern(viewer, overtreding)
        punten = list_overtredingpunten(overtreding)
        overtreding.laatste_dag, overtreding.waarom = derive_eerste(punten)
        overtreding.save(update_fields=["laatste_dag", "waarom", "indicatie_handhaving"])
        write_agenda(overtreding, punten)


def _log(
    viewer: Viewer,
    ding: Overtreding | Maatregel,
    soort: str,
    handeling: str,
    naar: str,
    inhoud: dict[str, object],
) -> None:
    """Write the line of the log, and that the viewer worked on it."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=ding.leverancier,
        handeling=f"{soort}.{handeling}",
        onderwerp=(soort, str(ding.pk)),
        inhoud={"versie": ding.versie, "naar": naar, **{k: str(v) for k, v in inhoud.items()}},
    )
    record_betrokkenheid(viewer=viewer, onderwerp=(soort, str(ding.pk)), handeling=f"{soort}.{handeling}")
