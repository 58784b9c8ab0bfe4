"""Doubting a value of the register: asked of the bronhouder of that kind of data there, with a term and an answer."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from vth.begrippen.selectors import read_objecttype
from vth.logboek.services import record_gebeurtenis
from vth.ontdubbeling.gevolgen import Gevolg, register_gevolgen
from vth.organisaties.selectors import find_bronhouder
from vth.regelgeving.rules import Grond
from vth.regelgeving.selectors import find_grond
from vth.register.models import Bronobject
from vth.register.selectors import get_bronobject, read_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import ALLE_ORGANISATIES, Viewer, check_bevoegd, derive_zicht_q

from .models import Terugmelding
from .selectors import BestaatNietError

MELDEN, BEANTWOORDEN = "terugmelding.record", "terugmelding.answer"
Staat = Terugmelding.Staat


class TerugmeldingError(Exception):
    """A terugmelding or an answer that cannot be; the message says what to do."""


def record_terugmelding(
    *, viewer: Viewer, bronobject_id: uuid.UUID, veld: str, toelichting: str
) -> Terugmelding:
    """Ask the bronhouder whether a value is right, and give the question with its term.

    What the value is now stays with the question. Raises BestaatNietError of the register for what the viewer may not
    see, GeenToegangError, and TerugmeldingError for a field that does not exist, a question without words, or one that
    this viewer already asked.
    """
    check_bevoegd(viewer, MELDEN)
    bronobject = get_bronobject(viewer, bronobject_id)
    attribuut = read_objecttype(bronobject.soort).get_attribuut(veld)
    if attribuut is None:
        raise TerugmeldingError(f"Het gegeven {veld[:40]!r} bestaat niet. Kies een gegeven van de bladzijde.")
    if not toelichting.strip():
        raise TerugmeldingError(
            "Schrijf op wat er niet klopt, en hoe u dat weet. Zonder dat kan niemand het nagaan."
        )
    try:
        with transaction.atomic():
            terugmelding = _make(viewer, bronobject, veld, toelichting)
            _record(viewer, MELDEN, terugmelding)
    except IntegrityError as fout:
        raise TerugmeldingError(
            f"U hebt over {attribuut.titel.lower()} al een vraag openstaan. Wacht op het antwoord, of vul die aan bij de bronhouder."
        ) from fout
    return terugmelding


def _make(viewer: Viewer, bronobject: Bronobject, veld: str, toelichting: str) -> Terugmelding:
    """Make the question, for whoever is the source of truth there; without one it goes to who said it."""
    vandaag, nu = klok.today(), klok.now()
    persoon = read_objecttype(bronobject.soort).persoonsgegevens
    beeld = read_object(viewer, bronobject.pk, Peilmoment(vandaag, nu))
    # The value of this record, whatever other suppliers say of the same thing.
    eigen = (w.waarde for w in beeld.waarden if w.bronobject == bronobject and w.attribuut.naam == veld)
    waarde = "" if persoon else str(next(eigen, None) or "")
    dagen = find_antwoordtermijn(vandaag).waarde
    return Terugmelding.objects.create(
        bronobject=bronobject,
        veld=veld,
        waarde=waarde[:300],
        toelichting=toelichting.strip()[:1000],
        bronhouder=find_bronhouder(bronobject.soort, bronobject.gebied, vandaag) or bronobject.leverancier,
        gemeld_door=viewer.actor,
        gemeld_namens=viewer.organisatie,
        gemeld_op=nu,
        termijn=vandaag + timedelta(days=int(dagen)),
    )


def find_antwoordtermijn(dag: date) -> Grond:
    """Give within how many days a question that is asked on this day must be answered, and where that comes from."""
    return find_grond("aanleveringen.terugmelding", geldig_op=dag)


@transaction.atomic
def answer_terugmelding(
    *, viewer: Viewer, terugmelding_id: uuid.UUID, staat: str, antwoord: str
) -> Terugmelding:
    """Answer a question in the name of the bronhouder: put right at the source, or right as it is, and why.

    The value itself changes by the bronhouder's next delivery, not by the answer. Raises BestaatNietError,
    GeenToegangError, and TerugmeldingError for an answer without words or a question that was already answered.
    """
    terugmelding = get_terugmelding(viewer, terugmelding_id)
    check_bevoegd(viewer, BEANTWOORDEN, namens=terugmelding.bronhouder)
    if staat not in (Staat.VERBETERD, Staat.JUIST):
        raise TerugmeldingError("Kies of de waarde is verbeterd of juist is.")
    if not antwoord.strip():
        raise TerugmeldingError("Schrijf op wat u hebt gevonden, zodat de melder het begrijpt.")
    nu = klok.now()
    gewijzigd = Terugmelding.objects.filter(pk=terugmelding.pk, staat=Staat.OPEN).update(
        staat=staat, antwoord=antwoord.strip()[:1000], beantwoord_door=viewer.actor, beantwoord_op=nu
    )
    if not gewijzigd:
        raise TerugmeldingError("Deze terugmelding is al beantwoord. Laad de bladzijde opnieuw.")
    terugmelding.refresh_from_db()
    _record(viewer, BEANTWOORDEN, terugmelding)
    return terugmelding


def list_terugmeldingen(viewer: Viewer, *, alleen_open: bool = False) -> QuerySet[Terugmelding]:
    """List the questions to the viewer's organisations and those it asked itself, the oldest term first.

    A viewer of the whole country sees all. Who may not see the record of a question does not see the question.
    """
    rijen = Terugmelding.objects.select_related("bronobject")
    if not viewer.zicht.landelijk:
        eigen = Q(bronhouder__in=viewer.organisaties - {ALLE_ORGANISATIES}) | Q(gemeld_door=viewer.actor)
        rijen = rijen.filter(eigen)
    zichtbaar = rijen.filter(derive_zicht_q(viewer.zicht, "bronobject__"))
    if alleen_open:
        zichtbaar = zichtbaar.filter(staat=Staat.OPEN)
    return (
        zichtbaar.order_by("staat", "termijn", "id")
        if alleen_open
        else zichtbaar.order_by("-gemeld_op", "-id")
    )


def list_te_beantwoorden(viewer: Viewer) -> QuerySet[Terugmelding]:
    """List the open questions that this viewer may answer, the oldest term first."""
    if BEANTWOORDEN not in viewer.handelingen:
        return Terugmelding.objects.none()
    rijen = list_terugmeldingen(viewer, alleen_open=True)
    return (
        rijen
        if ALLE_ORGANISATIES in viewer.organisaties
        else rijen.filter(bronhouder__in=viewer.organisaties)
    )


def get_terugmelding(viewer: Viewer, terugmelding_id: uuid.UUID | str) -> Terugmelding:
    """Give one question; raises BestaatNietError when it is not there for this viewer."""
    try:
        return list_terugmeldingen(viewer).get(pk=terugmelding_id)
    except (Terugmelding.DoesNotExist, ValidationError) as fout:
        raise BestaatNietError(
            f"Terugmelding {terugmelding_id} bestaat niet, of u mag haar niet zien."
        ) from fout


def list_gevolgen(viewer: Viewer, ids: Collection[uuid.UUID]) -> list[Gevolg]:
    """Say, on the page where records are made one, how many questions about them wait for an answer."""
    aantal = list_terugmeldingen(viewer, alleen_open=True).filter(bronobject_id__in=ids).count()
    wat = "open terugmelding" if aantal == 1 else "open terugmeldingen"
    return [Gevolg(wat, aantal, "blijft bij het gegeven waarover de vraag gaat.")]


register_gevolgen(list_gevolgen)


def _record(viewer: Viewer, handeling: str, terugmelding: Terugmelding) -> None:
    """Write the line of the log; what was said of a person stays out of it."""
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=terugmelding.bronhouder,
        handeling=handeling,
        onderwerp=("bronobject", str(terugmelding.bronobject_id)),
        inhoud={"terugmelding": str(terugmelding.pk), "veld": terugmelding.veld, "staat": terugmelding.staat},
    )
