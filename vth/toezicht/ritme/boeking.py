"""Keeping what is due: worked out again for the sites that an act touched, and every night for what changed.

Nobody decides anything here but in `record_toezichtrisico` and `record_verslagopenbaar`: the days follow from what was registered.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from vth.agenda.dagtaken import Dagtaak
from vth.agenda.rules import Punt
from vth.agenda.services import replace_agendapunten
from vth.analyse.motor import open_duckdb
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.dagen import as_dagtekst
from vth.register.models import Bronobject, VthObjectVoorkomen
from vth.register.selectors import get_bronobject
from vth.tijd import klok
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd

from ..boeking import SCHRIJVEN, lock_controle, record_act
from ..models import Controleonderwerp, Toezichtrisico, Verslagopenbaar, Vervaldag
from ..rules import ToezichtError
from ..selectors import get_controle
from .feiten import PLICHT, list_met_ritme, load_feiten
from .regelset import Ritmekast
from .ritme import NAMEN, Vervalsoort
from .vervallijst import make_vervallijst

PER_KEER = 1000
KORTSTE_REDEN = 10
ROL = "toezichthouder"
Sleutel = tuple[uuid.UUID, str, str]
Dagen = tuple[date, date, str]


@transaction.atomic
@claim_alles()
def record_toezichtrisico(
    *,
    viewer: Viewer,
    bronobject_id: uuid.UUID,
    motivering: str,
    risico: str = "",
    seveso_maanden: int = 0,
) -> Toezichtrisico:
    """Record what the systematic appraisal of a site says: the risk of an ippc installation, or the months of a Seveso site (Ob 13.7, 13.21).

    Raises GeenToegangError, BestaatNietError, and ToezichtError without a reason, or for a risk or term that cannot be.
    """
    bronobject = get_bronobject(viewer, bronobject_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=bronobject.leverancier)
    if risico not in ("", *Toezichtrisico.Risico.values) or not 0 <= seveso_maanden <= 120:
        raise ToezichtError(
            f"Risico {risico[:20]!r} met {seveso_maanden} maanden bestaat niet. Kies groot of beperkt, en 0 tot en met 120 maanden."
        )
    if len(motivering.strip()) < KORTSTE_REDEN:
        raise ToezichtError(
            "Schrijf op waarop dit rust: milieurisico, naleving en milieuzorg, of de evaluatie van de gevaren."
        )
    besluit = Toezichtrisico.objects.create(
        bronobject=bronobject,
        risico=risico,
        seveso_maanden=seveso_maanden,
        motivering=motivering.strip()[:1000],
        geregistreerd_op=klok.now(),
        geregistreerd_door=viewer.actor,
    )
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=bronobject.leverancier,
        handeling="toezichtrisico.record",
        onderwerp=("bronobject", str(bronobject.pk)),
        inhoud={"risico": risico, "seveso_maanden": seveso_maanden},
    )
    refresh_vervaldagen([bronobject.pk])
    return besluit


@transaction.atomic
@claim_alles()
def record_verslagopenbaar(*, viewer: Viewer, controle_id: uuid.UUID, openbaar_op: date) -> Verslagopenbaar:
    """Record on which day the report of a concluded controle became public; once.

    Raises GeenToegangError, BestaatNietError, and ToezichtError for a day to come or before the visit, or when it was recorded already.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    controle = lock_controle(controle, None)
    if controle.controledatum is None or not controle.controledatum <= openbaar_op <= klok.today():
        raise ToezichtError(
            f"Het verslag zou openbaar zijn op {as_dagtekst(openbaar_op)}. Geef een dag na het bezoek, en niet in de toekomst."
        )
    if Verslagopenbaar.objects.filter(controle=controle).exists():
        raise ToezichtError(f"Van controle {controle.kenmerk} staat al wanneer het verslag openbaar werd.")
    gedaan = Verslagopenbaar.objects.create(
        controle=controle, openbaar_op=openbaar_op, geregistreerd_door=viewer.actor
    )
    record_act(viewer, controle, "verslag_openbaar", openbaar_op=openbaar_op)
    refresh_van([controle.pk])
    return gedaan


def refresh_van(controle_ids: Iterable[uuid.UUID]) -> int:
    """Work out again what is due at the sites of some controles, inside the act that changed them; gives how many sites."""
    onderwerpen = Controleonderwerp.objects.filter(
        controle_id__in=list(controle_ids), rol=Controleonderwerp.Rol.VTHOBJECT
    )
    ids = list(onderwerpen.values_list("bronobject_id", flat=True))
    return refresh_vervaldagen(ids) if _has_ritme(ids) else 0


def _has_ritme(ids: Sequence[uuid.UUID]) -> bool:
    """Tell whether one of these sites has a rhythm, or had one; most have none, and cost no more than this."""
    return (
        Vervaldag.objects.filter(bronobject_id__in=ids).exists()
        or VthObjectVoorkomen.objects.filter(PLICHT, bronobject_id__in=ids).exists()
    )


def refresh_vervaldagen(bronobject_ids: Sequence[uuid.UUID], op: date | None = None) -> int:
    """Work out again what is due at some sites; writes only what differs, and gives how many sites were looked at."""
    dag, ids = op or klok.today(), sorted(set(bronobject_ids))
    kast = Ritmekast(dag)
    for begin in range(0, len(ids), PER_KEER):
        _refresh_deel(ids[begin : begin + PER_KEER], dag, kast)
    return len(ids)


@transaction.atomic
def _refresh_deel(ids: Sequence[uuid.UUID], op: date, kast: Ritmekast) -> None:
    """Work out one share of sites, those under the same rules together."""
    groepen: dict[tuple[str, str], list[Bronobject]] = defaultdict(list)
    objecten = {b.pk: b for b in Bronobject.objects.filter(pk__in=ids, soort="vthobject")}
    for b in objecten.values():
        groepen[kast.derive_groep(b.gebied, b.leverancier)].append(b)
    nieuw: dict[Sleutel, Dagen] = {}
    with TemporaryDirectory() as map_, open_duckdb(Path(map_)) as con:
        for groep, leden in sorted(groepen.items()):
            regels = kast.get_regels(groep)
            load_feiten(con, leden, regels, op)
            make_vervallijst(con, regels, op=op)
            for object_, soort, bezoek, vanaf, uiterlijk, regel in con.execute("FROM vervallijst").fetchall():
                nieuw[uuid.UUID(object_), soort, bezoek] = (vanaf, uiterlijk, regel)
    _write_verschil(objecten, nieuw)


def _write_verschil(objecten: dict[uuid.UUID, Bronobject], nieuw: dict[Sleutel, Dagen]) -> None:
    """Write what differs from what stands: what is no longer due goes, what is otherwise is made again."""
    staat = {
        (v.bronobject_id, v.vervalsoort, v.bezoek): v
        for v in Vervaldag.objects.filter(bronobject_id__in=objecten)
    }
    zicht = {pk: (b.leverancier, b.gebied, b.vertrouwelijkheid) for pk, b in objecten.items()}
    anders = [
        s
        for s, v in staat.items()
        if nieuw.get(s) != (v.vanaf, v.uiterlijk, v.regel)
        or zicht[s[0]] != (v.leverancier, v.gebied, v.vertrouwelijkheid)
    ]
    Vervaldag.objects.filter(pk__in=[staat[s].pk for s in anders]).delete()
    maken = [s for s in nieuw if s not in staat or s in set(anders)]
    Vervaldag.objects.bulk_create(
        (
            Vervaldag(
                soort="vthobject",
                leverancier=objecten[id_].leverancier,
                gebied=objecten[id_].gebied,
                vertrouwelijkheid=objecten[id_].vertrouwelijkheid,
                bronobject_id=id_,
                vervalsoort=soort,
                bezoek=bezoek,
                vanaf=nieuw[id_, soort, bezoek][0],
                uiterlijk=nieuw[id_, soort, bezoek][1],
                regel=nieuw[id_, soort, bezoek][2],
            )
            for id_, soort, bezoek in maken
        ),
        batch_size=500,
    )
    _write_agenda(objecten, nieuw, {s[0] for s in (*anders, *maken)})


def _write_agenda(
    objecten: dict[uuid.UUID, Bronobject], nieuw: dict[Sleutel, Dagen], geraakt: set[uuid.UUID]
) -> None:
    """Put the days of the law in the agenda of the organisation; its own frequencies are work, and stand in the list only."""
    per_object: dict[uuid.UUID, list[Punt]] = {id_: [] for id_ in geraakt}
    for (id_, soort, bezoek), (_, uiterlijk, _) in nieuw.items():
        if id_ in geraakt and soort != Vervalsoort.ROUTINE_EIGEN:
            titel = f"{NAMEN[Vervalsoort(soort)]}: {objecten[id_].sleutel}"
            per_object[id_].append(Punt(f"ritme:{soort}:{bezoek}", "termijn", uiterlijk, titel, ROL))
    for id_, punten in sorted(per_object.items()):
        replace_agendapunten(ding=objecten[id_], namens=objecten[id_].leverancier, punten=punten)


def update_ritme(_na: date | None, op: date) -> int:
    """Work out every night what is due at every site with a rhythm, and take away what is due no longer; gives how many sites."""
    kast = Ritmekast(op)
    plaatsen = Bronobject.objects.filter(soort="vthobject").values_list("gebied", "leverancier").distinct()
    groepen = {kast.derive_groep(*plaats) for plaats in plaatsen}
    eigen = [kast.get_regels(g).gronden["eigen"].waarde for g in groepen]
    ids = {
        *list_met_ritme(op, eigen),
        *Vervaldag.objects.values_list("bronobject_id", flat=True).distinct(),
    }
    return refresh_vervaldagen(sorted(ids), op)


DAGTAKEN = (Dagtaak("toezicht.ritme", "locaties bekeken op wat er te controleren is", update_ritme),)
