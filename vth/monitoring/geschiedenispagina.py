"""The page on which the merger explorer is held against the mergers that took place, on what is public and nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vth.organisaties.meegeleverd import Dienstfeiten, Samengegaan, list_dienstfeiten, list_samengegaan
from vth.regelgeving.rules import Grond
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.vormgeving.onderdelen import Kolom, Uitleg
from vth.vormgeving.opmaak import format_datum, format_telling
from vth.vormgeving.wettelijk import make_grond

from .fusie.geschiedenis import Alternatief, Vergelijking, derive_vergelijking
from .fusie.model import Aannamen, Dienst
from .ligging import GRENZEN, REGIOS, read_liggingen

REGELKOLOMMEN = (
    Kolom("regel", "Wat de verkenner nagaat"),
    Kolom("toestand", "Uitkomst", "toestand"),
    Kolom("uitkomst", "Wat er is gevonden"),
    Kolom("zeker", "Hoe zeker de feiten zijn"),
)
ANDERSKOLOMMEN = (
    Kolom("naam", "Wie samen"),
    Kolom("punten", "Punten tegen"),
    Kolom("provincies", "Provincies"),
    Kolom("gebroken", "Gebroken veiligheidsregio's"),
)
# What the facts do not allow, with why.
NIET_NAGEGAAN = (
    (
        "Of de diensten samen robuust zijn",
        "De cijfers en oordelen van de diensten zijn niet gepubliceerd. Daarom zegt deze pagina niets over de criteria, en kan het zoeken naar de beste indeling van het land niet worden nagespeeld.",
    ),
    (
        "Reisafstand",
        "De zetels van de diensten staan niet in de feiten van Open VTH. De afstand telt hier dus niet mee in de punten.",
    ),
    ("Eenmalige kosten", "Wat een fusie kostte, is niet gepubliceerd."),
)


@dataclass(frozen=True)
class Fusieblok:
    """One merger that took place, beside what the explorer says of it."""

    titel: str
    zin: str
    toestand: tuple[str, str]
    rijen: tuple[dict[str, Any], ...]
    anders: tuple[dict[str, Any], ...]
    anderszin: str


@dataclass(frozen=True)
class Geschiedenispagina:
    """Everything that the page shows."""

    blokken: tuple[Fusieblok, ...]
    uitleg: Uitleg
    aannamezin: str
    niet: tuple[tuple[str, str], ...] = NIET_NAGEGAAN
    kolommen: tuple[Kolom, ...] = REGELKOLOMMEN
    anderskolommen: tuple[Kolom, ...] = ANDERSKOLOMMEN


def make_geschiedenispagina() -> Geschiedenispagina:
    """Put the page together, of mergers up to today. Raises RegelError where the facts of the day before a merger are missing."""
    aannamen = Aannamen()
    gronden: dict[str, Grond] = {}
    blokken = []
    for fusie in list_samengegaan(klok.today()):
        blok, gebruikt = _make_blok(fusie, aannamen)
        blokken.append(blok)
        gronden |= gebruikt
    return Geschiedenispagina(
        blokken=tuple(blokken),
        aannamezin=f"een groep grenst aan elkaar; een tweede provincie telt {aannamen.gewicht_provincie} punten tegen, een gebroken veiligheidsregio {aannamen.gewicht_veiligheidsregio}.",
        uitleg=Uitleg(
            uitkomst="Waarop dit rust", gronden=[make_grond(g, g.toelichting) for g in gronden.values()]
        ),
    )


def read_diensten(dag: date) -> tuple[dict[str, Dienst], frozenset[str], dict[str, Grond]]:
    """Give the diensten of a day as the explorer sees them, those of which a safety region is not known, and on what that rests."""
    liggingen, gronden = read_liggingen(dag)
    diensten = {
        code: Dienst(
            code=code,
            naam=ligging.feiten.naam,
            metingen={},
            deelnemers=ligging.feiten.deelnemers,
            provincies=ligging.provincies,
            veiligheidsregios=ligging.veiligheidsregios,
            buren=ligging.buren,
        )
        for code, ligging in liggingen.items()
    }
    return diensten, frozenset(c for c, ligging in liggingen.items() if not ligging.volledig), gronden


def _make_blok(fusie: Samengegaan, aannamen: Aannamen) -> tuple[Fusieblok, dict[str, Grond]]:
    eerder = fusie.dag - timedelta(days=1)
    diensten, onbekend, gronden = read_diensten(eerder)
    feiten = {**list_dienstfeiten(eerder), fusie.naar: list_dienstfeiten(fusie.dag)[fusie.naar]}
    v = derive_vergelijking(
        fusie.delen, diensten, feiten[fusie.naar].deelnemers, aannamen=aannamen, onbekend=onbekend
    )
    namen = {code: shorten_organisatie(f.naam) for code, f in feiten.items()}
    return Fusieblok(
        titel=f"{' en '.join(feiten[c].naam for c in fusie.delen)}",
        zin=f"Samen verder als {feiten[fusie.naar].naam} sinds {format_datum(fusie.dag)} ({fusie.bron}).",
        toestand=_judge(v),
        rijen=tuple(_list_rijen(v, fusie, feiten, gronden)),
        anders=tuple(_make_anders(a, v, namen) for a in v.alternatieven),
        anderszin=_say_plaats(v, namen),
    ), gronden


def _judge(v: Vergelijking) -> tuple[str, str]:
    """Say in a word how the explorer sees it."""
    if not v.toegelaten:
        return "fout", "de verkenner zou deze fusie niet bekijken"
    if v.natuurlijker:
        return (
            "aandacht",
            f"mogelijk; {format_telling(len(v.natuurlijker), 'andere fusie', 'andere fusies')} met deze diensten natuurlijker",
        )
    return "goed", "mogelijk, en geen andere fusie met deze diensten is natuurlijker"


def _list_rijen(
    v: Vergelijking, fusie: Samengegaan, feiten: Mapping[str, Dienstfeiten], gronden: Mapping[str, Grond]
) -> list[dict[str, Any]]:
    wie = frozenset().union(*(feiten[c].zekerheden for c in (*fusie.delen, fusie.naar)))
    # Where a dienst lies follows from the gemeenten that take part in it, and is no surer than those.
    grens, regios = (_find_zwakste({str(gronden[naam].zekerheid), *wie}) for naam in (GRENZEN, REGIOS))
    deelnemers = _find_zwakste(wie)
    provincies = sorted(v.groep.provincies)
    return [
        _make_deelnemerrij(v, feiten[fusie.naar], deelnemers),
        _make_rij(
            "Grenzen de diensten aan elkaar?",
            v.groep.aaneengesloten,
            "Zij vormen één aaneengesloten gebied."
            if v.groep.aaneengesloten
            else "Zij grenzen niet aan elkaar.",
            grens,
        ),
        _make_rij(
            "Liggen zij in één provincie?", len(provincies) == 1, f"{', '.join(provincies)}.", deelnemers
        ),
        _make_regiorij(v, regios),
        _make_rij(
            "Zou het zoeken deze groep bekijken?",
            v.toegelaten,
            ("Ja" if v.toegelaten else "Nee")
            + (
                ", ook als een fusie binnen één provincie moet blijven."
                if v.binnen_provincie
                else ", maar niet als een fusie binnen één provincie moet blijven."
                if v.toegelaten
                else "."
            ),
            grens,
        ),
    ]


def _make_rij(regel: str, goed: bool, uitkomst: str, zeker: str) -> dict[str, Any]:
    return {
        "regel": regel,
        "toestand": ("goed", "ja") if goed else ("aandacht", "nee"),
        "uitkomst": uitkomst,
        "zeker": zeker,
    }


def _make_deelnemerrij(v: Vergelijking, opvolger: Dienstfeiten, zeker: str) -> dict[str, Any]:
    """Say whether the participants that the explorer adds up are those of what came of it; a list that was made of its predecessors proves nothing."""
    zelfde = not v.erbij and not v.weg
    uitkomst = (
        f"Samen {len(v.groep.deelnemers)} deelnemers; {opvolger.naam} heeft er {len(opvolger.deelnemers)}."
    )
    if not zelfde:
        uitkomst += (
            f" Erbij: {', '.join(sorted(v.erbij)) or 'geen'}; weg: {', '.join(sorted(v.weg)) or 'geen'}."
        )
    if any("voorgangers" in bron for bron in opvolger.bronnen):
        uitkomst += (
            " De lijst van de nieuwe dienst is van die van de voorgangers gemaakt en bewijst dus niets."
        )
    return _make_rij("Zijn de deelnemers samen die van de nieuwe dienst?", zelfde, uitkomst, zeker)


def _make_regiorij(v: Vergelijking, zeker: str) -> dict[str, Any]:
    """Say which safety regions lie partly elsewhere, and which this merger made whole."""
    gebroken = sorted(v.groep.gebroken_veiligheidsregios)
    uitkomst = (
        f"Een deel van {' en van '.join(gebroken)} valt onder een andere dienst; dat was vóór de fusie ook zo."
        if gebroken
        else "Elke veiligheidsregio valt in haar geheel onder de nieuwe dienst."
    )
    if v.herstelt:
        uitkomst += f" Vóór de fusie was {' en '.join(sorted(v.herstelt))} verdeeld."
    return _make_rij("Vallen de veiligheidsregio's heel binnen de dienst?", not gebroken, uitkomst, zeker)


def _find_zwakste(woorden: Collection[str]) -> str:
    """Give the least sure of some words: what rests on several facts is no surer than the least of them."""
    return next((w for w in ("aanname", "afgeleid", "vastgesteld") if w in woorden), "")


def _make_anders(a: Alternatief, v: Vergelijking, namen: Mapping[str, str]) -> dict[str, Any]:
    g = a.groep
    naam = " + ".join(namen[code] for code in g.diensten)
    return {
        "naam": f"{naam} (de fusie die er kwam)" if g.diensten == v.groep.diensten else naam,
        "punten": f"minstens {g.onnatuurlijk}" if a.minstens else str(g.onnatuurlijk),
        "provincies": ", ".join(sorted(g.provincies)),
        "gebroken": ", ".join(sorted(g.gebroken_veiligheidsregios))
        + (" en wat niet bekend is" if a.minstens else ""),
    }


def _say_plaats(v: Vergelijking, namen: Mapping[str, str]) -> str:
    """Say where this merger stands among those that the search would look at as well."""
    anders = len(v.alternatieven) - v.toegelaten
    if not anders:
        return "Er is geen andere groep van deze grootte die grenst."
    begin = f"Het zoeken bekijkt met deze diensten ook {format_telling(anders, 'andere groep', 'andere groepen')} van {len(v.groep.diensten)}."
    if not v.natuurlijker:
        return f"{begin} Geen daarvan heeft minder punten tegen."
    beter = "; ".join(" + ".join(namen[c] for c in a.groep.diensten) for a in v.natuurlijker)
    return f"{begin} Minder punten tegen hebben: {beter}. De besturen kozen anders; waarom, weegt de verkenner niet."
