"""The page of one file: how it stands and what must be done now, what was supervision and what is investigation, and all that follows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import find_naam
from vth.tijd import klok
from vth.tijd.rules import derive_legal_day
from vth.vormgeving.onderdelen import Kenmerk, Kolom, Uitleg
from vth.vormgeving.opmaak import format_tijdstip

from .dossierlezen import Dossierbeeld
from .models import Opsporingsdossier, Opsporingshandeling
from .rules import OPSPORING, TOEZICHT
from .selectors import read_keuzes
from .strafpagina import Strafblok, make_strafblok, make_uitleg
from .tedoen import list_te_doen

VERDACHTEKOLOMMEN = (
    Kolom("naam", "Verdachte"),
    Kolom("soort", "Soort"),
    Kolom("cautie", "Cautie"),
    Kolom("gegevens", "Gegevens"),
)
HANDELINGKOLOMMEN = (
    Kolom("wat", "Wat"),
    Kolom("op", "Wanneer", "tijdstip"),
    Kolom("wie", "Wie"),
    Kolom("tekst", "Gezien of gezegd"),
    Kolom("door", "Vastgelegd door"),
)
PVKOLOMMEN = (
    Kolom("titel", "Proces-verbaal"),
    Kolom("wie", "Verdachte"),
    Kolom("door", "Opgemaakt door"),
    Kolom("stand", "Stand", "toestand"),
)
OVERDRACHTKOLOMMEN = (
    Kolom("aan", "Aan"),
    Kolom("op", "Op", "datum"),
    Kolom("grond", "Op welke grond"),
    Kolom("stukken", "Wat is gedeeld"),
    Kolom("uitkomst", "Wat ervan kwam"),
)
LOGKOLOMMEN = (
    Kolom("wat", "Wat"),
    Kolom("op", "Wanneer", "tijdstip"),
    Kolom("wie", "Wie"),
    Kolom("doel", "Waarvoor"),
)
HANDELINGEN = {
    "dossier.open": "dossier geopend",
    "dossier.read": "dossier ingezien",
    "procesverbaal.read": "proces-verbaal ingezien",
    "dossier.close": "dossier gesloten",
    "lid.record": "collega toegevoegd",
    "verdachte.record": "verdachte vastgelegd",
    "weging.record": "gewogen",
    "strafbeschikking.record": "strafbeschikking opgesteld",
    "strafbeschikking.gehoord": "horen vastgelegd",
    "strafbeschikking.decide": "strafbeschikking uitgegeven",
    "strafbeschikking.download": "brief over de strafbeschikking opgehaald",
    "strafbeschikking.verzet": "verzet vastgelegd",
    "procesverbaal.record": "proces-verbaal opgesteld",
    "procesverbaal.kwaliteit": "proces-verbaal nagekeken",
    "procesverbaal.close": "proces-verbaal gesloten",
    "overdracht.record": "overgedragen",
    "uitkomst.record": "uitkomst vastgelegd",
}


@dataclass(frozen=True)
class Dossierpagina:
    """Everything that the page of a file shows."""

    dossier: Opsporingsdossier
    toestand: tuple[str, str]
    zin: str
    nu_te_doen: tuple[str, ...]
    kenmerken: tuple[Kenmerk, ...]
    toezicht: tuple[dict[str, Any], ...]
    opsporing: tuple[dict[str, Any], ...]
    cautie: str
    verdachten: tuple[dict[str, Any], ...]
    wegingen: tuple[Uitleg, ...]
    strafbeschikkingen: tuple[Strafblok, ...]
    processenverbaal: tuple[dict[str, Any], ...]
    overdrachten: tuple[dict[str, Any], ...]
    leden: tuple[str, ...]
    log: tuple[dict[str, Any], ...]
    verdachtekolommen: tuple[Kolom, ...] = VERDACHTEKOLOMMEN
    handelingkolommen: tuple[Kolom, ...] = HANDELINGKOLOMMEN
    pvkolommen: tuple[Kolom, ...] = PVKOLOMMEN
    overdrachtkolommen: tuple[Kolom, ...] = OVERDRACHTKOLOMMEN
    logkolommen: tuple[Kolom, ...] = LOGKOLOMMEN


def make_dossierpagina(beeld: Dossierbeeld) -> Dossierpagina:
    """Make the page of what was read."""
    d, vandaag = beeld.dossier, klok.today()
    return Dossierpagina(
        dossier=d,
        toestand=get_toestand(d),
        zin=_say_stand(beeld, vandaag),
        nu_te_doen=tuple(list_te_doen(beeld, vandaag)),
        kenmerken=tuple(_list_kenmerken(beeld)),
        toezicht=(*_list_bevindingen(beeld, TOEZICHT), *_list_handelingen(beeld, TOEZICHT)),
        opsporing=(*_list_bevindingen(beeld, OPSPORING), *_list_handelingen(beeld, OPSPORING)),
        cautie=_say_cautie(beeld),
        verdachten=tuple(_list_verdachten(beeld)),
        wegingen=tuple(make_uitleg(w) for w in beeld.laatste_wegingen.values()),
        strafbeschikkingen=tuple(make_strafblok(s, vandaag) for s in beeld.strafbeschikkingen),
        processenverbaal=tuple(_list_processenverbaal(beeld)),
        overdrachten=tuple(_list_overdrachten(beeld, vandaag)),
        leden=tuple(beeld.namen.get(a, a) for a in beeld.leden),
        log=tuple(_list_log(beeld, vandaag)),
    )


def get_toestand(dossier: Opsporingsdossier) -> tuple[str, str]:
    """Give shape and word for how a file stands."""
    return ("bezig", "open") if dossier.staat == Opsporingsdossier.Staat.OPEN else ("goed", "gesloten")


def _say_stand(beeld: Dossierbeeld, vandaag: date) -> str:
    """Say in a line how it stands."""
    d = beeld.dossier
    if d.gesloten_op and d.bewaren_tot:
        return f"Gesloten op {d.gesloten_op:%d-%m-%Y}; wordt vernietigd na {d.bewaren_tot:%d-%m-%Y}."
    if lopend := [
        s
        for s in beeld.strafbeschikkingen
        if s.verzet_tot and s.verzet_op is None and s.verzet_tot >= vandaag
    ]:
        return f"Verzet kan nog tot en met {max(s.verzet_tot for s in lopend if s.verzet_tot):%d-%m-%Y}."
    return f"Verdenking sinds {format_tijdstip(d.verdenking_op)}."


def _list_kenmerken(beeld: Dossierbeeld) -> list[Kenmerk]:
    """List what, from when and why."""
    d = beeld.dossier
    doelen = read_keuzes("opsporing.doeleinden", klok.today(), dienst=d.organisatie)
    rijen: list[tuple[str, object]] = [
        ("Organisatie", find_naam(d.organisatie, klok.today())),
        ("Geopend voor", doelen.get(d.doel, d.doel)),
        ("Verdenking sinds", format_tijdstip(d.verdenking_op)),
        ("Waaruit dat blijkt", d.verdenking_grond),
        ("Controle", f"{beeld.controle.kenmerk} {beeld.controle.omschrijving}" if beeld.controle else ""),
        ("Overtreding", f"{beeld.overtreding.kenmerk} {beeld.overtreding.aard}" if beeld.overtreding else ""),
        ("Waarom gesloten", d.gesloten_reden),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde]


def _say_cautie(beeld: Dossierbeeld) -> str:
    """Say when supervision became investigation, and when the caution of the controle was."""
    tekst = f"Vanaf {format_tijdstip(beeld.dossier.verdenking_op)} is er een verdenking: vanaf dan is het opsporing."
    if beeld.controle is not None and beeld.controle.cautie_op is not None:
        tekst += f" In de controle is de cautie gegeven om {format_tijdstip(beeld.controle.cautie_op)}."
    return tekst


def _list_bevindingen(beeld: Dossierbeeld, fase: str) -> list[dict[str, Any]]:
    """List what the controle found in a phase: up to and with the day of the suspicion in supervision, later in investigation.

    Of that day itself nobody wrote at what moment a finding was seen, so the line says that it needs saying.
    """
    grens, rijen = derive_legal_day(beeld.dossier.verdenking_op), []
    for b in beeld.bevindingen:
        if (OPSPORING if b.norm_op > grens else TOEZICHT) != fase:
            continue
        zelfde = ", op de dag van de verdenking" if b.norm_op == grens else ""
        rijen.append(
            {
                "url": reverse("toezicht:bevinding", args=[b.pk]),
                "wat": f"bevinding {b.volgnummer}{zelfde}",
                "op": b.norm_op,
                "wie": find_label("resultaat_bevinding", b.resultaat, b.norm_op),
                "tekst": b.aandachtspunt or b.bijzonderheden,
                "door": beeld.namen.get(b.geregistreerd_door, b.geregistreerd_door),
            }
        )
    return rijen


def _list_handelingen(beeld: Dossierbeeld, fase: str) -> list[dict[str, Any]]:
    """List what was seen, said and done in a phase."""
    return [
        {
            "wat": str(h.get_soort_display()),
            "op": h.op,
            "wie": h.verdachte.naam if h.verdachte else h.met,
            "tekst": h.tekst,
            "door": beeld.namen.get(h.geregistreerd_door, h.geregistreerd_door),
        }
        for h in beeld.handelingen
        if h.fase == fase
    ]


def _list_verdachten(beeld: Dossierbeeld) -> list[dict[str, Any]]:
    """List the suspects, each with the first caution."""
    eerste: dict[Any, datetime] = {}
    for h in beeld.handelingen:
        if h.soort == Opsporingshandeling.Soort.CAUTIE:
            eerste.setdefault(h.verdachte_id, h.op)
    return [
        {
            "naam": v.naam,
            "soort": str(v.get_persoonsoort_display()),
            "cautie": format_tijdstip(eerste[v.pk]) if v.pk in eerste else "nog niet",
            "gegevens": v.gegevens,
        }
        for v in beeld.verdachten
    ]


def _list_processenverbaal(beeld: Dossierbeeld) -> list[dict[str, Any]]:
    """List the processen-verbaal, each with its own page."""
    return [
        {
            "url": reverse("opsporing:procesverbaal", args=[beeld.dossier.pk, p.pk]),
            "titel": p.titel,
            "wie": p.verdachte.naam if p.verdachte else "",
            "door": beeld.namen.get(p.opgesteld_door, p.opgesteld_door),
            "stand": ("goed", "gesloten") if p.gesloten_op else ("bezig", "nog niet gesloten"),
        }
        for p in beeld.processenverbaal
    ]


def _list_overdrachten(beeld: Dossierbeeld, vandaag: date) -> list[dict[str, Any]]:
    """List what was handed over and what came of it."""
    gronden = read_keuzes("opsporing.deelgronden", vandaag, dienst=beeld.dossier.organisatie)
    soorten = read_keuzes("opsporing.uitkomsten", vandaag, dienst=beeld.dossier.organisatie)
    rijen = []
    for o in beeld.overdrachten:
        u = beeld.uitkomsten.get(o.pk)
        wat = (
            f"{soorten.get(u.soort, u.soort)} op {u.dag:%d-%m-%Y}. {u.toelichting}".strip()
            if u
            else "nog niets gehoord"
        )
        rijen.append(
            {
                "aan": beeld.say_overdracht(o).rpartition(",")[0],
                "op": o.op,
                "grond": gronden.get(o.grond, o.grond),
                "stukken": "; ".join(o.stukken),
                "uitkomst": wat,
            }
        )
    return rijen


def _list_log(beeld: Dossierbeeld, vandaag: date) -> list[dict[str, Any]]:
    """List who did and looked at what."""
    doelen = read_keuzes("opsporing.doeleinden", vandaag, dienst=beeld.dossier.organisatie)
    soorten = {f"handeling.{s.value}": str(s.label) for s in Opsporingshandeling.Soort}
    return [
        {
            "wat": HANDELINGEN.get(r.handeling) or soorten.get(r.handeling, r.handeling),
            "op": r.moment,
            "wie": beeld.namen.get(r.actor, r.actor),
            "doel": doelen.get(r.doel, r.doel),
        }
        for r in beeld.log
    ]
