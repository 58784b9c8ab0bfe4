"""Samples in the room: taken, handed over, results in, tested against the permit of that day, and findings proposed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from vth.tijd import klok
from vth.toegang.rules import GeenToegangError
from vth.toezicht.models import Bevinding, Controle, Lablevering, Meetresultaat, Monster
from vth.toezicht.monster.beeld import read_monsterbeeld
from vth.toezicht.monster.bemonstering import Monsterwijze
from vth.toezicht.monster.boeking import (
    NieuwMonster,
    derive_bron,
    record_monster,
    record_monsterbevindingen,
    record_overgave,
)
from vth.toezicht.monster.levering import Inkomend, accept_lablevering
from vth.toezicht.monster.lezen import get_monster
from vth.toezicht.rules import ToezichtError
from vth.vergunningen.controle import Mutatievoorstel
from vth.vergunningen.inhoud import Grenswaarde, Medium
from vth.vergunningen.tests.builders import make_inhoud, make_toestemming, make_vergunning
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import OD

from .builders import BUITEN, TINE, begin, make_controle, make_locatie

pytestmark = pytest.mark.django_db
KOP = "Monsternummer;Parameter;CAS;Resultaat;Eenheid;Meetonzekerheid (%);Methode;Analysedatum"


def neem(controle: Controle, **anders: Any) -> Monster:
    op = klok.now() - timedelta(hours=2)
    gegeven: dict[str, Any] = {
        "nummer": "M-1",
        "punt": "controleput",
        "wijze": Monsterwijze.STEEK,
        "begin": op,
        "eind": op,
        "pakket": "lozing.oppervlaktebehandeling_metalen",
        "branche": "oppervlaktebehandeling metalen",
    }
    return record_monster(viewer=TINE, controle_id=controle.pk, nieuw=NieuwMonster(**gegeven | anders))


def lever(*rijen: str, **anders: Any) -> Lablevering:
    inhoud = "\n".join([KOP, *(f"{r};;;" for r in rijen), ""]).encode()
    viewer = anders.pop("viewer", TINE)
    gegeven: dict[str, Any] = {
        "organisatie": OD,
        "profiel": "voorbeeldlab.csv",
        "bestandsnaam": "lab.csv",
        "inhoud": inhoud,
    }
    return accept_lablevering(viewer=viewer, inkomend=Inkomend(**gegeven | anders))


def test_a_sample_is_tested_against_the_permit_of_its_day_and_proposes_findings() -> None:
    locatie = make_locatie()
    vergunning = make_vergunning(vthobject_id=locatie.pk)
    grens = Grenswaarde("koper", Medium.WATER, Decimal("0.4"), "mg/l")
    inhoud = make_inhoud("4.1", "Lozen", grenswaarden=(grens,))
    make_toestemming(
        vergunning, date(2020, 1, 1), Mutatievoorstel("van_kracht", inhoud, voorschrift_id=klok.make_uuid7())
    )
    controle = begin(make_controle(locatie))
    monster = neem(controle)
    levering = lever("M-1;koper;;500;ug/l", "M-1;nikkel;;<0,1;mg/l", "M-9;zink;;1;mg/l")
    assert (levering.rijen, levering.overgenomen, levering.geweigerd) == (3, 2, 1)
    assert bytes(levering.bestand.inhoud).startswith(b"Monsternummer")
    beeld = read_monsterbeeld(TINE, monster)
    boven = beeld.uitkomsten[0]
    assert (boven.oordeel.value, boven.norm.plaats) == (
        "overschrijding",
        f"voorschrift 4.1 van {vergunning.kenmerk}",
    )
    assert "zilver" in {p.naam for p in beeld.niet_onderzocht}
    goed = next(u for u in beeld.uitkomsten if u.norm.grens.naam == "nikkel")
    gekozen = [derive_bron(monster, boven), derive_bron(monster, goed)]
    slecht, nageleefd = record_monsterbevindingen(viewer=TINE, monster_id=monster.pk, bronnen=gekozen)
    assert (slecht.resultaat, nageleefd.resultaat) == ("overtreden", "nageleefd")
    assert slecht.normen.get().voorschrift_id and "aanname" in nageleefd.bijzonderheden
    with pytest.raises(ToezichtError, match="al een bevinding"):
        record_monsterbevindingen(viewer=TINE, monster_id=monster.pk, bronnen=gekozen[:1])
    assert Bevinding.objects.count() == 2


@pytest.mark.parametrize(
    ("middeling", "oordeel"),
    [("steek", "overschrijding"), ("steekmonster", "overschrijding"), ("jaar", "niet_te_toetsen")],
)
def test_a_limit_for_a_grab_sample_is_one_whichever_way_the_permit_writes_it(
    middeling: str, oordeel: str
) -> None:
    locatie = make_locatie()
    grens = Grenswaarde("koper", Medium.WATER, Decimal("0.4"), "mg/l", middeling=middeling)
    inhoud = make_inhoud("4.1", "Lozen", grenswaarden=(grens,))
    make_toestemming(
        make_vergunning(vthobject_id=locatie.pk),
        date(2020, 1, 1),
        Mutatievoorstel("van_kracht", inhoud, voorschrift_id=klok.make_uuid7()),
    )
    monster = neem(begin(make_controle(locatie)), pakket="", branche="", stoffen=("koper",))
    lever("M-1;koper;;500;ug/l")
    [uitkomst] = read_monsterbeeld(TINE, monster).uitkomsten
    assert uitkomst.oordeel.value == oordeel


def test_the_same_file_changes_nothing_and_a_correction_stands_beside() -> None:
    neem(begin(make_controle()))
    lever("M-1;koper;;1;mg/l")
    weer = lever("M-1;koper;;1;mg/l")
    assert weer.overgenomen == 0 and "kwam al binnen" in weer.opmerkingen[-1]
    assert lever("M-1;koper;;2;mg/l").geweigerd == 1
    lever("M-1;koper;;2;mg/l", correctie=True)
    eerste, tweede = Meetresultaat.objects.order_by("id")
    assert tweede.corrigeert == eerste and (eerste.geschreven, tweede.geschreven) == ("1", "2")


def test_a_sample_that_cannot_be_is_refused_with_everything_that_is_wrong() -> None:
    gepland = make_controle()
    with pytest.raises(ToezichtError, match="die bezig is"):
        neem(gepland)
    controle = begin(gepland)
    with pytest.raises(ToezichtError, match=r"toekomst.*|bestaat niet"):
        neem(controle, eind=klok.now() + timedelta(days=1))
    with pytest.raises(ToezichtError, match="geen bekende stof"):
        neem(controle, stoffen=["onzin"])
    monster = neem(controle)
    with pytest.raises(ToezichtError, match="al gebruikt"):
        neem(controle)
    with pytest.raises(ToezichtError, match=r"al vanaf|loopt terug"):
        record_overgave(
            viewer=TINE, monster_id=monster.pk, houder="koerier", op=monster.begonnen_op - timedelta(hours=1)
        )
    record_overgave(viewer=TINE, monster_id=monster.pk, houder="koerier", op=klok.now())
    assert [o.tot is None for o in monster.overgaven.order_by("volgnummer")] == [False, True]


def test_another_organisation_sees_nothing_of_it_and_cannot_write() -> None:
    monster = neem(begin(make_controle()))
    with pytest.raises(BestaatNietError):
        get_monster(BUITEN, monster.pk)
    with pytest.raises(GeenToegangError):
        lever("M-1;koper;;1;mg/l", viewer=BUITEN)
    anders = lever("M-1;koper;;1;mg/l", viewer=BUITEN, organisatie="OD-ZUID")
    assert anders.geweigerd == 1 and not Meetresultaat.objects.exists()
