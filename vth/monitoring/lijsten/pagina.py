"""What the pages show of the lists: staff per field, who pays what, and what other kwaliteitscriteria would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from vth.toegang.rules import Viewer, decide_handeling
from vth.vormgeving.grafieken import make_staafgrafiek
from vth.vormgeving.onderdelen import Grafiek, Kolom, Uitleg
from vth.vormgeving.opmaak import format_bedrag, format_getal

from ..kader import Kader, read_kader
from ..landelijk import Stand
from ..models import Gebiedoordeel, Lijst, Zelfbeoordeling
from ..rules import INVULLEN, TOETSEN, UITGENODIGD
from ..selectors import find_namens, list_zichtbaar, read_kader_van
from ..weergave import get_gebiedtoestand, make_uitleg, name_diensten, name_gebied
from .gebieden import TE_OORDELEN
from .rules import Kosten, count_bevoegd, derive_kosten, derive_prijzen
from .selectors import Gevolg, derive_gevolgen, list_versies, read_per_dienst, read_regels

BRON = "Open VTH: lijsten van de diensten"
GEBIEDKOLOMMEN = (
    Kolom("naam", "Deskundigheidsgebied"),
    Kolom("telt", "Telt mee", "getal"),
    Kolom("genoemd", "Genoemd", "getal"),
    Kolom("norm", "Norm", "getal"),
    Kolom("stand", "Volgt uit de cijfers", "toestand"),
    Kolom("uitleg", "Uitleg"),
    Kolom("bewijs", "Bewijs"),
    Kolom("oordeel", "Oordeel van de toetser", "toestand"),
    Kolom("motivering", "Waarom"),
)
OORDEELKOLOMMEN = (
    Kolom("naam", "Gebied"),
    Kolom("oordeel", "Oordeel", "toestand"),
    Kolom("motivering", "Waarom"),
    Kolom("op", "Op", "tijdstip"),
)
MENSKOLOMMEN = (
    Kolom("medewerker", "Medewerker"),
    Kolom("gebied", "Gebied"),
    Kolom("opleiding", "Opleiding"),
    Kolom("ervaring_jaren", "Jaren ervaring", "getal"),
    Kolom("uren_per_jaar", "Uren per jaar", "getal"),
)
GELDKOLOMMEN = (
    Kolom("deelnemer", "Deelnemer"),
    Kolom("taak", "Taak"),
    Kolom("soort", "Soort"),
    Kolom("bijdrage", "Bijdrage (euro)", "getal", decimalen=2),
    Kolom("uren", "Uren", "getal"),
    Kolom("aantal", "Producten", "getal"),
)
PRIJSKOLOMMEN = (Kolom("taak", "Taak"), Kolom("prijs", "Prijs per product"))
VERGELIJKKOLOMMEN = (
    Kolom("naam", "Omgevingsdienst"),
    Kolom("bijdrage", "Bijdragen"),
    Kolom("basis", "Basistaken"),
    Kolom("per_uur", "Per uur"),
    Kolom("per_deelnemer", "Per deelnemer"),
    Kolom("deelnemers", "Deelnemers", "getal"),
)
GEVOLGKOLOMMEN = (
    Kolom("naam", "Omgevingsdienst"),
    Kolom("was", "Kwaliteitscriteria, zoals geoordeeld"),
    Kolom("wordt", "Met deze versie"),
    Kolom("robuust", "Robuust", "toestand"),
)


@dataclass(frozen=True)
class Lijstpagina:
    """Everything that the page of the lists of one dienst shows."""

    zelfbeoordeling: Zelfbeoordeling
    naam: str
    kader: Kader
    gebieden: tuple[dict[str, Any], ...]
    mensen: tuple[dict[str, Any], ...]
    geld: tuple[dict[str, Any], ...]
    kosten_zin: str
    prijzen: tuple[dict[str, Any], ...]
    uitleg: Uitleg
    mag_invullen: bool
    mag_toetsen: bool
    tekort: tuple[tuple[str, str], ...]
    eerder: tuple[dict[str, Any], ...]
    oordeelkolommen: tuple[Kolom, ...] = OORDEELKOLOMMEN
    gebiedkolommen: tuple[Kolom, ...] = GEBIEDKOLOMMEN
    menskolommen: tuple[Kolom, ...] = MENSKOLOMMEN
    geldkolommen: tuple[Kolom, ...] = GELDKOLOMMEN
    prijskolommen: tuple[Kolom, ...] = PRIJSKOLOMMEN


def make_lijstpagina(viewer: Viewer, z: Zelfbeoordeling) -> Lijstpagina:
    """Put the page together, of a self-assessment that the viewer may see."""
    kader = read_kader_van(z.ronde)
    mensen, geld = read_regels(z, Lijst.Soort.BEZETTING), read_regels(z, Lijst.Soort.FINANCIERING)
    uitleg = {r["gebied"]: r["uitleg"] for r in read_regels(z, Lijst.Soort.UITLEG)}
    alle = list(z.gebiedoordelen.order_by("-volgnummer"))
    geldt = {o.gebied: o for o in reversed(alle)}
    gebieden = _make_gebieden(kader, mensen, uitleg, geldt, _name_bewijs(z))
    return Lijstpagina(
        zelfbeoordeling=z,
        naam=name_diensten({z.dienst}, z.ronde)[z.dienst],
        kader=kader,
        gebieden=gebieden,
        mensen=tuple(r | {"opleiding": "voldoet" if r["opleiding"] else "voldoet niet"} for r in mensen),
        geld=tuple(geld),
        kosten_zin=_say_kosten(derive_kosten(geld)),
        prijzen=tuple({"taak": t, "prijs": _say_bedrag(p)} for t, p in derive_prijzen(geld).items()),
        uitleg=make_uitleg(kader, "Waarop de normen en voorwaarden rusten"),
        mag_invullen=z.stand == UITGENODIGD
        and decide_handeling(viewer, INVULLEN, namens=find_namens(viewer, z.dienst)).mag,
        mag_toetsen=z.stand in TE_OORDELEN
        and decide_handeling(viewer, TOETSEN, namens=z.ronde.organisatie).mag,
        eerder=tuple(_make_oordeelrij(o, kader) for o in alle if geldt[o.gebied] is not o),
        tekort=tuple((r["code"], r["naam"]) for r in gebieden if r["telt"] < r["norm"]) if mensen else (),
    )


def _name_bewijs(z: Zelfbeoordeling) -> dict[str, list[str]]:
    """Name the evidence that stands per field."""
    per: dict[str, list[str]] = {}
    for gebied, titel in z.bewijzen.filter(ingetrokken_op=None).order_by("id").values_list("gebied", "titel"):
        per.setdefault(gebied, []).append(titel)
    return per


def _make_oordeelrij(o: Gebiedoordeel, kader: Kader) -> dict[str, Any]:
    return {
        "naam": name_gebied(kader, o.gebied),
        "oordeel": get_gebiedtoestand(o),
        "motivering": o.motivering,
        "op": o.op,
    }


def _make_gebieden(
    kader: Kader,
    mensen: Sequence[dict[str, Any]],
    uitleg: dict[str, str],
    oordelen: Mapping[str, Gebiedoordeel],
    bewijs: Mapping[str, list[str]],
) -> tuple[dict[str, Any], ...]:
    """Hold each field against its norm: met, explained, or short; with what shows it and what the checker found."""
    telt = count_bevoegd(mensen, kader.gebieden, kader.voorwaarden)
    rijen = []
    for code, eis in kader.gebieden.items():
        gehaald = telt[code] >= eis.norm
        stand = (
            ("goed", "voldoet")
            if gehaald
            else ("aandacht", "voldoet niet, uitgelegd")
            if code in uitleg
            else ("fout", "voldoet niet")
        )
        rijen.append(
            {
                "code": code,
                "naam": name_gebied(kader, code),
                "telt": telt[code],
                "genoemd": sum(r["gebied"] == code for r in mensen),
                "norm": eis.norm,
                "stand": stand if mensen else ("neutraal", "geen lijst"),
                "uitleg": uitleg.get(code, ""),
                "bewijs": "; ".join(bewijs.get(code, ())),
                "oordeel": get_gebiedtoestand(oordelen.get(code)),
                "motivering": oordelen[code].motivering if code in oordelen else "",
            }
        )
    return tuple(rijen)


def _say_kosten(k: Kosten) -> str:
    return (
        f"Samen {format_bedrag(k.bijdrage)} van {k.deelnemers} deelnemers, waarvan {format_bedrag(k.basis)} voor basistaken; "
        f"een uur kost {_say_bedrag(k.per_uur)}."
    )


def _say_bedrag(bedrag: Decimal | None) -> str:
    return "niet te zeggen" if bedrag is None else format_bedrag(bedrag)


@dataclass(frozen=True)
class Vergelijking:
    """What the diensten of a round cost beside each other, as far as the viewer may see."""

    rijen: tuple[dict[str, Any], ...]
    uurprijs: Grafiek | None
    basis: Grafiek | None
    zonder: tuple[str, ...]
    kolommen: tuple[Kolom, ...] = VERGELIJKKOLOMMEN


def make_vergelijking(viewer: Viewer, stand: Stand) -> Vergelijking:
    """Compare the funding of the diensten whose figures may be seen."""
    zichtbaar = {z.dienst: z for z in list_zichtbaar(viewer).filter(ronde=stand.ronde)}
    alle = [z for z in stand.ronde.zelfbeoordelingen.all() if z.dienst in stand.cijfers]
    per_dienst = read_per_dienst(alle, Lijst.Soort.FINANCIERING)
    kosten = {d: derive_kosten(per_dienst[d]) for d in stand.diensten if d in per_dienst}
    return Vergelijking(
        rijen=tuple(_make_kostenrij(stand.diensten[d], k, zichtbaar.get(d)) for d, k in kosten.items()),
        uurprijs=_make_staven("Wat een uur kost", stand, {d: k.per_uur for d, k in kosten.items()}, "euro"),
        basis=_make_staven(
            "Aandeel van de basistaken", stand, {d: k.aandeel_basis for d, k in kosten.items()}, "%"
        ),
        zonder=tuple(naam for d, naam in stand.diensten.items() if d in stand.cijfers and d not in kosten),
    )


def _make_kostenrij(naam: str, k: Kosten, z: Zelfbeoordeling | None) -> dict[str, Any]:
    return {
        "naam": naam,
        "url": reverse("monitoring:lijsten", args=[z.pk]) if z else "",
        "bijdrage": format_bedrag(k.bijdrage),
        "basis": "niet te zeggen" if k.aandeel_basis is None else f"{format_getal(k.aandeel_basis, 1)}%",
        "per_uur": _say_bedrag(k.per_uur),
        "per_deelnemer": _say_bedrag(k.bijdrage / k.deelnemers if k.deelnemers else None),
        "deelnemers": k.deelnemers,
    }


def _make_staven(
    titel: str, stand: Stand, waarden: dict[str, Decimal | None], eenheid: str
) -> Grafiek | None:
    if not waarden:
        return None
    staven = [(stand.diensten[d], None if w is None else round(float(w), 2)) for d, w in waarden.items()]
    return make_staafgrafiek(titel, staven, eenheid=eenheid, bron=BRON, datum=stand.ronde.peildatum)


@dataclass(frozen=True)
class Gevolgpagina:
    """What another version of the kwaliteitscriteria would change, and which versions there are."""

    versies: tuple[dict[str, Any], ...]
    versie: str
    rijen: tuple[dict[str, Any], ...]
    anders: int
    onzeker: int
    uitleg: Uitleg
    kolommen: tuple[Kolom, ...] = GEVOLGKOLOMMEN


def make_gevolgpagina(stand: Stand, dag: date) -> Gevolgpagina:
    """Put the page together for the version that holds on a day. Raises MonitoringError where there is none."""
    kader = read_kader(dag)
    gevolgen = derive_gevolgen(stand, dag)
    return Gevolgpagina(
        versies=tuple({"vanaf": vanaf, "versie": versie} for vanaf, versie in list_versies()),
        versie=kader.kwaliteitscriteria,
        rijen=tuple(_make_gevolgrij(stand.diensten[g.dienst], g) for g in gevolgen),
        anders=sum(g.verandert is True for g in gevolgen),
        onzeker=sum(g.verandert is None for g in gevolgen),
        uitleg=make_uitleg(kader, "Waarop deze versie rust"),
    )


def _make_gevolgrij(naam: str, g: Gevolg) -> dict[str, Any]:
    ja = {
        True: "gehaald",
        False: "niet gehaald",
        None: f"niet te zeggen: geen cijfer voor {', '.join(g.onbekend)}",
    }
    robuust = (
        ("neutraal", "niet te zeggen")
        if g.verandert is None
        else ("neutraal", "blijft gelijk")
        if not g.verandert
        else ("goed", "wordt robuust")
        if g.wordt_robuust
        else ("fout", "niet meer robuust")
    )
    return {"naam": naam, "was": ja[g.was_gehaald], "wordt": ja[g.wordt_gehaald], "robuust": robuust}
