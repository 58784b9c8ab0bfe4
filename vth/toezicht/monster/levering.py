"""Taking in a file of a laboratory: its bytes kept, its good rows as results, everything else said per row."""

import hashlib
import tempfile
from collections.abc import Sequence
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
from .labbestand import Labuitslag, Labverslag, read_labbestand
from .labprofiel import Labprofiel, read_labprofielen
from .lezen import find_bekend, list_resultaten, list_zichtbare_monsters

MEESTE_BYTES = 20 * 1024 * 1024
MEESTE_RIJEN = 50_000
PARTIJ = 500


@transaction.atomic
@claim_alles()
def accept_lablevering(
    *,
    viewer: Viewer,
    organisatie: str,
    profiel: str,
    bestandsnaam: str,
    inhoud: bytes,
    correctie: bool = False,
) -> Lablevering:
    """Take in a file of results for the samples of an organisation, all or nothing, and give it with its report.

    The same file twice changes nothing. With `correctie` other values than before stand beside the earlier ones. Raises GeenToegangError, and
    ToezichtError for a profile that does not exist, a file that is too large or of which nothing can be read, or one that came in at
    the same moment twice.
    """
    check_bevoegd(viewer, SCHRIJVEN, namens=organisatie)
    gekozen = _find_profiel(profiel)
    if len(inhoud) > MEESTE_BYTES:
        raise ToezichtError(
            f"Het bestand is {len(inhoud) / 2**20:.0f} MB; hoogstens mag {MEESTE_BYTES // 2**20} MB. Lever het in delen."
        )
    sha256 = hashlib.sha256(inhoud).hexdigest()
    eerder = Lablevering.objects.filter(leverancier=organisatie, sha256=sha256).order_by("id").first()
    verslag = _read(viewer, organisatie, gekozen, bestandsnaam, inhoud, correctie)
    if eerder is not None:
        verslag.opmerkingen.append(
            f"Precies dit bestand kwam al binnen op {eerder.ontvangen_op.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}."
        )
    levering = _write_levering(viewer, organisatie, gekozen, bestandsnaam, inhoud, correctie, verslag, sha256)
    try:
        with transaction.atomic():
            _write_resultaten(viewer, levering, verslag.uitslagen)
    except IntegrityError as fout:
        raise ToezichtError(
            "Tegelijk met dit bestand kwamen dezelfde resultaten op een andere weg binnen. Er is niets overgenomen. Lever het bestand opnieuw."
        ) from fout
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=organisatie,
        handeling="lablevering.accept",
        onderwerp=("lablevering", str(levering.pk)),
        inhoud={
            "sha256": sha256,
            "profiel": gekozen.id,
            "overgenomen": levering.overgenomen,
            "geweigerd": levering.geweigerd,
        },
    )
    return levering


def _find_profiel(id_: str) -> Labprofiel:
    """Give the profile of a laboratory. Raises ToezichtError for one that is not there."""
    profielen = read_labprofielen()
    if id_ not in profielen:
        raise ToezichtError(f"Het profiel {id_[:60]!r} bestaat niet. Kies uit: {', '.join(profielen)}.")
    return profielen[id_]


def _read(
    viewer: Viewer, organisatie: str, profiel: Labprofiel, bestandsnaam: str, inhoud: bytes, correctie: bool
) -> Labverslag:
    """Read a file in a folder of its own. Raises ToezichtError for one of which nothing can be read, or with too many rows."""
    with tempfile.TemporaryDirectory() as map_:
        bestand = Path(map_) / f"uitslag.{profiel.bestand.soort}"
        bestand.write_bytes(inhoud)
        try:
            verslag = read_labbestand(
                bestand,
                profiel,
                werkmap=Path(map_),
                bekend=lambda nummers: find_bekend(viewer, organisatie, nummers),
                ontvangen_op=klok.today(),
                correctie=correctie,
            )
        except MonsterError as fout:
            raise ToezichtError(f"{Path(bestandsnaam).name[:80]}: {fout}") from fout
    if verslag.rijen > MEESTE_RIJEN:
        raise ToezichtError(
            f"Het bestand heeft {verslag.rijen} rijen; hoogstens mogen het er {MEESTE_RIJEN} zijn. Lever het in delen."
        )
    return verslag


def _write_levering(
    viewer: Viewer,
    organisatie: str,
    profiel: Labprofiel,
    bestandsnaam: str,
    inhoud: bytes,
    correctie: bool,
    verslag: Labverslag,
    sha256: str,
) -> Lablevering:
    """Write a file, its bytes and everything that was said of it."""
    levering = Lablevering.objects.create(
        soort="controledossier",
        leverancier=organisatie,
        vertrouwelijkheid="zaakvertrouwelijk",
        profiel=profiel.id,
        bestandsnaam=Path(bestandsnaam).name[-200:],
        sha256=sha256,
        correctie=correctie,
        rijen=verslag.rijen,
        overgenomen=len(verslag.uitslagen),
        geweigerd=verslag.geweigerd,
        opmerkingen=verslag.opmerkingen,
        ontvangen_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    Labbestand.objects.create(levering=levering, inhoud=inhoud)
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
    return levering


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
