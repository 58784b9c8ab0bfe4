"""Asking for a legal value: which rule holds, on which day, for which authority."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .atw import Termijnregels
from .bestanden import KAMERS_DIR, Regelset, list_volgorde, read_regelset
from .feestdagen import Kalender
from .gebruik import note_gebruik
from .regelboek import KOP, derive_bladzijden
from .rules import Grond, Regel
from .termijn import Termijn, make_termijn
from .verjaring import Verjaringsregels


@lru_cache(maxsize=4)
def _read_regelset(kamers_dir: Path, regels_dir: str) -> Regelset:
    """Read the files once per folder; an installation that changes a file starts again."""
    return read_regelset(kamers_dir, Path(regels_dir) if regels_dir else None)


def read_alle_regels() -> Regelset:
    """Give all rules, shipped and overriding; raises RegelError with every fault of every file."""
    return _read_regelset(KAMERS_DIR, str(settings.REGELS_DIR or ""))


def clear_regels() -> None:
    """Forget what was read, so that changed files count; for tests and for `vth regelboek`."""
    _read_regelset.cache_clear()
    _read_kalender.cache_clear()


def list_regels() -> list[Regel]:
    """List the rules that come with the program, by id."""
    regels = read_alle_regels().landelijk
    return [regels[id_] for id_ in sorted(regels)]


def list_afwijkingen() -> list[Regel]:
    """List the rules that this installation, an OD or a bevoegd gezag puts before them, by id and layer."""
    return sorted(read_alle_regels().afwijkingen.values(), key=lambda r: (r.id, r.laag))


def read_regel(id_: str) -> Regel:
    """Give one rule that comes with the program; raises RegelError that names the nearest ids."""
    return read_alle_regels().read(id_)


def find_grond(id_: str, *, geldig_op: date, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Grond:
    """Give the value of a rule that holds on a legal day for an authority, with its source.

    Asked in order: bevoegd gezag, omgevingsdienst, this installation, the country; the first that has a value for
    the day answers. Raises RegelError when none has.
    """
    stapel = read_alle_regels().list_stapel(id_, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    volgorde = list_volgorde(bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    regel = next((regel for regel in stapel if regel.find_periode(geldig_op)), stapel[-1])
    return note_gebruik(regel.op(geldig_op, volgorde=volgorde))


def find_termijn(id_: str, *, geldig_op: date, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Termijn:
    """Give the term that a rule sets on a legal day for an authority."""
    grond = find_grond(id_, geldig_op=geldig_op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst)
    return make_termijn(grond)


@lru_cache(maxsize=512)
def _read_kalender(regels: Regelset, bevoegd_gezag: str, omgevingsdienst: str) -> Kalender:
    """Build the calendar of one authority once; it remembers the years it has worked out."""
    feestdagen, koningsdag, gelijkgesteld = (
        regels.list_stapel(
            f"regelgeving.{naam}", bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
        )
        for naam in ("feestdagen", "koningsdag", "gelijkgestelde_dagen")
    )
    return Kalender(vast=(feestdagen, koningsdag), gelijkgesteld=gelijkgesteld)


def read_kalender(*, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Kalender:
    """Give the holidays, with the days that an authority's own file adds."""
    return _read_kalender(read_alle_regels(), bevoegd_gezag, omgevingsdienst)


def read_termijnregels(
    *, geldig_op: date, bevoegd_gezag: str = "", omgevingsdienst: str = ""
) -> Termijnregels:
    """Give what counting a term needs: the calendar and the Algemene termijnenwet as it is on a legal day."""

    def find(naam: str) -> Grond:
        return find_grond(
            f"regelgeving.{naam}",
            geldig_op=geldig_op,
            bevoegd_gezag=bevoegd_gezag,
            omgevingsdienst=omgevingsdienst,
        )

    return Termijnregels(
        kalender=read_kalender(bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst),
        gewone_dag=find("atw_einde_op_gewone_dag"),
        gewone_dagen=find("atw_gewone_dagen"),
        grens=find("atw_grens"),
        bereik=find("atw_bereik"),
        buiten_bereik=find("atw_buiten_bereik"),
        terugrekening=find("atw_terugrekening"),
        verlengde_termijn=find("atw_verlengde_termijn"),
    )


def read_verjaringsregels(soort: str, *, geldig_op: date) -> Verjaringsregels:
    """Give what limitation rests on for a `dwangsom` or another `geldschuld` that arose on a legal day."""
    eigen = ("_dwangsom",) if soort == "dwangsom" else ()

    def find(naam: str) -> Grond:
        return find_grond(f"regelgeving.{naam}", geldig_op=geldig_op)

    return Verjaringsregels(
        termijn=make_termijn(find(f"verjaring_{soort}")),
        stuiting=find("verjaring_stuiting"),
        handelingen=tuple(find(f"stuitingshandelingen{deel}") for deel in ("", *eigen)),
        verlengingen=tuple(find(f"verjaringsverlengingen{deel}") for deel in ("", *eigen)),
        stuiting_verkort_niet=find("verjaring_stuiting_verkort_niet"),
        einde_verlenging=find("verjaring_einde_verlenging"),
    )


def list_regelboekverschillen(*, doelmap: Path) -> list[str]:
    """List in Dutch every page that differs from the rule files; empty when the regelboek is up to date."""
    bladzijden = derive_bladzijden(list_regels())
    verschillen = []
    for naam, tekst in sorted(bladzijden.items()):
        pad = doelmap / naam
        if not pad.exists():
            verschillen.append(f"{naam} ontbreekt")
        elif pad.read_text(encoding="utf-8") != tekst:
            verschillen.append(f"{naam} is anders dan de regelbestanden")
    return verschillen + [f"{p.name} hoort bij geen regels meer" for p in list_overbodige_bladzijden(doelmap)]


def list_overbodige_bladzijden(doelmap: Path) -> list[Path]:
    """List pages that were made for a room that has no rules any more; other files are not ours."""
    kamers = {f"{regel.kamer}.md" for regel in list_regels()} | {"README.md"}
    anders = (pad for pad in sorted(doelmap.glob("*.md")) if pad.name not in kamers)
    return [pad for pad in anders if pad.read_text(encoding="utf-8").startswith(KOP)]
