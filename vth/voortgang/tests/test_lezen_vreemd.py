"""Reports in a build-up that nobody knew are read, with doubt where it is due; what is no report is refused still."""

import io
import time

import pytest
from docx import Document

from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.lezen.uitkomst import GeenRapport, Gelezen

from .lezenmeten import make_word

TIJDEN = "De oplevering is vertraagd en volgt op 1 mei 2031. Het tweede deel is gereed sinds 3 juni 2030. Start in Q3 2031."
GEEN = {
    "notulen": "# Notulen vergadering projectteam 3 maart 2031\n\n## Opening\n\nDe planning is vertraagd.\n\n## Bouw\n\nDe bouw wordt op 1 mei 2031 afgerond.\n\n## Rondvraag\n\nDe sleutel is op 4 maart 2031 opgeleverd. Start in Q3 2031.\n",
    "readme": "# Readme\n\n## Installatie\n\nDe oplevering is gereed op 1 mei 2031.\n\n## Gebruik\n\nVersie 2 volgt op 3 juni 2031 en is vertraagd.\n\n## Licentie\n\nVanaf 1 januari 2032.\n",
    "wijzigingen": "# Changelog\n\n## 1.2 - 2031-05-01\n\n- Zoeken is afgerond\n\n## 1.1 - 2031-03-01\n\n- Inloggen is gereed\n\n## 1.0 - 2031-01-01\n\n- Eerste versie opgeleverd\n",
    "plan": "# Projectplan Nieuwe brug\n\n## Voorbereiding\n\nDe voorbereiding start op 1 mei 2031 en is gereed op 1 juni 2031.\n\n## Bouw\n\nDe bouw wordt in Q3 2031 opgeleverd.\n\n## Nazorg\n\nDe nazorg is gereed in Q4 2031.\n",
    "roman met dagen": "# De overtocht\n\n## Een\n\nOp 3 mei 1931 vertrok de boot. Het was vertraagd.\n\n## Twee\n\nOp 4 mei 1931 was het brood gereed.\n\n## Drie\n\nOp 5 mei 1931 kwam hij thuis.\n",
    "geschiedenis": "# Geschiedenis van het programma Zuiderzee\n\n## Dijk\n\nDe dijk is in mei 1932 opgeleverd.\n\n## Polder\n\nDe polder is in juni 1942 gereed gekomen.\n\n## Stad\n\nDe stad is in juli 1967 afgerond.\n",
    "verjaardagen": "# Verjaardagen\n\n| Naam | Dag | Opmerking |\n|---|---|---|\n| Jan | 3 mei 2031 | Taart is gereed. |\n| Piet | 4 juni 2031 | Taart is vertraagd. |\n| Klaas | 5 juli 2031 | Nog niets. |\n",
    "csv met stand": "naam;datum;stand\nAnna;1 mei 2031;gereed\nBram;2 mei 2031;vertraagd\nCees;3 mei 2031;gereed\n",
    "tabs met stand": "naam\tdatum\tstand\nAnna\t1 mei 2031\tgereed\nBram\t2 mei 2031\tvertraagd\nCees\t3 mei 2031\tgereed\n",
    "nieuwsbrief": "# Nieuwsbrief programma Water, mei 2031\n\n**Gemaal** is gereed sinds 3 mei 2031 en dat vierden wij met taart.\n\n**Sluis** is vertraagd en volgt op 4 juni 2031, zegt de wethouder.\n\n**Borrel** op 5 juli 2031 in de kantine voor iedereen.\n",
    "concert": "# Programmaboekje herfstconcert\n\n**Mozart** wordt om acht uur gespeeld op 3 mei 2031 en is gereed.\n\n**Bach** begint op 4 mei 2031 en is vertraagd door de trein.\n\n**Haydn** volgt op 5 mei 2031 in de grote zaal.\n",
    "alleen een titel": "# Update programma Groen\n\nWij hebben niets te melden.\n",
    "titel en proza": f"# Update programma Groen\n\n{TIJDEN}\n",
    "geen tijden": "# Update programma Groen\n\n## Bomen\n\nOp schema.\n\n## Struiken\n\nVertraagd.\n\n## Gras\n\nGereed.\n",
}  # fmt: skip


@pytest.mark.parametrize("naam", GEEN)
def test_what_only_speaks_like_a_report_is_refused(naam: str):
    with pytest.raises(GeenRapport, match="geen voortgangsrapportage"):
        read_rapport(GEEN[naam], vorm="md")


def of(gelezen: Gelezen, soort: str) -> list[str]:
    return [v.sleutel for v in gelezen.voorstellen if v.soort == soort]


KOP = "# Groen – tussenstand\n\nPeildatum: 30 juni 2031\n\n"


def test_onderwerpen_without_a_part_above_them_stand_under_one_with_doubt():
    tekst = f"{KOP}## Bomen\n\nOp schema, gereed in Q4 2031.\n\n## Gras\n\nVertraagd tot Q1 2032.\n\n## Struiken\n\nGereed sinds 3 mei 2031.\n"
    gelezen = read_rapport(tekst, vorm="md")
    (pijler,) = [v for v in gelezen.voorstellen if v.soort == "pijler"]
    assert (pijler.sleutel, pijler.velden["titel"]) == ("p-geheel", "Groen")
    assert "naar de rapportage zelf heet" in pijler.twijfel
    assert of(gelezen, "onderwerp") == ["p-geheel.o-bomen", "p-geheel.o-gras", "p-geheel.o-struiken"]
    assert all(v.ouder != "r" for v in gelezen.voorstellen if v.soort == "onderwerp")


def test_columns_under_heads_that_nobody_knows_are_read_by_what_they_hold_and_that_is_said():
    rijen = "| Af | Ding | Tja |\n|---|---|---|\n| Q4 2031 | Brug | De pijlers zijn vertraagd. |\n| Q1 2032 | Tunnel | Het gat is gereed. |\n| 3 mei 2032 | Viaduct | Er is nog niets. |\n"
    gelezen = read_rapport(KOP + rijen, vorm="md")
    assert [v.velden["titel"] for v in gelezen.voorstellen if v.soort == "onderwerp"] == [
        "Brug",
        "Tunnel",
        "Viaduct",
    ]
    assert any("gezien aan wat erin staat" in m.tekst for m in gelezen.meldingen)


def test_crosses_beside_each_other_are_one_time():
    rijen = "| Project | Q3-2031 | Q4-2031 | Q1-2032 | Stand van zaken |\n|---|---|---|---|---|\n| Brug | x | X | | Loopt. |\n| Tunnel | | | x | Loopt. |\n"
    gelezen = read_rapport(f"# Voortgang Groen, juni 2031\n\n{rijen}", vorm="md")
    tijden = [v.velden["wanneer"] for v in gelezen.voorstellen if v.soort == "mijlpaal"]
    assert [(str(w.van), str(w.tot)) for w in tijden] == [  # type: ignore[union-attr]
        ("2031-07-01", "2031-12-31"),
        ("2032-01-01", "2032-03-31"),
    ]


def test_a_bold_line_in_a_word_file_without_styles_is_a_heading():
    document = Document(io.BytesIO(make_word([["kop", 1, "Groen – tussenstand juni 2031"]])))
    for naam, tekst in (("Bomen", "Gereed in Q4 2031."), ("Gras", "Vertraagd tot Q1 2032."), ("Riet", "Gereed op 3 mei 2031.")):  # fmt: skip
        document.add_paragraph().add_run(naam).bold = True
        document.add_paragraph(tekst)
    uit = io.BytesIO()
    document.save(uit)
    gelezen = read_rapport(uit.getvalue(), vorm="docx")
    assert of(gelezen, "onderwerp") == ["p-geheel.o-bomen", "p-geheel.o-gras", "p-geheel.o-riet"]


ERG = {
    "vet": KOP + "**Naam** tekst op schema in Q1 2032. " * 20_000,
    "vette regels": KOP + "## A\n\n" + "**Naam** de tekst is op schema in Q1 2032.\n\n" * 4_000,
    "sterren": KOP + "**a " * 100_000,
    "citaten": KOP + ">" * 400_000,
    "citaatregels": KOP + "> x\n" * 9_000,
    "was": KOP + "| A | B |\n|---|---|\n| x | " + "(was " * 100_000 + " |\n",
    "delen": KOP + "**DEEL A. Een**\n\n" * 6_000,
    "groepen": KOP + "| Af | Ding | Tja |\n|---|---|---|\n" + "| Groep | | |\n| Q4 2031 | Brug | Is vertraagd en gereed. |\n" * 4_000,
    "kruisen": KOP + "| Project | " + "Q1-2032 | " * 50 + "Voortgang |\n" + ("| Brug | " + "x | " * 50 + "Loopt. |\n") * 300,
    "hierbij": "Voortgang hierbij " * 50_000,
    "cijfers": KOP + "1.1.a " * 100_000,
}  # fmt: skip


@pytest.mark.parametrize("naam", ERG)
def test_nothing_new_takes_more_than_its_length(naam: str):
    begin = time.process_time()
    try:
        read_rapport(ERG[naam], vorm="md")
    except GeenRapport as fout:
        assert str(fout).endswith(".")
    assert time.process_time() - begin < 20
