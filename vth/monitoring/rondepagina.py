"""The page of a round: who is where in it, and once it was published the country by verdict and by criterion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.vormgeving.grafieken import make_matrix
from vth.vormgeving.onderdelen import Grafiek, Kolom, Uitleg
from vth.vormgeving.opmaak import format_telling
from vth.vormgeving.wettelijk import make_grond

from .kaart import Gebied, make_kaart
from .kader import Kader
from .models import Oordeel, Ronde, Zelfbeoordeling
from .rules import BEOORDEELD, PUBLICEREN
from .selectors import list_rondes, list_zichtbaar, read_kader_van
from .weergave import GEHAALD, get_toestand, make_uitleg, name_diensten, say_termijn

RONDEKOLOMMEN = (
    Kolom("naam", "Ronde"),
    Kolom("peildatum", "Peildatum", "datum"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("termijn", "Termijn"),
)
FEITKOLOMMEN = (Kolom("dag", "Dag", "datum"), Kolom("feit", "Wat is gepubliceerd"), Kolom("bron", "Bron"))
DIENSTKOLOMMEN = (
    Kolom("naam", "Omgevingsdienst"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("ingediend", "Ingediend op", "tijdstip"),
    Kolom("op_tijd", "Op tijd"),
    Kolom("niet", "Niet gehaald"),
)
BRON = "Open VTH: oordelen over robuustheid"


@dataclass(frozen=True)
class Rondepagina:
    """Everything that the page of a round shows."""

    ronde: Ronde
    kader: Kader
    zin: str
    rijen: tuple[dict[str, Any], ...]
    kaart: Grafiek | None
    hitte: Grafiek | None
    criteria: tuple[dict[str, Any], ...]
    uitleg: Uitleg
    zelfbeoordelingen: tuple[Zelfbeoordeling, ...]
    mag_publiceren: bool
    kolommen: tuple[Kolom, ...] = DIENSTKOLOMMEN
    criteriumkolommen: tuple[Kolom, ...] = (
        Kolom("titel", "Criterium"),
        Kolom("vraag", "Vraag"),
        Kolom("bewijs", "Gevraagd bewijs"),
    )


def list_feiten() -> tuple[list[dict[str, Any]], Uitleg]:
    """Give what was published about real diensten up to today, the last first, and where that stands."""
    grond = find_grond("monitoring.gepubliceerd", geldig_op=klok.today())
    feiten = sorted(
        (f for f in grond.waarde if f["dag"] <= klok.today()), key=lambda f: f["dag"], reverse=True
    )
    return feiten, Uitleg(uitkomst="Waar dit staat", gronden=[make_grond(grond, grond.toelichting)])


def list_ronderijen() -> list[dict[str, Any]]:
    """Give the rounds as rows of a table."""
    return [
        {
            "naam": ronde.naam,
            "url": reverse("monitoring:ronde", args=[ronde.pk]),
            "peildatum": ronde.peildatum,
            "stand": ("goed", "openbaar") if ronde.gepubliceerd_op else ("bezig", "loopt"),
            "termijn": say_termijn(ronde),
        }
        for ronde in list_rondes()
    ]


def make_rondepagina(viewer: Viewer, ronde: Ronde) -> Rondepagina:
    """Put the page of a round together: of an unpublished one only what this viewer may see."""
    kader = read_kader_van(ronde)
    zichtbaar = list(list_zichtbaar(viewer).filter(ronde=ronde).order_by("dienst"))
    open_ = list(ronde.zelfbeoordelingen.order_by("dienst")) if ronde.gepubliceerd_op else zichtbaar
    namen = name_diensten({z.dienst for z in open_}, ronde)
    oordelen = _read_oordelen(open_)
    eigen = {z.pk for z in zichtbaar}
    return Rondepagina(
        ronde=ronde,
        kader=kader,
        zin=_say_stand(ronde, open_),
        rijen=tuple(_make_rij(z, namen, kader, oordelen.get(z.pk), z.pk in eigen) for z in open_),
        kaart=_make_kaart(ronde, open_, namen) if open_ else None,
        hitte=_make_hitte(ronde, open_, namen, kader, oordelen),
        criteria=tuple(
            {"titel": c.titel, "vraag": c.vraag, "bewijs": "; ".join(c.bewijs)} for c in kader.criteria
        ),
        uitleg=make_uitleg(kader, "Waarop de criteria en normen rusten"),
        zelfbeoordelingen=tuple(zichtbaar),
        mag_publiceren=not ronde.gepubliceerd_op
        and decide_handeling(viewer, PUBLICEREN, namens=ronde.organisatie).mag,
    )


def _read_oordelen(zelfbeoordelingen: Sequence[Zelfbeoordeling]) -> dict[Any, Oordeel]:
    """Give the verdict that holds of each."""
    rijen = Oordeel.objects.filter(zelfbeoordeling__in=[z.pk for z in zelfbeoordelingen]).order_by(
        "volgnummer"
    )
    return {oordeel.zelfbeoordeling_id: oordeel for oordeel in rijen}


def _say_stand(ronde: Ronde, open_: Sequence[Zelfbeoordeling]) -> str:
    if not ronde.gepubliceerd_op:
        over = (ronde.indienen_voor - klok.today()).days
        return say_termijn(ronde) + (f" Nog {format_telling(over - 1, 'dag', 'dagen')}." if over > 1 else "")
    robuust = sum(bool(z.robuust) for z in open_)
    return f"{robuust} van {format_telling(len(open_), 'dienst', 'diensten')} {'is' if robuust == 1 else 'zijn'} robuust."


def _make_rij(
    z: Zelfbeoordeling, namen: dict[str, str], kader: Kader, oordeel: Oordeel | None, mag_zien: bool
) -> dict[str, Any]:
    niet = [
        c.titel for c in kader.criteria if oordeel and not oordeel.criteria.get(c.code, {}).get("voldoet")
    ]
    return {
        "naam": namen[z.dienst],
        "url": reverse("monitoring:zelfbeoordeling", args=[z.pk]) if mag_zien else "",
        "stand": get_toestand(z),
        "ingediend": z.ingediend_op,
        "op_tijd": {True: "ja", False: "nee", None: ""}[z.op_tijd],
        "niet": ", ".join(niet),
    }


def _make_kaart(ronde: Ronde, open_: Sequence[Zelfbeoordeling], namen: dict[str, str]) -> Grafiek | None:
    """Draw the country by verdict."""
    gebieden = [Gebied(z.dienst, namen[z.dienst], *get_toestand(z)) for z in open_]
    return make_kaart("Het land naar oordeel", gebieden, ronde.peildatum, bron=BRON)


def _make_hitte(
    ronde: Ronde,
    open_: Sequence[Zelfbeoordeling],
    namen: dict[str, str],
    kader: Kader,
    oordelen: dict[Any, Oordeel],
) -> Grafiek | None:
    """Draw which criteria each dienst meets, of those that were judged."""
    beoordeeld = [z for z in open_ if z.stand == BEOORDEELD and z.pk in oordelen]
    if not beoordeeld:
        return None
    waarden = {
        (namen[z.dienst], c.titel): float(oordelen[z.pk].criteria[c.code]["voldoet"])
        if c.code in oordelen[z.pk].criteria
        else None
        for z in beoordeeld
        for c in kader.criteria
    }
    return make_matrix(
        "Welke criteria zijn gehaald",
        [namen[z.dienst] for z in beoordeeld],
        [c.titel for c in kader.criteria],
        waarden,
        woorden=GEHAALD,
        beschrijving="Per dienst en criterium of het is gehaald; donker is gehaald.",
        bron=BRON,
        datum=ronde.peildatum,
    )
