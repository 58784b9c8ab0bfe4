"""The demo: Lindeland in an installation, by the same services that everybody uses. Doing it again changes nothing."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.services import accept_aanlevering, decide_aanlevering, process_aanlevering
from vth.analyse.services import derive_sha256
from vth.ontdubbeling.models import Koppelronde
from vth.ontdubbeling.services import record_ronde
from vth.organisaties.mandaten.services import import_mandaten, record_functievervulling
from vth.organisaties.selectors import make_viewer
from vth.organisaties.services import import_grenzen, record_stamgegevens
from vth.regelgeving.selectors import clear_regels
from vth.register.plekcellen import refresh_plekcellen
from vth.tijd import klok
from vth.tijd.rules import Geldigheid
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.toegang.selectors import make_systeemviewer
from vth.toegang.services import record_gebruiker, record_lidmaatschap
from vth.toezicht.models import Controle
from vth.toezicht.ritme.boeking import update_ritme

from .adviezen import make_adviezen
from .bewaring import make_bewaarzaken
from .handhaving import make_handhaving
from .leveringen import Levering, list_leveringen
from .monitoring import make_cijfers, make_monitoring
from .opsporing import make_opsporing
from .programma import make_programma
from .signalen import make_signalen
from .toezicht import make_controles
from .vergunningen import make_informatie, make_meldingen, make_normen, make_vergunningen
from .wereld import read_gegevens
from .zaken import make_zaken

MAP = Path(__file__).parent
AANLEVERINGEN = MAP / "aanleveringen"
STAMGEGEVENS = MAP / "stamgegevens"
MANDATEN = MAP / "mandaten"
REGELS = MAP / "regels"
GRENZEN = STAMGEGEVENS / "grenzen.geojson"
GRENZEN_VANAF = date(2024, 1, 1)
LIDMAATSCHAP_VANAF = date(2024, 1, 1)
BLOK = 2**20
AFGEROND = (Aanlevering.Staat.VERWERKT, Aanlevering.Staat.GEWEIGERD, Aanlevering.Staat.WACHT)

Meld = Callable[[str], None]


class DemoError(Exception):
    """A demo that cannot be made here, or a delivery that ended otherwise than the story says."""


@dataclass
class Demoverslag:
    """What the demo found or made."""

    geleverd: list[Aanlevering] = field(default_factory=list)
    overgeslagen: int = 0
    accounts: int = 0
    mandaten: int = 0
    zaken: int = 0
    vergunningen: int = 0
    controles: int = 0
    overtredingen: int = 0
    beoordeeld: int = 0
    ronde: Koppelronde | None = None


def make_demo(*, meld: Meld = lambda _: None) -> Demoverslag:
    """Load Lindeland: organisations, borders, accounts and all example files, in the order in which they came; then compare, and
    open the zaken of the story.

    Needs a migrated database. What is there already is left alone. Raises DemoError when a delivery ends otherwise
    than `gegevens/leveringen.yaml` says.
    """
    viewer = make_systeemviewer("vth demo", op=klok.today())
    verslag = Demoverslag()
    meld("organisaties en grenzen laden")
    record_stamgegevens(viewer=viewer)
    record_stamgegevens(viewer=viewer, map_=STAMGEGEVENS)
    import_grenzen(
        viewer=viewer, bestand=GRENZEN, geldig_vanaf=GRENZEN_VANAF, bron="verzonnen regio Lindeland"
    )
    verslag.accounts = make_accounts(viewer)
    meld("mandaten en functies laden")
    verslag.mandaten = make_mandaten()
    for levering in list_leveringen():
        eerdere = find_eerdere(levering)
        if eerdere and eerdere.staat in AFGEROND:
            verslag.overgeslagen += 1
            continue
        meld(str(levering.pad))
        verslag.geleverd.append(deliver(levering, eerdere))
    meld("uitzoeken wat over hetzelfde gaat")
    refresh_plekcellen()
    verslag.ronde = record_ronde(viewer=viewer)
    meld("zaken openen")
    verslag.zaken = make_zaken()
    make_adviezen()
    make_bewaarzaken()
    meld("vergunningen vastleggen")
    verslag.vergunningen = make_vergunningen()
    make_normen()
    make_meldingen()
    make_informatie()
    meld("controles vastleggen")
    controles = make_controles()
    verslag.controles = len(controles)
    update_ritme(None, klok.today())
    make_signalen()
    _make_vervolg(verslag, controles, meld)
    return verslag


def _make_vervolg(verslag: Demoverslag, controles: Mapping[str, Controle], meld: Meld) -> None:
    """Do what follows from the visits, and judge the services."""
    meld("overtredingen en maatregelen vastleggen")
    verslag.overtredingen = make_handhaving(controles)
    make_opsporing(controles)
    meld("omgevingsdiensten beoordelen")
    verslag.beoordeeld = make_monitoring()
    meld("cijfers vastleggen")
    make_cijfers()
    meld("het programma en zijn rondes vastleggen")
    make_programma()


def place_regels() -> bool:
    """Put the rule files of the authorities of Lindeland where this installation reads its own; False when it has rules of its own already."""
    if settings.REGELS_DIR and Path(settings.REGELS_DIR) != settings.EIGEN_REGELS:
        return False
    shutil.copytree(REGELS, settings.EIGEN_REGELS, dirs_exist_ok=True)
    settings.REGELS_DIR = str(settings.EIGEN_REGELS)
    clear_regels()
    return True


def make_accounts(viewer: Viewer) -> int:
    """Make the accounts that are not there yet, each with its role, and give how many."""
    nieuw = 0
    for account in read_gegevens("accounts"):
        if Gebruiker.objects.filter(username=account["gebruiker"]).exists():
            continue
        gebruiker = record_gebruiker(
            viewer=viewer,
            gebruikersnaam=account["gebruiker"],
            naam=account["naam"],
            wachtwoord=account["wachtwoord"],
        )
        record_lidmaatschap(
            viewer=viewer,
            gebruiker=gebruiker,
            organisatie=account["organisatie"],
            rol=account["rol"],
            begin=LIDMAATSCHAP_VANAF,
        )
        nieuw += 1
    return nieuw


def make_mandaten() -> int:
    """Take in the mandate registers of both omgevingsdiensten, and who holds which function there and at the gemeente; give how many mandates are new."""
    keepers = {a["organisatie"]: a for a in read_gegevens("accounts") if a["rol"] == "mandaatbeheerder"}
    organisatie = {a["gebruiker"]: a["organisatie"] for a in read_gegevens("accounts")}
    viewers = {code: _make_accountviewer(a["gebruiker"]) for code, a in keepers.items()}
    nieuw = 0
    for code, viewer in viewers.items():
        bestand = MANDATEN / f"{code}.csv"
        if not bestand.exists():
            continue
        nieuw += import_mandaten(viewer=viewer, bestand=bestand, naam=bestand.name).nieuw
    for rij in read_gegevens("functies"):
        code = organisatie[rij["gebruiker"]]
        record_functievervulling(
            viewer=viewers[code],
            organisatie=code,
            functie=rij["functie"],
            betrokkene=_make_accountviewer(rij["gebruiker"]).actor,
            geldigheid=Geldigheid(LIDMAATSCHAP_VANAF),
            plaatsvervanger=rij.get("plaatsvervanger", False),
        )
    return nieuw


def _make_accountviewer(gebruiker: str) -> Viewer:
    """Make the viewer of a demo account."""
    return make_viewer(Gebruiker.objects.get(username=gebruiker), klok.today())


def find_eerdere(levering: Levering) -> Aanlevering | None:
    """Give the delivery that brought this very file before, finished or not."""
    return (
        Aanlevering.objects.filter(
            profiel=levering.profiel,
            peildatum=levering.peildatum,
            correctie=levering.bijzonder == "correctie",
            sha256=derive_sha256(AANLEVERINGEN / levering.pad),
        )
        .order_by("-ontvangen_op")
        .first()
    )


def deliver(levering: Levering, eerdere: Aanlevering | None = None) -> Aanlevering:
    """Deliver one example file with the account of its supplier, and decide where the story says so.

    `eerdere` is a delivery of the same file of which the work was broken off: it is carried to its end. Raises
    DemoError when the outcome is not that of the story.
    """
    viewer = get_beheerder(levering.leverancier)
    aanlevering = eerdere or accept_aanlevering(
        viewer=viewer,
        profiel_id=levering.profiel,
        brokken=_read(AANLEVERINGEN / levering.pad),
        bestandsnaam=levering.pad.name,
        peildatum=levering.peildatum,
        correctie=levering.bijzonder == "correctie",
    )
    aanlevering = process_aanlevering(aanlevering.pk)
    if levering.akkoord and aanlevering.staat == Aanlevering.Staat.WACHT:
        decide_aanlevering(viewer=viewer, aanlevering_id=aanlevering.pk, akkoord=True, reden=levering.akkoord)
        aanlevering = process_aanlevering(aanlevering.pk)
    if aanlevering.staat != levering.uitkomst:
        raise DemoError(
            f"{levering.pad} is {aanlevering.get_staat_display()}; het verhaal zegt {levering.uitkomst}. {aanlevering.uitleg} "
            "Staat er een demo van een oudere versie in deze installatie, begin dan met een lege map (VTH_VAR)."
        )
    return aanlevering


def get_beheerder(leverancier: str) -> Viewer:
    """Give the viewer of the demo account that delivers for a supplier."""
    account = next(
        a
        for a in read_gegevens("accounts")
        if a["organisatie"] == leverancier and a["rol"] in ("functioneel_beheerder", "leverancier")
    )
    return _make_accountviewer(account["gebruiker"])


def _read(file: Path) -> Iterator[bytes]:
    """Read a file in pieces."""
    with file.open("rb") as stream:
        while blok := stream.read(BLOK):
            yield blok
