"""The real progress report of December 2023, beside what stands in it; skipped where the shared files are not."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from vth.voortgang.lezen.blokken import read_blokken
from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.uitkomst import Gelezen, Voorstel
from vth.voortgang.wanneer import Wanneer

from .lezenmeten import make_word

SHARED = Path(os.environ.get("VTH_SHARED", Path(__file__).parents[3].parent / "shared"))
BRON = SHARED / "bronnen" / "voortgangsrapportage_ibp_vth_december_2023.md"
pytestmark = pytest.mark.skipif(
    not BRON.exists(), reason=f"{BRON} is er niet: het echte rapport kan niet gelezen worden"
)

PIJLERS = {
    1: "Robuuste omgevingsdiensten en financiering",
    2: "Bestuursrechtelijke en strafrechtelijke handhaving en vervolging",
    3: "Informatievoorziening VTH",
    4: "Kennisinfrastructuur",
    5: "Onafhankelijke uitvoering van toezicht en handhaving",
    6: "Monitoring kwaliteit milieutoezicht",
}
ONDERWERPEN = {
    1: [
        "Robuustheid omgevingsdiensten",
        "Advisering omgevingsdiensten op omgevingsplannen",
        "Financiering van de omgevingsdiensten",
        "Kwaliteitscriteria",
    ],
    2: [
        "Verbeteren informatie-uitwisseling",
        "Ketentoezicht",
        "Verbeteren samenwerking tussen bestuurlijke en strafrechtelijke handhaving",
        "Effectievere inzet instrumentarium toezicht en handhaving",
        "Meer prioriteit en inzet van capaciteit boa's, politie, OM en ZM",
    ],
    3: [
        "Opstellen informatielandschap",
        "Datakwaliteit in vergunningverlening",
        "Juridische analyse",
        "Project Datakwaliteit Toezicht",
        "Definitiestudie Register MBA's en Inrichtingen",
        "Opstellen stelselafspraken",
        "Gezamenlijke data-analyse omgeving",
        "I-governance",
        "Communicatie & stakeholdermanagement",
        "Adviseren",
        "Opvolging gateway-review",
    ],
    4: ["Visie", "Kennisplatforms", "Opleiding, scholing en arbeidsmarkt", "Informatie en communicatie"],
    5: ["Regionale planning", "Mandaten en delegatie", "Positie en rol Directeur OD", "OGON"],
    6: [
        "Visitaties",
        "ILT onderzoeken",
        "Horizontale verantwoording",
        "Opstellen Staat van VTH (SvVTH)",
        "Interbestuurlijk toezicht",
    ],
}
ACTIES = {
    "p1.o3": "A B",
    "p2.o3": "1 1.A 1.B 2",
    "p2.o4": "A B C D E F G H I J K",
    "p2.o5": "A B B.1 B.2 C D",
    "p3.o2": "A B C D E F G",
    "p3.o4": "A B C D",
    "p3.o10": "A B C D E",
    "p3.o11": "A B C D E F",
    "p4.o2": "A B C D E F",
    "p4.o3": "A B C D",
    "p4.o4": "A B C",
}
# Where the text gives both: the quarter it was, the quarter it is now.
VERSCHOVEN = {
    "p2.o3.1.B": ("2023-12-31", "2024-03-31"),
    "p3.o1": ("2023-12-31", "2024-03-31"),
    "p3.o6": ("2023-12-31", "2024-03-31"),
    "p4.o3.B": ("2024-03-31", "2024-06-30"),
    "p4.o4.B": ("2023-12-31", "2024-06-30"),
    "p4.o4.C": ("2024-03-31", "2024-06-30"),
}
# Where the text gives only the old one: what has become of it.
GEMIST = {
    "p1.o3.B": ("2023-12-31", "niet gehaald"),
    "p2.o2": ("2024-03-31", "opnieuw te plannen"),
    "p2.o3.1.A": ("2023-06-30", "niet gehaald"),
    "p2.o3.2": ("2023-06-30", "opnieuw te plannen"),
    "p3.o2.B": ("2023-12-31", "niet gehaald"),
    "p4.o2.B": ("2023-12-31", "niet gehaald"),
    "p4.o2.F": ("2023-12-31", "niet gehaald"),
    "p4.o4.A": ("2023-12-31", "niet gehaald"),
}
GEPLAND = {
    "p1.o1": ["2023-12-15", "2024-06-30", "2026-04-01"],
    "p1.o2": ["2024-03-31"],
    "p1.o3.B": ["2024-06-30"],
    "p1.o4": ["2024-03-31", "2024-09-30", "2024-12-31"],
    "p2.o1": ["2024-03-31", "2024-03-31"],
    "p2.o4.A": ["2024-06-30"],
    "p2.o4.B": ["2024-03-31"],
    "p2.o4.C": ["2024-03-31"],
    "p2.o4.E": ["2024-12-31"],
    "p2.o4.F": ["2024-12-31"],
    "p2.o4.I": ["2024-12-31"],
    "p2.o4.J": ["2024-06-30"],
    "p2.o4.K": ["2024-06-30"],
    "p2.o5.A": ["2024-03-31"],
    "p2.o5.B.2": ["2024-01-29"],
    "p2.o5.C": ["2024-03-31"],
    "p3.o2.A": ["2024-03-31"],
    "p3.o2.C": ["2024-03-31"],
    "p3.o2.B": ["2024-12-31"],
    "p3.o2.E": ["2024-03-31"],
    "p3.o1": ["2023-12-20", "2024-03-31"],
    "p3.o3": ["2024-01-31"],
    "p3.o4.D": ["2024-12-31"],
    "p3.o6": ["2024-03-31", "2024-06-30"],
    "p3.o8": ["2024-03-31"],
    "p3.o11.B": ["2024-03-31"],
    "p4.o2.B": ["2024-03-31"],
    "p4.o2.C": ["2024-09-30", "2024-12-31", "2024-12-31"],
    "p4.o2.D": ["2024-03-31"],
    "p4.o2.F": ["2024-03-31"],
    "p4.o3.A": ["2024-06-30", "2024-12-31"],
    "p4.o3.B": ["2024-06-30"],
    "p4.o3.C": ["2024-06-30"] * 3,  # three things under one time
    "p4.o3.D": ["2024-06-30"],
    "p4.o4.A": ["2024-03-31", "2024-06-30", "2024-12-31"],
    "p4.o4.B": ["2024-06-30", "2024-12-31"],
    "p5.o1": ["2024-01-16", "2024-03-31"],
    "p5.o2": ["2024-03-19"],
    "p5.o3": ["2024-01-16"],
    "p5.o4": ["2024-12-31"],
    "p6.o2": ["2024-01-31", "2024-06-30", "2024-12-31", "2024-12-31"],
    "p6.o3": ["2024-03-31", "2024-09-30", "2024-09-30"],
    "p6.o5": ["2024-03-31"],
}
LABELS = {
    "Juni 2023": "p2.o1 p2.o2 p2.o4.D p2.o4.E p2.o4.I p2.o4.J p2.o4.K p4.o2.B p4.o2.C p4.o2.D p4.o2.F p4.o3.B p4.o4",
    "Dec 2023": "p3.o3 p3.o7 p3.o8 p3.o9 p3.o10 p3.o11 p4.o3.D p5.o4 p6.o5",
}
BESLUITEN = {
    ("r", "stuurgroep", "2023-11-21", "vastgesteld"),
    ("r", "bestuurlijk overleg", "2023-12-06", "vastgesteld"),
    ("p1.o1", "bestuurlijk overleg", "2023-06-22", "vastgesteld"),
    ("p1.o2", "bestuurlijk overleg", "2023-06-22", "besloten"),
    ("p1.o3.A", "stuurgroep", "2023-06-09", "ter informatie"),
    ("p3.o3", "stuurgroep", "2023-06-23", "ingestemd"),
    ("p3.o5", "stuurgroep", "2023-06-23", "besloten"),
    ("p4.o1", "bestuurlijk overleg", "2023-06-22", "vastgesteld"),
    ("p5.o1", "stuurgroep", "2023-06-23", "goedgekeurd"),
    ("p5.o1", "bestuurlijk overleg", "2023-09-13", "geaccordeerd"),
    ("p6.o4", "stuurgroep", "2023-09-19", "geaccordeerd"),
}


@pytest.fixture(scope="module")
def gelezen() -> Gelezen:
    return read_rapport(BRON.read_bytes(), vorm="md")


def of(gelezen: Gelezen, soort: str) -> list[Voorstel]:
    return [v for v in gelezen.voorstellen if v.soort == soort]


def tot(waarde: object) -> str:
    return str(waarde.tot) if isinstance(waarde, Wanneer) else ""


def test_the_report_itself_is_known(gelezen: Gelezen):
    (rapport,) = of(gelezen, "rapport")
    assert rapport.velden["programma"] == "IBP VTH"
    assert tot(rapport.velden["periode"]) == "2023-12-31" and tot(rapport.velden["einde"]) == "2024-09-30"


def test_every_pijler_and_every_onderwerp_is_found_under_its_own_number_and_title(gelezen: Gelezen):
    assert {v.velden["nummer"]: v.velden["titel"] for v in of(gelezen, "pijler")} == PIJLERS
    gevonden = {v.sleutel: v.velden["titel"] for v in of(gelezen, "onderwerp")}
    hoort = {
        f"p{pijler}.o{n}": titel
        for pijler, titels in ONDERWERPEN.items()
        for n, titel in enumerate(titels, 1)
    }
    assert gevonden == hoort and len(hoort) == 33


def test_every_lettered_actie_hangs_under_its_onderwerp(gelezen: Gelezen):
    hoort = {f"{onderwerp}.{pad}" for onderwerp, paden in ACTIES.items() for pad in paden.split()}
    assert {v.sleutel for v in of(gelezen, "actie")} == hoort
    assert all(v.velden["titel"] for v in of(gelezen, "actie"))


def test_milestones_that_moved_have_the_old_and_the_new_quarter(gelezen: Gelezen):
    gevonden = {
        v.ouder: (tot(v.velden["was"]), tot(v.velden["wanneer"]))
        for v in of(gelezen, "mijlpaal")
        if v.velden["was"] and v.velden["wanneer"]
    }
    assert gevonden == VERSCHOVEN
    gemist = {
        v.ouder: (tot(v.velden["was"]), v.velden["stand"])
        for v in of(gelezen, "mijlpaal")
        if v.velden["was"] and not v.velden["wanneer"]
    }
    assert gemist == GEMIST


@pytest.mark.parametrize("ouder", GEPLAND)
def test_planned_milestones_end_in_the_quarter_that_the_text_gives(gelezen: Gelezen, ouder: str):
    gevonden = [
        tot(v.velden["wanneer"])
        for v in of(gelezen, "mijlpaal")
        if v.ouder == ouder and v.velden["stand"] == "gepland"
    ]
    assert sorted(gevonden) == GEPLAND[ouder]


def test_what_is_still_to_be_planned_anew_is_so_and_has_no_date(gelezen: Gelezen):
    opnieuw = [v for v in of(gelezen, "mijlpaal") if v.velden["stand"] == "opnieuw te plannen"]
    assert {"p2.o2", "p2.o3.2", "p2.o4.D", "p2.o4.G", "p2.o4.H", "p3.o4.A", "p3.o7", "p3.o9", "p3.o10"} <= {
        v.ouder for v in opnieuw
    }
    assert all(v.velden["wanneer"] is None for v in opnieuw)


def test_what_is_finished_is_so_where_the_text_says_it_of_one_thing(gelezen: Gelezen):
    af = {v.ouder for v in of(gelezen, "mijlpaal") if v.velden["stand"] == "gehaald"}
    assert af >= {
        "p1.o1",
        "p1.o2",
        "p1.o3.A",
        "p2.o5.B.1",
        "p2.o5.D",
        "p3.o2",
        "p3.o3",
        "p3.o5",
        "p4.o2.E",
        "p4.o3.D",
        "p6.o1",
        "p6.o3",
        "p6.o4",
    }


def test_risks_also_misspelt_are_found_at_their_onderwerp(gelezen: Gelezen):
    assert sorted(v.ouder for v in of(gelezen, "risico")) == [
        "p1.o4",
        "p3.o2",
        "p3.o2",
        "p3.o7",
        "p5.o1",
        "p5.o2",
        "p6.o3",
        "p6.o4",
        "p6.o5",
    ]


def test_the_labels_say_since_when_something_is_told(gelezen: Gelezen):
    for label, sleutels in LABELS.items():
        assert {v.sleutel for v in gelezen.voorstellen if v.velden.get("eerst_gemeld") == label} == set(
            sleutels.split()
        )


def test_decisions_have_their_body_and_day(gelezen: Gelezen):
    gevonden = {
        (v.ouder, v.velden["orgaan"], tot(v.velden["datum"]), v.velden["aard"])
        for v in of(gelezen, "besluit")
    }
    assert gevonden >= BESLUITEN


def test_products_tryouts_and_studies_are_found(gelezen: Gelezen):
    assert [sum(v.ouder == f"p{n}" for v in of(gelezen, "product")) for n in range(1, 7)] == [
        4,
        4,
        6,
        3,
        2,
        4,
    ]
    assert {str(v.velden["titel"]): tot(v.velden["einde"]) for v in of(gelezen, "tryout")} == {
        # The end of 2024 is that of an evaluation, the first quarter that of its report.
        "ZZS": "",
        "Grip op Indirecte Bedrijfslozingen": "",
        "GBES": "2024-09-30",
    }
    assert [v.velden["stand"] for v in of(gelezen, "onderzoek")] == [
        "gehaald",
        "gehaald",
        "gepland",
        "gepland",
        "gepland",
        "gepland",
    ]
    assert [
        len([v for v in of(gelezen, "legenda") if v.velden["groep"] == g])
        for g in dict.fromkeys(v.velden["groep"] for v in of(gelezen, "legenda"))
    ] == [5, 6]


def test_what_hangs_together_over_pijlers_and_acties_is_found(gelezen: Gelezen):
    gevonden = {(v.velden["van"], v.velden["naar"]) for v in of(gelezen, "samenhang")}
    assert gevonden >= {
        ("p1", "p6"),
        ("p1.o4", "p4"),
        ("p2.o1", "p5"),
        ("p2.o4.G", "p2.o4.D"),
        ("p2.o4.J", "p4"),
        ("p2.o4.K", "p3"),
        ("p2.o5.A", "p5"),
        ("p3.o2.F", "p3.o2.A"),
    }


def test_every_proposal_has_its_line_and_sentence_and_a_key_of_its_own(gelezen: Gelezen):
    regels = re.sub(r"<[^>]*>", " ", BRON.read_text(encoding="utf-8")).replace("&amp;", "&").split("\n")
    sleutels = [v.sleutel for v in gelezen.voorstellen]
    assert len(sleutels) == len(set(sleutels))
    assert all(v.ouder in {*sleutels, ""} for v in gelezen.voorstellen)
    for v in gelezen.voorstellen:
        woorden = "".join(t for t in v.vindplaats.zin if t.isalnum())[:12]
        assert woorden in "".join(t for t in regels[v.vindplaats.regel - 1] if t.isalnum()), (
            v.sleutel,
            v.vindplaats,
        )


def test_it_is_read_the_same_each_time(gelezen: Gelezen):
    assert read_rapport(BRON.read_bytes(), vorm="md") == gelezen
    assert date(2024, 9, 30) in {
        w.tot for v in gelezen.voorstellen for w in v.velden.values() if isinstance(w, Wanneer)
    }


def test_the_same_report_as_a_word_file_gives_the_same_tree_and_milestones(gelezen: Gelezen):
    blokken = [
        ["kop", b.niveau, b.tekst] if b.soort == "kop" else [b.soort, b.tekst]
        for b in read_blokken(BRON.read_text(encoding="utf-8"))
        if b.soort != "rij"
    ]
    rijen = [
        ["\n".join(cel) for cel in b.cellen]
        for b in read_blokken(BRON.read_text(encoding="utf-8"))
        if b.soort == "rij"
    ]
    breed = max(len(rij) for rij in rijen)
    blokken.append(["tabel", [rij + [""] * (breed - len(rij)) for rij in rijen]])
    word = read_rapport(make_word(blokken), vorm="docx")
    for soort in ("pijler", "onderwerp", "actie", "mijlpaal", "risico", "besluit", "samenhang"):
        hier = [
            (v.sleutel, v.velden.get("titel"), v.velden.get("wanneer"), v.velden.get("stand"))
            for v in of(word, soort)
        ]
        assert hier == [
            (v.sleutel, v.velden.get("titel"), v.velden.get("wanneer"), v.velden.get("stand"))
            for v in of(gelezen, soort)
        ], soort
