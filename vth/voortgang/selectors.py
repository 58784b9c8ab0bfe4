"""Reading programmes: who takes part sees them, a concept only who writes it or runs the programme; each as known at any moment."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from vth.regelgeving.dagen import as_dagtekst
from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, derive_zicht_q
from vth.zaken.selectors import get_zichtbaar

from .beeld import Deel, Gepland, Oordeel, Programmabeeld
from .models import (
    Bijdrage,
    Bijdragetekst,
    Deelname,
    Inlezing,
    Onderdeel,
    Onderdeelversie,
    Pijlerplanversie,
    Planning,
    Programma,
    Programmaversie,
    Rapportageronde,
    Statusoordeel,
    Tegenspraak,
)
from .rijlezing import as_tekst, get_id, make_deel, make_gepland
from .rules import BEHEREN, CONCEPT, INVULLEN, TERUGGEGEVEN, VoortgangError
from .status import Drempels, Uitkomst
from .wanneer import Wanneer, read_json

REGEL = "voortgang.status"
# What is read of each part and of each planning; what ends in `_t` comes as text (`as_tekst`).
DEELVELDEN: tuple[str, ...] = (
    "onderdeel_id_t",
    "onderdeel__soort",
    "onderdeel__sleutel",
    "onderdeel_ouder_id_t",
    "titel",
    "inhoud_t",
    "partij",
    "volgnummer",
    "bekend_op_t",
    "vervallen",
    "zin",
)
KOPSOORTEN = ("pijler", "onderwerp", "hoofdstuk")
PLANVELDEN: tuple[str, ...] = (
    "onderdeel_id_t",
    "volgnummer",
    "stand",
    "bekend_op_t",
    "soort",
    "tekst",
    "van_t",
    "tot_t",
)


def list_programmas(viewer: Viewer) -> QuerySet[Programma]:
    """Give the programmes that the viewer may see: those in which one's organisation takes part."""
    deelnames = Deelname.objects.filter(derive_zicht_q(viewer.zicht)).values("programma_id")
    return Programma.objects.filter(pk__in=deelnames).order_by("naam")


def get_programma(viewer: Viewer, id_: uuid.UUID | str) -> Programma:
    """Give one programme; raises BestaatNietError when it is not there for this viewer."""
    return get_zichtbaar(list_programmas(viewer), id_, "Programma")


def get_ronde(viewer: Viewer, id_: uuid.UUID | str) -> Rapportageronde:
    """Give one round; raises BestaatNietError when it is not there for this viewer."""
    rondes = Rapportageronde.objects.filter(programma__in=list_programmas(viewer)).select_related("programma")
    return get_zichtbaar(rondes, id_, "Rapportageronde")


def get_onderdeel(viewer: Viewer, id_: uuid.UUID | str) -> Onderdeel:
    """Give one part of a programme; raises BestaatNietError when it is not there for this viewer."""
    delen = Onderdeel.objects.filter(programma__in=list_programmas(viewer)).select_related("programma")
    return get_zichtbaar(delen, id_, "Onderdeel")


def get_bijdrage(viewer: Viewer, id_: uuid.UUID | str) -> Bijdrage:
    """Give one contribution that the viewer may read; raises BestaatNietError when it is not there for this viewer."""
    rijen = Bijdrage.objects.filter(programma__in=list_programmas(viewer))
    bijdrage = get_zichtbaar(rijen.select_related("programma", "ronde", "onderdeel"), id_, "Bijdrage")
    partij = find_eigenaar(bijdrage.onderdeel)
    mag = derive_bijdrage_q(viewer, bijdrage.programma, {bijdrage.onderdeel_id: partij})
    return get_zichtbaar(rijen.filter(mag).select_related("programma", "ronde", "onderdeel"), id_, "Bijdrage")


def get_inlezing(viewer: Viewer, id_: uuid.UUID | str) -> Inlezing:
    """Give one report that was read; raises BestaatNietError when it is not there for who does not run the programme."""
    mag = [p.pk for p in list_programmas(viewer) if is_bureau(viewer, p)]
    rijen = Inlezing.objects.filter(programma_id__in=mag).select_related("programma", "ronde")
    return get_zichtbaar(rijen, id_, "Inlezing")


def get_tegenspraak(viewer: Viewer, id_: uuid.UUID | str) -> Tegenspraak:
    """Give one pair of statements; raises BestaatNietError when it is not there for this viewer."""
    rijen = Tegenspraak.objects.filter(programma__in=list_programmas(viewer)).select_related("programma")
    return get_zichtbaar(rijen, id_, "Tegenspraak")


def works_for(viewer: Viewer, organisatie: str) -> bool:
    """Tell whether a viewer acts for an organisation."""
    return bool({organisatie, ALLE_ORGANISATIES} & viewer.organisaties)


def is_bureau(viewer: Viewer, programma: Programma) -> bool:
    """Tell whether a viewer runs the programme: the right, for the organisation that holds it."""
    return BEHEREN in viewer.handelingen and works_for(viewer, programma.organisatie)


def find_namens(viewer: Viewer, programma: Programma, partij: str) -> str:
    """Name in whose name this viewer writes for a topic: the organisation that owns it, or that which holds the programme for who runs it."""
    return programma.organisatie if is_bureau(viewer, programma) or not partij else partij


def find_eigenaar(deel: Onderdeel) -> str:
    """Name the organisation that owns a part: that of the nearest part above it which names one."""
    hier: Onderdeel | None = deel
    while hier is not None:
        partij = hier.versies.order_by("-volgnummer").values_list("partij", flat=True).first()
        if partij:
            return partij
        hier = hier.ouder
    return ""


def derive_bijdrage_q(viewer: Viewer, programma: Programma, partijen: Mapping[uuid.UUID, str]) -> Q:
    """Render which contributions one may read: all for who runs the programme, one's own, and what was locked for everybody."""
    if is_bureau(viewer, programma):
        return Q(programma=programma)
    eigen = (
        [id_ for id_, partij in partijen.items() if partij and works_for(viewer, partij)]
        if INVULLEN in viewer.handelingen
        else []
    )
    return Q(programma=programma) & (Q(stand="vergrendeld") | Q(onderdeel_id__in=eigen))


def read_drempels(dag: date) -> Drempels:
    """Give the thresholds of a day. Raises VoortgangError where there is no rule."""
    try:
        return Drempels.read(find_grond(REGEL, geldig_op=dag).waarde)
    except RegelError as fout:
        raise VoortgangError(f"Op {as_dagtekst(dag)} is er geen regel voor de status. {fout}") from fout


def read_beeld(programma: Programma, peil: Peilmoment | None = None) -> Programmabeeld:
    """Give a programme as it was known at a moment; now when none is given.

    What became known up to and with the day counts, as far as it was written down at the moment. Whoever asks has seen that the viewer may see
    the programme. Kept in memory until something changes: each act gives the programme another stamp, and one of an act that was undone never comes back.
    """
    if peil is None:
        return _read_beeld(programma.pk, programma.stempel, klok.today(), None)
    return _read_beeld(programma.pk, programma.stempel, peil.geldig_op, peil.beschikbaar_op)


def read_koppen(programma: Programma) -> Programmabeeld:
    """Give of a programme as it is now only what contributions are written of, and what that hangs under: no milestones, no plannings."""
    return _read_koppen(programma.pk, programma.stempel, klok.today())


@lru_cache(maxsize=24)
def _read_koppen(programma_id: uuid.UUID, _stempel: uuid.UUID, dag: date) -> Programmabeeld:
    tot = {"programma_id": programma_id, "bekend_op__lte": dag}
    naam, einddatum = _read_naam(tot)
    delen = _read_delen(tot, KOPSOORTEN)
    return Programmabeeld(naam, einddatum, dag, read_drempels(dag), delen, {}, {}, {})


def read_vers_beeld(programma: Programma) -> Programmabeeld:
    """Give a programme as it is within an act that has written already; never kept, for the act may be undone."""
    return _read_beeld.__wrapped__(programma.pk, None, klok.today(), None)


def read_rondebeeld(ronde: Rapportageronde) -> Programmabeeld:
    """Give a programme as a round tells it: on its day, and once locked as it was known and judged then, whatever the rule says since."""
    if ronde.vergrendeld_op is None:
        return _read_beeld(ronde.programma_id, ronde.programma.stempel, ronde.peildatum, None)
    return _read_vast(ronde.pk, ronde.programma_id, ronde.peildatum, ronde.vergrendeld_op)


@lru_cache(maxsize=24)
def _read_vast(ronde_id: uuid.UUID, programma_id: uuid.UUID, dag: date, moment: datetime) -> Programmabeeld:
    """Give what was known at a moment, with the states that were kept then; what was written since changes nothing in it."""
    beeld = copy(_read_beeld(programma_id, None, dag, moment))
    statussen = dict(beeld.statussen)
    rijen = Statusoordeel.objects.filter(ronde_id=ronde_id).order_by("volgnummer")
    for id_, stand, reden, in_beeld in rijen.values_list(
        "onderdeel_id", "regelstand", "regelreden", "beeldstand"
    ):
        if id_ in statussen:
            nu = statussen[id_]
            statussen[id_] = Uitkomst(stand, reden, nu.afgerond, nu.kwartalen, in_beeld)
    beeld.__dict__["statussen"] = statussen
    return beeld


@lru_cache(maxsize=24)
def _read_beeld(
    programma_id: uuid.UUID, _stempel: uuid.UUID | None, dag: date, moment: datetime | None
) -> Programmabeeld:
    """Read it from the tables: what was written down after the moment is not there."""
    tot: dict[str, Any] = {"programma_id": programma_id, "bekend_op__lte": dag}
    if moment is not None:
        tot["op__lte"] = moment
    delen = _read_delen(tot)
    oordelen = {
        id_: Oordeel(stand, motivering, bekend_op, door)
        for id_, stand, motivering, bekend_op, door in Statusoordeel.objects.filter(ronde=None, **tot)
        .order_by("bekend_op", "volgnummer")
        .values_list("onderdeel_id", "stand", "motivering", "bekend_op", "door")
    }
    naam, einddatum = _read_naam(tot)
    return Programmabeeld(
        naam=naam,
        einddatum=einddatum,
        dag=dag,
        drempels=read_drempels(dag),
        delen=delen,
        planningen=_read_planningen(tot),
        basis=_read_basis(tot),
        oordelen=oordelen,
    )


def _read_naam(tot: Mapping[str, Any]) -> tuple[str, date]:
    """Give what the programme was called and when it was to end; before it was begun what it began with."""
    rijen = Programmaversie.objects.values_list("naam", "einddatum")
    laatste = rijen.filter(**tot).order_by("-bekend_op", "-volgnummer").first()
    return laatste or rijen.get(programma_id=tot["programma_id"], volgnummer=1)


def _read_delen(tot: Mapping[str, Any], soorten: Collection[str] = ()) -> dict[uuid.UUID, Deel]:
    """Give the parts that were there, all or those of some kinds; what was ended is left out with all under it."""
    rijen = (
        Onderdeelversie.objects.filter(**tot, **({"onderdeel__soort__in": soorten} if soorten else {}))
        .order_by("bekend_op", "volgnummer")
        .annotate(**as_tekst("onderdeel_id", "onderdeel__ouder_id", "inhoud", "bekend_op"))
        .values_list(*DEELVELDEN)
    )
    laatste: dict[str, tuple[Any, ...]] = {}
    sinds: dict[str, str] = {}
    for rij in rijen:
        sinds.setdefault(rij[0], rij[8])
        laatste[rij[0]] = rij
    gevonden: dict[uuid.UUID, Deel] = {}
    for id_t in _list_levend(laatste):
        *velden, _, zin = laatste[id_t]
        deel = make_deel(*velden, zin, sinds[id_t])
        gevonden[deel.id] = deel
    return gevonden


def _list_levend(rijen: Mapping[str, tuple[Any, ...]]) -> list[str]:
    """Leave out what was ended, and what hangs under that."""
    staat: dict[str, bool] = {}
    for id_ in rijen:
        pad: list[str] = []
        hier: str | None = id_
        goed = True
        while hier is not None and hier not in staat:
            pad.append(hier)
            rij = rijen.get(hier)
            if rij is None or rij[9]:
                goed, hier = False, None
                break
            hier = rij[3]
        goed = goed and (hier is None or staat[hier])
        staat.update(dict.fromkeys(pad, goed))
    return [id_ for id_ in rijen if staat[id_]]


def _read_planningen(tot: Mapping[str, Any]) -> dict[uuid.UUID, tuple[Gepland, ...]]:
    rijen = (
        Planning.objects.filter(**tot)
        .order_by("bekend_op", "volgnummer")
        .annotate(**as_tekst("onderdeel_id", "van", "tot", "bekend_op"))
        .values_list(*PLANVELDEN)
    )
    gevonden: dict[str, list[Gepland]] = defaultdict(list)
    for id_t, *velden in rijen:
        gevonden[id_t].append(make_gepland(*velden))
    return {get_id(id_t): tuple(rij) for id_t, rij in gevonden.items()}


def list_planningen(
    ids: Iterable[uuid.UUID], dag: date, moment: datetime | None = None
) -> dict[uuid.UUID, list[Planning]]:
    """List how some milestones were planned, as known on a day and at a moment, with who and why; whoever asks has seen that the viewer may see them."""
    gevonden: dict[uuid.UUID, list[Planning]] = defaultdict(list)
    rijen = Planning.objects.filter(onderdeel__in=list(ids), bekend_op__lte=dag)
    for planning in (rijen.filter(op__lte=moment) if moment else rijen).order_by("bekend_op", "volgnummer"):
        gevonden[planning.onderdeel_id].append(planning)
    return gevonden


def _read_basis(tot: Mapping[str, Any]) -> dict[uuid.UUID, Wanneer]:
    """Give per milestone the baseline of the last pijlerplan that names it."""
    basis: dict[uuid.UUID, Wanneer] = {}
    rijen = Pijlerplanversie.objects.filter(**tot).order_by("bekend_op", "volgnummer")
    for mijlpalen in rijen.values_list("mijlpalen", flat=True):
        basis |= {uuid.UUID(id_): read_json(rij) for id_, rij in mijlpalen.items()}
    return basis


def list_rondes(programma: Programma) -> list[Rapportageronde]:
    """List the rounds of a programme, the newest first."""
    return list(programma.rondes.select_related("programma").order_by("-peildatum"))


def find_vorige(ronde: Rapportageronde) -> Rapportageronde | None:
    """Find the round before this one."""
    eerder = Rapportageronde.objects.filter(programma_id=ronde.programma_id, peildatum__lt=ronde.peildatum)
    return eerder.select_related("programma").order_by("-peildatum").first()


def find_peildatum(programma: Programma) -> date | None:
    """Give the day of the round that is being written, the last one that has come: what is planned for its report is known since then."""
    rondes = programma.rondes.filter(stand=Rapportageronde.Stand.OPEN, peildatum__lte=klok.today())
    return rondes.order_by("-peildatum").values_list("peildatum", flat=True).first()


def list_bijdragen(viewer: Viewer, ronde: Rapportageronde, beeld: Programmabeeld) -> list[Bijdrage]:
    """List the contributions of a round that the viewer may read."""
    partijen = {
        d.id: beeld.find_partij(d) for d in beeld.delen.values() if d.soort in ("onderwerp", "hoofdstuk")
    }
    return list(ronde.bijdragen.filter(derive_bijdrage_q(viewer, ronde.programma, partijen)))


def read_teksten(bijdragen: list[Bijdrage], moment: datetime | None = None) -> dict[uuid.UUID, Bijdragetekst]:
    """Give the last text of each contribution, by part; as it was at a moment when that is given."""
    per = {b.pk: b.onderdeel_id for b in bijdragen}
    rijen = Bijdragetekst.objects.filter(bijdrage__in=list(per)).order_by("volgnummer")
    if moment is not None:
        rijen = rijen.filter(op__lte=moment)
    return {per[t.bijdrage_id]: t for t in rijen}


def read_bevroren(ronde: Rapportageronde) -> dict[uuid.UUID, Statusoordeel]:
    """Give how each part stood when a round was locked, by part; the last lock counts."""
    return {s.onderdeel_id: s for s in ronde.statusoordelen.order_by("volgnummer")}


def list_handen(bijdrage: Bijdrage) -> set[str]:
    """Name who wrote a contribution or handed it in: they do not approve it."""
    diende_in = bijdrage.gebeurtenissen.filter(handeling="dien_in").values_list("door", flat=True)
    return {*bijdrage.teksten.values_list("door", flat=True), *diende_in}


def derive_geschreven_q() -> Q:
    """Render which contributions are written and wait to be handed in: one that was returned only once something was written since."""
    teksten = Bijdragetekst.objects.filter(bijdrage=OuterRef("pk"))
    # A text carries the version that its contribution got by it.
    return Q(Exists(teksten), stand=CONCEPT) | Q(
        Exists(teksten.filter(volgnummer=OuterRef("versie"))), stand=TERUGGEGEVEN
    )
