"""Everything of one file, read once for its page."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vth.handhaving.invoer import list_mogelijke_overtreders
from vth.handhaving.models import Overtreding
from vth.handhaving.selectors import list_zichtbaar as list_overtredingen
from vth.tijd import klok
from vth.toegang.models import Lidmaatschap
from vth.toegang.rules import Viewer
from vth.toegang.selectors import ACCOUNT, list_actornamen
from vth.toezicht.models import Bevinding, Controle
from vth.toezicht.selectors import list_bevindingen
from vth.toezicht.selectors import list_zichtbaar as list_controles

from .models import (
    Opsporingsdossier,
    Opsporingshandeling,
    Opsporingslogregel,
    Overdracht,
    Overdrachtuitkomst,
    Procesverbaal,
    Strafbeschikking,
    Strafweging,
    Verdachte,
)
from .selectors import list_logregels, read_keuzes
from .services import ROLLEN

Keuzes = list[tuple[str, str]]


@dataclass(frozen=True)
class Dossierbeeld:
    """One file with all that hangs to it, and of outside only what this viewer may see."""

    dossier: Opsporingsdossier
    verdachten: Sequence[Verdachte]
    handelingen: Sequence[Opsporingshandeling]
    wegingen: Sequence[Strafweging]
    strafbeschikkingen: Sequence[Strafbeschikking]
    processenverbaal: Sequence[Procesverbaal]
    overdrachten: Sequence[Overdracht]
    uitkomsten: dict[uuid.UUID, Overdrachtuitkomst]
    leden: Sequence[str]
    log: Sequence[Opsporingslogregel]
    namen: dict[str, str]
    controle: Controle | None
    overtreding: Overtreding | None
    bevindingen: Sequence[Bevinding]
    register: Keuzes
    collegas: Keuzes

    @property
    def laatste_wegingen(self) -> dict[uuid.UUID, Strafweging]:
        """Give the weighing that holds per suspect."""
        return {w.verdachte_id: w for w in self.wegingen}

    def say_overdracht(self, o: Overdracht) -> str:
        """Name a hand-over in words."""
        ontvangers = read_keuzes("opsporing.ontvangers", klok.today(), dienst=self.dossier.organisatie)
        naam = ontvangers[o.aan]["naam"] if o.aan in ontvangers else o.aan
        return f"{naam}, {o.op:%d-%m-%Y}"

    def name_alle(self, rijen: Iterable[Strafbeschikking]) -> Keuzes:
        """Name strafbeschikkingen in a choice."""
        return [(str(s.pk), f"{s.weging.verdachte.naam}: € {s.bedrag}") for s in rijen]


def read_dossier(viewer: Viewer, dossier: Opsporingsdossier) -> Dossierbeeld:
    """Read all of a file that the viewer may see."""
    handelingen = list(dossier.handelingen.select_related("verdachte").order_by("op", "volgnummer"))
    log = list_logregels(viewer, dossier)
    leden = list(dossier.leden.order_by("vanaf").values_list("betrokkene", flat=True))
    uitkomsten = {u.overdracht_id: u for u in dossier.uitkomsten.all()}
    overtreding = (
        list_overtredingen(viewer).filter(pk=dossier.overtreding).first() if dossier.overtreding else None
    )
    controle = list_controles(viewer).filter(pk=dossier.controle).first() if dossier.controle else None
    wegingen = list(dossier.wegingen.select_related("verdachte").order_by("volgnummer"))
    pvs = list(dossier.processenverbaal.select_related("verdachte").order_by("opgesteld_op"))
    bevindingen = list_bevindingen(controle) if controle else []
    actors = {r.actor for r in log} | set(leden) | {b.geregistreerd_door for b in bevindingen}
    actors |= {h.geregistreerd_door for h in handelingen}
    return Dossierbeeld(
        dossier=dossier,
        verdachten=list(dossier.verdachten.order_by("geregistreerd_op")),
        handelingen=handelingen,
        wegingen=wegingen,
        strafbeschikkingen=list(
            dossier.strafbeschikkingen.select_related("weging__verdachte", "dossier").order_by("opgesteld_op")
        ),
        processenverbaal=pvs,
        overdrachten=list(dossier.overdrachten.order_by("op", "geregistreerd_op")),
        uitkomsten=uitkomsten,
        leden=leden,
        log=log,
        namen=list_actornamen(actors | {p.opgesteld_door for p in pvs}),
        controle=controle,
        overtreding=overtreding,
        bevindingen=bevindingen,
        register=_list_register(viewer, controle, overtreding),
        collegas=_list_collegas(dossier.organisatie, leden),
    )


def _list_register(viewer: Viewer, controle: Controle | None, overtreding: Overtreding | None) -> Keuzes:
    """List who of the register may be the suspect: who belongs to what was visited."""
    if controle is None and overtreding is not None:
        controle = list_controles(viewer).filter(bevindingen__overtredingen__overtreding=overtreding).first()
    personen = list_mogelijke_overtreders(viewer, controle) if controle else []
    return [(str(b.pk), naam) for b, naam in personen]


def _list_collegas(organisatie: str, leden: Sequence[str]) -> Keuzes:
    """List the boas of an organisation who do not work on the file yet."""
    dag = klok.today()
    rijen = Lidmaatschap.objects.filter(
        organisatie=organisatie, rol__in=ROLLEN, begin__lte=dag, eind__gt=dag, gebruiker__is_active=True
    )
    wie = {
        f"{ACCOUNT}{m.gebruiker_id}": str(m.gebruiker)
        for m in rijen.select_related("gebruiker").order_by("gebruiker__naam")
    }
    return [(actor, naam) for actor, naam in wie.items() if actor not in leden]
