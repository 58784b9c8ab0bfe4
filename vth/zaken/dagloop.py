"""The nightly work of this room: proportional to what the day holds, and set-based.

Two jobs. A holiday that was declared since the last time: only the running terms that end near a changed day are worked out
anew, all alike ones at once. And decisions whose remedy nobody used become irrevocable the day after its last day.
"""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vth.agenda.dagtaken import Dagtaak
from vth.agenda.rules import Punt, derive_termijnpunten
from vth.agenda.services import move_agendapunten
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.selectors import list_afwijkingen, read_kalender
from vth.tijd.rules import OPEN_DAG

from .bewaring.boeking import DAGTAAK as BEWARING
from .models import Besluit, Kalenderstand, Zaak, Zaaksoortversie, Zaaktermijn
from .models.termijn import LOOPT
from .termijnboeking import list_herinneringen
from .termijnklok import Klokgebeurtenis, Wat, derive_stand
from .termijnlezen import read_klokregels, read_stand
from .zaaksoort import Zaaksoort, read_zaaksoort

DAG = timedelta(days=1)
# A changed day moves the end of a term that ends on it, or on the row of days off around it: never longer than this.
RUIMTE = timedelta(days=14)
JAREN_VOORUIT = 3
LANDELIJK = "*"
ACTOR = "vth dagelijks"
FEESTDAGREGELS = {"regelgeving.feestdagen", "regelgeving.koningsdag", "regelgeving.gelijkgestelde_dagen"}


def update_onherroepelijk(_na: date | None, op: date) -> int:
    """Let decisions become irrevocable whose remedy is over and was not used: one statement, over an index on its last day."""
    rijen = Besluit.objects.filter(
        rechtsmiddel_tot__lt=op, onherroepelijk_op=None, rechtsmiddel_ingesteld_op=None, staat="bekendgemaakt"
    )
    aantal = 0
    # One statement per last day: of the days that passed since the last time, which are few.
    for tot in sorted(d for d in rijen.values_list("rechtsmiddel_tot", flat=True).distinct() if d):
        aantal += rijen.filter(rechtsmiddel_tot=tot).update(onherroepelijk_op=tot + DAG)
    if aantal:
        _log("besluit.onherroepelijk", {"aantal": aantal, "op": str(op)})
    return aantal


def update_kalender(_na: date | None, op: date) -> int:
    """Work out anew the running terms that a day touches that was declared or struck since the last time; gives how many moved."""
    gewijzigd = 0
    for wie, gezag, dienst in list_kalenders():
        anders = note_kalender(wie, gezag, dienst, op)
        if anders:
            terms = Zaaktermijn.objects.filter(LOOPT, _derive_nabij(anders))
            if gezag or dienst:
                terms = terms.filter(**({"bevoegd_gezag": gezag} if gezag else {"omgevingsdienst": dienst}))
            gewijzigd += recompute_termijnen(terms)
            _log("termijn.herrekend", {"wie": wie, "dagen": [str(d) for d in anders], "gewijzigd": gewijzigd})
    return gewijzigd


def list_kalenders() -> Iterator[tuple[str, str, str]]:
    """List whose holidays count: the nation's, and those of each authority or service that has a file of its own."""
    yield LANDELIJK, "", ""
    lagen = {r.laag for r in list_afwijkingen() if r.id in FEESTDAGREGELS}
    for laag in sorted(lagen):
        soort, _, code = laag.partition(" ")
        if soort == "gezag":
            yield laag, code, ""
        elif soort == "od":
            yield laag, "", code


def note_kalender(wie: str, gezag: str, dienst: str, op: date) -> list[date]:
    """Keep which holidays are counted with, and give the days that are other than at the last time; none at the first."""
    kalender = read_kalender(bevoegd_gezag=gezag, omgevingsdienst=dienst)
    tot = op.year + JAREN_VOORUIT
    nu = {f.dag for jaar in range(op.year - 1, tot + 1) for f in kalender.list_feestdagen(jaar)}
    eerder = Kalenderstand.objects.filter(wie=wie).first()
    Kalenderstand.objects.update_or_create(
        wie=wie, defaults={"tot_jaar": tot, "dagen": sorted(d.isoformat() for d in nu)}
    )
    if eerder is None:
        return []
    bekend = {date.fromisoformat(d) for d in eerder.dagen}
    vanaf = min(bekend, default=op).year
    samen = lambda dagen: {d for d in dagen if max(vanaf, op.year - 1) <= d.year <= eerder.tot_jaar}  # noqa: E731
    return sorted(samen(nu) ^ samen(bekend))


def _derive_nabij(dagen: list[date]) -> Q:
    """Filter on terms that end near one of some days."""
    nabij = Q(pk__in=[])
    for dag in dagen:
        nabij |= Q(laatste_dag__gte=dag - RUIMTE, laatste_dag__lte=dag + RUIMTE)
    return nabij


GROEP = (
    "regel",
    "code",
    "recht_op",
    "bevoegd_gezag",
    "omgevingsdienst",
    "dag",
    "laatste_dag",
    "zaak__zaaksoortversie",
)


def recompute_termijnen(termijnen: QuerySet[Zaaktermijn]) -> int:
    """Work terms out anew: those to which nothing happened in groups that have one answer, the others one by one.

    What moves to one day moves in one go, however many authorities it is of.
    """
    soorten: dict[str, Zaaksoort] = {}
    naar: dict[tuple[str, str, date], list[uuid.UUID]] = defaultdict(list)
    eenvoudig, antwoorden = termijnen.filter(eenvoudig=True), dict[tuple[Any, ...], date]()
    lagen = {r.laag for r in list_afwijkingen()}
    for groep in list(eenvoudig.values(*GROEP).distinct()):
        versie = groep.pop("zaak__zaaksoortversie")
        proef = Zaaktermijn(**groep)
        # Authorities without files of their own all get the same answer.
        eigen = {f"gezag {proef.bevoegd_gezag}", f"od {proef.omgevingsdienst}"} & lagen
        sleutel = (versie, proef.code, proef.regel, proef.recht_op, proef.dag, *sorted(eigen))
        if sleutel not in antwoorden:
            antwoorden[sleutel] = _derive_einde(proef, _get_soort(soorten, versie))
        nieuw = antwoorden[sleutel]
        if nieuw != proef.laatste_dag:
            ids = eenvoudig.filter(**groep, zaak__zaaksoortversie=versie).values_list("pk", flat=True)
            naar[versie, proef.code, nieuw] += ids
    for termijn in termijnen.filter(eenvoudig=False).select_related("zaak"):
        versie = termijn.zaak.zaaksoortversie_id
        stand = read_stand(termijn, _get_soort(soorten, versie).get_termijn(termijn.code))
        nieuw = stand.uitkomst.laatste_dag or OPEN_DAG
        if nieuw != termijn.laatste_dag:
            naar[versie, termijn.code, nieuw].append(termijn.pk)
    return sum(_move(ids, soorten[v], code, nieuw) for (v, code, nieuw), ids in naar.items())


def _derive_einde(proef: Zaaktermijn, soort: Zaaksoort) -> date:
    """Work out the last day of a term to which nothing happened but its begin."""
    afspraak, begin = soort.get_termijn(proef.code), [Klokgebeurtenis(Wat.BEGIN, proef.dag)]
    stand = derive_stand(read_klokregels(proef, afspraak), begin, na=afspraak.na)
    return stand.uitkomst.laatste_dag or OPEN_DAG


def _get_soort(soorten: dict[str, Zaaksoort], versie: str) -> Zaaksoort:
    """Give a kind of zaak by its version, read once."""
    if versie not in soorten:
        bewaard = Zaaksoortversie.objects.get(pk=versie)
        soorten[versie] = read_zaaksoort(bewaard.zaaksoort, bewaard.definitie)
    return soorten[versie]


def _move(ids: list[uuid.UUID], soort: Zaaksoort, code: str, nieuw: date) -> int:
    """Give some terms another last day, with the zaken and the agenda that follow them; a fixed number of statements."""
    zelf = Zaaktermijn.objects.filter(pk__een_van=ids)
    zelf.update(laatste_dag=nieuw)
    zaken = Zaak.objects.filter(pk__in=zelf.values("zaak_id"))
    eerste = (
        Zaaktermijn.objects.filter(LOOPT, zaak=OuterRef("pk"))
        .order_by("laatste_dag")
        .values("laatste_dag")[:1]
    )
    zaken.update(laatste_dag=Coalesce(Subquery(eerste), F("laatste_dag")))
    afspraak = soort.get_termijn(code)
    punten: tuple[Punt, ...] = derive_termijnpunten(
        code, "", nieuw, voor="", rol="", herinneringen=list_herinneringen(afspraak)
    )
    for punt in punten:
        move_agendapunten(
            soort="zaak", onderwerpen=zelf.values("zaak_id"), sleutel=punt.sleutel, dag=punt.dag
        )
    return len(ids)


def _log(handeling: str, inhoud: dict[str, object]) -> None:
    """Write one line for the whole of what was done."""
    record_gebeurtenis(actor=ACTOR, handeling=handeling, onderwerp=("dagtaak", handeling), inhoud=inhoud)


DAGTAKEN = (
    Dagtaak("zaken.kalender", "termijnen herrekend om gewijzigde feestdagen", update_kalender),
    Dagtaak("zaken.onherroepelijk", "besluiten onherroepelijk geworden", update_onherroepelijk),
    BEWARING,
)
