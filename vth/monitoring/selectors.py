"""Reading rounds, self-assessments and verdicts: a dienst sees only itself until a round is published, the ministry only what was handed in."""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet

from vth.organisaties.selectors import list_deelnemers, list_deelnemers_per_dienst, list_namen, list_opvolgers
from vth.tijd import klok
from vth.toegang.rules import Viewer, derive_zicht_q
from vth.zaken.selectors import get_zichtbaar

from .fusie.model import Criteriumuitkomst, Dienst
from .fusie.samen import derive_uitkomst
from .kader import DIENSTEN, Kader, read_kader
from .ligging import list_liggingen
from .models import Dienstbeeld, Gebiedoordeel, Lezer, Openstelling, Opgave, Ronde, Zelfbeoordeling
from .rules import GEDEELD_MET_STELSEL, Bevinding, list_bevindingen


def list_rondes() -> QuerySet[Ronde]:
    """Give the rounds, the newest first; that a round runs is no secret."""
    return Ronde.objects.order_by("-peildatum", "-id")


def get_ronde(ronde_id: uuid.UUID | str) -> Ronde:
    """Give a round; raises BestaatNietError."""
    return get_zichtbaar(Ronde.objects.all(), ronde_id, "Beoordelingsronde")


def derive_lezer_q(viewer: Viewer) -> Q:
    """Render who may see what as a filter on `Lezer`: the organisation's own rows, also for who sees the whole country of the register."""
    zicht = viewer.zicht
    return derive_zicht_q(
        zicht if zicht.alle_soorten else replace(zicht, landelijk=False, gebieden=frozenset())
    )


def list_zichtbaar(viewer: Viewer) -> QuerySet[Zelfbeoordeling]:
    """Give the self-assessments the viewer may see."""
    lezers = Lezer.objects.filter(derive_lezer_q(viewer)).values("zelfbeoordeling_id")
    return Zelfbeoordeling.objects.filter(pk__in=lezers).select_related("ronde")


def get_zelfbeoordeling(viewer: Viewer, id_: uuid.UUID | str) -> Zelfbeoordeling:
    """Give one self-assessment; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_zichtbaar(viewer), id_, "Zelfbeoordeling")


def find_namens(viewer: Viewer, dienst: str) -> str:
    """Name in whose name this viewer acts for a dienst: the dienst itself, or whom it went on as after a merger."""
    return min(list_opvolgers(dienst, klok.today()) & viewer.organisaties, default=dienst)


def read_waarden(
    zelfbeoordelingen: Iterable[uuid.UUID], op: datetime | None = None
) -> dict[uuid.UUID, dict[str, Decimal]]:
    """Give the figures of each of some self-assessments as they stand, or stood at a moment: the last told, without what was taken back."""
    waarden: dict[uuid.UUID, dict[str, Decimal]] = {id_: {} for id_ in zelfbeoordelingen}
    rijen = Opgave.objects.filter(zelfbeoordeling__in=list(waarden)).order_by("zelfbeoordeling", "volgnummer")
    if op is not None:
        rijen = rijen.filter(op__lte=op)
    for id_, meting, waarde in rijen.values_list("zelfbeoordeling_id", "meting", "waarde"):
        if waarde is None:
            waarden[id_].pop(meting, None)
        else:
            waarden[id_][meting] = waarde
    return waarden


def read_waarden_van(zelfbeoordeling: Zelfbeoordeling) -> dict[str, Decimal]:
    """Give the figures of one self-assessment as they stand."""
    return read_waarden([zelfbeoordeling.pk])[zelfbeoordeling.pk]


def read_register(dienst: str, peildatum: date) -> dict[str, Decimal]:
    """Give what the register itself knows of a dienst on a day: how many take part in it. What it does not know is left out."""
    aantal = len(list_deelnemers(dienst, peildatum))
    return {"deelnemers": Decimal(aantal)} if aantal else {}


def count_bewijs(zelfbeoordeling: Zelfbeoordeling) -> dict[str, int]:
    """Count the evidence that stands, per criterion."""
    rijen = zelfbeoordeling.bewijzen.filter(ingetrokken_op=None).values_list("criterium", flat=True)
    return dict(Counter(rijen))


def check_compleet(
    zelfbeoordeling: Zelfbeoordeling, kader: Kader, waarden: Mapping[str, Decimal]
) -> list[Bevinding]:
    """Give what is wrong with a self-assessment with these figures (`rules.list_bevindingen`)."""
    return list_bevindingen(
        {c.code: c.metingen for c in kader.criteria},
        kader.metingen,
        waarden,
        count_bewijs(zelfbeoordeling),
        read_register(zelfbeoordeling.dienst, zelfbeoordeling.ronde.peildatum),
        kader.afwijking,
    )


def derive_uitkomsten(
    zelfbeoordeling: Zelfbeoordeling, kader: Kader, waarden: Mapping[str, Decimal]
) -> dict[str, list[Criteriumuitkomst]]:
    """Give per criterion how the figures stand against the norm: a proposal, never the verdict."""
    beeld = make_dienst(zelfbeoordeling.dienst, "", waarden, None)
    return {c.code: [derive_uitkomst(eis, [beeld]) for eis in c.eisen] for c in kader.criteria}


def make_dienst(code: str, naam: str, waarden: Mapping[str, Decimal], beeld: Dienstbeeld | None) -> Dienst:
    """Give a dienst as the merger explorer sees it; each counts as one where each must have something."""
    return Dienst(
        code=code,
        naam=naam,
        metingen={**waarden, DIENSTEN: Decimal(1)},
        provincies=frozenset(beeld.provincies) if beeld else frozenset(),
        veiligheidsregios=frozenset(beeld.veiligheidsregios) if beeld else frozenset(),
        buren=frozenset(beeld.buren) if beeld else frozenset(),
        x=beeld.x if beeld else 0,
        y=beeld.y if beeld else 0,
    )


def list_zetels(op: date) -> dict[str, Dienstbeeld]:
    """Give where each dienst lies on a day as this installation was told, with its seat: the last that was told before it."""
    return {b.dienst: b for b in Dienstbeeld.objects.filter(vanaf__lte=op).order_by("vanaf")}


def list_beelden(op: date) -> dict[str, Dienstbeeld]:
    """Give where each dienst lies on a day: as this installation was told, and of real diensten else as it ships with the project."""
    meegeleverd = {
        code: Dienstbeeld(
            dienst=code,
            vanaf=op,
            x=w.x,
            y=w.y,
            kolom=w.kolom,
            rij=w.rij,
            provincies=sorted(w.provincies),
            veiligheidsregios=sorted(w.veiligheidsregios),
            buren=sorted(w.buren),
            bron="meegeleverd; het midden van het werkgebied",
        )
        for code, w in list_liggingen(op).items()
    }
    return meegeleverd | list_zetels(op)


def list_diensten(viewer: Viewer, ronde: Ronde) -> list[Dienst]:
    """Give the diensten of a round for the explorer: those the viewer may see, or all of a round that was published.

    Only figures that were handed in; who is not there is not made up.
    """
    rijen = Zelfbeoordeling.objects.filter(ronde=ronde) if ronde.gepubliceerd_op else list_zichtbaar(viewer)
    codes = dict(rijen.filter(ronde=ronde, stand__in=GEDEELD_MET_STELSEL).values_list("pk", "dienst"))
    waarden, beelden = read_waarden(codes), list_beelden(ronde.peildatum)
    namen = list_namen(codes.values(), ronde.peildatum)
    deelnemers = list_deelnemers_per_dienst(codes.values(), ronde.peildatum)
    diensten = [
        replace(
            make_dienst(code, namen.get(code, code), waarden[pk], beelden.get(code)),
            deelnemers=deelnemers.get(code, frozenset()),
        )
        for pk, code in codes.items()
    ]
    erbij = frozenset(codes.values())
    return sorted((replace(d, buren=d.buren & erbij) for d in diensten), key=lambda d: d.code)


def list_opengesteld() -> frozenset[str]:
    """Name the diensten of which the board opened the search; the last decision of each holds."""
    laatste = dict(Openstelling.objects.order_by("op", "id").values_list("dienst", "open"))
    return frozenset(dienst for dienst, is_open in laatste.items() if is_open)


def read_kader_van(ronde: Ronde) -> Kader:
    """Give the kader of a round: that of the day on which it was opened, whatever came after."""
    return read_kader(ronde.kader_op)


def read_gebiedoordelen(
    zelfbeoordelingen: Iterable[Zelfbeoordeling], op: datetime | None = None
) -> dict[uuid.UUID, dict[str, Gebiedoordeel]]:
    """Give per self-assessment the verdict that holds of each field, or held at a moment."""
    rijen = Gebiedoordeel.objects.filter(zelfbeoordeling__in=[z.pk for z in zelfbeoordelingen])
    if op is not None:
        rijen = rijen.filter(op__lte=op)
    uit: dict[uuid.UUID, dict[str, Gebiedoordeel]] = {}
    for oordeel in rijen.order_by("volgnummer"):
        uit.setdefault(oordeel.zelfbeoordeling_id, {})[oordeel.gebied] = oordeel
    return uit
