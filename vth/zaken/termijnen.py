"""What people do with a term of a zaak: let it stand still, go on, extend it, and note that it was called late."""

import uuid
from datetime import date

from django.db import transaction

from vth.regelgeving.selectors import find_termijn
from vth.regelgeving.termijnen import derive_einde
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vormgeving.opmaak import format_datum

from .boeking import lock_zaak, record_act
from .models import Zaak, Zaaktermijn
from .rules import ZaakError
from .selectors import get_zaak, read_soort
from .services import RECHT
from .termijnboeking import add_gebeurtenis, correct_gebeurtenis, put_agenda
from .termijnklok import Klokgebeurtenis, Klokstand, Wat
from .termijnlezen import read_klokregels, read_stand
from .zaaksoort import Termijnafspraak, Zaaksoort


@transaction.atomic
@claim_alles()
def record_opschorting(
    *,
    viewer: Viewer,
    zaak_id: uuid.UUID,
    termijn: str,
    vanaf: date,
    reden: str,
    grondslag: str,
    gezien: int | None = None,
) -> Klokstand:
    """Let a term stand still from a day on, until it is resumed. Raises GeenToegangError, BestaatNietError, ZaakError.

    A reason and the article must be given: a term stands still only where the law says so (Awb 4:15).
    """
    zaak, soort, rij, afspraak = _open(viewer, zaak_id, termijn, gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    if not afspraak.opschorten:
        raise ZaakError(f"De termijn ‘{rij.naam}’ kan volgens de wet niet worden opgeschort.")
    _ask(reden, "Schrijf op waarom de termijn stilstaat.")
    _ask(grondslag, "Noem het artikel waarop de opschorting rust, zoals Awb 4:15.")
    return _apply(viewer, zaak, soort, rij, Klokgebeurtenis(Wat.OPSCHORTING, vanaf, reden), grondslag)


@transaction.atomic
@claim_alles()
def record_hervatting(
    *, viewer: Viewer, zaak_id: uuid.UUID, termijn: str, op: date, reden: str = "", gezien: int | None = None
) -> Klokstand:
    """Let a term that stands still go on from a day. Raises GeenToegangError, BestaatNietError, ZaakError."""
    zaak, soort, rij, _ = _open(viewer, zaak_id, termijn, gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    return _apply(viewer, zaak, soort, rij, Klokgebeurtenis(Wat.HERVATTING, op, reden), "")


@transaction.atomic
@claim_alles()
def record_verlenging(
    *,
    viewer: Viewer,
    zaak_id: uuid.UUID,
    termijn: str,
    aantal: int,
    eenheid: str,
    bekendgemaakt_op: date,
    reden: str,
    gezien: int | None = None,
) -> Klokstand:
    """Extend a term: once, within it, and no longer than the law allows.

    Raises GeenToegangError, BestaatNietError, and ZaakError that says what the law allows.
    """
    zaak, soort, rij, afspraak = _open(viewer, zaak_id, termijn, gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    _ask(reden, "Schrijf op waarom er meer tijd nodig is; de aanvrager moet dat lezen.")
    if aantal < 1 or eenheid not in ("dagen", "weken", "maanden"):
        raise ZaakError(
            f"Een verlenging van {aantal} {eenheid[:20]} kan niet. Geef een aantal dagen, weken of maanden."
        )
    _check_verlengbesluit(rij, afspraak, bekendgemaakt_op)
    g = Klokgebeurtenis(Wat.VERLENGING, bekendgemaakt_op, reden, aantal, eenheid)
    regels = read_klokregels(rij, afspraak)
    grond = regels.verlenging.grond.verwijzing if regels.verlenging and regels.verlenging.grond else ""
    return _apply(viewer, zaak, soort, rij, g, grond)


def _check_verlengbesluit(rij: Zaaktermijn, afspraak: Termijnafspraak, op: date) -> None:
    """Refuse an extension after the days within which the law lets one decide on it (Awb 3:18, tweede lid)."""
    if not afspraak.verlengbesluit:
        return
    regels = read_klokregels(rij, afspraak)
    binnen = derive_einde(
        find_termijn(afspraak.verlengbesluit, geldig_op=rij.recht_op, bevoegd_gezag=rij.bevoegd_gezag),
        rij.dag,
        regels=regels.regels,
        gebeurtenis=afspraak.na,
    )
    if binnen.laatste_dag is not None and op > binnen.laatste_dag:
        raise ZaakError(
            f"Over verlengen van deze termijn wordt {binnen.samenvatting} besloten. {format_datum(op)} is te laat. Neem het besluit binnen de "
            "termijn die er is."
        )


@transaction.atomic
@claim_alles()
def record_ingebrekestelling(
    *,
    viewer: Viewer,
    zaak_id: uuid.UUID,
    termijn: str,
    ontvangen_op: date,
    reden: str = "",
    gezien: int | None = None,
) -> Klokstand:
    """Note that somebody called a decision late (Awb 4:17); one that came too early is refused, and says so.

    With a `reden` the day of one that was noted before is put right: what stood there stays as an event, and the penalty is worked out again.
    Raises GeenToegangError, BestaatNietError, ZaakError.
    """
    zaak, soort, rij, afspraak = _open(viewer, zaak_id, termijn, gezien)
    check_bevoegd(viewer, RECHT, namens=zaak.leverancier)
    if ontvangen_op > klok.today():
        raise ZaakError(
            f"Ontvangen op {format_datum(ontvangen_op)} is in de toekomst. Geef de dag waarop de brief binnenkwam."
        )
    stand = read_stand(rij, afspraak)
    eerder = stand.in_gebreke_op or stand.te_vroeg_op
    if reden.strip() and eerder is not None:
        g = Klokgebeurtenis(
            Wat.INGEBREKESTELLING, ontvangen_op, f"dag verbeterd, was {format_datum(eerder)}: {reden.strip()}"
        )
        return _correct(viewer, zaak, soort, rij, g)
    if stand.in_gebreke_op is not None:
        raise ZaakError(
            "Bij deze termijn is al een ingebrekestelling ontvangen. De dwangsom loopt vanaf de eerste. Klopt de dag daarvan niet, schrijf dan op waarom."
        )
    g = Klokgebeurtenis(Wat.INGEBREKESTELLING, ontvangen_op, "ingebrekestelling")
    return _apply(viewer, zaak, soort, rij, g, "Awb 4:17, derde lid")


def _open(
    viewer: Viewer, zaak_id: uuid.UUID, code: str, gezien: int | None
) -> tuple[Zaak, Zaaksoort, Zaaktermijn, Termijnafspraak]:
    """Give a locked zaak with its kind and one of its terms."""
    zaak = get_zaak(viewer, zaak_id)
    zaak = lock_zaak(zaak, gezien)
    soort = read_soort(zaak)
    afspraak = soort.get_termijn(code)
    return zaak, soort, zaak.termijnen.get(code=code), afspraak


def _apply(
    viewer: Viewer, zaak: Zaak, soort: Zaaksoort, rij: Zaaktermijn, g: Klokgebeurtenis, grondslag: str
) -> Klokstand:
    """Let it happen to the term, write it as an act on the zaak, and bring lists and agenda in line."""
    stand = add_gebeurtenis(viewer, rij, soort.get_termijn(rij.code), g, grondslag)
    naar = stand.uitkomst.samenvatting[:200]
    record_act(
        viewer, zaak, g.wat.value, dag=g.dag, van=rij.code, naar=naar, reden=g.reden, grondslag=grondslag
    )
    put_agenda(zaak, soort)
    return stand


def _correct(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, rij: Zaaktermijn, g: Klokgebeurtenis) -> Klokstand:
    """Write a day as it should have been, as an act on the zaak, and bring lists and agenda in line."""
    stand = correct_gebeurtenis(viewer, rij, soort.get_termijn(rij.code), g)
    record_act(viewer, zaak, g.wat.value, dag=g.dag, van=rij.code, reden=g.reden)
    put_agenda(zaak, soort)
    return stand


def _ask(tekst: str, melding: str) -> None:
    """Refuse to go on without words."""
    if not tekst.strip():
        raise ZaakError(melding)
