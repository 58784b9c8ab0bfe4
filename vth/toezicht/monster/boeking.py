"""The writers of samples: taken, handed over, and what their results say as findings of the controle."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.vergunningen.inhoud import Medium

from ..bevindingen import record_bevinding
from ..boeking import SCHRIJVEN, lock_controle, record_act
from ..invoer import NieuweBevinding, Normkeuze
from ..models import Bevinding, Controle, Monster, Monsterovergave
from ..rules import NADER, NAGELEEFD, OVERTREDEN, ToezichtError
from ..selectors import LOPEND, get_controle
from .beeld import Monsterbeeld, read_monsterbeeld
from .bemonstering import Bemonstering, Monsterpunt, Monsterwijze, Overgave, list_gebreken
from .bestanden import list_pakketten
from .lezen import get_monster, make_bemonstering
from .parameter import find_parameter
from .toetsing import Toetsoordeel, Toetsreden, Toetsuitkomst

RESULTATEN = {
    Toetsoordeel.VOLDOET: NAGELEEFD,
    Toetsoordeel.OVERSCHRIJDING: OVERTREDEN,
    Toetsoordeel.NIET_TE_TOETSEN: NADER,
}
ONDERWERPEN = {Medium.WATER: "afvalwater", Medium.LUCHT: "lucht", Medium.BODEM: "bodem"}


@dataclass(frozen=True)
class NieuwMonster:
    """A sample as it is to be recorded. `stoffen` are asked beside the package; who took it has it from the beginning."""

    nummer: str
    punt: str
    wijze: Monsterwijze
    begin: datetime
    eind: datetime
    pakket: str = ""
    stoffen: Sequence[str] = ()
    medium: Medium = Medium.WATER
    emissiepunt: str = ""
    branche: str = ""
    route: str = "vuilwaterriool"
    voorzieningen: Sequence[str] = ()
    opmerking: str = ""


@transaction.atomic
@claim_alles()
def record_monster(*, viewer: Viewer, controle_id: uuid.UUID, nieuw: NieuwMonster) -> Monster:
    """Record a sample that was taken at a controle that runs, with what the laboratory is asked for.

    Raises GeenToegangError, BestaatNietError, and ToezichtError with everything that cannot be: a controle that does not run, a time in the
    future or that runs back, a substance or package that does not exist, nothing asked, or a number that is on another bottle.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, None)
    if controle.staat not in LOPEND:
        raise ToezichtError(
            f"Controle {controle.kenmerk} is {controle.get_staat_display()}. Een monster hoort bij een controle die bezig is; begin haar, of "
            "heropen haar met een reden."
        )
    gevraagd, versie = _list_gevraagd(nieuw)
    bemonstering = Bemonstering(
        nieuw.nummer.strip(),
        Monsterpunt(nieuw.punt, nieuw.punt, nieuw.medium, nieuw.emissiepunt),
        nieuw.wijze,
        nieuw.begin,
        nieuw.eind,
        tuple(p for g in gevraagd if (p := find_parameter(g["naam"], g["cas"]))),
        (Overgave(viewer.actor, nieuw.begin),),
    )
    if fouten := list_gebreken(bemonstering, op=klok.now()):
        raise ToezichtError(" ".join(fouten))
    if not nieuw.punt.strip():
        raise ToezichtError(
            "Er staat niet waar het monster is genomen. Omschrijf het monsterpunt, zoals: controleput achter de afscheider."
        )
    monster = _write_monster(viewer, controle, nieuw, gevraagd, versie)
    record_act(viewer, controle, "monster", nummer=monster.nummer, monster=monster.pk)
    return monster


def _list_gevraagd(nieuw: NieuwMonster) -> tuple[list[dict[str, str]], str]:
    """Give what is asked of the laboratory, and the version of the package. Raises ToezichtError for what does not exist."""
    gevraagd: dict[str, dict[str, str]] = {}
    versie = ""
    if nieuw.pakket:
        pakketten = {p.id: p for p in list_pakketten(klok.today())}
        pakket = pakketten.get(nieuw.pakket)
        if pakket is None:
            raise ToezichtError(
                f"Het analysepakket {nieuw.pakket[:60]!r} bestaat niet. Kies uit: {', '.join(pakketten)}."
            )
        versie = pakket.versie
        for regel in pakket.regels:
            gevraagd[regel.parameter.sleutel] = {
                "naam": regel.parameter.naam,
                "cas": regel.parameter.cas,
                "eenheid": regel.eenheid,
            }
    for stof in filter(None, (s.strip() for s in nieuw.stoffen)):
        parameter = find_parameter(stof)
        if parameter is None:
            raise ToezichtError(
                f"{stof[:60]!r} is geen bekende stof of grootheid. Schrijf de naam zoals in de stoffenlijst, zoals koper of CZV."
            )
        gevraagd.setdefault(parameter.sleutel, {"naam": parameter.naam, "cas": parameter.cas, "eenheid": ""})
    return list(gevraagd.values()), versie


def _write_monster(
    viewer: Viewer, controle: Controle, nieuw: NieuwMonster, gevraagd: list[dict[str, str]], versie: str
) -> Monster:
    """Write a sample and who had it first; refuse a number that is used."""
    monster = Monster(
        controle=controle,
        leverancier=controle.leverancier,
        nummer=nieuw.nummer.strip(),
        punt=nieuw.punt.strip(),
        medium=nieuw.medium.value,
        emissiepunt=nieuw.emissiepunt.strip(),
        wijze=nieuw.wijze.value,
        begonnen_op=nieuw.begin,
        geeindigd_op=nieuw.eind,
        branche=nieuw.branche,
        route=nieuw.route,
        voorzieningen=sorted(nieuw.voorzieningen),
        pakket=nieuw.pakket,
        pakketversie=versie,
        gevraagd=gevraagd,
        opmerking=nieuw.opmerking.strip(),
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    try:
        with transaction.atomic():
            monster.save(force_insert=True)
    except IntegrityError as fout:
        raise ToezichtError(
            f"Monsternummer {monster.nummer} is al gebruikt. Het laboratorium kan de uitslag dan niet toewijzen. Neem het nummer van deze fles over."
        ) from fout
    Monsterovergave.objects.create(
        monster=monster,
        volgnummer=1,
        houder=viewer.actor,
        vanaf=nieuw.begin,
        geregistreerd_door=viewer.actor,
    )
    return monster


@transaction.atomic
@claim_alles()
def record_overgave(*, viewer: Viewer, monster_id: uuid.UUID, houder: str, op: datetime) -> Monsterovergave:
    """Record that a sample went to somebody else at a moment; who had it has it no longer.

    Raises GeenToegangError, BestaatNietError, and ToezichtError for nobody, a moment in the future, or before it was taken or handed over last.
    """
    monster = get_monster(viewer, monster_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=monster.leverancier)
    controle = lock_controle(monster.controle, None)
    laatste = Monsterovergave.objects.filter(monster=monster).order_by("volgnummer").last()
    assert laatste is not None
    nieuwe = Overgave(houder.strip(), op)
    b = make_bemonstering(monster)
    keten = (*b.overgaven[:-1], Overgave(laatste.houder, laatste.vanaf, op), nieuwe)
    fouten = list_gebreken(_with_overgaven(b, keten), op=klok.now())
    if op < monster.geeindigd_op:
        fouten.append(
            f"Het monster was pas klaar op {monster.geeindigd_op.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}. Geef een latere tijd."
        )
    if fouten:
        raise ToezichtError(" ".join(fouten))
    laatste.tot = op
    laatste.save(update_fields=["tot"])
    overgave = Monsterovergave.objects.create(
        monster=monster,
        volgnummer=laatste.volgnummer + 1,
        houder=nieuwe.houder[:200],
        vanaf=op,
        geregistreerd_door=viewer.actor,
    )
    record_act(viewer, controle, "monsterovergave", monster=monster.pk, volgnummer=overgave.volgnummer)
    return overgave


def _with_overgaven(b: Bemonstering, keten: tuple[Overgave, ...]) -> Bemonstering:
    """Give the same sample with another chain."""
    return Bemonstering(b.nummer, b.punt, b.wijze, b.begin, b.eind, b.parameters, keten)


def derive_bron(monster: Monster, uitkomst: Toetsuitkomst) -> str:
    """Give the name under which a finding of one outcome is known, so that it is not proposed twice."""
    return f"monster:{monster.pk}:{uitkomst.norm.plaats}:{uitkomst.norm.grens.naam}"[:200]


def make_voorstel(beeld: Monsterbeeld, uitkomst: Toetsuitkomst) -> NieuweBevinding:
    """Make the finding that an outcome proposes: kept, exceeded, or more to be looked into; judging it stays with the inspector."""
    norm = uitkomst.norm
    if norm.voorschrift:
        keuze = Normkeuze(voorschrift_id=uuid.UUID(norm.voorschrift))
    else:
        keuze = Normkeuze(
            citaat=norm.plaats, tekst=f"{norm.grens.naam}: {norm.grens.waarde} {norm.grens.eenheid}"
        )
    waarden = "; ".join(f"{naam}: {waarde}" for naam, waarde in uitkomst.gebruikt)
    zekerheid = (
        " De grens is een aanname en is nog niet met de geldende tekst vergeleken."
        if uitkomst.zekerheid == "aanname"
        else ""
    )
    return NieuweBevinding(
        onderwerp=ONDERWERPEN.get(norm.grens.medium, "niet_van_toepassing"),
        resultaat=RESULTATEN[uitkomst.oordeel],
        normen=(keuze,),
        aandachtspunt=f"Monster {beeld.monster.nummer}, {norm.grens.naam}",
        bijzonderheden=f"{uitkomst.uitleg} {waarden}.{zekerheid}",
        norm_op=beeld.dag,
        bron=derive_bron(beeld.monster, uitkomst),
    )


@transaction.atomic
@claim_alles()
def record_monsterbevindingen(
    *, viewer: Viewer, monster_id: uuid.UUID, bronnen: Sequence[str]
) -> list[Bevinding]:
    """Write the findings that the inspector chose from the outcomes of a sample; `bronnen` names them (`derive_bron`).

    Raises GeenToegangError, BestaatNietError, and ToezichtError for an outcome that is not there (any more), and what `record_bevinding` refuses.
    """
    monster = get_monster(viewer, monster_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=monster.leverancier)
    beeld = read_monsterbeeld(viewer, monster)
    kan = {derive_bron(monster, u): u for u in beeld.uitkomsten if u.reden is not Toetsreden.NIET_GEMETEN}
    if vreemd := [b for b in bronnen if b not in kan]:
        raise ToezichtError(
            f"De uitkomst {vreemd[0][:80]!r} is er niet meer; misschien kwam er een andere uitslag. Bekijk het monster opnieuw."
        )
    if not bronnen:
        raise ToezichtError("Er is geen uitkomst gekozen. Kies waar u een bevinding van maakt.")
    return [
        record_bevinding(
            viewer=viewer, controle_id=monster.controle_id, nieuw=make_voorstel(beeld, kan[bron])
        )
        for bron in bronnen
    ]
