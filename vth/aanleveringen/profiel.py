"""The leverprofiel: how one supplier's columns and codes become a gegevensset; made from YAML or refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from vth.begrippen.rules import Objecttype
from vth.toegang.rules import VERTROUWELIJKHEDEN

SOORTEN = ("csv", "xlsx", "json", "geojson", "parquet")
LEVERINGEN = ("volledig", "mutaties")
AFWEZIG = ("niet_meer_aangeleverd", "beeindigd")
CRS = ("EPSG:28992", "EPSG:4326", "EPSG:4258")
ERNSTEN = ("blokkerend", "waarschuwing", "uit")


class ProfielError(Exception):
    """A leverprofiel that cannot be used; the message names the place, what is wrong and what to do."""


@dataclass(frozen=True)
class Bestandsvorm:
    """In which form the file comes; what is left out is found out from the file itself."""

    soort: str
    codering: str = ""
    scheiding: str = ""
    blad: str = ""
    pad: str = ""
    kopregel: int = 1


@dataclass(frozen=True)
class Veld:
    """How one value is made out of a row: from a column, a fixed value, or columns joined together."""

    kolom: str = ""
    vast: str | None = None
    samenvoegen: tuple[str, ...] = ()
    met: str = " "
    codes: Mapping[str, str | None] = field(default_factory=dict)
    anders: str = ""
    patroon: str = ""
    splits: str = ""
    leeg: tuple[str, ...] = ()
    datums: tuple[str, ...] = ()
    decimaal: str = ""

    def list_kolommen(self) -> list[str]:
        """List the columns that the value is made of."""
        return [self.kolom] if self.kolom else list(self.samenvoegen)


@dataclass(frozen=True)
class Verwijzing:
    """How a row refers to another record of the same supplier: its object type and the parts of its key."""

    naar: str
    sleutel: tuple[Veld, ...]
    splits: str = ""


@dataclass(frozen=True)
class Stroom:
    """How rows of the file become records of one gegevensset."""

    gegevensset: str
    sleutel: tuple[Veld, ...]
    velden: Mapping[str, Veld]
    relaties: Mapping[str, tuple[Verwijzing, ...]] = field(default_factory=dict)
    waar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begin_geldigheid: Veld | None = None
    eind_geldigheid: Veld | None = None

    def list_kolommen(self) -> list[str]:
        """List every column of the file that this stream needs."""
        velden: list[Veld] = [*self.sleutel, *self.velden.values()]
        velden += [v for vs in self.relaties.values() for verwijzing in vs for v in verwijzing.sleutel]
        velden += [v for v in (self.begin_geldigheid, self.eind_geldigheid) if v]
        return sorted({k for v in velden for k in v.list_kolommen()} | set(self.waar))


@dataclass(frozen=True)
class Toetsafspraak:
    """That a check is heavier or lighter for this supplier, or off, and why."""

    ernst: str
    reden: str


@dataclass(frozen=True)
class Leverprofiel:
    """One agreed way of delivering, of one supplier."""

    id: str
    titel: str
    leverancier: str
    bestand: Bestandsvorm
    stromen: tuple[Stroom, ...]
    levering: str = "volledig"
    afwezig: str = "niet_meer_aangeleverd"
    historie: bool = False
    reeks: str = ""
    vertrouwelijkheid: str = "intern"
    crs: str = "EPSG:28992"
    geweigerd_procent: float = 10.0
    einden_procent: float = 2.0
    leeg: tuple[str, ...] = ("", "-")
    onbekend: tuple[str, ...] = ()
    datums: tuple[str, ...] = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%Y%m%d")
    decimaal: str = "."
    interval_dagen: float = 0
    sleutelpatroon: str = ""
    toetsen: Mapping[str, Toetsafspraak] = field(default_factory=dict)
    toelichting: str = ""
    plaats: str = ""

    @property
    def gegevenssets(self) -> tuple[str, ...]:
        """List the gegevenssets that this profile fills, each once, in order."""
        return tuple(dict.fromkeys(s.gegevensset for s in self.stromen))

    def list_kolommen(self) -> list[str]:
        """List every column that the file must have."""
        return sorted({k for s in self.stromen for k in s.list_kolommen()})


def make_leverprofiel(inhoud: Any, plaats: str, model: Mapping[str, Objecttype]) -> Leverprofiel:
    """Make a profile from the content of its file, or refuse it with every fault that is found in it.

    `model` holds the object types of `begrippen`; a field, relation or gegevensset that is not there is refused.
    """
    if not isinstance(inhoud, Mapping):
        raise ProfielError(
            f"{plaats}: dit is geen leverprofiel. Begin met `id:`, `titel:` en `leverancier:`."
        )
    fouten: list[str] = []
    rest = dict(inhoud)
    stromen = tuple(
        stroom
        for n, s in enumerate(rest.pop("stromen", None) or [], 1)
        if (stroom := _make_stroom(s, f"stroom {n}", model, fouten))
    )
    vorm = rest.pop("bestand", None) or {}
    if isinstance(vorm, Mapping) and str(vorm.get("kopregel", "1")).isdigit():
        vorm = {**vorm, "kopregel": int(str(vorm.get("kopregel", 1)))}
    bestand = _fill(Bestandsvorm, vorm, "bestand", fouten)
    toetsen = {
        naam: afspraak
        for naam, a in (rest.pop("toetsen", None) or {}).items()
        if (afspraak := _fill(Toetsafspraak, a, f"toetsen.{naam}", fouten))
    }
    drempels = rest.pop("drempels", None) or {}
    rest |= {k: drempels[k] for k in ("geweigerd_procent", "einden_procent") if k in drempels}
    _convert_getallen(rest, fouten)
    rest |= {"stromen": stromen, "bestand": bestand, "toetsen": toetsen, "plaats": plaats}
    profiel = _fill(Leverprofiel, rest, "profiel", fouten)
    if profiel and bestand:
        _check_profiel(profiel, fouten)
    if fouten or not profiel:
        raise ProfielError(f"{plaats}: dit leverprofiel kan niet gebruikt worden.\n- " + "\n- ".join(fouten))
    return profiel


def _convert_getallen(rest: dict[str, Any], fouten: list[str]) -> None:
    """Turn the text of numbers and of yes and no into what it means; a profile is read as text only."""
    for naam in ("geweigerd_procent", "einden_procent", "interval_dagen"):
        if naam in rest:
            try:
                rest[naam] = float(str(rest[naam]).replace(",", "."))
            except ValueError:
                fouten.append(f"{naam} is {rest[naam]!r} en geen getal.")
                rest.pop(naam)
    if "historie" in rest:
        woord = str(rest["historie"]).lower()
        if woord not in ("ja", "nee", "true", "false"):
            fouten.append(f"historie is {rest['historie']!r}. Schrijf ja of nee.")
        rest["historie"] = woord in ("ja", "true")


def _check_profiel(profiel: Leverprofiel, fouten: list[str]) -> None:
    """Collect what is wrong with the values of a profile."""
    keuzes = [
        ("bestand.soort", profiel.bestand.soort, SOORTEN),
        ("levering", profiel.levering, LEVERINGEN),
        ("afwezig", profiel.afwezig, AFWEZIG),
        ("crs", profiel.crs, CRS),
        ("vertrouwelijkheid", profiel.vertrouwelijkheid, VERTROUWELIJKHEDEN),
        ("decimaal", profiel.decimaal, (".", ",")),
        *((f"toetsen.{naam}.ernst", a.ernst, ERNSTEN) for naam, a in profiel.toetsen.items()),
    ]
    fouten += [
        f"{naam} is {waarde!r}. Kies uit: {', '.join(mag)}."
        for naam, waarde, mag in keuzes
        if waarde not in mag
    ]
    if not profiel.stromen:
        fouten.append("er is geen enkele stroom. Noem onder `stromen:` welke gegevensset het bestand vult.")
    fouten += [
        f"toetsen.{naam} noemt geen reden. Schrijf op waarom."
        for naam, a in profiel.toetsen.items()
        if not a.reden
    ]
    dubbel = {g for g in profiel.gegevenssets if sum(s.gegevensset == g for s in profiel.stromen) > 1}
    for gegevensset in dubbel:
        vormen = {tuple(sorted(s.velden)) for s in profiel.stromen if s.gegevensset == gegevensset}
        if len(vormen) > 1:
            fouten.append(
                f"twee stromen vullen {gegevensset} met verschillende velden. Een record zou half zijn; geef ze dezelfde."
            )


def _make_stroom(inhoud: Any, waar: str, model: Mapping[str, Objecttype], fouten: list[str]) -> Stroom | None:
    """Make one stream, collecting what is wrong."""
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar} is geen lijst van velden.")
        return None
    rest = dict(inhoud)
    objecttype = model.get(str(rest.get("gegevensset")))
    if objecttype is None:
        fouten.append(
            f"{waar}: gegevensset {rest.get('gegevensset')!r} bestaat niet. Kies uit: {', '.join(model)}."
        )
        return None
    waar = f"{waar} ({objecttype.naam})"
    velden = {
        n: v
        for n, i in (rest.pop("velden", None) or {}).items()
        if (v := _make_veld(i, f"{waar}.{n}", fouten))
    }
    relaties = {
        naam: tuple(w for d in _as_list(i) if (w := _make_verwijzing(d, f"{waar}.{naam}", fouten)))
        for naam, i in (rest.pop("relaties", None) or {}).items()
    }
    sleutel = tuple(
        v for s in _as_list(rest.pop("sleutel", [])) if (v := _make_veld(s, f"{waar}.sleutel", fouten))
    )
    for naam in ("begin_geldigheid", "eind_geldigheid"):
        rest[naam] = _make_veld(rest[naam], f"{waar}.{naam}", fouten) if rest.get(naam) else None
    voorwaarde = {k: tuple(str(w) for w in _as_list(v)) for k, v in (rest.pop("waar", None) or {}).items()}
    _check_namen(objecttype, velden, relaties, waar, fouten)
    if not sleutel:
        fouten.append(f"{waar}: er is geen sleutel. Noem de kolom met het eigen nummer van de leverancier.")
    return _fill(
        Stroom,
        rest | {"velden": velden, "relaties": relaties, "sleutel": sleutel, "waar": voorwaarde},
        waar,
        fouten,
    )


def _check_namen(
    objecttype: Objecttype,
    velden: Mapping[str, Veld],
    relaties: Mapping[str, Sequence[Verwijzing]],
    waar: str,
    fouten: list[str],
) -> None:
    """Collect fields and relations that the object type does not have, or must have and lacks."""
    for naam in velden:
        if objecttype.get_attribuut(naam) is None:
            mag = ", ".join(a.naam for a in objecttype.attributen)
            fouten.append(f"{waar}: veld {naam!r} bestaat niet. Kies uit: {mag}.")
    for attribuut in objecttype.attributen:
        if attribuut.verplicht and attribuut.naam not in velden:
            fouten.append(
                f"{waar}: veld {attribuut.naam!r} is verplicht en krijgt geen kolom of vaste waarde."
            )
    for naam, verwijzingen in relaties.items():
        relatie = objecttype.get_relatie(naam)
        if relatie is None:
            mag = ", ".join(r.naam for r in objecttype.relaties)
            fouten.append(f"{waar}: relatie {naam!r} bestaat niet. Kies uit: {mag}.")
            continue
        for verwijzing in verwijzingen:
            if verwijzing.naar not in relatie.naar:
                fouten.append(
                    f"{waar}: relatie {naam!r} leidt niet naar {verwijzing.naar!r}. Kies uit: {', '.join(relatie.naar)}."
                )


def _make_veld(inhoud: Any, waar: str, fouten: list[str]) -> Veld | None:
    """Make one field from a column name or a mapping."""
    if isinstance(inhoud, str):
        return Veld(kolom=inhoud)
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar}: {inhoud!r} is geen kolom. Schrijf de naam van de kolom, of `{{vast: …}}`.")
        return None
    rest = dict(inhoud)
    if "vast" in rest:
        rest["vast"] = _as_text(rest["vast"])
    if isinstance(rest.get("codes"), Mapping):
        rest["codes"] = {_as_text(k): None if v is None else _as_text(v) for k, v in rest["codes"].items()}
    for naam in ("leeg", "datums", "samenvoegen"):
        if naam in rest:
            rest[naam] = tuple(str(w) for w in _as_list(rest[naam]))
    veld = _fill(Veld, rest, waar, fouten)
    if veld and (bool(veld.kolom) + (veld.vast is not None) + bool(veld.samenvoegen)) != 1:
        fouten.append(f"{waar}: noem precies één van `kolom`, `vast` en `samenvoegen`.")
        return None
    return veld


def _make_verwijzing(inhoud: Any, waar: str, fouten: list[str]) -> Verwijzing | None:
    """Make one reference."""
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar}: schrijf een verwijzing als `{{naar: …, sleutel: …}}`.")
        return None
    rest = dict(inhoud)
    rest["sleutel"] = tuple(
        v for s in _as_list(rest.get("sleutel", [])) if (v := _make_veld(s, waar, fouten))
    )
    return _fill(Verwijzing, rest, waar, fouten)


def _fill(soort: type[Any], inhoud: Any, waar: str, fouten: list[str]) -> Any:
    """Fill a dataclass from a mapping; collects unknown and missing names, and lists become tuples."""
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar} hoort namen met waarden te hebben.")
        return None
    bekend = {f.name for f in fields(soort)}
    if onbekend := sorted(str(k) for k in set(inhoud) - bekend):
        fouten.append(f"{waar} kent {', '.join(onbekend)} niet. Kies uit: {', '.join(sorted(bekend))}.")
    waarden = {k: tuple(v) if isinstance(v, list) else v for k, v in inhoud.items() if k in bekend}
    try:
        return soort(**waarden)
    except TypeError:
        nodig = [f.name for f in fields(soort) if f.name not in waarden and f.default is f.default_factory]
        fouten.append(f"{waar} mist {', '.join(nodig)}. Vul dit in.")
        return None


def _as_list(waarde: Any) -> list[Any]:
    """Give a list, of one when it is not a list yet."""
    return list(waarde) if isinstance(waarde, list | tuple) else [waarde]


def _as_text(waarde: Any) -> str:
    """Give YAML's yes, no and numbers back as the text that stands in a file."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde)
