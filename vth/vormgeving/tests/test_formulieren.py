"""Forms: label, hint, error and control belong together; everything typed is kept."""

import pytest
from django import forms

from vth.vormgeving.voorbeeld import VoorbeeldForm

from .builders import VIJANDIG, check_onschadelijk, make_html, read_html

FOUT = {"naam": "", "soort": "p", "datum": "2035-04-01", "toelichting": "blijft staan"}


def test_control_gets_the_classes_of_nl_design_system() -> None:
    gelezen = read_html(make_html("{% formulier form %}", form=VoorbeeldForm()))
    assert "utrecht-textbox" in gelezen.list("input")[0]["class"]
    assert "utrecht-select" in gelezen.list("select")[0]["class"]
    assert "utrecht-textarea" in gelezen.list("textarea")[0]["class"]


def test_every_control_has_a_label() -> None:
    gelezen = read_html(make_html("{% formulier form %}", form=VoorbeeldForm()))
    labels = {label["for"] for label in gelezen.list("label")}
    velden = [*gelezen.list("input"), *gelezen.list("select"), *gelezen.list("textarea")]
    assert {veld["id"] for veld in velden} == labels


def test_hint_and_error_are_tied_to_the_control() -> None:
    gelezen = read_html(make_html("{% veld form.naam %}", form=VoorbeeldForm(FOUT)))
    invoer = gelezen.list("input")[0]
    ids = {element["id"] for element in gelezen.list("div") if "id" in element}
    assert set(invoer["aria-describedby"].split()) == ids == {"id_naam_helptext", "id_naam_error"}
    assert invoer["aria-invalid"] == "true"


def test_group_is_a_fieldset_with_its_question_as_legend() -> None:
    gelezen = read_html(make_html("{% veld form.uitkomst %}", form=VoorbeeldForm(FOUT)))
    assert gelezen.list("legend") and len(gelezen.list("input")) == 2
    assert gelezen.list("fieldset")[0]["aria-describedby"] == "id_uitkomst_helptext id_uitkomst_error"


@pytest.mark.parametrize(("naam", "soort"), [("uitkomst", "radio"), ("onderwerpen", "checkbox")])
def test_one_choice_is_a_radio_and_several_are_boxes(naam: str, soort: str) -> None:
    gelezen = read_html(make_html("{% veld veld %}", veld=VoorbeeldForm()[naam]))
    assert {i["type"] for i in gelezen.list("input")} == {soort}


def test_only_what_may_stay_empty_says_so() -> None:
    assert "niet verplicht" in make_html("{% veld form.toelichting %}", form=VoorbeeldForm())
    assert "niet verplicht" not in make_html("{% veld form.naam %}", form=VoorbeeldForm())


def test_form_keeps_everything_that_was_given() -> None:
    html = make_html(
        "{% formulier form %}", form=VoorbeeldForm(FOUT | {"uitkomst": "nee", "onderwerpen": ["lucht"]})
    )
    gelezen = read_html(html)
    assert "blijft staan" in gelezen.tekst
    assert {i["value"] for i in gelezen.list("input") if "checked" in i} == {"nee", "lucht"}


def test_summary_links_to_each_wrong_field_and_takes_the_focus() -> None:
    form = VoorbeeldForm(FOUT)
    form.add_error(None, "De controle bestaat al.")
    gelezen = read_html(make_html("{% foutoverzicht form %}", form=form))
    assert "autofocus" in gelezen.list("div")[0]
    assert [a["href"] for a in gelezen.list("a")] == ["#id_naam", "#id_uitkomst_0"]
    assert "De controle bestaat al." in gelezen.tekst and "Er zijn 3 fouten" in gelezen.tekst


def test_form_without_errors_has_no_summary() -> None:
    assert "Er zijn" not in make_html("{% formulier form %}", form=VoorbeeldForm())


def test_hidden_field_has_no_label() -> None:
    class Form(forms.Form):
        sleutel = forms.CharField(widget=forms.HiddenInput)

    gelezen = read_html(make_html("{% formulier form %}", form=Form(initial={"sleutel": "x"})))
    assert gelezen.list("input")[0]["type"] == "hidden" and not gelezen.list("label")


def test_button_with_address_is_a_link_and_unknown_kind_is_refused() -> None:
    assert read_html(make_html('{% knop "Open" url="/a" %}')).list("a")[0]["href"] == "/a"
    with pytest.raises(ValueError, match="primair"):
        make_html('{% knop "Open" "groen" %}')


def test_hostile_answers_labels_and_choices_stay_text() -> None:
    class Form(forms.Form):
        naam = forms.CharField(label=VIJANDIG, help_text="hint")
        keuze = forms.ChoiceField(label="k", widget=forms.RadioSelect, choices=[(VIJANDIG, VIJANDIG)])

    check_onschadelijk(make_html("{% formulier form %}", form=Form({"naam": VIJANDIG, "keuze": VIJANDIG})))
    check_onschadelijk(make_html("{% formulier form %}", form=Form({"naam": "", "keuze": VIJANDIG})))


def test_error_behind_a_question_needs_no_colon() -> None:
    class Vraag(forms.Form):
        waarom = forms.CharField(label="Waarom?", error_messages={"required": "Schrijf op waarom."})
        naam = forms.CharField(label="Naam", error_messages={"required": "Vul in."})

    tekst = read_html(make_html("{% foutoverzicht form %}", form=Vraag({}))).tekst
    assert "Waarom? Schrijf op waarom." in tekst and "Naam: Vul in." in tekst
