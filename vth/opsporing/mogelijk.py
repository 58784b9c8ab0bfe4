"""Which acts can be done on a file now, by this viewer, with the form of each."""

from typing import Any

from django.forms import Form

from vth.tijd import klok
from vth.toegang.rules import Viewer

from . import forms
from .dossierlezen import Dossierbeeld
from .models import Strafweging
from .rules import OpsporingError, check_ondertekenaar, derive_tarief
from .selectors import LEIDEN, UITGEVEN, read_keuzes, read_regels
from .strafbeschikkingen import list_gebreken, list_opspoorders


def make_forms(viewer: Viewer, beeld: Dossierbeeld, data: Any = None) -> dict[str, Form]:
    """Make the form of each act that this viewer can do on a file as it stands."""
    d = beeld.dossier
    vast: dict[str, Any] = {"gezien": d.versie, "op": klok.today(), "dag": klok.today()}
    gemaakt = dict[str, Form]()
    if open_overdrachten := [
        (str(o.pk), beeld.say_overdracht(o)) for o in beeld.overdrachten if o.pk not in beeld.uitkomsten
    ]:
        soorten = _list_keuzes("opsporing.uitkomsten", d.organisatie)
        gemaakt["uitkomst"] = forms.UitkomstForm(
            data, initial=vast, keuzes={"overdracht": open_overdrachten, "soort": soorten}
        )
    if d.staat != d.Staat.OPEN:
        return gemaakt
    wie = [(str(v.pk), v.naam) for v in beeld.verdachten]
    nu = vast | {"op": klok.now()}
    gemaakt["handeling"] = forms.HandelingForm(data, initial=nu, keuzes={"verdachte": wie})
    gemaakt["verdachte"] = forms.VerdachteForm(data, initial=vast, keuzes={"bronobject": beeld.register})
    gemaakt["procesverbaal"] = forms.ProcesverbaalForm(data, initial=vast, keuzes={"verdachte": wie})
    gemaakt["overdracht"] = _make_overdracht(beeld, data, vast)
    gemaakt["sluit"] = forms.SluitForm(data, initial=vast)
    if LEIDEN in viewer.handelingen and beeld.collegas:
        gemaakt["lid"] = forms.LidForm(data, initial=vast, keuzes={"betrokkene": beeld.collegas})
    return gemaakt | _make_straf(viewer, beeld, data, vast)


def _make_overdracht(beeld: Dossierbeeld, data: Any, vast: dict[str, Any]) -> Form:
    """Make the form of a hand-over; only a closed proces-verbaal can go along."""
    dienst = beeld.dossier.organisatie
    keuzes = {
        "aan": [
            (c, str(k["naam"]))
            for c, k in read_keuzes("opsporing.ontvangers", klok.today(), dienst=dienst).items()
        ],
        "grond": _list_keuzes("opsporing.deelgronden", dienst),
        "procesverbaal": [(str(p.pk), p.titel) for p in beeld.processenverbaal if p.gesloten_op],
    }
    return forms.OverdrachtForm(data, initial=vast, keuzes=keuzes)


def _list_keuzes(id_: str, dienst: str) -> forms.Keuzes:
    """List the codes of a rule with their words."""
    return [(code, str(woorden)) for code, woorden in read_keuzes(id_, klok.today(), dienst=dienst).items()]


def _make_straf(viewer: Viewer, beeld: Dossierbeeld, data: Any, vast: dict[str, Any]) -> dict[str, Form]:
    """Make the forms of weighing and of strafbeschikkingen."""
    gemaakt = dict[str, Form]()
    klaar = {s.weging.verdachte_id for s in beeld.strafbeschikkingen}
    if vrij := [(str(v.pk), v.naam) for v in beeld.verdachten if v.pk not in klaar]:
        gemaakt["weging"] = forms.WegingForm(
            data, initial=vast, keuzes={"verdachte": vrij, **_list_weegkeuzes(beeld)}
        )
    kan = [
        w
        for w in beeld.laatste_wegingen.values()
        if w.uitkomst == Strafweging.Uitkomst.STRAFBESCHIKKING and w.verdachte_id not in klaar
    ]
    if kan:
        keuzes = {
            "verdachte": [
                (str(w.verdachte_id), f"{w.verdachte.naam}: € {read_tarief(w, beeld)}") for w in kan
            ]
        }
        bedrag = read_tarief(kan[0], beeld) if len(kan) == 1 else None
        gemaakt["strafbeschikking"] = forms.StrafbeschikkingForm(
            data, initial=vast | {"bedrag": bedrag}, keuzes=keuzes
        )
    concept = [s for s in beeld.strafbeschikkingen if s.verzenddatum is None]
    if concept:
        gemaakt["gehoord"] = forms.GehoordForm(
            data, initial=vast, keuzes={"strafbeschikking": beeld.name_alle(concept)}
        )
    if (af := [s for s in concept if not list_gebreken(s)]) and _mag_uitgeven(viewer, beeld):
        gemaakt["geef_uit"] = forms.UitgeefForm(
            data, initial=vast, keuzes={"strafbeschikking": beeld.name_alle(af)}
        )
    if uit := [s for s in beeld.strafbeschikkingen if s.verzenddatum and s.verzet_op is None]:
        gemaakt["verzet"] = forms.VerzetForm(
            data, initial=vast, keuzes={"strafbeschikking": beeld.name_alle(uit)}
        )
    return gemaakt


def _mag_uitgeven(viewer: Viewer, beeld: Dossierbeeld) -> bool:
    """Tell whether this viewer can give out a strafbeschikking in this file."""
    if UITGEVEN not in viewer.handelingen:
        return False
    try:
        check_ondertekenaar(viewer.actor, viewer.rollen, list_opspoorders(beeld.dossier))
    except OpsporingError:
        return False
    return True


def _list_weegkeuzes(beeld: Dossierbeeld) -> dict[str, forms.Keuzes]:
    """List the facts of today with their amounts, what can stand in the way, and the consultations of this file."""
    regels = read_regels(klok.today(), dienst=beeld.dossier.organisatie)
    feiten = [
        (
            code,
            f"{code} {f['omschrijving'] or 'tekst niet opgenomen, zie de richtlijn'} ({f['artikel'] or 'artikel niet opgenomen'}): € {f['natuurlijk_persoon']} / € {f['rechtspersoon']}",
        )
        for code, f in regels.feiten.waarde.items()
    ]
    return {
        "feiten": feiten,
        "contra_indicaties": [(c, str(w)) for c, w in regels.contra_indicaties.waarde.items()],
        "overleg": [
            (str(h.pk), f"{h.op:%d-%m-%Y} met {h.met or 'de parketsecretaris'}")
            for h in beeld.handelingen
            if h.soort == h.Soort.OVERLEG
        ],
    }


def read_tarief(weging: Strafweging, beeld: Dossierbeeld) -> Any:
    """Give the tariff of a weighing."""
    return derive_tarief(
        weging.feiten,
        weging.verdachte.persoonsoort,
        read_regels(weging.feitdatum, dienst=beeld.dossier.organisatie),
    )
