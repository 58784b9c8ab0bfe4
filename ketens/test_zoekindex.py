"""`vth zoeken herbouw` over all rooms: what can be found afterwards is what the rooms wrote themselves."""

from typing import Any

import pytest
from django.db import connection
from django.urls import get_resolver
from typer.testing import CliRunner

from config.opdracht import KAMERS, make_app
from portaal.zoekindex import BRONNEN
from vth.register.zoekregels import VINDBAAR
from vth.zoeken import vondsten
from vth.zoeken.models import Zoekregel
from vth.zoeken.services import remove_zoekregels

from .wereld import Wereld

pytestmark = [pytest.mark.usefixtures("verse_moduledatabase"), pytest.mark.traag]
Rijen = set[tuple[Any, ...]]


def read_rijen() -> Rijen:
    return set(Zoekregel.objects.values_list("soort", "onderwerp", "titel", "tekst", "zicht"))


def run(*argumenten: str) -> Any:
    return CliRunner().invoke(make_app(), ["zoeken", "herbouw", *argumenten])


def sort_woorden(rijen: Rijen) -> Rijen:
    """In which order the words of several rows come is up to the database."""
    return {(s, o, titel, " ".join(sorted(tekst.split())), zicht) for s, o, titel, tekst, zicht in rijen}


def test_empty_index_becomes_what_the_rooms_wrote_themselves(wereld: Wereld) -> None:
    eerst = read_rijen()
    soorten = {soort for soort, *_ in eerst}
    assert {
        "vthobject",
        "zaak",
        "besluit",
        "document",
        "vergunning",
        "voorschrift",
        "controledossier",
    } <= soorten
    remove_zoekregels([onderwerp for _, onderwerp, *_ in eerst])
    assert read_rijen() == set()
    uitkomst = run()
    assert uitkomst.exit_code == 0 and "De zoekindex is bij." in uitkomst.output
    assert sort_woorden(read_rijen()) == sort_woorden(eerst)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO zoeken_fts(zoeken_fts, rank) VALUES ('integrity-check', 1)")


def test_row_with_old_words_is_put_right_and_only_what_is_asked(wereld: Wereld) -> None:
    eerst = sort_woorden(read_rijen())
    fout = {s: Zoekregel.objects.filter(soort=s).first() for s in ("zaak", "besluit")}
    Zoekregel.objects.filter(pk__in=[r.pk for r in fout.values() if r]).update(titel="verouderd")
    assert run("--alleen", "zaken").output.startswith("Zaken: ")
    assert [s for s, _, titel, *_ in read_rijen() if titel == "verouderd"] == ["besluit"]
    assert run().exit_code == 0
    assert sort_woorden(read_rijen()) == eerst


def test_unknown_kind_is_refused_with_the_ones_there_are() -> None:
    uitkomst = run("--alleen", "raketten")
    assert uitkomst.exit_code == 2
    assert "raketten" in uitkomst.output and "Voorschriften" in uitkomst.output


def test_every_kind_that_can_be_found_has_a_source() -> None:
    assert get_resolver().url_patterns
    bekend = [soort for bron in BRONNEN for soort in bron.soorten]
    assert len(bekend) == len(set(bekend))
    assert set(VINDBAAR) | set(vondsten._LEZERS) == set(bekend)
    assert "zoeken" in KAMERS
