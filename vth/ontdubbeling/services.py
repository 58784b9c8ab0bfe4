"""The writers: a run over the register, and what people judge. Both say in which act a record changed hands."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Q

from vth.logboek.services import record_gebeurtenis
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, get_bronobject
from vth.register.services import record_toewijzing
from vth.tijd import klok
from vth.tijd.models import Herkomst
from vth.tijd.rules import BEGIN_DAG, Geldigheid, Peilmoment
from vth.tijd.services import Vaststelling, record_herkomst, record_voorkomen
from vth.toegang.claim import claim_alles
from vth.toegang.rules import Viewer, check_bevoegd
from vth.toegang.selectors import list_actornamen

from .models import (
    Entiteit,
    Entiteitgebeurtenis,
    Gelijkstelling,
    Koppeloordeel,
    Koppelronde,
    Snede,
    derive_paar,
)
from .oordelen import EEN, list_drijvers, list_gelijk_rond, lock_oordelen
from .ronde import NAMENS, Meld, RondeVerouderdError, run_ronde
from .rules import AnderOordeelError, KringError, OordeelError, find_tegenspraak
from .selectors import GESNEDEN
from .toepassen import Omzetting, derive_omzetting

Keuze = Koppeloordeel.Keuze
BEOORDELEN, VERGELIJKEN = "ontdubbeling.decide", "ontdubbeling.record"
POGINGEN = 3
# What had become of a pair, and how likely it was to be one.
Uitkomst = tuple[str, float | None]


def record_ronde(
    *, viewer: Viewer, volledig: bool = False, meld: Meld = lambda _: None
) -> Koppelronde | None:
    """Compare what is new or changed in the register with the whole, and keep what follows; with `volledig` all with all.

    Gives the run, or nothing when nothing changed since the last one: then nothing is written. What people judged holds.
    When somebody judges meanwhile it compares again, and after some times raises OordeelError. Raises GeenToegangError.
    """
    check_bevoegd(viewer, VERGELIJKEN)
    for _ in range(POGINGEN):
        try:
            return run_ronde(viewer, volledig=volledig, meld=meld)
        except RondeVerouderdError:
            meld("er is intussen beoordeeld; opnieuw")
    raise OordeelError(
        f"Bij {POGINGEN} pogingen werd er tijdens het vergelijken beoordeeld of vergeleken. Er is niets gewijzigd. Probeer "
        "het later opnieuw."
    )


@transaction.atomic
@claim_alles()
def record_oordeel(
    *, viewer: Viewer, links: uuid.UUID, rechts: uuid.UUID, keuze: str, reden: str = "", gezien: str = ""
) -> Koppeloordeel:
    """Say of two records whether they are about one thing; it holds at once, and for every later run.

    `gezien` is the id of the judgement that the judge saw on the page, empty for none. A `reden` must be given to come
    back on a judgement, to go against a link, and for a succession. Who says that the place is one and who runs it is not
    (`opvolging`) keeps those who run it apart as well.
    Raises GeenToegangError, BestaatNietError (one of the two is not there for this viewer), AnderOordeelError (somebody
    else judged meanwhile), KringError (it contradicts what was judged before) and OordeelError.
    """
    check_bevoegd(viewer, BEOORDELEN)
    a, b = derive_paar(links, rechts)
    een, twee = get_bronobject(viewer, a), get_bronobject(viewer, b)
    lock_oordelen()
    eerder = Koppeloordeel.objects.filter(links=een, rechts=twee, opvolger=None).first()
    _check_gezien(eerder, gezien)
    uitkomst = _find_uitkomst(een, twee)
    check_oordeel(een, twee, keuze, reden, eerder, uitkomst[0])
    if keuze != Keuze.WEET_NIET:
        _check_kring((a, b), is_gelijk=keuze in EEN)
    oordeel = _create(viewer, een, twee, keuze, reden, eerder, uitkomst)
    herkomst = record_herkomst(leverancier=NAMENS, soort=Herkomst.Soort.HANDELING)
    ids = {a, b}
    if keuze == Keuze.OPVOLGING:
        ids |= _keep_drijvers_apart(viewer, oordeel)
    _apply(viewer, ids, herkomst)
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=viewer.organisatie,
        handeling=BEOORDELEN,
        onderwerp=("oordeel", str(oordeel.pk)),
        inhoud={"links": str(a), "rechts": str(b), "keuze": keuze, "herkomst": herkomst.pk},
    )
    return oordeel


def _find_uitkomst(een: Bronobject, twee: Bronobject) -> Uitkomst:
    """Give what had become of a pair before it is judged: the outcome of the run, or that it was cut; and how likely it was."""
    g = Gelijkstelling.objects.filter(links=een, rechts=twee).believed().first()
    snede = Snede.objects.filter(links=een, rechts=twee).believed().exists()
    return GESNEDEN if snede else g.uitkomst if g else "", g.kans if g else None


def _check_gezien(eerder: Koppeloordeel | None, gezien: str) -> None:
    """Refuse a judgement that was made without knowing of the last one."""
    if (str(eerder.pk) if eerder else "") == gezien:
        return
    if eerder is None:
        raise AnderOordeelError("Dit oordeel hoort bij een bladzijde die niet klopt. Open het paar opnieuw.")
    wie = list_actornamen([eerder.door])[eerder.door]
    raise AnderOordeelError(
        f"{wie} heeft dit paar intussen beoordeeld: ‘{eerder.get_keuze_display()}’. Uw keuze is niet vastgelegd, en die van "
        "de ander blijft staan. Bent u het er niet mee eens, geef dan hieronder uw oordeel opnieuw, met een reden."
    )


def check_oordeel(
    een: Bronobject,
    twee: Bronobject,
    keuze: str,
    reden: str,
    eerder: Koppeloordeel | None,
    uitkomst: str,
) -> None:
    """Refuse a judgement that cannot be given of these two, or that lacks its reason. Raises OordeelError."""
    if keuze not in Keuze.values:
        raise OordeelError(f"‘{keuze[:40]}’ is geen oordeel. Kies uit: {', '.join(Keuze.values)}.")
    if een.pk == twee.pk or een.soort != twee.soort:
        raise OordeelError(
            f"Dit zijn een {een.soort} en een {twee.soort}. Alleen twee verschillende gegevens van dezelfde soort kunnen over "
            "hetzelfde gaan. Kies een ander paar."
        )
    if een.soort == "natuurlijkpersoon":
        raise OordeelError("Natuurlijke personen worden niet vergeleken. Kies een ander paar.")
    if keuze == Keuze.OPVOLGING and een.soort != "vthobject":
        raise OordeelError(
            "Een nieuwe drijver is er alleen bij een VTH-object. Kies ‘hetzelfde’ of ‘niet hetzelfde’."
        )
    tegen = uitkomst == "gekoppeld" and keuze == Keuze.VERSCHILLEND
    if (eerder or tegen or keuze == Keuze.OPVOLGING) and not reden.strip():
        raise OordeelError(
            "Schrijf op waarom: u komt terug op wat er stond, of legt vast dat er een nieuwe drijver is. Wie later terugkijkt, "
            "moet het kunnen begrijpen."
        )


def _check_kring(paar: tuple[uuid.UUID, uuid.UUID], *, is_gelijk: bool) -> None:
    """Refuse a judgement that earlier ones contradict, and say along which records."""
    gelijk, verschillend = list_gelijk_rond(paar, zonder=paar)
    if not (pad := find_tegenspraak(gelijk, verschillend, paar, is_gelijk=is_gelijk)):
        return
    if is_gelijk:
        wat = "Van twee gegevens die hierdoor één zouden worden, is eerder vastgelegd dat zij niet hetzelfde zijn."
    else:
        wat = "Deze twee zijn al één, doordat elk met een ander gegeven hetzelfde is genoemd."
    raise KringError(
        f"{wat} Uw keuze is niet vastgelegd. Loop de oordelen hieronder na en kom terug op het ene dat niet klopt; geef "
        "daarna dit oordeel opnieuw.",
        pad,
    )


def _create(
    viewer: Viewer,
    een: Bronobject,
    twee: Bronobject,
    keuze: str,
    reden: str,
    eerder: Koppeloordeel | None,
    uitkomst: Uitkomst,
) -> Koppeloordeel:
    """Write the judgement with what the run had made of the pair."""
    try:
        with transaction.atomic():
            return Koppeloordeel.objects.create(
                links=een,
                rechts=twee,
                keuze=keuze,
                reden=reden.strip(),
                uitkomst=uitkomst[0],
                kans=uitkomst[1],
                door=viewer.actor,
                namens=viewer.organisatie,
                op=klok.now(),
                vervangt=eerder,
            )
    except IntegrityError as fout:
        raise AnderOordeelError(
            "Iemand anders beoordeelde dit paar op hetzelfde moment. Uw keuze is niet vastgelegd. Open het paar opnieuw."
        ) from fout


def _keep_drijvers_apart(viewer: Viewer, oordeel: Koppeloordeel) -> set[uuid.UUID]:
    """Judge different who ran the site before and who runs it now, where nobody judged them yet and the viewer sees both.

    The reason is not copied: who may see these two may not know of the site.
    """
    nu = Peilmoment(klok.today(), klok.now())
    kanten = [list_drijvers(id_, nu) for id_ in (oordeel.links_id, oordeel.rechts_id)]
    zichtbaar = find_zichtbaar(viewer, kanten[0] | kanten[1])
    geraakt: set[uuid.UUID] = set()
    for x, y in sorted((x, y) for x in kanten[0] for y in kanten[1] if x != y):
        a, b = (zichtbaar.get(id_) for id_ in derive_paar(x, y))
        if (
            a is None
            or b is None
            or a.soort != b.soort
            or Koppeloordeel.objects.filter(links=a, rechts=b).exists()
        ):
            continue
        gelijk, verschillend = list_gelijk_rond((a.pk, b.pk), zonder=(a.pk, b.pk))
        if not find_tegenspraak(gelijk, verschillend, (a.pk, b.pk), is_gelijk=False):
            _create(viewer, a, b, Keuze.VERSCHILLEND, "Opvolging op één plek.", None, ("", None))
            geraakt |= {a.pk, b.pk}
    return geraakt


def _apply(viewer: Viewer, ids: set[uuid.UUID], herkomst: Herkomst) -> None:
    """Give the records around some the ids that the judgements make of them."""
    omzetting = derive_omzetting(ids)
    for id_, soort in omzetting.entiteiten:
        Entiteit.objects.get_or_create(pk=id_, defaults={"soort": soort, "ontstaan_op": herkomst.moment})
    for id_, (_, nieuw) in sorted(omzetting.verhuist.items()):
        record_toewijzing(viewer=viewer, bronobject_id=id_, identiteit=nieuw, herkomst=herkomst)
    for gebeurtenis in omzetting.gebeurtenissen:
        Entiteitgebeurtenis.objects.create(**gebeurtenis, herkomst=herkomst)
    for id_, elders in omzetting.verplaatst:
        Entiteit.objects.filter(pk=id_).update(opgegaan_in=elders)
    _record_sneden(omzetting, herkomst)


def _record_sneden(omzetting: Omzetting, herkomst: Herkomst) -> None:
    """Keep what is cut around a judgement as a run would: close what holds or was judged, add what does not."""
    kring = list(omzetting.nu)
    oud = Snede.objects.filter(Q(links_id__in=kring) | Q(rechts_id__in=kring)).believed()
    altijd = Geldigheid(BEGIN_DAG)
    for paar in sorted({*oud.values_list("links_id", "rechts_id"), *omzetting.sneden}):
        snede = omzetting.sneden.get(paar)
        record_voorkomen(
            Snede,
            sleutel={"links_id": paar[0], "rechts_id": paar[1]},
            venster=altijd,
            vaststellingen=[Vaststelling(altijd, snede)] if snede else [],
            herkomst=herkomst,
        )
