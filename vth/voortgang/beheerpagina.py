"""The page on which a programme itself is kept: its name and end, who take part, and how that came to be so."""

from dataclasses import dataclass, replace
from typing import Any

from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kolom

from .models import Programma, Programmaversie
from .selectors import is_bureau
from .weergave import say_dag

KOLOMMEN = (Kolom("naam", "Organisatie"), Kolom("code", "Code"), Kolom("rol", "Rol"))


@dataclass(frozen=True)
class Beheerpagina:
    """Everything that the page shows."""

    programma: Programma
    toestand: tuple[str, str]
    laatste: Programmaversie
    deelnemers: tuple[dict[str, Any], ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    is_bureau: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def make_beheerpagina(viewer: Viewer, programma: Programma) -> Beheerpagina:
    """Put the page together."""
    versies = list(programma.versies.order_by("volgnummer"))
    codes = versies[-1].deelnemers
    namen = list_namen(set(codes), klok.today())
    rijen = [
        {
            "naam": namen.get(code, code),
            "code": code,
            "rol": "houdt het programma" if code == programma.organisatie else "doet mee",
        }
        for code in codes
    ]
    eind = programma.geeindigd_op
    return Beheerpagina(
        programma=programma,
        toestand=("neutraal", f"beëindigd op {say_dag(eind)}") if eind else ("bezig", "loopt"),
        laatste=versies[-1],
        deelnemers=tuple(sorted(rijen, key=lambda r: (r["code"] != programma.organisatie, r["naam"]))),
        tijdlijn=tuple(_list_tijdlijn(versies)),
        is_bureau=is_bureau(viewer, programma),
    )


def _list_tijdlijn(versies: list[Programmaversie]) -> list[Gebeurtenis]:
    """Tell what each version changed, and why."""
    rij = [
        Gebeurtenis(nu.bekend_op, f"{_say_verschil(was, nu)} {nu.reden}".strip(), nu.door)
        for was, nu in zip([None, *versies], versies, strict=False)
    ]
    namen = list_actornamen({g.actor for g in rij})
    return [replace(g, actor=namen.get(g.actor, g.actor)) for g in rij]


def _say_verschil(was: Programmaversie | None, nu: Programmaversie) -> str:
    """Say in words what a version changed."""
    if was is None:
        return f"Begonnen als ‘{nu.naam}’, tot en met {say_dag(nu.einddatum)}."
    zinnen = []
    if was.naam != nu.naam:
        zinnen.append(f"Heet nu ‘{nu.naam}’.")
    if was.einddatum != nu.einddatum:
        zinnen.append(f"Loopt nu tot en met {say_dag(nu.einddatum)}.")
    if erbij := sorted(set(nu.deelnemers) - set(was.deelnemers)):
        zinnen.append(f"Doet mee: {', '.join(erbij)}.")
    if eraf := sorted(set(was.deelnemers) - set(nu.deelnemers)):
        zinnen.append(f"Doet niet meer mee: {', '.join(eraf)}.")
    if was.geeindigd != nu.geeindigd:
        zinnen.append("Beëindigd." if nu.geeindigd else "Hervat.")
    return " ".join(zinnen)
