"""The report of a round in its own structure, and its summary of one page: made again for any round exactly as it was known when it was locked."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq

from vth.interface.uitvoer import write_uitvoer
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import make_mijlpaaltrend
from vth.zaken.rapport.blokken import Alinea, Beeld, Blok, Cel, Kop, Lijst, Rapport, Tabel

from .beeld import Deel, Programmabeeld
from .configuratie import Configuratie, read_configuratie
from .lijstbeelden import list_agenda
from .models import Bijdragetekst, Rapportageronde, Statusoordeel
from .overzichtpagina import make_pijlerbeeld, say_telling
from .planbeelden import list_trends, make_keten
from .rules import SOORTEN, VERGRENDELD
from .selectors import find_vorige, list_bijdragen, read_bevroren, read_rondebeeld, read_teksten
from .veranderingen import derive_veranderingen
from .weergave import get_toestand, list_veldrijen, say_dag, say_merken, say_planning

BREEDTES = (2, 3, 6, 5)
MEESTE = 8


@dataclass(frozen=True)
class Stof:
    """What a report is made of."""

    ronde: Rapportageronde
    beeld: Programmabeeld
    configuratie: Configuratie
    teksten: Mapping[UUID, Bijdragetekst]
    bevroren: Mapping[UUID, Statusoordeel]
    vorige: Programmabeeld | None
    vorige_naam: str


def read_stof(viewer: Viewer, ronde: Rapportageronde) -> Stof:
    """Give what a report is made of: texts that the viewer may read, and states as they were kept when the round was locked."""
    beeld = read_rondebeeld(ronde)
    vorige = find_vorige(ronde)
    return Stof(
        ronde=ronde,
        beeld=beeld,
        configuratie=read_configuratie(ronde.programma.code),
        teksten=read_teksten(list_bijdragen(viewer, ronde, beeld), ronde.vergrendeld_op),
        bevroren=read_bevroren(ronde) if ronde.stand == VERGRENDELD else {},
        vorige=read_rondebeeld(vorige) if vorige else None,
        vorige_naam=vorige.naam if vorige else "",
    )


def make_rapport(stof: Stof) -> Rapport:
    """Make the report: chapters, try-outs, studies, products, picture, legend and the tables of the pijlers, in the order of the programme."""
    blokken: list[Blok] = []
    for deel in stof.configuratie.opbouw:
        maak = DELEN.get(deel)
        blokken += maak(stof) if maak else _make_lijst(stof, deel)
    return _make_om(stof, stof.configuratie.rapport, tuple(blokken))


def make_samenvatting(stof: Stof) -> Rapport:
    """Make the summary of one page: the picture in words, what changed, what is late, which decisions wait."""
    beeld, c = stof.beeld, stof.configuratie
    standen = tuple(
        (pijler.naam, get_toestand(beeld.statussen[pijler.id].beeldstand, c, beeld=True)[1])
        for pijler in beeld.list_soort("pijler")
    )
    blokken: list[Blok] = [
        Alinea(say_telling(beeld, c)),
        Tabel((c.deelwoord.capitalize(), "Stand"), standen, "", (3, 2)),
    ]
    if stof.vorige:
        veranderd = derive_veranderingen(stof.vorige, beeld, c.tabellegenda)
        zinnen = [v.zin for v in veranderd if v.toestand != "neutraal"]
        blokken.append(Kop(f"Wat er veranderde sinds {stof.vorige_naam}"))
        blokken.append(_make_kort(zinnen, "Geen stand of planning veranderde."))
    laat = [
        f"{d.titel}: {say_planning(beeld, d)}"
        for d in beeld.list_alle("mijlpaal")
        if (plan := beeld.find_planning(d.id)) and plan.wanneer.tot and plan.wanneer.tot > beeld.einddatum
    ]
    agenda = [f"{d.titel} ({orgaan})" for orgaan, rij in list_agenda(beeld, c.organen).items() for d in rij]
    zwaar = sorted(
        beeld.list_alle("risico"),
        key=lambda d: -int(d.inhoud.get("kans", 0)) * int(d.inhoud.get("impact", 0)),
    )
    for kop, zinnen, leeg in (
        (
            f"Gepland na het einde ({say_dag(beeld.einddatum)})",
            laat,
            "Geen mijlpaal is na het einde gepland.",
        ),
        ("Besluiten die wachten", agenda, "Er wachten geen besluiten."),
        ("Grootste risico's", [d.titel for d in zwaar], "Er zijn geen risico's vastgelegd."),
    ):
        blokken += [Kop(kop), _make_kort(zinnen, leeg)]
    return _make_om(stof, "Samenvatting voor het bestuur", tuple(blokken))


def _make_kort(zinnen: list[str], leeg: str) -> Blok:
    """Give the first lines, and how many more there are."""
    if not zinnen:
        return Alinea(leeg, "zacht")
    meer = (f"En nog {len(zinnen) - MEESTE}.",) if len(zinnen) > MEESTE else ()
    return Lijst((*(z[:160] for z in zinnen[:MEESTE]), *meer))


def _make_om(stof: Stof, titel: str, blokken: tuple[Blok, ...]) -> Rapport:
    """Put title, moment and version around a report."""
    ronde = stof.ronde
    vast = (
        f"vergrendeld op {say_dag(ronde.vergrendeld_op.date())}"
        if ronde.vergrendeld_op
        else f"nog niet vergrendeld; zo bekend op {say_dag(klok.today())}"
    )
    kenmerken = (
        ("Programma", stof.beeld.naam),
        ("Peildatum", say_dag(ronde.peildatum)),
        ("Stand van het rapport", vast),
        ("Einde van het programma", say_dag(stof.beeld.einddatum)),
    )
    return Rapport(
        f"{titel} {ronde.naam}",
        blokken,
        kenmerken,
        ronde.programma.organisatie,
        f"{stof.beeld.naam}, {ronde.naam}, {vast}",
    )


def _make_alineas(tekst: str) -> list[Blok]:
    return [Alinea(deel.strip()) for deel in tekst.split("\n\n") if deel.strip()]


def _make_hoofdstukken(stof: Stof) -> list[Blok]:
    """Give the chapters that were written, the coherence with its picture, and what changed since the report before."""
    blokken: list[Blok] = []
    for deel in stof.beeld.list_soort("hoofdstuk"):
        tekst = stof.teksten.get(deel.id)
        blokken.append(Kop(deel.titel))
        blokken += _make_alineas(tekst.voortgang) if tekst else [Alinea("Er is nog geen tekst.", "zacht")]
        if tekst and tekst.planning:
            blokken += _make_alineas(tekst.planning)
    if stof.vorige:
        zinnen = [
            v.zin for v in derive_veranderingen(stof.vorige, stof.beeld, stof.configuratie.tabellegenda)
        ]
        blokken += [
            Kop(f"Wat er veranderde sinds {stof.vorige_naam}"),
            Lijst(tuple(zinnen)) if zinnen else Alinea("Er veranderde niets."),
        ]
    return blokken


def _make_lijst(stof: Stof, soort: str) -> list[Blok]:
    """Give the parts of a kind under a heading: a table per kind, with where they belong."""
    delen = stof.beeld.list_alle(soort)
    if not delen:
        return []
    rijen = []
    for deel in delen:
        boven = stof.beeld.find_boven(deel, "onderwerp") or stof.beeld.find_boven(deel, "pijler")
        velden = tuple(f"{titel}: {_say_veld(stof, titel, waarde)}" for titel, waarde in list_veldrijen(deel))
        mijlpalen = tuple(
            f"{m.titel}: {say_planning(stof.beeld, m)}" for m in stof.beeld.list_soort("mijlpaal", deel.id)
        )
        rijen.append((deel.titel, boven.naam if boven else "het programma", (*velden, *mijlpalen) or ("",)))
    return [
        Kop(SOORTEN[soort].meervoud.capitalize()),
        Tabel(("Wat", "Bij", "Meer"), tuple(rijen), "", (4, 3, 5)),
    ]


def _say_veld(stof: Stof, titel: str, waarde: object) -> str:
    """Write a field; a key of another part by its name."""
    deel = stof.beeld.find_sleutel(str(waarde)) if titel in ("Van", "Naar") else None
    return deel.naam if deel else str(waarde)


def _make_beeld(stof: Stof) -> list[Blok]:
    """Give the picture per pijler, the slippage and what waits for what."""
    blokken: list[Blok] = [Kop("Voortgang in beeld"), Beeld(make_pijlerbeeld(stof.beeld, stof.configuratie))]
    trends = list_trends(stof.beeld, stof.ronde.programma)
    if trends:
        grens = ("Einde van het programma", stof.beeld.einddatum)
        blokken.append(
            Beeld(make_mijlpaaltrend("Hoe mijlpalen verschoven", trends, grens=grens, datum=stof.beeld.dag))
        )
    keten = make_keten(stof.beeld)
    return [*blokken, Beeld(keten)] if keten else blokken


def _make_legenda(stof: Stof) -> list[Blok]:
    c = stof.configuratie
    return [
        Kop("Legenda"),
        Tabel(
            ("In het beeld", "In de tabel", "Merken"),
            ((tuple(c.beeldlegenda.values()), tuple(c.tabellegenda.values()), tuple(c.merken.values())),),
        ),
    ]


def _make_tabellen(stof: Stof) -> list[Blok]:
    """Give the table of each pijler: topic with its state, progress and goal, planning and risks."""
    blokken: list[Blok] = [Kop(f"Voortgang per {stof.configuratie.deelwoord}")]
    for pijler in stof.beeld.list_soort("pijler"):
        stand = get_toestand(stof.beeld.statussen[pijler.id].beeldstand, stof.configuratie, beeld=True)[1]
        rijen = tuple(
            (pijler.naam if n == 0 else f"{pijler.nummer}.{onderwerp.nummer}", *_make_rij(stof, onderwerp))
            for n, onderwerp in enumerate(stof.beeld.list_soort("onderwerp", pijler.id))
        )
        blokken.append(Kop(pijler.naam, 3))
        blokken.append(Alinea(f"Stand: {stand}."))
        if rijen:
            blokken.append(Tabel(stof.configuratie.tabelkoppen, rijen, "", BREEDTES))
    return blokken


def _make_rij(stof: Stof, deel: Deel) -> tuple[Cel, Cel, Cel]:
    """Give one topic: its name, state and markers; its text with its actions; its planning with milestones and risks."""
    beeld, c, tekst = stof.beeld, stof.configuratie, stof.teksten.get(deel.id)
    stand, oordeel = get_toestand(beeld.statussen[deel.id].stand, c)[1], stof.bevroren.get(deel.id)
    merken = say_merken(oordeel.merken if oordeel else beeld.derive_merken(deel), deel, c)
    naam = tuple(z for z in (deel.naam, f"Stand: {stand}", merken) if z)
    doel = (f"Doel: {deel.inhoud['doel']}",) if deel.inhoud.get("doel") else ()
    voortgang = (*doel, *_split(tekst.voortgang if tekst else ""), *_list_acties(stof, deel))
    mijlpalen = tuple(f"{m.titel}: {say_planning(beeld, m)}" for m in beeld.list_onder("mijlpaal", deel.id))
    risicos = tuple(
        f"Risico: {r.titel}" + (f" Maatregel: {r.inhoud['maatregel']}" if r.inhoud.get("maatregel") else "")
        for r in beeld.list_onder("risico", deel.id)
    )
    planning = (*_split(tekst.planning if tekst else ""), *mijlpalen, *risicos)
    return naam, voortgang or ("Er is nog geen tekst.",), planning or ("niet in bron",)


def _split(tekst: str) -> tuple[str, ...]:
    return tuple(deel.strip() for deel in tekst.split("\n\n") if deel.strip())


def _list_acties(stof: Stof, boven: Deel) -> tuple[str, ...]:
    """Give the lettered actions with their state, those under them after them."""
    regels: list[str] = []
    for actie in stof.beeld.list_soort("actie", boven.id):
        stand = get_toestand(stof.beeld.statussen[actie.id].stand, stof.configuratie)[1]
        regels += [f"{actie.naam} [{stand}]", *_list_acties(stof, actie)]
    return tuple(regels)


DELEN: Mapping[str, Callable[[Stof], list[Blok]]] = {
    "hoofdstukken": _make_hoofdstukken,
    "beeld": _make_beeld,
    "legenda": _make_legenda,
    "tabellen": _make_tabellen,
}


def make_gegevens(stof: Stof, vorm: str) -> bytes:
    """Write a round as open data in one of the forms of `interface.uitvoer`; no cell of it runs."""
    rijen = list_gegevens(stof)
    kolommen = list(rijen[0]) if rijen else ["soort"]
    schema = pa.schema([(naam, pa.string()) for naam in kolommen])
    with tempfile.TemporaryDirectory(prefix="vth-gegevens-") as map_:
        bron, doel = Path(map_) / "bron.parquet", Path(map_) / f"uit.{vorm}"
        pq.write_table(pa.Table.from_pylist(rijen, schema=schema), bron)
        write_uitvoer(bron, doel, vorm)
        return doel.read_bytes()


def list_gegevens(stof: Stof) -> list[dict[str, str]]:
    """Give a round as open data: a row per pijler, topic, action and milestone, with state, planning and text."""
    rijen = []
    for deel in (d for s in ("pijler", "onderwerp", "actie", "mijlpaal") for d in stof.beeld.list_alle(s)):
        uitkomst, plan, tekst = (
            stof.beeld.statussen[deel.id],
            stof.beeld.find_planning(deel.id),
            stof.teksten.get(deel.id),
        )
        basis = stof.beeld.find_basis(deel.id)
        rijen.append(
            {
                "soort": deel.soort,
                "sleutel": deel.sleutel,
                "nummer": deel.nummer,
                "titel": deel.titel,
                "stand_tabel": uitkomst.stand,
                "stand_beeld": uitkomst.beeldstand,
                "reden": uitkomst.reden,
                "pijlerplan": basis.tekst if basis else "",
                "gepland": plan.wanneer.tekst if plan else "",
                "gepland_tot": plan.wanneer.tot.isoformat() if plan and plan.wanneer.tot else "",
                "stand_mijlpaal": plan.stand if plan else "",
                "voortgang": tekst.voortgang if tekst else "",
                "planning": tekst.planning if tekst else "",
            }
        )
    return rijen
