"""Making a leverprofiel from the content of its YAML file, or refusing it with every fault at once."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from vth.begrippen.rules import Objecttype
from vth.interface.inlezen import Bestandsvorm

from .profiel import Leverprofiel, ProfielError, Stroom, Toetsafspraak, Veld, Verwijzing
from .profielcontrole import check_namen, check_profiel, check_verwijzing

DREMPELS = ("geweigerd_procent", "einden_procent")
GETALLEN = (*DREMPELS, "interval_dagen")


def make_leverprofiel(inhoud: Any, plaats: str, model: Mapping[str, Objecttype]) -> Leverprofiel:
    """Make a profile from the content of its file, or refuse it with every fault that is found in it.

    `model` holds the object types of `begrippen`; a field, relation or gegevensset that is not there is refused.
    """
    if not isinstance(inhoud, Mapping):
        raise ProfielError(
            f"{plaats}: dit is geen leverprofiel. Begin met `id:`, `titel:` en `leverancier:`."
        )
    fouten: list[str] = []
    rest = {str(k): v for k, v in inhoud.items()}
    stromen = tuple(
        stroom
        for n, s in enumerate(_as_list(rest.pop("stromen", None) or []), 1)
        if (stroom := _make_stroom(s, f"stroom {n}", model, fouten))
    )
    bestand = _make_bestand(rest.pop("bestand", None), fouten)
    toetsen = {
        naam: afspraak
        for naam, a in _as_mapping(rest.pop("toetsen", None), "toetsen", fouten).items()
        if (afspraak := _fill(Toetsafspraak, a, f"toetsen.{naam}", fouten))
    }
    _spread_drempels(rest, fouten)
    _convert_getallen(rest, fouten)
    rest |= {"stromen": stromen, "bestand": bestand, "toetsen": toetsen, "plaats": plaats}
    profiel = _fill(Leverprofiel, rest, "profiel", fouten)
    if profiel and bestand:
        fouten += check_profiel(profiel)
    if fouten or not profiel:
        raise ProfielError(f"{plaats}: dit leverprofiel kan niet gebruikt worden.\n- " + "\n- ".join(fouten))
    return profiel


def _make_bestand(inhoud: Any, fouten: list[str]) -> Bestandsvorm | None:
    """Make the form of the file; the line of the header is a number from 1."""
    vorm = _as_mapping(inhoud, "bestand", fouten)
    kopregel = str(vorm.pop("kopregel", 1))
    if not kopregel.isdecimal() or not 1 <= int(kopregel) <= 1000:
        fouten.append(f"bestand.kopregel is {kopregel!r}. Schrijf het nummer van de rij met de kolomnamen.")
        kopregel = "1"
    bestand: Bestandsvorm | None = _fill(Bestandsvorm, vorm | {"kopregel": int(kopregel)}, "bestand", fouten)
    return bestand


def _spread_drempels(rest: dict[str, Any], fouten: list[str]) -> None:
    """Put the thresholds where the profile has them."""
    for naam, waarde in _as_mapping(rest.pop("drempels", None), "drempels", fouten).items():
        if naam in DREMPELS:
            rest[naam] = waarde
        else:
            fouten.append(f"drempels kent {naam} niet. Kies uit: {', '.join(DREMPELS)}.")


def _convert_getallen(rest: dict[str, Any], fouten: list[str]) -> None:
    """Turn the text of numbers and of yes and no into what it means; a profile is read as text only."""
    for naam in GETALLEN:
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


def _make_stroom(inhoud: Any, waar: str, model: Mapping[str, Objecttype], fouten: list[str]) -> Stroom | None:
    """Make one stream, collecting what is wrong."""
    rest = _as_mapping(inhoud, waar, fouten)
    objecttype = model.get(str(rest.get("gegevensset")))
    if objecttype is None:
        fouten.append(
            f"{waar}: gegevensset {rest.get('gegevensset')!r} bestaat niet. Kies uit: {', '.join(model)}."
        )
        return None
    waar = f"{waar} ({objecttype.naam})"
    velden = {
        n: v
        for n, i in _as_mapping(rest.pop("velden", None), f"{waar}.velden", fouten).items()
        if (v := _make_veld(i, f"{waar}.{n}", fouten))
    }
    relaties = {
        naam: tuple(w for d in _as_list(i) if (w := _make_verwijzing(d, f"{waar}.{naam}", fouten)))
        for naam, i in _as_mapping(rest.pop("relaties", None), f"{waar}.relaties", fouten).items()
    }
    sleutel = tuple(
        v for s in _as_list(rest.pop("sleutel", [])) if (v := _make_veld(s, f"{waar}.sleutel", fouten))
    )
    for naam in ("begin_geldigheid", "eind_geldigheid"):
        rest[naam] = _make_veld(rest[naam], f"{waar}.{naam}", fouten) if rest.get(naam) else None
    voorwaarde = {
        k: tuple(str(w) for w in _as_list(v))
        for k, v in _as_mapping(rest.pop("waar", None), f"{waar}.waar", fouten).items()
    }
    fouten += check_namen(objecttype, velden, relaties, waar)
    if not sleutel:
        fouten.append(f"{waar}: er is geen sleutel. Noem de kolom met het eigen nummer van de leverancier.")
    stroom: Stroom | None = _fill(
        Stroom,
        rest | {"velden": velden, "relaties": relaties, "sleutel": sleutel, "waar": voorwaarde},
        waar,
        fouten,
    )
    return stroom


def _make_veld(inhoud: Any, waar: str, fouten: list[str]) -> Veld | None:
    """Make one field from a column name or a mapping."""
    if isinstance(inhoud, str) and inhoud.strip():
        return Veld(kolom=inhoud)
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar}: {inhoud!r} is geen kolom. Schrijf de naam van de kolom, of `{{vast: …}}`.")
        return None
    rest = {str(k): v for k, v in inhoud.items() if v is not None}
    if "vast" in rest:
        rest["vast"] = _as_text(rest["vast"])
    if "codes" in rest:
        codes = _as_mapping(rest["codes"], f"{waar}.codes", fouten)
        rest["codes"] = {_as_text(k): None if v is None else _as_text(v) for k, v in codes.items()}
    veld: Veld | None = _fill(Veld, rest, waar, fouten)
    bronnen = (veld.kolom, veld.vast is not None, veld.samenvoegen, veld.nummer_binnen) if veld else ()
    if veld and sum(map(bool, bronnen)) != 1:
        fouten.append(f"{waar}: noem precies één van `kolom`, `vast`, `samenvoegen` en `nummer_binnen`.")
        return None
    if veld and bool(veld.nummer_binnen) != bool(veld.volgorde):
        fouten.append(f"{waar}: `nummer_binnen` en `volgorde` horen bij elkaar. Noem van beide de kolommen.")
        return None
    if veld and veld.decimaal not in ("", ".", ","):
        fouten.append(f"{waar}: decimaal is {veld.decimaal!r}. Kies uit: `.` en `,`.")
    return veld


def _make_verwijzing(inhoud: Any, waar: str, fouten: list[str]) -> Verwijzing | None:
    """Make one reference."""
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar}: schrijf een verwijzing als `{{naar: …, sleutel: …}}`.")
        return None
    rest = {str(k): v for k, v in inhoud.items()}
    rest["sleutel"] = tuple(
        v for s in _as_list(rest.get("sleutel") or []) if (v := _make_veld(s, waar, fouten))
    )
    if not rest["sleutel"]:
        fouten.append(f"{waar}: de verwijzing heeft geen sleutel. Noem de kolom met het nummer van het doel.")
    verwijzing: Verwijzing | None = _fill(Verwijzing, rest, waar, fouten)
    if verwijzing:
        fouten += check_verwijzing(verwijzing, waar)
    return verwijzing


def _fill(soort: type[Any], inhoud: Any, waar: str, fouten: list[str]) -> Any:
    """Fill a dataclass from a mapping; collects unknown, missing and empty names; one text counts as a list of one."""
    if not isinstance(inhoud, Mapping):
        fouten.append(f"{waar} hoort namen met waarden te hebben.")
        return None
    bekend = {f.name: f.type for f in fields(soort)}
    if onbekend := sorted(str(k) for k in set(inhoud) - set(bekend)):
        fouten.append(f"{waar} kent {', '.join(onbekend)} niet. Kies uit: {', '.join(sorted(bekend))}.")
    waarden: dict[str, Any] = {}
    for naam in (n for n in bekend if n in inhoud):
        waarde = inhoud[naam]
        if bekend[naam] == tuple[str, ...]:
            waarde = tuple(str(w) for w in _as_list(waarde))
        elif bekend[naam] is str and not isinstance(waarde, str):
            fouten.append(f"{waar}.{naam} is {waarde!r} en geen tekst. Vul dit in, of haal de regel weg.")
            continue
        waarden[naam] = waarde
    try:
        return soort(**waarden)
    except TypeError:
        nodig = [f.name for f in fields(soort) if f.name not in waarden and f.default is f.default_factory]
        fouten.append(f"{waar} mist {', '.join(nodig)}. Vul dit in.")
        return None


def _as_list(waarde: Any) -> list[Any]:
    """Give a list, of one when it is not a list yet."""
    return list(waarde) if isinstance(waarde, list | tuple) else [waarde]


def _as_mapping(waarde: Any, waar: str, fouten: list[str]) -> dict[str, Any]:
    """Give a mapping with names; empty, with a fault, for anything else that is filled in."""
    if isinstance(waarde, Mapping):
        return {str(k): v for k, v in waarde.items()}
    if waarde:
        fouten.append(f"{waar} hoort namen met waarden te hebben, en is {str(waarde)[:40]!r}.")
    return {}


def _as_text(waarde: Any) -> str:
    """Give YAML's yes, no and numbers back as the text that stands in a file."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    return str(waarde)
