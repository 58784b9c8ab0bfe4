"""What rests on a finding that was withdrawn afterwards: told on the page of a measure and of an amount, and in the agenda; what is in force stays until somebody decides.

Why it was withdrawn stands with the controle, for who may see that.
"""

from datetime import date

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import derive_legal_day
from vth.toezicht.models import Bevinding

from .models import Maatregel, Verbeurte
from .rules import IN_KRACHT


def find_ingetrokken(verbeurte: Verbeurte) -> date | None:
    """Give the day on which the finding that an amount rests on was withdrawn; none when it stands, or when the proof was told in words."""
    op = verbeurte.bevinding.ingetrokken_op if verbeurte.bevinding is not None else None
    return derive_legal_day(op) if op else None


def say_ingetrokken(verbeurte: Verbeurte) -> str:
    """Say what is wrong with an amount that rests on a withdrawn finding, and what to do; empty when nothing is."""
    dag = find_ingetrokken(verbeurte)
    if dag is None or verbeurte.staat == Verbeurte.Staat.VERNIETIGD:
        return ""
    return (
        f"De bevinding waaruit dit blijkt, is ingetrokken op {as_dagtekst(dag)}. Ga na of ander bewijs er is (Awb 3:2). Is dat er niet, vorder dan niet in: boek het "
        "bedrag weg als kwijtschelding met deze reden, en betaal terug wat al is betaald."
    )


def list_ingetrokken(maatregel: Maatregel) -> list[str]:
    """Say of a measure in force which of its violations and amounts rest on a finding that was withdrawn since; nothing of one that is not in force."""
    if maatregel.staat not in IN_KRACHT:
        return []
    weg = Bevinding.objects.filter(ingetrokken_op__isnull=False)
    tegen = weg.filter(overtredingen__overtreding__maatregelen__maatregel=maatregel)
    zinnen = [
        f"Een bevinding onder overtreding {kenmerk} is ingetrokken. Ga na of de overtreding nog vaststaat (Awb 5:9). Zo niet, trek de maatregel dan in."
        for kenmerk in tegen.values_list("overtredingen__overtreding__kenmerk", flat=True)
        .distinct()
        .order_by("overtredingen__overtreding__kenmerk")
    ]
    bedragen = Verbeurte.objects.filter(
        adressaat__last__maatregel=maatregel, bevinding__ingetrokken_op__isnull=False
    ).exclude(staat=Verbeurte.Staat.VERNIETIGD)
    if aantal := bedragen.count():
        wat = "Een verbeurd bedrag rust" if aantal == 1 else f"{aantal} verbeurde bedragen rusten"
        zinnen.append(f"{wat} op een ingetrokken bevinding. Open het bedrag om te zien wat u kunt doen.")
    return zinnen
