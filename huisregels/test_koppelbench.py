"""The bench of linking works, and what it measures on a small region is what the documents say of large ones."""

from pathlib import Path

import pytest
from splink import DuckDBAPI, Linker

from bench.koppelbronnen import load_frs, load_ghgrp_tri, load_nederland
from bench.koppelen import measure_kwaliteit, open_con
from bench.koppelregio import make_regio
from vth.ontdubbeling.clusters import make_clusters
from vth.ontdubbeling.koppeling import link_records, prepare_betrokken
from vth.ontdubbeling.profiel import read_profiel
from vth.ontdubbeling.vergelijkingen import make_instellingen
from vth.ontdubbeling.voorbereiding import make_records
from vth.ontdubbeling.wegen import select_gewogen

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ECHT = pytest.mark.skipif(
    not DATA.exists(), reason=f"{DATA} is er niet; deze proef heeft openbare gegevens nodig"
)


def test_the_invented_region_is_the_same_each_time() -> None:
    inhoud = []
    for _ in range(2):
        with open_con() as con:
            make_records(con)
            make_regio(con, 200)
            inhoud.append(
                con.execute("SELECT md5(string_agg(r::VARCHAR, '' ORDER BY id)) FROM records r").fetchone()
            )
    assert inhoud[0] == inhoud[1]


def test_another_seed_makes_another_region() -> None:
    namen = []
    for zaad in (0, 1):
        with open_con() as con:
            make_records(con)
            make_regio(con, 200, zaad)
            namen.append(con.execute("SELECT naam, straat FROM records ORDER BY id").fetchall())
    assert namen[0] != namen[1]


@pytest.mark.traag
def test_the_invented_region_is_linked_with_few_mistakes() -> None:
    with open_con() as con:
        make_records(con)
        make_regio(con, 3000)
        link_records(con, read_profiel("nl"))
        make_clusters(con)
        gemeten = measure_kwaliteit(con)
    assert gemeten["clusterprecisie"] >= 0.98
    assert gemeten["clustervindt"] >= 0.85


@pytest.mark.traag
def test_pairs_weigh_what_splink_says_they_weigh() -> None:
    profiel = read_profiel("nl")
    with open_con() as con:
        make_records(con)
        make_regio(con, 400)
        model = link_records(con, profiel).model
        prepare_betrokken(con, deel=False)
        con.execute(f"CREATE TABLE eigen AS {select_gewogen(profiel, model, 'kandidaten', alles=True)}")
        con.execute(
            "CREATE TABLE blok AS SELECT '0' AS match_key, nr_l AS join_key_l, nr_r AS join_key_r FROM kandidaten"
        )
        api = DuckDBAPI(con)
        linker = Linker(
            api.register("voorbereid"), make_instellingen(model.gewichten, model.kans), log_level=None
        )
        linker.table_management.register_blocked_pairs_for_predict(api.register("blok"))
        splink = linker.inference.predict(warning_mode="never").physical_name
        aantal, anders = con.execute(
            f"""SELECT count(*), count(*) FILTER (abs(s.match_weight - e.match_weight) > 1e-9 OR abs(s.mw_naam - e.mw_naam) > 1e-9)
            FROM eigen e JOIN {splink} s USING (nr_l, nr_r)"""
        ).fetchone() or (0, 0)
        assert anders == 0
        assert con.execute("SELECT count(*) FROM blok").fetchone() == (aantal,) and aantal > 100


@ECHT
@pytest.mark.traag
def test_the_matcher_never_sees_the_truth() -> None:
    with open_con() as con:
        load_ghgrp_tri(con, DATA, geschiedenis=True)
        load_frs(con, DATA)
        gezien = con.execute(
            "SELECT count(*) FROM frs SEMI JOIN (SELECT unnest([naam, straat, postcode, kvk, bag, eu_id]) AS nummer FROM records) USING (nummer)"
        ).fetchone()
    assert gezien == (0,)


@ECHT
@pytest.mark.traag
def test_two_dutch_registers_are_linked_and_some_pairs_wait() -> None:
    with open_con() as con:
        load_nederland(con, DATA)
        link_records(con, read_profiel("nl"))
        uitkomsten = dict(
            con.execute(
                "SELECT uitkomst, count(*) FROM paren WHERE links[1] <> rechts[1] GROUP BY 1"
            ).fetchall()
        )
    assert uitkomsten["gekoppeld"] > 100
    assert uitkomsten["te_beoordelen"] > 0
