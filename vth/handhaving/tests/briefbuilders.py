"""Builders with fixed values for letters: a measure of any instrument of which nothing lacks, and what followed it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from vth.handhaving.bestuursdwang import (
    Kostenbeschikking,
    NieuweBestuursdwang,
    NieuweKosten,
    record_bestuursdwang,
    record_kosten,
)
from vth.handhaving.horen import record_niet_gehoord
from vth.handhaving.invoer import Adressaatkeuze
from vth.handhaving.lastverzoeken import Lastbeslissing, NieuwLastverzoek, record_lastverzoek
from vth.handhaving.maatregelen import draft_besluit, impose_maatregel
from vth.handhaving.models import Handhavingsverzoek, Lastadressaat, Maatregel, Vervolgbesluit
from vth.handhaving.rules import DWANGSOM, LASTEN
from vth.handhaving.selectors import read_instrument
from vth.handhaving.services import record_legalisatie
from vth.handhaving.vervolgbesluiten import (
    record_invorderbesluit,
    record_kostenbesluit,
    record_lastbesluit,
    record_termijnbesluit,
)
from vth.handhaving.verzoeken import NieuwHandhavingsverzoek, record_handhavingsverzoek
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.toezicht.tests.builders import make_locatie
from vth.zaken.besluiten import record_bekendmaking, sign_besluit
from vth.zaken.models import Besluit
from vth.zaken.rules import Datums
from vth.zaken.tests.builders import BESTUUR, OD, approve

from .builders import DAG, JURIST, make_last, make_maatregel, make_opgelegd, make_overtreding, weeg
from .test_invorderen import do, forfeit

ZONDER_GELD: dict[str, Any] = {"modaliteit": "", "per": "", "bedrag_motivering": ""}
REDEN = "De kosten zijn gemaakt omdat de overtreder niets deed."


def make_klaar(instrument: str, **velden: Any) -> Maatregel:
    """Prepare a measure of which the law asks nothing more."""
    o = make_overtreding(gewogen=False, jurist=JURIST.actor)
    weeg(o, instrument)
    record_legalisatie(viewer=JURIST, overtreding_id=o.pk, keuze="geen", toelichting="Niets aangevraagd.")
    m = make_maatregel(o, instrument, **velden)
    if instrument in LASTEN:
        wie = o.overtreders.get().bronobject_id
        anders = {} if instrument == DWANGSOM else ZONDER_GELD | {"adressaten": [Adressaatkeuze(wie)]}
        make_last(m, **anders)
    if read_instrument(instrument, klok.today())["horen"]:
        record_niet_gehoord(
            viewer=JURIST, maatregel_id=m.pk, waarom="spoed", toelichting="Er lekte vloeistof."
        )
    m.refresh_from_db()
    return m


def make_concept(instrument: str, **velden: Any) -> tuple[Maatregel, Besluit]:
    """Draft the decision of a measure."""
    m = make_klaar(instrument, **velden)
    besluit = draft_besluit(viewer=JURIST, maatregel_id=m.pk)
    m.refresh_from_db()
    return m, besluit


def send_besluit(besluit: Besluit) -> Besluit:
    """Let a decision be approved, signed and sent today."""
    approve(besluit)
    sign_besluit(viewer=BESTUUR, besluit_id=besluit.pk)
    return record_bekendmaking(viewer=JURIST, besluit_id=besluit.pk, datums=Datums(verzenddatum=klok.today()))


def make_schuld(weken: int = 2) -> Maatregel:
    """Give a last of which some weeks were forfeited, with the voornemen to claim them."""
    m, wie = make_opgelegd()
    for v in forfeit(m, wie.pk, weken):
        do(v, "voornemen")
    m.refresh_from_db()
    return m


def make_invorderbesluit() -> Vervolgbesluit:
    """Draft the decision that claims what was forfeited."""
    m = make_schuld()
    ids = [v.pk for a in m.last.adressaten.all() for v in a.verbeurten.all()]
    return record_invorderbesluit(viewer=JURIST, verbeurten=ids, motivering="Er is geen reden om af te zien.")


def make_toegepast() -> Maatregel:
    """Give a last under bestuursdwang that was imposed long ago and applied, with its costs."""
    m = make_klaar("last_onder_bestuursdwang")
    besluit = draft_besluit(viewer=JURIST, maatregel_id=m.pk)
    lang = klok.today() - timedelta(days=30)
    Besluit.objects.filter(pk=besluit.pk).update(staat="bekendgemaakt", besluitdatum=lang, verzenddatum=lang)
    type(m.last).objects.filter(pk=m.pk).update(begunstiging_tot=lang + 3 * DAG)
    impose_maatregel(viewer=JURIST, maatregel_id=m.pk, op=lang)
    dag = lang + 5 * DAG
    gedaan = record_bestuursdwang(
        viewer=JURIST, maatregel_id=m.pk, nieuw=NieuweBestuursdwang(dag, dag, "Lekbak geleegd.")
    )
    kosten = NieuweKosten(gedaan.pk, "Afvoeren van 200 liter", Decimal("812.50"), dag, "F-1")
    record_kosten(viewer=JURIST, maatregel_id=m.pk, nieuw=kosten)
    m.refresh_from_db()
    return m


def make_kostenbesluit() -> Vervolgbesluit:
    """Draft the decision that claims the costs."""
    m = make_toegepast()
    wie = Lastadressaat.objects.get(last__maatregel=m)
    kosten = Kostenbeschikking(wie.pk, Decimal("812.50"), klok.today(), REDEN)
    return record_kostenbesluit(viewer=JURIST, maatregel_id=m.pk, kosten=kosten)


def make_termijnbesluit() -> Vervolgbesluit:
    """Draft the decision that lengthens the term of a last, which ends today."""
    m, _ = make_opgelegd()
    type(m.last).objects.filter(pk=m.pk).update(begunstiging_tot=klok.today())
    return record_termijnbesluit(
        viewer=JURIST,
        maatregel_id=m.pk,
        tot=klok.today() + timedelta(days=28),
        motivering="De inzamelaar kan pas later komen.",
    )


def make_lastbesluit() -> Vervolgbesluit:
    """Draft the decision on a request about a last."""
    m, wie = make_opgelegd()
    verzoek = record_lastverzoek(
        viewer=JURIST,
        maatregel_id=m.pk,
        nieuw=NieuwLastverzoek(
            wie.pk, "verminderen", "onmogelijk", klok.today(), "De inzamelaar kan pas later komen."
        ),
    )
    return record_lastbesluit(
        viewer=JURIST,
        maatregel_id=m.pk,
        verzoek_id=verzoek.pk,
        beslissing=Lastbeslissing(
            "verlaagd",
            klok.today(),
            "De inzamelaar bevestigt dat.",
            vanaf=klok.today(),
            bedrag=Decimal(500),
            maximum=Decimal(2000),
        ),
    )


def make_verzoek(*, met_verzoeker: bool = False, sleutel: str = "L-5") -> Handhavingsverzoek:
    """Take in a request to enforce at one site, by a neighbour when that is asked."""
    inhoud = {"geslachtsnaam": "Buurman", "voorletters": "B."}
    wie = (
        make_object("P-9", soort="natuurlijkpersoon", leverancier=OD, inhoud=inhoud, gebied="GM9901").pk
        if met_verzoeker
        else None
    )
    nieuw = NieuwHandhavingsverzoek(
        OD, "GM9901", make_locatie(sleutel).pk, "Er ruikt iets", klok.today(), verzoeker_id=wie
    )
    return record_handhavingsverzoek(viewer=JURIST, nieuw=nieuw)
