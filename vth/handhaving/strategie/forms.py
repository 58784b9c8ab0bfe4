"""The form of a weighing and that of the figures; they read, and leave deciding to the rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from vth.vormgeving.formvelden import make_dag, make_tekst

from ..models import Afweging
from .aspecten import Aspectvoorstel
from .feiten import Bewijs
from .fouten import StrategieError
from .matrix import list_plaatsen, read_plaats
from .rules import Aspectoordeel, NieuweAfweging, Overleg, Strategieregels

OVERLEG = [("", "niet ingevuld"), ("ja", "ja, er was overleg"), ("nee", "nee, er was geen overleg")]
JANEE = {"ja": True, "nee": False}
LANG = 8000


class AfwegingForm(forms.Form):
    """Where a violation stands, what weighs, what is chosen and why."""

    use_required_attribute = False
    gezien = forms.IntegerField(required=False, widget=forms.HiddenInput)
    plaats = forms.ChoiceField(
        label="Plaats in de matrix",
        widget=forms.RadioSelect,
        choices=[(str(p), str(p)) for p in list_plaatsen()],
        error_messages={"required": "Kies een plaats."},
    )
    gevolg_grond = make_tekst("Waarom dit gevolg?", verplicht=True, hoogstens=LANG, regels=3)
    gedrag_grond = make_tekst("Waarom dit gedrag?", verplicht=True, hoogstens=LANG, regels=3)
    bewijzen = forms.MultipleChoiceField(
        label="Waar rust dit op?", required=False, widget=forms.CheckboxSelectMultiple
    )
    overleg = forms.ChoiceField(label="Was er overleg?", required=False, choices=OVERLEG)
    met = forms.MultipleChoiceField(label="Met wie?", required=False, widget=forms.CheckboxSelectMultiple)
    overleg_op = make_dag("Wanneer?", verplicht=False)
    uitkomst = make_tekst("Wat leverde het op?", hoogstens=LANG)
    waarom_niet = make_tekst("Waarom was er geen overleg?", hoogstens=LANG)
    gekozen = forms.MultipleChoiceField(
        label="Interventies",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies er een of meer."},
    )
    motivering = make_tekst("Waarom kiest u hiervoor?", verplicht=True, hoogstens=LANG, regels=4)
    afwijking = make_tekst(
        "Waarom wijkt u af van de matrix?",
        hoogstens=LANG,
        regels=3,
        hint="Alleen als u iets kiest dat niet in de cel staat.",
    )
    zonder_waarschuwing = make_tekst(
        "Waarom ging er geen waarschuwing vooraf?",
        hoogstens=LANG,
        regels=3,
        hint="Alleen als een waarschuwing in de cel staat, en u haar overslaat.",
    )
    reden = make_tekst("Waarom weegt u opnieuw af?", verplicht=True, hoogstens=1000)
    zwaarder = forms.BooleanField(
        label="Dit is een zwaardere keuze, omdat de overtreding doorgaat", required=False
    )

    def __init__(
        self,
        *args: Any,
        regels: Strategieregels,
        voorstellen: Sequence[Aspectvoorstel],
        bewijzen: Sequence[Bewijs],
        opnieuw: bool,
        **kwargs: Any,
    ) -> None:
        """Offer the interventions and aspects of the authority, and what there is in the file."""
        super().__init__(*args, **kwargs)
        self.regels = regels
        instrumenten = [(i.code, i.naam) for i in regels.instrumenten.values()]
        self.fields["gekozen"].choices = instrumenten  # type: ignore[attr-defined]
        self.fields["met"].choices = list(regels.overleg.partijen.items())  # type: ignore[attr-defined]
        self.fields["bewijzen"].choices = [(b.code, b.naam) for b in bewijzen]  # type: ignore[attr-defined]
        if not bewijzen:
            del self.fields["bewijzen"]
        if not opnieuw:
            del self.fields["reden"], self.fields["zwaarder"]
        for v in voorstellen:
            self.fields[f"telt_{v.aspect.code}"] = forms.BooleanField(label=v.aspect.naam, required=False)
            self.fields[f"grond_{v.aspect.code}"] = _make_regel("Waaruit blijkt", v.aspect.naam)
        for code, naam in instrumenten:
            self.fields[f"niet_{code}"] = _make_regel("Waarom niet", naam)

    def make_afweging(self) -> NieuweAfweging:
        """Give the weighing as it was filled in."""
        v = self.cleaned_data
        plaats = read_plaats(v["plaats"])
        return NieuweAfweging(
            gevolg=plaats.gevolg,
            gedrag=plaats.gedrag,
            gekozen=v["gekozen"],
            verworpen=self._read("niet_"),
            aspecten={
                code: Aspectoordeel(v[f"grond_{code}"])
                for code in self.regels.aspecten
                if v.get(f"telt_{code}")
            },
            overleg=Overleg(
                JANEE.get(v["overleg"]), v["met"], v["overleg_op"], v["uitkomst"], v["waarom_niet"]
            ),
            zwaarder=v.get("zwaarder", False),
            reden=v.get("reden", ""),
            bewijzen=v.get("bewijzen", ()),
            **{
                k: v[k]
                for k in ("gevolg_grond", "gedrag_grond", "motivering", "afwijking", "zonder_waarschuwing")
            },
        )

    def _read(self, begin: str) -> dict[str, str]:
        """Read the texts that were filled in of fields that begin so, by the rest of their name."""
        gevuld = {k.removeprefix(begin): w for k, w in self.cleaned_data.items() if k.startswith(begin)}
        return {k: w for k, w in gevuld.items() if w.strip()}

    def add_bezwaren(self, fout: StrategieError) -> None:
        """Tell what was refused, each beside its own field."""
        for bezwaar in fout.bezwaren:
            self.add_error(bezwaar.veld if bezwaar.veld in self.fields else None, bezwaar.zin)


def _make_regel(vraag: str, naam: str) -> forms.CharField:
    """Make a field in a row of a table; for who sees it the row and the column are its label."""
    attrs = {
        "aria-label": f"{vraag}: {naam}",
        "class": "utrecht-textbox utrecht-textbox--html-input",
        "size": 40,
    }
    return forms.CharField(
        label=f"{vraag}: {naam}", required=False, max_length=1000, widget=forms.TextInput(attrs=attrs)
    )


def make_begin(
    afweging: Afweging | None, voorstellen: Sequence[Aspectvoorstel], versie: int
) -> dict[str, Any]:
    """Fill the form with what was weighed before; a first one begins empty, but for what the data point at: that is told, not ticked."""
    begin: dict[str, Any] = {"gezien": versie}
    if afweging is None:
        return begin
    begin |= {v: getattr(afweging, v) for v in ("gevolg_grond", "gedrag_grond", "gekozen", "motivering")}
    begin |= {v: getattr(afweging, v) for v in ("afwijking", "zonder_waarschuwing")}
    begin["plaats"] = str(afweging)
    begin["bewijzen"] = [b["code"] for b in afweging.bewijzen]
    begin |= {f"niet_{r['instrument']}": r["reden"] for r in afweging.verworpen}
    bekend = {v.aspect.code for v in voorstellen}
    for aspect in afweging.aspecten:
        if aspect.get("telt") and aspect["code"] in bekend:
            begin |= {f"telt_{aspect['code']}": True, f"grond_{aspect['code']}": aspect["grond"]}
    return begin | _make_overlegbegin(afweging.overleg or {})


def _make_overlegbegin(overleg: Mapping[str, Any]) -> dict[str, Any]:
    """Fill in the consultation that there was."""
    gehouden = {True: "ja", False: "nee"}.get(overleg.get("gehouden"), "")  # type: ignore[arg-type]
    return {
        "overleg": gehouden,
        "met": overleg.get("partijen", []),
        "overleg_op": overleg.get("op") or None,
        "uitkomst": overleg.get("uitkomst", ""),
        "waarom_niet": overleg.get("waarom_niet", ""),
    }
