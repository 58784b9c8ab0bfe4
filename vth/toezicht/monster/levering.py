"""Taking in a file of a laboratory: its bytes kept, its good rows as results, everything else said per row."""

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import IntegrityError, transaction

from vth.logboek.services import record_gebeurtenis
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..boeking import SCHRIJVEN
from ..models import Labbestand, Lablevering, Labmelding, Meetresultaat, Monster
from ..rules import ToezichtError
from .bemonstering import MonsterError
from .bestanden import list_labprofielen
from .labbestand import Labuitslag, Labverslag, read_labbestand
from .labprofiel import Labprofiel
from .lezen import find_bekend, list_resultaten, list_zichtbare_monsters

MEESTE_BYTES = 20 * 1024 * 1024
MEESTE_RIJEN = 50_000
PARTIJ = 500


@dataclass(frozen=True)
class Inkomend:
    """A file as it comes in: for whose samples, by which profile, its name and bytes, and whether it corrects what came before."""

    organisatie: str
    profiel: str
    bestandsnaam: str
    inhoud: bytes
    correctie: bool = False

    @property
    def sha256(self) -> str:
        """Give the hash of the bytes."""
        return hashlib.sha256(self.inhoud).hexdigest()


@transaction.atomic
@claim_alles()
def accept_lablevering(*, viewer: Viewer, inkomend: Inkomend) -> Lablevering:
    """Take in a file of results for the samples of an organisation, all or nothing, and give it with its report.

    The same file twice changes nothing. With `correctie` other values than before stand beside the earlier ones. Raises GeenToegangError, and
    ToezichtError for a profile that does not exist, a file that is too large or of which nothing can be read, or one that came in at
    the same moment twice.
    """
    check_bevoegd(viewer, SCHRIJVEN, namens=inkomend.organisatie)
    verslag = _read(viewer, inkomend)
    _note_eerder(inkomend, verslag)
    levering = _write_levering(viewer, inkomend, verslag)
    _write_meldingen(levering, verslag)
    try:
        with transaction.atomic():
            _write_resultaten(viewer, levering, verslag.uitslagen)
    except IntegrityError as fout:
        raise ToezichtError(
            "Tegelijk met dit bestand kwamen dezelfde resultaten op een andere weg binnen. Er is niets overgenomen. Lever het bestand opnieuw."
        ) from fout
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=inkomend.organisatie,
        handeling="lablevering.accept",
        onderwerp=("lablevering", str(levering.pk)),
        inhoud={
            "sha256": levering.sha256,
            "profiel": levering.profiel,
            "overgenomen": levering.overgenomen,
            "geweigerd": levering.geweigerd,
        },
    )
    return levering


def _note_eerder(inkomend: Inkomend, verslag: Labverslag) -> None:
    """Say that precisely these bytes came in before."""
    zelfde = Lablevering.objects.filter(leverancier=inkomend.organisatie, sha256=inkomend.sha256)
    if eerder := zelfde.order_by("id").first():
        verslag.opmerkingen.append(
            f"Precies dit bestand kwam al binnen op {eerder.ontvangen_op.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}."
        )


def _find_profiel(id_: str) -> Labprofiel:
    """Give the profile of a laboratory. Raises ToezichtError for one that is not there."""
    profielen = list_labprofielen()
    if id_ not in profielen:
        raise ToezichtError(f"Het profiel {id_[:60]!r} bestaat niet. Kies uit: {', '.join(profielen)}.")
    return profielen[id_]


def _read(viewer: Viewer, inkomend: Inkomend) -> Labverslag:
    """Read a file in a folder of its own. Raises ToezichtError for one that is too large, or of which nothing can be read."""
    profiel, naam = _find_profiel(inkomend.profiel), Path(inkomend.bestandsnaam).name[:80]
    if len(inkomend.inhoud) > MEESTE_BYTES:
        raise ToezichtError(
            f"{naam} is {len(inkomend.inhoud) / 2**20:.0f} MB; hoogstens mag {MEESTE_BYTES // 2**20} MB. Lever het in delen."
        )
    with tempfile.TemporaryDirectory() as map_:
        bestand = Path(map_) / f"uitslag.{profiel.bestand.soort}"
        bestand.write_bytes(inkomend.inhoud)
        try:
            verslag = read_labbestand(
                bestand,
                profiel,
                werkmap=Path(map_),
                bekend=lambda nummers: find_bekend(viewer, inkomend.organisatie, nummers),
                ontvangen_op=klok.today(),
                correctie=inkomend.correctie,
            )
        except MonsterError as fout:
            raise ToezichtError(f"{naam}: {fout}") from fout
    if verslag.rijen > MEESTE_RIJEN:
        raise ToezichtError(
            f"{naam} heeft {verslag.rijen} rijen; hoogstens mogen het er {MEESTE_RIJEN} zijn. Lever het in delen."
        )
    return verslag


def _write_levering(viewer: Viewer, inkomend: Inkomend, verslag: Labverslag) -> Lablevering:
    """Write a file with its bytes."""
    levering = Lablevering.objects.create(
        soort="controledossier",
        leverancier=inkomend.organisatie,
        vertrouwelijkheid="zaakvertrouwelijk",
        profiel=inkomend.profiel,
        bestandsnaam=Path(inkomend.bestandsnaam).name[-200:],
        sha256=inkomend.sha256,
        correctie=inkomend.correctie,
        rijen=verslag.rijen,
        overgenomen=len(verslag.uitslagen),
        geweigerd=verslag.geweigerd,
        opmerkingen=verslag.opmerkingen,
        ontvangen_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    Labbestand.objects.create(levering=levering, inhoud=inkomend.inhoud)
    return levering


def _write_meldingen(levering: Lablevering, verslag: Labverslag) -> None:
    """Write everything that was said of the rows of a file."""
    Labmelding.objects.bulk_create(
        (
            Labmelding(
                levering=levering,
                volgnummer=n,
                toets=m.toets,
                ernst=m.ernst,
                rijnummer=m.rijnummer,
                veld=m.veld,
                waarde=m.waarde[:200],
                melding=m.melding[:1000],
            )
            for n, m in enumerate(verslag.meldingen, 1)
        ),
        batch_size=PARTIJ,
    )


def _write_resultaten(viewer: Viewer, levering: Lablevering, uitslagen: Sequence[Labuitslag]) -> None:
    """Write the results; one that differs from an earlier one names it as the one it corrects."""
    nummers = {u.monster for u in uitslagen}
    monsters: dict[str, Monster] = {
        m.nummer: m
        for m in list_zichtbare_monsters(viewer).filter(leverancier=levering.leverancier, nummer__in=nummers)
    }
    staand = {(r.monster_id, r.sleutel): r for r in list_resultaten([m.pk for m in monsters.values()])}
    nu = klok.now()
    Meetresultaat.objects.bulk_create(
        (
            Meetresultaat(
                monster=monsters[u.monster],
                levering=levering,
                rijnummer=u.rijnummer,
                sleutel=u.sleutel[:200],
                naam=u.naam[:200],
                cas=u.cas or "",
                teken=u.teken,
                getal=u.getal,
                eenheid=u.eenheid,
                onzekerheid=u.onzekerheid,
                methode=u.methode[:200],
                dag=u.dag,
                basiswaarde=u.basiswaarde,
                basiseenheid=u.basis,
                geschreven=u.geschreven[:200],
                corrigeert=staand.get((monsters[u.monster].pk, u.sleutel)),
                geregistreerd_op=nu,
                geregistreerd_door=viewer.actor,
            )
            for u in uitslagen
        ),
        batch_size=PARTIJ,
    )
