"""The pages of the cycle: the rounds, one round with what is missing, my contributions, and one contribution with its last text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kolom
from vth.vormgeving.opmaak import format_telling

from .beeld import Deel
from .bladeren import PER_BLADZIJ, read_begin, slice_lijst
from .configuratie import read_configuratie
from .models import Bijdrage, Bijdragetekst, Programma, Rapportageronde, Rondegebeurtenis
from .overzichtpagina import VERANDERKOLOMMEN, list_veranderrijen
from .rules import GOEDGEKEURD, GOEDKEUREN, INGEDIEND, INVULLEN, STAPPEN, TE_SCHRIJVEN, VERGRENDELD
from .selectors import (
    derive_geschreven_q,
    find_vorige,
    get_bijdrage,
    get_ronde,
    is_bureau,
    list_bijdragen,
    list_handen,
    list_rondes,
    read_beeld,
    read_koppen,
    read_rondebeeld,
    read_teksten,
    works_for,
)
from .weergave import (
    BIJDRAGETOESTANDEN,
    HANDELINGEN,
    MIJLPAALKOLOMMEN,
    make_mijlpaalrij,
    name_partijen,
    say_dag,
)

Rij = dict[str, Any]
RONDEKOLOMMEN = (
    Kolom("naam", "Ronde"),
    Kolom("peildatum", "Peildatum", "datum"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("gedaan", "Goedgekeurd"),
    Kolom("termijn", "Indienen tot en met", "datum"),
)
BIJDRAGEKOLOMMEN = (
    Kolom("naam", "Onderwerp"),
    Kolom("onder", "Onder"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("ronde", "Ronde"),
    Kolom("termijn", "Indienen tot en met", "datum"),
    Kolom("eigenaar", "Eigenaar"),
)
# Of one round the page itself says which it is, and until when one hands in.
VAN_RONDE = ("ronde", "termijn")
TELLEN = ("dien_alles_in", "keur_alles_goed", "zelf")


@dataclass(frozen=True)
class Rondepagina:
    """Everything that the page of a round shows."""

    ronde: Rapportageronde
    toestand: tuple[str, str]
    zin: str
    mist: tuple[Rij, ...]
    klaar: tuple[Rij, ...]
    veranderd: tuple[Rij, ...]
    sinds: str
    meer: int
    volgende: str
    tijdlijn: tuple[Gebeurtenis, ...]
    is_bureau: bool
    te_doen: Mapping[str, int]
    wacht: str
    kolommen: tuple[Kolom, ...] = tuple(k for k in BIJDRAGEKOLOMMEN if k.naam not in VAN_RONDE)
    veranderkolommen: tuple[Kolom, ...] = VERANDERKOLOMMEN


@dataclass(frozen=True)
class Bijdragepagina:
    """Everything that the page of a contribution shows."""

    bijdrage: Bijdrage
    deel: Deel
    toestand: tuple[str, str]
    tekst: Bijdragetekst | None
    vorige: Bijdragetekst | None
    vorige_naam: str
    veranderd: tuple[Rij, ...]
    mijlpalen: tuple[Rij, ...]
    opmerking: str
    stappen: tuple[str, ...]
    mag_schrijven: bool
    eigen_hand: bool
    tijdlijn: tuple[Gebeurtenis, ...]
    veranderkolommen: tuple[Kolom, ...] = VERANDERKOLOMMEN
    mijlpaalkolommen: tuple[Kolom, ...] = MIJLPAALKOLOMMEN


def list_ronderijen(programma: Programma) -> list[Rij]:
    """Give the rounds of a programme as rows."""
    rijen = []
    for ronde in list_rondes(programma):
        standen = list(ronde.bijdragen.values_list("stand", flat=True))
        gedaan = sum(s in ("goedgekeurd", VERGRENDELD) for s in standen)
        rijen.append(
            {
                "naam": ronde.naam,
                "url": reverse("voortgang:ronde", args=[ronde.pk]),
                "peildatum": ronde.peildatum,
                "stand": get_rondetoestand(ronde),
                "gedaan": f"{gedaan} van {len(standen)}",
                "termijn": ronde.indienen_voor - timedelta(days=1),
            }
        )
    return rijen


def get_rondetoestand(ronde: Rapportageronde) -> tuple[str, str]:
    """Say how a round stands."""
    return ("goed" if ronde.stand == VERGRENDELD else "bezig", ronde.get_stand_display())


Paar = tuple[Bijdrage, Deel]
ORDE = {"teruggegeven": 0, "concept": 1, "ingediend": 2, "goedgekeurd": 3}


def list_paren(viewer: Viewer, programma: Programma) -> list[Paar]:
    """Give the contributions of open rounds that the viewer writes or approves, each with its part: what waits longest first."""
    paren = [
        paar
        for ronde in reversed(list_rondes(programma))
        if ronde.stand == Rapportageronde.Stand.OPEN
        for paar in _list_van(viewer, ronde)
    ]
    return sorted(paren, key=lambda p: (ORDE.get(p[0].stand, 4), p[1].sleutel))


def _list_van(viewer: Viewer, ronde: Rapportageronde) -> list[Paar]:
    """Give the contributions of a round that the viewer may read, each with its part; what ended is left out."""
    beeld, paren = read_koppen(ronde.programma), list[Paar]()
    for bijdrage in list_bijdragen(viewer, ronde, beeld):
        deel = beeld.delen.get(bijdrage.onderdeel_id)
        if deel is not None:
            bijdrage.ronde = ronde
            paren.append((bijdrage, deel))
    return paren


def make_bijdragerijen(programma: Programma, paren: Sequence[Paar]) -> list[Rij]:
    """Give contributions as rows; only of those that a page shows."""
    beeld = read_koppen(programma)
    namen, rijen = name_partijen(beeld), []
    for bijdrage, deel in paren:
        boven = beeld.delen.get(deel.ouder) if deel.ouder else None
        partij, ronde = beeld.find_partij(deel), bijdrage.ronde
        rijen.append(
            {
                "naam": deel.naam,
                "url": reverse("voortgang:bijdrage", args=[bijdrage.pk]),
                "onder": boven.naam if boven else "",
                "stand": (BIJDRAGETOESTANDEN[bijdrage.stand], bijdrage.get_stand_display()),
                "ronde": ronde.naam,
                "termijn": ronde.indienen_voor - timedelta(days=1),
                "eigenaar": namen.get(partij, partij),
            }
        )
    return rijen


def derive_bijdragekolommen(paren: Sequence[Paar]) -> tuple[tuple[Kolom, ...], str]:
    """Give the columns of a list of contributions with a sentence above it: when all are of one round, that says which and until when, and the columns leave it out."""
    rondes = {bijdrage.ronde_id: bijdrage.ronde for bijdrage, _ in paren}
    aantal = f"{len(paren)} bijdrage{'n' if len(paren) != 1 else ''}"
    if len(rondes) != 1:
        return BIJDRAGEKOLOMMEN, f"{aantal} in {len(rondes)} open rondes."
    (ronde,) = rondes.values()
    zin = f"{aantal} voor {ronde.naam}. Indienen kan tot en met {say_dag(ronde.indienen_voor - timedelta(days=1))}."
    return Rondepagina.kolommen, zin


def make_rondepagina(viewer: Viewer, ronde_id: Any, vraag: Mapping[str, str]) -> Rondepagina:
    """Put the page of a round together. Raises BestaatNietError and PlaatsError."""
    ronde = get_ronde(viewer, ronde_id)
    paren = _list_van(viewer, ronde)
    klaar = [p for p in paren if p[0].stand in (GOEDGEKEURD, VERGRENDELD)]
    mist = [p for p in paren if p[0].stand not in (GOEDGEKEURD, VERGRENDELD)]
    getoond, volgende = slice_lijst(mist, read_begin(vraag))
    vorige, bureau = find_vorige(ronde), is_bureau(viewer, ronde.programma)
    c = read_configuratie(ronde.programma.code)
    veranderd = list_veranderrijen(read_rondebeeld(vorige), read_rondebeeld(ronde), c) if vorige else []
    return Rondepagina(
        ronde=ronde,
        toestand=get_rondetoestand(ronde),
        zin=_say_stand(ronde, len(mist)),
        mist=tuple(make_bijdragerijen(ronde.programma, getoond)),
        klaar=tuple(make_bijdragerijen(ronde.programma, klaar[:PER_BLADZIJ])),
        veranderd=tuple(veranderd[:PER_BLADZIJ]),
        meer=len(veranderd) - PER_BLADZIJ,
        volgende=volgende,
        sinds=vorige.naam if vorige else "",
        tijdlijn=tuple(_list_tijdlijn(ronde, None)),
        is_bureau=bureau,
        te_doen=_count_te_doen(viewer, ronde) if bureau and mist else dict.fromkeys(TELLEN, 0),
        wacht=_say_wacht(ronde, len(mist)),
    )


def _say_stand(ronde: Rapportageronde, mist: int) -> str:
    """Say of which day a round tells, and until when one hands in, since when it is locked, or why it was opened again."""
    zin = f"Peildatum {say_dag(ronde.peildatum)}."
    if ronde.vergrendeld_op is not None:
        return f"{zin} Vergrendeld op {say_dag(derive_legal_day(ronde.vergrendeld_op))}; het rapport blijft zoals het toen was."
    heropend = ronde.gebeurtenissen.filter(handeling="heropen").order_by("-volgnummer").first()
    if heropend is not None:
        return f"{zin} Heropend op {say_dag(derive_legal_day(heropend.op))}: {heropend.reden}"
    zin += f" Indienen kan tot en met {say_dag(ronde.indienen_voor - timedelta(days=1))}."
    if mist and ronde.indienen_voor <= klok.today():
        zin += f" De termijn is voorbij; {format_telling(mist, 'bijdrage is', 'bijdragen zijn')} nog niet goedgekeurd."
    return zin


def _count_te_doen(viewer: Viewer, ronde: Rapportageronde) -> dict[str, int]:
    """Count with how many contributions each act on the whole round would do something for this viewer; `zelf` are those a colleague must approve."""
    eigen = Q(Exists(Bijdragetekst.objects.filter(bijdrage=OuterRef("pk"), door=viewer.actor))) | Q(
        Exists(
            Rondegebeurtenis.objects.filter(bijdrage=OuterRef("pk"), handeling="dien_in", door=viewer.actor)
        )
    )
    geteld: dict[str, int] = ronde.bijdragen.filter(stand__in=(*TE_SCHRIJVEN, INGEDIEND)).aggregate(
        dien_alles_in=Count("pk", filter=derive_geschreven_q()),
        keur_alles_goed=Count("pk", filter=Q(stand=INGEDIEND) & ~eigen),
        zelf=Count("pk", filter=Q(stand=INGEDIEND) & eigen),
    )
    return geteld


def _say_wacht(ronde: Rapportageronde, open_: int) -> str:
    """Say for what locking waits; empty when it can be done."""
    if ronde.peildatum > klok.today():
        return f"Vergrendel de ronde na {say_dag(ronde.peildatum)}; daarover gaat zij."
    return "Vergrendel de ronde als alles is goedgekeurd." if open_ else ""


def _list_tijdlijn(ronde: Rapportageronde, bijdrage: Bijdrage | None) -> list[Gebeurtenis]:
    rijen = ronde.gebeurtenissen.filter(bijdrage=bijdrage).order_by("volgnummer")
    namen = list_actornamen({g.door for g in rijen})
    return [
        Gebeurtenis(
            g.op, f"{HANDELINGEN.get(g.handeling, g.handeling)} {g.reden}".strip(), namen.get(g.door, g.door)
        )
        for g in rijen
    ]


def make_bijdragepagina(viewer: Viewer, bijdrage_id: Any) -> Bijdragepagina | None:
    """Put the page of a contribution together; None when its topic ended. Raises BestaatNietError."""
    bijdrage = get_bijdrage(viewer, bijdrage_id)
    ronde, programma = bijdrage.ronde, bijdrage.programma
    beeld, c = read_beeld(programma), read_configuratie(programma.code)
    deel = beeld.delen.get(bijdrage.onderdeel_id)
    if deel is None:
        return None
    vorige = find_vorige(ronde)
    eerder = list(Bijdrage.objects.filter(ronde=vorige, onderdeel=bijdrage.onderdeel_id)) if vorige else []
    veranderd = list_veranderrijen(read_rondebeeld(vorige), beeld, c) if vorige else []
    eigen = {str(d.id) for d in beeld.delen.values() if beeld.find_boven(d, "onderwerp") == deel}
    namen, terug = (
        name_partijen(beeld),
        bijdrage.gebeurtenissen.filter(handeling="geef_terug").order_by("-volgnummer").first(),
    )
    schrijft = is_bureau(viewer, programma) or (
        INVULLEN in viewer.handelingen and bool(deel.partij) and works_for(viewer, deel.partij)
    )
    keurt = GOEDKEUREN in viewer.handelingen and works_for(viewer, programma.organisatie)
    return Bijdragepagina(
        bijdrage=bijdrage,
        deel=deel,
        toestand=(BIJDRAGETOESTANDEN[bijdrage.stand], bijdrage.get_stand_display()),
        tekst=read_teksten([bijdrage]).get(deel.id),
        vorige=read_teksten(eerder).get(deel.id),
        vorige_naam=vorige.naam if vorige else "",
        veranderd=tuple(r for r in veranderd if str(r["url"]).rsplit("/", 1)[-1] in eigen),
        mijlpalen=tuple(make_mijlpaalrij(beeld, d, c, namen) for d in beeld.list_onder("mijlpaal", deel.id)),
        opmerking=terug.reden if terug and bijdrage.stand == "teruggegeven" else "",
        stappen=tuple(
            naam
            for naam, stap in STAPPEN.items()
            if bijdrage.stand in stap.van and (schrijft if stap.recht == INVULLEN else keurt)
        ),
        mag_schrijven=schrijft and bijdrage.stand in TE_SCHRIJVEN,
        eigen_hand=viewer.actor in list_handen(bijdrage),
        tijdlijn=tuple(_list_tijdlijn(ronde, bijdrage)),
    )
