"""Who may sign this? One question, answered for whoever asks and for every function that may."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Grond, Kolom, Uitleg
from vth.vormgeving.opmaak import format_datum

from ..models import Organisatie
from ..selectors import list_namen, list_organisaties
from .begrippen import Functie, Mandaatoordeel
from .omzetten import read_codes
from .rules import list_wie_wel
from .selectors import (
    Besluitvraag,
    check_bevoegdheid,
    list_besluitsoorten,
    list_processtappen,
    list_zichtbare_voorkomens,
    make_besluitgegevens,
    read_register,
)
from .weergave import Woorden, make_wierijen, make_woorden, say_bevoegdheid

WIEKOLOMMEN = (Kolom("functie", "Functie"), Kolom("mensen", "Wie"), Kolom("via", "Volgens"))
KETENKOLOMMEN = (
    Kolom("kenmerk", "Mandaat"),
    Kolom("van", "Van"),
    Kolom("aan", "Aan"),
    Kolom("artikel", "Grond"),
)


@dataclass(frozen=True)
class Antwoord:
    """What the page answers: the verdict for who asks, and who may."""

    oordeel: Mandaatoordeel
    uitleg: Uitleg
    wie: tuple[dict[str, str], ...]
    keten: tuple[dict[str, str], ...]
    wiekolommen: tuple[Kolom, ...] = WIEKOLOMMEN
    ketenkolommen: tuple[Kolom, ...] = KETENKOLOMMEN


def list_keuzes(viewer: Viewer, op: date) -> dict[str, list[tuple[str, str]]]:
    """List what can be chosen: the organs and powers of the register that the viewer sees, and the national lists."""
    rijen = list_zichtbare_voorkomens(viewer, Peilmoment(op, klok.now()))
    wortels = rijen.filter(mandaat__ondermandaat_van=None)
    organen = sorted(set(wortels.values_list("mandaat__mandaatgever_id", "mandaatgever_functie")))
    namen = list_namen({c for c, _ in organen}, op)
    machten = sorted(set(rijen.values_list("regeling", "artikel", "lid")))
    gemeenten = list_organisaties(soort=Organisatie.Soort.GEMEENTE, op=op)
    zicht = viewer.zicht
    return {
        "gezag": [(f"{c}|{f}", f"{f} van {namen[c]}") for c, f in organen],
        "bevoegdheid": [("|".join(m), say_bevoegdheid(*m)) for m in machten],
        "besluitsoort": [(c, s.naam) for c, s in list_besluitsoorten(op).items()],
        "processtap": list(list_processtappen(op).items()),
        "gebied": [
            (g.organisatie_id, g.naam)
            for g in gemeenten
            if zicht.landelijk or g.organisatie_id in zicht.gebieden
        ],
    }


def make_antwoord(viewer: Viewer, gegevens: Mapping[str, Any]) -> Antwoord:
    """Answer a question that the form has read. Raises MandaatError for one that says too little."""
    dag = gegevens["dag"]
    vraag = make_vraag(gegevens)
    moment = datetime.combine(dag, time(12), AMSTERDAM)
    oordeel = check_bevoegdheid(viewer, vraag, moment)
    besluit = make_besluitgegevens(vraag, dag)
    register = read_register(besluit, viewer.actor, Peilmoment(dag, klok.now()))
    wie = list_wie_wel(besluit, register, dag)
    codes = {besluit.gezag.organisatie, *(w.functie.organisatie for w in wie)}
    codes |= {f.organisatie for s in oordeel.keten for f in (s.van, s.aan)}
    woorden = make_woorden(codes, dag)
    return Antwoord(
        oordeel=oordeel,
        uitleg=_make_uitleg(oordeel, dag),
        wie=tuple(make_wierijen(wie, woorden)),
        keten=tuple(_make_keten(oordeel, woorden)),
    )


def make_vraag(gegevens: Mapping[str, Any]) -> Besluitvraag:
    """Make the question of the door out of what the form has read."""
    gezag, _, functie = gegevens["gezag"].partition("|")
    regeling, artikel, lid = gegevens["bevoegdheid"].split("|")
    return Besluitvraag(
        gezag=gezag,
        gezag_functie=functie,
        regeling=regeling,
        artikel=artikel,
        lid=lid,
        besluitsoort=gegevens["besluitsoort"],
        processtap=gegevens["processtap"],
        gebied=gegevens["gebied"],
        activiteiten=read_codes(gegevens["activiteiten"]),
        categorieen=read_codes(gegevens["categorieen"]),
        bedrag_euro=gegevens["bedrag_euro"],
        gevoelig=gegevens["gevoelig"],
        gezag_besloot=gegevens["gezag_besloot"],
        # Of a question nobody knows against which decision an objection is; the answer warns of it.
        bezwaar_tegen=("vraag", "") if gegevens["besluitsoort"] == "beslissing_op_bezwaar" else None,
    )


def _make_uitleg(oordeel: Mandaatoordeel, dag: date) -> Uitleg:
    """Make the explanation: the verdict, the reason, and the articles with how sure they are."""
    recht = find_grond("organisaties.mandaatrecht", geldig_op=dag)
    gronden = [
        Grond(artikel, recht.waarde[nummer], recht.verwijzing, recht.bronnen[0].url, zekerheid="afgeleid")
        for artikel in oordeel.artikelen
        if (nummer := artikel.removeprefix("Awb ").split(" ")[0]) in recht.waarde
    ]
    kop = "U mag dit tekenen" if oordeel.mag else "U mag dit niet tekenen"
    return Uitleg(
        uitkomst=f"{kop} op {format_datum(dag)}",
        waarom=f"{oordeel.reden} ({', '.join(oordeel.artikelen)})",
        gronden=gronden,
        toestand="goed" if oordeel.mag else "fout",
    )


def _make_keten(oordeel: Mandaatoordeel, woorden: Woorden) -> list[dict[str, str]]:
    """Make the rows of the chain that the verdict rests on."""
    return [
        {
            "kenmerk": f"{s.kenmerk} ({s.mandaatbesluit})",
            "van": woorden.say_functie(Functie(s.van.organisatie, s.van.naam)),
            "aan": woorden.say_functie(s.aan),
            "artikel": s.artikel,
        }
        for s in oordeel.keten
    ]
