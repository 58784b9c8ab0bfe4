"""Distances by road that an organisation brought from a route planner: they replace the straight line wherever they are given."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db import transaction

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.selectors import list_codes
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import NIVEAU, SOORT
from .fusie.model import Dienst
from .lijsten.rules import LijstError, Regelfout, read_tabel
from .models import Afstandenlijst, Dienstbeeld
from .rules import MonitoringError, parse_getal
from .selectors import derive_lezer_q, list_zetels

VERKENNEN = "fusie.explore"
OMGEVINGSDIENST = "omgevingsdienst"
KOLOMMEN = ("van", "naar", "km")
VERST_KM = Decimal(600)
# Seats lie where the map has them, to some hundreds of metres.
SPELING_KM = 1.0


def read_afstandentabel(
    tekst: str, diensten: Iterable[str], beelden: Mapping[str, Dienstbeeld]
) -> list[dict[str, str]]:
    """Read a table of distances by code pair (van; naar; km). Raises LijstError that names every wrong row, and MonitoringError for an empty list.

    Refused are a code that is no omgevingsdienst, a dienst to itself, the same pair again, what is no number of km or cannot be in this country, and a
    road that is shorter than the straight line.
    """
    mag, gezien = set(diensten), set()
    goed, fouten = [], []
    for rij in read_tabel(tekst, KOLOMMEN):
        van, naar = rij.get("van", ""), rij.get("naar", "")
        try:
            if (van, naar) in gezien:
                raise ValueError(f"{van} naar {naar} staat er twee keer in.")
            gezien.add((van, naar))
            goed.append(
                {"van": van, "naar": naar, "km": str(_read_km(rij.get("km", ""), van, naar, mag, beelden))}
            )
        except ValueError as fout:
            fouten.append(Regelfout(int(rij["regel"]), str(fout)))
    if fouten:
        raise LijstError(fouten)
    if not goed:
        raise MonitoringError(
            "De lijst heeft geen enkele afstand. Zet onder de kop een regel per paar van diensten."
        )
    return goed


def _read_km(tekst: str, van: str, naar: str, mag: set[str], beelden: Mapping[str, Dienstbeeld]) -> Decimal:
    """Read how far it is. Raises ValueError."""
    vreemd = [code for code in (van, naar) if code not in mag]
    if vreemd:
        raise ValueError(f"‘{vreemd[0][:30]}’ is geen omgevingsdienst. Gebruik de codes van het register.")
    if van == naar:
        raise ValueError(f"{van} naar zichzelf heeft geen afstand.")
    km = parse_getal(tekst.removesuffix("km"))
    if km is None or not km.is_finite():
        raise ValueError(f"km is ‘{tekst[:20]}’, en dat is geen getal.")
    if not 0 < km <= VERST_KM or km != round(km, 2):
        raise ValueError(
            f"km is {tekst[:20]}, en moet boven 0 en hoogstens {VERST_KM} zijn, met hoogstens twee cijfers achter de komma."
        )
    if van in beelden and naar in beelden:
        recht = math.hypot(beelden[van].x - beelden[naar].x, beelden[van].y - beelden[naar].y) / 1000
        if float(km) < recht - SPELING_KM:
            raise ValueError(f"km is {tekst[:20]}, en in een rechte lijn is het al {recht:.1f} km.")
    return km


@transaction.atomic
@claim_alles()
def record_afstanden(*, viewer: Viewer, organisatie: str, tekst: str, bron: str) -> Afstandenlijst:
    """Keep the distances of an organisation; the last list counts for its searches, those before it stay.

    Raises GeenToegangError, LijstError and MonitoringError as `read_afstandentabel`, also without a source.
    """
    check_bevoegd(viewer, VERKENNEN, namens=organisatie)
    if not bron.strip():
        raise MonitoringError("Zeg waar de afstanden vandaan komen, zoals de routeplanner en de dag.")
    vandaag = klok.today()
    regels = read_afstandentabel(tekst, list_codes(vandaag, soort=OMGEVINGSDIENST), list_zetels(vandaag))
    lijst = Afstandenlijst.objects.create(
        soort=SOORT,
        leverancier=organisatie,
        gebied="",
        vertrouwelijkheid=NIVEAU,
        regels=regels,
        bron=bron.strip()[:300],
        op=klok.now(),
        door=viewer.actor,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        handeling="fusie.afstanden",
        organisatie=organisatie,
        onderwerp=("afstandenlijst", str(lijst.pk)),
        inhoud={"aantal": len(regels), "bron": lijst.bron},
    )
    return lijst


def find_afstandenlijst(viewer: Viewer) -> Afstandenlijst | None:
    """Give the distances that count for this viewer: the last list of an own organisation."""
    return Afstandenlijst.objects.filter(derive_lezer_q(viewer)).order_by("-op", "-id").first()


def read_afstanden(viewer: Viewer, diensten: Sequence[Dienst]) -> list[Dienst]:
    """Give each dienst the distances by road that count for this viewer."""
    lijst = find_afstandenlijst(viewer)
    per: dict[str, dict[str, Any]] = {}
    for rij in lijst.regels if lijst else ():
        per.setdefault(rij["van"], {})[rij["naar"]] = Decimal(rij["km"])
    return [replace(d, afstanden=per[d.code]) if d.code in per else d for d in diensten]
