"""Keeping which permits are out of date: worked out again when a permit, its activities or the rules change, or a day comes.

Nobody decides anything here: what is written follows from what was registered, so it needs no right and leaves no line.
"""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction

from vth.regelgeving.selectors import list_afwijkingen
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG

from .models import Vergunning, Verouderingsstand, Verouderingsvlag
from .veroudering import Verouderingsregels, Vlag, derive_gewicht, derive_vlaggen, derive_volgende_dag
from .verouderinglezen import Gelezen, read_beelden
from .verouderingsregels import REGELS, derive_merk, read_verouderingsregels

PER_KEER = 200
REDEN_LANG = 1000


class Regelkast:
    """The rules of each authority on one day, read once; authorities without files of their own share one set."""

    def __init__(self, op: date) -> None:
        """Take the day."""
        self.op = op
        self._lagen = {r.laag for r in list_afwijkingen() if r.id in REGELS.values()}
        self._regels: dict[tuple[str, str], tuple[Verouderingsregels, str]] = {}

    def list_codes(self, soort: str) -> list[str]:
        """List the authorities (`gezag`) or services (`od`) that have rules of their own."""
        return sorted(
            code for deel, _, code in (laag.partition(" ") for laag in self._lagen) if deel == soort
        )

    def get_regels(self, bevoegd_gezag: str, omgevingsdienst: str) -> tuple[Verouderingsregels, str]:
        """Give the rules of an authority and its service, and their mark."""
        gezag = bevoegd_gezag if f"gezag {bevoegd_gezag}" in self._lagen else ""
        dienst = omgevingsdienst if f"od {omgevingsdienst}" in self._lagen else ""
        if (gezag, dienst) not in self._regels:
            regels = read_verouderingsregels(self.op, bevoegd_gezag=gezag, omgevingsdienst=dienst)
            self._regels[gezag, dienst] = regels, derive_merk(regels)
        return self._regels[gezag, dienst]


def refresh_veroudering(vergunning_ids: Sequence[uuid.UUID], op: date | None = None) -> int:
    """Work out again how out of date some permits are, inside the act that changed them or at night; gives how many.

    Each question is asked once for some hundreds of permits, and each table is written once for them.
    """
    dag = op or klok.today()
    kast, ids = Regelkast(dag), sorted(set(vergunning_ids))
    for begin in range(0, len(ids), PER_KEER):
        _refresh_deel(ids[begin : begin + PER_KEER], dag, kast)
    return len(ids)


@transaction.atomic
def _refresh_deel(ids: Sequence[uuid.UUID], op: date, kast: Regelkast) -> None:
    """Work out again one share of permits."""
    vergunningen = list(Vergunning.objects.filter(pk__in=ids))
    gelezen, standen, vlaggen = read_beelden(vergunningen, op), [], []
    for v in vergunningen:
        regels, merk = kast.get_regels(v.bevoegd_gezag, v.leverancier)
        gevonden = derive_vlaggen(gelezen[v.pk].beeld, regels, op)
        vlaggen += [_make_vlag(v, vlag) for vlag in gevonden]
        standen.append(
            Verouderingsstand(
                vergunning=v,
                leverancier=v.leverancier,
                gebied=v.gebied,
                bevoegd_gezag=v.bevoegd_gezag,
                gewicht=derive_gewicht(gevonden),
                versie=v.versie,
                regelmerk=merk,
                opnieuw_op=_derive_opnieuw(gelezen[v.pk], regels, op),
                berekend_op=klok.now(),
            )
        )
    Verouderingsvlag.objects.filter(vergunning_id__in=ids).delete()
    Verouderingsvlag.objects.bulk_create(vlaggen)
    velden = [f.name for f in Verouderingsstand._meta.concrete_fields if not f.primary_key]
    Verouderingsstand.objects.bulk_create(
        standen, update_conflicts=True, unique_fields=["vergunning"], update_fields=velden
    )


def _derive_opnieuw(gelezen: Gelezen, regels: Verouderingsregels, op: date) -> date:
    """Give the first day on which this permit is to be looked at again without anybody acting."""
    dagen = (gelezen.verandert_op, derive_volgende_dag(gelezen.beeld, regels, op))
    return min((d for d in dagen if d is not None), default=OPEN_DAG)


def _make_vlag(vergunning: Vergunning, vlag: Vlag) -> Verouderingsvlag:
    """Make the row of one sign."""
    return Verouderingsvlag(
        vergunning=vergunning,
        code=vlag.code,
        gewicht=vlag.gewicht,
        reden=vlag.reden if len(vlag.reden) <= REDEN_LANG else f"{vlag.reden[: REDEN_LANG - 1]}…",
        voorschriften=[str(v) for v in vlag.voorschriften],
        activiteit_id=vlag.activiteit,
        regel=vlag.grond.regel_id,
        zekerheid=vlag.grond.zekerheid,
        laag=vlag.grond.laag,
    )
