"""The writers of a programme: its parts, plannings, baselines, judgements and money. What was said before always stays."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from vth.organisaties.selectors import list_bestaande_soorten
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .agendapunten import move_eigenaar
from .beeld import Programmabeeld
from .beheer import add_deelnames, add_programmaversie
from .boeking import (
    SOORT,
    add_bijdragen,
    add_onderdeel,
    add_versie,
    check_bekend,
    find_vrije_sleutel,
    lock_programma,
    record_act,
)
from .configuratie import read_configuratie
from .models import Onderdeel, Onderdeelversie, Programma
from .rules import (
    BEHEREN,
    INVULLEN,
    SOORTEN,
    AnderWasVoorError,
    VoortgangError,
    check_inhoud,
    check_motivering,
    check_soort,
)
from .selectors import find_eigenaar, find_namens, get_onderdeel, get_programma, is_bureau, read_beeld
from .verband import check_samenhang

# What an owner may add under an own topic; the rest is for who runs the programme.
VAN_EIGENAAR = frozenset({"actie", "mijlpaal", "risico", "product"})
VAST = frozenset({"pijler", "hoofdstuk"})


@dataclass(frozen=True)
class NieuwOnderdeel:
    """A part as somebody records it; without a key it gets the next one of its kind."""

    soort: str
    titel: str
    ouder_id: uuid.UUID | str | None = None
    inhoud: Mapping[str, Any] = field(default_factory=dict)
    partij: str = ""
    sleutel: str = ""
    zin: str = ""
    bekend_op: date | None = None


@transaction.atomic
@claim_alles()
def record_programma(
    *,
    viewer: Viewer,
    code: str,
    organisatie: str,
    deelnemers: Iterable[str] = (),
    bekend_op: date | None = None,
) -> Programma:
    """Start a programme from its file, held by `organisatie`, seen by it and by its participants; with its pijlers and chapters.

    Raises GeenToegangError, and VoortgangError for a code without a file, a programme that is there already and a participant that does not exist.
    """
    check_bevoegd(viewer, BEHEREN, namens=organisatie)
    c, dag = read_configuratie(code), check_bekend(bekend_op)
    if Programma.objects.filter(code=c.code).exists():
        raise VoortgangError(
            f"Het programma {c.code} is er al. Kies een andere code, of ga verder met wat er is."
        )
    leden = sorted({organisatie, *deelnemers})
    vreemd = sorted(set(leden) - set(list_bestaande_soorten(leden, klok.today())))
    if vreemd:
        raise VoortgangError(
            f"{', '.join(vreemd)} is vandaag geen organisatie. Kies organisaties uit het register."
        )
    programma = Programma.objects.create(
        code=c.code, naam=c.naam, organisatie=organisatie, einddatum=c.einddatum
    )
    add_deelnames(programma, leden)
    add_programmaversie(viewer, programma, deelnemers=leden, reden="", bekend_op=dag)
    delen = [("pijler", f"p{nummer}", titel, {"nummer": nummer}) for nummer, titel in c.pijlers]
    delen += [("hoofdstuk", sleutel, titel, {}) for sleutel, titel in c.hoofdstukken]
    for soort, sleutel, titel, inhoud in delen:
        vast: dict[str, Any] = {"ouder": None, "bekend_op": dag}
        add_onderdeel(viewer, programma, soort=soort, sleutel=sleutel, titel=titel, inhoud=inhoud, **vast)
    record_act(viewer, programma, "programma", (SOORT, str(programma.pk)), deelnemers=leden)
    return programma


@transaction.atomic
@claim_alles()
def record_onderdeel(*, viewer: Viewer, programma_id: uuid.UUID | str, nieuw: NieuwOnderdeel) -> Onderdeel:
    """Add a part. An owner adds actions, milestones, risks and products under an own topic; who runs the programme adds anything.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for a kind, field, parent or key that cannot be, and for what would wait for itself.
    """
    programma = get_programma(viewer, programma_id)
    ouder = get_onderdeel(viewer, nieuw.ouder_id) if nieuw.ouder_id else None
    recht, namens = _find_recht(viewer, programma, nieuw.soort, ouder)
    check_bevoegd(viewer, recht, namens=namens)
    programma = lock_programma(programma)
    inhoud = check_inhoud(nieuw.soort, nieuw.titel, nieuw.inhoud)
    _check_plek(read_beeld(programma), nieuw, ouder, inhoud)
    sleutel = nieuw.sleutel.strip() or derive_sleutel(programma, nieuw.soort, ouder, inhoud)
    if Onderdeel.objects.filter(programma=programma, sleutel=sleutel).exists():
        raise VoortgangError(
            f"‘{sleutel}’ is er al in dit programma. Geef een ander nummer of een andere letter."
        )
    onderdeel = add_onderdeel(
        viewer,
        programma,
        soort=nieuw.soort,
        sleutel=sleutel[:80],
        ouder=ouder,
        titel=nieuw.titel,
        inhoud=inhoud,
        partij=nieuw.partij,
        bekend_op=check_bekend(nieuw.bekend_op),
        zin=nieuw.zin,
    )
    add_bijdragen(programma, onderdeel)
    record_act(viewer, programma, "onderdeel", (nieuw.soort, str(onderdeel.pk)), sleutel=sleutel)
    return onderdeel


def _check_gezien(laatste: Onderdeelversie, gezien: int | None) -> None:
    if gezien is not None and laatste.volgnummer != gezien:
        raise AnderWasVoorError(
            f"‘{laatste.titel[:80]}’ is intussen door iemand anders gewijzigd. Uw wijziging is niet vastgelegd. Bekijk wat er nu staat."
        )


def derive_sleutel(
    programma: Programma, soort: str, ouder: Onderdeel | None, inhoud: Mapping[str, Any]
) -> str:
    """Give the key of a new part: by its number or letter as a report has it, else the next of its kind."""
    if soort == "pijler" and inhoud.get("nummer"):
        return f"p{inhoud['nummer']}"
    if soort == "onderwerp" and ouder and inhoud.get("nummer"):
        return f"{ouder.sleutel}.o{inhoud['nummer']}"
    if soort == "actie" and ouder and inhoud.get("letter"):
        return f"{ouder.sleutel}.{inhoud['letter']}"
    return find_vrije_sleutel(programma, soort, ouder)


def _find_recht(viewer: Viewer, programma: Programma, soort: str, deel: Onderdeel | None) -> tuple[str, str]:
    """Say which right an act on such a part asks, and in whose name: an owner's for some kinds under an own topic, else that of the programme."""
    if soort in VAN_EIGENAAR and deel is not None and not is_bureau(viewer, programma):
        return INVULLEN, find_namens(viewer, programma, find_eigenaar(deel))
    return BEHEREN, programma.organisatie


def _check_plek(
    beeld: Programmabeeld, nieuw: NieuwOnderdeel, ouder: Onderdeel | None, inhoud: Mapping[str, Any]
) -> None:
    soort = check_soort(nieuw.soort)
    boven = ouder.soort if ouder else ""
    if boven not in soort.onder:
        mag = " of ".join(o or "het programma zelf" for o in soort.onder)
        raise VoortgangError(
            f"Een {soort.naam} hoort onder {mag}, niet onder {boven or 'het programma zelf'}."
        )
    if ouder is not None and ouder.pk not in beeld.delen:
        raise VoortgangError("Waar dit onder hoort, is vervallen. Kies iets dat er nog is.")
    if nieuw.soort == "samenhang":
        check_samenhang(beeld, inhoud, None)
    _check_partij(nieuw.partij)


def _check_partij(partij: str) -> None:
    if partij and partij not in list_bestaande_soorten([partij], klok.today()):
        raise VoortgangError(f"{partij[:40]} is vandaag geen organisatie. Kies er een uit het register.")


def _check_versie(
    programma: Programma, onderdeel: Onderdeel, titel: str, inhoud: Mapping[str, Any], vervallen: bool
) -> dict[str, Any]:
    """Give the fields of a version that can be. Raises VoortgangError."""
    if vervallen and onderdeel.soort in VAST:
        raise VoortgangError(
            f"Een {SOORTEN[onderdeel.soort].naam} kan niet vervallen: die hoort bij het programma."
        )
    schoon = check_inhoud(onderdeel.soort, titel, inhoud)
    if onderdeel.soort == "samenhang" and not vervallen:
        check_samenhang(read_beeld(programma), schoon, onderdeel.pk)
    return schoon


def _move_partij(programma: Programma, onderdeel: Onderdeel, partij: str) -> None:
    """Give a part to another organisation: what is still to come of it goes to their agenda."""
    _check_partij(partij)
    beeld = read_beeld(programma)
    if onderdeel.pk in beeld.delen:
        move_eigenaar(programma, beeld, onderdeel.pk, partij)


@transaction.atomic
@claim_alles()
def record_versie(
    *,
    viewer: Viewer,
    onderdeel_id: uuid.UUID | str,
    titel: str,
    inhoud: Mapping[str, Any],
    reden: str,
    partij: str | None = None,
    vervallen: bool = False,
    bekend_op: date | None = None,
    gezien: int | None = None,
) -> Onderdeel:
    """Say something else of a part, or that it ended, with the reason; what was said before stays.

    Raises GeenToegangError, BestaatNietError, AnderWasVoorError, and VoortgangError as `record_onderdeel` does; a pijler or chapter does not end.
    """
    onderdeel = get_onderdeel(viewer, onderdeel_id)
    recht, namens = _find_recht(
        viewer, onderdeel.programma, onderdeel.soort if partij is None else "", onderdeel
    )
    check_bevoegd(viewer, recht, namens=namens)
    programma = lock_programma(onderdeel.programma)
    laatste = onderdeel.versies.order_by("-volgnummer")[0]
    _check_gezien(laatste, gezien)
    check_motivering(reden, "waarom dit verandert")
    schoon = _check_versie(programma, onderdeel, titel, inhoud, vervallen)
    if partij is not None and partij != laatste.partij:
        _move_partij(programma, onderdeel, partij)
    add_versie(
        viewer,
        onderdeel,
        titel=titel,
        inhoud=schoon,
        partij=laatste.partij if partij is None else partij,
        bekend_op=max(check_bekend(bekend_op), laatste.bekend_op),
        reden=reden,
        vervallen=vervallen,
    )
    record_act(viewer, programma, "versie", (onderdeel.soort, str(onderdeel.pk)), vervallen=vervallen)
    return onderdeel
