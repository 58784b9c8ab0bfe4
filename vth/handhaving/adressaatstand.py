"""What became of who must obey a last: died or ended, one with another by the register, or bankrupt; as far as the viewer may see him."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from vth.regelgeving.dagen import as_dagtekst
from vth.register.models import Bronobject
from vth.register.selectors import find_identiteiten, list_voorkomens
from vth.tijd import klok
from vth.tijd.rules import Peilmoment

from .models import Invorderingshandeling, Lastadressaat, Verbeurte
from .selectors import find_regel

EINDE = "handhaving.einde_adressaat"


def find_einde(bronobject: Bronobject) -> date | None:
    """Give the day on which a person died or ended, as the register says it now; none when it says nothing of it."""
    veld = find_regel(EINDE, klok.today()).waarde.get(bronobject.soort)
    if veld is None:
        return None
    voorkomens = list_voorkomens(bronobject, Peilmoment(klok.today(), klok.now()))
    if not voorkomens:
        return None
    nu = voorkomens[-1]
    # Of a natural person the values stand apart, so that they can be erased.
    einde: date | None = getattr(getattr(nu, "persoonsgegeven", nu), veld, None)
    return einde


def list_bijzonderheden(
    adressaten: Sequence[Lastadressaat],
    zichtbaar: Mapping[UUID, Bronobject],
    namen: Mapping[UUID, str],
    *,
    verbeurd: bool,
) -> dict[int, str]:
    """Say of each addressee what somebody who acts must know; empty when nothing. Only who owes something (`verbeurd`) can be bankrupt here."""
    samen = [a.bronobject_id for a in adressaten if a.bronobject_id in zichtbaar]
    identiteit = find_identiteiten(samen, Peilmoment(klok.today(), klok.now())) if len(samen) > 1 else {}
    failliet = _find_failliet(adressaten) if verbeurd else {}
    uit = {}
    for a in adressaten:
        zinnen = []
        record = zichtbaar.get(a.bronobject_id)
        if record is not None and (einde := find_einde(record)):
            zinnen.append(f"{_say_einde(record)} op {as_dagtekst(einde)}; na die dag verbeurt niets.")
        if a.bronobject_id in identiteit:
            zinnen += [
                f"Volgens het register dezelfde als {namen[b.bronobject_id]}."
                for b in adressaten
                if b.pk != a.pk and identiteit.get(b.bronobject_id) == identiteit[a.bronobject_id]
            ]
        if sinds := failliet.get(a.pk):
            zinnen.append(
                f"Failliet sinds {as_dagtekst(sinds)}; zolang dat duurt, is de verjaring verlengd (Awb 4:111)."
            )
        uit[a.pk] = " ".join(zinnen)
    return uit


def _say_einde(record: Bronobject) -> str:
    """Say that a person is no more."""
    return "Overleden" if record.soort == "natuurlijkpersoon" else "Beëindigd"


def _find_failliet(adressaten: Iterable[Lastadressaat]) -> dict[int, date]:
    """Give since when addressees are bankrupt, by what was written with their open amounts."""
    rijen = Invorderingshandeling.objects.filter(
        verbeurte__adressaat__in=[a.pk for a in adressaten],
        verbeurte__staat=Verbeurte.Staat.OPEN,
        soort="faillissement",
        sluit=None,
        tot=None,
        gesloten_door=None,
    )
    uit: dict[int, date] = {}
    for wie, dag in rijen.order_by("-dag").values_list("verbeurte__adressaat_id", "dag"):
        uit[wie] = dag
    return uit
