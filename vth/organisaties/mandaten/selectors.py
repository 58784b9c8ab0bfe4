"""Reading the mandate register: what a viewer sees of it, and the door at which a decision is checked.

A mandate is seen by whoever sees the records of who gave it or of who got it. The check itself looks at the whole register:
what a signer may do does not depend on what the signer may see.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from vth.regelgeving.selectors import find_grond
from vth.tijd import klok
from vth.tijd.models import VoorkomenQuerySet
from vth.tijd.rules import Peilmoment, derive_legal_day
from vth.toegang.rules import Viewer, Zicht

from ..models import Betrokkenheid, Functievervulling, Mandaat, Mandaatingreep, MandaatVoorkomen
from ..rules import MandaatError
from ..selectors import list_bestaande_soorten, list_namen
from .begrippen import Besluitgegevens, Besluitsoort, Bevoegdheid, Mandaatoordeel, Register
from .omzetten import (
    make_functie,
    make_functienaam,
    make_ingreep,
    make_mandaatregel,
    make_vervulling,
    read_codes,
)
from .rules import LANGSTE_KETEN, toets_mandaat

NAM_BESLUIT, MAAKTE_RAPPORT = "besluitvorming", "rapportage"


class BestaatNietError(Exception):
    """A mandate that does not exist for this viewer."""


@dataclass(frozen=True)
class Besluitvraag:
    """What a room asks at signing, in codes: in whose name, on which power, about what.

    `gezag` is the code of the authority, `gezag_functie` its organ (`college van burgemeester en wethouders`); without organ,
    article or step the usual one of the kind of organisation and of decision counts (`regels/besluitsoorten.yaml`). For a
    decision on an objection `bezwaar_tegen` names the first decision, for a fine `rapport` the report, each as (kind, id):
    who worked on it is read from Betrokkenheid. What is left out counts as not known, and never widens a mandate.
    """

    gezag: str
    besluitsoort: str
    gezag_functie: str = ""
    regeling: str = ""
    artikel: str = ""
    lid: str = ""
    activiteiten: frozenset[str] = frozenset()
    categorieen: frozenset[str] = frozenset()
    gebied: str = ""
    processtap: str = ""
    bedrag_euro: Decimal | None = None
    gevoelig: bool = False
    onderwerp: tuple[str, str] = ("", "")
    bezwaar_tegen: tuple[str, str] | None = None
    rapport: tuple[str, str] | None = None
    gezag_besloot: bool = False


def check_bevoegdheid(
    viewer: Viewer,
    vraag: Besluitvraag,
    moment: datetime,
    *,
    betrokkene: str = "",
    beschikbaar_op: datetime | None = None,
) -> Mandaatoordeel:
    """Tell whether the viewer (or another account, `betrokkene`) may sign this at a moment: the door for `zaken`.

    The Dutch legal day of `moment` counts, on the register as it is known now or was known at `beschikbaar_op`. The
    answer is kept with the decision (`as_dict`). Law: Awb 10:1-10:12. Raises MandaatError for a kind of decision that
    does not exist and for a decision on objection that does not say against what.
    """
    op = derive_legal_day(moment)
    peil = Peilmoment(op, beschikbaar_op or klok.now())
    wie = betrokkene or viewer.actor
    besluit = make_besluitgegevens(vraag, op)
    oordeel = toets_mandaat(besluit, wie, read_register(besluit, wie, peil), moment)
    return replace(oordeel, zekerheid=find_grond("organisaties.mandaatrecht", geldig_op=op).zekerheid)


def make_besluitgegevens(vraag: Besluitvraag, op: date) -> Besluitgegevens:
    """Turn the codes of a question into what the rule takes, with who took the first decision and who made the report."""
    soort = find_besluitsoort(vraag.besluitsoort, op, vraag.gezag)
    if soort.op_bezwaar and vraag.bezwaar_tegen is None:
        raise MandaatError(
            "Van een beslissing op bezwaar is niet gezegd tegen welk besluit het bezwaar is. Zonder dat is niet na te gaan of u "
            "dat besluit zelf nam (Awb 10:3 lid 3). Noem het besluit."
        )
    orgaan = make_functienaam(vraag.gezag_functie) or find_bestuursorgaan(vraag.gezag, op)
    return Besluitgegevens(
        gezag=make_functie(vraag.gezag, orgaan, list_namen([vraag.gezag], op)),
        bevoegdheid=_choose_bevoegdheid(vraag, soort),
        soort=soort,
        activiteiten=frozenset(vraag.activiteiten),
        categorieen=frozenset(vraag.categorieen),
        gebied=vraag.gebied,
        processtap=vraag.processtap or soort.processtap,
        bedrag_euro=vraag.bedrag_euro,
        gevoelig=vraag.gevoelig,
        onderwerp=vraag.onderwerp,
        genomen_door=_list_wie(vraag.bezwaar_tegen, NAM_BESLUIT, op),
        rapport_van=_list_wie(vraag.rapport, MAAKTE_RAPPORT, op),
        gezag_besloot=vraag.gezag_besloot,
    )


def _choose_bevoegdheid(vraag: Besluitvraag, soort: Besluitsoort) -> Bevoegdheid:
    """Give the power that a question names, else the usual one of its kind; raises MandaatError where there is neither."""
    if vraag.regeling and vraag.artikel:
        return Bevoegdheid(vraag.regeling, vraag.artikel, vraag.lid)
    if not soort.artikel:
        raise MandaatError(
            f"{soort.naam} rust niet op één vast artikel. Noem de regeling en het artikel van de bevoegdheid."
        )
    return Bevoegdheid(soort.regeling, soort.artikel, soort.lid)


def find_bestuursorgaan(organisatie: str, op: date) -> str:
    """Give the organ that usually decides for an organisation, by its kind; raises MandaatError where nobody knows."""
    soort = list_bestaande_soorten([organisatie], op).get(organisatie, "")
    organen = find_grond("organisaties.bestuursorganen", geldig_op=op, bevoegd_gezag=organisatie).waarde
    if soort not in organen:
        raise MandaatError(
            f"Van {organisatie} is niet bekend welk bestuursorgaan beslist. Noem het bestuursorgaan."
        )
    return str(organen[soort])


def _list_wie(onderwerp: tuple[str, str] | None, taak: str, op: date) -> frozenset[str] | None:
    """List who did a task on a subject; None where there is no subject, or nobody recorded it."""
    if onderwerp is None:
        return None
    rijen = Betrokkenheid.objects.filter(
        derive_taak_q(taak, op), onderwerp_soort=onderwerp[0], onderwerp_id=str(onderwerp[1])
    )
    return frozenset(rijen.values_list("betrokkene", flat=True)) or None


def derive_taak_q(taak: str, op: date) -> Q:
    """Render which acts belong to a task (`regels/taakscheiding.yaml`) as a filter on Betrokkenheid."""
    q = Q(pk__in=[])
    for begin in find_grond("organisaties.taken", geldig_op=op).waarde[taak]["handelingen"]:
        q |= Q(handeling__startswith=begin)
    return q


def find_besluitsoort(code: str, op: date, gezag: str = "") -> Besluitsoort:
    """Give what the law, or an authority's own file, says of a kind of decision; raises MandaatError for an unknown code."""
    soorten = list_besluitsoorten(op, gezag)
    if code not in soorten:
        raise MandaatError(f"De besluitsoort {code!r} bestaat niet. Kies uit: {', '.join(soorten)}.")
    return soorten[code]


def list_besluitsoorten(op: date, gezag: str = "") -> dict[str, Besluitsoort]:
    """Give the kinds of decision by their code; those of an authority's own file go before."""
    grond = find_grond("organisaties.besluitsoorten", geldig_op=op, bevoegd_gezag=gezag)
    waarde: Mapping[str, Mapping[str, Any]] = grond.waarde
    return {code: Besluitsoort(code, **dict(velden)) for code, velden in waarde.items()}


def list_bevoegdheden(gezag: str, besluitsoort: str, op: date) -> list[Bevoegdheid]:
    """List the powers for which mandates of an authority are kept here on a day, those for this kind of decision first.

    For a kind that does not rest on one fixed article: who signs names one of these.
    """
    rijen = MandaatVoorkomen.objects.seen_at(Peilmoment(op, klok.now())).filter(
        mandaat__mandaatgever_id=gezag, mandaat__ondermandaat_van=None
    )
    past: dict[tuple[str, str, str], bool] = {}
    for *macht, soorten in rijen.values_list("regeling", "artikel", "lid", "besluitsoorten").distinct():
        sleutel = (macht[0], macht[1], macht[2])
        past[sleutel] = past.get(sleutel, False) or bool(read_codes(soorten) & {"*", besluitsoort})
    return [Bevoegdheid(*m) for m in sorted(past, key=lambda m: (not past[m], m))]


def list_processtappen(op: date) -> dict[str, str]:
    """Give the steps of a process by their code, in order."""
    return dict(find_grond("organisaties.processtappen", geldig_op=op).waarde)


def read_register(besluit: Besluitgegevens, betrokkene: str, peil: Peilmoment) -> Register:
    """Read all that the check of one decision may look at: the mandates for its article that go back to the authority.

    One question per level of ondermandaat, whatever the size of the register.
    """
    rijen: list[MandaatVoorkomen] = []
    laag = Q(mandaat__mandaatgever_id=besluit.gezag.organisatie, mandaat__ondermandaat_van=None)
    gezien: set[uuid.UUID] = set()
    for _ in range(LANGSTE_KETEN):
        vondst = MandaatVoorkomen.objects.known_at(peil).filter(
            laag, regeling=besluit.bevoegdheid.regeling, artikel=besluit.bevoegdheid.artikel
        )
        nieuw = [r for r in vondst.select_related("mandaat") if r.mandaat_id not in gezien]
        rijen += nieuw
        ids = {r.mandaat_id for r in nieuw}
        gezien |= ids
        if not ids:
            break
        laag = Q(mandaat__ondermandaat_van__in=ids)
    organisaties = {besluit.gezag.organisatie, *(r.mandaat.mandaatnemer_id for r in rijen)}
    vervullingen = Functievervulling.objects.seen_at(peil).filter(
        Q(betrokkene=betrokkene) | Q(organisatie__in=organisaties)
    )
    ingrepen = Mandaatingreep.objects.filter(mandaat__in=gezien, moment__lte=peil.beschikbaar_op)
    namen = list_namen({*organisaties, *(v.organisatie_id for v in vervullingen)}, peil.geldig_op)
    return Register(
        tuple(make_mandaatregel(r, namen) for r in rijen),
        tuple(make_vervulling(v, namen) for v in vervullingen),
        tuple(make_ingreep(i) for i in ingrepen.order_by("moment")),
    )


def has_mandaten(gezag: str, op: date) -> bool:
    """Tell whether mandates of an authority are kept here on a day: else nobody can tell who may sign for it."""
    rijen = MandaatVoorkomen.objects.seen_at(Peilmoment(op, klok.now()))
    return rijen.filter(mandaat__mandaatgever_id=gezag, mandaat__ondermandaat_van=None).exists()


def derive_mandaat_q(zicht: Zicht, prefix: str = "") -> Q:
    """Render what a viewer sees of the register: mandates given or got by whom he sees the records of."""
    if zicht.is_leeg:
        return Q(pk__in=[])
    if zicht.landelijk:
        return Q()
    codes = zicht.leveranciers | zicht.gebieden
    return Q(**{f"{prefix}mandaatgever_id__een_van": codes}) | Q(
        **{f"{prefix}mandaatnemer_id__een_van": codes}
    )


def list_zichtbare_mandaten(viewer: Viewer) -> QuerySet[Mandaat]:
    """List the mandates that a viewer may see, of all times."""
    return Mandaat.objects.filter(derive_mandaat_q(viewer.zicht))


def list_zichtbare_voorkomens(viewer: Viewer, peil: Peilmoment) -> VoorkomenQuerySet[MandaatVoorkomen]:
    """List what the mandates that a viewer may see hold on a day as known at a moment."""
    rijen = MandaatVoorkomen.objects.seen_at(peil).filter(derive_mandaat_q(viewer.zicht, "mandaat__"))
    return rijen.select_related("mandaat")


def get_mandaat(viewer: Viewer, mandaat_id: uuid.UUID) -> Mandaat:
    """Give a mandate that the viewer may see; raises BestaatNietError."""
    mandaat = list_zichtbare_mandaten(viewer).filter(pk=mandaat_id).first()
    if mandaat is None:
        raise BestaatNietError("Dit mandaat bestaat niet, of u mag het niet zien.")
    return mandaat


def list_boven() -> dict[str, str]:
    """Give for each sub-mandate what it hangs under, to find circles."""
    paren = Mandaat.objects.exclude(ondermandaat_van=None).values_list("pk", "ondermandaat_van")
    return {str(id_): str(boven) for id_, boven in paren}


def list_functies(betrokkene: str, op: date) -> list[Functievervulling]:
    """List the functions that an account holds or replaces on a day."""
    rijen = Functievervulling.objects.seen_at(Peilmoment(op, klok.now())).filter(betrokkene=betrokkene)
    return list(rijen.order_by("organisatie", "functie"))


def list_vervullingen(organisaties: Iterable[str], op: date) -> list[Functievervulling]:
    """List who holds which function at some organisations on a day."""
    rijen = Functievervulling.objects.seen_at(Peilmoment(op, klok.now())).filter(
        organisatie_id__een_van=set(organisaties)
    )
    return list(rijen.order_by("organisatie", "functie", "plaatsvervanger", "betrokkene"))


def list_ingrepen(viewer: Viewer, *, mandaat: Mandaat | None = None) -> QuerySet[Mandaatingreep]:
    """List what mandators did beside their mandates, newest first, as far as the viewer sees those mandates."""
    rijen = Mandaatingreep.objects.filter(derive_mandaat_q(viewer.zicht, "mandaat__")).select_related(
        "mandaat"
    )
    return (rijen.filter(mandaat=mandaat) if mandaat else rijen).order_by("-moment", "-pk")
