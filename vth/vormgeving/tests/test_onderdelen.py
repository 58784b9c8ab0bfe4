"""The recurring pieces: what they say, and that hostile text stays text."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from vth.regelgeving import rules as regelgeving
from vth.vormgeving import voorbeeld
from vth.vormgeving.onderdelen import (
    VORMEN,
    Bron,
    Fout,
    Gebeurtenis,
    Grond,
    Kenmerk,
    Taak,
    Termijn,
    Uitleg,
)

from .builders import VIJANDIG, check_onschadelijk, make_html, read_html

DAG = date(2025, 4, 10)


def test_state_gives_its_word_before_its_shape() -> None:
    html = make_html('{% toestand "goed" "verwerkt" %}')
    assert html.index("verwerkt") < html.index("<svg")
    assert 'aria-hidden="true"' in html


def test_every_state_has_its_own_shape_and_word() -> None:
    assert (
        len({(v.vlak, v.lijn) for v in VORMEN.values()})
        == len({v.woord for v in VORMEN.values()})
        == len(VORMEN)
    )
    assert {"goed", "aandacht", "fout", "bezig", "neutraal", "wacht", "aanname"} == set(VORMEN)


def test_unknown_state_is_refused_with_the_codes_that_exist() -> None:
    with pytest.raises(ValueError, match=r"'groen' bestaat niet.*goed"):
        make_html('{% toestand "groen" %}')


def test_value_names_who_said_it_when_and_in_which_delivery() -> None:
    eigen, anderen = voorbeeld.make_bronnen()
    gelezen = read_html(make_html("{% waarde_met_bron w b a %}", w="De Kwast", b=eigen, a=anderen))
    for woord in (
        eigen.leverancier,
        "3 maart 2025, 10:14",
        "1 maart 2024",
        "Aanlevering 2025-03",
        "De Kwast Verf",
    ):
        assert woord in gelezen.tekst
    assert {"href": "#aanlevering"} in gelezen.list("a")
    assert gelezen.list("summary"), "de bron moet met toetsenbord en tik te openen zijn"


def test_value_warns_only_when_another_supplier_says_something_else() -> None:
    zelfde, anders = Bron("A", waarde="x"), Bron("B", waarde="y")
    sjabloon = '{% waarde_met_bron "x" b a %}'
    assert "anderen zeggen" not in make_html(sjabloon, b=Bron("Z"), a=[zelfde])
    assert "anderen zeggen" in make_html(sjabloon, b=Bron("Z"), a=[zelfde, anders])


@pytest.mark.parametrize("leeg", [None, ""])
def test_missing_value_says_that_it_is_not_known(leeg: object) -> None:
    assert "niet bekend" in make_html("{% waarde_met_bron w %}", w=leeg)


def test_false_and_zero_are_values() -> None:
    html = make_html("{% kenmerkenlijst k %}", k=[("Aantal", 0), ("In bedrijf", False)])
    assert "niet bekend" not in html
    assert "<dd>0" in html and "<dd>nee" in html


def test_timeline_is_newest_first_whatever_comes_in() -> None:
    html = make_html("{% tijdlijn g %}", g=voorbeeld.make_tijdlijn())
    plekken = [
        html.index(jaar) for jaar in ("18 maart 2099", "22 april 2025", "18 maart 2025", "3 maart 2025")
    ]
    assert plekken == sorted(plekken)


def test_term_on_the_timeline_is_marked_and_says_that_it_is_still_to_come(zet_klok: Any) -> None:
    zet_klok(2025, 4, 10)
    html = make_html("{% tijdlijn g %}", g=[Gebeurtenis(date(2025, 4, 22), "Loopt af.", soort="termijn")])
    assert "vth-tijdlijn__regel--termijn" in html and "komt nog" in html


def test_timeline_orders_a_late_evening_by_its_legal_day() -> None:
    avond = Gebeurtenis(datetime(2025, 4, 21, 22, 30, tzinfo=UTC), "na middernacht")
    dag = Gebeurtenis(date(2025, 4, 21), "de dag ervoor")
    html = make_html("{% tijdlijn g %}", g=[dag, avond])
    assert html.index("na middernacht") < html.index("de dag ervoor")


@pytest.mark.parametrize(
    ("eind", "woord", "code"),
    [
        (date(2025, 4, 22), "nog 12 dagen", "neutraal"),
        (date(2025, 4, 17), "nog 7 dagen", "aandacht"),
        (DAG, "vandaag", "aandacht"),
        (date(2025, 4, 7), "3 dagen te laat", "fout"),
    ],
)
def test_term_says_what_is_left(eind: date, woord: str, code: str) -> None:
    html = make_html("{% termijn t vandaag=v %}", t=eind, v=DAG)
    assert woord in html and f"vth-toestand--{code}" in html and f'datetime="{eind}"' in html


def test_met_term_and_suspended_term_count_no_days() -> None:
    voldaan = make_html(
        "{% termijn t vandaag=v %}", t=Termijn(date(2025, 4, 1), voldaan_op=date(2025, 3, 31)), v=DAG
    )
    stil = make_html("{% termijn t vandaag=v %}", t=Termijn(None, opgeschort_sinds=date(2025, 3, 20)), v=DAG)
    assert "voldaan" in voldaan and "te laat" not in voldaan
    assert "opgeschort" in stil and "do 20 maart 2025" in stil


def test_term_shows_its_reasoning_behind_one_click_and_its_aanname() -> None:
    t = Termijn(
        date(2025, 4, 22),
        "6 weken na verzending",
        ("Verzonden op 11 maart.",),
        "Awb 6:7",
        zekerheid="aanname",
    )
    gelezen = read_html(make_html("{% termijn t vandaag=v %}", t=t, v=DAG))
    assert gelezen.list("details")
    for woord in ("(6 weken na verzending)", "Verzonden op 11 maart.", "Awb 6:7", "aanname"):
        assert woord in gelezen.tekst


def test_difference_can_be_read_without_colour_and_by_ear() -> None:
    gelezen = read_html(make_html('{% verschil "10" "12" %}'))
    assert gelezen.list("del") and gelezen.list("ins")
    assert "vervallen" in gelezen.tekst and "nieuw" in gelezen.tekst


def test_text_difference_keeps_every_word_of_both() -> None:
    html = make_html('{% tekstverschil "hoogstens 10 liter verf" "hoogstens 12 liter natte verf" %}')
    gelezen = read_html(html)
    assert len(gelezen.list("del")) == 1 and len(gelezen.list("ins")) == 2
    assert "hoogstens" in gelezen.tekst


def test_very_long_text_is_compared_as_a_whole() -> None:
    lang = "woord " * 5000
    gelezen = read_html(make_html("{% tekstverschil a b %}", a=lang, b=lang + "meer"))
    assert len(gelezen.list("del")) == len(gelezen.list("ins")) == 1


def test_explanation_names_law_date_and_certainty() -> None:
    gelezen = read_html(make_html("{% uitleg u %}", u=voorbeeld.make_uitleg()))
    for woord in (
        "last onder dwangsom",
        "28 dagen",
        "12 oktober 2022",
        "aanname",
        "(afgeleid)",
        "steunt op 1 waarde",
    ):
        assert woord in gelezen.tekst


def test_value_that_stands_first_by_an_assumption_says_so_and_leads_to_the_rule() -> None:
    bron = Bron("OD", regel="voorop omdat dit het laatst is gezegd", zekerheid="aanname", regel_url="/regel")
    html = make_html("{% waarde_met_bron 'Verf' bron %}", bron=bron)
    assert html.count("vth-toestand--aanname") == 2 and '<a href="/regel">' in html
    zeker = make_html(
        "{% waarde_met_bron 'Verf' bron %}", bron=Bron("OD", regel="x", zekerheid="vastgesteld")
    )
    assert "aanname" not in zeker


def test_ground_of_regelgeving_is_shown_as_it_is() -> None:
    bron = regelgeving.Bron("Awb", "artikel 6:7", "https://wetten.overheid.nl/x")
    grond = regelgeving.Grond(
        6, "awb.bezwaar", "Bezwaartermijn", "weken", DAG, date(9999, 12, 31), (bron,), "aanname"
    )
    gelezen = read_html(make_html("{% uitleg u %}", u=Uitleg("Uitkomst", gronden=[grond])))
    for woord in ("Bezwaartermijn", "6 weken", "Awb, artikel 6:7", "aanname"):
        assert woord in gelezen.tekst


def test_empty_says_why_and_what_fills_it() -> None:
    gelezen = read_html(
        make_html('{% leeg "Niets" "Daarom." "Dit vult het." url="/nieuw" knop="Lever aan" %}')
    )
    assert "Daarom." in gelezen.tekst and "Dit vult het." in gelezen.tekst
    assert gelezen.list("a")[0]["href"] == "/nieuw"


def test_error_says_what_was_given_what_is_wrong_and_what_to_do_and_takes_the_focus() -> None:
    gelezen = read_html(
        make_html("{% fout f %}", f=[Fout("Te laat.", "Kies eerder.", "2035", "id_dag"), "Ook dit."])
    )
    blok = gelezen.list("div")[0]
    assert "autofocus" in blok and blok["tabindex"] == "-1"
    assert {"href": "#id_dag"} in gelezen.list("a")
    for woord in ("Er zijn 2 fouten", "Te laat.", "Kies eerder.", "2035", "Ook dit."):
        assert woord in gelezen.tekst


def test_no_error_gives_no_block() -> None:
    assert make_html("{% fout f %}", f=[]).strip() == ""


def test_progress_asks_again_until_it_is_done(settings: Any) -> None:
    settings.VERVERST_ELKE_SECONDEN = 2
    bezig = read_html(make_html('{% voortgang 1200 3000 "rijen" url="/stand" %}'))
    klaar = read_html(make_html('{% voortgang 3000 3000 "rijen" url="/stand" %}'))
    assert bezig.list("div")[0]["hx-trigger"] == "every 2s" and "nog 1.800" in bezig.tekst
    assert bezig.list("progress")[0]["max"] == "3000", "een getal voor de browser heeft geen punt"
    assert "hx-get" not in klaar.list("div")[0] and "klaar" in klaar.tekst


def test_progress_without_known_total_shows_no_false_share() -> None:
    gelezen = read_html(make_html('{% voortgang 30 None "rijen" %}'))
    assert "value" not in gelezen.list("progress")[0] and "nog niet bekend" in gelezen.tekst


def test_work_that_has_not_begun_is_not_called_busy() -> None:
    tekst = read_html(make_html('{% voortgang 0 6 "stappen" wacht=True %}')).tekst
    assert "wacht op zijn beurt" in tekst and "bezig" not in tekst


def test_page_without_javascript_refreshes_itself() -> None:
    assert '<noscript><meta http-equiv="refresh" content="10"></noscript>' in make_html(
        "{% ververs_zonder_script %}"
    )


def test_page_that_waits_refreshes_itself_with_and_without_javascript() -> None:
    tekst = make_html("{% ververs %}")
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in tekst
    assert '<meta name="vth-ververs" content="5">' in tekst
    assert tekst.count("http-equiv") == 1


def test_work_list_says_why_and_offers_a_box_for_bulk() -> None:
    gelezen = read_html(make_html('{% werklijst t kies="taak" vandaag=v %}', t=voorbeeld.make_taken(), v=DAG))
    assert "De termijn is voorbij" in gelezen.tekst
    assert [i["value"] for i in gelezen.list("input")] == ["1", "2", "3", "4"]
    assert all(i["aria-label"].startswith("Kies ") for i in gelezen.list("input"))


@pytest.mark.parametrize(
    ("sjabloon", "ding"),
    [
        ('{% toestand "goed" x x %}', VIJANDIG),
        ("{% waarde_met_bron x %}", VIJANDIG),
        ("{% waarde_met_bron 1 x %}", Bron(VIJANDIG, aanlevering=VIJANDIG)),
        (
            "{% kenmerkenlijst x %}",
            [Kenmerk(VIJANDIG, VIJANDIG, Bron(VIJANDIG), [Bron(VIJANDIG, waarde=VIJANDIG)])],
        ),
        ("{% tijdlijn x %}", [Gebeurtenis(DAG, VIJANDIG, VIJANDIG, VIJANDIG)]),
        ("{% termijn x %}", Termijn(DAG, VIJANDIG, (VIJANDIG,), VIJANDIG)),
        ("{% verschil x x %}", VIJANDIG),
        ('{% tekstverschil x "niets" %}', VIJANDIG),
        ("{% uitleg x %}", Uitleg(VIJANDIG, VIJANDIG, [Grond(VIJANDIG, VIJANDIG, VIJANDIG)])),
        ("{% leeg x x x %}", VIJANDIG),
        ("{% fout x %}", [Fout(VIJANDIG, VIJANDIG, VIJANDIG)]),
        ("{% melding x %}", VIJANDIG),
        ("{% voortgang 1 2 x %}", VIJANDIG),
        ('{% werklijst x kies="t" %}', [Taak(VIJANDIG, "/t", VIJANDIG, "fout", VIJANDIG, id=VIJANDIG)]),
        ("{% knop x %}", VIJANDIG),
        ("{{ x|bekort:200 }}", VIJANDIG),
        ("{{ x|toon }}", VIJANDIG),
    ],
)
def test_hostile_text_stays_text(sjabloon: str, ding: object) -> None:
    check_onschadelijk(make_html(sjabloon, x=ding))


def test_more_of_one_act_stands_under_one_moment_and_one_source() -> None:
    g = Gebeurtenis(
        DAG, "De naam werd Kwast.", "OD Noord", "bestand.csv", "/a", verder=["De capaciteit werd 3."]
    )
    gelezen = read_html(make_html("{% tijdlijn g %}", g=[g]))
    assert "De naam werd Kwast." in gelezen.tekst and "De capaciteit werd 3." in gelezen.tekst
    assert len(gelezen.list("li")) == len(gelezen.list("time")) == len(gelezen.list("a")) == 1


def test_timeline_marks_what_came_after_the_day_that_is_shown() -> None:
    g = [Gebeurtenis(DAG, "Toen."), Gebeurtenis(date(2025, 4, 11), "Later.")]
    html = make_html("{% tijdlijn g dag=d %}", g=g, d=DAG)
    assert html.count("na de gekozen dag") == 1
    assert html.index("na de gekozen dag") < html.index("Toen.")
    assert "na de gekozen dag" not in make_html("{% tijdlijn g %}", g=g)
