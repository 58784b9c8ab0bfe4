"""Three files as one chain (businesses, inspections, violations), through the ordinary importer with the profiles of the house."""

import os
from datetime import date
from pathlib import Path

import duckdb
import pytest

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import list_verslag
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.register.models import BevindingVoorkomen, Bronobject, ControleVoorkomen, Relatie
from vth.tijd import klok
from vth.toegang.selectors import make_systeemviewer

SHARED = Path(os.environ.get("VTH_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data" / "keten_horeca_sf"
PROFIELEN = ("sf.horeca", "sf.horeca.inspecties", "sf.horeca.overtredingen")
BESTANDEN = ("businesses", "inspections_plus", "violations_plus")
# Of the real files the businesses up to this number; all of them are delivered by `python -m bench.echte_gegevens`.
TOT = 2500
GOED = range(100, 160)
# One of each case that the real files have, among enough that is right: a delivery of which much is wrong is refused as a whole.
EIGEN = {
    "businesses": [
        "business_id,name,address,city,state,postal_code,latitude,longitude,phone_number",
        "19,CAF\xc9 DE LINDE,1 LINDE ST,San Francisco,CA,94109,37.78,-122.42,",
        "24,LINDE PANTRY,2 LINDE ST,San Francisco,CA,,,,",
        *(f"{n},ZAAK {n},{n} LINDE ST,San Francisco,CA,,,," for n in GOED),
    ],
    "inspections_plus": [
        "business_id,Score,date,type",
        '19,94,"20160513",Routine - Unscheduled',
        '19,,"20160513",Complaint',
        '19,,"20160601",Complaint',
        '19,,"20160601",Reinspection/Followup',
        '24,,"20160701",Non-inspection site visit',
        '24,,"20160801",Complaint',
        '24,,"20160801",Complaint',
        *(f'{n},96,"20160513",Routine - Unscheduled' for n in GOED),
    ],
    "violations_plus": [
        "business_id,date,ViolationTypeID,risk_category,description",
        "19,20160513,103157,Low Risk,Card not available",
        "19,20160513,103144,High Risk,Equipment",
        "19,20160601,103144,Low Risk,Equipment",
        "24,20160701,103144,Low Risk,Equipment",
        *(f"{n},20160513,103144,Moderate Risk,Equipment" for n in GOED),
    ],
}


def deliver(bestanden: dict[str, bytes]) -> list[Aanlevering]:
    """Deliver the three files one after another."""
    viewer = make_systeemviewer("proef", op=klok.today())
    rijen = []
    for profiel, naam in zip(PROFIELEN, BESTANDEN, strict=True):
        a = accept_aanlevering(
            viewer=viewer,
            profiel_id=profiel,
            brokken=[bestanden[naam]],
            bestandsnaam=f"{naam}.csv",
            peildatum=date(2017, 12, 31),
        )
        rijen.append(process_aanlevering(a.pk))
    return rijen


def list_meldingen(aanlevering: Aanlevering) -> list[tuple[int | None, str]]:
    """Which row was told what."""
    return sorted((r.rijnummer, r.toets) for r in list_verslag(aanlevering))


def find_controle(bevinding: str) -> str:
    """The key of the controle to which a finding hangs."""
    relatie = Relatie.objects.believed().filter(van__sleutel=bevinding, soort="uitkomst_van")
    return str(relatie.values_list("naar__sleutel", flat=True).get())


@pytest.mark.usefixtures("verse_database")
def test_violation_hangs_to_the_inspection_of_its_day_and_what_is_doubtful_is_told_by_row() -> None:
    bestanden = {naam: "\n".join(rijen).encode("cp1252") for naam, rijen in EIGEN.items()}
    zaken, inspecties, overtredingen = deliver(bestanden)
    assert [a.staat for a in (zaken, inspecties, overtredingen)] == ["verwerkt"] * 3
    assert list_meldingen(inspecties) == [(6, "veld.codelijst")]
    assert inspecties.opmerkingen[0].startswith("1 rij is in alle gebruikte kolommen gelijk")
    assert list_meldingen(overtredingen) == [
        (2, "relatie.verwijzing_gekozen"),
        (3, "relatie.verwijzing_gekozen"),
        (4, "relatie.verwijzing_meerduidig"),
        (5, "relatie.verwijzing_onbekend"),
    ]
    assert find_controle("19/20160513/103157") == "19/20160513/Routine - Unscheduled"
    nummers = BevindingVoorkomen.objects.filter(bronobject__sleutel__startswith="19/").order_by(
        "bronobject__sleutel"
    )
    assert [b.volgnummer for b in nummers] == [1, 2]
    weer = deliver(bestanden)[2].tellingen["verschil"]["bevinding"]
    assert (weer["nieuw"], weer["gewijzigd"], weer["ongewijzigd"]) == (0, 0, len(GOED) + 2)


def cut_echt(tmp_path: Path) -> tuple[dict[str, bytes], duckdb.DuckDBPyConnection]:
    """The rows of the first businesses of the real files, as bytes and as tables."""
    con, bytes_ = duckdb.connect(), {}
    for naam in BESTANDEN:
        regels = (DATA / f"{naam}.csv").read_bytes().splitlines(keepends=True)
        bytes_[naam] = b"".join([regels[0], *(r for r in regels[1:] if int(r.split(b",")[0]) <= TOT)])
        kopie = tmp_path / naam
        kopie.write_bytes(bytes_[naam].decode("cp1252").encode())
        con.execute(f"CREATE TABLE {naam} AS FROM read_csv('{kopie}', all_varchar=true, header=true)")
    return bytes_, con


def count_verwacht(con: duckdb.DuckDBPyConnection) -> tuple[int, int, int]:
    """How many controles and findings there should be, and violations refused, from the files and no code of the house."""
    rij = con.execute(
        "WITH c AS (SELECT DISTINCT business_id, date, type FROM inspections_plus WHERE type <> 'Non-inspection site visit'), "
        "d AS (SELECT business_id, date, count(*) AS n, count(*) FILTER (type LIKE 'Routine%') AS r FROM c GROUP BY ALL), "
        "v AS (SELECT v.*, coalesce(d.n = 1 OR d.r > 0, false) AS goed FROM violations_plus v LEFT JOIN d USING (business_id, date)) "
        "SELECT (SELECT count(*) FROM c), (SELECT count(*) FROM (SELECT DISTINCT * FROM v) WHERE goed), "
        "(SELECT count(*) FROM v WHERE NOT goed)"
    ).fetchone()
    assert rij
    return rij


@pytest.mark.usefixtures("verse_database")
@pytest.mark.skipif(
    not DATA.exists(), reason=f"{DATA} is er niet: de proef op de echte keten is overgeslagen"
)
def test_real_files_become_what_they_say(tmp_path: Path) -> None:
    bytes_, con = cut_echt(tmp_path)
    aanleveringen = deliver(bytes_)
    assert [a.staat for a in aanleveringen] == ["verwerkt"] * 3, [a.uitleg for a in aanleveringen]
    controles, bevindingen, geweigerd = count_verwacht(con)
    assert ControleVoorkomen.objects.count() == controles > 1_000
    assert BevindingVoorkomen.objects.count() == bevindingen > 2_000
    assert aanleveringen[2].tellingen["geweigerd"] == geweigerd
    assert Bronobject.objects.filter(soort="vthobject").count() == bytes_["businesses"].count(b"\n") - 1
