"""The way of a delivery through the house: read, map, check, compare, write. One function per step."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from vth.analyse.motor import open_duckdb
from vth.begrippen.rules import Objecttype
from vth.begrippen.selectors import read_lijst, read_model
from vth.interface.inlezen import read_bestand
from vth.organisaties.selectors import list_organisaties
from vth.register.services import get_pseudoniem
from vth.register.standlezen import find_bekende_sleutels
from vth.tijd.rules import derive_legal_day

from . import kengetallen as kengetal
from . import toetsing, verslag
from .afbeelding import drop_ruw, make_tabellen
from .models import Aanlevering, Aanvaarding, Kengetal, Toetstelling
from .profiel import Leverprofiel
from .rules import Telling
from .stand import load_stand
from .verrijking import enrich_namen, enrich_plaatsen
from .verschil import Verschil, make_verschil
from .verwijzingen import resolve_verwijzingen, show_gezocht

Voortgang = Callable[[str, int, int], None]
STAPPEN = ("lezen", "vertalen", "toetsen", "vergelijken", "verslag maken", "vastleggen")
HOOGSTE_RONDES = 10


@dataclass
class Verwerking:
    """What is at hand while one delivery is being processed."""

    con: duckdb.DuckDBPyConnection
    aanlevering: Aanlevering
    profiel: Leverprofiel
    werkmap: Path
    model: Mapping[str, Objecttype] = field(default_factory=read_model)
    nummers: dict[str, int] = field(default_factory=dict)

    @property
    def ontvangen_op(self) -> date:
        """Give the legal day on which the delivery came in."""
        return derive_legal_day(self.aanlevering.ontvangen_op)


def check_bestand(werk: Verwerking, voortgang: Voortgang) -> Telling:
    """Read, map and check the file; leaves `geweigerd` and the outcomes behind and gives the counts."""
    voortgang("lezen", 0, 0)
    inlezing = read_bestand(
        werk.con, verslag.get_map(werk.aanlevering) / "bestand", werk.profiel, werk.werkmap
    )
    werk.aanlevering.opmerkingen = list(inlezing.opmerkingen)
    if inlezing.ongebruikt:
        werk.aanlevering.opmerkingen.append(
            f"Deze kolommen worden niet gebruikt: {', '.join(inlezing.ongebruikt[:40])}."
        )
    voortgang("vertalen", 0, inlezing.rijen)
    _load_lijsten(werk)
    make_tabellen(
        werk.con,
        werk.profiel,
        werk.model,
        peildatum=werk.aanlevering.peildatum,
        pseudoniem=get_pseudoniem(werk.profiel.leverancier),
    )
    enrich_namen(werk.con, werk.profiel, werk.model)
    if "geoobject" in werk.profiel.gegevenssets:
        enrich_plaatsen(werk.con, werk.profiel, op=werk.aanlevering.peildatum)
    voortgang("toetsen", 0, inlezing.rijen)
    toetsing.make_uitkomst(werk.con)
    for _ in toetsing.run_toetsen(
        werk.con,
        werk.profiel,
        werk.model,
        peildatum=werk.aanlevering.peildatum,
        ontvangen_op=werk.ontvangen_op,
    ):
        pass
    _remark_gelijke_rijen(werk)
    toetsing.empty_velden(werk.con, werk.profiel, werk.model)
    werk.nummers = reload_stand(werk)
    _check_met_stand(werk)
    aanvaard = Aanvaarding.objects.filter(leverancier_id=werk.profiel.leverancier, ingetrokken_op=None)
    verslag.drop_aanvaard(werk.con, werk.profiel, aanvaard)
    return _count(werk, inlezing.rijen)


def drop_gelezen(werk: Verwerking) -> None:
    """Keep the refused rows as they were delivered, and let go of what nobody but reading and checking needs."""
    verslag.write_geweigerd(werk.con, verslag.get_map(werk.aanlevering))
    werk.con.execute("DROP TABLE bron")
    werk.con.execute("DROP TABLE bekend")
    for gegevensset in werk.profiel.gegevenssets:
        drop_ruw(werk.con, gegevensset)


def compare_bestand(werk: Verwerking, tot: date) -> Verschil:
    """Compare the accepted rows with the register."""
    return make_verschil(
        werk.con,
        werk.profiel,
        werk.model,
        peildatum=werk.aanlevering.peildatum,
        tot=tot,
        met_einden=_list_met_einden(werk),
    )


def _list_met_einden(werk: Verwerking) -> frozenset[str]:
    """List the gegevenssets of which records may end: a refused row without a key could be about any of the absent ones."""
    rij = werk.con.execute(
        "SELECT count(DISTINCT rijnummer) FROM (SELECT rijnummer FROM leesfout UNION ALL SELECT rijnummer FROM uitkomst "
        "WHERE toets = 'elk.sleutel_ontbreekt' AND ernst = 'blokkerend')"
    ).fetchone()
    if rij and rij[0]:
        _remark(
            werk,
            f"{rij[0]} geweigerde rijen hebben geen leesbaar nummer. Daarom eindigt met deze aanlevering geen enkel object.",
        )
        return frozenset()
    gesloten = set()
    for gegevensset in werk.profiel.gegevenssets:
        rij = werk.con.execute(
            f"SELECT count(*) FROM c_{gegevensset} SEMI JOIN geweigerd USING (rijnummer) WHERE sleutel IS NULL"
        ).fetchone()
        if rij and rij[0]:
            gesloten.add(gegevensset)
            wat = werk.model[gegevensset].meervoud
            _remark(
                werk,
                f"In {rij[0]} geweigerde rijen ontbreekt een nummer. Daarom eindigen met deze aanlevering geen {wat}.",
            )
    return frozenset(werk.profiel.gegevenssets) - gesloten


def _remark(werk: Verwerking, opmerking: str) -> None:
    """Tell the supplier something of the delivery as a whole, once."""
    if opmerking not in werk.aanlevering.opmerkingen:
        werk.aanlevering.opmerkingen.append(opmerking)


def _remark_gelijke_rijen(werk: Verwerking) -> None:
    """Tell how many rows say just what another row says and count with it; only rows whose key stands twice are looked at."""
    dubbel = " UNION ".join(
        f"SELECT rijnummer FROM c_{g} SEMI JOIN meervoudig_{g} USING (sleutel)"
        for g in werk.profiel.gegevenssets
    )
    rij = werk.con.execute(
        f"WITH x AS (SELECT * EXCLUDE (rijnummer) FROM bron SEMI JOIN ({dubbel}) USING (rijnummer)) "
        "SELECT (SELECT count(*) FROM x) - (SELECT count(*) FROM (SELECT DISTINCT * FROM x))"
    ).fetchone()
    if rij and rij[0]:
        wat = "1 rij is" if rij[0] == 1 else f"{rij[0]} rijen zijn"
        _remark(
            werk,
            f"{wat} in alle gebruikte kolommen gelijk aan een andere rij. Gelijke rijen tellen samen als één; "
            "waren het er echt meer, geef ze dan elk een eigen nummer.",
        )


def make_uitkomsten(werk: Verwerking, *, vergeleken: bool) -> tuple[list[Toetstelling], list[Kengetal]]:
    """Make report, counts and figures of a checked delivery; nothing is kept yet."""
    cijfers = kengetal.make_kengetallen(werk.con, werk.profiel, werk.model, werk.aanlevering)
    kengetal.load_vorige(werk.con, cijfers, _list_vorige(werk.aanlevering))
    if vergeleken:
        _run_verloop(werk)
    verslag.make_verslag(werk.con, werk.profiel, werk.model)
    return verslag.make_toetstellingen(werk.con, werk.aanlevering), cijfers


def make_werkmap(aanlevering: Aanlevering) -> Path:
    """Give an empty folder for the work on one delivery."""
    werkmap = verslag.get_map(aanlevering) / "werk"
    shutil.rmtree(werkmap, ignore_errors=True)
    werkmap.mkdir(parents=True)
    return werkmap


def open_werk(werkmap: Path) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    """Open the DuckDB in which the work on one delivery is done: in memory, and beyond its bound in `werkmap`."""
    return open_duckdb(werkmap)


def reload_stand(werk: Verwerking) -> dict[str, int]:
    """Read again what the register holds, after somebody else wrote."""
    return load_stand(werk.con, werk.profiel.leverancier, _list_soorten(werk.profiel), werk.werkmap)


def _list_soorten(profiel: Leverprofiel) -> list[str]:
    """List the kinds of record that a profile fills or refers to."""
    return sorted({*profiel.gegevenssets, *profiel.list_doelen()})


def _load_lijsten(werk: Verwerking) -> None:
    """Put code lists and organisations into tables, as the checks know them."""
    lijsten = {a.lijst for g in werk.profiel.gegevenssets for a in werk.model[g].attributen if a.lijst}
    codes = [
        (lijst, w.code, w.begin.isoformat().rjust(10, "0"), w.eind.isoformat())
        for lijst in sorted(lijsten)
        for w in read_lijst(lijst).waarden
    ]
    verslag.load_table(werk.con, "codes", ("lijst", "code", "begin", "eind"), codes)
    bekend = list_organisaties(op=werk.aanlevering.peildatum)
    verslag.load_table(werk.con, "organisaties", ("code",), [(o.organisatie_id,) for o in bekend])
    namen = [(o.naam.lower(), o.organisatie.soort, o.organisatie_id) for o in bekend]
    verslag.load_table(werk.con, "organisatienamen", ("naam", "soort", "code"), namen)


def _check_met_stand(werk: Verwerking) -> None:
    """Look references up and check what needs the state of the register: the dates of what is referred to, and the references themselves."""
    resolve_verwijzingen(werk.con, werk.profiel)
    toetsing.run_standtoetsen(werk.con, werk.profiel, {"ontvangen_op": werk.ontvangen_op.isoformat()})
    _check_relaties(werk)


def _check_relaties(werk: Verwerking) -> None:
    """Run the checks on references until no row is refused any more because of another refused row."""
    con = werk.con
    doelen = werk.profiel.list_doelen()
    for _ in range(HOOGSTE_RONDES):
        _make_geweigerd(con)
        delen = [
            f"SELECT '{g}' AS soort, sleutel FROM c_{g} ANTI JOIN geweigerd USING (rijnummer)"
            for g in werk.profiel.gegevenssets
            if g in doelen
        ]
        delen.append("SELECT soort, sleutel FROM stand_sleutel WHERE list_contains($doelen, soort)")
        con.execute(f"CREATE OR REPLACE TEMP TABLE bekend AS {' UNION ALL '.join(delen)}", {"doelen": doelen})
        con.execute("DELETE FROM uitkomst WHERE starts_with(toets, 'relatie.')")
        for gegevensset in werk.profiel.gegevenssets:
            con.execute(f"CREATE OR REPLACE TEMP VIEW verwijzingen AS FROM r_{gegevensset}")
            show_gezocht(con, gegevensset)
            for toets in toetsing.list_groep(werk.profiel, gegevensset, "relatie"):
                toetsing.run_toets(con, toets, {"gegevensset": gegevensset})
        nieuw = con.execute(
            "SELECT 1 FROM uitkomst u ANTI JOIN geweigerd g ON u.rijnummer = g.rijnummer WHERE u.ernst = 'blokkerend' LIMIT 1"
        ).fetchone()
        if nieuw is None:
            break
    _make_geweigerd(con)
    # A row that is refused for what it says itself need not also be told what it cannot refer to for that reason.
    con.execute(
        "DELETE FROM uitkomst WHERE toets = 'relatie.verwijzing_onbekend' AND rijnummer IN (SELECT rijnummer FROM uitkomst "
        "WHERE ernst = 'blokkerend' AND toets <> 'relatie.verwijzing_onbekend')"
    )


def _make_geweigerd(con: duckdb.DuckDBPyConnection) -> None:
    """List the rows that are refused so far."""
    con.execute(
        "CREATE OR REPLACE TABLE geweigerd AS SELECT DISTINCT rijnummer FROM uitkomst WHERE ernst = 'blokkerend' "
        "AND rijnummer IS NOT NULL UNION SELECT rijnummer FROM leesfout"
    )


def _run_verloop(werk: Verwerking) -> None:
    """Run the checks that look at the delivery as a whole, beside the one before and what others deliver."""
    werk.con.execute("DELETE FROM uitkomst WHERE starts_with(toets, 'verloop.')")
    rijen = []
    for gegevensset in werk.profiel.gegevenssets:
        nieuw = werk.con.execute(
            "SELECT sleutel FROM nieuwe_sleutel WHERE soort = $g ORDER BY hash(sleutel) LIMIT 200",
            {"g": gegevensset},
        ).fetchall()
        vreemd = find_bekende_sleutels(gegevensset, [s for (s,) in nieuw], niet_van=werk.profiel.leverancier)
        rijen.append((gegevensset, str(max(vreemd.values(), default=0)), str(len(nieuw))))
    verslag.load_table(werk.con, "vreemd_", ("gegevensset", "vreemd", "bekeken"), rijen)
    werk.con.execute(
        "CREATE OR REPLACE TABLE vreemde_sleutels AS SELECT gegevensset, vreemd::INT AS vreemd, bekeken::INT AS bekeken FROM vreemd_"
    )
    for gegevensset in werk.profiel.gegevenssets:
        vast = {
            "gegevensset": gegevensset,
            "volledig": werk.profiel.levering == "volledig",
            "peildatum": werk.aanlevering.peildatum.isoformat(),
        }
        for toets in toetsing.list_groep(werk.profiel, gegevensset, "verloop"):
            toetsing.run_toets(werk.con, toets, vast)


def _list_vorige(aanlevering: Aanlevering) -> list[Kengetal]:
    """Give the figures of the supplier's last delivery in this series that was registered."""
    vorige = (
        Aanlevering.objects.filter(
            leverancier=aanlevering.leverancier, reeks=aanlevering.reeks, staat=Aanlevering.Staat.VERWERKT
        )
        .exclude(pk=aanlevering.pk)
        .order_by("-afgerond_op")
        .first()
    )
    return list(vorige.kengetallen.all()) if vorige else []


def _count(werk: Verwerking, rijen: int) -> Telling:
    """Count refused rows and warnings, and how far the important fields are filled."""
    rij = werk.con.execute(
        "SELECT (SELECT count(*) FROM geweigerd), (SELECT count(DISTINCT u.rijnummer) FROM uitkomst u "
        "ANTI JOIN geweigerd g ON u.rijnummer = g.rijnummer WHERE u.ernst = 'waarschuwing' AND u.toets <> 'veld.vulling'), "
        "(SELECT count(DISTINCT rijnummer) FROM uitkomst WHERE starts_with(toets, 'relatie.') OR toets IN "
        "('elk.sleutel_dubbel', 'vthobject.zonder_locatie', 'activiteituitvoering.zonder_plaats'))"
    ).fetchone()
    assert rij
    return Telling(rijen, int(rij[0]), int(rij[1]), int(rij[2]), _measure_vulling(werk))


def _measure_vulling(werk: Verwerking) -> float:
    """Give the mean share in which important and required fields are filled in the accepted rows."""
    aandelen: list[float] = []
    for gegevensset in werk.profiel.gegevenssets:
        velden = [a.naam for a in werk.model[gegevensset].attributen if a.belangrijk or a.verplicht]
        tellingen = ", ".join(f'count("{v}")' for v in velden)
        rij = werk.con.execute(
            f"SELECT count(*), {tellingen} FROM c_{gegevensset} ANTI JOIN geweigerd USING (rijnummer)"
        ).fetchone()
        assert rij
        if rij[0]:
            aandelen += [n / rij[0] for n in rij[1:]]
    return sum(aandelen) / len(aandelen) if aandelen else 0.0
