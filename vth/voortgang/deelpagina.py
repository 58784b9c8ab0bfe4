"""The page of one part of a programme: how it stands and why, what hangs under it, its texts per round, and how it came to this."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from vth.interface.invoer import read_peilmoment
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kolom, Uitleg

from .beeld import Deel, Programmabeeld
from .bladeren import PER_BLADZIJ, read_begin, slice_lijst
from .configuratie import Configuratie, read_configuratie
from .models import Bijdragetekst, Middel, Onderdeel, Onderdeelversie, Programma, Statusoordeel
from .rules import BEHEREN, INVULLEN, SOORTEN
from .selectors import (
    derive_bijdrage_q,
    find_namens,
    find_peildatum,
    get_onderdeel,
    is_bureau,
    list_planningen,
    read_beeld,
    works_for,
)
from .status import Uitkomst
from .weergave import (
    GELDKOLOMMEN,
    MIJLPAALKOLOMMEN,
    get_adres,
    get_toestand,
    list_sleutels,
    list_veldrijen,
    make_mijlpaalrij,
    make_uitleg,
    name_partijen,
    say_merken,
)

Rij = dict[str, Any]
DEELKOLOMMEN = (
    Kolom("naam", "Wat"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("waarom", "Waarom"),
    Kolom("merken", "Merken"),
)
LOSKOLOMMEN = (Kolom("naam", "Wat"), Kolom("meer", "Meer"), Kolom("sinds", "Bekend sinds", "datum"))
MIDDELKOLOMMEN = (
    Kolom("naam", "Regeling"),
    Kolom("deelnemer", "Deelnemer"),
    *GELDKOLOMMEN,
    Kolom("dag", "Stand op", "datum"),
)
MET_STAND = ("onderwerp", "actie")
GEEN_BLOK = ("hoofdstuk", "pijler", "samenhang", "partij")


@dataclass(frozen=True)
class Deelblok:
    """The parts of one kind under this one."""

    kop: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    aantal: int = 0


@dataclass(frozen=True)
class Rondetekst:
    """What was written of it in a round, with what was written in the round before."""

    naam: str
    voortgang: str
    planning: str
    eerder_voortgang: str
    eerder_planning: str
    heeft_eerder: bool


@dataclass(frozen=True)
class Deelpagina:
    """Everything that the page of a part shows."""

    onderdeel: Onderdeel
    programma: Programma
    deel: Deel
    configuratie: Configuratie
    peilmoment: Peilmoment
    boven: tuple[Deel, ...]
    toestand: tuple[str, str] | None
    zin: str
    velden: tuple[tuple[str, Any], ...]
    blokken: tuple[Deelblok, ...]
    volgende: str
    teksten: tuple[Rondetekst, ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    uitleg: Uitleg | None
    is_bureau: bool
    mag_schrijven: bool
    planning: int
    bekend_op: date | None
    delen: tuple[tuple[str, str], ...]


def make_deelpagina(viewer: Viewer, id_: Any, vraag: Mapping[str, str]) -> Deelpagina | None:
    """Put the page together; None for a part that was not there at that moment. Raises BestaatNietError, InvoerError."""
    onderdeel = get_onderdeel(viewer, id_)
    peil, programma = read_peilmoment(vraag), onderdeel.programma
    nu = not (vraag.get("geldigOp") or vraag.get("beschikbaarOp"))
    c, beeld = read_configuratie(programma.code), read_beeld(programma, None if nu else peil)
    deel = beeld.delen.get(onderdeel.pk)
    if deel is None:
        return None
    uitkomst = beeld.statussen.get(deel.id)
    partij, bureau = beeld.find_partij(deel), is_bureau(viewer, programma)
    namen = name_partijen(beeld)
    moment, begin = None if nu else peil.beschikbaar_op, read_begin(vraag)
    blokken = _list_blokken(beeld, deel, c, namen, moment, begin)
    return Deelpagina(
        onderdeel=onderdeel,
        programma=programma,
        deel=deel,
        configuratie=c,
        peilmoment=peil,
        boven=tuple(_list_boven(beeld, deel)),
        toestand=_get_toestand(deel, uitkomst, c),
        zin=_say_zin(beeld, deel, c, namen.get(partij, partij)),
        velden=tuple(list_veldrijen(deel)),
        blokken=tuple(blokken),
        volgende=slice_lijst(range(max((b.aantal for b in blokken), default=0)), begin)[1],
        teksten=tuple(_list_teksten(viewer, onderdeel, deel, moment)),
        tijdlijn=tuple(_list_tijdlijn(beeld, deel, c, moment)),
        uitleg=make_uitleg(beeld, uitkomst) if uitkomst else None,
        is_bureau=bureau and nu,
        mag_schrijven=nu and _mag_schrijven(viewer, programma, partij),
        planning=len(beeld.planningen.get(deel.id, ())),
        bekend_op=find_peildatum(programma) if deel.soort == "mijlpaal" else None,
        delen=tuple(list_sleutels(beeld)) if bureau else (),
    )


def _get_toestand(deel: Deel, uitkomst: Uitkomst | None, c: Configuratie) -> tuple[str, str] | None:
    """Say how a part stands: a pijler in the words of the picture, the rest in those of the table."""
    if uitkomst is None:
        return None
    pijler = deel.soort == "pijler"
    return get_toestand(uitkomst.beeldstand if pijler else uitkomst.stand, c, beeld=pijler)


def _say_zin(beeld: Programmabeeld, deel: Deel, c: Configuratie, eigenaar: str) -> str:
    """Say the markers of a topic or action, and who owns it."""
    merken = say_merken(beeld.derive_merken(deel), deel, c) if deel.soort in MET_STAND else ""
    return " ".join(
        z for z in (f"{merken}." if merken else "", f"Eigenaar: {eigenaar}." if eigenaar else "") if z
    )


def _mag_schrijven(viewer: Viewer, programma: Programma, partij: str) -> bool:
    """Tell whether a viewer may write about a part: who runs the programme, or an owner about an own one."""
    if is_bureau(viewer, programma):
        return BEHEREN in viewer.handelingen
    return INVULLEN in viewer.handelingen and works_for(viewer, find_namens(viewer, programma, partij))


def _list_boven(beeld: Programmabeeld, deel: Deel) -> list[Deel]:
    boven: list[Deel] = []
    hier = beeld.delen.get(deel.ouder) if deel.ouder else None
    while hier is not None:
        boven.insert(0, hier)
        hier = beeld.delen.get(hier.ouder) if hier.ouder else None
    return boven


def _list_blokken(
    beeld: Programmabeeld,
    deel: Deel,
    c: Configuratie,
    namen: dict[str, str],
    moment: datetime | None,
    begin: int,
) -> list[Deelblok]:
    """Give what hangs under a part, kind by kind; milestones and risks of all that is under it."""
    blokken = []
    for naam, soort in SOORTEN.items():
        if naam in GEEN_BLOK:
            continue
        diep = naam in ("mijlpaal", "risico", "besluit")
        onder = beeld.list_onder(naam, deel.id) if diep else beeld.list_soort(naam, deel.id)
        if not onder:
            continue
        aantal, onder = len(onder), list(onder[begin : begin + PER_BLADZIJ])
        rijen: list[Rij]
        kolommen: tuple[Kolom, ...]
        if naam == "mijlpaal":
            rijen, kolommen = [make_mijlpaalrij(beeld, d, c, namen) for d in onder], MIJLPAALKOLOMMEN
        elif naam in MET_STAND:
            rijen, kolommen = [_make_standrij(beeld, d, c) for d in onder], DEELKOLOMMEN
        else:
            rijen, kolommen = [_make_losrij(d) for d in onder], LOSKOLOMMEN
        kop = soort.meervoud.capitalize()
        blokken.append(
            Deelblok(kop if aantal <= PER_BLADZIJ else f"{kop} ({aantal})", kolommen, tuple(rijen), aantal)
        )
    samen = [
        s
        for s in beeld.list_soort("samenhang")
        if deel.sleutel in (s.inhoud.get("van"), s.inhoud.get("naar"))
    ]
    if samen:
        blokken.append(Deelblok("Samenhang", LOSKOLOMMEN, tuple(_make_samenrij(beeld, s) for s in samen)))
    return [*blokken, *_list_middelen(deel, moment)]


def _make_standrij(beeld: Programmabeeld, deel: Deel, c: Configuratie) -> Rij:
    uitkomst = beeld.statussen[deel.id]
    return {
        "naam": deel.naam,
        "url": get_adres(deel),
        "stand": get_toestand(uitkomst.stand, c),
        "waarom": uitkomst.reden,
        "merken": say_merken(beeld.derive_merken(deel), deel, c),
    }


def _make_losrij(deel: Deel) -> Rij:
    meer = "; ".join(f"{titel.lower()}: {waarde}" for titel, waarde in list_veldrijen(deel))
    return {"naam": deel.naam, "url": get_adres(deel), "meer": meer, "sinds": deel.sinds}


def _make_samenrij(beeld: Programmabeeld, deel: Deel) -> Rij:
    van, naar = (beeld.find_sleutel(str(deel.inhoud.get(k, ""))) for k in ("van", "naar"))
    woord = "gaat vooraf aan" if deel.inhoud.get("aard") == "afhankelijk" else "raakt aan"
    zin = f"{van.naam if van else '?'} {woord} {naar.naam if naar else '?'}"
    return {"naam": deel.titel, "url": get_adres(deel), "meer": zin, "sinds": deel.sinds}


def _list_middelen(deel: Deel, moment: datetime | None) -> list[Deelblok]:
    rijen = Middel.objects.filter(onderdeel_id=deel.id).order_by("bekend_op", "volgnummer")
    if moment:
        rijen = rijen.filter(op__lte=moment)
    laatste = {(m.regeling, m.deelnemer): m for m in rijen}
    if not laatste:
        return []
    return [
        Deelblok(
            "Middelen",
            MIDDELKOLOMMEN,
            tuple(
                {
                    "naam": m.regeling,
                    "deelnemer": m.deelnemer,
                    "toegekend": m.toegekend,
                    "besteed": m.besteed,
                    "over": m.toegekend - m.besteed,
                    "dag": m.bekend_op,
                }
                for m in laatste.values()
            ),
        )
    ]


def _list_teksten(
    viewer: Viewer, onderdeel: Onderdeel, deel: Deel, moment: datetime | None
) -> list[Rondetekst]:
    """Give the last text of each round that the viewer may read, the newest first, beside that of the round before."""
    mag = derive_bijdrage_q(viewer, onderdeel.programma, {deel.id: deel.partij})
    bijdragen = onderdeel.bijdragen.filter(mag).select_related("ronde").order_by("ronde__peildatum")
    teksten = Bijdragetekst.objects.filter(bijdrage__in=bijdragen).order_by("volgnummer")
    laatste = {t.bijdrage_id: t for t in (teksten.filter(op__lte=moment) if moment else teksten)}
    gevonden: list[Rondetekst] = []
    vorige = None
    for bijdrage in bijdragen:
        tekst = laatste.get(bijdrage.pk)
        if tekst is None:
            continue
        eerder = (vorige.voortgang, vorige.planning) if vorige else ("", "")
        gevonden.insert(
            0, Rondetekst(bijdrage.ronde.naam, tekst.voortgang, tekst.planning, *eerder, vorige is not None)
        )
        vorige = tekst
    return gevonden


def _list_tijdlijn(
    beeld: Programmabeeld, deel: Deel, c: Configuratie, moment: datetime | None
) -> list[Gebeurtenis]:
    """Give what was said, planned and judged of it."""
    versies = Onderdeelversie.objects.filter(onderdeel_id=deel.id, bekend_op__lte=beeld.dag)
    oordelen = Statusoordeel.objects.filter(onderdeel_id=deel.id, ronde=None, bekend_op__lte=beeld.dag)
    if moment:
        versies, oordelen = versies.filter(op__lte=moment), oordelen.filter(op__lte=moment)
    rij = [
        Gebeurtenis(
            v.bekend_op,
            f"Vastgelegd: {v.titel}." if v.volgnummer == 1 else f"Gewijzigd in: {v.titel}. {v.reden}",
            v.door,
            v.zin,
        )
        for v in versies
    ]
    rij += [
        Gebeurtenis(
            p.bekend_op,
            f"Gepland: {p.tekst or 'geen dag'} ({p.stand}). {p.reden}".strip(),
            p.besloten_door or p.door,
            p.zin,
        )
        for p in list_planningen([deel.id], beeld.dag, moment).get(deel.id, ())
    ]
    rij += [
        Gebeurtenis(
            o.bekend_op,
            f"Status vastgesteld: {get_toestand(o.stand, c)[1] if o.stand else 'zoals de regel zegt'}. {o.motivering}",
            o.door,
        )
        for o in oordelen
    ]
    namen = list_actornamen({g.actor for g in rij})
    return [replace(g, actor=namen.get(g.actor, g.actor)) for g in rij]
