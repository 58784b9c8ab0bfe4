"""The page of the weighing of one violation: what holds, the matrix with what was proposed, what weighs, the choice, and the versions."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.forms import Form

from vth.begrippen.selectors import find_label, list_waarden
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom, Uitleg
from vth.vormgeving.opmaak import format_datum
from vth.vormgeving.wettelijk import make_grond

from ..boeking import OVERTREDING
from ..models import Afweging, Overtreding, Overtredingsgebeurtenis
from ..selectors import get_overtreding
from .aannames import say_aannames
from .aspecten import Aspectvoorstel, derive_aspectvoorstellen
from .elders import GEEN, Elders, read_elders
from .feiten import Dossierfeiten, read_dossierfeiten, read_stand
from .forms import AfwegingForm, make_begin
from .fouten import StrategieError
from .matrix import GEDRAGINGEN, GEVOLGEN, SPOREN, Plaats, number_ruimten
from .regelset import find_andere_matrix
from .rules import Strategieregels, derive_interventieruimte, list_overlegvragen
from .services import read_regels_van

ELDERSKOLOMMEN = (
    Kolom("bij", "Bij wie"),
    Kolom("wat", "Wat"),
    Kolom("dag", "Gezien op", "datum"),
    Kolom("plaats", "Plaats in de matrix"),
    Kolom("hersteld", "Hersteld op", "datum"),
)


@dataclass(frozen=True)
class Versiebeeld:
    """One version of a weighing as it is read; `anders` is what changed since the one before: label, what it was and what it became."""

    afweging: Afweging
    plaats: str
    gekozen: str
    anders: tuple[tuple[str, str, str], ...]
    door: str
    reden: str
    kenmerken: tuple[Kenmerk, ...]
    aspecten: tuple[Mapping[str, Any], ...]
    aanname: bool


@dataclass(frozen=True)
class Afwegingpagina:
    """Everything that the page shows; `fout` when the rules of the authority cannot be used."""

    overtreding: Overtreding
    versies: tuple[Versiebeeld, ...]
    mag: bool
    open: bool
    dossier: Dossierfeiten | None = None
    elders: Elders = GEEN
    regels: Strategieregels | None = None
    voorstellen: tuple[Aspectvoorstel, ...] = ()
    uitleg: Uitleg | None = None
    overlegvragen: tuple[str, ...] = ()
    andere_matrix: str = ""
    elderskolommen: tuple[Kolom, ...] = ELDERSKOLOMMEN
    fout: str = ""

    @property
    def laatste(self) -> Afweging | None:
        """Give the weighing that holds."""
        return self.versies[0].afweging if self.versies else None


def make_afwegingpagina(viewer: Viewer, overtreding_id: uuid.UUID) -> Afwegingpagina:
    """Put the page together. Raises BestaatNietError."""
    overtreding = get_overtreding(viewer, overtreding_id)
    versies = tuple(_list_versies(overtreding))
    stand = read_stand(overtreding)
    kop: dict[str, Any] = {
        "overtreding": overtreding,
        "versies": versies,
        "mag": decide_handeling(viewer, OVERTREDING, namens=overtreding.leverancier).mag,
        "open": overtreding.staat == Overtreding.Staat.VASTGESTELD,
    }
    try:
        regels = read_regels_van(overtreding)
    except StrategieError as fout:
        return Afwegingpagina(**kop, fout=str(fout))
    dossier = read_dossierfeiten(viewer, overtreding, regels.drempels)
    bekeken = {o.bronobject_id for o in dossier.ander}
    elders = read_elders(viewer, overtreding, regels.drempels, behalve=bekeken)
    feiten = replace(dossier.feiten, elders=elders.eerdere, eldersgrond=elders.grond)
    tellend = [a["code"] for a in versies[0].afweging.aspecten if a.get("telt")] if versies else []
    # What was delivered may stand at a place that this matrix does not have.
    plaats = stand.plaats if stand.plaats in regels.matrix.cellen else None
    return Afwegingpagina(
        **kop,
        dossier=dossier,
        regels=regels,
        elders=elders,
        voorstellen=tuple(derive_aspectvoorstellen(regels.aspecten, feiten, regels.drempels)),
        uitleg=_make_uitleg(regels, plaats, dossier),
        overlegvragen=tuple(list_overlegvragen(plaats, stand.gekozen, tellend, regels)) if plaats else (),
        andere_matrix=_say_andere(overtreding, regels),
    )


def make_form(pagina: Afwegingpagina, data: Any = None) -> AfwegingForm | None:
    """Make the form, for who may weigh a violation that still runs."""
    if not (pagina.mag and pagina.open and pagina.regels and pagina.dossier):
        return None
    return AfwegingForm(
        data,
        regels=pagina.regels,
        voorstellen=pagina.voorstellen,
        bewijzen=pagina.dossier.bewijzen,
        opnieuw=pagina.laatste is not None,
        initial=make_begin(pagina.laatste, pagina.voorstellen, pagina.overtreding.versie),
    )


def _make_uitleg(regels: Strategieregels, plaats: Plaats | None, dossier: Dossierfeiten) -> Uitleg:
    """Say what the place that holds or was proposed allows, and on which rules that rests."""
    voorgesteld = ", ".join(dossier.voorgesteld)
    if plaats is not None:
        ruimte = derive_interventieruimte(regels.matrix, plaats, regels)
        uitkomst, waarom = f"De overtreding staat op {plaats}.", ruimte.uitleg
    elif voorgesteld:
        uitkomst = f"De toezichthouder stelt {voorgesteld} voor."
        waarom = "Dat is een voorstel. U beslist over de plaats, en schrijft op waarom."
    else:
        uitkomst = "Er is nog geen plaats in de matrix voorgesteld."
        waarom = "Weet u weinig van de overtreder, begin dan bij B; twijfelt u over het gevolg, kies dan het hoogste. Dat is praktijk, geen regel uit een bron die is gelezen."
    return Uitleg(uitkomst, waarom, [make_grond(g, g.laag) for g in regels.gronden])


def _say_andere(overtreding: Overtreding, regels: Strategieregels) -> str:
    """Say that another matrix held on the day of the violation, when there was."""
    grond = find_andere_matrix(
        regels.matrix,
        overtreding.overtredingsdatum,
        bevoegd_gezag=overtreding.bevoegd_gezag,
        omgevingsdienst=overtreding.leverancier,
    )
    if grond is None:
        return ""
    return (
        f"Op de dag van de overtreding ({format_datum(overtreding.overtredingsdatum)}) gold een andere matrix, van {grond.verwijzing}. "
        "Hier geldt die van vandaag."
    )


def list_matrixrijen(pagina: Afwegingpagina, form: Form | None) -> list[dict[str, Any]]:
    """Give the rows of the matrix, the gravest first: of each cell its place, what it allows, what was proposed, and the button to choose it."""
    if pagina.regels is None or pagina.dossier is None:
        return []
    knoppen = {k.data["value"]: k for k in form["plaats"]} if form else {}
    nu = str(pagina.laatste) if pagina.laatste else ""
    dag, regels = klok.today(), pagina.regels
    ruimten = number_ruimten(regels.matrix, regels.zwaarte)
    rijen = []
    for gevolg in reversed(GEVOLGEN):
        cellen = []
        for gedrag in GEDRAGINGEN:
            plaats = Plaats(gevolg, gedrag)
            cel = regels.matrix.cellen[plaats]
            cellen.append(
                {
                    "plaats": str(plaats),
                    "kop": f"{gedrag} {find_label('gedrag', gedrag, dag)}",
                    "knop": knoppen.get(str(plaats)),
                    "ruimte": ruimten[cel],
                    "overleg": cel.overleg,
                    "voorgesteld": str(plaats) in pagina.dossier.voorgesteld,
                    "nu": str(plaats) == nu,
                }
            )
        rijen.append({"kop": f"{gevolg} {find_label('gevolg', gevolg, dag)}", "cellen": cellen})
    return rijen


def list_ruimten(pagina: Afwegingpagina) -> list[Kenmerk]:
    """Say of each set of the matrix what is in it, from light to heavy."""
    if pagina.regels is None:
        return []
    regels, uit = pagina.regels, []
    for cel, n in number_ruimten(regels.matrix, regels.zwaarte).items():
        delen = [regels.name(cel.bestuursrecht)]
        if cel.strafrecht:
            wijze = "samen met strafrecht" if cel.samen else "strafrecht"
            delen.append(f"{wijze}: {regels.name(cel.strafrecht)}")
        if cel.overleg:
            delen.append("met overleg")
        uit.append(Kenmerk(f"Ruimte {n}", "; ".join(d for d in delen if d)))
    return uit


def list_instrumentrijen(form: AfwegingForm) -> list[dict[str, Any]]:
    """Give the rows of the interventions: in which sets it is, choose it, or say why not."""
    knoppen = {k.data["value"]: k for k in form["gekozen"]}
    regels = form.regels
    ruimten = number_ruimten(regels.matrix, regels.zwaarte)
    return [
        {
            "knop": knoppen[i.code],
            "spoor": i.spoor if i.spoor in SPOREN else "",
            "past": ", ".join(str(n) for cel, n in ruimten.items() if i.code in cel.mogelijk)
            or "geen: altijd een afwijking",
            "reden": form[f"niet_{i.code}"],
        }
        for i in regels.instrumenten.values()
    ]


def list_aspectrijen(pagina: Afwegingpagina, form: Form) -> list[dict[str, Any]]:
    """Give the aspects with what the data say of each, and their two fields."""
    return [
        {"voorstel": v, "telt": form[f"telt_{v.aspect.code}"], "grond": form[f"grond_{v.aspect.code}"]}
        for v in pagina.voorstellen
    ]


def list_begrippen() -> list[Kenmerk]:
    """Say what each gevolg and each gedrag means."""
    dag = klok.today()
    return [
        Kenmerk(f"{w.code} {w.naam}", w.definitie)
        for lijst in ("gevolg", "gedrag")
        for w in list_waarden(lijst, dag)
    ]


def _list_versies(overtreding: Overtreding) -> list[Versiebeeld]:
    """List the versions, the newest first, each with what changed since the one before."""
    rijen = list(Afweging.objects.filter(overtreding=overtreding).order_by("volgnummer"))
    acts = Overtredingsgebeurtenis.objects.filter(overtreding=overtreding, handeling="afweging")
    redenen = list(acts.order_by("volgnummer").values_list("reden", flat=True))
    if len(redenen) != len(rijen):
        redenen = [""] * len(rijen)
    namen = list_actornamen({a.door for a in rijen})
    uit, vorige = [], None
    for a, reden in zip(rijen, redenen, strict=True):
        uit.append(_make_versie(a, vorige, reden, namen.get(a.door, a.door)))
        vorige = a
    return uit[::-1]


def _make_versie(a: Afweging, vorige: Afweging | None, reden: str, door: str) -> Versiebeeld:
    """Make one version to read."""
    teksten = _read_teksten(a)
    toen = _read_teksten(vorige) if vorige else teksten
    return Versiebeeld(
        afweging=a,
        plaats=str(a),
        gekozen=name_gekozen(a),
        anders=tuple((k, toen[k], w) for k, w in teksten.items() if w != toen[k]),
        door=door,
        reden=reden,
        kenmerken=tuple(Kenmerk(label, waarde) for label, waarde in teksten.items() if waarde),
        aspecten=tuple(a.aspecten),
        aanname=bool(say_aannames(a)),
    )


def name_gekozen(afweging: Afweging) -> str:
    """Name what was chosen, by the names of then."""
    return _name(afweging.gekozen, afweging)


def _name(codes: Sequence[str], afweging: Afweging) -> str:
    """Name interventions by the names that were kept with a weighing."""
    namen = afweging.matrix.get("namen", {})
    return ", ".join(namen.get(c, c) for c in codes)


def _read_teksten(a: Afweging) -> dict[str, str]:
    """Give what a version says, label by label, and on which rule it rests."""
    dag = klok.today()
    regel = a.matrix.get("regel", {})
    bron = "; ".join(f"{b['regeling']}, {b['plaats']}" for b in regel.get("bronnen", ()))
    tellend = [f"{x['naam']}: {x['grond']}" for x in a.aspecten if x.get("telt")]
    return {
        "Plaats": f"{a}: {find_label('gevolg', a.gevolg, dag)}, {find_label('gedrag', a.gedrag, dag)}",
        "Waarom dit gevolg": a.gevolg_grond,
        "Waarom dit gedrag": a.gedrag_grond,
        "Voorstel van de toezichthouder": ", ".join(a.voorgesteld),
        "Rust op": "; ".join(b["naam"] for b in a.bewijzen),
        "Telt mee": "; ".join(tellend),
        "Gekozen": name_gekozen(a),
        "Waarom": a.motivering,
        "Niet gekozen": "; ".join(f"{_name([r['instrument']], a)}: {r['reden']}" for r in a.verworpen),
        "Afwijking van de matrix": a.afwijking,
        "Zonder waarschuwing vooraf": a.zonder_waarschuwing,
        "Overleg gevraagd": " ".join((a.overleg or {}).get("gevraagd", ())),
        "Overleg": _say_overleg(a.overleg or {}),
        "Matrix": f"{bron}, geldt vanaf {_say_dag(regel['vanaf'])}" if regel else "",
    }


def _say_overleg(overleg: Mapping[str, Any]) -> str:
    """Say whether there was consultation, and what came of it."""
    if overleg.get("gehouden") is None:
        return ""
    if not overleg["gehouden"]:
        return f"Niet gehouden. {overleg.get('waarom_niet', '')}".strip()
    return f"Op {_say_dag(overleg['op'])} met {', '.join(overleg['met'])}. {overleg['uitkomst']}"


def _say_dag(tekst: str) -> str:
    """Write a day that was kept."""
    return format_datum(date.fromisoformat(tekst))
