"""What befalls the lasts of the story once they are imposed: suspended by a judge, lifted on request, applied with the costs claimed. Days are days ago."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from vth.handhaving import bestuursdwang, lastverzoeken, schorsen
from vth.handhaving.betalen import NieuweBetaling, record_betaling
from vth.handhaving.models import Lastadressaat, Lastverzoek, Maatregel
from vth.tijd import klok
from vth.toegang.rules import Viewer

Verhaal = Mapping[str, Any]


def suspend(viewer: Viewer, maatregel: Maatregel, stuk: Verhaal) -> None:
    """Note that a judge or the authority suspended a last."""
    nieuw = schorsen.NieuweSchorsing(
        stuk["instantie"], _dag(stuk["van"]), stuk["reden"], _dag(stuk["tot"]), kenmerk=stuk["kenmerk"]
    )
    schorsen.record_schorsing(viewer=viewer, maatregel_id=maatregel.pk, nieuw=nieuw)


def ask_and_decide(viewer: Viewer, maatregel: Maatregel, stuk: Verhaal) -> None:
    """Take in what an addressee asks about the last, and decide where the story does."""
    wat: dict[str, Any] = {"viewer": viewer, "maatregel_id": maatregel.pk}
    nieuw = lastverzoeken.NieuwLastverzoek(
        _list_adressaten(maatregel)[stuk["wie"]].pk,
        stuk["vraag"],
        stuk["grond"],
        _dag(stuk["dag"]),
        stuk["toelichting"],
    )
    verzoek: Lastverzoek = lastverzoeken.record_lastverzoek(nieuw=nieuw, **wat)
    if besluit := stuk.get("besluit"):
        dag = _dag(besluit["dag"])
        vanaf = dag if besluit["uitkomst"] != "afgewezen" else None
        beslissing = lastverzoeken.Lastbeslissing(
            besluit["uitkomst"], dag, besluit["motivering"], vanaf=vanaf, kenmerk=besluit["kenmerk"]
        )
        lastverzoeken.decide_lastverzoek(verzoek_id=verzoek.pk, beslissing=beslissing, **wat)


def apply_bestuursdwang(viewer: Viewer, maatregel: Maatregel, stuk: Verhaal) -> None:
    """Note what the authority did itself, and what it cost."""
    wat: dict[str, Any] = {"viewer": viewer, "maatregel_id": maatregel.pk}
    nieuw = bestuursdwang.NieuweBestuursdwang(_dag(stuk["van"]), _dag(stuk["tot"]), stuk["omschrijving"])
    gedaan = bestuursdwang.record_bestuursdwang(nieuw=nieuw, **wat)
    for k in stuk["kosten"]:
        kosten = bestuursdwang.NieuweKosten(
            gedaan.pk, k["omschrijving"], Decimal(k["bedrag"]), _dag(k["dag"]), k["kenmerk"]
        )
        bestuursdwang.record_kosten(nieuw=kosten, **wat)


def claim_kosten(viewer: Viewer, maatregel: Maatregel, stuk: Verhaal) -> None:
    """Claim costs from an addressee, and write what he paid."""
    nieuw = bestuursdwang.Kostenbeschikking(
        _list_adressaten(maatregel)[stuk["wie"]].pk,
        Decimal(stuk["bedrag"]),
        _dag(stuk["dag"]),
        stuk["motivering"],
        stuk["kenmerk"],
    )
    verbeurte = bestuursdwang.record_kostenbeschikking(viewer=viewer, maatregel_id=maatregel.pk, nieuw=nieuw)
    if betaald := stuk.get("betaald"):
        boeking = NieuweBetaling(
            betaald["kenmerk"], "betaling", Decimal(betaald["bedrag"]), _dag(betaald["dag"])
        )
        record_betaling(viewer=viewer, verbeurte_id=verbeurte.pk, nieuw=boeking)


def _list_adressaten(maatregel: Maatregel) -> list[Lastadressaat]:
    """List who must obey, in the order of the story."""
    return list(Lastadressaat.objects.filter(last__maatregel=maatregel).order_by("pk"))


def _dag(geleden: int) -> date:
    """Give a day of so many days ago."""
    return klok.today() - timedelta(days=geleden)
