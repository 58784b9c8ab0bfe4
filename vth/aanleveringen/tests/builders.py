"""Builders with fixed values for deliveries."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.services import accept_aanlevering, process_aanlevering
from vth.organisaties.services import record_stamgegevens
from vth.toegang.rules import ALLE_SOORTEN, Viewer, Zicht, derive_niveaus

PROFIELEN = Path(__file__).parent / "profielen"
BEHEERDER = Viewer(
    actor="Bo Beheerder",
    zicht=Zicht(
        soorten=ALLE_SOORTEN, leveranciers=frozenset({"OD-PROEF"}), niveaus=derive_niveaus("vertrouwelijk")
    ),
    handelingen=frozenset(
        {"aanlevering.accept", "aanlevering.decide", "aanlevering.waarschuwing.accept", "register.read"}
    ),
    organisaties=frozenset({"OD-PROEF"}),
    rollen=frozenset({"functioneel_beheerder"}),
)
KOP = "NR;NAAM;BRZO;SINDS;TOT;CAP;STRAAT;HNR;PC;PLAATS;X;Y;KVK;VEST;BEDRIJF"
SITE = {
    "NR": "A1",
    "NAAM": "Tankstation De Linde",
    "BRZO": "N",
    "SINDS": "01-02-2003",
    "TOT": "",
    "CAP": "12,5",
    "STRAAT": "Dorpsstraat",
    "HNR": "12",
    "PC": "9901 AB",
    "PLAATS": "Lindeveen",
    "X": "230000",
    "Y": "580000",
    "KVK": "01234567",
    "VEST": "000012345678",
    "BEDRIJF": "De Linde BV",
}


def make_site(nr: str = "A1", **anders: str) -> dict[str, str]:
    """One row of the file; name only what the test is about. Every site has its own business."""
    eigen = {"NR": nr, "VEST": f"{abs(hash_nr(nr)):012d}"}
    return SITE | eigen | anders


def hash_nr(nr: str) -> int:
    """A number that depends on the key alone."""
    return sum(ord(c) * 31**n for n, c in enumerate(nr)) % 10**11


def make_csv(rijen: Iterable[dict[str, str]], kop: str = KOP) -> str:
    """Write rows as the text of a file."""
    namen = kop.split(";")
    return "\n".join([kop, *(";".join(rij.get(n, "") for n in namen) for rij in rijen)]) + "\n"


def lever(
    inhoud: str | bytes | Iterable[dict[str, str]],
    *,
    profiel: str = "proef.sites",
    peildatum: date = date(2024, 1, 1),
    viewer: Viewer = BEHEERDER,
    **anders: Any,
) -> Aanlevering:
    """Deliver a file and process it."""
    if not isinstance(inhoud, str | bytes):
        inhoud = make_csv(inhoud)
    bytes_ = inhoud.encode() if isinstance(inhoud, str) else inhoud
    aanlevering = accept_aanlevering(
        viewer=viewer,
        profiel_id=profiel,
        brokken=[bytes_],
        bestandsnaam="sites.csv",
        peildatum=peildatum,
        **anders,
    )
    return process_aanlevering(aanlevering.pk)


def load_organisaties() -> None:
    """Load the real organisations, for tests in which a code of one is delivered."""
    viewer = Viewer(
        actor="proef",
        zicht=Zicht(soorten=ALLE_SOORTEN, landelijk=True, niveaus=derive_niveaus("vertrouwelijk")),
        handelingen=frozenset({"stamgegevens.record"}),
    )
    record_stamgegevens(viewer=viewer)
