"""The one registry of fields that a letter can have: name, what it is, and where it comes from. Nothing is filled otherwise."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Veld:
    """One field: its code in a template, what people call it, and the parts of each item when it is a list."""

    code: str
    naam: str
    delen: tuple[str, ...] = ()


AANNAMES = "brief.aannames"
VELDEN = (
    Veld("brief.datum", "Datum van de brief"),
    Veld(AANNAMES, "Waarvan de brief zegt dat het een aanname is"),
    Veld("zaak.nummer", "Nummer van de zaak"),
    Veld("zaak.omschrijving", "Waar de zaak over gaat"),
    Veld("zaak.soort", "Soort zaak"),
    Veld("zaak.startdatum", "Dag waarop de zaak begon"),
    Veld("zaak.laatste_dag", "Laatste dag om te beslissen"),
    Veld("zaak.behandelaar", "Wie de zaak behandelt"),
    Veld("zaak.organisatie", "Organisatie die de zaak behandelt"),
    Veld("zaak.bevoegd_gezag", "Bevoegd gezag"),
    Veld("aanvrager.naam", "Naam van de aanvrager"),
    Veld("verzoek.nummer", "Nummer van het verzoek"),
    Veld("verzoek.ontvangen_op", "Dag waarop het verzoek binnenkwam"),
    Veld("ingebrekestelling.ontvangen_op", "Dag waarop de ingebrekestelling binnenkwam"),
    Veld("ingebrekestelling.dwangsom_vanaf", "Eerste dag van de dwangsom"),
    Veld("ingebrekestelling.dwangsom_hoogstens", "Hoogste bedrag van de dwangsom"),
    Veld("besluit.nummer", "Nummer van het besluit"),
    Veld("besluit.omschrijving", "Waar het besluit over gaat"),
    Veld("besluit.soort", "Soort besluit"),
    Veld("besluit.tekst", "Wat wordt besloten"),
    Veld("besluit.overwegingen", "Overwegingen", ("titel", "omschrijving")),
    Veld("besluit.datum", "Dag waarop het besluit is genomen"),
    Veld("besluit.verzenddatum", "Dag van verzending"),
    Veld("besluit.rechtsmiddel", "Rechtsmiddel"),
    Veld("besluit.rechtsmiddel_laatste_dag", "Laatste dag van het rechtsmiddel"),
    Veld("besluit.rechtsmiddel_tekst", "Rechtsmiddelclausule"),
    Veld("besluit.ondertekend_namens", "Namens wie is ondertekend"),
    Veld("besluit.ondertekening", "Ondertekening"),
)
_velden: dict[str, Veld] = {v.code: v for v in VELDEN}
BEKEND: dict[str, tuple[str, ...]] = {v.code: v.delen for v in VELDEN}
NAMEN: dict[str, str] = {v.code: v.naam for v in VELDEN}


def register_velden(velden: Iterable[Veld]) -> None:
    """Let a room above add the fields that it can fill."""
    for veld in velden:
        _velden[veld.code] = veld
        BEKEND[veld.code], NAMEN[veld.code] = veld.delen, veld.naam


def list_velden() -> list[Veld]:
    """List every field that a letter can have: those of the file first."""
    return list(_velden.values())


@dataclass(frozen=True)
class Waarde:
    """What a field holds for one letter, and where that came from: the record, its field, the rule; or why it is not there.

    `nodig` says that a letter that asks it is not whole without it. `personen` are the keys of the natural persons whose value it is, which is
    not kept beside the letter. `aannames` are whole sentences for who gets the letter: on what the value rests that nobody checked or adopted yet.
    """

    waarde: Any = None
    bron: str = ""
    regel: str = ""
    reden: str = ""
    nodig: bool = True
    personen: frozenset[uuid.UUID] = frozenset()
    aannames: tuple[str, ...] = ()

    @property
    def is_leeg(self) -> bool:
        """Tell whether there is nothing to fill in."""
        return self.waarde in (None, "", [])


@dataclass(frozen=True)
class Herkomstregel:
    """One line of what a letter is made of, as it is shown and kept."""

    code: str
    naam: str
    waarde: str
    bron: str
    regel: str = ""
    reden: str = ""
    ontbreekt: bool = False


def derive_aannames(velden: Iterable[str], waarden: Mapping[str, Waarde]) -> Waarde:
    """Put together what a letter must say of the assumptions under the fields that it asks, each once; nothing when there are none."""
    zinnen = dict.fromkeys(
        zin for code in velden if not waarden[code].is_leeg for zin in waarden[code].aannames
    )
    return Waarde(
        " ".join(zinnen),
        "de regels waarop de gegevens in deze brief rusten",
        reden="Niets in deze brief rust op een aanname.",
        nodig=False,
    )


def derive_boom(waarden: Mapping[str, Waarde]) -> dict[str, Any]:
    """Write values as a template asks for them, by their parts; one that is not there says so and counts as nothing."""
    boom: dict[str, Any] = {}
    for code, w in waarden.items():
        groep, _, naam = code.partition(".")
        leeg: Any = [] if BEKEND[code] else {"onbekend": f"[nog niet bekend: {NAMEN[code].lower()}]"}
        if w.is_leeg and not w.nodig:
            leeg = [] if BEKEND[code] else {"onbekend": ""}
        boom.setdefault(groep, {})[naam] = leeg if w.is_leeg else w.waarde
    return boom


def derive_herkomst(velden: list[str], waarden: Mapping[str, Waarde]) -> list[Herkomstregel]:
    """Say of each field that a template asks what it becomes and where that came from."""
    regels = []
    for code in velden:
        w = waarden[code]
        toon = (
            "; ".join(" ".join(str(x) for x in deel.values()) for deel in w.waarde)
            if isinstance(w.waarde, list)
            else w.waarde
        )
        regels.append(
            Herkomstregel(
                code=code,
                naam=NAMEN[code],
                waarde=str(toon or ""),
                bron=w.bron,
                regel=w.regel,
                reden=w.reden if w.is_leeg else "",
                ontbreekt=w.is_leeg and w.nodig,
            )
        )
    return regels


def as_bewaard(regels: list[Herkomstregel], waarden: Mapping[str, Waarde]) -> list[dict[str, Any]]:
    """Write what a letter is made of as it is kept; never the name of a natural person."""
    return [
        {
            "veld": r.code,
            "waarde": "" if waarden[r.code].personen else r.waarde[:2000],
            "bron": r.bron,
            "regel": r.regel,
            "ontbreekt": r.ontbreekt,
        }
        for r in regels
    ]
