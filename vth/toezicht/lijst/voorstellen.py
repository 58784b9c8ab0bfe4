"""From answers to findings: what the answers of a controle propose, and accepting it; the inspector decides, the list proposes."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toezicht.bevindingen import record_bevinding
from vth.toezicht.boeking import SCHRIJVEN
from vth.toezicht.invoer import NieuweBevinding, Normkeuze
from vth.toezicht.models import Antwoord, Bevinding, Controle, Controlelijst, Veldstuk
from vth.toezicht.rules import ToezichtError
from vth.toezicht.selectors import get_controle
from vth.toezicht.veld.services import list_geldend
from vth.vergunningen.consolidatie import Standregel, read_standen

from .antwoord import make_antwoord
from .feiten import list_regels, make_feiten
from .rules import Bevindingvoorstel, Lijststand, derive_stand
from .vorm import Checklist, Norm, Normsoort, make_checklist

CITAAT = {
    Normsoort.BAL: "Bal {plaats}",
    Normsoort.PARAGRAAF: "Bal § {plaats}",
    Normsoort.ZORGPLICHT: "Zorgplicht: {omschrijving}",
    Normsoort.REGEL: "{omschrijving}",
}
HOOGSTENS = 30


@dataclass(frozen=True)
class Voorstelregel:
    """One proposal beside the finding that was made of it, if any, and the voorschriften that it may be about."""

    voorstel: Bevindingvoorstel
    bevinding: Bevinding | None
    kandidaten: Sequence[Standregel] = ()


@dataclass(frozen=True)
class Ingevuldelijst:
    """A checklist of a controle with its answers, how it stands, and what it proposes."""

    controlelijst: Controlelijst
    checklist: Checklist
    antwoorden: Mapping[str, Antwoord]
    stand: Lijststand
    regels: Sequence[Voorstelregel]


@dataclass(frozen=True)
class Keuze:
    """What an inspector makes of one proposal; an empty part takes over what was proposed."""

    vraag: str
    resultaat: str = ""
    gevolg: str = ""
    gedrag: str = ""
    motivering: str = ""
    voorschrift_id: uuid.UUID | None = None


def list_ingevuld(viewer: Viewer, controle: Controle) -> list[Ingevuldelijst]:
    """Give the checklists of a controle that the viewer was given, each with its answers and what they propose."""
    rijen = list(
        Controlelijst.objects.filter(controle=controle).select_related("checklistversie").order_by("id")
    )
    geldend = list_geldend([r.pk for r in rijen])
    bevindingen = {
        b.bron: b for b in Bevinding.objects.filter(controle=controle, ingetrokken_op=None).exclude(bron="")
    }
    voorschriften = _list_voorschriften(viewer, controle) if rijen else []
    uit = []
    for rij in rijen:
        checklist, antwoorden = make_checklist(rij.checklistversie.inhoud), geldend.get(rij.pk, {})
        stand = _derive(rij, checklist, antwoorden, controle)
        regels = [
            Voorstelregel(v, bevindingen.get(make_bron(rij, v.vraag)), find_kandidaten(v.norm, voorschriften))
            for v in stand.voorstellen
        ]
        uit.append(Ingevuldelijst(rij, checklist, antwoorden, stand, regels))
    return uit


def _derive(
    rij: Controlelijst, checklist: Checklist, antwoorden: Mapping[str, Antwoord], controle: Controle
) -> Lijststand:
    """Work out how a list stands on the day of its controle."""
    return derive_stand(
        checklist,
        make_feiten(rij.kenmerken),
        {vraag: make_antwoord(a.inhoud) for vraag, a in antwoorden.items()},
        dag=controle.controledatum or controle.gepland_op or klok.today(),
    )


def make_bron(rij: Controlelijst, vraag: str) -> str:
    """Write from which question a finding came, so that it is not made twice."""
    return f"vraag:{rij.code}:{vraag}"


def find_kandidaten(norm: Norm, voorschriften: Sequence[Standregel]) -> list[Standregel]:
    """Find the voorschriften that a question may be about, by its keywords; those with most of them first."""
    if norm.soort != Normsoort.VOORSCHRIFT:
        return []
    woorden = [w.lower() for w in norm.trefwoorden]
    gevonden = [(sum(w in f"{v.titel} {v.tekst}".lower() for w in woorden), v) for v in voorschriften]
    raak = sorted((g for g in gevonden if g[0]), key=lambda g: -g[0])
    return [v for _, v in raak][:HOOGSTENS]


def _list_voorschriften(viewer: Viewer, controle: Controle) -> list[Standregel]:
    """List the voorschriften that stand at the places of a controle on its day."""
    dag = controle.controledatum or klok.today()
    ids = [v.vergunning.pk for r in list_regels(viewer, controle) for v in r.vergunningen]
    return [s for stand in read_standen(ids, Peilmoment(dag, klok.now())).values() for s in stand]


@transaction.atomic
@claim_alles()
def record_voorstellen(
    *, viewer: Viewer, controle_id: uuid.UUID, lijst_id: uuid.UUID, keuzes: Sequence[Keuze]
) -> list[Bevinding]:
    """Make findings of what an inspector chose from the proposals of one list: all of them or none.

    Raises GeenToegangError, BestaatNietError, and ToezichtError as `record_bevinding` does, with the question in it; among them a
    proposal that is not there any more because its answer changed, and one that asks to choose a voorschrift.
    """
    controle = get_controle(viewer, controle_id)
    check_bevoegd(viewer, SCHRIJVEN, namens=controle.leverancier)
    rij = (
        Controlelijst.objects.filter(controle=controle, pk=lijst_id).select_related("checklistversie").first()
    )
    if rij is None:
        raise ToezichtError("Die checklist hoort niet bij deze controle. Laad de bladzijde opnieuw.")
    antwoorden = list_geldend([rij.pk]).get(rij.pk, {})
    stand = _derive(rij, make_checklist(rij.checklistversie.inhoud), antwoorden, controle)
    voorstellen = {v.vraag: v for v in stand.voorstellen}
    gemaakt = []
    for keuze in keuzes:
        if (voorstel := voorstellen.get(keuze.vraag)) is None:
            raise ToezichtError(
                f"Vraag {keuze.vraag[:60]} stelt niets meer voor: het antwoord is intussen gewijzigd. Bekijk haar opnieuw."
            )
        nieuw = _make_bevinding(rij, voorstel, keuze, antwoorden[keuze.vraag])
        try:
            gemaakt.append(record_bevinding(viewer=viewer, controle_id=controle.pk, nieuw=nieuw))
        except ToezichtError as fout:
            raise ToezichtError(f"{_say_vraag(voorstel)}: {fout}") from fout
    return gemaakt


def _make_bevinding(
    rij: Controlelijst, voorstel: Bevindingvoorstel, keuze: Keuze, antwoord: Antwoord
) -> NieuweBevinding:
    """Make the finding of a proposal as the inspector wants it; half a judgement is none."""
    gevolg, gedrag = keuze.gevolg or voorstel.gevolg, keuze.gedrag or voorstel.gedrag
    if not (gevolg and gedrag):
        gevolg = gedrag = ""
    fotos = make_antwoord(antwoord.inhoud).fotos
    ids = [f for f in fotos if _is_uuid(f)]
    bewijzen = Veldstuk.objects.filter(pk__in=ids, controle=rij.controle_id, document__isnull=False)
    return NieuweBevinding(
        onderwerp=voorstel.onderwerp,
        resultaat=keuze.resultaat or voorstel.resultaat,
        normen=_make_normen(voorstel.norm, keuze),
        aandachtspunt=(voorstel.aandachtspunt or _say_vraag(voorstel))[:500],
        bijzonderheden=voorstel.toelichting,
        gevolg=gevolg,
        gedrag=gedrag,
        motivering=keuze.motivering,
        sevesocategorie="" if keuze.resultaat else voorstel.sevesocategorie,
        bron=make_bron(rij, voorstel.vraag),
        bewijzen=tuple(bewijzen.values_list("document_id", flat=True)),
    )


def _make_normen(norm: Norm, keuze: Keuze) -> list[Normkeuze]:
    """Make the norm of a finding: the voorschrift that was chosen, or the rule as it is cited."""
    if keuze.voorschrift_id:
        return [Normkeuze(voorschrift_id=keuze.voorschrift_id)]
    if norm.soort == Normsoort.VOORSCHRIFT:
        return []
    citaat = CITAAT[norm.soort].format(plaats=norm.plaats, omschrijving=norm.omschrijving)
    zeker = (
        ""
        if norm.zekerheid == "vastgesteld"
        else f" ({norm.zekerheid}: niet met de geldende tekst vergeleken)"
    )
    return [Normkeuze(citaat=citaat[:300], tekst=f"{norm.omschrijving}{zeker}".strip())]


def _say_vraag(voorstel: Bevindingvoorstel) -> str:
    """Give the question of a proposal."""
    return voorstel.toelichting.partition(" Antwoord:")[0]


def _is_uuid(tekst: str) -> bool:
    """Whether a text is the id of a photo."""
    try:
        uuid.UUID(tekst)
    except ValueError:
        return False
    return True
