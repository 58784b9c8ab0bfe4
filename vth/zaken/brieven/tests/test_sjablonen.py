"""What a template may not hold: a field that does not exist, a call, a loop without end, a macro, something from elsewhere."""

from typing import Any

import pytest

from vth.toegang.rules import GeenToegangError
from vth.zaken.brieven import sjablonen
from vth.zaken.brieven.services import close_sjabloon
from vth.zaken.brieven.sjablonen import list_sjablonen
from vth.zaken.documenten import apart, opruimen
from vth.zaken.documenten.bewaarplaats import get_opslag
from vth.zaken.documenten.rules import DocumentError
from vth.zaken.documenten.tests.builders import add_to_zip, make_pdf
from vth.zaken.models import Brief, Briefsjabloon, Briefsjabloonversie, Document
from vth.zaken.tests.builders import ANNA, OD, make_besluit, make_zaak

from .builders import BEHEER, make_brief, make_sjabloon, make_word, make_yaml

pytestmark = pytest.mark.django_db
EXTERN = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="http://kwaad.example/x.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("tekst", "fout"),
    [
        ("{{ zaak.numer }}", "‘zaak.numer’ bestaat niet"),
        ("{{ besluit.bestaat_niet }}", "‘besluit.bestaat_niet’ bestaat niet"),
        ("{{ onzin }}", "‘onzin’ bestaat niet"),
        ("{{ besluit.tekst.__class__ }}", "bestaat niet"),
        ("{% for o in besluit.overwegingen %}{{ o.onzin }}{% endfor %}", "per regel: titel, omschrijving"),
        ("{% for i in range(10 ** 9) %}x{% endfor %}", "alleen over een lijst van het dossier"),
        ("{% for i in zaak.nummer %}x{% endfor %}", "alleen over een lijst van het dossier"),
        ("{{ range(10) }}", "roept iets aan"),
        ("{{ ''.__class__.__mro__ }}", "bestaat niet"),
        ("{{ zaak['nummer'] }}", "vierkante haken"),
        ("{% set x = 1 %}", "zet zelf een waarde"),
        ("{% macro m() %}{% endmacro %}", "maakt een macro"),
        ("{% include 'x' %}", "ander bestand"),
        ("{{ zaak.nummer|safe }}", "filter ‘safe’ mag niet"),
        ("{{ zaak.nummer * 10 ** 9 }}", "en dat mag niet"),
        ("{% if %}", "niet te lezen"),
        ("{{ zaak.nummer ", "niet te lezen"),
    ],
)
@pytest.mark.parametrize("vorm", ["docx", "kop", "yaml"])
def test_a_template_that_says_more_than_it_may_is_refused_by_name(tekst: str, fout: str, vorm: str):
    inhoud = {
        "docx": lambda: make_word("Beste", tekst),
        "kop": lambda: make_word("Beste", kop=tekst),
        "yaml": lambda: make_yaml("Beste", tekst),
    }[vorm]()
    with pytest.raises(DocumentError, match=fout.replace("(", r"\(")):
        make_sjabloon(inhoud, naam="brief.yaml" if vorm == "yaml" else "brief.docx")
    assert not Briefsjabloon.objects.exists()


@pytest.mark.parametrize(
    ("naam", "inhoud", "fout"),
    [
        ("brief.docx", add_to_zip(make_word("x"), "word/vbaProject.bin", b"x"), "met een macro"),
        ("brief.docm", make_word("x"), "zonder macro's"),
        ("brief.pdf", make_pdf(), "Worddocument"),
        ("brief.docx", make_pdf(), "heet Word, maar is PDF"),
        ("brief.docx", add_to_zip(make_word("x"), "word/_rels/settings.xml.rels", EXTERN), "van buiten"),
        ("brief.yaml", b"naam: [", "geen YAML"),
        ("brief.yaml", b"naam: x", "de sleutels zijn precies"),
        ("brief.yaml", make_yaml("x", kader={"titel": "x"}), "het kader heeft precies"),
        ("brief.yaml", make_yaml("x", blokken=[{"voor": "zaak.nummer", "tekst": "x"}]), "voor gaat over"),
        ("brief.yaml", make_yaml("x", blokken=[{"script": "x"}]), "een blok heeft alleen"),
        ("brief.yaml", b"!!python/object/apply:os.system ['true']", "geen YAML"),
    ],
)
def test_a_file_that_is_no_template_is_refused(settings: Any, naam: str, inhoud: bytes, fout: str):
    with pytest.raises(DocumentError, match=fout):
        make_sjabloon(inhoud, naam=naam)
    assert not Briefsjabloonversie.objects.exists()
    assert not list(opruimen.get_opslag().list_oud(9e12))


def test_a_template_that_would_take_for_ever_ends_in_time(monkeypatch: pytest.MonkeyPatch):
    besluit = make_besluit(make_zaak())
    sjablonen.read_velden(sjablonen.read_meegeleverd()["besluit"])
    monkeypatch.setattr(apart, "UITLOOP_SECONDEN", 1)
    monkeypatch.setattr(sjablonen, "SECONDEN", 1)
    monkeypatch.setattr(sjablonen, "MAKER", "vth.zaken.documenten.tests.kwaad.eindeloos")
    with pytest.raises(DocumentError, match=r"niet gemaakt: .*langer dan 1 seconde"):
        make_brief("besluit", besluit_id=besluit.pk)
    assert not Brief.objects.exists() and not Document.objects.exists()


def test_loops_in_loops_are_refused():
    lus = "{% for a in besluit.overwegingen %}{% for b in besluit.overwegingen %}x{% endfor %}{% endfor %}"
    with pytest.raises(DocumentError, match="niet in een andere for"):
        make_sjabloon(make_word(lus))


def test_a_template_that_asks_what_exists_is_kept_with_its_fields():
    versie = make_sjabloon(
        make_word(
            "Beste {{ aanvrager.naam }},",
            "{% if besluit.tekst %}{{ besluit.tekst|upper }}{% endif %}",
            "{%p for o in besluit.overwegingen %}",
            "{{ loop.index }} {{ o.titel }}",
            "{%p endfor %}",
            kop="{{ zaak.nummer }}",
        )
    )
    assert versie.velden == ["aanvrager.naam", "besluit.overwegingen", "besluit.tekst", "zaak.nummer"]
    assert get_opslag().has(versie.sha256) and opruimen.find_gebruikt([versie.sha256])


def test_a_template_gets_versions_and_the_same_bytes_are_none():
    een, zelfde = make_word("een"), make_word("een")
    versie = make_sjabloon(een)
    assert make_sjabloon(een) == versie and zelfde
    assert make_sjabloon(make_word("twee")).volgnummer == 2
    assert Briefsjabloon.objects.count() == 1


def test_a_template_that_was_withdrawn_makes_no_letter_and_can_come_back():
    versie = make_sjabloon(make_word("een"))
    close_sjabloon(viewer=BEHEER, sjabloon_id=versie.sjabloon_id)
    assert "eigen" not in {s.code for s in list_sjablonen(ANNA, OD)}
    make_sjabloon(make_word("twee"))
    assert "eigen" in {s.code for s in list_sjablonen(ANNA, OD)}


def test_only_who_keeps_templates_takes_them_in():
    with pytest.raises(GeenToegangError):
        make_sjabloon(make_word("x"), viewer=ANNA)
    with pytest.raises(GeenToegangError):
        make_sjabloon(make_word("x"), organisatie="OD-ZUID")
