"""Emissions to air: the limit of a class, how often is measured, and a measurement of three parts against its limit. Pure.

Each answer carries the rules it used (Bal 5.30, 5.32, 5.35-5.37). The summing rule of before 2024 is here too: files of before then are
judged by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from vth.regelgeving.rules import Grond
from vth.vergunningen.inhoud import Grenswaarde, Medium

from .bemonstering import MonsterError
from .meting import Bereik, Meting, Teken, add_bereiken, as_getal, convert, derive_bereik
from .toetsing import Toetsnorm, Toetsreden, Toetsuitkomst, check_bereik, make_weigering

ERS = "ERS"


@dataclass(frozen=True)
class Emissieregels:
    """The rules of the day: classes, regimes, what a measurement is, and how much uncertainty may be deducted."""

    klassen: Grond
    regimes: Grond
    deelmetingen: Grond
    onzekerheid: Grond
    continu: Grond


@dataclass(frozen=True)
class Deelmeting:
    """One of the parts of a measurement: the value, and how long was measured."""

    meting: Meting
    duur: timedelta


@dataclass(frozen=True)
class Controleregime:
    """How often a source is measured: the factor F, the regime, the duty, and the values that led there."""

    regime: int
    factor: Decimal
    plicht: str
    gebruikt: tuple[tuple[str, str], ...]
    grond: Grond


@dataclass(frozen=True)
class Klassevracht:
    """The hourly mass flow of a class over all sources, what counts in it, and whether it is above its threshold (old law)."""

    klasse: str
    vracht: Decimal
    drempel: Decimal
    telt_mee: tuple[str, ...]

    @property
    def boven(self) -> bool:
        """Tell whether the concentration limit holds for each source: the flow is above the threshold."""
        return self.vracht > self.drempel


def make_klassenorm(klasse: str, regels: Emissieregels, *, emissiepunt: str = "") -> Toetsnorm:
    """Make the limit of a class. Raises MonsterError for a class that the rule does not have."""
    rij = _find_klasse(klasse, regels)
    grens = Grenswaarde(
        naam=klasse,
        medium=Medium.LUCHT,
        waarde=Decimal(rij["grens"]),
        eenheid=rij["eenheid"],
        emissiepunt=emissiepunt,
    )
    return Toetsnorm(grens, "Bal 5.30", grond=regels.klassen)


def check_emissie(
    delen: Sequence[Deelmeting],
    klasse: str,
    regels: Emissieregels,
    *,
    jaarvracht: Meting | None = None,
    norm: Toetsnorm | None = None,
) -> Toetsuitkomst:
    """Hold a measurement of an emission against the limit of its class, or against a limit in a permit (`norm`).

    `jaarvracht` is the yearly load of the source; at or below the threshold the limit of the class does not hold. A permit's
    limit has no threshold. Raises MonsterError for a class that the rule does not have.
    """
    eigen = norm or make_klassenorm(klasse, regels)
    if norm is None and jaarvracht is not None and (onder := _find_onder_drempel(klasse, jaarvracht, regels)):
        return make_weigering(eigen, Toetsreden.DREMPEL, onder, gronden=(regels.klassen,))
    if fout := _find_opzetfout(delen, regels.deelmetingen):
        return make_weigering(eigen, Toetsreden.MEETOPZET, fout, gronden=(regels.deelmetingen,))
    try:
        gecorrigeerd = [_deduct(d.meting, eigen, klasse, regels) for d in delen]
        resultaat = _combine(gecorrigeerd, regels.deelmetingen)
    except MonsterError as fout:
        return make_weigering(eigen, Toetsreden.EENHEID, str(fout), gronden=(regels.deelmetingen,))
    gebruikt = [
        (f"deelmeting {n}", f"{d.meting}, na aftrek van de meetonzekerheid {g}")
        for n, (d, g) in enumerate(zip(delen, gecorrigeerd, strict=True), 1)
    ]
    gebruikt.append((f"resultaat ({regels.deelmetingen.waarde['resultaat']})", str(resultaat)))
    gronden = (regels.deelmetingen, regels.onzekerheid)
    return check_bereik(resultaat, eigen, middeling="", gronden=gronden, gebruikt=tuple(gebruikt))


def check_continu(
    daggemiddelden: Sequence[Meting], halfuren: Sequence[Meting], norm: Toetsnorm, regels: Emissieregels
) -> list[Toetsuitkomst]:
    """Hold continuous measuring against a limit: the highest day mean once, the highest half hour twice the limit (5.37)."""
    uitkomsten = []
    for naam, reeks, sleutel in (("dag", daggemiddelden, "dag"), ("halfuur", halfuren, "halfuur")):
        if not reeks:
            uitleg = f"Van {norm.grens.naam} is geen waarde per {naam} gegeven. Vraag de reeks."
            uitkomsten.append(
                make_weigering(norm, Toetsreden.NIET_GEMETEN, uitleg, gronden=(regels.continu,))
            )
            continue
        factor = Decimal(regels.continu.waarde[sleutel])
        grens = Grenswaarde(
            norm.grens.naam,
            norm.grens.medium,
            norm.grens.waarde * factor,
            norm.grens.eenheid,
            middeling=naam,
        )
        hoogste = max(reeks, key=lambda m: derive_bereik(m).laag)
        uitkomsten.append(
            check_bereik(
                derive_bereik(hoogste),
                Toetsnorm(grens, norm.plaats, grond=norm.grond),
                middeling=naam,
                gronden=(regels.continu,),
                gebruikt=((f"hoogste {naam}waarde", str(hoogste)), ("keer de grens", as_getal(factor))),
            )
        )
    return uitkomsten


def derive_storingsemissie(
    massastroom_g_per_uur: Decimal, debiet_nm3_per_uur: Decimal, grens: Grenswaarde
) -> Decimal:
    """Give what a source emits per hour more than its limit allows when the cleaning fails, in g/h; never below 0."""
    waarde, eenheid = convert(grens.waarde, grens.eenheid)
    if eenheid != "mg/Nm3":
        raise MonsterError(
            f"De grens van {grens.naam} staat in {eenheid}. Voor de storingsemissie is een grens in mg/Nm3 nodig. Kies die grens."
        )
    return max(massastroom_g_per_uur - debiet_nm3_per_uur * waarde / 1000, Decimal(0))


def derive_controleregime(
    storingsemissie_g_per_uur: Decimal, klasse: str, regels: Emissieregels
) -> Controleregime:
    """Say how often a source is measured (5.32): F is half the emission at failure over the yearly threshold in kg.

    Raises MonsterError for a class that the rule does not have.
    """
    rij, blok = _find_klasse(klasse, regels), regels.regimes.waarde
    if klasse in blok["altijd"]:
        vast = next(r for r in blok["regimes"] if r["regime"] == blok["altijd"][klasse])
        return Controleregime(
            vast["regime"], Decimal(0), vast["plicht"], (("klasse", f"{klasse}: altijd"),), regels.regimes
        )
    drempel = Decimal(rij["drempel"])
    factor = storingsemissie_g_per_uur / blok["deler"] / drempel
    gekozen = max((r for r in blok["regimes"] if factor >= r["vanaf"]), key=lambda r: r["vanaf"])
    gebruikt = (
        ("storingsemissie", f"{as_getal(storingsemissie_g_per_uur)} g/u"),
        ("jaardrempel", f"{as_getal(drempel)} {rij['drempeleenheid']}"),
        ("F", as_getal(factor.quantize(Decimal("0.001")))),
    )
    return Controleregime(gekozen["regime"], factor, gekozen["plicht"], gebruikt, regels.regimes)


def derive_klassevrachten(vrachten: Mapping[str, Decimal], sommatie: Grond) -> list[Klassevracht]:
    """Add the hourly flows (g/h) as the law before 2024 did: a class counts in the next higher ones of its group too.

    Raises MonsterError for a class without threshold.
    """
    drempels, groepen = sommatie.waarde["drempels"], sommatie.waarde["optellen"]
    if vreemd := sorted(set(vrachten) - set(drempels)):
        raise MonsterError(
            f"Voor klasse {', '.join(vreemd)} is geen grensmassastroom bekend. Bekend zijn: {', '.join(drempels)}."
        )
    uit = []
    for klasse, drempel in drempels.items():
        groep = next((g for g in groepen if klasse in g), (klasse,))
        mee = tuple(k for k in groep[: groep.index(klasse) + 1] if k in vrachten)
        if mee:
            som = sum((vrachten[k] for k in mee), Decimal(0))
            uit.append(Klassevracht(klasse, som, Decimal(drempel), mee))
    return uit


def _find_klasse(klasse: str, regels: Emissieregels) -> Mapping[str, str]:
    """Give the row of a class. Raises MonsterError for one that the rule does not have."""
    rij = regels.klassen.waarde.get(klasse)
    if rij is None:
        raise MonsterError(
            f"De stofklasse {klasse!r} heeft geen grens in {regels.klassen.verwijzing}. Kies uit: {', '.join(regels.klassen.waarde)}."
        )
    return rij


def _find_onder_drempel(klasse: str, jaarvracht: Meting, regels: Emissieregels) -> str:
    """Say that the limit does not hold for a source with this yearly load, or nothing."""
    rij = _find_klasse(klasse, regels)
    vracht = derive_bereik(jaarvracht)
    drempel, eenheid = convert(Decimal(rij["drempel"]), rij["drempeleenheid"])
    if vracht.eenheid != eenheid or vracht.hoog is None or vracht.hoog > drempel:
        return ""
    return (
        f"De jaarvracht van {klasse} is {vracht}, niet meer dan de drempel van {as_getal(drempel)} {eenheid}. De grens geldt voor deze bron "
        "niet; er is niets te toetsen."
    )


def _find_opzetfout(delen: Sequence[Deelmeting], regel: Grond) -> str:
    """Say what is wrong with the way of measuring, or nothing."""
    opzet = regel.waarde
    if len(delen) != opzet["aantal"]:
        return (
            f"Er zijn {len(delen)} deelmetingen; een afzonderlijke meting heeft er {opzet['aantal']}. Vraag de ontbrekende, of geef alleen "
            "de metingen die bij elkaar horen."
        )
    van, tot = timedelta(minutes=opzet["minuten_van"]), timedelta(minutes=opzet["minuten_tot"])
    if fout := [d.duur for d in delen if not van <= d.duur <= tot]:
        minuten = ", ".join(as_getal(Decimal(int(d.total_seconds())) / 60) for d in fout)
        return (
            f"Een deelmeting duurde {minuten} minuten; dat moet {opzet['minuten_van']} tot {opzet['minuten_tot']} minuten zijn. "
            "Controleer de tijden in het meetrapport."
        )
    return ""


def _deduct(meting: Meting, norm: Toetsnorm, klasse: str, regels: Emissieregels) -> Bereik:
    """Take the reported uncertainty off a value, no more than the law allows, and never below 0.

    A value below what can be measured has nothing to take off. Raises MonsterError for other units.
    """
    bereik = derive_bereik(meting)
    if meting.onzekerheid is None or meting.teken is not Teken.GELIJK:
        return bereik
    procenten = regels.onzekerheid.waarde
    procent = procenten.get("stof" if klasse == "S" else klasse, procenten["anders"])
    grens, eenheid = convert(norm.grens.waarde, norm.grens.eenheid)
    if eenheid != bereik.eenheid:
        raise MonsterError(
            f"{norm.grens.naam} is gemeten in {bereik.eenheid}, de grens staat in {eenheid}. Vraag het meetbureau om de waarde in {eenheid}."
        )
    gemeld = abs(convert(meting.onzekerheid, meting.eenheid)[0])
    waarde = max(bereik.laag - min(gemeld, grens * Decimal(procent) / 100), Decimal(0))
    return Bereik(waarde, waarde, bereik.eenheid)


def _combine(bereiken: Sequence[Bereik], regel: Grond) -> Bereik:
    """Make the result of the parts: their mean, or the highest where each part must keep the limit."""
    if regel.waarde["resultaat"] == "gemiddelde":
        som, n = add_bereiken(bereiken), len(bereiken)
        return Bereik(som.laag / n, None if som.hoog is None else som.hoog / n, som.eenheid)
    add_bereiken(bereiken)
    hoog = [b.hoog for b in bereiken]
    top = None if None in hoog else max(h for h in hoog if h is not None)
    return Bereik(max(b.laag for b in bereiken), top, bereiken[0].eenheid)
