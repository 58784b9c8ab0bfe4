"""What the page of what is due shows: filters from its address, and rows with why each is due."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast

from django.urls import reverse

from vth.interface.invoer import InvoerError, Veldfout
from vth.interface.plaats import make_dagplaats, read_dagplaats
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Taak, Termijn
from vth.vormgeving.opmaak import format_datum
from vth.zaken.selectors import list_eigen_teams

from ..models import Vervaldag
from .vervallezen import Plek, Vervalfilter, Vervalregel, explain_vervaldagen, list_vervaldagen

Zekerheid = Literal["vastgesteld", "afgeleid", "aanname"]
LIJST, PER_BLADZIJ = "toezichttermijnen", 50
WIE = {
    "alles": "Alles wat ik mag zien",
    "mijn": "Waar ik een controle heb",
    "team": "Waar mijn team een controle heeft",
}
WANNEER = {
    "laat": "Te laat",
    "maand": "Binnen een maand",
    "kwartaal": "Binnen drie maanden",
    "jaar": "Binnen een jaar",
}
DAGEN = {"laat": 0, "maand": 31, "kwartaal": 92, "jaar": 366}


@dataclass(frozen=True)
class Termijnpagina:
    """One page of the list."""

    velden: tuple[Filterveld, ...]
    taken: tuple[Taak, ...]
    regels: tuple[Vervalregel, ...]
    aantal: int
    volgende: str
    gefilterd: bool
    blind: bool


def read_termijnpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Termijnpagina:
    """Read the page that an address asks for. Raises InvoerError and PlaatsError for one that cannot be read."""
    filter_ = read_filter(viewer, vraag)
    gevonden = list_vervaldagen(
        viewer,
        filter_,
        na=read_dagplaats(LIJST, vraag.get("vanaf", ""), lambda dag, id_: Plek(dag, int(id_))),
        hoogstens=PER_BLADZIJ,
    )
    bladzij, meer = gevonden[:PER_BLADZIJ], len(gevonden) > PER_BLADZIJ
    regels = explain_vervaldagen(viewer, bladzij)
    nu = Peilmoment(klok.today(), klok.now())
    namen = list_namen({r.bronobject.pk: r.bronobject for r in regels}.values(), nu)
    codes = [*sorted(viewer.zicht.gebieden)[:400], *sorted(viewer.zicht.leveranciers)[:60]]
    codes += [c for r in regels for c in (r.bronobject.gebied, r.bronobject.leverancier)]
    organisaties = list_organisatienamen(codes, klok.today())
    return Termijnpagina(
        velden=_make_velden(viewer, organisaties),
        taken=tuple(_make_taak(r, namen, organisaties) for r in regels),
        regels=tuple(regels),
        aantal=len(gevonden),
        volgende=_write_plek(bladzij[-1]) if meer else "",
        gefilterd=any(vraag.get(v) for v in ("wie", "soort", "organisatie", "gebied", "wanneer")),
        blind=viewer.zicht.is_leeg,
    )


def read_filter(viewer: Viewer, vraag: Mapping[str, str]) -> Vervalfilter:
    """Read the filters of an address. Raises InvoerError for a value that does not exist."""
    wie, soort, wanneer = (vraag.get(n, "")[:40] for n in ("wie", "soort", "wanneer"))
    for naam, waarde, kan in (
        ("wie", wie, WIE),
        ("soort", soort, dict(Vervaldag.Vervalsoort.choices)),
        ("wanneer", wanneer, WANNEER),
    ):
        if waarde and waarde not in kan:
            raise InvoerError(
                [Veldfout(naam, f"‘{waarde}’ bestaat hier niet. Kies uit: {', '.join(kan)}.", "onbekend")]
            )
    return Vervalfilter(
        inspecteur=viewer.actor if wie == "mijn" else "",
        teams=tuple(list_eigen_teams(viewer, klok.today())) if wie == "team" else None,
        vervalsoort=soort,
        leverancier=vraag.get("organisatie", "")[:40],
        gebied=vraag.get("gebied", "")[:10],
        voor=klok.today() + timedelta(days=DAGEN[wanneer]) if wanneer else None,
    )


def _make_velden(viewer: Viewer, namen: Mapping[str, str]) -> tuple[Filterveld, ...]:
    """Make the fields of the filter bar; a choice of one is no choice."""

    def choices(codes: list[str]) -> list[tuple[str, str]]:
        return sorted(((c, namen.get(c, c)) for c in codes), key=lambda p: p[1].lower())

    gebieden, organisaties = sorted(viewer.zicht.gebieden)[:400], sorted(viewer.zicht.leveranciers)[:60]
    return (
        Filterveld("wie", "Van wie", list(WIE.items())),
        Filterveld("wanneer", "Wanneer", list(WANNEER.items())),
        Filterveld("soort", "Wat", list(Vervaldag.Vervalsoort.choices)),
        *([Filterveld("organisatie", "Organisatie", choices(organisaties))] if len(organisaties) > 1 else []),
        *([Filterveld("gebied", "Gemeente", choices(gebieden))] if len(gebieden) > 1 else []),
    )


def _make_taak(regel: Vervalregel, namen: Mapping[uuid.UUID, str], organisaties: Mapping[str, str]) -> Taak:
    """Make one line of the list, with why it is due and by which law."""
    dag, b = regel.vervaldag, regel.bronobject
    delen = [organisaties.get(b.gebied, b.gebied), f"Geteld vanaf {format_datum(dag.vanaf)}"]
    if not regel.is_beoordeeld:
        delen.append("Het risico is niet beoordeeld en gerekend als groot")
    if regel.controle is not None:
        delen.append(f"Controle {regel.controle.kenmerk}")
    return Taak(
        titel=f"{namen.get(b.pk, b.sleutel)}: {dag.get_vervalsoort_display()}",
        url=reverse("toezicht:ritme", args=[b.pk]),
        waarom="".join(f"{deel}. " for deel in delen if deel).strip(),
        termijn=Termijn(
            dag.uiterlijk,
            reden=regel.grond.titel,
            grondslag=regel.grond.verwijzing,
            zekerheid=cast("Zekerheid", regel.grond.zekerheid if regel.is_beoordeeld else "aanname"),
        ),
        id=str(dag.pk),
    )


def _write_plek(dag: Vervaldag) -> str:
    """Write the place in the list after a row."""
    return make_dagplaats(LIJST, dag.uiterlijk, dag.pk)
