"""Recording a weighing: each is a version that keeps what it rests on; who may, and what the data know of the offender within sight."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from vth.handhaving.models import Afweging, Overtreding, Overtredingsgebeurtenis
from vth.handhaving.rules import AnderWasVoorError
from vth.handhaving.strategie.feiten import read_dossierfeiten
from vth.handhaving.strategie.fouten import StrategieError
from vth.handhaving.strategie.gebruik import (
    derive_spreiding,
    group_gelijk,
    group_plaatsen,
    read_gebruik,
    sum_alles,
)
from vth.handhaving.strategie.leidraadlezen import find_leidraad_van
from vth.handhaving.strategie.matrix import read_plaats
from vth.handhaving.strategie.regelset import read_strategieregels
from vth.handhaving.strategie.rules import Aspectoordeel
from vth.handhaving.strategie.services import record_afweging
from vth.logboek.models import Gebeurtenis
from vth.register.services import record_toewijzing
from vth.tijd import klok
from vth.tijd.services import record_herkomst
from vth.toegang.claim import claim_alles
from vth.toegang.rules import GeenToegangError
from vth.toezicht.tests.builders import begin, make_controle, rond_af, vind
from vth.zaken.selectors import BestaatNietError
from vth.zaken.tests.builders import make_viewer

from .strategiebuilders import (
    BUITEN,
    JURIST,
    LEZER,
    RECHTEN,
    make_bedrijf,
    make_nieuw,
    make_overleg,
    make_overtreding,
    warn,
)

pytestmark = pytest.mark.django_db
KLEINSTE = 5


def weeg(
    o: Overtreding, plaats: str = "B3", *gekozen: str, gezien: int | None = None, **velden: object
) -> Afweging:
    """Weigh as the lawyer."""
    return record_afweging(
        viewer=JURIST, overtreding_id=o.pk, nieuw=make_nieuw(plaats, *gekozen, **velden), gezien=gezien
    )


def test_a_weighing_keeps_what_was_proposed_what_the_rules_said_and_what_was_chosen() -> None:
    controle = begin(make_controle())
    bevinding = vind(controle, "overtreden")
    rond_af(controle)
    o = make_overtreding(bevindingen=(bevinding,))
    aspecten = {"voordeel": Aspectoordeel("€ 4.000 aan afvoerkosten.", "factuur")}
    a = weeg(
        o,
        "B3",
        "waarschuwing",
        aspecten=aspecten,
        overleg=make_overleg(True),
        verworpen={"informeren": "Dat is al gedaan."},
        bewijzen=[f"bevinding:{bevinding.pk}", "document:weg"],
    )
    assert (a.aard, str(a), a.voorgesteld, a.volgnummer) == ("eerste", "B3", ["B3"], 1)
    assert a.matrix["zekerheid"] == "aanname" and a.matrix["regel"]["bestand"].endswith("strategie.yaml")
    assert "last_onder_dwangsom" in a.matrix["bestuursrecht"]
    [voordeel] = [b for b in a.aspecten if b["telt"]]
    assert voordeel["grond"].startswith("€ 4.000") and not voordeel["voorgesteld"]
    assert a.overleg["met"] == ["openbaar ministerie (Functioneel Parket)"] and a.overleg["gevraagd"]
    assert [b["naam"] for b in a.bewijzen] == [f"bevinding 1 van {controle.kenmerk}"]
    assert a.verworpen == [{"instrument": "informeren", "reden": "Dat is al gedaan."}]
    regel = Gebeurtenis.objects.get(handeling="overtreding.afweging")
    assert (regel.onderwerp_id, regel.inhoud["plaats"]) == (str(o.pk), "B3")


def test_a_next_weighing_is_a_version_and_the_one_before_stays() -> None:
    o = make_overtreding()
    eerst = weeg(o, gezien=0)
    for fout, velden in (
        (AnderWasVoorError, {"gezien": 0, "reden": "Het gaat door."}),
        (StrategieError, {"gezien": 1}),
        (StrategieError, {"gezien": 1, "reden": "Het gaat door.", "zwaarder": True}),
    ):
        with pytest.raises(fout):
            weeg(o, **velden)
    voorstel = find_leidraad_van(warn(o), klok.today())
    assert voorstel.rij is None and "‘Lekbak is vol’" in voorstel.ontbreekt
    twee = weeg(o, "B3", "last_onder_dwangsom", zwaarder=True, reden="De termijn verliep.", gezien=1)
    drie = weeg(o, "A2", "aanspreken", reden="Ander rapport gekregen.")
    assert [a.aard for a in (eerst, twee, drie)] == ["eerste", "escalatie", "herzien"]
    acts = Overtredingsgebeurtenis.objects.filter(overtreding=o).order_by("volgnummer")
    assert [a.reden for a in acts] == ["", "De termijn verliep.", "Ander rapport gekregen."]
    eerst.refresh_from_db()
    assert eerst.gekozen == ["waarschuwing"]
    with pytest.raises(DatabaseError), transaction.atomic(), claim_alles():
        Afweging.objects.filter(pk=eerst.pk).update(gekozen=["informeren"])


def test_who_may_not_see_or_not_weigh_does_not() -> None:
    o = make_overtreding()
    for viewer, fout in ((BUITEN, BestaatNietError), (LEZER, GeenToegangError)):
        with pytest.raises(fout):
            record_afweging(viewer=viewer, overtreding_id=o.pk, nieuw=make_nieuw())
    dicht = make_overtreding("O-2", staat="vervallen")
    with pytest.raises(StrategieError, match="vervallen"):
        weeg(dicht)
    oud = make_overtreding("O-3", bevoegd_gezag="GM0000")
    assert weeg(oud).matrix["regel"]["laag"] == "landelijk"


def test_earlier_violations_of_the_same_offender_count_within_the_term_and_within_sight() -> None:
    """The same business as another supplier records it; what is too old, lapsed or out of sight is not there."""
    hier = make_bedrijf()
    andere_dienst = make_viewer("gebruiker 944", *RECHTEN, organisatie="OD-ANDER")
    daar = make_bedrijf("V-9", leverancier="OD-ANDER", viewer=andere_dienst)
    koppelaar = make_viewer("gebruiker 945", "ontdubbeling.decide")
    herkomst = record_herkomst(leverancier=hier.leverancier, soort="handeling")
    record_toewijzing(viewer=koppelaar, bronobject_id=daar.pk, identiteit=hier.pk, herkomst=herkomst)
    o = make_overtreding(wie=hier, dag=date(2026, 3, 2))
    make_overtreding(
        "O-zelfde",
        date(2024, 3, 2),
        wie=daar,
        organisatie="OD-ANDER",
        normen=("BAL  4.1141",),
        staat="beeindigd",
    )
    make_overtreding("O-rand", date(2021, 3, 2), wie=hier, staat="beeindigd")
    make_overtreding("O-oud", date(2021, 3, 1), wie=hier, staat="beeindigd")
    make_overtreding("O-weg", date(2025, 3, 2), wie=hier, staat="vervallen")
    make_overtreding("O-ver", date(2025, 3, 2), wie=hier, gebied="GM9903", organisatie="OD-ZUID")
    make_overtreding("O-naast", date(2026, 5, 1), wie=hier, normen=("Bal 2.11",))
    drempels = read_strategieregels(klok.today()).drempels
    dossier = read_dossierfeiten(JURIST, o, drempels)
    assert {e.kenmerk: e.zelfde_norm for e in dossier.feiten.eerdere} == {"O-zelfde": True, "O-rand": True}
    assert [e.kenmerk for e in dossier.feiten.naast] == ["O-naast"]
    weeg(o)
    assert Afweging.objects.get().aspecten[0]["waarom"].startswith("Deze norm is in de 5 jaar ervoor")
    with CaptureQueriesContext(connection) as vragen:
        read_dossierfeiten(JURIST, o, drempels)
    assert len(vragen) < 16


ANDER = make_viewer("gebruiker 946", *RECHTEN, organisatie="OD-ANDER")
PERIODE = {"tot": date(2900, 1, 1), "kleinste": KLEINSTE}


def fill_gebruik() -> None:
    """Own weighings of two teams and one that departs after being weighed again; of another organisation five at one place and two at another."""
    for n, (keuze, team) in enumerate(
        [("waarschuwing", "a"), ("waarschuwing", "a"), ("bestuurlijk_gesprek", "b")]
    ):
        weeg(make_overtreding(f"O-{n}", team=team), "B3", keuze)
    anders = make_overtreding("O-af", team="b")
    weeg(anders, "A1", "aanspreken")
    weeg(anders, "A1", "gedogen", afwijking="Het wordt verplaatst.", reden="Nieuwe gegevens.")
    for n in range(KLEINSTE + 2):
        o = make_overtreding(f"X-{n}", organisatie="OD-ANDER")
        nieuw = make_nieuw("B3" if n < KLEINSTE else "A1", "waarschuwing")
        record_afweging(viewer=ANDER, overtreding_id=o.pk, nieuw=nieuw)


def test_figures_count_what_holds_and_hide_small_numbers_of_others() -> None:
    """Own teams side by side; of another organisation a place counts from five, also in the totals."""
    fill_gebruik()
    zwaarte = read_strategieregels(klok.today()).zwaarte
    periode, b3 = PERIODE | {"van": klok.today()}, read_plaats("B3")
    gebruik = read_gebruik(JURIST, **periode)
    plaatsen = group_plaatsen(gebruik, zwaarte)
    assert {str(p): g.aantal for p, g in plaatsen.items()} == {"B3": 8, "A1": 1} and gebruik.weggelaten
    assert (sum_alles(gebruik, zwaarte).afwijkend, gebruik.aantal) == (1, 9)
    diensten = group_gelijk(gebruik, zwaarte)
    assert list(diensten) == [b3] and set(diensten[b3]) == {"OD-NOORD", "OD-ANDER"}
    assert derive_spreiding(diensten[b3]) == 33.3
    teams = group_gelijk(gebruik, zwaarte, per_team="OD-NOORD")[b3]
    assert derive_spreiding(teams) == 100.0 and teams["a"].gekozen["waarschuwing"] == 2
    assert read_gebruik(ANDER, **periode, organisatie="OD-ANDER").aantal == KLEINSTE + 2
    assert read_gebruik(BUITEN, **periode).tellingen == ()
    with CaptureQueriesContext(connection) as vragen:
        read_gebruik(JURIST, **periode)
    assert len(vragen) == 1
