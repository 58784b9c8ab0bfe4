"""Letters of handhaving: each instrument its own text, filled from the record; what lacks is said, and so is what the law still asks before signing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pypdfium2 as pdfium
import pytest

from vth.handhaving.brieven.kamer import make_maatregelonderwerp, make_verbeurteonderwerp
from vth.handhaving.brieven.sjablonen import read_briefsoorten
from vth.handhaving.models import Afweging, Last, Lastadressaat, Maatregel, Verbeurte
from vth.handhaving.selectors import read_instrumenten
from vth.handhaving.services import record_legalisatie
from vth.register.tests.builders import make_object
from vth.tijd import klok
from vth.zaken.besluitboeking import Overwegingstekst
from vth.zaken.besluiten import record_besluit
from vth.zaken.brieven.briefpagina import list_keuzes
from vth.zaken.brieven.kamers import Briefbron, Briefonderwerp
from vth.zaken.brieven.ontbreekt import list_gemis
from vth.zaken.brieven.services import make_proef, record_brief
from vth.zaken.brieven.tests.builders import make_sjabloon, make_word
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.lezing import read_versie
from vth.zaken.models import Besluit, Brief, Document
from vth.zaken.selectors import BestaatNietError

from .briefbuilders import (
    make_concept,
    make_invorderbesluit,
    make_klaar,
    make_kostenbesluit,
    make_lastbesluit,
    make_schuld,
    make_termijnbesluit,
    make_verzoek,
)
from .builders import (
    BUITEN,
    DAG,
    JURIST,
    make_last,
    make_maatregel,
    make_opgelegd,
    make_overtreding,
    weeg,
)
from .test_invorderen import do, forfeit

pytestmark = pytest.mark.django_db
# What only a signature gives is not there before it.
NA_HANDTEKENING = {"besluit.ondertekening", "besluit.datum"}
BOETE: dict[str, Any] = {"boetegrond": "18.11", "boetebedrag": Decimal("1500.00")}
TOT: dict[str, Any] = {"tot": 30 * DAG}
ZONDER_BESLUIT: dict[str, tuple[str, dict[str, Any], str]] = {
    "informeren": ("informeren", {}, "Wij leggen u nu niets op"),
    "bestuurlijk_gesprek": ("bestuurlijk_gesprek", {}, "Wij nodigen u uit"),
    "verscherpt_toezicht": ("verscherpt_toezicht", TOT, "onder verscherpt toezicht"),
    "waarschuwing": ("waarschuwing", TOT, "Wij waarschuwen u"),
    "voornemen_dwangsom": ("last_onder_dwangsom", {}, "€ 1.000,00 per week"),
    "voornemen_bestuursdwang": ("last_onder_bestuursdwang", {}, "doen wij het zelf"),
    "voornemen_stilleggen": ("tijdelijk_stilleggen", {}, "laten stoppen"),
    "voornemen_vergunning": ("intrekking", {}, "Omgevingswet 18.10"),
    "voornemen_boete": (
        "bestuurlijke_boete",
        BOETE,
        "niet verplicht om over deze overtreding iets te zeggen",
    ),
}
MET_BESLUIT: dict[str, tuple[str, dict[str, Any], str]] = {
    "last_dwangsom": ("last_onder_dwangsom", {}, "binnen zes weken"),
    "last_bestuursdwang": ("last_onder_bestuursdwang", {}, "Awb 5:25"),
    "stilleggen": ("tijdelijk_stilleggen", {}, "Wij leggen u tijdelijk stilleggen op"),
    "sluiting": ("exploitatieverbod", {}, "Wij leggen u exploitatieverbod of sluiting op"),
    "vergunning_schorsing": ("schorsing", {}, "Wij schorsen uw vergunning"),
    "vergunning_intrekking": ("intrekking", {}, "Wij trekken uw vergunning in"),
    "gedoogbeschikking": ("gedogen", TOT, "Dit is geen vergunning"),
    "boete": ("bestuurlijke_boete", BOETE, "een boete van € 1.500,00"),
}
VERVOLG: dict[str, tuple[Callable[[], Any], str]] = {
    "invorderingsbeschikking": (make_invorderbesluit, "Awb 5:37"),
    "kostenbeschikking": (make_kostenbesluit, "€ 812,50"),
    "verlenging_begunstiging": (make_termijnbesluit, "meer tijd"),
    "beslissing_lastverzoek": (make_lastbesluit, "de dwangsom verlagen"),
}


def read_tekst(brief: Brief) -> str:
    """The text of a letter in one line."""
    return " ".join(read_versie(brief.documentversie_id).tekst.split())


def list_leeg(brief: Brief) -> set[str]:
    """What a letter asked and the record did not have."""
    return {r["veld"] for r in brief.herkomst if r["ontbreekt"]} - NA_HANDTEKENING


def write(m: Maatregel, code: str) -> Brief:
    """Make a letter about a measure."""
    return record_brief(viewer=JURIST, sjabloon=code, zaak_id=m.zaak_id, onderwerp=make_maatregelonderwerp(m))


def check_heel(brief: Brief, zin: str) -> str:
    """See that a letter is whole: nothing missing, a tagged PDF, and what it is about in it."""
    tekst = read_tekst(brief)
    assert list_leeg(brief) == set() and zin in tekst, tekst
    leeg = tekst.count("[nog niet bekend")
    assert leeg == sum(r["ontbreekt"] for r in brief.herkomst), tekst
    assert pdfium.PdfDocument(get_opslag().open(brief.documentversie.sha256).read()).is_tagged()
    assert "{{" not in tekst and "Verffabriek De Kwast BV" in tekst
    return tekst


def test_every_template_and_every_instrument_is_tested_here() -> None:
    los = {"voornemen_invordering", "aanmaning", "besluit_handhavingsverzoek"}
    assert set(read_briefsoorten()) == {*ZONDER_BESLUIT, *MET_BESLUIT, *VERVOLG, *los}
    gedekt = {i for s in read_briefsoorten().values() for i in s.voor.get("maatregel", ())}
    # Criminal law has its letters in its own room (`opsporing`).
    straf = {"bestuurlijke_strafbeschikking", "proces_verbaal"}
    assert gedekt == set(read_instrumenten(klok.today())) - straf


@pytest.mark.parametrize("code", ZONDER_BESLUIT)
def test_a_letter_about_a_measure_is_filled_from_the_record(code: str) -> None:
    instrument, velden, zin = ZONDER_BESLUIT[code]
    m = make_klaar(instrument, **velden)
    tekst = check_heel(write(m, code), zin)
    assert "Lekbak vol" in tekst and "Bal 4.1141" in tekst and "een waarschuwing hielp niet" in tekst
    assert "ezwaar maken kan nu nog niet" in tekst or "geen bezwaar tegen maken" in tekst


@pytest.mark.parametrize("code", MET_BESLUIT)
def test_a_decision_goes_out_in_a_letter_of_its_own_with_the_right_last_day(code: str) -> None:
    instrument, velden, zin = MET_BESLUIT[code]
    _, besluit = make_concept(instrument, **velden)
    brief = record_brief(viewer=JURIST, sjabloon=code, besluit_id=besluit.pk)
    tekst = check_heel(brief, zin)
    clausule = next(r for r in brief.herkomst if r["veld"] == "besluit.rechtsmiddel_tekst")
    assert "bezwaar maken" in tekst and "tot en met" in clausule["waarde"] and "6:7" in clausule["regel"]
    assert "een waarschuwing hielp niet" in tekst and "Awb 6:16" in tekst


@pytest.mark.parametrize("code", VERVOLG)
def test_what_follows_a_measure_goes_out_in_a_letter_of_its_own(code: str) -> None:
    maak, zin = VERVOLG[code]
    vervolg = maak()
    brief = record_brief(viewer=JURIST, sjabloon=code, besluit_id=vervolg.besluit_id)
    tekst = check_heel(brief, zin)
    assert vervolg.maatregel.kenmerk in tekst or code == "kostenbeschikking"
    assert "bezwaar maken" in tekst
    keuzes = list_keuzes(JURIST, Briefbron(vervolg.besluit.zaak, vervolg.besluit, klok.today()))
    assert keuzes[0][0] == code


def test_claiming_begins_with_a_voornemen_and_a_reminder_interrupts() -> None:
    m = make_schuld()
    tekst = check_heel(write(m, "voornemen_invordering"), "€ 2.000,00")
    assert "Hercontrole: de lekbak staat nog vol" in tekst
    v = Verbeurte.objects.order_by("dag")[0]
    do(v, "invorderingsbeschikking")
    v.refresh_from_db()
    brief = record_brief(
        viewer=JURIST, sjabloon="aanmaning", zaak_id=m.zaak_id, onderwerp=make_verbeurteonderwerp(v, m)
    )
    tekst = check_heel(brief, "onderbreekt de verjaring")
    later = klok.today().replace(year=klok.today().year + 1)
    assert f"{later.day} " in tekst and str(later.year) in tekst and "€ 1.000,00" in tekst


def test_who_asked_to_enforce_gets_the_decision_on_that() -> None:
    verzoek = make_verzoek(met_verzoeker=True)
    besluit = record_besluit(
        viewer=JURIST,
        zaak_id=verzoek.zaak_id,
        besluitsoort="besluit_op_handhavingsverzoek",
        omschrijving="Besluit op uw verzoek",
        tekst="Wij wijzen uw verzoek af.",
        overwegingen=[Overwegingstekst("Waarom", "Er is niets gezien.")],
    )
    brief = record_brief(viewer=JURIST, sjabloon="besluit_handhavingsverzoek", besluit_id=besluit.pk)
    tekst = read_tekst(brief)
    assert list_leeg(brief) == set() and "Aan B. Buurman" in tekst and "Er ruikt iets" in tekst
    assert "geen overtreding vastgesteld" in tekst
    regel = next(r for r in brief.herkomst if r["veld"] == "handhavingsverzoek.verzoeker")
    assert regel["waarde"] == ""


def test_what_the_record_lacks_is_said_and_stands_in_the_letter_as_that() -> None:
    m = make_klaar("waarschuwing")
    brief = write(m, "waarschuwing")
    assert list_leeg(brief) == {"maatregel.tot"}
    assert "[nog niet bekend: dag waarop de maatregel eindigt]" in read_tekst(brief)
    m = make_klaar("last_onder_dwangsom")
    Last.objects.get(pk=m.pk).adressaten.update(bedrag=None, maximum=None)
    proef = make_proef(
        JURIST, Briefbron(m.zaak, None, klok.today(), make_maatregelonderwerp(m)), "voornemen_dwangsom"
    )
    assert [(r.code, "5:32b" in r.reden) for r in proef.ontbrekend] == [("last.bedragen", True)]


def test_an_assumption_is_told_to_who_gets_the_letter() -> None:
    m = make_klaar("bestuurlijk_gesprek")
    assert "aanname" not in read_tekst(write(m, "bestuurlijk_gesprek"))
    eerste = Afweging.objects.get()
    eerste.pk, eerste.volgnummer, eerste.matrix = None, 2, {"zekerheid": "aanname"}
    eerste.save(force_insert=True)
    Maatregel.objects.filter(pk=m.pk).update(afweging=eerste)
    assert "is een aanname" in read_tekst(write(m, "bestuurlijk_gesprek"))


def test_each_measure_of_a_zaak_has_its_own_letter_and_what_does_not_fit_is_not_offered() -> None:
    een = make_klaar("waarschuwing", **TOT)
    twee = make_klaar("informeren")
    Maatregel.objects.filter(pk=twee.pk).update(zaak=een.zaak)
    twee.refresh_from_db()
    eerste = write(een, "waarschuwing")
    assert write(een, "waarschuwing") == eerste
    assert write(twee, "waarschuwing").documentversie.document_id != eerste.documentversie.document_id
    assert Document.objects.count() == 2

    def keuzes(onderwerp: Briefonderwerp | None) -> set[str]:
        assert een.zaak is not None
        return {c for c, _ in list_keuzes(JURIST, Briefbron(een.zaak, None, klok.today(), onderwerp))}

    assert keuzes(make_maatregelonderwerp(een)) == {"waarschuwing"}
    assert keuzes(make_maatregelonderwerp(twee)) == {"informeren"}
    assert keuzes(None) == {"ontvangstbevestiging", "ingebrekestelling_antwoord"}


def test_a_last_that_was_imposed_gets_no_voornemen_any_more() -> None:
    m, wie = make_opgelegd()
    bron = Briefbron(m.zaak, None, klok.today(), make_maatregelonderwerp(m))
    assert list_keuzes(JURIST, bron) == []
    forfeit(m, wie.pk, 1)
    assert [c for c, _ in list_keuzes(JURIST, bron)] == ["voornemen_invordering"]


def test_a_word_template_of_the_organisation_asks_the_same_fields() -> None:
    m = make_klaar("waarschuwing", **TOT)
    make_sjabloon(
        make_word(
            "Aan {{ overtreder.namen }} over {{ maatregel.nummer }}.",
            "{%p for o in maatregel.overtredingen %}",
            "{{ o.aard }}: {{ o.normen }}",
            "{%p endfor %}",
        ),
        code="waarschuwing",
    )
    brief = write(m, "waarschuwing")
    assert brief.documentversie.formaat.endswith("wordprocessingml.document")
    assert f"Aan Verffabriek De Kwast BV over {m.kenmerk}." in read_tekst(brief)
    assert "Lekbak vol: Bal 4.1141" in read_tekst(brief)


def test_a_natural_person_stands_in_the_letter_and_not_beside_it() -> None:
    persoon = make_object(
        "P1",
        soort="natuurlijkpersoon",
        leverancier="OD-NOORD",
        inhoud={"geslachtsnaam": "Jansen", "voorletters": "J."},
        gebied="GM9901",
    )
    o = make_overtreding(gewogen=False, jurist=JURIST.actor, wie=persoon)
    weeg(o, "waarschuwing")
    record_legalisatie(viewer=JURIST, overtreding_id=o.pk, keuze="geen", toelichting="Niets aangevraagd.")
    m = make_maatregel(o, "waarschuwing", **TOT)
    bron = Briefbron(m.zaak, None, klok.today(), make_maatregelonderwerp(m))
    assert make_proef(JURIST, bron, "waarschuwing").personen == {persoon.pk}
    brief = write(m, "waarschuwing")
    assert "Aan J. Jansen" in read_tekst(brief)
    assert "Jansen" not in str(brief.herkomst)


def test_another_organisation_makes_no_letter_of_it() -> None:
    m = make_klaar("waarschuwing", **TOT)
    with pytest.raises(BestaatNietError):
        record_brief(
            viewer=BUITEN, sjabloon="waarschuwing", zaak_id=m.zaak_id, onderwerp=make_maatregelonderwerp(m)
        )
    vreemd = Briefonderwerp("maatregel", str(m.zaak_id), "x")
    with pytest.raises(BestaatNietError):
        record_brief(viewer=JURIST, sjabloon="waarschuwing", zaak_id=m.zaak_id, onderwerp=vreemd)


def list_namen(besluit: Besluit) -> list[str]:
    """What is missing before it can be signed, by name."""
    return [g.wat for g in list_gemis(JURIST, besluit)]


def test_before_signing_is_said_what_the_law_still_asks() -> None:
    m, besluit = make_concept("last_onder_dwangsom")
    record_brief(viewer=JURIST, sjabloon="last_dwangsom", besluit_id=besluit.pk)
    assert list_namen(besluit) == ["De goedkeuring van deze tekst door een tweede persoon"]
    Maatregel.objects.filter(pk=m.pk).update(motivering="")
    assert "Awb 3:46" in list_namen(besluit)
    Maatregel.objects.filter(pk=m.pk).update(motivering="Omdat.")
    wie = Lastadressaat.objects.get(last__maatregel=m)
    Lastadressaat.objects.filter(pk=wie.pk).update(bedrag=None, maximum=None)
    assert "Awb 5:32b, eerste lid" in list_namen(besluit)


def test_a_text_that_is_vague_or_says_another_amount_than_the_last_is_told() -> None:
    m, besluit = make_concept("last_onder_dwangsom")
    Besluit.objects.filter(pk=besluit.pk).update(tekst="U moet het terrein voortaan schoon houden.")
    besluit.refresh_from_db()
    gemis = list_namen(besluit)
    assert "De opdracht van de last staat anders in de tekst (Awb 5:32a)" in gemis
    assert "In de tekst staat ‘schoon houden’ (Awb 5:32a)" in gemis
    assert "Het maximum van € 5.000,00 staat niet in de tekst (Awb 5:32b)" in gemis
    make_last(m, opdracht="Maak het terrein zo snel mogelijk netjes en leeg.")
    gezegd = " ".join(g.doe for g in list_gemis(JURIST, besluit) if g.wat == "Awb 5:32a")
    assert "‘netjes’" in gezegd and "‘zo snel mogelijk’" in gezegd and m.kenmerk in gezegd
    assert not any("Awb 5:" in g.wat for g in list_gemis(BUITEN, besluit))


def test_a_decision_that_went_out_misses_nothing() -> None:
    m, besluit = make_concept("last_onder_dwangsom")
    Besluit.objects.filter(pk=besluit.pk).update(staat="ondertekend")
    Maatregel.objects.filter(pk=m.pk).update(motivering="")
    besluit.refresh_from_db()
    assert list_gemis(JURIST, besluit) == []
