"""The whole inspection history of one real thing: visits of all parties, what they found, how it ended, and how often norms were met.

Own work and deliveries alike, from the kernels in the register. What the viewer may not see is in none of it.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import list_namen
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import Reeks, make_lijngrafiek
from vth.vormgeving.onderdelen import Grafiek
from vth.vormgeving.opmaak import format_datum

from . import naloop
from .geschiedenislezen import Bezoek, Gevonden, list_bezoeken, list_gevonden, list_hercontroles, list_records
from .naloop import Afloop, Feit, Herhaling, Nalevingjaar
from .rules import derive_oordeel

HERHALING = "toezicht.herhaling"
# How a violation ends of which nobody knows how it ended.
NIET_AFGELOPEN = (naloop.NIET_BEKEND, naloop.ZONDER_BEVINDING)
# So many visits to one thing are read at most; older ones are not told, and that is said.
GRENS = 1_000
BRON = "Register: controles en bevindingen van alle leveranciers"


@dataclass(frozen=True)
class Plek:
    """Where a visit stands in the history: the pages go on after it."""

    dag: date
    id: uuid.UUID


@dataclass(frozen=True)
class Overtredingregel:
    """One violation as it is shown: what, against which norm, how bad (at a Seveso site by its category too), how it ended, and whether it happened before."""

    id: uuid.UUID
    volgnummer: int
    onderwerp: str
    aandachtspunt: str
    norm: str
    resultaat: str
    oordeel: str
    gevolg: str
    gedrag: str
    sevesocategorie: str
    afloop: Afloop
    afloop_tekst: str
    herhaling: Herhaling | None
    herhaling_tekst: str


@dataclass(frozen=True)
class Bezoekregel:
    """One visit as it is shown. `tellingen` are findings counted by result, the codes as labels; `hercontrole_van` is the day of the one before."""

    id: uuid.UUID
    dag: date
    kenmerk: str
    controletype: str
    uitvoerders: tuple[str, ...]
    leverancier: str
    uitkomst: str
    tellingen: tuple[tuple[str, int], ...]
    overtredingen: tuple[Overtredingregel, ...]
    hercontrole_van: date | None

    @property
    def plek(self) -> Plek:
        """Give its place in the history."""
        return Plek(self.dag, self.id)


@dataclass(frozen=True)
class Toezichtgeschiedenis:
    """A page of the inspection history of one thing, and what follows from all of it.

    `aantal` visits were read; `volgende` is where the next page begins, None at the end. `opmerkingen` are sentences
    about what the figures do not tell. `naleving` is per year and `grafiek` draws it, with its table.
    """

    bezoeken: tuple[Bezoekregel, ...]
    aantal: int
    overtredingen: int
    niet_afgelopen: int
    herhalingen: int
    volgende: Plek | None
    naleving: tuple[Nalevingjaar, ...]
    grafiek: Grafiek
    herhaaltermijn: Grond
    opmerkingen: tuple[str, ...]


@dataclass(frozen=True)
class _Gelezen:
    """What was read and derived, for the making of rows."""

    bezoeken: Mapping[uuid.UUID, Bezoek]
    bevindingen: Mapping[uuid.UUID, Sequence[Gevonden]]
    aflopen: Mapping[str, Afloop]
    herhalingen: Mapping[str, Herhaling]
    eerdere: Mapping[uuid.UUID, uuid.UUID]
    namen: Mapping[str, str]


def read_geschiedenis(
    viewer: Viewer,
    bronobjecten: Sequence[Bronobject],
    peilmoment: Peilmoment,
    hoogstens: int = 20,
    *,
    na: Plek | None = None,
    records: set[uuid.UUID] | None = None,
) -> Toezichtgeschiedenis:
    """Tell the inspection history of the real thing that these records are about, newest first, `hoogstens` visits after `na`.

    Visits to what is done in it or is a part of it count as well. How violations ended, repetitions (rule `toezicht.herhaling`) and the share of norms that were
    complied with follow from all that was read (at most GRENS visits), not only from this page. Suppliers that tell only what was wrong stay out of that share.
    Whoever has read what `list_records` gives hands it in as `records`, and it is not asked again.
    """
    if records is None:
        records = list_records(viewer, bronobjecten, peilmoment)
    bezoeken = list_bezoeken(viewer, records, peilmoment, GRENS + 1)
    afgekapt, bezoeken = len(bezoeken) > GRENS, bezoeken[:GRENS]
    per_id = {b.id: b for b in bezoeken}
    gevonden = list_gevonden(viewer, set(per_id), peilmoment)
    paren = list_hercontroles(set(per_id), peilmoment) if per_id else []
    feiten = [_make_feit(g, per_id[g.controle]) for g in gevonden]
    grond = find_grond(HERHALING, geldig_op=klok.today())
    aflopen = naloop.derive_aflopen(feiten, _sort_hercontroles(paren, per_id))
    herhalingen = naloop.derive_herhalingen(feiten, int(grond.waarde))
    zonder = naloop.list_alleen_overtreding(feiten)
    jaren = naloop.derive_nalevingjaren(feiten, zonder)
    blad = [b for b in bezoeken if na is None or (b.dag, b.id.hex) < (na.dag, na.id.hex)]
    getoond = blad[:hoogstens]
    namen = list_namen(_list_codes(getoond, zonder), peilmoment.geldig_op)
    gelezen = _Gelezen(per_id, _sort_bevindingen(gevonden), aflopen, herhalingen, dict(paren), namen)
    regels = tuple(_make_bezoekregel(b, gelezen) for b in getoond)
    return Toezichtgeschiedenis(
        bezoeken=regels,
        aantal=len(bezoeken),
        overtredingen=len(aflopen),
        niet_afgelopen=sum(a.soort in NIET_AFGELOPEN for a in aflopen.values()),
        herhalingen=len(herhalingen),
        volgende=regels[-1].plek if len(blad) > hoogstens else None,
        naleving=tuple(jaren),
        grafiek=_make_grafiek(jaren, peilmoment.geldig_op),
        herhaaltermijn=grond,
        opmerkingen=tuple(_list_opmerkingen(afgekapt, [namen.get(z, z) for z in zonder], bool(jaren))),
    )


def _make_feit(g: Gevonden, bezoek: Bezoek) -> Feit:
    """Give a finding as the rules look at it."""
    return Feit(g.id.hex, bezoek.id.hex, bezoek.leverancier, bezoek.dag, g.resultaat, g.onderwerp, g.norm)


def _sort_hercontroles(
    paren: Iterable[tuple[uuid.UUID, uuid.UUID]], per_id: Mapping[uuid.UUID, Bezoek]
) -> dict[str, list[tuple[date, str]]]:
    """Put re-inspections by the visit that they are of; one that is not later says nothing."""
    per: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for later, eerder in paren:
        if per_id[later].dag > per_id[eerder].dag:
            per[eerder.hex].append((per_id[later].dag, later.hex))
    return per


def _sort_bevindingen(gevonden: Iterable[Gevonden]) -> dict[uuid.UUID, list[Gevonden]]:
    """Put findings by visit."""
    per: dict[uuid.UUID, list[Gevonden]] = defaultdict(list)
    for g in gevonden:
        per[g.controle].append(g)
    return per


def _list_codes(bezoeken: Iterable[Bezoek], ook: Iterable[str]) -> set[str]:
    """List the organisations that are named."""
    codes = set(ook)
    for b in bezoeken:
        codes |= {b.leverancier, *_split(b.uitvoerder)}
    return codes


def _split(codes: str) -> list[str]:
    """Give the codes of a text that holds several."""
    return [c for c in codes.split(";") if c]


def _make_bezoekregel(b: Bezoek, gelezen: _Gelezen) -> Bezoekregel:
    """Make the row of one visit."""
    bevindingen = gelezen.bevindingen.get(b.id, [])
    tellingen = Counter(g.resultaat for g in bevindingen)
    eerdere = gelezen.eerdere.get(b.id)
    return Bezoekregel(
        id=b.id,
        dag=b.dag,
        kenmerk=b.kenmerk,
        controletype=find_label("controletype", b.controletype, b.dag),
        uitvoerders=tuple(gelezen.namen.get(c, c) for c in _split(b.uitvoerder) or [b.leverancier]),
        leverancier=gelezen.namen.get(b.leverancier, b.leverancier),
        uitkomst=find_label("controleuitkomst", b.uitkomst, b.dag) if b.uitkomst else "",
        tellingen=tuple((_label_resultaat(r, b.dag), n) for r, n in tellingen.most_common()),
        overtredingen=tuple(
            _make_overtreding(g, b.dag, gelezen) for g in bevindingen if naloop.is_overtreding(g.resultaat)
        ),
        hercontrole_van=gelezen.bezoeken[eerdere].dag if eerdere else None,
    )


def _label_resultaat(resultaat: str, dag: date) -> str:
    """Name a result; one that was not given is told as such."""
    return find_label("resultaat_bevinding", resultaat, dag) if resultaat else "zonder resultaat"


def _make_overtreding(g: Gevonden, dag: date, gelezen: _Gelezen) -> Overtredingregel:
    """Make the row of one violation."""
    afloop, herhaling = gelezen.aflopen[g.id.hex], gelezen.herhalingen.get(g.id.hex)
    onderwerp = (
        "" if g.onderwerp in naloop.GEEN_ONDERWERP else find_label("controle_onderwerp", g.onderwerp, dag)
    )
    return Overtredingregel(
        id=g.id,
        volgnummer=g.volgnummer,
        onderwerp=onderwerp,
        aandachtspunt=g.aandachtspunt,
        norm=g.norm,
        resultaat=_label_resultaat(g.resultaat, dag),
        oordeel=derive_oordeel(g.gevolg, g.gedrag),
        gevolg=find_label("gevolg", g.gevolg, dag) if g.gevolg else "",
        gedrag=find_label("gedrag", g.gedrag, dag) if g.gedrag else "",
        sevesocategorie=find_label("sevesocategorie", g.sevesocategorie, dag) if g.sevesocategorie else "",
        afloop=afloop,
        afloop_tekst=tell_afloop(afloop),
        herhaling=herhaling,
        herhaling_tekst=tell_herhaling(herhaling) if herhaling else "",
    )


def tell_afloop(afloop: Afloop) -> str:
    """Tell how a violation ended, in a sentence."""
    dag = format_datum(afloop.dag) if afloop.dag else ""
    return {
        naloop.DIRECT: "Tijdens de controle hersteld.",
        naloop.HERSTELD: f"Bij een latere controle op {dag} werd de norm nageleefd.",
        naloop.OPNIEUW: f"Op {dag} opnieuw overtreden.",
        naloop.ZONDER_BEVINDING: f"Op {dag} was er een hercontrole; wat die op dit punt vond, is niet vastgelegd.",
        naloop.NIET_BEKEND: "Hoe dit is afgelopen, staat niet in het register.",
    }[afloop.soort]


def tell_herhaling(herhaling: Herhaling) -> str:
    """Tell that a violation happened before, in a sentence."""
    wat = "Dezelfde norm" if herhaling.door == naloop.EEN_NORM else "Een norm over hetzelfde onderwerp"
    keer = "één keer" if herhaling.aantal == 1 else f"{herhaling.aantal} keer"
    return f"{wat} was eerder {keer} overtreden, het laatst op {format_datum(herhaling.laatste)}."


def _make_grafiek(jaren: Sequence[Nalevingjaar], op: date) -> Grafiek:
    """Draw the share of norms that were complied with, per year; a year without a count is a gap."""
    reeks = Reeks("nageleefd", [(str(j.jaar), j.procent) for j in jaren])
    return make_lijngrafiek(
        "Naleving bij controles, per jaar", [reeks], eenheid="% van de bekeken normen", bron=BRON, datum=op
    )


def _list_opmerkingen(afgekapt: bool, zonder: Sequence[str], met_cijfer: bool) -> Iterable[str]:
    """Say what the figures do not tell."""
    if afgekapt:
        yield f"Er zijn meer dan {GRENS} controles. Alleen de nieuwste {GRENS} tellen hier mee."
    if zonder:
        wat = "staan niet in het percentage" if met_cijfer else "geven geen percentage"
        yield (
            f"{', '.join(zonder)} vermeldt hier alleen wat er is overtreden, nooit wat werd nageleefd. Die controles {wat}."
        )
