"""Builders with fixed values: a round of two diensten, filled in, handed in, checked and judged."""

from datetime import date
from typing import Any

from vth.monitoring.models import Ronde, Zelfbeoordeling
from vth.monitoring.rules import Criteriumoordeel
from vth.monitoring.selectors import read_kader_van
from vth.monitoring.services import (
    do_stap,
    record_bewijs,
    record_opgaven,
    record_ronde,
)
from vth.monitoring.toetsen import record_oordeel
from vth.toegang.rules import Viewer, Zicht, derive_niveaus

NOORD, ZUID, MINISTERIE = "OD-NOORD", "OD-ZUID", "IENW"


def make_lid(
    actor: str, organisatie: str, *rechten: str, soorten: tuple[str, ...] = ("zelfbeoordeling",)
) -> Viewer:
    """Make somebody of one organisation who sees self-assessments as far as they are shared with it."""
    zicht = Zicht(
        soorten=frozenset(soorten), leveranciers=frozenset({organisatie}), niveaus=derive_niveaus("intern")
    )
    return Viewer(actor, zicht, handelingen=frozenset(rechten), organisaties=frozenset({organisatie}))


OPSTELLER = make_lid("gebruiker 961", NOORD, "zelfbeoordeling.record", "fusie.explore")
BUUR = make_lid("gebruiker 962", ZUID, "zelfbeoordeling.record")
TOETSER = make_lid("gebruiker 963", MINISTERIE, "zelfbeoordeling.check")
MINISTER = make_lid("gebruiker 964", MINISTERIE, "robuustheid.decide", "robuustheid.publish", "fusie.explore")
BESTUUR = make_lid("gebruiker 965", NOORD, "fusie.open", "fusie.explore")
REDEN = "Dit blijkt uit de stukken die de dienst gaf."
CIJFERS = {
    "deelnemers": "4",
    "deelnemers_volledig": "4",
    "omzet_basistaken": "€ 18.000.000",
    "omzet_totaal": "20000000",
    "personen_bodem": "5",
    "personen_geluid": "4",
    "personen_lucht": "2",
    "personen_externe_veiligheid": "3",
    "personen_afvalwater": "2",
    "personen_juridisch": "6",
    "deelnemers_strategie": "4",
    "aangesloten": "ja",
    "ontwikkelbudget": "450.000,50",
}


def make_ronde(**velden: Any) -> Ronde:
    """Open the round of 2024 with both diensten."""
    standaard: dict[str, Any] = {
        "naam": "Robuustheid 2024",
        "peildatum": date(2024, 1, 1),
        "indienen_voor": date(2024, 10, 3),
        "diensten": [NOORD, ZUID],
        "organisatie": MINISTERIE,
    }
    return record_ronde(viewer=MINISTER, **standaard | velden)


def get_van(ronde: Ronde, dienst: str = NOORD) -> Zelfbeoordeling:
    """Give the self-assessment of a dienst as it stands."""
    return Zelfbeoordeling.objects.get(ronde=ronde, dienst=dienst)


def fill_in(ronde: Ronde, viewer: Viewer = OPSTELLER, dienst: str = NOORD, **anders: str) -> Zelfbeoordeling:
    """Tell every figure and give evidence for every criterion."""
    z = get_van(ronde, dienst)
    kader = read_kader_van(ronde)
    gevraagd = {naam for c in kader.criteria for naam in c.metingen}
    record_opgaven(
        viewer=viewer,
        zelfbeoordeling_id=z.pk,
        waarden={n: w for n, w in (CIJFERS | anders).items() if n in gevraagd},
    )
    for c in kader.criteria:
        record_bewijs(
            viewer=viewer, zelfbeoordeling_id=z.pk, criterium=c.code, titel=c.bewijs[0], vindplaats="D-2024-1"
        )
    return get_van(ronde, dienst)


def hand_in(ronde: Ronde, viewer: Viewer = OPSTELLER, dienst: str = NOORD, **anders: str) -> Zelfbeoordeling:
    """Fill in, let the board see it, and hand it in."""
    z = fill_in(ronde, viewer, dienst, **anders)
    for stap in ("leg_voor", "dien_in"):
        do_stap(viewer=viewer, zelfbeoordeling_id=z.pk, stap=stap)
    return get_van(ronde, dienst)


def check(ronde: Ronde, viewer: Viewer = OPSTELLER, dienst: str = NOORD, **anders: str) -> Zelfbeoordeling:
    """Hand in, and take the technical check to its end."""
    z = hand_in(ronde, viewer, dienst, **anders)
    for stap in ("begin_toets", "rond_toets_af"):
        do_stap(viewer=TOETSER, zelfbeoordeling_id=z.pk, stap=stap)
    return get_van(ronde, dienst)


def make_oordelen(z: Zelfbeoordeling, *niet: str) -> dict[str, Criteriumoordeel]:
    """Judge every criterion; those in `niet` are not met."""
    return {c.code: Criteriumoordeel(c.code not in niet, REDEN) for c in read_kader_van(z.ronde).criteria}


def judge(z: Zelfbeoordeling, *niet: str) -> Zelfbeoordeling:
    """Write the verdict."""
    record_oordeel(
        viewer=MINISTER, zelfbeoordeling_id=z.pk, oordelen=make_oordelen(z, *niet), motivering=REDEN
    )
    return Zelfbeoordeling.objects.get(pk=z.pk)
