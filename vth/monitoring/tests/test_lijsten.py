"""The lists of a dienst: whole or not at all, people by code only, and what they add up to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vth.monitoring.kader import read_kader
from vth.monitoring.landelijk import read_stand
from vth.monitoring.lijsten.rules import (
    LijstError,
    Voorwaarden,
    count_bevoegd,
    derive_kosten,
    derive_prijzen,
    read_bezetting,
    read_financiering,
)
from vth.monitoring.lijsten.selectors import check_bezetting, derive_gevolgen, read_regels
from vth.monitoring.lijsten.services import record_bezetting, record_financiering, record_gebieduitleg
from vth.monitoring.models import Lijst, Ronde
from vth.monitoring.rules import AnderWasVoorError, MonitoringError
from vth.monitoring.selectors import read_kader_van, read_waarden_van
from vth.monitoring.services import record_opgaven
from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.zaken.selectors import BestaatNietError

from .builders import BUUR, MINISTER, NOORD, OPSTELLER, ZUID, check, fill_in, get_van, hand_in, judge
from .test_web import sign_in

EISEN = Voorwaarden(Decimal(2), Decimal(400), 2)
GEBIEDEN = {"bodem", "geluid", "lucht"}
KOP = "medewerker;gebied;opleiding;ervaring_jaren;uren_per_jaar\n"
GELDKOP = "deelnemer;taak;soort;bijdrage;uren;aantal\n"
BEZETTING = (
    KOP
    + "M1;bodem;ja;5;600\nM2;bodem;ja;2;400\nM3;bodem;nee;9;900\nM4;bodem;ja;1;900\nM5;bodem;ja;9;399,5\nM1;geluid;ja;3;400\n"
)
GELD = (
    GELDKOP
    + "GM9901;vergunning milieu;basis;€ 1.500,00;20;10\nGM9902;vergunning milieu;basis;500;5;0\nGM9901;bodemkaart;plus;250;5;\n"
)


def test_who_counts_has_education_experience_and_hours() -> None:
    regels = read_bezetting(BEZETTING, GEBIEDEN, EISEN)
    assert count_bevoegd(regels, sorted(GEBIEDEN), EISEN) == {"bodem": 2, "geluid": 1, "lucht": 0}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 9),
            st.sampled_from(sorted(GEBIEDEN)),
            st.booleans(),
            st.integers(0, 5),
            st.integers(300, 500),
        ),
        unique_by=lambda r: (r[0], r[1]),
        max_size=9,
    )
)
def test_order_of_rows_does_not_matter_and_more_people_never_count_less(rijen: list[Any]) -> None:
    ruim = Voorwaarden(EISEN.ervaring_jaren, EISEN.uren_per_jaar, 9)

    def count(deel: list[Any]) -> dict[str, int]:
        tekst = KOP + "".join(f"M{w};{g};{'ja' if o else 'nee'};{j};{u}\n" for w, g, o, j, u in deel)
        return (
            count_bevoegd(read_bezetting(tekst, GEBIEDEN, ruim), GEBIEDEN, EISEN)
            if deel
            else dict.fromkeys(GEBIEDEN, 0)
        )

    heel = count(rijen)
    assert count(rijen[::-1]) == heel
    assert all(aantal <= heel[gebied] for gebied, aantal in count(rijen[:-1]).items())


@pytest.mark.parametrize(
    ("regel", "zegt"),
    [
        ("Jan de Vries;bodem;ja;5;600", "geen code van een medewerker"),
        ("Janssen;bodem;ja;5;600", "geen code van een medewerker"),
        ("M1;water;ja;5;600", "het gebied ‘water’ bestaat niet"),
        ("M1;bodem;misschien;5;600", "moet ja of nee zijn"),
        ("M1;bodem;ja;vijf;600", "geen getal"),
        ("M1;bodem;ja;5;-1", "tussen 0 en 2500"),
        ("M1;bodem;ja;NaN;600", "geen getal"),
        ("M1;bodem;ja;1e9;600", "geen getal"),
        ("M1;bodem;ja;5;600;over", "meer cellen dan koppen"),
        ("M1;bodem;ja;5;600\nM1;bodem;ja;5;600", "regel 3: M1 staat twee keer"),
        ("M1;bodem;ja;5;600\nM1;geluid;ja;5;600\nM1;lucht;ja;5;600", "regel 4: M1 telt in meer dan 2"),
        ("M1", "bestaat niet"),
        ("", "geen enkele regel"),
    ],
)
def test_a_list_with_a_wrong_row_is_not_taken_in(regel: str, zegt: str) -> None:
    with pytest.raises(MonitoringError, match=zegt):
        read_bezetting(KOP + regel, GEBIEDEN, EISEN)


@pytest.mark.parametrize(
    "tekst", ["", "geen tabel", "medewerker;gebied\nM1;bodem", "\x00\x01", "a;b\n" * 6000, "x" * 1_000_001]
)
def test_what_is_no_list(tekst: str) -> None:
    with pytest.raises(MonitoringError):
        read_bezetting(tekst, GEBIEDEN, EISEN)


def test_every_wrong_row_is_named_and_a_spreadsheet_pastes_with_tabs() -> None:
    with pytest.raises(LijstError) as fout:
        read_bezetting(KOP + "M1;x;ja;1;1\nM2;bodem;ja;1;1\nM3;y;ja;1;1", GEBIEDEN, EISEN)
    assert [f.regel for f in fout.value.fouten] == [2, 4]
    assert (
        len(read_bezetting("\ufeff" + BEZETTING.replace(";", "\t").replace("\n", "\r\n"), GEBIEDEN, EISEN))
        == 6
    )


def test_money_adds_up() -> None:
    regels = read_financiering(GELD.replace("5;\n", "5;0\n"), {"GM9901", "GM9902"})
    kosten = derive_kosten(regels)
    assert (kosten.bijdrage, kosten.basis, kosten.uren, kosten.deelnemers) == (2250, 2000, 30, 2)
    assert kosten.per_uur == 75 and round(kosten.aandeel_basis or 0, 1) == Decimal("88.9")
    assert derive_prijzen(regels) == {"bodemkaart": None, "vergunning milieu": 200}
    leeg = derive_kosten([])
    assert leeg.per_uur is None and leeg.aandeel_basis is None


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("1.500", 1500),
        ("1.500,25", Decimal("1500.25")),
        ("€ 2.000.000", 2_000_000),
        ("12.5", Decimal("12.5")),
    ],
)
def test_amounts_are_read_as_they_are_written_in_dutch(tekst: str, waarde: Decimal) -> None:
    (regel,) = read_financiering(f"{GELDKOP}GM9901;taak;basis;{tekst};1;1", {"GM9901"})
    assert Decimal(regel["bijdrage"]) == waarde


@pytest.mark.parametrize(
    ("regel", "zegt"),
    [
        ("GM1;taak;basis;1;1;1", "geen deelnemer"),
        ("GM9901;;basis;1;1;1", "de taak ontbreekt"),
        ("GM9901;taak;extra;1;1;1", "moet basis of plus zijn"),
        ("GM9901;taak;basis;1,005;1;1", "twee cijfers achter de komma"),
        ("GM9901;taak;basis;1;;1", "geen getal"),
        ("GM9901;taak;basis;1;1;1\nGM9901;taak;plus;1;1;1", "twee keer"),
    ],
)
def test_money_that_cannot_be(regel: str, zegt: str) -> None:
    with pytest.raises(LijstError, match=zegt):
        read_financiering(GELDKOP + regel, {"GM9901"})


@pytest.mark.django_db
def test_figures_follow_from_the_list_and_a_difference_is_told(ronde: Ronde) -> None:
    z = fill_in(ronde)
    lijst = record_bezetting(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, tekst=BEZETTING)
    waarden = read_waarden_van(z)
    assert (waarden["personen_bodem"], waarden["personen_geluid"], waarden["personen_lucht"]) == (2, 1, 0)
    assert lijst.volgnummer == 1 and check_bezetting(z, read_kader_van(ronde), waarden) == []
    assert record_bezetting(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, tekst=BEZETTING).pk == lijst.pk
    record_opgaven(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, waarden={"personen_bodem": "7"})
    (verschil,) = check_bezetting(z, read_kader_van(ronde), read_waarden_van(z))
    assert "opgegeven is 7" in verschil.tekst and "telt er 2" in verschil.tekst and not verschil.blokkeert


@pytest.mark.django_db
def test_a_shortage_is_explained_and_every_version_stays(ronde: Ronde) -> None:
    z = fill_in(ronde)
    for uitleg in (
        "Wij huren dit werk in bij de buren.",
        "Wij delen dit team met Zuid, zie de overeenkomst.",
    ):
        record_gebieduitleg(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, gebied="lucht", uitleg=uitleg)
    assert [r["uitleg"][:9] for r in read_regels(z, Lijst.Soort.UITLEG)] == ["Wij delen"]
    assert z.lijsten.count() == 2
    for gebied, zin in (("lucht", "kort"), ("water", "Dit gebied is er helemaal niet bij.")):
        with pytest.raises(MonitoringError):
            record_gebieduitleg(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, gebied=gebied, uitleg=zin)


@pytest.mark.django_db
def test_who_may_not_and_when_it_is_too_late(ronde: Ronde) -> None:
    z = get_van(ronde)
    with pytest.raises(BestaatNietError):
        record_financiering(viewer=BUUR, zelfbeoordeling_id=z.pk, tekst=GELD)
    with pytest.raises(AnderWasVoorError):
        record_bezetting(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, tekst=BEZETTING, gezien=99)
    z = hand_in(ronde)
    with pytest.raises(MonitoringError, match="niet te wijzigen"):
        record_bezetting(viewer=OPSTELLER, zelfbeoordeling_id=z.pk, tekst=BEZETTING)
    with pytest.raises(GeenToegangError):
        record_bezetting(viewer=MINISTER, zelfbeoordeling_id=z.pk, tekst=BEZETTING)
    assert not Lijst.objects.exists()


@pytest.mark.django_db
def test_other_criteria_say_who_would_change_and_of_whom_it_cannot_be_said(ronde: Ronde) -> None:
    """Version 3.0 asks a field of which nobody told; who falls short of another field is short whatever that figure is."""
    judge(check(ronde))
    judge(check(ronde, BUUR, ZUID, personen_bodem="1"), "kwaliteitscriteria")
    stand = read_stand(MINISTER, ronde, klok.now())
    zelfde = {g.dienst: g for g in derive_gevolgen(stand, date(2024, 6, 1))}
    assert [zelfde[d].verandert for d in (NOORD, ZUID)] == [False, False]
    drie = {g.dienst: g for g in derive_gevolgen(stand, date(2026, 2, 1))}
    assert (drie[NOORD].verandert, drie[NOORD].onbekend) == (None, ("circulair",))
    assert drie[ZUID].wordt_gehaald is False and drie[ZUID].verandert is False


@pytest.mark.django_db
def test_a_verdict_that_other_criteria_would_turn(ronde: Ronde, monkeypatch: pytest.MonkeyPatch) -> None:
    judge(check(ronde))
    stand = read_stand(MINISTER, ronde, klok.now())
    kader = read_kader(date(2024, 6, 1))
    streng = [replace(c, eisen=tuple(replace(e, norm=Decimal(6)) for e in c.eisen)) for c in kader.criteria]
    monkeypatch.setattr(
        "vth.monitoring.lijsten.selectors.read_kader", lambda dag: replace(kader, criteria=tuple(streng))
    )
    (gevolg,) = derive_gevolgen(stand, date(2024, 6, 1))
    assert gevolg.verandert is True and gevolg.was_robuust and gevolg.wordt_robuust is False


@pytest.mark.django_db
def test_the_pages(ronde: Ronde) -> None:
    client, z = sign_in(NOORD, "zelfbeoordelaar"), get_van(ronde)
    adres = f"/monitoring/lijsten/{z.pk}"
    antwoord = client.post(f"{adres}/bezetting", {"tekst": KOP + "Piet;bodem;ja;1;1", "gezien": z.versie})
    assert antwoord.status_code == 422 and "geen code van een medewerker" in antwoord.content.decode()
    assert client.post(f"{adres}/bezetting", {"tekst": BEZETTING}).status_code == 302
    assert client.post(f"{adres}/financiering", {"tekst": GELD.replace("5;\n", "5;0\n")}).status_code == 302
    pagina = client.get(adres).content.decode()
    assert "voldoet niet" in pagina and "vergunning milieu" in pagina and "€\xa02.250,00" in pagina
    assert (
        client.post(
            f"{adres}/uitleg", {"gebied": "lucht", "uitleg": "Wij huren dit in bij Zuid."}
        ).status_code
        == 302
    )
    assert "voldoet niet, uitgelegd" in client.get(adres).content.decode()
    geld = client.get(f"/monitoring/rondes/{ronde.pk}/financiering").content.decode()
    assert "€\xa075,00" in geld and "Omgevingsdienst Noord" in geld
    assert sign_in(ZUID, "zelfbeoordelaar").get(adres).status_code == 404
    assert (
        client.get(f"/monitoring/rondes/{ronde.pk}/kwaliteitscriteria?geldigOp=2026-02-01").status_code == 200
    )
    assert (
        client.get(f"/monitoring/rondes/{ronde.pk}/kwaliteitscriteria?geldigOp=1990-01-01").status_code == 404
    )
    assert client.get(f"/monitoring/rondes/{ronde.pk}/kwaliteitscriteria?geldigOp=morgen").status_code == 400
