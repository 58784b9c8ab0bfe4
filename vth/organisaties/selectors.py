"""Reading organisations and areas on a day, and making the viewer of an account.

Where the begin of a state is only the peildatum of a list (`begin_bekend` is false), the first known state is read
for earlier days too: what was before is unknown, and an old record must still find its gemeente and dienst.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q

from vth.tijd import klok
from vth.tijd.rules import OPEN_TIJDSTIP, Peilmoment
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_lidmaatschappen, read_gronden, read_rollen

from .models import (
    Betrokkenheid,
    Bronhouderschap,
    Deelneming,
    MandaatVoorkomen,
    Opvolging,
    Organisatie,
    OrganisatieVoorkomen,
    Werkgebied,
)
from .rules import LANDELIJK, derive_aanspraak, derive_opvolgers, derive_rechtsvoorgangers, derive_viewer

# An organisation sees what lies in the areas it serves for these tasks. Seveso is not among them: a Seveso-OD sees
# the Seveso sites of another dienst by an agreement (`uitwisseling`), not all that lies there.
ZICHTTAKEN = (Werkgebied.Taak.GRONDGEBIED, Werkgebied.Taak.BASISTAKEN)


def find_organisatie(code: str, peilmoment: Peilmoment) -> OrganisatieVoorkomen | None:
    """Give what an organisation is called on a day as it was known at a moment; None when it did not exist."""
    rijen = OrganisatieVoorkomen.objects.filter(_derive_q(peilmoment.geldig_op, peilmoment.beschikbaar_op))
    return rijen.filter(organisatie_id=code).select_related("organisatie").first()


def list_organisaties(
    *, soort: str = "", op: date, beschikbaar_op: datetime | None = None
) -> list[OrganisatieVoorkomen]:
    """List the organisations that exist on a day, of one kind or all, in order of code."""
    rijen = OrganisatieVoorkomen.objects.filter(_derive_q(op, beschikbaar_op)).select_related("organisatie")
    if soort:
        rijen = rijen.filter(organisatie__soort=soort)
    return list(rijen.order_by("organisatie_id"))


def list_codes(op: date, *, soort: str = "") -> set[str]:
    """Give the codes of the organisations that exist on a day, of one kind or all."""
    rijen = OrganisatieVoorkomen.objects.filter(_derive_q(op))
    if soort:
        rijen = rijen.filter(organisatie__soort=soort)
    return set(rijen.values_list("organisatie_id", flat=True))


def find_naam(code: str, op: date) -> str:
    """Give the name that goes with a code on a day, for display; the code itself when it has no name at all.

    Of an organisation that does not exist on that day, the nearest name is given: the last one after its end, the
    first one before its begin.
    """
    return list_namen([code], op)[code]


def list_namen(codes: Iterable[str], op: date) -> dict[str, str]:
    """Give the names of several codes on a day at once, as `find_naam`."""
    gevraagd = set(codes)
    namen = {code: code for code in gevraagd}
    if not gevraagd:
        return namen
    rijen = (
        OrganisatieVoorkomen.objects.believed()
        .filter(organisatie_id__een_van=gevraagd)
        .order_by("-begin_geldigheid")
        .values_list("organisatie_id", "naam", "begin_geldigheid")
    )
    later: dict[str, bool] = {}
    for code, naam, begin in rijen:
        if later.get(code, True):
            namen[code] = naam
            later[code] = begin > op
    return namen


def find_omgevingsdienst(gebied: str, op: date, *, taak: str = Werkgebied.Taak.BASISTAKEN) -> str:
    """Give the code of the omgevingsdienst that serves a gemeente for a task on a day; '' when none is known."""
    return list_omgevingsdiensten(op, taak=taak, gebieden=[gebied]).get(gebied, "")


def list_omgevingsdiensten(
    op: date, *, taak: str = Werkgebied.Taak.BASISTAKEN, gebieden: Collection[str] | None = None
) -> dict[str, str]:
    """Give the omgevingsdienst of each gemeente for a task on a day."""
    rijen = Werkgebied.objects.filter(_derive_q(op)).filter(
        taak=taak, organisatie__soort=Organisatie.Soort.OMGEVINGSDIENST
    )
    if gebieden is not None:
        rijen = rijen.filter(gebied__in=gebieden)
    return dict(rijen.values_list("gebied", "organisatie_id"))


def list_gebieden(organisatie: str, op: date) -> frozenset[str]:
    """Give the gemeenten whose records an organisation sees on a day; empty when it does not exist then.

    A gemeente has itself, a provincie its gemeenten, an omgevingsdienst its werkgebied, a national body all. With a
    gemeente comes every gemeente that went on as it: records keep the code they were made under.
    """
    return _list_gebieden(list_bestaande_soorten([organisatie], op), op).get(organisatie, frozenset())


def list_rechtsvoorgangers(codes: Iterable[str], op: date) -> frozenset[str]:
    """Give the codes with all that went on as one of them, up to a day; who was split up is nobody's predecessor."""
    return derive_rechtsvoorgangers(codes, _read_opvolgers(op))


def list_opvolgers(code: str, op: date) -> frozenset[str]:
    """Give who an organisation went on as, up to a day, followed to the end; itself when it was not succeeded."""
    return derive_opvolgers(code, _read_opvolgers(op))


def list_deelnemers(omgevingsdienst: str, op: date) -> frozenset[str]:
    """Name who takes part in an omgevingsdienst on a day."""
    return list_deelnemers_per_dienst([omgevingsdienst], op)[omgevingsdienst]


def list_deelnemers_per_dienst(diensten: Collection[str], op: date) -> dict[str, frozenset[str]]:
    """Name who takes part in each of some omgevingsdiensten on a day; one question for all."""
    deelnemers: dict[str, set[str]] = {dienst: set() for dienst in diensten}
    rijen = Deelneming.objects.filter(_derive_q(op), omgevingsdienst_id__in=list(diensten))
    for dienst, deelnemer in rijen.values_list("omgevingsdienst_id", "deelnemer_id"):
        deelnemers[dienst].add(deelnemer)
    return {dienst: frozenset(codes) for dienst, codes in deelnemers.items()}


def find_bronhouder(gegevensset: str, gebied: str, op: date) -> str:
    """Give the organisation that is the source of truth for an object type in a gemeente; '' when none is known.

    What is stated for the gemeente comes first, then what is stated for the whole country; without a statement it
    is the omgevingsdienst of the gemeente (an assumption of Open VTH, until the stelsel decides).
    """
    rijen = Bronhouderschap.objects.filter(_derive_q(op)).filter(
        gegevensset=gegevensset, gebied__in=[gebied, LANDELIJK]
    )
    genoemd = dict(rijen.values_list("gebied", "organisatie_id"))
    return genoemd.get(gebied) or genoemd.get(LANDELIJK) or find_omgevingsdienst(gebied, op)


def find_mandaat(mandaat_id: uuid.UUID, op: date) -> MandaatVoorkomen | None:
    """Give what a mandate holds on a day; None when it is not in force."""
    rijen = MandaatVoorkomen.objects.seen_at(Peilmoment(op, klok.now())).select_related("mandaat")
    return rijen.filter(mandaat_id=mandaat_id).first()


def list_mandaten(op: date, *, mandaatgever: str = "", mandaatnemer: str = "") -> list[MandaatVoorkomen]:
    """List the mandates in force on a day, given by or to an organisation."""
    rijen = MandaatVoorkomen.objects.seen_at(Peilmoment(op, klok.now())).select_related("mandaat")
    if mandaatgever:
        rijen = rijen.filter(mandaat__mandaatgever_id=mandaatgever)
    if mandaatnemer:
        rijen = rijen.filter(mandaat__mandaatnemer_id=mandaatnemer)
    return list(rijen.order_by("regeling", "artikel", "mandaat_id"))


def list_betrokkenheden(onderwerp: tuple[str, str]) -> list[Betrokkenheid]:
    """List who worked on a subject (kind, id), oldest first."""
    soort, id_ = onderwerp
    return list(
        Betrokkenheid.objects.filter(onderwerp_soort=soort, onderwerp_id=str(id_)).order_by("moment", "pk")
    )


def list_bestaande_soorten(codes: Iterable[str], op: date) -> dict[str, str]:
    """Give the kind of each of some organisations that exists on a day."""
    rijen = OrganisatieVoorkomen.objects.filter(_derive_q(op)).filter(organisatie_id__in=list(codes))
    return dict(rijen.values_list("organisatie_id", "organisatie__soort"))


def make_viewer(gebruiker: Gebruiker, op: date, *, organisatie: str = "") -> Viewer:
    """Join the memberships of an account on a day into what it may see and do.

    A membership of an organisation that does not exist on that day, or with a role that no rule file knows, gives
    nothing; so does an account that is switched off. With `organisatie` only what it has at that organisation counts. Computed anew
    for each request.
    """
    actor = f"gebruiker {gebruiker.pk}"
    rollen: dict[str, set[str]] = defaultdict(set)
    smal: dict[str, list[frozenset[str]]] = defaultdict(list)
    for lidmaatschap in list_lidmaatschappen(gebruiker, op=op) if gebruiker.is_active else ():
        if organisatie not in ("", lidmaatschap.organisatie):
            continue
        rollen[lidmaatschap.organisatie].add(lidmaatschap.rol)
        smal[lidmaatschap.organisatie].append(frozenset(lidmaatschap.gebieden))
    soorten = list_bestaande_soorten(rollen, op)
    gebieden, opvolgers = _list_gebieden(soorten, op), _read_opvolgers(op)
    landelijk = {code for code, eigen in _list_werkgebied(soorten, op).items() if LANDELIJK in eigen}
    aanspraken = []
    for code, soort in sorted(soorten.items()):
        dienst = code if soort == Organisatie.Soort.OMGEVINGSDIENST else ""
        regels = read_rollen(op=op, omgevingsdienst=dienst)
        voorgangers = derive_rechtsvoorgangers([code], opvolgers)
        # A role for some gemeenten only does not see what else the organisation delivered.
        alleen = frozenset[str]().union(*smal[code]) if all(smal[code]) else frozenset()
        aanspraken.append(
            derive_aanspraak(
                code,
                rollen[code],
                regels,
                leveranciers=frozenset() if alleen else voorgangers,
                gebieden=gebieden[code] & alleen if alleen else gebieden[code],
                landelijk=code in landelijk and not alleen,
                gronden=read_gronden(op=op, omgevingsdienst=dienst),
            )
        )
    return derive_viewer(actor, aanspraken, gebruiker_id=gebruiker.pk)


def _list_gebieden(soorten: Mapping[str, str], op: date) -> dict[str, frozenset[str]]:
    """Give the gemeenten of each of some organisations, whose kinds are given."""
    werkgebied, opvolgers = _list_werkgebied(soorten, op), _read_opvolgers(op)
    heel = any(LANDELIJK in eigen for eigen in werkgebied.values())
    alle = list_codes(op, soort=Organisatie.Soort.GEMEENTE) if heel else set()
    gebieden = {}
    for code, soort in soorten.items():
        eigen = {code} if soort == Organisatie.Soort.GEMEENTE else werkgebied.get(code, set())
        gebieden[code] = derive_rechtsvoorgangers(alle if LANDELIJK in eigen else eigen, opvolgers)
    return gebieden


def _read_opvolgers(op: date) -> dict[str, set[str]]:
    """Read who went on as whom up to a day."""
    opvolgers: dict[str, set[str]] = defaultdict(set)
    rijen = Opvolging.objects.filter(ingetrokken_op=None, datum__lte=op)
    for oud, nieuw in rijen.values_list("voorganger_id", "opvolger_id"):
        opvolgers[oud].add(nieuw)
    return opvolgers


def _list_werkgebied(organisaties: Iterable[str], op: date) -> dict[str, set[str]]:
    """Give per organisation the areas it serves for what decides its sight."""
    rijen = Werkgebied.objects.filter(_derive_q(op)).filter(
        organisatie_id__in=list(organisaties), taak__in=ZICHTTAKEN
    )
    gebieden: dict[str, set[str]] = defaultdict(set)
    for code, gebied in rijen.values_list("organisatie_id", "gebied"):
        gebieden[code].add(gebied)
    return gebieden


def _derive_q(op: date, beschikbaar_op: datetime | None = None) -> Q:
    """Filter on what held on a day, as known at a moment or now; an unknown begin holds for earlier days too."""
    geldig = Q(begin_geldigheid__lte=op) | Q(begin_bekend=False)
    if beschikbaar_op is None:
        return geldig & Q(eind_geldigheid__gt=op, eind_registratie=OPEN_TIJDSTIP)
    bekend = Q(tijdstip_registratie__lte=beschikbaar_op, eind_registratie__gt=beschikbaar_op)
    return geldig & bekend & Q(eind_geldigheid__gt=op)
