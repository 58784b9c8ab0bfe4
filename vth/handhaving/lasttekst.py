"""The text of a decision, composed from the record: every sentence comes from a field, and what lacks was refused before."""

from datetime import date
from decimal import Decimal

from vth.regelgeving.dagen import as_dagtekst

from .models import Last, Lastadressaat, Maatregel, Overtreding
from .selectors import list_adressaten, read_instrument

WIJZE = {"ineens": "ineens", "overtreding": "per overtreding"}


def write_besluittekst(maatregel: Maatregel, last: Last | None) -> str:
    """Write which violation of which rule, what is imposed on whom, and what happens when it is not obeyed (Awb 5:9, 5:24, 5:32a, 5:32b).

    Why stands in the consideration of the decision. Who it is for stands in the letter, from the subjects of the zaak; the text says only how many there are.
    """
    naam = read_instrument(maatregel.instrument, maatregel.geregistreerd_op.date())["naam"]
    delen = [f"Besluit: {naam}. Kenmerk {maatregel.kenmerk}.", "De overtreding"]
    delen += [
        _write_overtreding(o)
        for o in Overtreding.objects.filter(maatregelen__maatregel=maatregel).order_by("id")
    ]
    if last is not None:
        delen += ["De last", last.opdracht.strip(), write_termijn(last), *_write_bedragen(last)]
    if maatregel.voornemen_op:
        delen.append(_write_zienswijze(maatregel))
    if maatregel.niet_gehoord:
        delen.append(f"U bent niet vooraf gehoord, omdat: {maatregel.niet_gehoord} (Awb 4:11).")
    if maatregel.boetebedrag is not None:
        delen.append(f"U betaalt een boete van {as_euro(maatregel.boetebedrag)}.")
    return "\n\n".join(d for d in delen if d)


def _write_overtreding(o: Overtreding) -> str:
    """Say what was broken, when it was seen, and which rule says so."""
    normen = "\n".join(
        f"- {n.citaat}" + (f": {n.tekst.strip()}" if n.tekst.strip() else "")
        for n in o.normen.order_by("volgnummer")
    )
    return f"{o.aard.strip()}, gezien op {as_dagtekst(o.overtredingsdatum)} ({o.kenmerk}). Overtreden is:\n{normen}"


def write_termijn(last: Last) -> str:
    """Say by when the last must be obeyed."""
    if last.spoed:
        return f"Er is geen begunstigingstermijn, omdat het spoed heeft: {last.spoed_motivering.strip()} (Awb 5:31)."
    if last.begunstiging_tot is None:
        return "De last geldt vanaf de dag na bekendmaking."
    waarom = f" {last.begunstiging_motivering.strip()}" if last.begunstiging_motivering.strip() else ""
    return f"U hebt tot en met {as_dagtekst(last.begunstiging_tot)} de tijd om hieraan te voldoen.{waarom}"


def _write_bedragen(last: Last) -> list[str]:
    """Say what is forfeited, by each addressee when they differ."""
    adressaten = [a for a in list_adressaten(last) if a.bedrag is not None]
    if not adressaten:
        return []
    wijze = say_wijze(last)
    if len({(a.bedrag, a.maximum) for a in adressaten}) == 1:
        regels = [_write_bedrag(adressaten[0], wijze, "U verbeurt")]
    else:
        regels = [_write_bedrag(a, wijze, f"{a.bronobject} verbeurt") for a in adressaten]
    return ["De dwangsom", *regels, last.bedrag_motivering.strip()]


def say_wijze(last: Last) -> str:
    """Say how a penalty is forfeited."""
    return WIJZE.get(last.modaliteit) or f"per {last.per}"


def _write_bedrag(a: Lastadressaat, wijze: str, wie: str) -> str:
    """Say one amount and its maximum."""
    assert a.bedrag is not None and a.maximum is not None
    return f"{wie} {as_euro(a.bedrag)} {wijze} dat niet aan de last wordt voldaan, tot een maximum van {as_euro(a.maximum)}."


def write_lastbeslissing(
    uitkomst: str,
    last: Last,
    *,
    vanaf: date | None,
    tot: date | None,
    bedrag: Decimal | None,
    maximum: Decimal | None,
) -> str:
    """Write what is decided on a request about a last (Awb 5:34): each day and amount as it will be carried out."""
    dag = f"vanaf {as_dagtekst(vanaf)}" if vanaf else ""
    if uitkomst == "opgeheven":
        return f"Wij heffen de last voor u op {dag}."
    if uitkomst == "geschorst":
        einde = f"tot en met {as_dagtekst(tot)}" if tot else "tot wij anders besluiten"
        return f"Wij schorten de last voor u op {dag}, {einde}. In die tijd verbeurt u niets."
    if uitkomst == "verlaagd" and bedrag is not None and maximum is not None:
        return f"Wij verlagen de dwangsom {dag} naar {as_euro(bedrag)} {say_wijze(last)}, tot een maximum van {as_euro(maximum)}."
    return "Wij wijzen uw verzoek af. De last blijft gelden zoals hij is."


def write_verlenging(was: date, tot: date) -> str:
    """Write that somebody gets longer to obey a last."""
    return f"U krijgt langer de tijd om aan de last te voldoen: tot en met {as_dagtekst(tot)}. Dat was tot en met {as_dagtekst(was)}."


def as_euro(bedrag: Decimal) -> str:
    """Write an amount as Dutch people do: € 1.234,50."""
    heel = f"{bedrag:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€ {heel}"


def _write_zienswijze(maatregel: Maatregel) -> str:
    """Say that the offender was heard, and what is thought of what he said."""
    assert maatregel.voornemen_op is not None
    if maatregel.zienswijze_op is None:
        return f"Op {as_dagtekst(maatregel.voornemen_op)} is u ons voornemen gestuurd. U hebt geen zienswijze gegeven."
    return (
        f"Op {as_dagtekst(maatregel.voornemen_op)} is u ons voornemen gestuurd. Uw zienswijze van {as_dagtekst(maatregel.zienswijze_op)}: "
        f"{maatregel.zienswijze_oordeel.strip()}"
    )
