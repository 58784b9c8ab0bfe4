"""Closed ground energy systems: what is notified, and what can be checked of it (Bal 4.1136-4.1147a). Pure.

The registration by law is the key register of the subsoil (BRO); here its id is carried, and what an inspector needs. A check says
kept, not kept, or not to be told, with the values and the article. A system of before the day of article 4.1147a is never said to
break a rule: which duties it has was not read, so a person decides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vth.regelgeving.rules import Grond
from vth.regelgeving.termijn import make_termijn
from vth.regelgeving.termijnen import Termijnregels, derive_einde

from .meting import as_getal


class Puntoordeel(StrEnum):
    """What a check on one article says."""

    NAGELEEFD = "nageleefd"
    OVERTREDEN = "overtreden"
    NADER_ONDERZOEK = "nader_onderzoek"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


@dataclass(frozen=True)
class Bodemlus:
    """One loop: how deep and long it is, and where it goes into the ground (EPSG:28992)."""

    einddiepte_m: Decimal
    lengte_m: Decimal
    x: Decimal
    y: Decimal


@dataclass(frozen=True)
class Jaaropgave:
    """One year of a system: heat and cold in MWh, energy used in MWh, mean return temperatures, and the day it was reported."""

    jaar: int
    warmte_mwh: Decimal
    koude_mwh: Decimal
    energie_mwh: Decimal | None = None
    retourtemperaturen: tuple[Decimal, ...] = ()
    ingediend_op: date | None = None


@dataclass(frozen=True)
class Bodemenergiesysteem:
    """What was notified and reported of one closed system; what is not known is empty, never a guess.

    `uitvoerders` says by role (`ondergronds`, `bovengronds`, `boring`) who works on it under which certificate. `eindigt_op` is the
    day on which use ends.
    """

    bro_id: str = ""
    middelpunt: tuple[Decimal, Decimal] | None = None
    lussen: tuple[Bodemlus, ...] = ()
    situatietekening: bool = False
    gemeld_op: date | None = None
    gegevens_op: date | None = None
    begin_boring: date | None = None
    begin_ondergronds: date | None = None
    begin_bovengronds: date | None = None
    uitvoerders: tuple[tuple[str, str, str], ...] = ()
    circulatievloeistof: str = ""
    geen_negatieve_interferentie: bool | None = None
    spf: Decimal | None = None
    bodemvermogen_kw: Decimal | None = None
    warmtevraag_mwh: Decimal | None = None
    koudevraag_mwh: Decimal | None = None
    in_gebruik_op: date | None = None
    eindigt_op: date | None = None
    einde_gemeld_op: date | None = None
    is_eigen_woning: bool = False
    jaren: tuple[Jaaropgave, ...] = ()


@dataclass(frozen=True)
class Bodemenergieregels:
    """The rules of the day."""

    melding: Grond
    gegevens: Grond
    einde: Grond
    retourtemperatuur: Grond
    certificaten: Grond
    balans: Grond
    jaaropgave: Grond
    bestaand: Grond
    termijnregels: Termijnregels


@dataclass(frozen=True)
class Controlepunt:
    """The outcome of one check: which article, the judgement, why, and the rules that were used."""

    artikel: str
    oordeel: Puntoordeel
    uitleg: str
    gronden: tuple[Grond, ...] = ()


def check_systeem(
    systeem: Bodemenergiesysteem, regels: Bodemenergieregels, *, op: date
) -> list[Controlepunt]:
    """Check everything that can be told of a system on a day, in the order of the articles."""
    punten = [
        *_check_melding(systeem, regels),
        *_check_gegevens(systeem, regels),
        *_check_jaaropgaven(systeem, regels, op),
        *_check_retour(systeem, regels),
        *_check_certificaten(systeem, regels),
        *_check_balans(systeem, regels, op),
        *_check_rendement(systeem),
        *_check_einde(systeem, regels),
    ]
    return [_soften(p, systeem, regels) for p in punten]


def derive_rendement(jaar: Jaaropgave) -> Decimal | None:
    """Give the seasonal performance of a year (4.1144): heat and cold delivered over energy used; nothing without use."""
    if not jaar.energie_mwh:
        return None
    return (jaar.warmte_mwh + jaar.koude_mwh) / jaar.energie_mwh


def list_balansjaren(systeem: Bodemenergiesysteem) -> list[int]:
    """List the years at the end of which the heat since first use was no more than the cold: moments without surplus."""
    stand, jaren = Decimal(0), []
    for jaar in sorted(systeem.jaren, key=lambda j: j.jaar):
        stand += jaar.warmte_mwh - jaar.koude_mwh
        if stand <= 0:
            jaren.append(jaar.jaar)
    return jaren


def _check_melding(s: Bodemenergiesysteem, regels: Bodemenergieregels) -> Iterator[Controlepunt]:
    """4.1136: the notification, with its data, four weeks before the start."""
    ontbreekt = [
        naam
        for naam, is_er in (
            ("de situatietekening", s.situatietekening),
            ("de coördinaten van het middelpunt", s.middelpunt is not None),
            ("de lussen met einddiepte en lengte", bool(s.lussen)),
        )
        if not is_er
    ]
    yield from _check_vooraf("4.1136", "De melding", s.gemeld_op, _find_begin(s), regels.melding, regels)
    if ontbreekt:
        yield Controlepunt(
            "4.1136",
            Puntoordeel.NADER_ONDERZOEK,
            f"In de melding ontbreekt {', '.join(ontbreekt)}. Vraag aanvulling.",
            (regels.melding,),
        )


def _check_gegevens(s: Bodemenergiesysteem, regels: Bodemenergieregels) -> Iterator[Controlepunt]:
    """4.1137: the further data, four weeks before the start."""
    velden: Mapping[str, object] = {
        "de dag waarop de boring begint": s.begin_boring,
        "de dag waarop de ondergrondse aanleg begint": s.begin_ondergronds,
        "de dag waarop de bovengrondse aanleg begint": s.begin_bovengronds,
        "wie ontwerpt, boort en aanlegt": s.uitvoerders,
        "de circulatievloeistof": s.circulatievloeistof,
        "dat er geen negatieve interferentie is": s.geen_negatieve_interferentie,
        "het rendement (SPF)": s.spf,
        "het bodemzijdig vermogen": s.bodemvermogen_kw,
        "de warmtevraag": s.warmtevraag_mwh,
        "de koudevraag": s.koudevraag_mwh,
    }
    yield from _check_vooraf(
        "4.1137", "De gegevens zijn", s.gegevens_op, _find_begin(s), regels.gegevens, regels
    )
    if ontbreekt := [naam for naam, waarde in velden.items() if waarde in (None, "", ())]:
        yield Controlepunt(
            "4.1137",
            Puntoordeel.NADER_ONDERZOEK,
            f"Niet opgegeven: {', '.join(ontbreekt)}. Vraag deze gegevens.",
            (regels.gegevens,),
        )
    if s.geen_negatieve_interferentie is False:
        yield Controlepunt(
            "4.1139",
            Puntoordeel.OVERTREDEN,
            "Het systeem stoort een systeem dat er al was. Dat mag niet; ga na of dat systeem was vergund of gemeld.",
            (regels.gegevens,),
        )


def _check_vooraf(
    artikel: str, wat: str, gedaan: date | None, voor: date | None, termijn: Grond, regels: Bodemenergieregels
) -> Iterator[Controlepunt]:
    """Check that something was told long enough before an event."""
    if voor is None or gedaan is None:
        mist = "de dag van het begin" if voor is None else "de dag van ontvangst"
        yield Controlepunt(
            artikel,
            Puntoordeel.NADER_ONDERZOEK,
            f"{wat} is niet te toetsen: {mist} is niet bekend. Vul die in.",
            (termijn,),
        )
        return
    uitkomst = derive_einde(make_termijn(termijn), voor, regels=regels.termijnregels, gebeurtenis="het begin")
    laatste = uitkomst.laatste_dag or uitkomst.kaal_einde
    oordeel = Puntoordeel.NAGELEEFD if gedaan <= laatste else Puntoordeel.OVERTREDEN
    woord = "op tijd" if gedaan <= laatste else "te laat"
    yield Controlepunt(
        artikel,
        oordeel,
        f"{wat} op {gedaan:%d-%m-%Y} gedaan voor het begin op {voor:%d-%m-%Y}: {woord}, {uitkomst.samenvatting}.",
        (termijn, *uitkomst.gronden),
    )


def _check_jaaropgaven(
    s: Bodemenergiesysteem, regels: Bodemenergieregels, op: date
) -> Iterator[Controlepunt]:
    """4.1138a: a report on each whole year before 1 April, for systems of 70 kW and more."""
    regel = regels.jaaropgave.waarde
    if s.bodemvermogen_kw is not None and s.bodemvermogen_kw < regel["vermogen_kw"]:
        yield Controlepunt(
            "4.1138a",
            Puntoordeel.NIET_VAN_TOEPASSING,
            f"Het vermogen is {as_getal(s.bodemvermogen_kw)} kW; een jaaropgave is er vanaf {regel['vermogen_kw']} kW.",
            (regels.jaaropgave,),
        )
        return
    if s.bodemvermogen_kw is None or s.in_gebruik_op is None:
        yield Controlepunt(
            "4.1138a",
            Puntoordeel.NADER_ONDERZOEK,
            "Het vermogen of de dag van ingebruikname is niet bekend. Of een jaaropgave nodig is, is niet te zeggen.",
            (regels.jaaropgave,),
        )
        return
    per_jaar = {j.jaar: j for j in s.jaren}
    for jaar in range(s.in_gebruik_op.year, op.year):
        voor = date(jaar + 1, regel["maand"], regel["dag"])
        ingediend = per_jaar[jaar].ingediend_op if jaar in per_jaar else None
        yield from _judge_jaaropgave(jaar, ingediend, voor, op, regels.jaaropgave)


def _judge_jaaropgave(
    jaar: int, ingediend: date | None, voor: date, op: date, grond: Grond
) -> Iterator[Controlepunt]:
    """Judge whether the report on one year came before its day; one whose day is not there yet is not judged."""
    if ingediend is None and op < voor:
        return
    if ingediend is None:
        oordeel, uitleg = (
            Puntoordeel.OVERTREDEN,
            f"Over {jaar} is geen jaaropgave ontvangen; die moest er zijn voor {voor:%d-%m-%Y}.",
        )
    else:
        op_tijd = ingediend < voor
        oordeel = Puntoordeel.NAGELEEFD if op_tijd else Puntoordeel.OVERTREDEN
        uitleg = f"De jaaropgave over {jaar} kwam op {ingediend:%d-%m-%Y}, {'voor' if op_tijd else 'niet voor'} {voor:%d-%m-%Y}."
    yield Controlepunt("4.1138a", oordeel, uitleg, (grond,))


def _check_retour(s: Bodemenergiesysteem, regels: Bodemenergieregels) -> Iterator[Controlepunt]:
    """4.1141: the temperature of what goes back into the ground."""
    laagste, hoogste = regels.retourtemperatuur.waarde["laagste"], regels.retourtemperatuur.waarde["hoogste"]
    gemeten = [(j.jaar, t) for j in s.jaren for t in j.retourtemperaturen]
    buiten = [(jaar, t) for jaar, t in gemeten if not laagste <= t <= hoogste]
    if not gemeten:
        oordeel, uitleg = (
            Puntoordeel.NADER_ONDERZOEK,
            "Er zijn geen retourtemperaturen gegeven. Vraag ze of meet zelf.",
        )
    elif buiten:
        opsomming = "; ".join(f"{as_getal(t)} °C in {jaar}" for jaar, t in buiten)
        oordeel = Puntoordeel.OVERTREDEN
        uitleg = f"De retourtemperatuur was {opsomming}; toegestaan is {laagste} tot en met {hoogste} °C."
    else:
        oordeel = Puntoordeel.NAGELEEFD
        uitleg = f"Alle {len(gemeten)} retourtemperaturen liggen van {laagste} tot en met {hoogste} °C."
    yield Controlepunt("4.1141", oordeel, uitleg, (regels.retourtemperatuur,))


def _check_certificaten(s: Bodemenergiesysteem, regels: Bodemenergieregels) -> Iterator[Controlepunt]:
    """4.1142: who works on it has the certificate for that work."""
    for rol, nodig in regels.certificaten.waarde.items():
        wie = [(naam, certificaat) for r, naam, certificaat in s.uitvoerders if r == rol]
        if not wie:
            yield Controlepunt(
                "4.1142",
                Puntoordeel.NADER_ONDERZOEK,
                f"Wie het werk {rol} doet is niet opgegeven. Nodig is een erkenning voor {nodig}.",
                (regels.certificaten,),
            )
        for naam, certificaat in wie:
            goed = nodig.casefold() in " ".join(certificaat.split()).casefold()
            yield Controlepunt(
                "4.1142",
                Puntoordeel.NAGELEEFD if goed else Puntoordeel.NADER_ONDERZOEK,
                f"{naam} ({rol}) geeft op: {certificaat or 'geen certificaat'}. Nodig is {nodig}."
                + ("" if goed else " Ga na of het bedrijf daarvoor is erkend."),
                (regels.certificaten,),
            )


def _check_balans(s: Bodemenergiesysteem, regels: Bodemenergieregels, op: date) -> Iterator[Controlepunt]:
    """4.1143: within each five years a moment without heat surplus, counted from first use."""
    if s.is_eigen_woning or s.in_gebruik_op is None:
        nvt = s.is_eigen_woning
        yield Controlepunt(
            "4.1143",
            Puntoordeel.NIET_VAN_TOEPASSING if nvt else Puntoordeel.NADER_ONDERZOEK,
            "De balans geldt niet bij een woning buiten een woongebouw."
            if nvt
            else "De dag van ingebruikname is niet bekend; de balans is niet te toetsen.",
            (regels.balans,),
        )
        return
    jaren, sinds = int(regels.balans.waarde), s.in_gebruik_op.year
    bekend = {j.jaar for j in s.jaren}
    for moment in [*list_balansjaren(s), None]:
        uiterlijk = sinds + jaren
        if moment is not None and moment <= uiterlijk:
            sinds = moment
            continue
        gaten = [j for j in range(s.in_gebruik_op.year, min(uiterlijk + 1, op.year)) if j not in bekend]
        yield _judge_balans(sinds, uiterlijk, gaten, op, regels.balans)
        return


def _judge_balans(sinds: int, uiterlijk: int, gaten: Sequence[int], op: date, grond: Grond) -> Controlepunt:
    """Judge the running period: over and without a moment, or not over yet; years that are missing leave it open."""
    if gaten:
        namen = ", ".join(str(j) for j in gaten)
        return Controlepunt(
            "4.1143",
            Puntoordeel.NADER_ONDERZOEK,
            f"Over {namen} zijn geen warmte en koude bekend. Of er een moment zonder warmteoverschot was, is niet te zeggen.",
            (grond,),
        )
    if op.year > uiterlijk:
        return Controlepunt(
            "4.1143",
            Puntoordeel.OVERTREDEN,
            f"Van {sinds} tot en met {uiterlijk} was er aan het einde van geen enkel jaar een stand zonder warmteoverschot.",
            (grond,),
        )
    return Controlepunt(
        "4.1143",
        Puntoordeel.NAGELEEFD,
        f"De lopende periode eindigt in {uiterlijk}; voor dat einde moet er een moment zonder warmteoverschot zijn.",
        (grond,),
    )


def _check_rendement(s: Bodemenergiesysteem) -> Iterator[Controlepunt]:
    """4.1144: the performance of a year beside the one that was declared; lower is a reason to look, not a breach."""
    for jaar in sorted(s.jaren, key=lambda j: j.jaar):
        gehaald = derive_rendement(jaar)
        if gehaald is None or s.spf is None:
            continue
        lager = gehaald < s.spf
        yield Controlepunt(
            "4.1144",
            Puntoordeel.NADER_ONDERZOEK if lager else Puntoordeel.NAGELEEFD,
            f"Het rendement over {jaar.jaar} is {as_getal(gehaald.quantize(Decimal('0.01')))}; opgegeven is {as_getal(s.spf)}."
            + (" Vraag wat de oorzaak is." if lager else ""),
        )


def _check_einde(s: Bodemenergiesysteem, regels: Bodemenergieregels) -> Iterator[Controlepunt]:
    """4.1146: told four weeks before use ends."""
    if s.eindigt_op is not None:
        yield from _check_vooraf(
            "4.1146", "Het einde van het gebruik", s.einde_gemeld_op, s.eindigt_op, regels.einde, regels
        )


def _find_begin(s: Bodemenergiesysteem) -> date | None:
    """Give the first day of work."""
    return min(
        (d for d in (s.begin_boring, s.begin_ondergronds, s.begin_bovengronds) if d is not None), default=None
    )


def _soften(punt: Controlepunt, s: Bodemenergiesysteem, regels: Bodemenergieregels) -> Controlepunt:
    """Leave the judgement to a person where the system may be older than the duty (4.1147a)."""
    grens = date.fromisoformat(regels.bestaand.waarde)
    begin = min((d for d in (_find_begin(s), s.in_gebruik_op) if d is not None), default=None)
    if punt.oordeel is not Puntoordeel.OVERTREDEN or begin is None or begin >= grens:
        return punt
    return Controlepunt(
        punt.artikel,
        Puntoordeel.NADER_ONDERZOEK,
        f"{punt.uitleg} Het systeem is van voor {grens:%d-%m-%Y}: sommige plichten gelden dan niet (4.1147a). Ga dat na.",
        (*punt.gronden, regels.bestaand),
    )
