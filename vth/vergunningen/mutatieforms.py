"""The forms of what becomes of a voorschrift: by a decision, as it should have been taken over, and on 1 January 2024."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from django import forms

from vth.vormgeving.formvelden import Geheelveld, make_dag, make_tekst

from .bereikvorm import VERBORGEN, Bereikvorm
from .controle import Mutatievoorstel
from .forms import Keuzes
from .inhoud import VoorschriftError, Voorschriftinhoud, Voorschrifttype, make_inhoud
from .models import Mutatie, Mutatiesoort, Ontwerpmutatie, Standaardversie
from .overgang import Lot, Overgangskeuze

LEEG = Bereikvorm()
VOORBEELD = "grenswaarden:\n- {naam: benzeen, stof: 71-43-2, medium: lucht, waarde: 1, eenheid: mg/Nm3}"


class MutatieForm(forms.Form):
    """What a draft does to one voorschrift; limits and obligations as lines of YAML, for there can be any number of them."""

    soort = forms.ChoiceField(label="Wat gebeurt er met het voorschrift?", choices=Mutatiesoort.choices)
    voorschrift_id = forms.ChoiceField(
        label="Welk voorschrift?", required=False, help_text="Leeg is een nieuw voorschrift."
    )
    standaard = forms.ChoiceField(
        label="Standaardtekst",
        required=False,
        help_text="Neemt titel, tekst en gegevens over die u hieronder leeg laat, en onthoudt welke versie het was.",
    )
    nummer = forms.CharField(label="Nummer", required=False, max_length=40)
    titel = forms.CharField(label="Titel", required=False, max_length=300)
    tekst = make_tekst("Tekst", hoogstens=100_000, regels=6)
    ouder_id = forms.ChoiceField(label="Staat onder", required=False)
    vervangt_id = forms.ChoiceField(
        label="Komt in de plaats van",
        required=False,
        help_text="Alleen bij een nieuw voorschrift. Het oude komt als vervallen in het concept.",
    )
    plaats = Geheelveld(label="Plaats onder dat voorschrift", required=False, min_value=0, max_value=100_000)
    voorschrifttype = forms.ChoiceField(
        label="Soort voorschrift", choices=[(t.value, t.value) for t in Voorschrifttype], initial="standaard"
    )
    openbaar = forms.BooleanField(label="Openbaar", required=False, initial=True)
    bereik = forms.MultipleChoiceField(
        label="Alleen voor", required=False, help_text="Kies niets als het voor de hele vergunning geldt."
    )
    gegevens = make_tekst(
        "Grenswaarden en verplichtingen",
        hoogstens=20_000,
        regels=4,
        hint=f"Als YAML, bijvoorbeeld: {VOORBEELD.replace(chr(10), ' ')}",
    )
    vanaf = make_dag("Werkt vanaf", verplicht=False, hint="Leeg is de ingangsdatum van het besluit.")
    tot = make_dag("Werkt tot", verplicht=False, hint="Alleen voor een tijdelijk voorschrift.")
    voorwaarde = forms.CharField(
        label="Gaat pas werken als",
        required=False,
        max_length=1000,
        help_text="Een voorwaarde die eerst vervuld moet zijn.",
    )

    def __init__(
        self,
        *args: Any,
        staand: Keuzes,
        nieuw: Keuzes = (),
        standaarden: Sequence[Standaardversie] = (),
        bereik: Bereikvorm = LEEG,
        **kwargs: Any,
    ) -> None:
        """Offer the voorschriften that stand or that the draft makes, the standard texts of the authority, and what is at the place.

        Only what stands can be replaced: what the draft makes itself would be thrown away.
        """
        super().__init__(*args, **kwargs)
        self.bereikvorm = bereik
        self.initial["bereik"] = list(bereik.begin)
        self.fields["bereik"].choices = bereik.keuzes  # type: ignore[attr-defined]
        if not bereik.keuzes:
            del self.fields["bereik"]
        self.standaarden = {str(v.pk): v for v in standaarden}
        namen = [(pk, f"{v.standaardvoorschrift.code} {v.titel}"[:120]) for pk, v in self.standaarden.items()]
        self.fields["standaard"].choices = [("", "geen"), *namen]  # type: ignore[attr-defined]
        if not namen:
            del self.fields["standaard"]
        keuzes = {
            "voorschrift_id": ("een nieuw voorschrift", nieuw),
            "ouder_id": ("het hoogste niveau", nieuw),
            "vervangt_id": ("geen", ()),
        }
        for naam, (leeg, ook) in keuzes.items():
            self.fields[naam].choices = [("", leeg), *staand, *ook]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the mutation, with the limits and obligations in it."""
        velden = super().clean() or {}
        if velden.get("vervangt_id") and (
            velden.get("soort") != Mutatiesoort.VAN_KRACHT or velden.get("voorschrift_id")
        ):
            self.add_error(
                "vervangt_id", "Alleen een nieuw voorschrift komt in de plaats van een ander. Laat dit leeg."
            )
        if "voorschrift_id" in self.fields:
            self._check_geopend(velden)
        if self.errors:
            return velden
        try:
            self.cleaned_data["voorstel"] = self._make_voorstel(velden)
        except VoorschriftError as fout:
            self.add_error(None, str(fout))
        except (yaml.YAMLError, AttributeError, TypeError) as fout:
            self.add_error(
                "gegevens", f"Dit is niet te lezen: {str(fout)[:200]}. Schrijf het zoals in het voorbeeld."
            )
        return velden

    def _check_geopend(self, velden: dict[str, Any]) -> None:
        """Refuse to change what the form was not opened for: what that says, and for what it is, would be gone without a word."""
        if velden.get("voorschrift_id", "") == self.initial.get("voorschrift_id", ""):
            return
        if velden.get("soort") == Mutatiesoort.GEWIJZIGD and velden.get("voorschrift_id"):
            self.add_error(
                "voorschrift_id",
                "Hier staat niet wat dit voorschrift nu zegt en waarvoor het geldt: dat zou verdwijnen. Open het voorschrift zelf, "
                "en kies daar ‘Wijzig of beëindig het in een concept’.",
            )
        elif VERBORGEN in velden.get("bereik", ()):
            self.add_error(
                "bereik", "Wat u niet mag zien, hoort bij het voorschrift dat u opende. Kies het hier niet."
            )

    def _make_voorstel(self, velden: dict[str, Any]) -> Mutatievoorstel:
        """Make the mutation that was given."""
        inhoud: Voorschriftinhoud | None = None
        standaard = self.standaarden.get(velden.get("standaard") or "")
        if velden["soort"] != Mutatiesoort.VERVALLEN:
            gegevens = yaml.safe_load(velden["gegevens"] or "{}") or {}
            inhoud = make_inhoud(
                velden["nummer"],
                velden["titel"] or (standaard.titel if standaard else ""),
                velden["tekst"] or (standaard.tekst if standaard else ""),
                gegevens or (standaard.gegevens if standaard else {}),
                voorschrifttype=velden["voorschrifttype"],
                openbaar=velden["openbaar"],
            )
        return Mutatievoorstel(
            soort=velden["soort"],
            inhoud=inhoud,
            voorschrift_id=uuid.UUID(velden["voorschrift_id"]) if velden["voorschrift_id"] else None,
            ouder_id=uuid.UUID(velden["ouder_id"]) if velden["ouder_id"] else None,
            plaats=velden["plaats"] or 0,
            vanaf=velden["vanaf"],
            tot=velden["tot"],
            voorwaarde=velden["voorwaarde"],
            bereik=self.bereikvorm.read(velden.get("bereik") or ()) if inhoud else (),
            vervangt_id=uuid.UUID(velden["vervangt_id"]) if velden.get("vervangt_id") else None,
            standaard_id=standaard.pk if standaard and inhoud else None,
        )


def make_begin(rij: Mutatie | Ontwerpmutatie) -> dict[str, Any]:
    """Fill the form of a mutation with what stands there."""
    vast = (
        "soort",
        "nummer",
        "titel",
        "tekst",
        "plaats",
        "voorschrifttype",
        "openbaar",
        "vanaf",
        "tot",
        "voorwaarde",
    )
    gegevens = {k: v for k, v in rij.gegevens.items() if v}
    return {veld: getattr(rij, veld) for veld in vast} | {
        "voorschrift_id": str(rij.voorschrift_id),
        "ouder_id": str(rij.ouder_id or ""),
        "standaard": str(rij.standaard_id or ""),
        "gegevens": yaml.safe_dump(gegevens, allow_unicode=True, sort_keys=False) if gegevens else "",
    }


def list_bereik(rij: Mutatie | Ontwerpmutatie) -> list[uuid.UUID]:
    """Give the records that a mutation is only for."""
    if isinstance(rij, Ontwerpmutatie):
        return [uuid.UUID(b) for b in rij.bereik]
    return list(rij.bereik.order_by("pk").values_list("bronobject_id", flat=True))


class CorrectieForm(MutatieForm):
    """How a mutation should have been taken over, and what went wrong."""

    reden = forms.CharField(label="Wat was verkeerd overgenomen?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out which voorschrift: that stays."""
        super().__init__(*args, **kwargs)
        del self.fields["voorschrift_id"], self.fields["vervangt_id"]

    def clean(self) -> dict[str, Any]:
        """Read it as a mutation of the same voorschrift."""
        self.cleaned_data["voorschrift_id"] = str(uuid.UUID(int=0))
        return super().clean()


class OvergangForm(forms.Form):
    """What becomes of each voorschrift on 1 January 2024, and for which activities it is since then."""

    def __init__(
        self,
        *args: Any,
        voorschriften: Keuzes,
        records: Keuzes,
        bereik: Mapping[str, Bereikvorm],
        **kwargs: Any,
    ) -> None:
        """Ask it of each voorschrift that stood the day before; for what that was, stands chosen."""
        super().__init__(*args, **kwargs)
        self.records, self.bereikvormen = {code for code, _ in records}, bereik
        if records:
            self.fields["activiteiten"] = forms.MultipleChoiceField(
                label="Activiteiten waarvoor de vergunning sindsdien geldt",
                choices=records,
                initial=[code for code, _ in records],
                required=False,
            )
        for id_, naam in voorschriften:
            self.fields[f"lot_{id_}"] = forms.ChoiceField(
                label=naam, choices=[(k.value, k.value) for k in Lot], initial="blijft"
            )
            if (vorm := bereik[id_]).keuzes:
                self.fields[f"bereik_{id_}"] = forms.MultipleChoiceField(
                    label=f"{naam}: alleen voor",
                    choices=vorm.keuzes,
                    initial=list(vorm.begin),
                    required=False,
                )

    def make_keuzes(self) -> dict[uuid.UUID, Overgangskeuze]:
        """Give the choices that change something."""
        keuzes = {}
        for veld, waarde in self.cleaned_data.items():
            if not veld.startswith("lot_"):
                continue
            id_ = veld.removeprefix("lot_")
            gekozen, vorm = self.cleaned_data.get(f"bereik_{id_}", ()), self.bereikvormen[id_]
            bereik = None if set(gekozen) == set(vorm.begin) else vorm.read(gekozen)
            if waarde != Lot.BLIJFT or bereik is not None:
                keuzes[uuid.UUID(id_)] = Overgangskeuze(Lot(waarde), bereik)
        return keuzes

    def list_activiteiten(self) -> list[uuid.UUID]:
        """Give the activities that the permit legitimates since then: those that were chosen, and those a voorschrift is for."""
        gekozen = {*self.cleaned_data.get("activiteiten", ())}
        for id_ in self.make_keuzes():
            gekozen |= self.records & {*self.cleaned_data.get(f"bereik_{id_}", ())}
        return [uuid.UUID(code) for code in sorted(gekozen)]
