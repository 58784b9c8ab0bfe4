"""Reading roles and memberships."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from vth.regelgeving.rules import RegelError
from vth.regelgeving.selectors import find_grond, list_afwijkingen, read_regel
from vth.tijd import klok

from .models import Gebruiker, Lidmaatschap
from .rules import (
    ALLE_ORGANISATIES,
    ALLE_SOORTEN,
    VERTROUWELIJKHEDEN,
    Grond,
    Viewer,
    Zicht,
    derive_handelingen,
    derive_niveaus,
    list_rolfouten,
)

# How a viewer of an account names itself (`organisaties.selectors.make_viewer`).
ACCOUNT = "gebruiker "
ROLLEN, VOORBEHOUDEN = "toegang.rollen", "toegang.voorbehouden"


def read_rollen(*, op: date, omgevingsdienst: str = "") -> Mapping[str, Mapping[str, Any]]:
    """Give the roles that exist on a day, with their acts and sight; an organisation's own file comes first.

    Raises RegelError for a file that gives a role a right that is kept for others (`toegang.voorbehouden`): then nobody comes in until it is put right.
    """
    grond = find_grond(ROLLEN, geldig_op=op, omgevingsdienst=omgevingsdienst)
    rollen: Mapping[str, Mapping[str, Any]] = grond.waarde
    if fouten := list_rolfouten(rollen, _read_voorbehouden()):
        raise RegelError(*(f"{grond.regel_id}: {fout}" for fout in fouten))
    return rollen


def _read_voorbehouden() -> Mapping[str, Sequence[str]]:
    """Give which rights are kept for which roles: as it comes with the program, whatever an own file says."""
    voorbehouden: Mapping[str, Sequence[str]] = read_regel(VOORBEHOUDEN).perioden[-1].waarde
    return voorbehouden


def check_rolbestanden() -> None:
    """Look every file with roles over, of every organisation and period. Raises RegelError that names each role that has too much and its file."""
    voorbehouden = _read_voorbehouden()
    regels = [read_regel(ROLLEN), *(r for r in list_afwijkingen() if r.id in (ROLLEN, VOORBEHOUDEN))]
    fouten = [
        f"{regel.plaats}: {fout}"
        for regel in regels
        if regel.id == ROLLEN
        for periode in regel.perioden
        for fout in list_rolfouten(periode.waarde, voorbehouden)
    ]
    fouten += [
        f"{regel.plaats}: welke rechten zijn voorbehouden, is niet te veranderen. Haal dit bestand weg."
        for regel in regels
        if regel.id == VOORBEHOUDEN
    ]
    if fouten:
        raise RegelError(*dict.fromkeys(fouten))


def read_tijdelijk(*, op: date, omgevingsdienst: str = "") -> Mapping[str, int]:
    """Give for how many days each kind of temporary role may be given; an organisation's own file comes first."""
    dagen: Mapping[str, int] = find_grond(
        "toegang.tijdelijk", geldig_op=op, omgevingsdienst=omgevingsdienst
    ).waarde
    return dagen


def list_werkgebied(organisatie: str, op: date) -> frozenset[str]:
    """List the municipalities of an organisation on a day, as a room upstairs knows them (`settings.WERKGEBIED`)."""
    gebieden: frozenset[str] = import_string(settings.WERKGEBIED)(organisatie, op)
    return gebieden


def list_naast(
    gebruiker: Gebruiker, organisatie: str, begin: date, eind: date
) -> list[tuple[str, list[str]]]:
    """List the roles an account has at an organisation on some day of a period and not lost yet, with their areas."""
    rijen = gebruiker.lidmaatschappen.filter(organisatie=organisatie, begin__lt=eind, eind__gt=begin)
    rijen = rijen.filter(Q(vervalt_op=None) | Q(vervalt_op__gt=klok.now()))
    return list(rijen.values_list("rol", "gebieden"))


def read_gronden(*, op: date, omgevingsdienst: str = "") -> dict[str, list[Grond]]:
    """Give for each role on which grounds it sees which kinds of data; an organisation's own file comes first."""
    gronden: Mapping[str, Mapping[str, Any]] = find_grond(
        "toegang.gronden", geldig_op=op, omgevingsdienst=omgevingsdienst
    ).waarde
    per_rol: dict[str, list[Grond]] = {}
    for id_, g in gronden.items():
        grond = Grond(id_, g["naam"], g["doel"], g["grondslag"], frozenset(g["soorten"]))
        for rol in g["rollen"]:
            per_rol.setdefault(rol, []).append(grond)
    return per_rol


def list_gronden(*, op: date) -> list[Grond]:
    """List the grounds that hold nationally, each once."""
    return list(dict.fromkeys(g for gronden in read_gronden(op=op).values() for g in gronden))


def list_grondnamen(*, op: date) -> dict[str, str]:
    """Give the name of each ground by its id."""
    return {g.id: g.naam for g in list_gronden(op=op)}


class BestaatNietError(Exception):
    """An account that does not exist."""


def get_gebruiker(gebruikersnaam: str) -> Gebruiker:
    """Give an account by the name one signs in with; raises BestaatNietError."""
    try:
        return Gebruiker.objects.get(username=Gebruiker.normalize_username(gebruikersnaam.strip()))
    except Gebruiker.DoesNotExist as fout:
        raise BestaatNietError(
            f"Het account {gebruikersnaam!r} bestaat niet. Zie `vth toegang lijst` voor de accounts die er zijn."
        ) from fout


def list_gebruikers(*, op: date) -> list[tuple[Gebruiker, list[Lidmaatschap]]]:
    """List all accounts in order of name, each with the roles that have not ended on a day, nor run out by now."""
    rijen = Lidmaatschap.objects.filter(eind__gt=op).order_by("organisatie", "rol", "begin")
    rijen = rijen.filter(Q(vervalt_op=None) | Q(vervalt_op__gt=klok.now()))
    per_gebruiker: dict[int, list[Lidmaatschap]] = {}
    for lidmaatschap in rijen:
        per_gebruiker.setdefault(lidmaatschap.gebruiker_id, []).append(lidmaatschap)
    return [(g, per_gebruiker.get(g.pk, [])) for g in Gebruiker.objects.order_by("username")]


def list_lidmaatschappen(gebruiker: Gebruiker, *, op: date) -> list[Lidmaatschap]:
    """List the roles an account holds on a day; a replacement or on-call duty that ran out this hour is not among them."""
    geldig = gebruiker.lidmaatschappen.filter(begin__lte=op, eind__gt=op)
    geldig = geldig.filter(Q(vervalt_op=None) | Q(vervalt_op__gt=klok.now()))
    return list(geldig.order_by("organisatie", "rol"))


def has_werkend(organisatie: str, *, recht: str, niveau: str, gebied: str, op: date) -> bool:
    """Tell whether somebody works here for an organisation on a day who may do an act and see what is this confidential, there.

    Who works for some gemeenten only sees nothing elsewhere, nor what lies in none.
    """
    rollen = [
        code
        for code, rol in read_rollen(op=op, omgevingsdienst=organisatie).items()
        if recht in rol["mag"] and niveau in derive_niveaus(rol["ziet"])
    ]
    leden = Lidmaatschap.objects.filter(
        organisatie=organisatie, rol__in=rollen, begin__lte=op, eind__gt=op, gebruiker__is_active=True
    )
    leden = leden.filter(Q(vervalt_op=None) | Q(vervalt_op__gt=klok.now()))
    return any(not alleen or gebied in alleen for alleen in leden.values_list("gebieden", flat=True))


@dataclass(frozen=True)
class Rolbeeld:
    """A role as its holder sees it: at which organisation, what it is called, and until when it holds."""

    organisatie: str
    rol: str
    soort: str
    eind: date
    vervalt_op: datetime | None


def list_lidmaatschappen_nu(gebruiker: Gebruiker) -> list[Rolbeeld]:
    """List the roles an account holds now, in words."""
    dag = klok.today()
    rollen = read_rollen(op=dag)
    return [
        Rolbeeld(
            m.organisatie,
            str(rollen.get(m.rol, {}).get("naam", m.rol)),
            m.get_soort_display(),
            m.eind,
            m.vervalt_op,
        )
        for m in list_lidmaatschappen(gebruiker, op=dag)
    ]


def list_rechten(viewer: Viewer) -> list[tuple[str, str]]:
    """List the acts a viewer may do, code and words, in the order of the words."""
    namen = read_handelingnamen()
    return sorted(((h, namen.get(h, h)) for h in viewer.handelingen), key=lambda paar: paar[1])


def read_handelingnamen() -> Mapping[str, str]:
    """Give what each act is called, by its code."""
    namen: Mapping[str, str] = find_grond("toegang.handelingen", geldig_op=klok.today()).waarde
    return namen


def list_actornamen(actors: Iterable[str]) -> dict[str, str]:
    """Give for each actor, as a viewer and the log name it, what people call it; in one query.

    An account that is no longer there keeps the text, and so does a process.
    """
    nummers = {a: a.removeprefix(ACCOUNT) for a in set(actors)}
    ids = [int(n) for a, n in nummers.items() if a.startswith(ACCOUNT) and n.isascii() and n.isdigit()]
    namen = {f"{ACCOUNT}{g.pk}": str(g) for g in Gebruiker.objects.filter(pk__in=ids)} if ids else {}
    return {actor: namen.get(actor, actor) for actor in nummers}


def make_systeemviewer(actor: str, *, op: date, rol: str = "stelselbeheerder") -> Viewer:
    """Make the viewer of a command that an administrator runs on the machine itself.

    It may do what `rol` and the functioneel beheerder may, for every organisation; a role that does not exist adds
    nothing.
    """
    return Viewer(
        actor=actor,
        zicht=Zicht(niveaus=frozenset(VERTROUWELIJKHEDEN[:5]), landelijk=True, soorten=ALLE_SOORTEN),
        handelingen=derive_handelingen([rol, "functioneel_beheerder"], read_rollen(op=op)),
        organisaties=frozenset({ALLE_ORGANISATIES}),
        rollen=frozenset({rol}),
        gronden=(replace(next(iter(read_gronden(op=op)[rol])), soorten=ALLE_SOORTEN),),
    )
