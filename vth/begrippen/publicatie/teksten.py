"""The shared language to read: data dictionary, conformity with the standard, and the lists as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from vth.tijd.rules import BEGIN_DAG, OPEN_DAG

from ..begrip import derive_bron
from ..rules import Attribuut, Objecttype, Relatiesoort, Waarde, Waardelijst
from ..verschil import Verschil
from .inhoud import Inhoud

GEMAAKT = "<!-- Gemaakt met `vth begrippen maak`; wijzig de bron in vth/begrippen, niet dit bestand. -->"
# A list with more values than this stands in the dictionary as a link to its file.
HOOGSTENS = 60

SOORTNAMEN = {
    "tekst": "tekst",
    "code": "code",
    "organisatie": "code van een organisatie",
    "datum": "datum (jjjj-mm-dd)",
    "getal": "getal",
    "bedrag": "bedrag in euro's",
    "geheel": "geheel getal",
    "janee": "ja of nee",
    "coordinaat": "coördinaat in meters",
    "graad": "graden",
    "geometrie": "geometrie (WKT)",
}


def make_gegevenswoordenboek(inhoud: Inhoud) -> str:
    """Give the data dictionary in Dutch: object types, code lists and concepts."""
    regels = [
        "# Gegevenswoordenboek",
        "",
        GEMAAKT,
        "",
        f"{inhoud.definitie} Versie {inhoud.versie}.",
        "",
        "De namen en structuur van objecttypen komen uit CIm VTH FLo 1.0.1 (Geonovum, CC BY 4.0, "
        "<https://github.com/Geonovum/vth-cim-flo>). De definities zijn eigen woorden. Wat afwijkt, staat in "
        "[conformiteit.md](conformiteit.md).",
        "",
        "## Objecttypen",
        "",
    ]
    for objecttype in inhoud.model.values():
        regels += _make_objecttype(objecttype)
    regels += ["## Waardelijsten", ""]
    for lijst in inhoud.lijsten.values():
        regels += _make_lijst(inhoud, lijst)
    regels += ["## Begrippen", "", *_make_begrippen(inhoud), ""]
    return "\n".join(regels)


def _make_objecttype(objecttype: Objecttype) -> list[str]:
    """Give the section of one object type."""
    attributen = [
        (
            f"`{a.naam}`",
            a.titel,
            _describe_soort(a),
            "ja" if a.verplicht else "nee",
            a.definitie,
            _describe_herkomst(a),
        )
        for a in objecttype.attributen
    ]
    relaties = [
        (
            f"`{r.naam}`",
            r.titel,
            ", ".join(f"`{n}`" for n in r.naar) + (" (meer mogelijk)" if r.meervoudig else ""),
            "ja" if r.verplicht else "nee",
            r.definitie,
            _describe_herkomst(r),
        )
        for r in objecttype.relaties
    ]
    kop = ["Naam", "Titel", "Soort", "Verplicht", "Betekenis", "Herkomst"]
    regels = [f"### {objecttype.titel} (`{objecttype.naam}`)", "", objecttype.definitie, ""]
    regels += [f"Standaard: {objecttype.cim}.", "", *_make_tabel(kop, attributen), ""]
    if relaties:
        regels += ["Relaties:", "", *_make_tabel([*kop[:2], "Naar", *kop[3:]], relaties), ""]
    return regels


def _describe_soort(attribuut: Attribuut) -> str:
    """Say in a few words what may be filled in."""
    delen = [SOORTNAMEN[attribuut.soort]]
    if attribuut.lijst:
        delen = [f"code uit [{attribuut.lijst}](#{attribuut.lijst})"]
    if attribuut.lengte:
        delen.append(f"hoogstens {attribuut.lengte} tekens")
    if attribuut.patroon:
        delen.append(f"patroon `{attribuut.patroon}`")
    grenzen = [f"{g:g}" for g in (attribuut.ondergrens, attribuut.bovengrens) if g is not None]
    if grenzen:
        delen.append("van " + " tot en met ".join(grenzen) if len(grenzen) == 2 else f"grens {grenzen[0]}")
    if attribuut.meervoudig:
        delen.append("meer mogelijk")
    return ", ".join(delen)


def _describe_herkomst(deel: Attribuut | Relatiesoort) -> str:
    """Say where a part comes from."""
    return "; ".join((deel.cim, *deel.cim_ook)) if deel.cim else f"Uitbreiding: {deel.uitbreiding}"


def _make_lijst(inhoud: Inhoud, lijst: Waardelijst) -> list[str]:
    """Give the section of one code list: its values, or a link when there are many."""
    bron = derive_bron(lijst.bron, inhoud.bronnen)
    vindplaats = f"[{bron.titel}]({bron.url})" if bron.url else bron.titel
    regels = [f'### <a id="{lijst.id}"></a>{lijst.titel} (`{lijst.id}`)', "", lijst.definitie, ""]
    regels += [f"Bron: {vindplaats}. Zekerheid: {lijst.zekerheid}.", ""]
    if len(lijst.waarden) > HOOGSTENS:
        return [
            *regels,
            f"{len(lijst.waarden)} waarden: [waardelijsten/{lijst.id}.csv](waardelijsten/{lijst.id}.csv).",
            "",
        ]
    kop = ["Code", "Naam", "Betekenis", "Geldig", "Zekerheid"]
    rijen = [
        (f"`{w.code}`", w.naam, w.definitie, _describe_geldigheid(w), w.zekerheid) for w in lijst.waarden
    ]
    return [*regels, *_make_tabel(kop, rijen), ""]


def _describe_geldigheid(waarde: Waarde) -> str:
    """Say since when and until when, and what came in its place."""
    delen = [f"vanaf {waarde.begin.isoformat()}"] if waarde.begin != BEGIN_DAG else []
    delen += [f"tot {waarde.eind.isoformat()}"] if waarde.eind != OPEN_DAG else []
    delen += [f"daarna {', '.join(waarde.vervangen_door)}"] if waarde.vervangen_door else []
    return " ".join(delen) or "altijd"


def _make_begrippen(inhoud: Inhoud) -> list[str]:
    """Give the glossary as a table."""
    namen = {b.id: b.naam for b in inhoud.begrippen}
    rijen = []
    for begrip in sorted(inhoud.begrippen, key=lambda b: b.naam.lower()):
        verwant = sorted(namen[id_] for id_ in (*begrip.breder, *begrip.nauwer, *begrip.gerelateerd))
        bronnen = [derive_bron(tekst, inhoud.bronnen) for tekst in begrip.bron]
        bron = ", ".join(f"[{_shorten(b.titel)}]({b.url})" if b.url else b.titel for b in bronnen)
        naam = begrip.naam + (f" ({', '.join(begrip.synoniemen)})" if begrip.synoniemen else "")
        rijen.append((naam, begrip.definitie, begrip.kamer, ", ".join(verwant), bron))
    return _make_tabel(["Begrip", "Betekenis", "Kamer", "Hangt samen met", "Bron"], rijen)


def _shorten(titel: str) -> str:
    """Name the standard's own concept shortly."""
    return "CIm VTH FLo" if titel.startswith("http://definities.geostandaarden.nl") else titel


def _make_tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> list[str]:
    """Give a Markdown table."""
    regels = ["| " + " | ".join(kop) + " |", "|" + "---|" * len(kop)]
    return regels + [
        "| " + " | ".join(cel.replace("|", "\\|").replace("\n", " ") for cel in rij) + " |" for rij in rijen
    ]


def make_conformiteit(inhoud: Inhoud) -> str:
    """Give the outcome of the comparison with CIm VTH FLo in Dutch: every difference with its reason."""
    redenen = {(a.soort, onderdeel): a.reden for a in inhoud.afwijkingen for onderdeel in a.onderdelen}
    soorten: dict[str, list[Verschil]] = {}
    for verschil in inhoud.verschillen:
        soorten.setdefault(verschil.soort, []).append(verschil)
    regels = [
        "# Conformiteit met CIm VTH FLo 1.0.1",
        "",
        GEMAAKT,
        "",
        "Het register van Open VTH volgt het Conceptueel Informatiemodel VTH Fysieke Leefomgeving 1.0.1 (Geonovum, CC BY 4.0, "
        "<https://github.com/Geonovum/vth-cim-flo>). Hieronder staat elk verschil met de reden. Vergeleken zijn objecttypen, "
        "attributen, formaten, kardinaliteiten, relaties, enumeraties en referentielijsten. Een verschil zonder reden, of een "
        "reden zonder verschil, laat de test falen.",
        "",
        f"{len(inhoud.verschillen)} verschillen, waarvan {len(soorten.get('uitbreiding', []))} uitbreidingen.",
        "",
        *_make_tabel(
            ["Soort verschil", "Aantal"], [(soort, str(len(rij))) for soort, rij in soorten.items()]
        ),
        "",
    ]
    kop = ["Onderdeel", "Standaard", "Open VTH", "Reden"]
    for soort, verschillen in soorten.items():
        rijen = [
            (v.onderdeel, v.standaard, v.project, v.reden or redenen[v.soort, v.onderdeel])
            for v in verschillen
        ]
        regels += [f"## {soort[:1].upper()}{soort[1:]}", "", *_make_tabel(kop, rijen), ""]
    return "\n".join(regels)


def make_waardelijst_csv(lijst: Waardelijst) -> str:
    """Give one code list as CSV; an open begin or end is empty."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, lineterminator="\n")
    extra = tuple(lijst.extra)
    schrijver.writerow(
        ("code", "naam", "definitie", "begin", "eind", "vervangen_door", "bron", "zekerheid", *extra)
    )
    for w in lijst.waarden:
        opvolgers = ";".join(w.vervangen_door)
        vast = (w.code, w.naam, w.definitie, _write(w.begin), _write(w.eind), opvolgers, w.bron, w.zekerheid)
        schrijver.writerow((*vast, *(w.extra[kolom] for kolom in extra)))
    return tekst.getvalue()


def _write(dag: date) -> str:
    """Write a day; an open begin or end stays empty."""
    return "" if dag in (BEGIN_DAG, OPEN_DAG) else dag.isoformat()
