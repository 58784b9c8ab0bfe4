"""The programme of the demo: six pijlers with their topics, the round of June locked and that of December being written, by the accounts of each role."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from vth.organisaties.selectors import make_viewer
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.voortgang.boeking import lock_programma
from vth.voortgang.inlezen import accept_rapport
from vth.voortgang.models import Bijdrage, Onderdeel, Programma, Rapportageronde
from vth.voortgang.plannen import record_middel, record_pijlerplan, record_planning
from vth.voortgang.rondes import close_ronde, do_stap, do_stap_alle, record_bijdrage, record_ronde
from vth.voortgang.services import NieuwOnderdeel, record_onderdeel, record_programma
from vth.voortgang.voorstellen import Tegenstelling, add_tegenspraken
from vth.voortgang.wanneer import read_wanneer

from .wereld import read_gegevens

Verhaal = Mapping[str, Any]
# A piece of a report that waits to be taken over.
RAPPORT = Path(__file__).parent / "gegevens" / "rapport_programma.md"
CODE, STELSEL = "ibp-vth", "LINDELAND"
# What the owner of the demo still has to write, and what was returned to her.
NOG_SCHRIJVEN, TERUG = "p5.o1", "p5.o2"


def make_programma() -> int:
    """Play the programme of the story; gives how many topics there are. What is there already is left alone."""
    if Programma.objects.filter(code=CODE).exists():
        return 0
    verhaal = read_gegevens("programma")
    bureau, collega = _account("programmabureau"), _account("programmabureau2")
    with transaction.atomic():
        programma = record_programma(
            viewer=bureau,
            code=CODE,
            organisatie=STELSEL,
            deelnemers=verhaal["deelnemers"],
            bekend_op=verhaal["pijlerplan"]["bekend"],
        )
        _make_plan(bureau, programma, verhaal)
        _make_juni(bureau, collega, programma, verhaal)
        _make_december(bureau, collega, programma, verhaal)
    accept_rapport(
        viewer=bureau,
        programma=programma,
        bestandsnaam=RAPPORT.name,
        inhoud=RAPPORT.read_bytes(),
        ronde="December 2023",
    )
    return len(verhaal["onderwerpen"])


def _account(naam: str) -> Viewer:
    return make_viewer(Gebruiker.objects.get(username=naam), klok.today())


def _add(
    viewer: Viewer, programma: Programma, soort: str, titel: str, ouder: str, bekend: Any, **velden: Any
) -> Onderdeel:
    boven = Onderdeel.objects.get(programma=programma, sleutel=ouder).pk if ouder else None
    nieuw = NieuwOnderdeel(soort, titel, boven, bekend_op=bekend, **velden)
    return record_onderdeel(viewer=viewer, programma_id=programma.pk, nieuw=nieuw)


def _make_plan(bureau: Viewer, programma: Programma, verhaal: Verhaal) -> None:
    """Write what was planned in May, and adopt it as the baseline."""
    plan = verhaal["pijlerplan"]
    for rij in verhaal["onderwerpen"]:
        if "eerst" not in rij:
            _add_onderwerp(bureau, programma, rij, plan["bekend"])
    for nummer in range(1, 7):
        pijler = Onderdeel.objects.get(programma=programma, sleutel=f"p{nummer}")
        record_pijlerplan(
            viewer=bureau, pijler_id=pijler.pk, besluit=plan["besluit"], bekend_op=plan["bekend"]
        )
    for nummer, titel in verhaal["producten"]:
        _add(bureau, programma, "product", titel, f"p{nummer}", plan["bekend"])
    for titel, einde in verhaal["tryouts"]:
        _add(bureau, programma, "tryout", titel, "", plan["bekend"], inhoud={"einde": einde})


def _add_onderwerp(bureau: Viewer, programma: Programma, rij: Verhaal, bekend: Any) -> None:
    """Write a topic with its actions, its milestones as first planned, and its risk."""
    sleutel = f"p{rij['p']}.o{rij['n']}"
    inhoud = {"nummer": str(rij["n"])} | ({"eerst_gemeld": rij["eerst"]} if "eerst" in rij else {})
    _add(
        bureau, programma, "onderwerp", rij["titel"], f"p{rij['p']}", bekend, inhoud=inhoud, partij=rij["van"]
    )
    for letter, titel in rij.get("acties", ()):
        _add(bureau, programma, "actie", titel, sleutel, bekend, inhoud={"letter": letter})
    for titel, eerst, *later in rij.get("mijlpalen", ()):
        ouder = f"{sleutel}.{later[2]}" if len(later) > 2 else sleutel
        mijlpaal = _add(bureau, programma, "mijlpaal", titel, ouder, bekend)
        if eerst:
            record_planning(
                viewer=bureau,
                mijlpaal_id=mijlpaal.pk,
                wanneer=read_wanneer(eerst),
                stand="gepland",
                bekend_op=bekend,
            )
    if "risico" in rij:
        titel, kans, impact = rij["risico"]
        _add(bureau, programma, "risico", titel, sleutel, bekend, inhoud={"kans": kans, "impact": impact})


def _write(bureau: Viewer, ronde: Rapportageronde, verhaal: Verhaal, keer: str) -> None:
    """Let the office write what each owner told it."""
    teksten = {f"p{r['p']}.o{r['n']}": r["tekst"] for r in verhaal["onderwerpen"]}
    teksten |= {"algemeen": verhaal["algemeen"][keer], "samenhang": verhaal["samenhang_tekst"][keer]}
    for bijdrage in Bijdrage.objects.filter(ronde=ronde).select_related("onderdeel"):
        sleutel = bijdrage.onderdeel.sleutel
        if keer == "juni" or sleutel != NOG_SCHRIJVEN:
            record_bijdrage(viewer=bureau, bijdrage_id=bijdrage.pk, voortgang=teksten[sleutel])


def _make_ronde(bureau: Viewer, programma: Programma, rij: Verhaal) -> Rapportageronde:
    velden = {naam: rij[naam] for naam in ("naam", "peildatum", "indienen_voor")}
    return record_ronde(viewer=bureau, programma_id=programma.pk, **velden)


def _make_juni(bureau: Viewer, collega: Viewer, programma: Programma, verhaal: Verhaal) -> None:
    """Play the round of June to its end."""
    ronde = _make_ronde(bureau, programma, verhaal["juni"])
    _write(bureau, ronde, verhaal, "juni")
    do_stap_alle(viewer=bureau, ronde_id=ronde.pk, stap="dien_in")
    do_stap_alle(viewer=collega, ronde_id=ronde.pk, stap="keur_goed")
    close_ronde(viewer=collega, ronde_id=ronde.pk)


def _make_december(bureau: Viewer, collega: Viewer, programma: Programma, verhaal: Verhaal) -> None:
    """Write what moved since, and play the round of December until two contributions wait for their owner."""
    bekend = verhaal["december"]["bekend"]
    for rij in verhaal["onderwerpen"]:
        if "eerst" in rij:
            _add_onderwerp(bureau, programma, rij, bekend)
        for titel, _, *later in rij.get("mijlpalen", ()):
            if later:
                _replan(bureau, programma, titel, later[0], later[1], bekend)
    _make_rest(bureau, programma, verhaal, bekend)
    ronde = _make_ronde(bureau, programma, verhaal["december"])
    _write(bureau, ronde, verhaal, "december")
    do_stap_alle(viewer=bureau, ronde_id=ronde.pk, stap="dien_in")
    terug = Bijdrage.objects.get(ronde=ronde, onderdeel__sleutel=TERUG)
    do_stap(
        viewer=collega,
        bijdrage_id=terug.pk,
        stap="geef_terug",
        reden="Noem ook wanneer de stuurgroep hierover besluit.",
    )
    do_stap_alle(viewer=collega, ronde_id=ronde.pk, stap="keur_goed")


def _replan(bureau: Viewer, programma: Programma, titel: str, tekst: str, stand: str, bekend: Any) -> None:
    """Plan a milestone anew where December tells something else than May."""
    mijlpaal = _find_mijlpaal(programma, titel)
    laatste = mijlpaal.planningen.order_by("-volgnummer").first()
    if laatste and (laatste.tekst, laatste.stand) == (tekst, stand):
        return
    record_planning(
        viewer=bureau,
        mijlpaal_id=mijlpaal.pk,
        wanneer=read_wanneer(tekst) if tekst else None,
        stand=stand,
        reden="Zo besproken in de stuurgroep van november 2023.",
        besloten_door="stuurgroep",
        bekend_op=bekend,
    )


def _find_mijlpaal(programma: Programma, titel: str) -> Onderdeel:
    return Onderdeel.objects.get(
        programma=programma, soort="mijlpaal", versies__titel=titel, versies__volgnummer=1
    )


def _make_rest(bureau: Viewer, programma: Programma, verhaal: Verhaal, bekend: Any) -> None:
    """Write studies, decisions, dependencies, money and a contradiction."""
    for titel, stand in verhaal["onderzoeken"]:
        _add(bureau, programma, "onderzoek", titel, "", bekend, inhoud={"stand": stand})
    for rij in verhaal["besluiten"]:
        inhoud = {"orgaan": rij["orgaan"], "datum": rij["datum"], "aard": rij["aard"]}
        _add(
            bureau,
            programma,
            "besluit",
            rij["titel"],
            f"p{rij['p']}",
            min(bekend, rij["datum"]),
            inhoud=inhoud,
        )
    for van, naar, zin in verhaal["afhankelijk"]:
        kanten = {
            kant: _find_mijlpaal(programma, titel).sleutel for kant, titel in (("van", van), ("naar", naar))
        }
        _add(bureau, programma, "samenhang", zin, "", bekend, inhoud={**kanten, "aard": "afhankelijk"})
    for rij in verhaal["middelen"]:
        onderdeel = Onderdeel.objects.get(programma=programma, sleutel=f"p{rij['p']}.o{rij['n']}")
        velden = {naam: rij[naam] for naam in ("regeling", "deelnemer", "toegekend", "besteed")}
        record_middel(viewer=bureau, onderdeel_id=onderdeel.pk, bekend_op=bekend, **velden)
    paar = verhaal["tegenspraak"]
    bron = "Concept van de rapportage"
    add_tegenspraken(
        bureau,
        lock_programma(programma),
        [Tegenstelling(paar["uitleg"], paar["eerste"], bron, paar["tweede"], bron, "p4.o3")],
    )
