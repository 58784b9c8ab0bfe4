"""The page of one signal and of one incident: what it is, how it stands, what can be done, what belongs to it and what happened."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.urls import reverse

from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_namen
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM, Peilmoment, derive_legal_day
from vth.toegang.inzage import BESLISSEN
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom
from vth.zaken.models import Zaak
from vth.zaken.models.velden import Beschermd
from vth.zaken.selectors import list_zichtbaar as list_zichtbare_zaken
from vth.zaken.selectors import list_zichtbare_verzoeken

from .boeking import SCHRIJVEN
from .models import Controle, Incident, Incidentsignaal, Signaalmelder
from .selectors import (
    get_incident,
    get_signaal,
    list_zichtbaar,
    list_zichtbare_incidenten,
    list_zichtbare_signalen,
)
from .signaalboeking import RECHT, wants_antwoord
from .signaalinvoer import find_triage
from .signaallijst import list_mogelijk_dubbel, list_van_incident
from .signaalrules import Triagevraag, list_gevraagd
from .signaalwoorden import WOORDEN, Signaalnamen, get_toestand, name_code

B = TypeVar("B", bound=Beschermd)
SIGNAALKOLOMMEN = (
    Kolom("kenmerk", "Bericht"),
    Kolom("plek", "Waar"),
    Kolom("ontvangen", "Ontvangen op", "tijdstip"),
    Kolom("stand", "Stand", "toestand"),
)
MEESTE_INCIDENTEN = 100


@dataclass(frozen=True)
class Signaalpagina:
    """Everything that the page of a signal shows; `melder` only for who handles it."""

    signaal: Incidentsignaal
    titel: str
    toestand: tuple[str, str]
    zin: str
    kenmerken: tuple[Kenmerk, ...]
    triage: tuple[Kenmerk, ...]
    vragen: tuple[Triagevraag, ...]
    melder: Signaalmelder | None
    melderkenmerken: tuple[Kenmerk, ...]
    inzage_url: str
    wil_antwoord: bool
    dubbel: tuple[dict[str, Any], ...]
    incidenten: tuple[tuple[str, str], ...]
    incident: Incident | None
    eerste: Incidentsignaal | None
    zaak: Zaak | None
    record: Bronobject | None
    tijdlijn: tuple[Gebeurtenis, ...]
    mogelijk: frozenset[str]
    mag: bool
    kolommen: tuple[Kolom, ...] = SIGNAALKOLOMMEN


@dataclass(frozen=True)
class Incidentpagina:
    """Everything that the page of an incident shows."""

    incident: Incident
    kenmerken: tuple[Kenmerk, ...]
    rijen: tuple[dict[str, Any], ...]
    signalen: tuple[Incidentsignaal, ...]
    record: Bronobject | None
    kan_sluiten: bool
    kolommen: tuple[Kolom, ...] = SIGNAALKOLOMMEN


def make_signaalpagina(viewer: Viewer, signaal_id: uuid.UUID | str) -> Signaalpagina:
    """Put the page of a signal together. Raises BestaatNietError."""
    signaal = get_signaal(viewer, signaal_id)
    namen = Signaalnamen([signaal])
    mag = decide_handeling(viewer, RECHT, namens=signaal.leverancier).mag
    melder = Signaalmelder.objects.filter(signaal=signaal).first() if mag else None
    triage = find_triage(
        signaal.leverancier, signaal.signaalcategorie, derive_legal_day(signaal.ontvangen_op)
    )
    vragen = tuple(list_gevraagd(triage, signaal.antwoorden))
    categorie = namen.get_categorie(signaal)
    records = find_zichtbaar(viewer, [id_ for id_ in (signaal.bij_id,) if id_])
    return Signaalpagina(
        signaal=signaal,
        titel=f"{signaal.kenmerk} {namen.get_soort(signaal)}: {categorie}",
        toestand=get_toestand(signaal),
        zin=_say_stand(signaal, namen),
        kenmerken=tuple(_list_kenmerken(viewer, signaal, namen, records)),
        triage=tuple(
            Kenmerk(v.tekst, v.antwoorden[signaal.antwoorden[v.code]])
            for v in vragen
            if signaal.antwoorden.get(v.code) in v.antwoorden
        ),
        vragen=vragen,
        melder=melder,
        melderkenmerken=tuple(_list_melder(melder)),
        inzage_url=_find_inzage(viewer, signaal),
        wil_antwoord=mag and bool(signaal.afloop) and wants_antwoord(signaal),
        dubbel=tuple(_make_rijen(list_mogelijk_dubbel(viewer, signaal)[:10])) if not signaal.afloop else (),
        incidenten=tuple(_list_incidenten(viewer, signaal)) if mag and not signaal.incident_id else (),
        incident=_find(list_zichtbare_incidenten(viewer), signaal.incident_id),
        eerste=_find(list_zichtbare_signalen(viewer), signaal.dubbel_van_id),
        zaak=_find(list_zichtbare_zaken(viewer), signaal.zaak_id),
        record=find_zichtbaar(viewer, [signaal.bronobject_id]).get(signaal.bronobject_id)
        if signaal.bronobject_id
        else None,
        tijdlijn=tuple(_list_gebeurtenissen(signaal)),
        mogelijk=_derive_mogelijk(viewer, signaal) if mag else frozenset(),
        mag=mag,
    )


def _find(rijen: QuerySet[B], id_: uuid.UUID | None) -> B | None:
    """Give what a signal leads to, when it leads there and the viewer may see it."""
    return rijen.filter(pk=id_).first() if id_ else None


def _derive_mogelijk(viewer: Viewer, signaal: Incidentsignaal) -> frozenset[str]:
    """Tell which acts fit a signal as it stands, for who may handle it."""
    los = {"incident", "bijincident"} if not signaal.incident_id else set()
    if signaal.afloop:
        return frozenset({"heropen"} | los)
    gevonden = {"triage", "overdragen", "sluiten"} | los
    if signaal.behandelaar != viewer.actor:
        gevonden.add("neem")
    if decide_handeling(viewer, SCHRIJVEN, namens=signaal.leverancier).mag:
        gevonden.add("controle")
    return frozenset(gevonden)


def _say_stand(signaal: Incidentsignaal, namen: Signaalnamen) -> str:
    """Say in a line how a signal stands."""
    if signaal.afloop:
        return signaal.afloop_toelichting
    waar = f", {namen.get_waar(signaal)}" if signaal.gebied else ""
    return f"Behandelaar: {namen.get_behandelaar(signaal)}{waar}."


def _list_kenmerken(
    viewer: Viewer, signaal: Incidentsignaal, namen: Signaalnamen, records: dict[uuid.UUID, Bronobject]
) -> list[Kenmerk]:
    """List what, where, when, and what it led to."""
    peilmoment = Peilmoment(klok.today(), klok.now())
    wie = list_organisatienamen([signaal.leverancier], klok.today())
    punt = f"{signaal.x:.0f}, {signaal.y:.0f}" if signaal.x is not None and signaal.y is not None else ""
    verzoek = _find(list_zichtbare_verzoeken(viewer), signaal.verzoek_id)
    rijen: list[tuple[str, object]] = [
        ("Ontvangen op", signaal.ontvangen_op),
        ("Gebeurd op", signaal.gebeurd_op),
        ("Hoe het binnenkwam", signaal.kanaal),
        ("Waar", signaal.plek),
        ("Punt (RD)", punt),
        ("Plek in het register", ", ".join(list_namen(records.values(), peilmoment).values())),
        ("Gemeente", namen.get_waar(signaal)),
        ("Team", signaal.team),
        ("Behandelaar", namen.get_behandelaar(signaal)),
        ("Verzoek", str(verzoek) if verzoek else ""),
        ("Controle", _name_controle(viewer, signaal)),
        ("Doorverwezen naar", signaal.doorverwezen_naar),
        ("Organisatie", wie.get(signaal.leverancier, signaal.leverancier)),
        ("Vertrouwelijkheid", signaal.vertrouwelijkheid.replace("_", " ")),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _name_controle(viewer: Viewer, signaal: Incidentsignaal) -> str:
    """Name the visit that was planned because of a signal, when the viewer may see it."""
    gevonden: Controle | None = _find(list_zichtbaar(viewer), signaal.controle_id)
    return f"{gevonden.kenmerk} ({gevonden.get_staat_display()})" if gevonden else ""


def _list_melder(melder: Signaalmelder | None) -> list[Kenmerk]:
    """List what is known of who told it."""
    if melder is None or melder.vernietigd_op is not None:
        return []
    rijen = (
        ("Naam", melder.naam),
        ("Telefoon", melder.telefoon),
        ("E-mail", melder.email),
        ("Adres", melder.adres),
        ("Wil horen wat eruit kwam", "ja" if melder.terugkoppeling else "nee"),
    )
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde]


def _find_inzage(viewer: Viewer, signaal: Incidentsignaal) -> str:
    """Give where stands who looked at who told it, for the data protection officer; by the key, not by a name."""
    if BESLISSEN not in viewer.handelingen:
        return ""
    melder = Signaalmelder.objects.filter(signaal=signaal).values_list("pk", flat=True).first()
    return reverse("portaal:inzageoverzicht", args=[melder]) if melder else ""


def _list_incidenten(viewer: Viewer, signaal: Incidentsignaal) -> list[tuple[str, str]]:
    """List the open incidents of the organisation that a signal can join, the newest first."""
    rijen = list_zichtbare_incidenten(viewer).filter(leverancier=signaal.leverancier, afgesloten_op=None)
    return [
        (str(i.pk), f"{i.kenmerk} {i.omschrijving}"[:120]) for i in rijen.order_by("-id")[:MEESTE_INCIDENTEN]
    ]


def _list_gebeurtenissen(signaal: Incidentsignaal) -> list[Gebeurtenis]:
    """List what happened to a signal."""
    acts = list(signaal.gebeurtenissen.order_by("-volgnummer"))
    namen = list_actornamen(g.door for g in acts)
    gevonden = []
    for g in acts:
        reden = f": {g.reden.rstrip('.')}" if g.reden else ""
        zin = f"{WOORDEN.get(g.handeling, g.handeling)}{reden}."
        gevonden.append(Gebeurtenis(g.op.astimezone(AMSTERDAM), zin, actor=namen[g.door]))
    return gevonden


def _make_rijen(signalen: Iterable[Incidentsignaal]) -> list[dict[str, Any]]:
    """Make rows of signals."""
    return [
        {
            "url": reverse("toezicht:signaal", args=[s.pk]),
            "kenmerk": f"{s.kenmerk} {name_code('signaalcategorie', s.signaalcategorie)}",
            "plek": s.plek,
            "ontvangen": s.ontvangen_op,
            "stand": get_toestand(s),
        }
        for s in signalen
    ]


def make_incidentpagina(viewer: Viewer, incident_id: uuid.UUID | str) -> Incidentpagina:
    """Put the page of an incident together. Raises BestaatNietError."""
    incident = get_incident(viewer, incident_id)
    signalen = list_van_incident(viewer, [incident.pk])
    ids = [id_ for id_ in (incident.bij_id, incident.bronobject_id) if id_]
    records = find_zichtbaar(viewer, ids)
    plek = [records[id_] for id_ in (incident.bij_id,) if id_ and id_ in records]
    waar = list_organisatienamen([incident.gebied, incident.leverancier], klok.today())
    rijen: list[tuple[str, object]] = [
        ("Gebeurd op", incident.tijdstip),
        ("Effect", name_code("incidenteffect", incident.incidenteffect)),
        ("Zekerheid over de veroorzaker", name_code("indicatie_veroorzaker", incident.indicatie_veroorzaker)),
        (
            "Plek in het register",
            ", ".join(list_namen(plek, Peilmoment(klok.today(), klok.now())).values()),
        ),
        ("Gemeente", waar.get(incident.gebied, incident.gebied)),
        ("Organisatie", waar.get(incident.leverancier, incident.leverancier)),
        ("Afgesloten op", incident.afgesloten_op),
    ]
    mag = decide_handeling(viewer, RECHT, namens=incident.leverancier).mag
    return Incidentpagina(
        incident=incident,
        kenmerken=tuple(Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)),
        rijen=tuple(_make_rijen(signalen)),
        signalen=tuple(signalen),
        record=records.get(incident.bronobject_id) if incident.bronobject_id else None,
        kan_sluiten=mag and incident.afgesloten_op is None,
    )
