"""What comes in as rows, made ready to write: filled, looked at, and tied to the mandates they are about."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from vth.begrippen.selectors import list_waarden
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Geldigheid
from vth.tijd.services import Vaststelling
from vth.toegang.rules import Viewer

from ..models import Mandaat, MandaatVoorkomen, Organisatie
from ..rules import MandaatError
from ..selectors import list_codes
from ..tijdlijnen import Opgave
from .omzetten import OMVANGVELDEN, make_functienaam, read_codes, write_codes
from .rules import check_kring
from .selectors import list_besluitsoorten, list_boven, list_functies, list_processtappen
from .toetsing import Bekend, Mandaatrij, Rijfout, check_overlap, check_rij

VELDEN = {
    f.name: f.get_default()
    for f in MandaatVoorkomen._meta.local_fields
    if f.name not in ("id", "mandaat", "herkomst", "begin_geldigheid", "eind_geldigheid")
    and f.name not in ("tijdstip_registratie", "eind_registratie")
}


class MandaatrijenError(MandaatError):
    """Rows that cannot be taken in; `fouten` names all of them, and nothing was written."""

    def __init__(self, fouten: Sequence[Rijfout]) -> None:
        self.fouten = tuple(fouten)
        super().__init__(" ".join(str(f) for f in self.fouten))


def fill_rij(rij: Mandaatrij) -> Mandaatrij:
    """Give a row all its fields, its functions as they are compared and its scope as it is stored."""
    if vreemd := sorted(set(rij.inhoud) - set(VELDEN)):
        raise MandaatError(f"{', '.join(vreemd)} hoort niet bij een mandaat. Gebruik: {', '.join(VELDEN)}.")
    # Whoever forgets a scope gets a fault and not the widest mandate.
    inhoud = VELDEN | dict.fromkeys(OMVANGVELDEN, "") | dict(rij.inhoud)
    for veld in ("mandaatgever_functie", "mandaatnemer_functie"):
        inhoud[veld] = make_functienaam(inhoud[veld])
    for veld in OMVANGVELDEN:
        inhoud[veld] = write_codes(read_codes(inhoud[veld]))
    return Mandaatrij(
        rij.rij,
        rij.kenmerk.strip(),
        rij.mandaatgever,
        rij.mandaatnemer,
        rij.geldigheid,
        inhoud,
        rij.ondermandaat_van.strip(),
    )


def refuse_rijen(rijen: Sequence[Mandaatrij], gezien: Sequence[Rijfout] = ()) -> None:
    """Raise MandaatrijenError with all that is wrong with the rows by themselves and beside each other, and what was seen before."""
    fouten = list(gezien)
    bekend: dict[date, Bekend] = {}
    for rij in rijen:
        dag = rij.geldigheid.begin
        if dag not in bekend:
            bekend[dag] = _read_bekend(dag)
        fouten += check_rij(rij, bekend[dag])
    fouten += check_overlap(rijen)
    if fouten:
        raise MandaatrijenError(sorted(fouten, key=lambda f: f.rij))


def _read_bekend(dag: date) -> Bekend:
    """Read the codes that exist on a day."""
    return Bekend(
        organisaties=list_codes(dag),
        gebieden=list_codes(dag, soort=Organisatie.Soort.GEMEENTE),
        besluitsoorten=list_besluitsoorten(klok.today()),
        processtappen=list_processtappen(klok.today()),
        activiteiten={w.code for w in list_waarden("activiteit", dag)},
    )


def refuse_eigen_functie(viewer: Viewer, rijen: Iterable[Mandaatrij]) -> None:
    """Raise MandaatError for who writes down a mandate for a function that he holds or replaces himself."""
    eigen = {(f.organisatie_id, f.functie) for f in list_functies(viewer.actor, klok.today())}
    for rij in rijen:
        if (rij.mandaatnemer, rij.inhoud["mandaatnemer_functie"]) in eigen:
            raise MandaatError(
                f"U bent zelf {rij.inhoud['mandaatnemer_functie']} van {rij.mandaatnemer}. Een mandaat voor uw eigen functie legt "
                "een ander vast."
            )


def make_identiteiten(
    rijen: Sequence[Mandaatrij],
) -> tuple[list[Mandaat], dict[tuple[str, str], uuid.UUID]]:
    """Find the mandate of each number, or make it; give the new ones in the order in which they can be written.

    Raises MandaatrijenError for a number that stands for another mandate, a sub-mandate of nothing, and a circle.
    """
    sleutels = {(r.mandaatgever, r.kenmerk): r for r in rijen}
    genoemd = {r.mandaatgever for r in rijen} | {r.mandaatgever for r in rijen if r.ondermandaat_van}
    bestaand = {
        (m.mandaatgever_id, m.kenmerk): m
        for m in Mandaat.objects.filter(Q(mandaatgever__in=genoemd) | Q(mandaatnemer__in=genoemd))
    }
    nieuw = {
        s: Mandaat(mandaatgever_id=r.mandaatgever, mandaatnemer_id=r.mandaatnemer, kenmerk=r.kenmerk)
        for s, r in sleutels.items()
        if s not in bestaand
    }
    alle = bestaand | nieuw
    fouten: list[Rijfout] = []
    for rij in rijen:
        mandaat = alle[rij.mandaatgever, rij.kenmerk]
        boven = _find_boven(rij, alle.values())
        if isinstance(boven, Rijfout):
            fouten.append(boven)
        elif (rij.mandaatgever, rij.kenmerk) in nieuw:
            mandaat.ondermandaat_van = boven
        if mandaat.mandaatnemer_id != rij.mandaatnemer or _is_anders(mandaat, boven):
            melding = f"{rij.kenmerk} van {rij.mandaatgever} is al een mandaat aan {mandaat.mandaatnemer_id}. Geef dit een ander kenmerk."
            fouten.append(Rijfout(rij.rij, "kenmerk", melding))
    if not fouten:
        fouten = _list_kringen(rijen, alle)
    if fouten:
        raise MandaatrijenError(fouten)
    return _order(nieuw.values()), {s: alle[s].pk for s in sleutels}


def _is_anders(mandaat: Mandaat, boven: Mandaat | Rijfout | None) -> bool:
    """Tell whether a mandate hangs under another one than a row says."""
    return not isinstance(boven, Rijfout) and mandaat.ondermandaat_van_id != (boven.pk if boven else None)


def _find_boven(rij: Mandaatrij, alle: Iterable[Mandaat]) -> Mandaat | Rijfout | None:
    """Find the mandate that a row passes on, among those given to its mandator."""
    if not rij.ondermandaat_van:
        return None
    gegeven = [m for m in alle if m.mandaatnemer_id == rij.mandaatgever and m.kenmerk == rij.ondermandaat_van]
    if len(gegeven) == 1:
        return gegeven[0]
    if gegeven:
        wie = ", ".join(sorted(m.mandaatgever_id for m in gegeven))
        return Rijfout(
            rij.rij,
            "ondermandaat_van",
            f"{rij.ondermandaat_van} is gegeven door {wie}. Geef elk een eigen kenmerk.",
        )
    return Rijfout(
        rij.rij,
        "ondermandaat_van",
        f"Er is geen mandaat {rij.ondermandaat_van!r} aan {rij.mandaatgever}. Ondermandaat kan alleen van een mandaat dat u hebt "
        "gekregen (Awb 10:9).",
    )


def _list_kringen(rijen: Sequence[Mandaatrij], alle: Mapping[tuple[str, str], Mandaat]) -> list[Rijfout]:
    """Name each row that hangs, by way of others, under itself."""
    boven = list_boven() | {
        str(m.pk): str(m.ondermandaat_van_id) for m in alle.values() if m.ondermandaat_van_id
    }
    return [
        Rijfout(
            rij.rij,
            "ondermandaat_van",
            f"{rij.kenmerk} is via andere ondermandaten een ondermandaat van zichzelf.",
        )
        for rij in rijen
        if (m := alle[rij.mandaatgever, rij.kenmerk]).ondermandaat_van_id
        and check_kring(str(m.pk), str(m.ondermandaat_van_id), boven)
    ]


def _order(nieuw: Iterable[Mandaat]) -> list[Mandaat]:
    """Put new mandates behind the ones they hang under."""
    over, klaar = list(nieuw), list[Mandaat]()
    while over:
        wachtend = {m.pk for m in over}
        klaar += [m for m in over if m.ondermandaat_van_id not in wachtend]
        over = [m for m in over if m.ondermandaat_van_id in wachtend]
    return klaar


def make_opgaven(rijen: Sequence[Mandaatrij], per_rij: Mapping[tuple[str, str], uuid.UUID]) -> list[Opgave]:
    """Say of each number what holds from the first begin that the rows name."""
    groepen: dict[uuid.UUID, list[Mandaatrij]] = {}
    for rij in rijen:
        groepen.setdefault(per_rij[rij.mandaatgever, rij.kenmerk], []).append(rij)
    return [
        Opgave(
            {"mandaat_id": id_},
            Geldigheid(min(r.geldigheid.begin for r in groep), OPEN_DAG),
            [Vaststelling(r.geldigheid, r.inhoud) for r in groep],
        )
        for id_, groep in groepen.items()
    ]
