"""The list of documents by words: its pages and its file hold the same, in the same order, and nobody else's."""

import io
import re
from dataclasses import replace
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.test import Client

from vth.interface.tests.builders import log_in
from vth.zaken.documenten.vindbaar import write_zoekregels
from vth.zaken.models import Document
from vth.zaken.tests.builders import ANNA, make_zaak
from vth.zoeken.services import remove_zoekregels

from .builders import make_document

pytestmark = pytest.mark.django_db
BLAD = "vth.zaken.documenten.lijstpagina"


@pytest.fixture
def stukken(monkeypatch: pytest.MonkeyPatch) -> list[Document]:
    """Five documents that have a word, one more often each time, and one that has it and is of another organisation."""
    monkeypatch.setattr(f"{BLAD}.PER_BLADZIJ", 2)
    zaak = make_zaak()
    eigen = [make_document(zaak, titel="geluid " * (n + 1), beschrijving="x " * 9) for n in range(5)]
    ander = make_document(zaak, titel="geluid van een ander")
    Document.objects.filter(pk=ander.pk).update(leverancier="OD-ZUID", gebied="GM9903")
    write_zoekregels([ander.pk])
    make_document(zaak, titel="stilte")
    return eigen


def find_ids(html: str) -> list[str]:
    """Give the documents on a page, in order."""
    return list(dict.fromkeys(re.findall(r'href="/documenten/([0-9a-f-]{36})"', html)))


def walk(client: Client, adres: str) -> list[list[str]]:
    """Go through the pages of a list."""
    bladen: list[list[str]] = []
    while adres and len(bladen) < 9:
        html = client.get(f"/documenten/{adres}").content.decode()
        bladen.append(find_ids(html))
        volgende = re.search(r'href="(\?[^"]+)" rel="next"', html)
        adres = volgende[1].replace("&amp;", "&") if volgende else ""
    return bladen


def read_file(client: Client, vraag: str) -> tuple[list[str], str]:
    """Take the list along; give its documents in order and what the file is called."""
    antwoord = client.get(f"/documenten/download.parquet?{vraag}")
    tabel = pq.read_table(io.BytesIO(b"".join(antwoord.streaming_content)))  # type: ignore[attr-defined]
    return tabel.column("id").to_pylist(), antwoord["Content-Disposition"]


def test_what_has_the_words_goes_page_by_page_and_along_in_the_same_order(
    client: Client, monkeypatch: pytest.MonkeyPatch, stukken: list[Document]
) -> None:
    log_in(client, monkeypatch, ANNA)
    bladen = walk(client, "?q=geluid")
    samen = [id_ for blad in bladen for id_ in blad]
    assert [len(blad) for blad in bladen] == [2, 2, 1]
    assert set(samen) == {str(d.pk) for d in stukken} and len(samen) == 5
    assert read_file(client, "q=geluid")[0] == samen
    assert "5 documenten" in client.get("/documenten/?q=geluid").content.decode()
    assert "1 document<" in client.get("/documenten/?q=stilte").content.decode()


def test_more_than_are_weighed_is_said_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, stukken: list[Document]
) -> None:
    for module in (BLAD, "vth.zoeken.selectors"):
        monkeypatch.setattr(f"{module}.WEEG", 3)
    log_in(client, monkeypatch, ANNA)
    assert "3+ documenten" in client.get("/documenten/?q=geluid").content.decode()
    ids, naam = read_file(client, "q=geluid")
    assert len(ids) == 3 and "-eerste-3.parquet" in naam


def test_a_place_among_words_is_none_elsewhere_and_shows_nobody_what_is_of_another(
    client: Client, monkeypatch: pytest.MonkeyPatch, stukken: list[Document]
) -> None:
    log_in(client, monkeypatch, ANNA)
    html = client.get("/documenten/?q=geluid").content.decode()
    plek = re.search(r"vanaf=([^&\"]+)", html)[1]  # type: ignore[index]
    for vraag in ("wie=alles", "wie=mijn", "q=stilte"):
        assert client.get(f"/documenten/?{vraag}&vanaf={plek}").status_code == 400, vraag
    for onzin in ("x", plek[:-1], "a.b", "x" * 5000):
        assert client.get(f"/documenten/?q=geluid&vanaf={onzin}").status_code == 400
    zuid = replace(ANNA, zicht=replace(ANNA.zicht, gebieden=frozenset(), leveranciers=frozenset({"OD-ZUID"})))
    log_in(client, monkeypatch, zuid)
    gestolen = client.get(f"/documenten/?q=geluid&vanaf={plek}")
    assert gestolen.status_code == 400 and find_ids(gestolen.content.decode()) == []


def test_what_went_between_two_pages_is_told(
    client: Client, monkeypatch: pytest.MonkeyPatch, stukken: list[Document]
) -> None:
    log_in(client, monkeypatch, ANNA)
    html = client.get("/documenten/?q=geluid").content.decode()
    plek = re.search(r"vanaf=([^&\"]+)", html)[1]  # type: ignore[index]
    remove_zoekregels([d.pk for d in stukken if str(d.pk) == find_ids(html)[-1]])
    antwoord = client.get(f"/documenten/?q=geluid&vanaf={plek}")
    assert antwoord.status_code == 400 and "Begin opnieuw" in antwoord.content.decode()


@pytest.mark.parametrize(
    "vraag", ["wie=onzin", "sorteer=onzin", "q=geluid&sorteer=-id", "wie=team", "vanaf=onzin", "sorteer=rang"]
)
def test_what_does_not_exist_is_refused_on_the_page_and_in_the_file(
    client: Client, monkeypatch: pytest.MonkeyPatch, vraag: str
) -> None:
    log_in(client, monkeypatch, ANNA)
    assert client.get(f"/documenten/?{vraag}").status_code == 400
    # A file begins at the begin, whatever place is asked.
    verwacht = 200 if vraag.startswith("vanaf") else 400
    assert client.get(f"/documenten/download.csv?{vraag}").status_code == verwacht


def test_own_and_all_and_one_gemeente(
    client: Client, monkeypatch: pytest.MonkeyPatch, stukken: list[Document]
) -> None:
    collega: Any = replace(ANNA, actor="gebruiker 77")
    log_in(client, monkeypatch, collega)
    assert walk(client, "?wie=mijn") == [[]]
    alles = [id_ for blad in walk(client, "?wie=alles") for id_ in blad]
    assert len(alles) == 6
    for vraag, hoeveel in (("wie=alles&gebied=GM9903", 0), (f"wie=alles&gebied={stukken[0].gebied}", 6)):
        assert sum(map(len, walk(client, f"?{vraag}"))) == hoeveel == len(read_file(client, vraag)[0])
