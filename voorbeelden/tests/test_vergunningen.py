"""The permits of the invented region have a history that can be believed."""

import uuid
from datetime import date
from typing import Any

from voorbeelden.wereld import read_gegevens
from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.vergunningen.rules import Werking, derive_rang, derive_stand, list_gebreken


def make_id(sleutel: str) -> uuid.UUID:
    """Give a voorschrift of the story its id."""
    return uuid.uuid5(uuid.NAMESPACE_OID, sleutel)


def make_werking(stuk: dict[str, Any], n: int, m: int, mutatie: dict[str, Any]) -> Werking:
    """Make the working of one mutation of one decision of the story."""
    dag = stuk["ingangsdatum"]
    rang = derive_rang(dag, stuk.get("besluitdatum", dag), n, m)
    ouder = make_id(mutatie["ouder"]) if "ouder" in mutatie else None
    periode, soort = Geldigheid(dag, mutatie.get("tot", OPEN_DAG)), mutatie.get("soort", "van_kracht")
    return Werking(make_id(mutatie["sleutel"]), soort, rang, periode, mutatie.get("nummer", ""), ouder)


def test_the_chemical_works_has_a_history_of_decisions_and_the_passage_of_2024() -> None:
    """Forty conditions hold on any day since its revision, out of eight decisions and more, and no day holds what cannot be."""
    verhaal = read_gegevens("vergunningen/quabbestra")["toestemmingen"]
    alle: list[Werking] = []
    for n, stuk in enumerate(verhaal):
        weg = derive_stand(alle, stuk["ingangsdatum"]) if stuk.get("vervallen") == "alles" else {}
        kop = {"dag": stuk["ingangsdatum"], "besluit": stuk.get("besluitdatum", stuk["ingangsdatum"])}
        alle += [
            Werking(v, "vervallen", derive_rang(kop["dag"], kop["besluit"], n, m), Geldigheid(kop["dag"]))
            for m, v in enumerate(weg)
        ]
        alle += [make_werking(stuk, n, len(weg) + m, mutatie) for m, mutatie in enumerate(stuk["mutaties"])]
    assert len(verhaal) >= 8 and date(2024, 1, 1) in {t["ingangsdatum"] for t in verhaal}
    for dag in (date(2012, 1, 1), date(2023, 12, 31), date(2024, 1, 1), date(2026, 11, 26)):
        assert len(derive_stand(alle, dag)) >= 40 and not list_gebreken(alle, dag)
