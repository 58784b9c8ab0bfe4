"""What the page of a toestemming says of whom and what it is for: who holds it, how that changed, and what can be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from vth.register.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Uitleg
from vth.vormgeving.wettelijk import as_grond

from .forms import Keuzes
from .houders import Houder, Wisselbeeld, find_overdrachtgrond, list_wisselbeelden, read_houders
from .models import Toestemming, Toestemmingonderwerp
from .onderwerpkeuzes import Onderwerpkeuzes, read_onderwerpkeuzes
from .selectors import list_onderwerpen, read_eerste_houders

GEEN = Onderwerpkeuzes([], [], [])


@dataclass(frozen=True)
class Onderwerpregel:
    """One record that a toestemming names: as what, its name and its address."""

    code: str
    rol: str
    naam: str
    adres: str


@dataclass(frozen=True)
class Houderblok:
    """For whom and what a toestemming is; the choices are empty for who may change nothing of it."""

    dag: date
    onderwerpen: tuple[Onderwerpregel, ...]
    houders: tuple[Houder, ...]
    wissels: tuple[Wisselbeeld, ...]
    keuzes: Onderwerpkeuzes
    uitleg: Uitleg | None
    aantal: int

    @property
    def activiteiten(self) -> tuple[Onderwerpregel, ...]:
        """What it allows."""
        return tuple(o for o in self.onderwerpen if o.rol == Toestemmingonderwerp.Rol.ACTIVITEIT)

    @property
    def gegeven_aan(self) -> tuple[Onderwerpregel, ...]:
        """To whom it was, or is to be given."""
        return tuple(o for o in self.onderwerpen if o.rol == Toestemmingonderwerp.Rol.HOUDER)

    @property
    def vorigen(self) -> Keuzes:
        """Who ever held it and may be seen, to choose from; nothing when that was one (`aantal` counts also who may not be seen)."""
        namen = {o.code: o.naam for o in self.gegeven_aan}
        telt = [w for w in self.wissels if w.wissel.herroepen_op is None and w.zichtbaar]
        namen |= {str(w.wissel.houder_id): w.houder for w in telt}
        bekend = dict(self.keuzes.houders)
        return (
            sorted((code, bekend.get(code, naam)) for code, naam in namen.items()) if self.aantal > 1 else []
        )


def make_houderblok(viewer: Viewer, toestemming: Toestemming, *, mag: bool) -> Houderblok:
    """Put together for whom and what a toestemming is, as far as the viewer may see; with `mag` what can be chosen instead.

    Who holds it is told of today; of what does not work yet of its first day, and of what ended of its last.
    """
    dag = derive_houderdag(toestemming, klok.today())
    peilmoment = Peilmoment(dag, klok.now())
    wissels = list_wisselbeelden(viewer, toestemming, peilmoment)
    return Houderblok(
        dag=dag,
        onderwerpen=tuple(_list_regels(viewer, toestemming, peilmoment)),
        houders=tuple(read_houders(viewer, [toestemming], peilmoment)),
        wissels=tuple(wissels),
        keuzes=read_onderwerpkeuzes(viewer, toestemming.vergunning) if mag else GEEN,
        uitleg=_make_uitleg(toestemming, wissels),
        aantal=len(
            {
                *read_eerste_houders([toestemming]).get(toestemming.pk, ()),
                *(w.wissel.houder_id for w in wissels if w.wissel.herroepen_op is None),
            }
        ),
    )


def derive_houderdag(toestemming: Toestemming, vandaag: date) -> date:
    """Give the day of which the holder is told: today, or the nearest on which the toestemming works."""
    begin, eind = toestemming.ingangsdatum, toestemming.vervaldatum
    if begin is not None and vandaag < begin:
        return begin
    return eind - timedelta(days=1) if eind is not None and vandaag >= eind else vandaag


def _list_regels(viewer: Viewer, toestemming: Toestemming, peilmoment: Peilmoment) -> list[Onderwerpregel]:
    """List what a toestemming names, as far as the viewer may see it."""
    paren = list_onderwerpen(viewer, [toestemming])
    namen = list_namen([b for _, b in paren], peilmoment)
    regels = (
        Onderwerpregel(str(b.pk), o.rol, namen.get(b.pk) or b.sleutel, reverse("portaal:object", args=[b.pk]))
        for o, b in paren
    )
    return sorted(regels, key=lambda r: (r.rol, r.naam, r.code))


def _make_uitleg(toestemming: Toestemming, wissels: Sequence[Wisselbeeld]) -> Uitleg | None:
    """Say by which rule it was judged that a change of holder was told in time, of the last that counts."""
    telt = [w for w in wissels if w.wissel.herroepen_op is None and w.wissel.gemeld_op is not None]
    grond = find_overdrachtgrond(toestemming, telt[-1].wissel.vanaf) if telt else None
    if grond is None:
        return None
    return Uitleg(
        "De laatste overdracht is te laat gemeld"
        if telt[-1].melding.te_laat
        else "De laatste overdracht is op tijd gemeld",
        telt[-1].melding.uitleg,
        (as_grond(grond),),
        "aandacht" if telt[-1].melding.te_laat else "goed",
    )
