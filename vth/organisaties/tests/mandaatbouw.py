"""Builders of the mandate check: the values that a case does not name are those of the simplest mandate that is allowed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from vth.organisaties.mandaten.begrippen import (
    Besluitgegevens,
    Besluitsoort,
    Bevoegdheid,
    Functie,
    Ingreep,
    Mandaatregel,
    Omvang,
    Register,
    Vervulling,
)
from vth.organisaties.mandaten.omzetten import OMVANGVELDEN, read_codes
from vth.tijd.rules import AMSTERDAM, OPEN_DAG, Geldigheid

COLLEGE = Functie("GM9901", "college")
DIRECTEUR = Functie("OD-NOORD", "directeur")
TEAMLEIDER = Functie("OD-NOORD", "teamleider")
BEGIN = date(2024, 1, 1)
SOORTEN = {
    "vergunning": Besluitsoort("vergunning", "Besluit op een aanvraag om een omgevingsvergunning"),
    "last_dwangsom": Besluitsoort("last_dwangsom", "Last onder dwangsom", met_bedrag=True),
    "bezwaar": Besluitsoort("bezwaar", "Beslissing op bezwaar", op_bezwaar=True),
    "boete": Besluitsoort("boete", "Bestuurlijke boete", met_bedrag=True, boete=True),
    "overeenkomst": Besluitsoort("overeenkomst", "Overeenkomst", aard="privaatrechtelijk"),
    "verordening": Besluitsoort("verordening", "Verordening", algemeen_voorschrift=True),
}


def make_functie(tekst: str) -> Functie:
    """Make a function out of `naam @ organisatie`."""
    naam, _, organisatie = tekst.partition(" @ ")
    return Functie(organisatie, naam)


def make_regel(**velden: Any) -> Mandaatregel:
    """Make a mandate: of the college to the director, for Ow 5.1, with consent, without an end."""
    v = {"kenmerk": "M1", "van": "college @ GM9901", "aan": "directeur @ OD-NOORD"} | velden
    omvang: dict[str, Any] = {k: read_codes(str(v[k])) for k in OMVANGVELDEN if k in v}
    omvang |= {k: v[k] for k in ("gevoelig_terug",) if k in v}
    if v.get("tot_en_met") is not None:
        omvang["hoogste_bedrag_euro"] = Decimal(v["tot_en_met"])
    return Mandaatregel(
        id=v.get("id", v["kenmerk"]),
        kenmerk=v["kenmerk"],
        soort=v.get("soort", "mandaat"),
        gever=make_functie(v["van"]),
        nemer=make_functie(v["aan"]),
        bevoegdheid=Bevoegdheid("Ow", str(v.get("artikel", "5.1")), str(v.get("lid", ""))),
        geldigheid=Geldigheid(v.get("begin", BEGIN), v.get("eind", OPEN_DAG)),
        omvang=Omvang(**omvang),
        ondermandaat_van=v.get("onder", ""),
        ondermandaat_niveaus=v.get("niveaus", 0),
        ondergeschikt=v.get("ondergeschikt", False),
        instemming_op=v.get("instemming", BEGIN),
        instemming_leiding_op=v.get("instemming_leiding", BEGIN),
        mandaatbesluit=v.get("mandaatbesluit", "B-1"),
        instructies=v.get("instructies", ""),
        beperkingen=v.get("beperkingen", ""),
        gepubliceerd_op=v.get("gepubliceerd", BEGIN),
    )


def make_vervulling(betrokkene: str, functie: str, **velden: Any) -> Vervulling:
    """Make that somebody holds a function."""
    geldigheid = Geldigheid(velden.get("begin", BEGIN), velden.get("eind", OPEN_DAG))
    return Vervulling(make_functie(functie), betrokkene, geldigheid, velden.get("plaatsvervanger", False))


def make_besluit(**velden: Any) -> Besluitgegevens:
    """Make a decision on a permit, in the name of the college, in GM9901."""
    v = dict(velden)
    return Besluitgegevens(
        gezag=make_functie(v.get("gezag", "college @ GM9901")),
        bevoegdheid=Bevoegdheid("Ow", str(v.get("artikel", "5.1")), str(v.get("lid", ""))),
        soort=SOORTEN[v.get("soort", "vergunning")],
        activiteiten=frozenset(v.get("activiteiten", ["bal-3.2.1"])),
        categorieen=frozenset(str(c) for c in v.get("categorieen", ["1"])),
        gebied=v.get("gebied", "GM9901"),
        processtap=v.get("processtap", "besluiten"),
        bedrag_euro=Decimal(v["bedrag"]) if "bedrag" in v else None,
        gevoelig=v.get("gevoelig", False),
        onderwerp=tuple(v.get("onderwerp", ("zaak", "Z1"))),  # type: ignore[arg-type]
        genomen_door=frozenset(v["genomen_door"]) if "genomen_door" in v else None,
        rapport_van=frozenset(v["rapport_van"]) if "rapport_van" in v else None,
        gezag_besloot=v.get("gezag_besloot", False),
    )


def make_register(geval: Mapping[str, Any]) -> Register:
    """Make the register of a case: its mandates, functions and what the mandator did."""
    return Register(
        tuple(make_regel(**m) for m in geval.get("mandaten", [{}])),
        tuple(
            make_vervulling(**f)
            for f in geval.get("functies", [{"betrokkene": "piet", "functie": "directeur @ OD-NOORD"}])
        ),
        tuple(
            Ingreep(
                i["soort"],
                i["mandaat"],
                i["op"],
                tuple(i.get("onderwerp", ("zaak", "Z1"))),
                i.get("inhoud", ""),
            )
            for i in geval.get("ingrepen", [])
        ),
    )


def make_moment(waarde: Any) -> datetime:
    """Make a moment out of a day or a text; without a zone it is Dutch time."""
    if isinstance(waarde, datetime):
        moment = waarde
    elif isinstance(waarde, date):
        moment = datetime(waarde.year, waarde.month, waarde.day, 12)
    else:
        moment = datetime.fromisoformat(waarde)
    return moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
