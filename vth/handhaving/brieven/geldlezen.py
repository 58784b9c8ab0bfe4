"""Reading what the fields of a letter hold of money: what bestuursdwang cost, what is owed, and until when after this letter."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from vth.regelgeving.selectors import find_termijn, read_termijnregels
from vth.regelgeving.termijnen import derive_einde
from vth.vormgeving.opmaak import format_datum
from vth.zaken.brieven.velden import Waarde

from ..bestuursdwang import read_kosten
from ..horen import derive_zienswijze_tot, name_zienswijzegrond
from ..lasttekst import as_euro
from ..models import Kostenregel, Last, Maatregel, Verbeurte
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
        "schuld.regels": Waarde([_as_regel(v) for v in schulden], wie),
        "schuld.open": Waarde(as_euro(open_) if open_ else "", wie, reden="Alles is betaald."),
        "schuld.zienswijze_tot": Waarde(
            format_datum(derive_zienswijze_tot(m, verzending)),
            GEKOZEN,
            name_zienswijzegrond(m, verzending),
        ),
        "schuld.aanmaning_tot": Waarde(
            format_datum(aanmaning.laatste_dag),
            GEKOZEN,
            "; ".join(dict.fromkeys(g.verwijzing for g in aanmaning.gronden)),
        ),
        "schuld.stuit_tot": Waarde(
            format_datum(_derive_stuit(schulden, verzending)), GEKOZEN, "Awb 4:106 en 4:110"
        ),
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


def _derive_stuit(schulden: Sequence[Verbeurte], verzending: date) -> date:
    """Work out until when all of these can be claimed once a reminder went out on a day; what extends them further is not counted."""
    erbij = [Handelingbeeld("aanmaning", verzending)]
    return min(derive_waakdag(read_verjaring(v, op=verzending, erbij=erbij)) for v in schulden)
