"""Contradictions: what is seen within one report and between two, and what is none."""

import pytest

from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.tegenspraak import find_tegenspraken
from vth.voortgang.lezen.uitkomst import Gelezen

from .test_lezen_echt import BRON


def read(*onderwerpen: str, maand: str = "juni 2025", voor: str = "", na: str = "") -> Gelezen:
    return read_rapport(
        f"# Voortgangsrapportage Proef {maand}\n\n{voor}\n\n## Pijler 1: Een\n\n"
        + "\n\n".join(onderwerpen)
        + f"\n\n{na}\n",
        vorm="md",
    )


def kinds(nu: Gelezen, toen: Gelezen | None = None) -> list[tuple[str, str]]:
    return [(t.soort, t.sleutel) for t in find_tegenspraken(nu, toen)]


BINNEN = {
    "tekst en planning": (
        "### 1.1 A\nVoortgang: dit is doorgeschoven naar Q4 van 2025.\n\nPlanning: in Q1 van 2026 wordt dit opgeleverd.",
        [("tijd", "p1.o1")],
    ),
    "zelfde kwartaal": (
        "### 1.1 A\nVoortgang: dit is doorgeschoven naar Q4 van 2025.\n\nPlanning: in november 2025 wordt dit opgeleverd.",
        [],
    ),
    "iets anders gepland": (
        "### 1.1 A\nVoortgang: dit is doorgeschoven naar Q4 van 2025.\n\nPlanning: in Q1 van 2026 is er een feest.",
        [],
    ),
    "drie en vier": (
        "### 1.1 A\nEr lopen drie deelprojecten: (A) Een. (B) Twee. (C) Drie. (D) Vier.",
        [("aantal", "p1.o1")],
    ),
    "tweetal en een": (
        "### 1.1 A\nGoed. Het onderwerp omvat een tweetal acties: (A) Een.",
        [("aantal", "p1.o1")],
    ),
    "vier en vier": ("### 1.1 A\nEr lopen vier acties: (A) Een. (B) Twee. (C) Drie. (D) Vier.", []),
    "af en gepland": (
        "### 1.1 A\nVoortgang: de handreiking is afgerond.\n\nPlanning: de handreiking wordt in Q4 van 2025 opgeleverd.",
        [("klaar en gepland", "p1.o1")],
    ),
    "het een af, het ander gepland": (
        "### 1.1 A\nVoortgang: de analyse is afgerond.\n\nPlanning: de handreiking wordt in Q4 van 2025 opgeleverd.",
        [],
    ),
    "al voorbij": ("### 1.1 A\nPlanning: de kaart wordt in Q3 2024 opgeleverd.", [("al voorbij", "p1.o1")]),
}


@pytest.mark.parametrize("naam", BINNEN)
def test_within_a_report_what_cannot_both_hold_is_found_and_nothing_else(naam: str):
    tekst, verwacht = BINNEN[naam]
    gelezen = read(tekst)
    assert kinds(gelezen) == verwacht
    for t in find_tegenspraken(gelezen):
        assert t.eerste != t.tweede and t.eerste.zin and t.tweede.zin and t.uitleg.endswith(".")


def test_the_general_part_and_one_onderwerp_that_alone_has_a_word_are_compared():
    een = "### 1.1 Mandaten\nHet modelmandaat.\n\nPlanning: dit wordt op 19 maart 2026 aangeboden."
    voor = "Een voorstel voor modelmandaat is in januari 2026 gereed."
    assert kinds(read(een, voor=voor)) == [("tijd", "p1.o1")]
    assert kinds(read(een, voor=voor.replace("januari", "maart"))) == []
    # A word that two onderwerpen have ties the sentence to neither.
    assert (
        kinds(
            read(
                een, "### 1.2 Ook\nHet modelmandaat.\n\nPlanning: in Q4 2025 wordt dit besproken.", voor=voor
            )
        )
        == []
    )


@pytest.mark.parametrize(("woord", "verwacht"), [("drie", [("aantal", "r")]), ("twee", [])])
def test_tryouts_are_counted_against_what_the_report_says(woord: str, verwacht: list[tuple[str, str]]):
    na = "## Try-outs\n\n### Try-out Mos\nLoopt tot en met 2026.\n\n### Try-out Plein\nLoopt tot en met 2026."
    voor = f"Op 3 juni 2025 zijn de {woord} try-outs besproken in de stuurgroep."
    assert kinds(read("### 1.1 A\nGoed.", voor=voor, na=na)) == verwacht


TUSSEN = {
    "andere oude planning": (
        "Planning: de kaart is gepland in Q1 2026.",
        "Planning: de kaart was voorzien in Q2 2026, maar is doorgeschoven naar Q4 2026.",
        ["oude planning"],
    ),
    "zelfde oude planning": (
        "Planning: de kaart is gepland in Q1 2026.",
        "Planning: de kaart was voorzien in Q1 2026, maar is doorgeschoven naar Q4 2026.",
        [],
    ),
    "stil verschoven": (
        "Planning: de kaart is gepland in Q1 2026.",
        "Planning: de kaart is gepland in Q3 2026.",
        ["stil verschoven"],
    ),
    "niet verschoven": (
        "Planning: de kaart is gepland in Q1 2026.",
        "Planning: de kaart is gepland in februari 2026.",
        [],
    ),
    "ander label": (
        "Eerst gemeld: december 2024\n\nGoed.",
        "Eerst gemeld: juni 2024\n\nGoed.",
        ["eerst gemeld"],
    ),
    "label na het rapport": ("Goed.", "Eerst gemeld: december 2025\n\nGoed.", ["eerst gemeld"]),
    "zelfde label": ("Eerst gemeld: dec 2024\n\nGoed.", "Eerst gemeld: december 2024\n\nGoed.", []),
}


@pytest.mark.parametrize("naam", TUSSEN)
def test_between_two_reports_what_was_said_then_is_held_against_what_is_said_now(naam: str):
    toen, nu, verwacht = TUSSEN[naam]
    vroeger, later = read(f"### 1.1 Kaart\n{toen}"), read(f"### 1.1 Kaart\n{nu}", maand="december 2025")
    assert [soort for soort, _ in kinds(later, vroeger)] == verwacht


def test_an_onderwerp_that_is_gone_and_was_not_finished_is_said_and_one_that_moved_is_not():
    toen = read(
        "### 1.1 Kaart\nGoed.", "### 1.2 Register\nGoed.", "### 1.3 Oude analyse\nDe analyse is opgeleverd."
    )
    nu = read("### 1.1 Register\nGoed.", maand="december 2025")
    assert kinds(nu, toen) == [("verdwenen", "p1.o1")]
    klaar = read("### 1.1 Register\nGoed.", maand="december 2025", na="## Opgeleverde producten\n\n- Kaart")
    assert kinds(klaar, toen) == []


@pytest.mark.skipif(not BRON.exists(), reason=f"{BRON} is er niet")
def test_the_real_report_has_the_contradictions_that_a_reader_sees():
    gelezen = read_rapport(BRON.read_bytes(), vorm="md")
    assert kinds(gelezen) == [("tijd", "p5.o2"), ("aantal", "p4.o3"), ("al voorbij", "p4.o1")]
    assert kinds(gelezen, gelezen) == kinds(gelezen)
