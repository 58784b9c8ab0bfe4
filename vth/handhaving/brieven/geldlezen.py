"""Reading what the fields of a letter hold of money: what bestuursdwang cost, what is owed, and until when after this letter."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from vth.regelgeving.selectors import find_termijn, read_termijnregels
from vth.regelgeving.termijnen import derive_einde
from vth.vormgeving.opmaak import format_datum
from vth.zaken.brieven.velden import Waarde
from vth.zaken.brieven.waarden import say_termijnaanname

from ..bestuursdwang import read_kosten
from ..horen import derive_zienswijze_tot, name_zienswijzegrond, say_zienswijzeaanname
from ..lasttekst import as_euro
from ..models import Kostenregel, Last, Maatregel, Verbeurte
from ..selectors import find_last, find_telling
from ..verjaarlezen import read_laststand, read_verjaring
from ..verjaren import Handelingbeeld, derive_waakdag

AANMANING = "regelgeving.aanmaning"
GEKOZEN = "de dag van verzending die u koos"


def read_kosten_van(last: Last) -> Mapping[str, Waarde]:
    """Read what bestuursdwang under a last cost."""
    wie, geen = f"maatregel {last.maatregel}, kosten", "Er zijn geen kosten van bestuursdwang vastgelegd."
    rijen = Kostenregel.objects.filter(bestuursdwang__last=last, sluit=None, ingetrokken_door=None)
    regels = [
        {"omschrijving": r.omschrijving, "dag": format_datum(r.dag), "bedrag": as_euro(r.bedrag)}
        for r in rijen.order_by("bestuursdwang_id", "volgnummer")
    ]
    totaal = read_kosten(last)
    return {
        "kosten.regels": Waarde(regels, wie, reden=geen),
        "kosten.totaal": Waarde(as_euro(totaal) if totaal else "", wie, reden=geen),
    }


def read_schuld(m: Maatregel, schulden: Sequence[Verbeurte], verzending: date) -> Mapping[str, Waarde]:
    """Read what is owed, and what this letter does to it when it is sent on a day."""
    if not schulden:
        leeg = Waarde(reden="Onder deze maatregel staat niets open.")
        return {
            f"schuld.{deel}": leeg
            for deel in ("regels", "open", "zienswijze_tot", "aanmaning_tot", "stuit_tot")
        }
    wie, open_ = f"maatregel {m.kenmerk}, verschuldigd", sum((v.rest for v in schulden), Decimal(0))
    aanmaning = derive_einde(
        find_termijn(AANMANING, geldig_op=verzending),
        verzending,
        regels=read_termijnregels(geldig_op=verzending),
        gebeurtenis="de aanmaning",
    )
    betwist = any(
        s.verzonden_op and not s.onherroepelijk_op
        for v in schulden
        if v.aard == Verbeurte.Aard.DWANGSOM
        for s in [read_laststand(v)]
    )
    return {
        "schuld.regels": Waarde([_as_regel(v) for v in schulden], wie, aannames=_say_telling(m, schulden)),
        "schuld.open": Waarde(as_euro(open_) if open_ else "", wie, reden="Alles is betaald."),
        "schuld.zienswijze_tot": Waarde(
            format_datum(derive_zienswijze_tot(m, verzending)),
            GEKOZEN,
            name_zienswijzegrond(m, verzending),
            aannames=say_zienswijzeaanname(m, verzending),
        ),
        "schuld.aanmaning_tot": Waarde(
            format_datum(aanmaning.laatste_dag),
            GEKOZEN,
            "; ".join(dict.fromkeys(g.verwijzing for g in aanmaning.gronden)),
            aannames=say_termijnaanname(aanmaning, "van deze aanmaning"),
        ),
        "schuld.stuit_tot": _read_stuit(schulden, verzending),
        "schuld.last_betwist": Waarde("ja" if betwist else "", wie, reden="De last staat vast.", nodig=False),
    }


def _as_regel(v: Verbeurte) -> dict[str, str]:
    """Write one amount as a letter tells it."""
    return {
        "bedrag": as_euro(v.bedrag),
        "dag": format_datum(v.dag),
        "betalen_voor": format_datum(v.betalen_voor),
        "open": as_euro(v.rest),
        "grond": v.grond.strip(),
    }


def _say_telling(m: Maatregel, schulden: Sequence[Verbeurte]) -> tuple[str, ...]:
    """Say that how units of time were counted is an assumption, when these amounts were counted so."""
    last = find_last(m)
    if last is None or not any(v.aard == Verbeurte.Aard.DWANGSOM for v in schulden):
        return ()
    grond = find_telling(last, m)
    if grond is None or not grond.is_aanname:
        return ()
    hoe = "is afgelopen" if grond.waarde == "volledig" else "is begonnen"
    return (
        f"Wij rekenden een dwangsom per {last.get_per_display()} zodra die tijd {hoe}. De wet zegt dat niet; het is een aanname.",
    )


def _read_stuit(schulden: Sequence[Verbeurte], verzending: date) -> Waarde:
    """Work out until when all of these can be claimed once a reminder went out on a day; what extends them further is not counted."""
    erbij = [Handelingbeeld("aanmaning", verzending)]
    uitkomsten = [read_verjaring(v, op=verzending, erbij=erbij) for v in schulden]
    aanname = any(u.zekerheid == "aanname" for u in uitkomsten)
    zin = "Tot wanneer wij kunnen innen, rust op een aanname over de verjaring die nog niet aan de tekst van de wet is getoetst."
    return Waarde(
        format_datum(min(derive_waakdag(u) for u in uitkomsten)),
        GEKOZEN,
        "Awb 4:106 en 4:110",
        aannames=(zin,) if aanname else (),
    )
