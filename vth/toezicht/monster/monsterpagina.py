"""What the page of one sample shows: how it was taken, its results, what they say of each limit, and what can become a finding."""

from dataclasses import dataclass

from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.grafieken import make_staafgrafiek
from vth.vormgeving.onderdelen import Grafiek, Kenmerk, Kolom, ToestandCode, Uitleg
from vth.vormgeving.wettelijk import make_grond

from ..models import Bevinding, Monster, Monsterovergave
from .beeld import Monsterbeeld, read_monsterbeeld
from .bemonstering import list_gebreken
from .boeking import derive_bron
from .lezen import make_bemonstering
from .meting import as_getal
from .toetsing import Toetsoordeel, Toetsreden, Toetsuitkomst

RESULTAATKOLOMMEN = (
    Kolom("naam", "Stof"),
    Kolom("waarde", "Resultaat"),
    Kolom("onzekerheid", "Meetonzekerheid"),
    Kolom("cas", "CAS-nummer"),
    Kolom("dag", "Onderzocht op", "datum"),
    Kolom("eerder", "Hiervoor"),
)
OVERGAVEKOLOMMEN = (
    Kolom("houder", "Wie"),
    Kolom("vanaf", "Vanaf", "tijdstip"),
    Kolom("tot", "Tot", "tijdstip"),
)
WOORDEN: dict[Toetsoordeel, tuple[ToestandCode, str]] = {
    Toetsoordeel.OVERSCHRIJDING: ("fout", "overschrijding"),
    Toetsoordeel.NIET_TE_TOETSEN: ("wacht", "niet te toetsen"),
    Toetsoordeel.VOLDOET: ("goed", "voldoet"),
}
# What was not asked or measured says nothing; those are named in one line instead of a row each.
STIL = (Toetsreden.NIET_GEMETEN,)


@dataclass(frozen=True)
class Toetsrij:
    """One limit with what the results say of it; `bron` names it for a finding, `staat_er` that there is one, `hier` what the
    limit is for this sample where that is something else."""

    uitkomst: Toetsuitkomst
    toestand: ToestandCode
    woord: str
    bron: str
    staat_er: bool
    hier: str
    uitleg: Uitleg


@dataclass(frozen=True)
class Monsterpagina:
    """One sample."""

    monster: Monster
    beeld: Monsterbeeld
    kenmerken: tuple[Kenmerk, ...]
    gebreken: tuple[str, ...]
    overgaven: tuple[dict[str, object], ...]
    resultaten: tuple[dict[str, object], ...]
    rijen: tuple[Toetsrij, ...]
    niet_gemeten: tuple[str, ...]
    grafiek: Grafiek | None


def make_monsterpagina(viewer: Viewer, monster: Monster) -> Monsterpagina:
    """Make the page of a sample that the viewer was given."""
    beeld = read_monsterbeeld(viewer, monster)
    overgaven = list(Monsterovergave.objects.filter(monster=monster).order_by("volgnummer"))
    namen = list_actornamen(o.houder for o in overgaven)
    getoond = [u for u in beeld.uitkomsten if u.reden not in STIL]
    stil = [u.norm.grens.naam for u in beeld.uitkomsten if u.reden in STIL]
    return Monsterpagina(
        monster=monster,
        beeld=beeld,
        kenmerken=_make_kenmerken(beeld),
        gebreken=tuple(list_gebreken(make_bemonstering(monster), op=klok.now())),
        overgaven=tuple(
            {"houder": namen.get(o.houder, o.houder), "vanaf": o.vanaf, "tot": o.tot} for o in overgaven
        ),
        resultaten=tuple(_make_resultaten(beeld)),
        rijen=tuple(_make_rijen(monster, getoond)),
        niet_gemeten=tuple(dict.fromkeys(stil)),
        grafiek=_make_grafiek(beeld, getoond),
    )


def _make_kenmerken(beeld: Monsterbeeld) -> tuple[Kenmerk, ...]:
    """List how the sample was taken."""
    m = beeld.monster
    begin, eind = (t.astimezone(AMSTERDAM) for t in (m.begonnen_op, m.geeindigd_op))
    wanneer = f"{begin:%d-%m-%Y %H:%M}" + ("" if begin == eind else f" tot {eind:%d-%m-%Y %H:%M}")
    gevraagd = ", ".join(g["naam"] for g in m.gevraagd)
    return (
        Kenmerk("Monsterpunt", m.punt),
        Kenmerk("Emissiepunt", m.emissiepunt or "niet onderscheiden"),
        Kenmerk("Wijze", m.get_wijze_display()),
        Kenmerk("Genomen", wanneer),
        Kenmerk("Telt als", beeld.middeling or "niet bepaald"),
        Kenmerk("Branche", m.branche or "geen"),
        Kenmerk("Loost op", m.route or "niet opgegeven"),
        Kenmerk("Voorzieningen", ", ".join(m.voorzieningen) or "geen"),
        Kenmerk("Gevraagd", f"{gevraagd} ({m.pakket} versie {m.pakketversie})" if m.pakket else gevraagd),
    )


def _make_resultaten(beeld: Monsterbeeld) -> list[dict[str, object]]:
    """Make a row per result, with what stood there before a correction."""
    rijen: list[dict[str, object]] = []
    for r in beeld.resultaten:
        eerder = r.corrigeert
        rijen.append(
            {
                "naam": r.naam,
                "waarde": f"{r.geschreven} {r.eenheid}",
                "onzekerheid": "" if r.onzekerheid is None else f"{as_getal(r.onzekerheid)} {r.eenheid}",
                "cas": r.cas,
                "dag": r.dag,
                "eerder": f"{eerder.geschreven} {eerder.eenheid}" if eerder else "",
            }
        )
    return rijen


def _make_rijen(monster: Monster, uitkomsten: list[Toetsuitkomst]) -> list[Toetsrij]:
    """Make a row per limit, with its explanation."""
    bekend = set(
        Bevinding.objects.filter(controle_id=monster.controle_id, ingetrokken_op=None)
        .exclude(bron="")
        .values_list("bron", flat=True)
    )
    rijen = []
    for u in uitkomsten:
        toestand, woord = WOORDEN[u.oordeel]
        bron = derive_bron(monster, u)
        rijen.append(
            Toetsrij(
                u,
                toestand,
                woord,
                bron,
                bron in bekend,
                _say_hier(u),
                make_toetsuitleg(u, woord),
            )
        )
    return rijen


def make_toetsuitleg(u: Toetsuitkomst, titel: str) -> Uitleg:
    """Explain what a result says of a limit: why, what was used, and the rules."""
    waarden = "; ".join(f"{naam}: {waarde}" for naam, waarde in u.gebruikt)
    waarom = " ".join(
        t for t in (u.uitleg, f"Gebruikt: {waarden}." if waarden else "", u.norm.toelichting) if t
    )
    return Uitleg(titel, waarom, [make_grond(g, "zie de regel") for g in u.gronden], WOORDEN[u.oordeel][0])


def _say_hier(u: Toetsuitkomst) -> str:
    """Write the limit for this sample, where the kind of sample changes it."""
    anders = any("factor" in naam for naam, _ in u.gebruikt)
    return f"{as_getal(u.grens)} {u.eenheid}" if anders and u.grens is not None else ""


def _make_grafiek(beeld: Monsterbeeld, uitkomsten: list[Toetsuitkomst]) -> Grafiek | None:
    """Draw each result as a part of its limit; a detection limit has no bar, for it is no value."""
    staven: list[tuple[str, float | None]] = []
    nadruk = []
    for u in uitkomsten:
        if u.gemeten is None or not u.grens:
            continue
        naam = f"{u.norm.grens.naam} ({u.norm.plaats})"
        staven.append((naam, float(u.gemeten.laag / u.grens * 100) if u.gemeten.is_punt else None))
        if u.oordeel is Toetsoordeel.OVERSCHRIJDING:
            nadruk.append(naam)
    if not staven:
        return None
    return make_staafgrafiek(
        "Resultaat als deel van de grens",
        staven,
        eenheid="procent van de grens",
        nadruk=nadruk,
        drempel=("Grens", 100.0),
        bron=f"monster {beeld.monster.nummer}",
        datum=beeld.dag,
    )
