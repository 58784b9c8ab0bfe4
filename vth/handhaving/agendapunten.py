"""The days of a violation and a measure in the agenda: what is asked first, and what can be lost."""

from collections.abc import Sequence
from datetime import date, timedelta

from vth.agenda.rules import Punt
from vth.agenda.services import replace_agendapunten
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import OPEN_DAG, derive_legal_day

from .ingetrokken import find_ingetrokken
from .models import Bestuursdwang, Last, Lastverzoek, Maatregel, Overtreding, Verbeurte, Vervolgbesluit
from .selectors import find_hersteldatum, find_regel, list_schorsingen
from .termijnlezen import derive_beslistermijn

ROL = "handhavingsjurist"
Staat = Maatregel.Staat


def write_agenda(ding: Overtreding | Maatregel | Verbeurte, punten: Sequence[Punt]) -> None:
    """Bring the agenda up to date with one thing, in the act that changed it."""
    replace_agendapunten(ding=ding, namens=ding.leverancier, punten=punten)


def derive_eerste(punten: Sequence[Punt]) -> tuple[date, str]:
    """Give the first of the days, and what is asked then; the open day when nothing is."""
    eerste = min(punten, key=lambda p: p.dag, default=None)
    return (eerste.dag, eerste.titel[:100]) if eerste else (OPEN_DAG, "")


def list_overtredingpunten(overtreding: Overtreding) -> list[Punt]:
    """List what is asked of a violation that stands: to weigh it, and then to choose a measure or decide not to enforce."""
    if overtreding.staat != Overtreding.Staat.VASTGESTELD or overtreding.indicatie_handhaving is not None:
        return []
    afweging, wat = overtreding.afwegingen.order_by("-volgnummer").first(), "Afwegen"
    if afweging is not None:
        if overtreding.maatregelen.exclude(maatregel__staat=Staat.VERVALLEN).exists():
            return []
        wat = "Maatregel kiezen"
    tijd = find_regel(
        "handhaving.werktijd",
        overtreding.recht_op,
        gezag=overtreding.bevoegd_gezag,
        dienst=overtreding.leverancier,
    ).waarde
    sinds = derive_legal_day(afweging.op if afweging else overtreding.geregistreerd_op)
    dag = sinds + timedelta(days=int(tijd))
    return [
        Punt(
            "afwegen",
            "herinnering",
            dag,
            f"{wat}: {overtreding.kenmerk} {overtreding.aard}"[:300],
            ROL,
            overtreding.jurist,
        )
    ]


def list_maatregelpunten(maatregel: Maatregel) -> list[Punt]:
    """List the days of a measure that are still to come or were not met."""
    return [*_list_looppunten(maatregel), *_list_verzoekpunten(maatregel), *_list_vervolgpunten(maatregel)]


def _list_vervolgpunten(maatregel: Maatregel) -> list[Punt]:
    """List the decisions that were sent and still do nothing: something stood in the way at night."""
    if maatregel.opgelegd_op is None:
        return []
    rijen = Vervolgbesluit.objects.filter(
        maatregel=maatregel, uitvoering=None, besluit__verzenddatum__isnull=False
    )
    return [
        Punt(
            f"vervolg:{v.besluit.identificatie}",
            "termijn",
            max(v.besluit.verzenddatum, v.vanaf or v.besluit.verzenddatum),
            f"Verzonden besluit {v.besluit.identificatie} is nog niet verwerkt: {maatregel.kenmerk} {maatregel.omschrijving}"[
                :300
            ],
            ROL,
            maatregel.jurist,
        )
        for v in rijen.select_related("besluit").order_by("besluit_id")
        if v.besluit.verzenddatum is not None
    ]


def _list_verzoekpunten(maatregel: Maatregel) -> list[Punt]:
    """List by when is decided on what was asked about a last in force."""
    if maatregel.staat not in (Staat.LOPEND, Staat.UITGEWERKT):
        return []
    return [
        Punt(
            f"lastverzoek:{v.volgnummer}",
            "termijn",
            derive_beslistermijn(v.stand.ontvangen_op).laatste_dag or v.stand.beslissen_voor,
            f"Beslissen op verzoek over de last: {maatregel.kenmerk} {maatregel.omschrijving}"[:300],
            ROL,
            maatregel.jurist,
        )
        for v in Lastverzoek.objects.filter(last=maatregel.pk, besluit=None)
        .prefetch_related("dagen")
        .order_by("volgnummer")
    ]


def _list_looppunten(maatregel: Maatregel) -> list[Punt]:
    """List the days of how a measure goes by itself."""
    wat, voor = f"{maatregel.kenmerk} {maatregel.omschrijving}", maatregel.jurist
    if maatregel.staat in (Staat.CONCEPT, Staat.VOORNEMEN):
        gedaan = Bestuursdwang.objects.filter(last=maatregel.pk).order_by("volgnummer").first()
        if gedaan is not None:
            titel = f"Besluit alsnog bekendmaken, bestuursdwang is toegepast: {wat}"[:300]
            return [Punt("alsnog", "termijn", gedaan.tot, titel, ROL, voor)]
    if maatregel.staat == Staat.VOORNEMEN and maatregel.zienswijze_tot and not maatregel.zienswijze_op:
        return [
            Punt("zienswijze", "termijn", maatregel.zienswijze_tot, f"Zienswijze tot: {wat}"[:300], ROL, voor)
        ]
    if maatregel.staat == Staat.LOPEND:
        last = Last.objects.filter(maatregel=maatregel).first()
        if last and last.begunstiging_tot:
            if find_hersteldatum(maatregel):
                return []
            dag = _find_hercontrole(last, last.begunstiging_tot + timedelta(days=1))
            titel = f"Hercontrole, termijn voorbij: {wat}"[:300]
            return [Punt("begunstiging", "termijn", dag, titel, ROL, voor)] if dag else []
        if maatregel.tot:
            return [Punt("tot", "termijn", maatregel.tot, f"Loopt af: {wat}"[:300], ROL, voor)]
    return []


def _find_hercontrole(last: Last, dag: date) -> date | None:
    """Give the first day from `dag` on which the last holds; none while it is suspended for everybody and nobody knows until when."""
    for s in list_schorsingen(last):
        if s.adressaat_id is None and s.loopt_op(dag):
            if s.tot is None:
                return None
            dag = s.tot + timedelta(days=1)
    return dag


def list_verbeurtepunten(verbeurte: Verbeurte, wat: str, voor: str) -> list[Punt]:
    """List the days of one forfeited amount: by when it is to be paid, and the alarms before it lapses."""
    if verbeurte.staat != Verbeurte.Staat.OPEN:
        return []
    titel = f"Verjaart op {as_dagtekst(verbeurte.laatste_dag)}: € {verbeurte.bedrag} {wat}"[:300]
    punten = [Punt("verjaring", "termijn", verbeurte.laatste_dag, titel, ROL, voor)]
    punten += [
        Punt(f"verjaring:{n}", "herinnering", verbeurte.laatste_dag - timedelta(days=n), titel, ROL, voor)
        for n in find_regel("handhaving.verjaringsalarm", verbeurte.dag, dienst=verbeurte.leverancier).waarde[
            "melden"
        ]
    ]
    if (weg := find_ingetrokken(verbeurte)) is not None:
        titel = f"Bevinding ingetrokken onder € {verbeurte.bedrag} {wat}"[:300]
        punten.append(Punt("ingetrokken", "termijn", weg, titel, ROL, voor))
    if verbeurte.ingevorderd_op is None:
        dag = verbeurte.betalen_voor + timedelta(days=1)
        punten.append(
            Punt("betalen", "herinnering", dag, f"Niet betaald: € {verbeurte.bedrag} {wat}"[:300], ROL, voor)
        )
    return punten
