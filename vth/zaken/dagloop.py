"""The nightly work of this room: proportional to what the day holds, and set-based.

Two jobs. A holiday that was declared since the last time: only the running terms that end near a changed day are worked out
anew, all alike ones at once. And decisions whose remedy nobody used become irrevocable the day after its last day.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vth.agenda.dagtaken import Dagtaak
from vth.agenda.rules import Punt, derive_termijnpunten
from vth.agenda.services import move_agendapunten
from vth.logboek.services import record_gebeurtenis
from vth.regelgeving.selectors import list_afwijkingen, read_kalender
from vth.tijd.rules import OPEN_DAG

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
    """Work terms out anew; those to which nothing happened in groups that have one answer, the others one by one."""
    soorten: dict[str, Zaaksoort] = {}
    aantal = 0
    for groep in list(termijnen.filter(eenvoudig=True).values(*GROEP).distinct()):
        soort = _get_soort(soorten, groep.pop("zaak__zaaksoortversie"))
        proef = Zaaktermijn(**groep)
        afspraak = soort.get_termijn(proef.code)
        stand = derive_stand(
            read_klokregels(proef, afspraak), [Klokgebeurtenis(Wat.BEGIN, proef.dag)], na=afspraak.na
        )
        nieuw = stand.uitkomst.laatste_dag or OPEN_DAG
        if nieuw != proef.laatste_dag:
            aantal += _move(termijnen.filter(eenvoudig=True, **groep), soort, proef.code, nieuw)
    for termijn in termijnen.filter(eenvoudig=False).select_related("zaak"):
        soort = _get_soort(soorten, termijn.zaak.zaaksoortversie_id)
        nieuw = read_stand(termijn, soort.get_termijn(termijn.code)).uitkomst.laatste_dag or OPEN_DAG
        if nieuw != termijn.laatste_dag:
            aantal += _move(Zaaktermijn.objects.filter(pk=termijn.pk), soort, termijn.code, nieuw)
    return aantal


def _get_soort(soorten: dict[str, Zaaksoort], versie: str) -> Zaaksoort:
    """Give a kind of zaak by its version, read once."""
    if versie not in soorten:
        bewaard = Zaaksoortversie.objects.get(pk=versie)
        soorten[versie] = read_zaaksoort(bewaard.zaaksoort, bewaard.definitie)
    return soorten[versie]


def _move(termijnen: QuerySet[Zaaktermijn], soort: Zaaksoort, code: str, nieuw: date) -> int:
    """Give some terms another last day, with the zaken and the agenda that follow them; a fixed number of statements."""
    ids = list(termijnen.values_list("pk", flat=True))
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
)
