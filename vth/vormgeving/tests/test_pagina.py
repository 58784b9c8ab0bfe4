"""The skeleton of a page, its headers, and what no template may contain."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vormgeving.middleware import ContentSecurityPolicy
from vth.vormgeving.templatetags import _pagina

from .builders import make_html, read_html

SJABLONEN = sorted((Path(__file__).parent.parent / "templates").rglob("*.html"))


def get(adres: str) -> str:
    antwoord = Client().get(adres)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_answer_carries_a_strict_policy_and_the_security_headers(eigen_site: Any) -> None:
    koppen = Client().get("/stijlgids").headers
    beleid = dict(deel.split(" ", 1) for deel in koppen["Content-Security-Policy"].split("; "))
    assert (
        beleid["default-src"]
        == beleid["worker-src"]
        == beleid["base-uri"]
        == beleid["form-action"]
        == "'self'"
    )
    assert beleid["frame-ancestors"] == beleid["object-src"] == "'none'"
    assert (
        "unsafe" not in koppen["Content-Security-Policy"] and "blob:" not in koppen["Content-Security-Policy"]
    )
    assert koppen["X-Content-Type-Options"] == "nosniff" and koppen["X-Frame-Options"] == "DENY"
    assert koppen["Referrer-Policy"] == "same-origin" and "geolocation=()" in koppen["Permissions-Policy"]
    assert koppen["Cache-Control"] == "no-store"


def test_header_that_a_view_set_itself_stays() -> None:
    eigen = ContentSecurityPolicy(lambda _: HttpResponse(headers={"Cache-Control": "max-age=60"}))
    assert eigen(RequestFactory().get("/")).headers["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize("sjabloon", SJABLONEN, ids=lambda pad: pad.name)
def test_template_has_no_inline_style_script_or_handler(sjabloon: Path) -> None:
    tekst = sjabloon.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|\|safe|autoescape off", tekst)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", tekst))
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", tekst), "niets komt van een ander adres"


def test_page_has_its_landmarks_one_heading_and_a_way_to_skip(eigen_site: Any) -> None:
    gelezen = read_html(get("/stijlgids").replace("<!DOCTYPE html>", ""))
    assert len(gelezen.list("h1")) == len(gelezen.list("main")) == len(gelezen.list("header")) == 1
    assert gelezen.list("a")[0] == {"class": "vth-overslaan", "href": "#inhoud"}
    assert gelezen.list("html")[0]["lang"] == "nl"
    ids = [a["id"] for _, a in gelezen.elementen if "id" in a]
    assert len(ids) == len(set(ids))


def test_title_is_written_once_and_shown_twice_as_text(eigen_site: Any) -> None:
    html = get("/toen")
    assert "<title>&lt;b&gt;Kwast&lt;/b&gt; &amp; Zn – Open VTH</title>" in html
    assert "<h1>&lt;b&gt;Kwast&lt;/b&gt; &amp; Zn</h1>" in html


def test_search_box_goes_to_the_register_when_it_is_there(eigen_site: Any) -> None:
    formulieren = read_html(get("/stijlgids").replace("<!DOCTYPE html>", "")).list("form")
    assert formulieren[0]["action"] == "/zoek"


def test_page_stands_when_other_rooms_are_not_there(eigen_site: Any) -> None:
    eigen_site.ROOT_URLCONF = "vth.vormgeving.urls"
    assert 'id="zoek-q"' not in get("/stijlgids")


def test_navigation_marks_where_the_reader_is(eigen_site: Any) -> None:
    links = [
        a
        for a in read_html(get("/stijlgids").replace("<!DOCTYPE html>", "")).list("a")
        if "aria-current" in a
    ]
    assert [a["href"] for a in links] == ["#Stijlgids"]


def test_other_moment_cannot_be_missed_and_has_a_way_back(eigen_site: Any) -> None:
    html = get("/toen?geldigOp=2024-09-01&beschikbaarOp=2024-10-01T14:00&tab=zaken&vanaf=x")
    assert "U kijkt niet naar nu." in html
    assert "1 september 2024" in html and "1 oktober 2024, 14:00" in html
    assert 'href="?tab=zaken"' in html


def test_present_moment_shows_no_band() -> None:
    nu = Peilmoment(klok.today(), klok.now())
    assert make_html("{% peilmoment %}", peilmoment=nu).strip() == ""
    assert "Zoals nu bekend" in make_html('{% peilmoment "kop" %}', peilmoment_kiesbaar=True)


def test_today_as_it_was_known_before_is_not_now() -> None:
    toen = Peilmoment(klok.today(), klok.now() - timedelta(days=3))
    assert "zoals bekend op" in make_html("{% peilmoment %}", peilmoment=toen)


def test_other_day_as_known_now_says_so(zet_klok: Any) -> None:
    nu = zet_klok(2025, 4, 10, 12)
    html = make_html("{% peilmoment %}", peilmoment=Peilmoment(datetime(2024, 1, 1, tzinfo=UTC).date(), nu))
    assert "1 januari 2024" in html and "zoals nu bekend" in html


def test_account_shows_who_is_signed_in() -> None:
    gelezen = read_html(make_html("{% account %}", account={"naam": "J. Voorbeeld", "rollen": ["lezer"]}))
    assert "J. Voorbeeld" in gelezen.tekst and "lezer" in gelezen.tekst


def test_own_theme_of_an_organisation_goes_before_a_shipped_one(settings: Any, tmp_path: Path) -> None:
    eigen = tmp_path / "thema" / "waterland"
    eigen.mkdir(parents=True)
    (eigen / "tokens.css").write_text(".waterland-theme {}")
    settings.STATICFILES_DIRS = [tmp_path]
    _pagina.finders.get_finder.cache_clear()
    _pagina.find_thema.cache_clear()
    settings.VORMGEVING_THEMA = "waterland"
    try:
        assert make_html("{% thema_bestand %} {% thema %}") == "/static/thema/waterland/tokens.css waterland"
        settings.VORMGEVING_THEMA = "ma"
        assert make_html("{% thema_bestand %}") == "/static/vendor/thema/ma/tokens.css"
    finally:
        _pagina.find_thema.cache_clear()
        _pagina.finders.get_finder.cache_clear()


def test_other_day_leaves_the_field_for_what_was_known_empty() -> None:
    """Choosing another day again must not quietly fix what is known to this minute."""
    moment = Peilmoment(datetime(2024, 1, 1, tzinfo=UTC).date(), klok.now())
    velden = {
        i["name"]: i["value"]
        for i in read_html(make_html("{% peilmoment %}", peilmoment=moment, peilmoment_kiesbaar=True)).list(
            "input"
        )
    }
    assert velden == {"geldigOp": "2024-01-01", "beschikbaarOp": ""}


def test_search_box_is_only_there_for_who_may_find_something(eigen_site: Any) -> None:
    sjabloon = '{% extends "vormgeving/basis.html" %}'
    assert 'id="zoek-q"' not in Template(sjabloon).render(Context({"zoekbaar": False}))
    assert 'id="zoek-q"' in Template(sjabloon).render(Context({"zoekbaar": True}))
