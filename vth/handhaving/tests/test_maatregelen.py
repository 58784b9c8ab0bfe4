"""What the law asks before a measure is imposed, article by article, and what it costs when it is not obeyed."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from vth.handhaving.horen import record_niet_gehoord, record_voornemen, record_zienswijze
from vth.handhaving.invoer import Adressaatkeuze, Lastinhoud
from vth.handhaving.maatregelen import (
    draft_besluit,
    end_maatregel,
    impose_maatregel,
    list_gebreken,
    record_last,
)
from vth.handhaving.maatregelpagina import make_maatregelpagina
from vth.handhaving.models import Maatregel
from vth.handhaving.rules import (
    Adressaatbeeld,
    HandhavingError,
    Lastbeeld,
    Maatregelbeeld,
    Overtredingbeeld,
    derive_gebreken,
)
from vth.handhaving.selectors import find_hersteldatum, find_regel, read_instrument, read_instrumenten
from vth.handhaving.services import end_overtreding, reopen_overtreding
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG

from .builders import DAG, JURIST, make_last, make_maatregel, make_opgelegd, make_overtreding

OP = date(2026, 3, 2)
ALLES = tuple(read_instrumenten(OP))
OVERTREDING = Overtredingbeeld("O1", "Lekbak", OP, "vastgesteld", 1, 1, 1, "geen", ALLES)
LAST = Lastbeeld(
    "ongedaan",
    "Leeg de lekbak achter loods 2 geheel.",
    OP + 14 * DAG,
    "Een inzamelaar komt binnen een week.",
    "ineens",
    "Meer dan het legen kost.",
    "",
    "",
    [Adressaatbeeld("De Kwast", Decimal(1000), Decimal(5000))],
)


def make_beeld(instrument: str = "last_onder_dwangsom", **velden: Any) -> Maatregelbeeld:
    vast = {"overtredingen": [OVERTREDING], "motivering": "Omdat.", "niet_gehoord": "spoed", "last": LAST}
    return Maatregelbeeld(
        instrument=instrument, definitie=read_instrument(instrument, OP), op=OP, **(vast | velden)
    )


def list_artikelen(beeld: Maatregelbeeld) -> list[str]:
    vaag = find_regel("handhaving.vage_woorden", OP).waarde
    return [g.artikel for g in derive_gebreken(beeld, boetegronden=["18.11"], vage_woorden=vaag)]


def anders(**velden: Any) -> Maatregelbeeld:
    return make_beeld(last=replace(LAST, **velden))


def over(**velden: Any) -> Maatregelbeeld:
    return make_beeld(overtredingen=[replace(OVERTREDING, **velden)])


@pytest.mark.parametrize(
    ("beeld", "artikelen"),
    [
        (make_beeld(), []),
        (make_beeld(overtredingen=[]), ["Awb 5:9"]),
        (over(normen=0), ["Awb 5:9"]),
        (over(plekken=0), ["Awb 5:9"]),
        (over(overtreders=0), ["Awb 5:1"]),
        (over(onder=("last onder dwangsom M1",)), ["Awb 5:6"]),
        (over(staat="beeindigd"), ["Awb 5:4"]),
        (over(legalisatie="onbekend"), ["beginselplicht tot handhaving"]),
        (over(gekozen=None), ["Omgevingsbesluit 13.6"]),
        (over(gekozen=("waarschuwing",)), ["Omgevingsbesluit 13.6"]),
        (over(bevinding_ingetrokken=True), ["Awb 5:9"]),
        (make_beeld(motivering=""), ["Awb 3:46"]),
        (make_beeld(niet_gehoord=""), ["Awb 4:8"]),
        (make_beeld(niet_gehoord="", voornemen_op=OP - 9 * DAG, zienswijze_tot=OP), ["Awb 4:8"]),
        (make_beeld(niet_gehoord="", voornemen_op=OP - 9 * DAG, zienswijze_tot=OP - DAG), []),
        (make_beeld(niet_gehoord="", voornemen_op=OP - 9 * DAG, zienswijze_op=OP), ["Awb 3:46"]),
        (make_beeld(last=None), ["Awb 5:32a"]),
        (anders(opdracht="Herstel."), ["Awb 5:32a"]),
        (anders(opdracht="U moet het terrein voortaan schoon houden."), ["Awb 5:32a"]),
        (anders(begunstiging_tot=None), ["Awb 5:32a, tweede lid"]),
        (anders(begunstiging_tot=None, soort="herhaling"), []),
        (anders(begunstiging_tot=OP), ["Awb 5:32a, tweede lid"]),
        (anders(begunstiging_tot=OP + DAG), []),
        (anders(begunstiging_motivering=""), ["Awb 3:46"]),
        (anders(spoed="spoed", spoed_motivering="Lek"), ["Awb 5:31"]),
        (anders(modaliteit=""), ["Awb 5:32b, eerste lid"]),
        (anders(bedrag_motivering=""), ["Awb 5:32b, derde lid"]),
        (anders(adressaten=[]), ["Awb 5:1"]),
        (anders(adressaten=[Adressaatbeeld("K", Decimal(10), None)]), ["Awb 5:32b, tweede lid"]),
        (anders(adressaten=[Adressaatbeeld("K", Decimal(10), Decimal(9))]), ["Awb 5:32b, tweede lid"]),
        (anders(adressaten=[Adressaatbeeld("K", None, None)]), ["Awb 5:32b, eerste lid"]),
        (
            make_beeld(
                "last_onder_bestuursdwang",
                last=replace(LAST, spoed="spoed", spoed_motivering="Lek", begunstiging_tot=None),
            ),
            [],
        ),
        (make_beeld("bestuurlijke_boete", boetebedrag=Decimal(900)), ["Awb 5:4"]),
        (make_beeld("bestuurlijke_boete", boetegrond="18.11"), ["bestuurlijke boete"]),
        (make_beeld("bestuurlijke_boete", boetegrond="18.11", boetebedrag=Decimal(900)), []),
        (make_beeld("gedogen"), ["beleid"]),
        (make_beeld("waarschuwing", last=None, niet_gehoord=""), []),
    ],
)
def test_each_demand_of_the_law_is_told_by_its_article(beeld: Maatregelbeeld, artikelen: list[str]) -> None:
    assert list_artikelen(beeld) == artikelen


@pytest.mark.parametrize(
    ("velden", "zinnen"),
    [
        (
            {"adressaten": [Adressaatbeeld("Kees", Decimal(10), None)]},
            ("Bij € 10 voor Kees", "ontbreekt het maximum", "Vul in hoeveel er hoogstens"),
        ),
        (
            {"adressaten": [Adressaatbeeld("Kees", Decimal(10), Decimal(9))]},
            ("(€ 9) is lager dan het bedrag (€ 10)", "Verhoog het maximum"),
        ),
        (
            {"begunstiging_tot": OP - DAG},
            (
                as_dagtekst(OP - DAG),
                f"niet na de dag van het besluit ({as_dagtekst(OP)})",
                "Kies een latere dag",
            ),
        ),
    ],
)
def test_a_last_that_cannot_be_says_what_was_seen_why_it_is_wrong_and_what_to_do(
    velden: dict[str, Any], zinnen: tuple[str, ...]
) -> None:
    [gebrek] = derive_gebreken(anders(**velden), boetegronden=[], vage_woorden=[])
    assert all(zin in str(gebrek) for zin in zinnen), str(gebrek)


@pytest.mark.django_db
def test_from_voornemen_to_a_decision_and_back_to_the_clock() -> None:
    m = make_maatregel()
    with pytest.raises(HandhavingError, match=r"Awb 5:32a.*|Awb 4:8"):
        draft_besluit(viewer=JURIST, maatregel_id=m.pk)
    make_last(m)
    m = record_voornemen(viewer=JURIST, maatregel_id=m.pk, op=klok.today() - 20 * DAG)
    assert m.zienswijze_tot == klok.today() - 6 * DAG and m.staat == "voornemen"
    with pytest.raises(HandhavingError, match="kan niet"):
        record_zienswijze(viewer=JURIST, maatregel_id=m.pk, op=klok.today() - 21 * DAG, oordeel="x")
    record_zienswijze(
        viewer=JURIST, maatregel_id=m.pk, op=klok.today() - 10 * DAG, oordeel="Leidt niet tot iets anders."
    )
    assert list_gebreken(m, klok.today()) == []
    besluit = draft_besluit(viewer=JURIST, maatregel_id=m.pk)
    for stuk in (
        "Bal 4.1141",
        "Leeg de lekbak",
        "€ 1.000,00 per week",
        "€ 5.000,00",
        "Leidt niet tot iets anders",
    ):
        assert stuk in besluit.tekst
    with pytest.raises(HandhavingError, match="nog niet verzonden"):
        impose_maatregel(viewer=JURIST, maatregel_id=m.pk, op=klok.today())


@pytest.mark.django_db
def test_a_warning_is_no_decision_and_a_fine_needs_a_ground_of_the_law() -> None:
    o = make_overtreding()
    w = impose_maatregel(viewer=JURIST, maatregel_id=make_maatregel(o, "waarschuwing").pk, op=klok.today())
    assert (w.staat, w.opgelegd_op) == ("lopend", klok.today())
    o.refresh_from_db()
    assert o.indicatie_handhaving is True
    for velden, reden in (
        ({"instrument": "bestuurlijke_boete"}, "Awb 5:4"),
        ({"instrument": "brzo_boete"}, "bestaat niet"),
        ({"instrument": "waarschuwing", "boetebedrag": Decimal(10)}, "alleen bij een bestuurlijke boete"),
        (
            {"instrument": "bestuurlijke_boete", "boetegrond": "18.11", "boetebedrag": Decimal("0.001")},
            "twee decimalen",
        ),
    ):
        with pytest.raises(HandhavingError, match=reden):
            make_maatregel(o, **velden)
    klaar = end_maatregel(
        viewer=JURIST, maatregel_id=w.pk, hoe="rond_af", op=klok.today(), reden="Hersteld gezien."
    )
    assert klaar.staat == "afgerond"
    with pytest.raises(HandhavingError, match="afgerond"):
        end_maatregel(viewer=JURIST, maatregel_id=w.pk, hoe="trek_in", op=klok.today(), reden="Nog een keer.")


@pytest.mark.django_db
def test_the_same_violation_never_stands_under_two_lasts() -> None:
    maatregel, _ = make_opgelegd()
    o = maatregel.overtredingen.get().overtreding
    ander = make_maatregel(o)
    make_last(ander)
    record_niet_gehoord(
        viewer=JURIST, maatregel_id=ander.pk, waarom="spoed", toelichting="Er lekte vloeistof."
    )
    with pytest.raises(HandhavingError, match=f"Awb 5:6.*|{maatregel.kenmerk}"):
        draft_besluit(viewer=JURIST, maatregel_id=ander.pk)
    end_overtreding(
        viewer=JURIST,
        overtreding_id=o.pk,
        hersteldatum=klok.today(),
        hoe="bewijs",
        toelichting="Foto van een lege bak.",
    )
    assert "Awb 5:4" in [g.artikel for g in list_gebreken(ander, klok.today())]


@pytest.mark.django_db
def test_a_last_that_cannot_be_is_refused() -> None:
    m = make_maatregel()
    wie = m.overtredingen.get().overtreding.overtreders.get().bronobject_id
    vast: dict[str, Any] = {
        "soort": "ongedaan",
        "opdracht": "Leeg de lekbak geheel.",
        "adressaten": [Adressaatkeuze(wie, Decimal(10), Decimal(20))],
        "modaliteit": "ineens",
    }
    slecht: list[tuple[dict[str, Any], str]] = [
        ({"soort": "iets"}, "soort last"),
        ({"modaliteit": "soms"}, "wijze van verbeuren"),
        ({"modaliteit": "tijdseenheid"}, "dag, week of maand"),
        ({"per": "week"}, "dag, week of maand"),
        ({"adressaten": [Adressaatkeuze(wie, Decimal(-1), Decimal(20))]}, "bedrag in euro"),
        ({"adressaten": [Adressaatkeuze(wie, Decimal("0.001"), Decimal(20))]}, "twee decimalen"),
        ({"adressaten": [Adressaatkeuze(wie, Decimal(30), Decimal(20))]}, "lager dan het bedrag"),
        ({"adressaten": [Adressaatkeuze(wie, Decimal(30))]}, "hoort een maximum"),
        ({"adressaten": [Adressaatkeuze(m.pk, Decimal(1), Decimal(2))]}, "wie de overtreding beging"),
    ]
    for velden, reden in slecht:
        with pytest.raises(HandhavingError, match=reden):
            record_last(viewer=JURIST, maatregel_id=m.pk, inhoud=Lastinhoud(**(vast | velden)))


@pytest.mark.django_db
def test_what_was_imposed_stays() -> None:
    opgelegd, wie = make_opgelegd()
    inhoud = Lastinhoud(
        "ongedaan", "Doe toch iets anders met de lekbak.", [Adressaatkeuze(wie.bronobject_id)]
    )
    with pytest.raises(HandhavingError, match="nieuw besluit"):
        record_last(viewer=JURIST, maatregel_id=opgelegd.pk, inhoud=inhoud)
    assert Maatregel.objects.get(pk=opgelegd.pk).last.opdracht.startswith("Leeg de lekbak achter")
    with pytest.raises(HandhavingError, match="kan niet"):
        end_maatregel(
            viewer=JURIST,
            maatregel_id=opgelegd.pk,
            hoe="trek_in",
            op=klok.today() + timedelta(days=1),
            reden="Later.",
        )


@pytest.mark.django_db
def test_what_is_mended_asks_for_no_inspection_and_what_opens_again_does(zet_klok: Any) -> None:
    """The day after the time to obey is for a re-inspection; when all is mended nobody is late."""
    zet_klok(2026, 3, 2, 9)
    maatregel, _ = make_opgelegd()
    overtreding = maatregel.overtredingen.get().overtreding
    vraag: dict[str, Any] = {"viewer": JURIST, "overtreding_id": overtreding.pk}
    hersteld = {"hersteldatum": klok.today(), "hoe": "bewijs", "toelichting": "Bon van de inzamelaar."}
    end_overtreding(**vraag, **hersteld)
    maatregel.refresh_from_db()
    assert maatregel.laatste_dag == OPEN_DAG and maatregel.waarom == ""
    assert find_hersteldatum(maatregel) == klok.today()
    pagina = make_maatregelpagina(JURIST, maatregel.pk)
    assert pagina.toestand == ("bezig", "opgelegd") and pagina.termijn.voldaan_op == klok.today()
    reopen_overtreding(**vraag, reden="De lekbak staat weer vol.")
    maatregel.refresh_from_db()
    assert maatregel.waarom.startswith("Hercontrole") and maatregel.laatste_dag < klok.today()
    assert find_hersteldatum(maatregel) is None
    assert make_maatregelpagina(JURIST, maatregel.pk).toestand == ("fout", "opgelegd, dag voorbij")
