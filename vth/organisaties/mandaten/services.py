"""The only writers of the mandate register: mandates, who holds which function, and what a mandator did beside them.

Both who gave a mandate and who got it may keep the register; nobody writes a mandate down for a function of his own.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import Geldigheid
from vth.tijd.services import Vaststelling, record_herkomst, record_voorkomen
from vth.toegang.rules import Viewer, check_bevoegd, decide_handeling

from ..models import Functievervulling, Mandaat, Mandaatingreep, MandaatVoorkomen
from ..rules import MandaatError
from ..selectors import find_mandaat, list_codes
from ..tijdlijnen import Opgave, Schrijfplan, apply_schrijfplan, make_schrijfplan
from .invoer import read_mandaattabel
from .omzetten import make_functienaam
from .rijen import fill_rij, make_identiteiten, make_opgaven, refuse_eigen_functie, refuse_rijen
from .selectors import get_mandaat
from .toetsing import Mandaatrij, Rijfout

VASTLEGGEN = "mandaat.record"


@dataclass(frozen=True)
class Mandaatverslag:
    """What taking in rows did: how many were read, how many mandates are new, and how many rows were closed or added."""

    gelezen: int
    nieuw: int
    rijen: int


def record_mandaat(
    *,
    viewer: Viewer,
    mandaatgever: str,
    mandaatnemer: str,
    kenmerk: str,
    geldigheid: Geldigheid,
    inhoud: Mapping[str, Any],
    ondermandaat_van: str = "",
) -> Mandaat:
    """Write that one organisation may use a power of another in a period; the same again writes nothing.

    `inhoud` holds fields of MandaatVoorkomen; a scope that it leaves out covers nothing, and is refused. `ondermandaat_van`
    is the `kenmerk` of the mandate that is passed on, given to `mandaatgever`. Refuses what the Awb does not allow (MandaatrijenError,
    every fault at once), and who may not keep this register or holds the function himself (GeenToegangError, MandaatError).
    """
    rij = Mandaatrij(0, kenmerk, mandaatgever, mandaatnemer, geldigheid, inhoud, ondermandaat_van)
    check_bevoegd(viewer, VASTLEGGEN, namens=derive_namens(viewer, mandaatgever, mandaatnemer))
    record_mandaten(viewer=viewer, rijen=[rij], bron="invoer")
    return Mandaat.objects.get(mandaatgever_id=mandaatgever, kenmerk=kenmerk)


@transaction.atomic
def record_mandaten(
    *, viewer: Viewer, rijen: Sequence[Mandaatrij], bron: str, fouten: Sequence[Rijfout] = ()
) -> Mandaatverslag:
    """Take in many mandates at once, whole or not at all; the same rows again write nothing.

    Of each number (`kenmerk`) the rows state what holds from the first begin that they name; before that day nothing changes, and what they do
    not name stays as it is. Refuses as `record_mandaat`, with every fault of every row; `fouten` are those found while reading. Of two who take in one number at
    the same moment the second gets a MandaatError.
    """
    for gever, nemer in sorted({(r.mandaatgever, r.mandaatnemer) for r in rijen}):
        check_bevoegd(viewer, VASTLEGGEN, namens=derive_namens(viewer, gever, nemer))
    vol = [fill_rij(rij) for rij in rijen]
    refuse_rijen(vol, fouten)
    refuse_eigen_functie(viewer, vol)
    nieuw, per_rij = make_identiteiten(vol)
    opgaven = make_opgaven(vol, per_rij)
    plan = make_schrijfplan(MandaatVoorkomen, opgaven, binnen=Q(mandaat__in=set(per_rij.values())))
    if nieuw or plan.aantal:
        try:
            with transaction.atomic():
                _write(viewer, nieuw, plan, bron, len(vol))
        except IntegrityError as fout:
            raise MandaatError(
                "Iemand anders legde op hetzelfde moment een van deze mandaten vast. Van u is niets vastgelegd. Bekijk het register, en "
                "probeer het opnieuw als er nog iets ontbreekt."
            ) from fout
    return Mandaatverslag(len(vol), len(nieuw), plan.aantal)


def import_mandaten(*, viewer: Viewer, bestand: Path, naam: str) -> Mandaatverslag:
    """Take in a table of mandates (CSV or Excel), whole or not at all; the same table again writes nothing.

    `naam` is what the file was called. Raises Leesfout for a file that cannot be read, MandaatrijenError with every fault
    of every row, and GeenToegangError.
    """
    check_bevoegd(viewer, VASTLEGGEN)
    rijen, fouten = read_mandaattabel(bestand, naam)
    return record_mandaten(viewer=viewer, rijen=rijen, bron=naam[:200], fouten=fouten)


def derive_namens(viewer: Viewer, mandaatgever: str, mandaatnemer: str) -> str:
    """Give in whose name a viewer may keep a mandate: of who got it when he works there, else of who gave it."""
    return mandaatnemer if decide_handeling(viewer, VASTLEGGEN, namens=mandaatnemer).mag else mandaatgever


def _write(viewer: Viewer, nieuw: Sequence[Mandaat], plan: Schrijfplan, bron: str, gelezen: int) -> None:
    """Write what was planned under one origin, with its line in the log."""
    organisatie = viewer.organisatie or (nieuw[0].mandaatgever_id if nieuw else "")
    herkomst = record_herkomst(
        leverancier=organisatie or "INSTALLATIE", soort=Herkomst.Soort.HANDELING, na=plan.laatste
    )
    for mandaat in nieuw:
        mandaat.herkomst = herkomst
        mandaat.save(force_insert=True)
    apply_schrijfplan(plan, herkomst)
    mandaten = sorted({str(r.mandaat_id) for r in plan.nieuw})  # type: ignore[attr-defined]
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=organisatie,
        handeling=VASTLEGGEN,
        onderwerp=("mandaat", mandaten[0] if len(mandaten) == 1 else ""),
        inhoud={
            "bron": bron,
            "gelezen": gelezen,
            "nieuw": len(nieuw),
            "rijen": plan.aantal,
            "mandaten": mandaten[:100],
        },
    )


@transaction.atomic
def close_mandaat(*, viewer: Viewer, mandaat_id: uuid.UUID, per: date, reden: str) -> None:
    """Withdraw a mandate from a day on, which the mandator may do at any time (Awb 10:8), and record that it was done.

    Raises BestaatNietError, GeenToegangError, and MandaatError without a reason or where nothing is in force that day.
    """
    mandaat = get_mandaat(viewer, mandaat_id)
    check_bevoegd(
        viewer, VASTLEGGEN, namens=derive_namens(viewer, mandaat.mandaatgever_id, mandaat.mandaatnemer_id)
    )
    if not reden.strip():
        raise MandaatError(
            "Schrijf op waarom het mandaat wordt ingetrokken, met het besluit waarin dat staat."
        )
    if find_mandaat(mandaat_id, per) is None:
        raise MandaatError(
            f"Mandaat {mandaat.kenmerk} geldt niet op {per}; er is dan niets in te trekken. Kies een andere dag."
        )
    herkomst = record_herkomst(leverancier=mandaat.mandaatgever_id, soort=Herkomst.Soort.HANDELING)
    record_voorkomen(
        MandaatVoorkomen,
        sleutel={"mandaat": mandaat},
        venster=Geldigheid(per),
        vaststellingen=[],
        herkomst=herkomst,
    )
    _add_ingreep(viewer, mandaat, Mandaatingreep.Soort.INTREKKING, op=per, reden=reden)


@transaction.atomic
def record_mandaatingreep(
    *,
    viewer: Viewer,
    mandaat_id: uuid.UUID,
    soort: str,
    op: date,
    reden: str,
    inhoud: str = "",
    onderwerp: tuple[str, str] = ("", ""),
) -> Mandaatingreep:
    """Write down an instruction of the mandator (Awb 10:6), or that he took a power back in one case, or gave it back (10:8).

    What is about one case names it (`onderwerp`, kind and id); the check at signing keeps to it from that day. Raises
    BestaatNietError, GeenToegangError and MandaatError.
    """
    mandaat = get_mandaat(viewer, mandaat_id)
    check_bevoegd(
        viewer, VASTLEGGEN, namens=derive_namens(viewer, mandaat.mandaatgever_id, mandaat.mandaatnemer_id)
    )
    soorten = set(Mandaatingreep.Soort.values) - {Mandaatingreep.Soort.INTREKKING}
    if soort not in soorten:
        raise MandaatError(f"{soort!r} kan hier niet. Kies uit: {', '.join(sorted(soorten))}.")
    algemeen = soort == Mandaatingreep.Soort.ALGEMEEN
    if algemeen == all(onderwerp) or any(onderwerp) != all(onderwerp):
        raise MandaatError(
            "Een algemene instructie gaat niet over één zaak."
            if algemeen
            else "Noem de zaak waarover dit gaat (soort en nummer)."
        )
    if not reden.strip() or ("instructie" in soort and not inhoud.strip()):
        raise MandaatError("Schrijf op wat de mandaatgever heeft gezegd, en waarom.")
    return _add_ingreep(viewer, mandaat, soort, op=op, reden=reden, inhoud=inhoud, onderwerp=onderwerp)


def _add_ingreep(
    viewer: Viewer,
    mandaat: Mandaat,
    soort: str,
    *,
    op: date,
    reden: str,
    inhoud: str = "",
    onderwerp: tuple[str, str] = ("", ""),
) -> Mandaatingreep:
    """Write one line of what a mandator did, and the line in the log."""
    ingreep = Mandaatingreep.objects.create(
        mandaat=mandaat,
        soort=soort,
        onderwerp_soort=onderwerp[0],
        onderwerp_id=str(onderwerp[1]),
        op=op,
        inhoud=inhoud.strip(),
        reden=reden.strip(),
        door=viewer.actor,
        moment=klok.now(),
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=mandaat.mandaatgever_id,
        handeling=f"mandaat.{soort}",
        onderwerp=("mandaat", str(mandaat.pk)),
        inhoud={"op": str(op), "reden": reden.strip(), "over": list(onderwerp)},
    )
    return ingreep


@transaction.atomic
def record_functievervulling(
    *,
    viewer: Viewer,
    organisatie: str,
    functie: str,
    betrokkene: str,
    geldigheid: Geldigheid,
    plaatsvervanger: bool = False,
) -> int:
    """Write that an account holds (or replaces) a function in a period; give the number of rows, 0 when it was known.

    `betrokkene` is the key of an account (`gebruiker 12`), never a name. Nobody writes down a function of his own. Raises
    MandaatError and GeenToegangError.
    """
    check_bevoegd(viewer, VASTLEGGEN, namens=organisatie)
    naam = make_functienaam(functie)
    if not naam:
        raise MandaatError("De functie ontbreekt. Schrijf haar zoals zij in het mandaat staat.")
    if betrokkene == viewer.actor:
        raise MandaatError("Uw eigen functie legt een ander vast.")
    if organisatie not in list_codes(geldigheid.begin):
        raise MandaatError(
            f"{organisatie} bestaat niet op {as_dagtekst(geldigheid.begin)}. Kies een organisatie uit de lijst."
        )
    sleutel = {"organisatie_id": organisatie, "functie": naam, "betrokkene": betrokkene}
    gezegd = [Vaststelling(geldigheid, {"plaatsvervanger": plaatsvervanger})]
    return _write_vervulling(viewer, Opgave(sleutel, Geldigheid(geldigheid.begin), gezegd))


@transaction.atomic
def close_functievervulling(
    *, viewer: Viewer, organisatie: str, functie: str, betrokkene: str, per: date
) -> int:
    """Write that an account no longer holds a function from a day on; give the number of rows, 0 when it did not hold it."""
    check_bevoegd(viewer, VASTLEGGEN, namens=organisatie)
    sleutel = {"organisatie_id": organisatie, "functie": make_functienaam(functie), "betrokkene": betrokkene}
    return _write_vervulling(viewer, Opgave(sleutel, Geldigheid(per), []))


def _write_vervulling(viewer: Viewer, opgave: Opgave) -> int:
    """Write what is said of one account and one function, with its line in the log; nothing when it was known."""
    sleutel = opgave.sleutel
    plan = make_schrijfplan(Functievervulling, [opgave], binnen=Q(**sleutel))
    if plan.aantal:
        organisatie = sleutel["organisatie_id"]
        herkomst = record_herkomst(leverancier=organisatie, soort=Herkomst.Soort.HANDELING, na=plan.laatste)
        apply_schrijfplan(plan, herkomst)
        record_gebeurtenis(
            actor=viewer.actor,
            organisatie=organisatie,
            handeling="functie.record" if opgave.vaststellingen else "functie.close",
            onderwerp=("functie", f"{organisatie} {sleutel['functie']}"[:100]),
            inhoud={"betrokkene": sleutel["betrokkene"], "vanaf": str(opgave.venster.begin)},
        )
    return plan.aantal
