"""The page of the leidraad: what is proposed for a violation of an authority, the whole list, and published cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from vth.organisaties.selectors import find_omgevingsdienst, list_namen
from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Filterveld, Kenmerk, Kolom
from vth.vormgeving.opmaak import format_getal

from .fouten import StrategieError
from .leidraad import Leidraadvoorstel, Precedent, Rij, read_precedenten, read_rijen
from .regelset import find_leidraad

KOLOMMEN = (
    Kolom("aard", "Overtreding"),
    Kolom("normen", "Norm"),
    Kolom("termijn", "Begunstigingstermijn"),
    Kolom("bedrag", "Bedrag (€)", "getal"),
    Kolom("per", "Hoe"),
    Kolom("maximum", "Maximum (€)", "getal"),
    Kolom("opmerking", "Opmerking"),
)
LABELS = {
    "bedrag": "Bedrag (€)",
    "modaliteit": "Hoe",
    "maximum": "Maximum (€)",
    "termijn": "Termijn",
    "opmerking": "Opmerking",
    "uitkomst": "Afloop",
    "leert": "Wat dit leert",
    "ecli": "ECLI",
}


@dataclass(frozen=True)
class Leidraadpagina:
    """Everything that the page shows; `fout` when the list of the authority cannot be used."""

    velden: tuple[Filterveld, ...]
    aard: str
    voorstel: Leidraadvoorstel | None
    rijen: tuple[dict[str, Any], ...]
    precedenten: tuple[tuple[Precedent, tuple[Kenmerk, ...]], ...]
    bron: str
    zekerheid: str
    fout: str = ""
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def read_leidraadpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Leidraadpagina:
    """Put the page together for the authority and the words that an address asks for."""
    dag = klok.today()
    codes = sorted(viewer.zicht.gebieden)[:400]
    gezag = vraag.get("gezag") or ""
    gezag = gezag if gezag in codes else ""
    dienst = find_omgevingsdienst(gezag, dag) if gezag else ""
    aard = (vraag.get("aard") or "").strip()[:200]
    namen = list_namen(codes, dag)
    velden = [
        Filterveld("aard", "Overtreding of norm", soort="tekst", hint="Bijvoorbeeld: geluid, of Bal 4.1141.")
    ]
    if codes:
        velden.append(Filterveld("gezag", "Bevoegd gezag", [(c, namen[c]) for c in codes]))
    find = partial(find_grond, geldig_op=dag, bevoegd_gezag=gezag, omgevingsdienst=dienst)
    try:
        grond = find("handhaving.leidraad")
        rijen = read_rijen(grond)
        precedenten = read_precedenten(find("handhaving.precedenten"))
        voorstel = (
            find_leidraad(aard, [aard], dag, bevoegd_gezag=gezag, omgevingsdienst=dienst) if aard else None
        )
    except (RegelError, StrategieError) as fout:
        return Leidraadpagina(tuple(velden), aard, None, (), (), "", "", fout=str(fout))
    getoond = voorstel.precedenten if voorstel else precedenten
    return Leidraadpagina(
        tuple(velden),
        aard,
        voorstel,
        tuple(_make_rij(r) for r in rijen),
        tuple((p, tuple(_list_kenmerken(p))) for p in getoond),
        grond.verwijzing,
        grond.zekerheid,
    )


def _make_rij(rij: Rij) -> dict[str, Any]:
    """Make one row of the list."""
    return {
        "aard": rij.aard,
        "normen": "; ".join(rij.normen),
        "termijn": f"{rij.termijn} {rij.eenheid}" if rij.termijn else "geen",
        "bedrag": rij.bedrag,
        "per": f"per {rij.per}" if rij.per else rij.modaliteit,
        "maximum": rij.maximum,
        "opmerking": rij.opmerking,
    }


def _list_kenmerken(p: Precedent) -> list[Kenmerk]:
    """List what is known of a published case."""
    rijen = [Kenmerk("Wat er speelde", p.feiten)]
    for code, label in LABELS.items():
        if waarde := p.gegevens.get(code):
            rijen.append(Kenmerk(label, format_getal(waarde) if code in ("bedrag", "maximum") else waarde))
    return rijen
