"""The acts of the site by which a decision about what follows a measure is drafted; the page is that of its measure, the decision goes on in `zaken`."""

import uuid
from typing import Any

from django import forms
from django.forms import Form

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.formvelden import make_bedrag, make_dag, make_tekst

from . import vervolgbesluiten
from .bestuursdwang import Kostenbeschikking, read_kosten, read_verhaald
from .boeking import GEDEELD
from .forms import GezienForm, Keuzes
from .lastloopforms import TermijnbesluitForm
from .lastverzoeken import Lastbeslissing
from .maatregelpagina import Maatregelpagina
from .models import Lastverzoekbesluit, Vervolgbesluit
from .rules import IN_KRACHT
from .vervolghand import record_met_de_hand
from .vervolgwerking import record_vervolgwerking


class InvorderbesluitForm(forms.Form):
    """Which amounts are claimed, and why."""

    verbeurten = forms.MultipleChoiceField(label="Welke bedragen?", widget=forms.CheckboxSelectMultiple)
    motivering = make_tekst("Waarom vordert u dit in?", verplicht=True, hoogstens=4000, regels=3)
    niet_gehoord = make_tekst(
        "Zonder voornemen: waarom hoefde dat hier niet?",
        hint="Alleen als er geen voornemen is verzonden (Awb 4:11).",
    )

    def __init__(self, *args: Any, verbeurten: Keuzes, **kwargs: Any) -> None:
        """Offer what is open."""
        super().__init__(*args, **kwargs)
        self.fields["verbeurten"].choices = verbeurten  # type: ignore[attr-defined]

    def clean_verbeurten(self) -> list[uuid.UUID]:
        """Read the ids."""
        return [uuid.UUID(id_) for id_ in self.cleaned_data["verbeurten"]]


class KostenbesluitForm(GezienForm):
    """How much of the costs is claimed from whom, and why."""

    adressaat_id = forms.TypedChoiceField(label="Van wie?", coerce=int)
    bedrag = make_bedrag("Bedrag in euro")
    motivering = make_tekst(
        "Waarom zijn deze kosten redelijkerwijs voor de overtreder?", verplicht=True, hoogstens=4000, regels=3
    )

    def __init__(self, *args: Any, adressaten: Keuzes, **kwargs: Any) -> None:
        """Offer the addressees."""
        super().__init__(*args, **kwargs)
        self.fields["adressaat_id"].choices = adressaten  # type: ignore[attr-defined]


class LastbesluitForm(GezienForm):
    """What is decided on a request about the last."""

    verzoek_id = forms.TypedChoiceField(label="Welk verzoek?", coerce=int)
    uitkomst = forms.ChoiceField(label="Wat besluit u?", choices=Lastverzoekbesluit.Uitkomst.choices)
    vanaf = make_dag("Vanaf", verplicht=False, hint="Niet bij afwijzen. De dag mag nog komen.")
    tot = make_dag(
        "Geschorst tot en met", verplicht=False, hint="Alleen bij schorsen, als het einde bekend is."
    )
    bedrag = make_bedrag("Nieuw bedrag in euro", verplicht=False, hint="Alleen bij verlagen.")
    maximum = make_bedrag("Nieuw maximum in euro", verplicht=False, hint="Alleen bij verlagen.")
    tekst = make_tekst("Wat wilt u daarbij zeggen?", hoogstens=4000, regels=3)
    motivering = make_tekst("Waarom?", verplicht=True, hoogstens=4000, regels=3)

    def __init__(self, *args: Any, verzoeken: Keuzes, **kwargs: Any) -> None:
        """Offer what is not decided yet."""
        super().__init__(*args, **kwargs)
        self.fields["verzoek_id"].choices = verzoeken  # type: ignore[attr-defined]


class VervolgForm(GezienForm):
    """Which decision that was sent has effect now."""

    besluit_id = forms.TypedChoiceField(label="Welk besluit?", coerce=uuid.UUID)

    def __init__(self, *args: Any, besluiten: Keuzes, **kwargs: Any) -> None:
        """Offer what was sent and does nothing yet."""
        super().__init__(*args, **kwargs)
        self.fields["besluit_id"].choices = besluiten  # type: ignore[attr-defined]


class MetDeHandForm(VervolgForm):
    """Which decision was handled by hand, and what was done."""

    reden = make_tekst(
        "Wat hebt u vastgelegd, of waarom hoeft er niets te gebeuren?", verplicht=True, hoogstens=900
    )


def _make_wachtend(pagina: Maatregelpagina, data: Any) -> dict[str, Form]:
    """Make the forms of decisions that were sent: to carry out now, and to say that it was done by hand."""
    gemaakt, vast = dict[str, Form](), {"gezien": pagina.maatregel.versie}
    if hand := [
        (str(v["id"]), f"{v['nummer']}: {v['wat']}")
        for v in pagina.vervolg
        if v["doen"] and (pagina.mag_geld if v["geld"] else pagina.mag)
    ]:
        gemaakt["vervolg_hand"] = MetDeHandForm(
            data, besluiten=hand, initial=vast, auto_id="id_vervolg_hand_%s"
        )
    if wacht := [
        (str(v["id"]), f"{v['nummer']}: {v['wat']}")
        for v in pagina.vervolg
        if v["wacht"] and (pagina.mag_geld if v["geld"] else pagina.mag)
    ]:
        gemaakt["vervolg"] = VervolgForm(data, besluiten=wacht, initial=vast)
    return gemaakt


def make_vervolgforms(pagina: Maatregelpagina, data: Any = None) -> dict[str, Form]:
    """Make the form of each decision about what follows a measure that this viewer may draft now."""
    m, gemaakt = pagina.maatregel, dict[str, Form]()
    vast = {"gezien": m.versie}
    gemaakt |= _make_wachtend(pagina, data)
    if m.staat not in GEDEELD or m.zaak is None or m.zaak.einddatum is not None:
        return gemaakt
    if pagina.mag_geld and pagina.is_dwangsom:
        open_ = [
            (v["id"], f"{v['bedrag']} van {v['dag']:%d-%m-%Y}")
            for v in pagina.verbeurten
            if v["open"] and not v["ingevorderd"]
        ]
        if open_:
            gemaakt["invorderbesluit"] = InvorderbesluitForm(
                data, verbeurten=open_, initial={"verbeurten": [id_ for id_, _ in open_]}
            )
    if pagina.mag_geld and pagina.is_bestuursdwang and pagina.last is not None:
        over = read_kosten(pagina.last) - read_verhaald(pagina.last)
        if over > 0:
            gemaakt["kostenbesluit"] = KostenbesluitForm(
                data,
                adressaten=[(a["id"], a["naam"]) for a in pagina.adressaten],
                initial=vast | {"bedrag": over},
            )
    loopt = m.staat in IN_KRACHT and pagina.last is not None and pagina.last.begunstiging_tot
    if pagina.mag and loopt and not pagina.geen_termijn:
        gemaakt["termijnbesluit"] = TermijnbesluitForm(data, initial=vast, auto_id="id_termijnbesluit_%s")
    vragen = [
        (v["id"], f"{v['ontvangen']:%d-%m-%Y}, {v['wie']}: {v['vraag']}")
        for v in pagina.verzoeken
        if v["open"]
    ]
    if pagina.mag and vragen:
        gemaakt["lastbesluit"] = LastbesluitForm(data, verzoeken=vragen, initial=vast)
    return gemaakt


def _say(vervolg: Vervolgbesluit) -> str:
    """Say what was drafted and what comes next."""
    return f"Besluit {vervolg.besluit.identificatie} is opgesteld. Maak er de brief bij, laat het goedkeuren en ondertekenen, en maak het bekend. Daarna wordt het vanzelf verwerkt."


def _draft_invordering(_id: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Draft the claim of what was forfeited."""
    return _say(vervolgbesluiten.record_invorderbesluit(viewer=viewer, **velden))


def _draft_kosten(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Draft the claim of costs."""
    gezien = velden.pop("gezien")
    kosten = Kostenbeschikking(dag=klok.today(), **velden)
    return _say(
        vervolgbesluiten.record_kostenbesluit(viewer=viewer, maatregel_id=id_, kosten=kosten, gezien=gezien)
    )


def _draft_last(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Draft the decision on a request."""
    vast = {naam: velden.pop(naam) for naam in ("verzoek_id", "tekst", "gezien")}
    beslissing = Lastbeslissing(besloten_op=klok.today(), **velden)
    return _say(
        vervolgbesluiten.record_lastbesluit(viewer=viewer, maatregel_id=id_, beslissing=beslissing, **vast)
    )


def _draft_termijn(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Draft the decision that lengthens the term."""
    return _say(vervolgbesluiten.record_termijnbesluit(viewer=viewer, maatregel_id=id_, **velden))


def _carry_out(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Let a decision that was sent have effect."""
    gedaan = record_vervolgwerking(viewer=viewer, maatregel_id=id_, **velden)
    return f"Het besluit, verzonden op {gedaan.dag:%d-%m-%Y}, is verwerkt."


def _by_hand(id_: uuid.UUID, viewer: Viewer, velden: dict[str, Any]) -> str:
    """Note that a decision was handled by hand."""
    record_met_de_hand(viewer=viewer, maatregel_id=id_, **velden)
    return "Vastgelegd dat het besluit met de hand is verwerkt."


DADEN: dict[str, Any] = {
    "invorderbesluit": _draft_invordering,
    "kostenbesluit": _draft_kosten,
    "lastbesluit": _draft_last,
    "termijnbesluit": _draft_termijn,
    "vervolg": _carry_out,
    "vervolg_hand": _by_hand,
}
