"""A report that was read: kept once, its proposals accepted or rejected piece by piece. Reading or accepting twice adds nothing."""

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from .boeking import lock_programma, record_act
from .lezen.uitkomst import Gelezen, Voorstel
from .models import Inlezing, Programma, Tegenspraak, Voorstelregel
from .overnemen import Wachtkeuze, take_over
from .rules import BEHEREN, INVULLEN, AnderWasVoorError, VoortgangError, check_motivering
from .selectors import find_eigenaar, find_namens, get_inlezing, get_ronde, get_tegenspraak
from .wanneer import Wanneer, as_json

BLOK = 500


@dataclass(frozen=True)
class Tegenstelling:
    """Two statements that do not agree: each with where it stands, and what is wrong."""

    uitleg: str
    eerste_zin: str
    eerste_bron: str
    tweede_zin: str
    tweede_bron: str
    sleutel: str = ""

    @property
    def kenmerk(self) -> str:
        """Give what makes this pair the same pair when it is found again."""
        stof = "|".join((self.eerste_zin, self.tweede_zin, self.sleutel))
        return hashlib.sha256(stof.encode()).hexdigest()


@transaction.atomic
@claim_alles()
def record_inlezing(
    *,
    viewer: Viewer,
    ronde_id: uuid.UUID | str,
    bestandsnaam: str,
    inhoud: bytes,
    gelezen: Gelezen,
    tegenstellingen: Iterable[Tegenstelling] = (),
) -> tuple[Inlezing, bool]:
    """Keep what was read from a report for a round, with its proposals; the same bytes give what was kept, and False.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for a report without proposals.
    """
    ronde = get_ronde(viewer, ronde_id)
    check_bevoegd(viewer, BEHEREN, namens=ronde.programma.organisatie)
    programma = lock_programma(ronde.programma)
    sha256 = hashlib.sha256(inhoud).hexdigest()
    eerder = Inlezing.objects.filter(programma=programma, sha256=sha256).first()
    if eerder:
        return eerder, False
    if not gelezen.voorstellen:
        raise VoortgangError(
            f"In {bestandsnaam[:100]} staat niets dat Open VTH als deel van een voortgangsrapportage herkent."
        )
    inlezing = Inlezing.objects.create(
        programma=programma,
        ronde=ronde,
        bestandsnaam=bestandsnaam[:200],
        sha256=sha256,
        onbegrepen=[{"regel": v.regel, "zin": v.zin, "kolom": v.kolom} for v in gelezen.onbegrepen],
        meldingen=[{"regel": m.regel, "tekst": m.tekst} for m in gelezen.meldingen],
        op=klok.now(),
        door=viewer.actor,
    )
    regels = [_make_regel(inlezing, nummer, v) for nummer, v in enumerate(gelezen.voorstellen, 1)]
    Voorstelregel.objects.bulk_create(regels, batch_size=BLOK)
    add_tegenspraken(viewer, programma, tegenstellingen)
    record_act(
        viewer, programma, "inlezing", ("inlezing", str(inlezing.pk)), sha256=sha256, voorstellen=len(regels)
    )
    return inlezing, True


def _make_regel(inlezing: Inlezing, nummer: int, v: Voorstel) -> Voorstelregel:
    return Voorstelregel(
        programma_id=inlezing.programma_id,
        inlezing=inlezing,
        volgnummer=nummer,
        soort=v.soort[:20],
        sleutel=v.sleutel[:80],
        ouder=v.ouder[:80],
        velden={naam: _as_json(waarde) for naam, waarde in v.velden.items()},
        regel=v.vindplaats.regel,
        zin=v.vindplaats.zin,
        kolom=v.vindplaats.kolom[:200],
        twijfel=v.twijfel[:1000],
    )


def _as_json(waarde: Any) -> Any:
    if isinstance(waarde, Wanneer):
        return as_json(waarde)
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def add_tegenspraken(viewer: Viewer, programma: Programma, gevonden: Iterable[Tegenstelling]) -> int:
    """Write pairs of statements that were not there yet; gives how many."""
    rijen = {t.kenmerk: t for t in gevonden}
    bekend = set(programma.tegenspraken.filter(kenmerk__in=list(rijen)).values_list("kenmerk", flat=True))
    delen: Mapping[str, uuid.UUID] = dict(programma.onderdelen.values_list("sleutel", "pk"))
    nieuw = [
        Tegenspraak(
            programma=programma,
            onderdeel_id=delen.get(t.sleutel),
            kenmerk=kenmerk,
            uitleg=t.uitleg[:1000],
            eerste_zin=t.eerste_zin,
            eerste_bron=t.eerste_bron[:200],
            tweede_zin=t.tweede_zin,
            tweede_bron=t.tweede_bron[:200],
            op=klok.now(),
            door=viewer.actor,
        )
        for kenmerk, t in rijen.items()
        if kenmerk not in bekend
    ]
    Tegenspraak.objects.bulk_create(nieuw)
    return len(nieuw)


def _get_regel(viewer: Viewer, inlezing_id: uuid.UUID | str, nummer: int) -> Voorstelregel:
    inlezing = get_inlezing(viewer, inlezing_id)
    regel = (
        inlezing.voorstellen.select_related("inlezing__ronde", "programma").filter(volgnummer=nummer).first()
    )
    if regel is None:
        raise VoortgangError("Dit voorstel staat niet in deze inlezing. Bekijk opnieuw wat er staat.")
    return regel


@transaction.atomic
@claim_alles()
def accept_voorstel(
    *, viewer: Viewer, inlezing_id: uuid.UUID | str, nummer: int, wacht: Wachtkeuze | None = None
) -> Voorstelregel:
    """Take one proposal over in the programme, a coherence as a dependency where `wacht` says who waits; what was taken over already stays as it is.

    Raises GeenToegangError, BestaatNietError, and VoortgangError for one that was rejected, whose parent is not there yet, or that would make a circle.
    """
    regel = _get_regel(viewer, inlezing_id, nummer)
    check_bevoegd(viewer, BEHEREN, namens=regel.programma.organisatie)
    programma = lock_programma(regel.programma)
    regel = _get_regel(viewer, inlezing_id, nummer)
    if regel.stand == Voorstelregel.Stand.OVERGENOMEN:
        return regel
    if regel.stand == Voorstelregel.Stand.AFGEWEZEN:
        raise VoortgangError(
            "Dit voorstel is afgewezen. Zet het eerst terug als u het alsnog wilt overnemen."
        )
    _accept(viewer, programma, regel, wacht)
    record_act(viewer, programma, "overgenomen", ("inlezing", str(regel.inlezing_id)), nummers=[nummer])
    return regel


def _accept(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, wacht: Wachtkeuze | None = None
) -> None:
    onderdeel, tegen = take_over(viewer, programma, regel, wacht)
    add_tegenspraken(viewer, programma, [Tegenstelling(**rij) for rij in tegen])
    regel.stand, regel.onderdeel = Voorstelregel.Stand.OVERGENOMEN, onderdeel
    regel.besloten_op, regel.besloten_door = klok.now(), viewer.actor
    regel.save()


@transaction.atomic
@claim_alles()
def accept_alles(
    *, viewer: Viewer, inlezing_id: uuid.UUID | str, onder: str = "", met_twijfel: bool = False
) -> tuple[int, list[str]]:
    """Take over all open proposals of a report, or those of one part (`onder` is its key); doubtful ones only when that is asked.

    Gives how many were taken over, and why others were not. Raises GeenToegangError and BestaatNietError.
    """
    inlezing = get_inlezing(viewer, inlezing_id)
    check_bevoegd(viewer, BEHEREN, namens=inlezing.programma.organisatie)
    programma = lock_programma(inlezing.programma)
    regels = inlezing.voorstellen.select_related("inlezing__ronde").filter(stand=Voorstelregel.Stand.OPEN)
    if not met_twijfel:
        regels = regels.filter(twijfel="")
    wacht = [r for r in regels.order_by("volgnummer") if not onder or is_onder(r, onder)]
    gedaan, niet = list[int](), list[str]()
    # A proposal may stand before what it hangs under: what could not is tried again as long as others could.
    while wacht:
        niet, over = [], []
        for regel in wacht:
            try:
                with transaction.atomic():
                    _accept(viewer, programma, regel)
            except VoortgangError as fout:
                niet.append(f"Regel {regel.regel}: {fout}")
                over.append(regel)
            else:
                gedaan.append(regel.volgnummer)
        if len(over) == len(wacht):
            break
        wacht = over
    if gedaan:
        record_act(viewer, programma, "overgenomen", ("inlezing", str(inlezing.pk)), nummers=gedaan)
    return len(gedaan), niet


def is_onder(regel: Voorstelregel, sleutel: str) -> bool:
    """Tell whether a proposal is a part or hangs under it."""
    return any(
        k == sleutel or k.startswith((f"{sleutel}.", f"{sleutel}#")) for k in (regel.sleutel, regel.ouder)
    )


@transaction.atomic
@claim_alles()
def refuse_voorstel(
    *, viewer: Viewer, inlezing_id: uuid.UUID | str, nummer: int, reden: str
) -> Voorstelregel:
    """Reject one proposal, with the reason. Raises GeenToegangError, BestaatNietError, and VoortgangError for one that was taken over."""
    regel = _get_regel(viewer, inlezing_id, nummer)
    check_bevoegd(viewer, BEHEREN, namens=regel.programma.organisatie)
    programma = lock_programma(regel.programma)
    regel = _get_regel(viewer, inlezing_id, nummer)
    if regel.stand == Voorstelregel.Stand.OVERGENOMEN:
        raise VoortgangError(
            "Dit voorstel is al overgenomen. Wijzig of beëindig het onderdeel zelf, met een reden."
        )
    regel.stand, regel.reden = (
        Voorstelregel.Stand.AFGEWEZEN,
        check_motivering(reden, "waarom u dit niet overneemt")[:1000],
    )
    regel.besloten_op, regel.besloten_door = klok.now(), viewer.actor
    regel.save()
    record_act(viewer, programma, "afgewezen", ("inlezing", str(regel.inlezing_id)), nummers=[nummer])
    return regel


@transaction.atomic
@claim_alles()
def reopen_voorstel(*, viewer: Viewer, inlezing_id: uuid.UUID | str, nummer: int) -> Voorstelregel:
    """Let a rejected proposal wait for a decision again. Raises GeenToegangError, BestaatNietError, VoortgangError."""
    regel = _get_regel(viewer, inlezing_id, nummer)
    check_bevoegd(viewer, BEHEREN, namens=regel.programma.organisatie)
    programma = lock_programma(regel.programma)
    regel = _get_regel(viewer, inlezing_id, nummer)
    if regel.stand != Voorstelregel.Stand.AFGEWEZEN:
        raise VoortgangError("Dit voorstel is niet afgewezen. Er valt niets terug te zetten.")
    regel.stand, regel.besloten_op, regel.besloten_door = Voorstelregel.Stand.OPEN, None, ""
    regel.save()
    record_act(viewer, programma, "teruggezet", ("inlezing", str(regel.inlezing_id)), nummers=[nummer])
    return regel


@transaction.atomic
@claim_alles()
def settle_tegenspraak(
    *, viewer: Viewer, tegenspraak_id: uuid.UUID | str, gekozen: str, reden: str
) -> Tegenspraak:
    """Say which of two statements holds, or that neither does, with the reason; once. By who runs the programme or owns the topic.

    Raises GeenToegangError, BestaatNietError, VoortgangError.
    """
    tegenspraak = get_tegenspraak(viewer, tegenspraak_id)
    programma = tegenspraak.programma
    eigenaar = find_eigenaar(tegenspraak.onderdeel) if tegenspraak.onderdeel else ""
    check_bevoegd(viewer, INVULLEN, namens=find_namens(viewer, programma, eigenaar))
    programma = lock_programma(programma)
    tegenspraak = Tegenspraak.objects.select_for_update().get(pk=tegenspraak.pk)
    if tegenspraak.besloten_op is not None:
        raise AnderWasVoorError(
            f"Hierover is al beslist: {tegenspraak.get_gekozen_display()}. Uw besluit is niet vastgelegd."
        )
    if gekozen not in Tegenspraak.Gekozen.values:
        raise VoortgangError(f"‘{gekozen[:40]}’ kan niet. Kies uit: {', '.join(Tegenspraak.Gekozen.values)}.")
    tegenspraak.gekozen, tegenspraak.reden = gekozen, check_motivering(reden, "waarom dat zo is")[:2000]
    tegenspraak.besloten_op, tegenspraak.besloten_door = klok.now(), viewer.actor
    tegenspraak.save()
    record_act(viewer, programma, "tegenspraak", ("tegenspraak", str(tegenspraak.pk)), gekozen=gekozen)
    return tegenspraak
