import csv
import re
from datetime import date

import pytest
import yaml
from django.conf import settings

from vth.begrippen import selectors
from vth.begrippen.rules import BegripError
from vth.begrippen.tests import feiten
from vth.begrippen.waardelijst import Lijstbestand, make_lijsten

VANDAAG = date(2026, 11, 24)
met_feiten = pytest.mark.skipif(
    not feiten.MAP.is_dir(), reason=f"{feiten.MAP} is er niet (VTH_SHARED): niet met de feiten vergeleken"
)


def read_feiten(naam):
    with (feiten.SHARED / "feiten" / naam).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_list_that_an_attribute_uses_exists():
    gebruikt = {a.lijst for o in selectors.read_model().values() for a in o.attributen if a.lijst}
    assert gebruikt <= {lijst.id for lijst in selectors.list_lijsten()}


@pytest.mark.parametrize(
    ("lijst", "aantal"),
    [
        ("bal_paragraaf", 103),
        ("dso_activiteit", 213),
        ("activiteit", 318),
        ("vertrouwelijkheidaanduiding", 8),
        ("stof", 708),
    ],
)
def test_no_value_of_a_big_list_is_missing(lijst, aantal):
    assert len(selectors.read_lijst(lijst).codes) == aantal


def test_all_38_categories_of_the_directive_of_2010_are_there_and_the_new_ones_are_marked():
    lijst = selectors.read_lijst("rie_categorie")
    oud = [w for w in lijst.waarden if w.extra["richtlijn"] == "2010/75/EU"]
    nieuw = [w for w in lijst.waarden if w.extra["richtlijn"] == "(EU) 2024/1785"]
    assert len(oud) == 38
    assert nieuw and {w.zekerheid for w in nieuw} == {"aanname"}
    assert len(lijst.waarden) == len(oud) + len(nieuw)


def test_paragraph_3_2_16_does_not_exist():
    assert selectors.read_lijst("bal_paragraaf").get_waarde("3.2.16") is None


def test_an_activity_knows_its_paragraph_under_both_codes():
    activiteit = selectors.read_lijst("activiteit")
    dso = activiteit.get_waarde("nl.imow-mnre1034.activiteit.Bodemenergiesysteem")
    assert dso.extra["bal_paragraaf"] == activiteit.get_waarde("bal-3.2.6").extra["bal_paragraaf"] == "3.2.6"


def test_the_names_of_activities_can_be_told_apart():
    namen = [w.naam for w in selectors.read_lijst("activiteit").waarden]
    assert len(namen) == len(set(namen))


def test_a_subtype_belongs_to_a_main_type():
    hoofdtypen = selectors.read_lijst("vthobject_hoofdtype").codes
    assert {w.extra["hoofdtype"] for w in selectors.read_lijst("vthobject_subtype").waarden} == set(
        hoofdtypen
    )


def test_our_own_values_of_the_type_of_a_vthobject_are_marked():
    bekend = {"inrichting", "installatie", "seveso", "naftakraker", "mobiele_puinbreker"}
    for id_ in ("vthobject_hoofdtype", "vthobject_subtype"):
        for waarde in selectors.read_lijst(id_).waarden:
            assert (waarde.zekerheid != "aanname") == (waarde.code in bekend)


def test_codes_of_void_reasons_are_those_of_imev():
    assert set(selectors.read_lijst("voidreden").codes) == {
        "gegevenInTransitie",
        "nietVanToepassing",
        "waardeOnbekend",
    }


def test_the_confidentialities_are_those_that_toegang_works_with_from_open_to_closed():
    waarden = selectors.read_lijst("vertrouwelijkheidaanduiding").waarden
    assert [int(w.extra["volgorde"]) for w in waarden] == list(range(1, 9))
    assert (waarden[0].code, waarden[-1].code) == ("openbaar", "zeer_geheim")


def test_a_code_fits_in_a_column_of_the_register():
    assert max(len(code) for lijst in selectors.list_lijsten() for code in lijst.codes) <= 100


def test_an_unknown_list_is_refused_in_dutch():
    with pytest.raises(BegripError, match=r"waardelijst 'kleuren' bestaat niet\. Kies uit: activiteit"):
        selectors.read_lijst("kleuren")


def test_a_label_is_found_by_list_code_and_day():
    assert selectors.find_label("gedrag", "C", VANDAAG) == "calculerend"
    assert selectors.find_label("gedrag", "Z", VANDAAG) == "Z (onbekende code)"


def test_only_values_that_hold_on_the_day_are_listed():
    voor = {w.code for w in selectors.list_waarden("rie_categorie", date(2026, 6, 30))}
    na = {w.code for w in selectors.list_waarden("rie_categorie", date(2026, 7, 1))}
    assert "6.6" in voor and "ia_varkens" not in voor
    assert "6.6" in na and "ia_varkens" in na


def test_an_installation_adds_and_replaces_lists_in_its_own_folder(settings, tmp_path):
    kop = "id: {}\ntitel: Eigen\ndefinitie: Eigen lijst.\nbron: eigen\n"
    rij = "  - {code: x, naam: eigen x, definitie: Van ons.}\n"
    (tmp_path / "geur.yaml").write_text(kop.format("geur") + "waarden:\n" + rij)
    (tmp_path / "erbij.yaml").write_text("vult_aan: gedrag\nbron: eigen\nwaarden:\n" + rij)
    (tmp_path / "gevolg.yaml").write_text(kop.format("gevolg") + "bestand: gevolg.csv\n")
    (tmp_path / "gevolg.csv").write_text("code,naam,definitie\ny,eigen y,Van ons.\n")
    settings.LIJSTEN_DIR = str(tmp_path)
    assert selectors.find_label("geur", "x", VANDAAG) == "eigen x"
    assert list(selectors.read_lijst("gedrag").codes) == ["A", "B", "C", "D", "x"]
    assert list(selectors.read_lijst("gevolg").codes) == ["y"]


def test_a_folder_that_does_not_exist_is_refused(settings, tmp_path):
    settings.LIJSTEN_DIR = str(tmp_path / "weg")
    with pytest.raises(BegripError, match="die map bestaat niet"):
        selectors.list_lijsten()


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("", "het bestand is leeg"),
        ("id: [", "geen geldige YAML"),
        ("id: x\ntitel: X\ndefinitie: X.\nbron: x\nbestand: weg.csv\n", "weg.csv bestaat niet"),
        ("id: x\ntitel: X\ndefinitie: X.\nbron: x\nbestand: scheef.csv\n", "scheef.csv, regel 2"),
    ],
)
def test_an_unreadable_file_is_refused(settings, tmp_path, inhoud, melding):
    (tmp_path / "x.yaml").write_text(inhoud)
    (tmp_path / "scheef.csv").write_text("code,naam\na,b,c\n")
    settings.LIJSTEN_DIR = str(tmp_path)
    with pytest.raises(BegripError, match=melding):
        selectors.list_lijsten()


def test_the_project_ships_without_own_lists():
    assert settings.LIJSTEN_DIR == ""


@met_feiten
def test_the_paragraphs_are_those_of_the_facts_with_every_fact():
    lijst = selectors.read_lijst("bal_paragraaf")
    for feit in read_feiten("bal_activities.csv"):
        waarde = lijst.get_waarde(feit.pop("paragraaf"))
        feit.pop("status")
        assert feit.pop("naam") == waarde.naam and feit.pop("url") == waarde.bron
        assert feit.pop("dso_activiteit_id") == waarde.extra["dso_activiteiten"]
        assert feit == {naam: waarde.extra[naam] for naam in feit}


@met_feiten
def test_the_dso_activities_are_those_of_the_facts():
    feit = {r["activiteit_id"]: r["naam"] for r in read_feiten("dso_activiteiten_bal.csv")}
    assert feit == {w.code: w.naam for w in selectors.read_lijst("dso_activiteit").waarden}


@met_feiten
def test_the_directive_couples_to_the_same_paragraphs_as_the_facts():
    lijst = selectors.read_lijst("rie_categorie")
    for feit in read_feiten("rie_categories.csv"):
        paragrafen = set(re.findall(r"3\.\d+\.\d+", feit["bal_paragraaf"]))
        assert set(lijst.get_waarde(feit["code"]).extra["bal_paragraaf"].split(";")) == paragrafen


def test_the_examples_of_the_manual_are_lists_that_work():
    tekst = (settings.BASE_DIR / "docs" / "handleiding" / "begrippen.md").read_text(encoding="utf-8")
    aanvulling, nieuw, vervanging = (
        yaml.safe_load(blok) for blok in re.findall(r"```yaml\n(.*?)```", tekst, re.S)
    )
    project = [
        _as_bestand(lijst) for lijst in selectors.read_lijsten("").values() if not lijst.samengesteld_uit
    ]
    eigen = [Lijstbestand("voorbeeld.yaml", b, b.pop("waarden")) for b in (aanvulling, nieuw)]
    lijsten = make_lijsten(project, eigen)
    assert "vuurwerkverkooppunt" in lijsten["vthobject_subtype"].codes
    assert list(lijsten["controletype"].codes) == ["regulier"]
    kop = {"id": "x", "titel": "X", "definitie": "X.", "bron": "x"}
    oud, gevolgd_door = make_lijsten([Lijstbestand("x.yaml", kop, vervanging["waarden"])])["x"].waarden
    assert oud.vervangen_door == (gevolgd_door.code,) and oud.eind == gevolgd_door.begin


def _as_bestand(lijst):
    kop = {"id": lijst.id, "titel": lijst.titel, "definitie": lijst.definitie, "bron": lijst.bron}
    rijen = [
        {"code": w.code, "naam": w.naam, "definitie": w.definitie} | dict(w.extra) for w in lijst.waarden
    ]
    return Lijstbestand(f"{lijst.id}.yaml", kop | {"extra": dict(lijst.extra)}, rijen)
