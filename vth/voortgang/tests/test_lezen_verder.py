"""What the reader makes of prose that leaves something out: a year, a body, a letter, a date; and of words that were broken and tables that are fiches."""

from datetime import date
from typing import Any

import pytest

from vth.voortgang.lezen.blokken import read_blokken
from vth.voortgang.lezen.fiches import unfold_fiches
from vth.voortgang.lezen.heel import join_gebroken
from vth.voortgang.lezen.jaarloos import find_tijden
from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.uitkomst import Gelezen, Voorstel
from vth.voortgang.wanneer import Wanneer

KOP = "# Voortgangsrapportage Proef juni 2030\n\n"
BEGIN = "## Pijler 1: Een\n\n### 1.1 Begin\n\n"


def read(tekst: str, begin: str = BEGIN) -> Gelezen:
    return read_rapport(KOP + begin + tekst, vorm="md")


def of(gelezen: Gelezen, soort: str) -> list[Voorstel]:
    return [v for v in gelezen.voorstellen if v.soort == soort]


def say(gelezen: Gelezen) -> list[tuple[str, str, str]]:
    return [(str(v.velden["wanneer"].tot), v.velden["stand"], v.twijfel) for v in of(gelezen, "mijlpaal")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("zin", "dagen"),
    [
        ("Het plan is op 9 juni besproken.", ["2030-06-09"]),
        ("Het plan is in november besproken.", ["2029-11-30"]),
        ("Uiterlijk 1 december is het klaar, zo wordt verwacht.", ["2030-12-01"]),
        ("De uitrol start in februari.", ["2031-02-28"]),
        ("In juni volgt de start.", ["2030-06-30"]),
        ("Start in januari en oplevering in mei 2031.", ["2031-01-31", "2031-05-31"]),
        ("Dit is in maart 2028 gebeurd.", ["2028-03-31"]),
        ("Van september tot november 2029 liep de campagne.", ["2029-11-30"]),
        ("In de laatste vergadering van 2029 (20 december) is dit besproken.", ["2029-12-31"]),
        ("Jaarlijks wordt op 1 april geteld.", []),
        ("De wet van Maart bleef liggen.", []),
        ("De 31 april komt niet voor.", []),
        ("In mei- en junicijfers is dat te zien.", []),
    ],
)
def test_the_year_that_is_not_told_follows_from_the_day_of_the_report(zin: str, dagen: list[str]):
    assert [str(w.tot) for _, _, w in find_tijden(zin, date(2030, 6, 30))] == dagen


def test_a_year_that_was_worked_out_is_said_to_be_so():
    assert say(read("Planning: de brug is klaar in oktober.\n")) == [
        ("2030-10-31", "gepland", "Het jaar staat er niet bij; gerekend is met 2030.")
    ]
    (besluit,) = of(read("Voortgang: de stuurgroep stelde op 3 december het plan vast.\n"), "besluit")
    assert isinstance(besluit.velden["datum"], Wanneer) and besluit.velden["datum"].tot == date(2029, 12, 3)
    assert "gerekend is met 2029" in besluit.twijfel


def test_without_the_day_of_the_report_no_year_is_guessed():
    tekst = "# Voortgangsrapportage Proef\n\n" + BEGIN + "Planning: de brug is klaar in oktober.\n"
    assert not [m for m in of(read_rapport(tekst, vorm="md"), "mijlpaal") if m.velden["wanneer"]]


def test_a_day_in_running_text_beside_the_pijlers_plans_nothing():
    gelezen = read("In mei was er een open dag.\n\n" + BEGIN + "Voortgang: ok.\n", "## Inleiding\n\n")
    assert not of(gelezen, "mijlpaal")


@pytest.mark.parametrize(
    ("zin", "aarden"),
    [
        ("De raad heeft de kaart vastgesteld en ingestemd met het advies.", ["vastgesteld", "ingestemd"]),
        (
            "De stuurgroep heeft de kaart vastgesteld en ingestemd met het advies.",
            ["vastgesteld", "ingestemd"],
        ),
        (
            "De stuurgroep heeft ingestemd met het advies en de kaart vastgesteld.",
            ["vastgesteld", "ingestemd"],
        ),
        ("De stuurgroep heeft de kaart besproken en vastgesteld.", ["vastgesteld"]),
        ("De kaart is ter informatie aan de stuurgroep voorgelegd.", ["ter informatie"]),
        ("De stuurgroep heeft de kaart vastgesteld en de leden bedankt.", ["vastgesteld"]),
    ],
)
def test_two_decisions_in_one_sentence_are_two(zin: str, aarden: list[str]):
    gevonden = [v.velden["aard"] for v in of(read(f"Voortgang: {zin}\n"), "besluit")]
    assert gevonden == (aarden if "stuurgroep" in zin else [])


def test_a_decision_without_a_body_points_at_the_sentence_before():
    tekst = "Voortgang: de kaart is in de stuurgroep van 3 mei 2030 vastgesteld. Op 9 juni 2030 is een aanvulling vastgesteld.\n"
    eerste, tweede = of(read(tekst), "besluit")
    assert (eerste.velden["orgaan"], tweede.velden["orgaan"]) == ("stuurgroep", None)
    assert tweede.twijfel == "Welk overleg dit besloot, staat er niet bij; de zin ervoor noemt: stuurgroep."


@pytest.mark.parametrize(
    ("erna", "forum"),
    [
        ("Het advies wordt daarna ter vaststelling aan de stuurgroep voorgelegd.", "stuurgroep"),
        ("Dit wordt aan de stuurgroep en de Tweede Kamer aangeboden.", "stuurgroep en Tweede Kamer"),
        ("De begroting wordt aan de stuurgroep voorgelegd.", None),
        ("De stuurgroep vergadert maandelijks.", None),
    ],
)
def test_a_milestone_goes_to_the_bodies_that_the_next_sentence_names(erna: str, forum: str | None):
    (mijlpaal,) = of(read(f"Planning: in Q4 2030 ligt er een advies. {erna}\n"), "mijlpaal")
    assert mijlpaal.velden["forum"] == forum


def test_an_actie_is_named_by_the_words_of_its_title():
    tekst = (
        "Voortgang: (A) Openbaar maken van besluiten bij bedrijven. (B) Openbaar maken van klachten. "
        "(C) Leren van bezoeken. Dit volgt op het project openbaar maken van besluiten. (D) Rest. Dit volgt op het project openbaar maken.\n"
    )
    banden = {(v.velden["van"], v.velden["naar"]) for v in of(read(tekst), "samenhang")}
    assert banden == {("p1.o1.C", "p1.o1.A")}


@pytest.mark.parametrize(
    ("zin", "stand"),
    [
        ("Ook dit project zal later starten dan gepland.", "bijgesteld"),
        ("Dit is niet later gestart dan gepland.", None),
        ("De later ingediende stukken zijn meegenomen.", None),
    ],
)
def test_later_than_planned_without_a_day_moved(zin: str, stand: str | None):
    assert [v.velden["stand"] for v in of(read(f"Voortgang: {zin}\n"), "mijlpaal")] == (
        [stand] if stand else []
    )


def test_running_text_that_names_an_onderwerp_tells_that_it_did_not_start():
    algemeen = "## Het geheel\n\nHet is niet gelukt om het project Ketens in beeld op tijd te starten. Het is niet gelukt om rust te houden.\n\n"
    gelezen = read("Voortgang: ok.\n", algemeen + "## Pijler 1: Een\n\n### 1.1 Ketens in beeld\n\n")
    (mijlpaal,) = of(gelezen, "mijlpaal")
    assert (mijlpaal.ouder, mijlpaal.velden["stand"]) == ("p1.o1", "niet gehaald")


def test_a_paragraph_leads_on_from_the_pijler_it_was_about():
    tekst = "## Het geheel\n\nDaar gaat pijler 2 over. Het werk groeit. Het is een randvoorwaarde voor de rest (pijler 1).\n\nLos daarvan heeft dit gevolgen voor pijler 1.\n\n"
    rest = "## Pijler 1: Een\n\n### 1.1 Begin\n\nVoortgang: ok.\n\n## Pijler 2: Twee\n\n### 2.1 Begin\n\nVoortgang: ok.\n"
    banden = [(v.velden["van"], v.velden["naar"]) for v in of(read(rest, tekst), "samenhang")]
    assert banden == [("p2", "p1")]


def test_a_sentence_that_counts_parts_is_about_the_onderwerp():
    tabel = "Onderwerp | Voortgang | Planning\n--- | --- | ---\n(1) Begin | (A) Kaart. De kaart is er. | Er wordt gewerkt aan twee onderdelen.\n"
    gelezen = read("| " + tabel.replace("\n", " |\n| ").rstrip("| "), "## Pijler 1: Een\n\n")
    assert [v.ouder for v in of(gelezen, "planning")] == ["p1.o1"]


@pytest.mark.parametrize(
    ("titel", "heel"),
    [
        ("Veiligheids-agenda", "Veiligheidsagenda"),
        ("Informatie-voorziening regio", "Informatievoorziening regio"),
        ("Data-analyse en try-outs", "Data-analyse en try-outs"),
        ("Toezichts-en handhavingstaken", "Toezichts-en handhavingstaken"),
        ("Vergunningverlenings-en toezichtskosten", "Vergunningverlenings-en toezichtskosten"),
        ("Noord-Holland 2023-2026", "Noord-Holland 2023-2026"),
        ("Kosten-baten", "Kosten-baten"),
        ("Handhavings- en toezichtplan", "Handhavings- en toezichtplan"),
    ],
)
def test_a_broken_word_is_whole_again_and_a_hyphen_that_belongs_stays(titel: str, heel: str):
    assert join_gebroken(titel, frozenset({"informatievoorziening"})) == heel


def fiche(*rijen: tuple[str, str]) -> str:
    return "\n".join(f"| {a} | {b} |" for a, b in rijen) + "\n\n"


def test_a_fiche_is_an_onderwerp_whatever_its_fields_are_called():
    tekst = fiche(
        ("Naam", "Oevers"),
        ("Nummer", "1.2"),
        ("Trekker", "Jansen"),
        ("Voortgang", "Het loopt."),
        ("Planning", "Klaar in Q1 2031.<br>Evaluatie in Q2 2031."),
        ("Risico", "geen"),
    )
    gelezen = read(
        tekst + fiche(("Project 1.3", "Baden"), ("Voortgang", "Ok."), ("Risico's", "Vorst.")),
        "## Spoor 1: Water\n\n",
    )
    assert [(v.sleutel, v.velden["titel"]) for v in of(gelezen, "onderwerp")] == [
        ("p1.o2", "Oevers"),
        ("p1.o3", "Baden"),
    ]
    assert [v.ouder for v in of(gelezen, "mijlpaal")] == ["p1.o2", "p1.o2"]
    assert [(v.ouder, v.velden["tekst"]) for v in of(gelezen, "risico")] == [("p1.o3", "Vorst.")]
    assert "Jansen" not in str(gelezen.voorstellen)


@pytest.mark.parametrize(
    "tekst",
    [
        fiche(("Onderwerp", "Voortgang"), ("(1) Oevers", "Het loopt."), ("(2) Baden", "Ok.")),
        fiche(("Project 1.1", "Oevers"), ("Trekker", "Jansen"), ("Budget", "12")),
        fiche(("Voortgang", "Het loopt."), ("Planning", "Q1 2031")),
    ],
)
def test_another_table_of_two_columns_is_no_fiche(tekst: str):
    blokken: list[Any] = read_blokken(tekst)
    assert unfold_fiches(blokken) == blokken


def _read_mijlpalen(tekst: str, kop: str = "Planning") -> list[tuple[str, str, str]]:
    bron = (
        f"# Voortgangsrapportage Proef december 2030\n\n## Pijler 1: Een\n\n### 1.1 Begin\n\n{kop}: {tekst}\n"
    )
    gevonden = [v for v in read_rapport(bron, vorm="md").voorstellen if v.soort == "mijlpaal"]
    return [
        (str(v.velden["titel"])[:14], str(getattr(v.velden["wanneer"], "van", None)), v.twijfel)
        for v in gevonden
    ]


@pytest.mark.parametrize(
    ("zin", "van"),
    [
        ("Het register is in het eerste kwartaal gereed.", "2031-01-01"),
        ("In Q2 wordt het register verwacht.", "2031-04-01"),
        ("Vóór de zomer is het register gereed.", "2031-04-01"),
        ("Na de zomer start de uitrol.", "2031-09-01"),
        ("De uitrol start in de tweede helft van 2031.", "2031-07-01"),
    ],
)
def test_a_quarter_or_season_without_a_year_is_the_next_one_and_says_that_it_was_worked_out(
    zin: str, van: str
):
    ((_, gevonden, twijfel),) = _read_mijlpalen(zin)
    assert gevonden == van
    assert ("gerekend is met 2031" in twijfel) == ("2031" not in zin)


@pytest.mark.parametrize(
    "zin",
    [
        "In het vierde kwartaal is het register gereed.",  # of this year, of which a month is left, or of the next one
        "Elk kwartaal wordt gerapporteerd.",
        "Het vierde kwartaal was druk.",
        "De zomer van het project is voorbij.",
        "Na het najaar wordt bezien wat er nodig is.",
        "Het eerste kwartaal van het project is gereed.",
    ],
)
def test_a_quarter_that_can_be_two_or_is_no_plan_gives_nothing(zin: str):
    assert [m for m in _read_mijlpalen(zin) if m[1] != "None"] == []


def test_a_list_under_a_time_is_planned_item_by_item():
    bron = (
        "# Voortgangsrapportage Proef december 2030\n\nPijler/titel\tOnderwerpen\tVoortgang en doel\tPlanning/risico's\n"
        "1 Een\t(1) Begin\tHet werk loopt.\t<p>De volgende stappen zijn voorzien in Q1 van 2031:</p><ul><li>Het werven van deelnemers.</li>"
        "<li>Een handboek voor trekkers.</li></ul><p>Het handboek wordt in Q3 van 2031 herzien.</p>\n"
    )
    gevonden = [v for v in read_rapport(bron, vorm="md").voorstellen if v.soort == "mijlpaal"]
    assert [(str(v.velden["titel"])[:12], str(v.velden["wanneer"].van)) for v in gevonden] == [  # type: ignore[union-attr]
        ("Het werven v", "2031-01-01"),
        ("Een handboek", "2031-01-01"),
        ("Het handboek", "2031-07-01"),
    ]


def test_the_last_report_of_a_tryout_is_no_end_of_it():
    bron = (
        "# Voortgangsrapportage Proef december 2030\n\n## Try-outs\n\n### Try-out Mos\n\nDe eindevaluatie is in Q2 van 2031.\n\n"
        "### Try-out Riet\n\nDe try-out is in maart 2031 afgerond.\n\n## Pijler 1: Een\n\n### 1.1 Begin\n\nPlanning: Q1 2031\n"
    )
    gevonden = read_rapport(bron, vorm="md").voorstellen
    mos, riet = (v for v in gevonden if v.soort == "tryout")
    assert mos.velden["einde"] is None and "staat er niet bij" in mos.twijfel
    assert riet.velden["einde"].tot.month == 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("zin", "risico"),
    [
        ("Er bestaat een risico dat partijen afhaken.", True),
        ("Het grootste risico is dat het geld op raakt.", True),
        ("Het risico is afgewend.", False),
        ("De partijen lopen geen risico.", False),
    ],
)
def test_a_sentence_that_opens_with_a_risk_is_one(zin: str, risico: bool):
    bron = f"# Voortgangsrapportage Proef december 2030\n\n## Pijler A: Een\n\n### A.1 Begin\n\nVoortgang: Goed. {zin}\n"
    gevonden = read_rapport(bron, vorm="md").voorstellen
    assert any(v.soort == "risico" for v in gevonden) == risico
    assert [v.sleutel for v in gevonden if v.soort == "onderwerp"] == ["pA.o1"]


def test_what_is_told_of_an_actie_is_no_part_of_its_name():
    gelezen = read_rapport(
        "# Voortgangsrapportage juni 2030\n\n## Pijler 1: Een\n\n### 1.1 Begin\n\nVoortgang: er zijn drie acties. "
        "(A) Register van putten zal in een volgende rapportage als apart onderwerp worden opgenomen. "
        "(B) Kaart van het gebied wordt later in het jaar door de provincie gemaakt. (C) Wat wordt bedoeld met schoon.\n",
        vorm="md",
    )
    titels = [v.velden["titel"] for v in gelezen.voorstellen if v.soort == "actie"]
    assert titels == ["Register van putten", "Kaart van het gebied", "Wat wordt bedoeld met schoon"]
