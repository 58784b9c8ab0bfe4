"""The values of one thing as a reader sees them, each with who said it, when, in which delivery, and what others say."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.urls import reverse

from vth.aanleveringen.models import Aanlevering
from vth.aanleveringen.selectors import list_bij_herkomst
from vth.aanleveringen.terugmeldingen import MELDEN
from vth.begrippen.rules import Attribuut
from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import list_namen
from vth.register.geschiedenis import EENHEDEN, format_waarde
from vth.register.selectors import Objectbeeld, Waardebeeld
from vth.register.weergave import format_postcode
from vth.tijd.models import Herkomst
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Bron, Kenmerk
from vth.vormgeving.opmaak import format_datum, format_getal, shorten


class Bronnen:
    """Who said what in which delivery, and what the organisations are called that a page names; looked up once for all of it."""

    def __init__(
        self, viewer: Viewer, herkomsten: Collection[Herkomst], organisaties: Iterable[str], dag: date
    ) -> None:
        self._aanleveringen = list_bij_herkomst(viewer, {h.pk for h in herkomsten})
        self._meldt = MELDEN in viewer.handelingen
        self.namen = list_namen({h.leverancier for h in herkomsten} | set(organisaties) - {""}, dag)

    def get_naam(self, organisatie: str) -> str:
        """Give the name of an organisation."""
        return self.namen.get(organisatie, organisatie)

    def describe(self, herkomst: Herkomst) -> tuple[str, str]:
        """Say in which act something was said, and give its address when this viewer may open it."""
        aanlevering = self._aanleveringen.get(herkomst.pk)
        if aanlevering is None:
            return f"{herkomst.get_soort_display()} van {format_datum(herkomst.moment)}", ""
        return _name_aanlevering(aanlevering), reverse("aanleveringen:aanlevering", args=[aanlevering.pk])

    def make_bron(self, waarde: Waardebeeld, toon: object, regel: str = "", zekerheid: str = "") -> Bron:
        """Make the source of one value; `regel` says why it stands before what others say, `zekerheid` how sure that rule is."""
        naam, url = self.describe(waarde.herkomst)
        leverancier = self.get_naam(waarde.bronobject.leverancier)
        melden = ""
        if self._meldt:
            melden = reverse("terugmeldingen:nieuw", args=[waarde.bronobject.pk, waarde.attribuut.naam])
        voorop = reverse("ontdubbeling:voorop") if zekerheid else ""
        moment, sinds = waarde.herkomst.moment, waarde.sinds
        return Bron(leverancier, moment, sinds, naam, url, toon, melden, regel, zekerheid, voorop)


def _name_aanlevering(aanlevering: Aanlevering) -> str:
    """Name a delivery as people do."""
    return f"{shorten(aanlevering.bestandsnaam, 40)}, stand van {format_datum(aanlevering.peildatum)}"


def list_organisaties(beeld: Objectbeeld) -> set[str]:
    """List the codes of the organisations that a thing names: its suppliers, its bronhouder, and those among its values."""
    genoemd = {str(w.waarde) for w in beeld.waarden if w.attribuut.soort == "organisatie" and w.waarde}
    return genoemd | {b.leverancier for b in beeld.bronobjecten} | {beeld.bronhouder}


def list_kenmerken(
    beeld: Objectbeeld, bronnen: Bronnen, redenen: Mapping[str, str], zekerheden: Mapping[str, str]
) -> list[Kenmerk]:
    """List the values in the order of the model; important ones that nobody gave are shown as not known.

    The values of each attribute come in order; `redenen` says of an attribute why its first value stands first, `zekerheden` how
    certain that rule is. Of a thing that nothing was known of yet there is nothing to list.
    """
    if not beeld.waarden:
        return []
    dag, namen = beeld.peilmoment.geldig_op, bronnen.namen
    kenmerken = []
    for attribuut in beeld.objecttype.attributen:
        gezegd = [w for w in beeld.waarden if w.attribuut == attribuut]
        gezegd.sort(key=lambda w: w.waarde is None)
        if attribuut.naam in EENHEDEN.values() and beeld.get_waarde("capaciteit") is not None:
            continue
        if gezegd:
            eenheden = _list_eenheden(beeld, attribuut)
            apart = len(set(eenheden.values())) > 1
            getoond = [(w, present(w, dag, namen)) for w in gezegd]
            if apart:
                getoond = [(w, _write_met_eenheid(t, eenheden.get(w.bronobject.pk, ""))) for w, t in getoond]
            eerste, *rest = getoond
            kenmerken.append(
                Kenmerk(
                    attribuut.titel,
                    eerste[1],
                    bronnen.make_bron(
                        *eerste, redenen.get(attribuut.naam, ""), zekerheden.get(attribuut.naam, "")
                    ),
                    [bronnen.make_bron(*ander) for ander in rest],
                    "" if apart else next(iter(eenheden.values()), ""),
                )
            )
        elif attribuut.belangrijk or attribuut.verplicht:
            kenmerken.append(Kenmerk(attribuut.titel, None))
    return kenmerken


def _list_eenheden(beeld: Objectbeeld, attribuut: Attribuut) -> dict[uuid.UUID, str]:
    """Give by record the unit in which it tells this value; suppliers need not use the same one."""
    naam = EENHEDEN.get(attribuut.naam, "")
    return {w.bronobject.pk: str(w.waarde or "") for w in beeld.waarden if w.attribuut.naam == naam}


def _write_met_eenheid(waarde: object, eenheid: str) -> object:
    """Write a number with the unit of who says it; without a number there is no unit either."""
    return waarde if waarde is None else f"{format_getal(waarde)} {eenheid}".strip()


def present(waarde: Waardebeeld, dag: date, namen: dict[str, str]) -> object:
    """Give a value as `vormgeving` writes it: labels for codes, names for organisations, days and numbers as such."""
    attribuut, w = waarde.attribuut, waarde.waarde
    if w is None:
        return find_label("voidreden", waarde.voidreden, dag) if waarde.voidreden else None
    if attribuut.soort == "organisatie":
        return namen.get(str(w), str(w))
    if attribuut.soort == "datum":
        return w
    if attribuut.soort == "getal":
        return Decimal(str(w)).normalize()
    if attribuut.vorm == "postcode":
        return format_postcode(str(w))
    return (
        shorten(format_waarde(attribuut, w, dag), 600)
        if _is_lang(attribuut)
        else format_waarde(attribuut, w, dag)
    )


def _is_lang(attribuut: Attribuut) -> bool:
    """Tell whether a value can be longer than a page wants to show whole."""
    return attribuut.soort == "geometrie"
