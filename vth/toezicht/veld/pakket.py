"""What an inspector takes along of one controle: the place, its permit today, what was found before, the checklists and their answers."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from vth.begrippen.selectors import find_label
from vth.regelgeving.dagen import as_dagtekst
from vth.register.overzicht import make_regels
from vth.register.selectors import Objectbeeld, find_identiteiten, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.toezicht.beeindiging import NOTEER, find_einden, say_einden
from vth.toezicht.geschiedenis import Bezoekregel, read_geschiedenis
from vth.toezicht.lijst.feiten import list_records
from vth.toezicht.models import Controle, Controlelijst
from vth.toezicht.monster.pakket import list_geldige_pakketten
from vth.toezicht.selectors import (
    OPEN,
    list_onderwerpen,
    list_waarschuwingen,
    list_zichtbaar,
)
from vth.vergunningen.consolidatie import read_standen
from vth.vergunningen.regelsvanpassing import Regelsvanpassing

from .services import describe_antwoord, list_geldend

Blok = dict[str, Any]
HOOGSTENS = 200
VELDEN = ("hoofdtype", "subtype", "locatieomschrijving", "ippc", "seveso_niveau", "capaciteit")
BINNENKORT = 20


def list_mijn_bezoeken(viewer: Viewer) -> list[dict[str, Any]]:
    """List the controles that this inspector still has to do, the first planned one first; no more than can be taken along."""
    rijen = list_zichtbaar(viewer).filter(inspecteur=viewer.actor, staat__in=OPEN)
    velden = ("id", "kenmerk", "omschrijving", "gepland_op", "staat")
    return [
        {**rij, "id": str(rij["id"]), "gepland_op": rij["gepland_op"] and rij["gepland_op"].isoformat()}
        for rij in rijen.order_by("gepland_op", "id").values(*velden)[:HOOGSTENS]
    ]


def make_pakket(viewer: Viewer, controle: Controle, regels: Sequence[Regelsvanpassing]) -> dict[str, Any]:
    """Give all of one controle that an inspector needs at the place, fit for JSON; `regels` are those of `feiten.list_regels`, within his sight."""
    dag = controle.controledatum or controle.gepland_op or klok.today()
    lijsten = list(
        Controlelijst.objects.filter(controle=controle).select_related("checklistversie").order_by("id")
    )
    geldend = list_geldend([li.pk for li in lijsten])
    return {
        "id": str(controle.pk),
        "kenmerk": controle.kenmerk,
        "omschrijving": controle.omschrijving,
        "staat": controle.staat,
        "gepland_op": controle.gepland_op and controle.gepland_op.isoformat(),
        "dag": dag.isoformat(),
        "meegenomen_op": round(klok.now().timestamp() * 1000),
        "let_op": derive_let_op(viewer, controle),
        "voorbereiding": [
            *_list_waarschuwingen(viewer, regels),
            *_list_plekken(viewer, regels, dag),
            *_list_eerdere(viewer, regels),
            *_list_regels(regels),
            *_list_vergunningen(regels, dag),
        ],
        "lijsten": [
            {"id": str(li.pk), "inhoud": li.checklistversie.inhoud, "feiten": li.kenmerken} for li in lijsten
        ],
        "pakketten": [[p.id, p.naam] for p in list_geldige_pakketten(klok.today())],
        "antwoorden": [describe_antwoord(a) for per_vraag in geldend.values() for a in per_vraag.values()],
    }


def derive_let_op(viewer: Viewer, controle: Controle) -> str:
    """Say what happened to a controle and the places of it that the viewer may see since it was planned: dropped, concluded, ended, merged."""
    delen = []
    if controle.staat not in OPEN:
        delen.append(
            f"Deze controle is intussen {controle.get_staat_display()}. Wat u nu nog maakt, wordt niet aangenomen tot zij is heropend."
        )
    nu = Peilmoment(klok.today(), klok.now())
    onderwerpen = [bronobject for _, bronobject in list_onderwerpen(viewer, controle)]
    identiteiten = find_identiteiten([o.pk for o in onderwerpen], nu)
    namen = list_namen(onderwerpen, nu)
    for onderwerp in onderwerpen:
        if identiteiten.get(onderwerp.pk, onderwerp.pk) != onderwerp.pk:
            delen.append(
                f"{namen[onderwerp.pk]} is samengevoegd met een andere registratie van dezelfde plek. U kunt gewoon doorgaan."
            )
    if einden := find_einden(viewer, onderwerpen, klok.today()):
        delen.append(f"{say_einden(einden)} Kijk ter plekke wat er is. {NOTEER}")
    return " ".join(delen)


def _list_plekken(viewer: Viewer, regels: Sequence[Regelsvanpassing], dag: date) -> Iterator[Blok]:
    """Say of each place where it lies and what the register knows of it; an activity lies where its site lies."""
    waar = make_regels(viewer, list_records(regels), Peilmoment(klok.today(), klok.now()))
    adressen = {regel.id: regel.plaats for regel in waar if regel.plaats}
    for r in regels:
        adres = next((adressen[b.pk] for b in r.beeld.bronobjecten if b.pk in adressen), "")
        yield _make_plek(r.beeld, dag, adres)


def _make_plek(beeld: Objectbeeld, dag: date, adres: str) -> Blok:
    """Say what the register knows of one place."""
    regels = [["Adres", adres or "niet bekend, of u mag het niet zien"]]
    for waarde in beeld.waarden:
        if waarde.attribuut.naam not in VELDEN or waarde.waarde is None:
            continue
        tekst = str(waarde.waarde)
        if isinstance(waarde.waarde, bool):
            tekst = "ja" if waarde.waarde else "nee"
        elif waarde.attribuut.lijst:
            tekst = find_label(waarde.attribuut.lijst, tekst, dag)
        regels.append([waarde.attribuut.titel, tekst])
    if not beeld.bestaat:
        regels.append(["Let op", "volgens het register bestaat deze plek niet meer"])
    return {"titel": beeld.naam, "regels": regels}


def _list_waarschuwingen(viewer: Viewer, regels: Sequence[Regelsvanpassing]) -> Iterator[Blok]:
    """Say what an inspector must know for his safety, before all else."""
    ids: list[uuid.UUID] = [b.pk for r in regels for b in r.beeld.bronobjecten]
    if waarschuwingen := list_waarschuwingen(viewer, ids):
        yield {
            "titel": "Voor uw veiligheid",
            "regels": [[f"Sinds {as_dagtekst(w.vanaf)}", w.tekst] for w in waarschuwingen],
        }


def _list_eerdere(viewer: Viewer, regels: Sequence[Regelsvanpassing]) -> Iterator[Blok]:
    """Say what earlier controles here found, by whomever they were done, and how what was wrong ended."""
    records = list_records(regels)
    if not records:
        return
    geschiedenis = read_geschiedenis(viewer, records, Peilmoment(klok.today(), klok.now()), BINNENKORT)
    if geschiedenis.bezoeken:
        yield {
            "titel": "Eerdere controles",
            "regels": [
                [f"{as_dagtekst(b.dag)} {b.controletype} {b.kenmerk}".strip(), _describe_bezoek(b)]
                for b in geschiedenis.bezoeken
            ],
        }


def _describe_bezoek(b: Bezoekregel) -> str:
    """Say how an earlier visit went, and each violation with its norm, its judgement and how it ended."""
    regels = [
        " ".join(
            d
            for d in (
                f"{o.aandachtspunt or o.onderwerp}:",
                o.norm,
                o.oordeel,
                f"{o.afloop_tekst} {o.herhaling_tekst}".strip(),
            )
            if d
        )
        for o in b.overtredingen
    ]
    return "\n".join([b.uitkomst or "uitkomst niet bekend", *regels])


def _list_regels(regels: Sequence[Regelsvanpassing]) -> Iterator[Blok]:
    """Say which activities the Bal names here, and which paragraphs hold for them."""
    paragrafen = {p.code: p for r in regels for p in r.algemeen.paragrafen}
    if paragrafen:
        yield {
            "titel": "Activiteiten en algemene regels",
            "regels": [
                [
                    f"§ {p.code} {p.naam}",
                    f"Regels: {', '.join(f'§ {x}' for x in p.regels) or 'geen in hoofdstuk 4 en 5'}",
                ]
                for p in paragrafen.values()
            ],
        }


def _list_vergunningen(regels: Sequence[Regelsvanpassing], dag: date) -> Iterator[Blok]:
    """Say what each permit asks on the day of the visit."""
    vergunningen = {v.vergunning.pk: v.vergunning for r in regels for v in r.vergunningen}
    standen = read_standen(list(vergunningen), Peilmoment(dag, klok.now()))
    for id_, vergunning in vergunningen.items():
        rijen = [[f"{s.nummer} {s.titel}".strip() or "voorschrift", s.tekst] for s in standen[id_]]
        yield {
            "titel": f"Vergunning {vergunning.kenmerk} {vergunning.titel}",
            "regels": rijen or [["Voorschriften", "op deze dag geldt geen voorschrift"]],
        }
