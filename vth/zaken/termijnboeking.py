"""Writing what happens to the terms of a locked zaak, and what follows: the last days, and the agenda."""

from datetime import date, timedelta

from vth.agenda.rules import Herinnering, Punt, derive_termijnpunten
from vth.agenda.services import replace_agendapunten
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer

from .models import Termijngebeurtenis, Zaak, Zaaktermijn
from .termijnklok import Klokgebeurtenis, Klokstand, Wat, check_gebeurtenis, derive_stand
from .termijnlezen import as_klokgebeurtenissen, list_lopend, read_klokregels
from .zaaksoort import Termijnafspraak, Zaaksoort


def begin_termijnen(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, vanaf: date | None = None) -> None:
    """Let every term of a kind of zaak begin: after the first day of the zaak, and one with a day of its own after `vanaf`."""
    for afspraak in soort.termijnen:
        dag = vanaf if vanaf and afspraak.eigen_dag else zaak.startdatum
        termijn = Zaaktermijn(
            zaak=zaak,
            code=afspraak.code,
            naam=afspraak.naam,
            regel=afspraak.regel,
            recht_op=zaak.recht_op,
            bevoegd_gezag=zaak.bevoegd_gezag,
            omgevingsdienst=zaak.leverancier,
            dag=dag,
        )
        begin = Klokgebeurtenis(Wat.BEGIN, dag)
        stand = derive_stand(read_klokregels(termijn, afspraak), [begin], na=afspraak.na)
        _take_over(termijn, stand)
        termijn.save()
        _create(viewer, termijn, 1, begin, afspraak.regel)
    put_agenda(zaak, soort)


def add_gebeurtenis(
    viewer: Viewer,
    termijn: Zaaktermijn,
    afspraak: Termijnafspraak,
    nieuw: Klokgebeurtenis,
    grondslag: str = "",
) -> Klokstand:
    """Let one thing happen to a term, where the law allows it. Raises ZaakError."""
    eerder = as_klokgebeurtenissen(termijn.gebeurtenissen.all())
    stand = check_gebeurtenis(read_klokregels(termijn, afspraak), eerder, nieuw, na=afspraak.na)
    _create(viewer, termijn, len(eerder) + 1, nieuw, grondslag)
    termijn.eenvoudig = False
    _take_over(termijn, stand)
    termijn.save()
    return stand


def correct_gebeurtenis(
    viewer: Viewer, termijn: Zaaktermijn, afspraak: Termijnafspraak, nieuw: Klokgebeurtenis
) -> Klokstand:
    """Write a day of a term as it should have been, whether the term still runs or not: what was written last counts.

    Raises ZaakError when something happened to it before the begin.
    """
    eerder = as_klokgebeurtenissen(termijn.gebeurtenissen.all())
    stand = derive_stand(read_klokregels(termijn, afspraak), [*eerder, nieuw], na=afspraak.na)
    _create(viewer, termijn, len(eerder) + 1, nieuw, "")
    termijn.eenvoudig = False
    if nieuw.wat is Wat.VERBETERING:
        termijn.dag = nieuw.dag
    _take_over(termijn, stand)
    termijn.save()
    return stand


def recompute_op_recht(termijn: Zaaktermijn, afspraak: Termijnafspraak, recht_op: date) -> None:
    """Work a term out again under the law of another day; what happened to it stays as it is."""
    termijn.recht_op = recht_op
    gebeurtenissen = as_klokgebeurtenissen(termijn.gebeurtenissen.all())
    _take_over(termijn, derive_stand(read_klokregels(termijn, afspraak), gebeurtenissen, na=afspraak.na))
    termijn.save()


def _create(viewer: Viewer, termijn: Zaaktermijn, nummer: int, g: Klokgebeurtenis, grondslag: str) -> None:
    """Write one event."""
    Termijngebeurtenis.objects.create(
        termijn=termijn,
        volgnummer=nummer,
        soort=g.wat.value,
        dag=g.dag,
        aantal=g.aantal,
        eenheid=g.eenheid,
        reden=g.reden[:1000],
        grondslag=grondslag[:200],
        door=viewer.actor,
        op=klok.now(),
    )


def _take_over(termijn: Zaaktermijn, stand: Klokstand) -> None:
    """Put on a term what lists and the agenda ask of it."""
    termijn.laatste_dag = stand.uitkomst.laatste_dag or OPEN_DAG
    termijn.opgeschort_sinds = stand.uitkomst.opgeschort_sinds
    termijn.voldaan_op, termijn.vervallen_op = stand.voldaan_op, stand.vervallen_op


def suspend_termijnen(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, dag: date, reden: str) -> None:
    """Let the terms that can stand still do so: from as many days after `dag` as the Awb says."""
    grond = find_grond("regelgeving.opschorting_aanvulling", geldig_op=zaak.recht_op)
    vanaf = dag + timedelta(days=int(grond.waarde))
    for termijn in list_lopend(zaak):
        afspraak = soort.get_termijn(termijn.code)
        if afspraak.opschorten and termijn.opgeschort_sinds is None:
            add_gebeurtenis(
                viewer, termijn, afspraak, Klokgebeurtenis(Wat.OPSCHORTING, vanaf, reden), grond.verwijzing
            )


def resume_termijnen(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, dag: date) -> None:
    """Let the terms that stand still go on from a day; one that was to stand still from a later day never did."""
    for termijn in list_lopend(zaak):
        sinds = termijn.opgeschort_sinds
        if sinds is not None:
            afspraak = soort.get_termijn(termijn.code)
            add_gebeurtenis(viewer, termijn, afspraak, Klokgebeurtenis(Wat.HERVATTING, max(dag, sinds)))


def end_termijnen(viewer: Viewer, zaak: Zaak, soort: Zaaksoort, dag: date, wat: str, reden: str) -> None:
    """End every term that still runs: what it asked is done (`voldaan`), or is not asked any more (`vervallen`)."""
    for termijn in list_lopend(zaak):
        op = max(dag, termijn.dag)
        add_gebeurtenis(
            viewer, termijn, soort.get_termijn(termijn.code), Klokgebeurtenis(Wat(wat), op, reden)
        )


def put_agenda(zaak: Zaak, soort: Zaaksoort) -> None:
    """Bring the most urgent last day of a zaak and its days in the agenda in line with its terms."""
    lopend = list_lopend(zaak)
    zaak.laatste_dag = min((t.laatste_dag for t in lopend), default=OPEN_DAG)
    Zaak.objects.filter(pk=zaak.pk).update(laatste_dag=zaak.laatste_dag)
    punten: list[Punt] = []
    for termijn in lopend if zaak.einddatum is None else ():
        if termijn.laatste_dag != OPEN_DAG:
            punten += derive_termijnpunten(
                termijn.code,
                f"{zaak.identificatie}: {termijn.naam.lower()}",
                termijn.laatste_dag,
                voor=zaak.behandelaar,
                rol="behandelaar",
                herinneringen=list_herinneringen(soort.get_termijn(termijn.code)),
            )
    replace_agendapunten(ding=zaak, namens=zaak.leverancier, punten=punten)


def list_herinneringen(afspraak: Termijnafspraak) -> list[Herinnering]:
    """Give when whom is reminded of a term."""
    return [Herinnering(dagen, rol) for dagen, rol in afspraak.herinneringen]
