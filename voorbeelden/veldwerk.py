"""What was done at a visit of the demo besides looking: a checklist answered, samples taken, and what the laboratory found."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer
from vth.toezicht.lijst.versies import record_controlelijst
from vth.toezicht.lijst.voorstellen import Keuze, record_voorstellen
from vth.toezicht.models import Controle
from vth.toezicht.monster.bemonstering import Monsterwijze
from vth.toezicht.monster.boeking import NieuwMonster, record_monster, record_overgave
from vth.toezicht.monster.levering import Inkomend, accept_lablevering
from vth.toezicht.veld.rules import ANTWOORD, Veldinvoer
from vth.toezicht.veld.services import accept_stuk

Verhaal = Mapping[str, Any]
TOESTEL = "demo"
# At which hours of the day of the visit it was done, and how long the laboratory took.
VRAGEN, MONSTERS, NAAR_LAB = time(10, 0), time(11, 0), time(16, 0)
ANALYSE = timedelta(days=4)
KOP = "Monsternummer;Parameter;CAS;Resultaat;Eenheid;Meetonzekerheid (%);Methode;Analysedatum"


def _place(dag: date, uur: time) -> datetime:
    """Give a moment of the day of the visit."""
    return datetime.combine(dag, uur, tzinfo=AMSTERDAM)


def fill_checklist(viewer: Viewer, controle: Controle, stuk: Verhaal | None, dag: date) -> None:
    """Answer the questions of a checklist, as a device in the field sends the answers, and make findings of what was chosen from its proposals."""
    if stuk is None:
        return
    lijst = record_controlelijst(viewer=viewer, controle_id=controle.pk, code=stuk["code"])
    moment = _place(dag, VRAGEN)
    for n, (vraag, inhoud) in enumerate(stuk["antwoorden"].items()):
        invoer = Veldinvoer(
            id=uuid.uuid4(),
            controle_id=controle.pk,
            soort=ANTWOORD,
            inhoud=inhoud,
            toestel=TOESTEL,
            toesteltijd=round((moment + timedelta(minutes=n)).timestamp() * 1000),
            klokverschil=0,
            vraag=vraag,
            lijst_id=lijst.pk,
        )
        accept_stuk(viewer=viewer, invoer=invoer)
    if keuzes := [Keuze(**k) for k in stuk.get("voorstellen", ())]:
        record_voorstellen(viewer=viewer, controle_id=controle.pk, lijst_id=lijst.pk, keuzes=keuzes)


def take_monsters(viewer: Viewer, controle: Controle, stukken: Sequence[Verhaal], dag: date) -> None:
    """Take samples, each an hour after the one before, over some `uren` or at once, and hand them over to the laboratory."""
    for n, stuk in enumerate(stukken):
        vast, op = dict(stuk), _place(dag, MONSTERS) + timedelta(hours=n)
        naar, begin = vast.pop("naar"), op - timedelta(hours=vast.pop("uren", 0))
        nieuw = NieuwMonster(begin=begin, eind=op, wijze=Monsterwijze(vast.pop("wijze")), **vast)
        monster = record_monster(viewer=viewer, controle_id=controle.pk, nieuw=nieuw)
        record_overgave(viewer=viewer, monster_id=monster.pk, houder=naar, op=_place(dag, NAAR_LAB))


def accept_uitslag(viewer: Viewer, controle: Controle, stuk: Verhaal | None, dag: date) -> None:
    """Take in the file that the laboratory sent."""
    if stuk is None:
        return
    analyse = f"{dag + ANALYSE:%d-%m-%Y}"
    rijen = [
        ";".join(
            [r["monster"], r["stof"], "", r["waarde"], r["eenheid"], r.get("onzekerheid", ""), "", analyse]
        )
        for r in stuk["rijen"]
    ]
    inkomend = Inkomend(
        organisatie=controle.leverancier,
        profiel=stuk["profiel"],
        bestandsnaam=stuk["bestandsnaam"],
        inhoud="\n".join([KOP, *rijen, ""]).encode(),
    )
    accept_lablevering(viewer=viewer, inkomend=inkomend)
