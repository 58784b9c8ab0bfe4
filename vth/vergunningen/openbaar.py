"""What of a permit is shown and through whose eyes: all of it, or only what everybody may read.

The public version is for whoever publishes a permit. It says how many parts were left out and nothing of what they are.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vth.register.models import VOORKOMENS
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import GeenToegangError, Viewer, Zicht, derive_niveaus
from vth.vormgeving.opmaak import format_telling

from .consolidatie import Standregel, read_stand
from .models import Vergunning, Vergunningdocument
from .omgeving import NIET_GENOEMD, ONZICHTBAAR
from .onderwerpkeuzes import PERSOON
from .stukken import list_genomen_stukken, list_stukken

OPENBAAR = "openbaar"
REGISTER = "Natuurlijke personen, en wat in het register niet openbaar is, zijn nergens genoemd."
# Of what a permit leads to: the records of the register, and what this room and that of the files keep themselves.
SOORTEN = frozenset({*VOORKOMENS, "vergunning", "document"})


@dataclass(frozen=True)
class Weggelaten:
    """How much of a permit is not in its public version; of documents also those that who makes it may not see himself."""

    voorschriften: int
    stukken: int

    @property
    def zin(self) -> str:
        """Say so, without saying what."""
        delen = [
            format_telling(aantal, een, meer)
            for aantal, een, meer in (
                (self.voorschriften, "voorschrift", "voorschriften"),
                (self.stukken, "stuk", "stukken"),
            )
            if aantal
        ]
        if not delen:
            return f"Dit is de openbare versie. Er is geen voorschrift en geen stuk weggelaten. {REGISTER}"
        wat = " en ".join(delen)
        ene = self.voorschriften + self.stukken == 1
        return f"Dit is de openbare versie. Weggelaten {'is' if ene else 'zijn'} {wat}, omdat {'dat' if ene else 'die'} niet openbaar {'is' if ene else 'zijn'}. {REGISTER}"


@dataclass(frozen=True)
class Bron:
    """What of a permit is shown, through whose eyes, and how what he may not see is called; `heel` is all that stands."""

    viewer: Viewer
    heel: Sequence[Standregel]
    stand: Sequence[Standregel]
    stukken: Sequence[Vergunningdocument]
    onzichtbaar: str = ONZICHTBAAR
    weggelaten: Weggelaten | None = None


def read_bron(
    viewer: Viewer, vergunning: Vergunning, peilmoment: Peilmoment, *, openbaar: bool = False
) -> Bron:
    """Read what of a permit is shown: all that stands at a moment, or with `openbaar` only what everybody may read.

    Raises GeenToegangError when the public version is asked of a permit that is not public itself: nobody may publish it.
    """
    heel = read_stand(vergunning.pk, peilmoment)
    if not openbaar:
        return Bron(viewer, heel, heel, list_stukken(viewer, vergunning))
    if vergunning.vertrouwelijkheid != OPENBAAR:
        raise GeenToegangError(
            f"Vergunning {vergunning.kenmerk} is {vergunning.vertrouwelijkheid.replace('_', ' ')}. Van een vergunning die niet openbaar "
            "is, bestaat geen openbare versie."
        )
    ieder, stand = make_openbare_viewer(viewer), derive_openbare_stand(heel)
    # Of what was not decided, or not known then, nobody is told that it is there.
    genomen = list_genomen_stukken(vergunning, peilmoment.beschikbaar_op)
    stukken = [s for s in list_stukken(ieder, vergunning) if s.openbaar and s.pk in genomen]
    weg = Weggelaten(len(heel) - len(stand), len(genomen) - len(stukken))
    return Bron(ieder, heel, stand, stukken, NIET_GENOEMD, weg)


def make_openbare_viewer(viewer: Viewer) -> Viewer:
    """Give who sees of what a viewer sees only what is public, and no natural person; he may do nothing."""
    soorten = SOORTEN if viewer.zicht.alle_soorten else viewer.zicht.soorten
    zicht = replace(viewer.zicht, niveaus=_list_niveaus(viewer.zicht), soorten=soorten - {PERSOON})
    return Viewer(viewer.actor, zicht, organisaties=viewer.organisaties, gebruiker_id=viewer.gebruiker_id)


def _list_niveaus(zicht: Zicht) -> frozenset[str]:
    """Give the levels of what is public, as far as they were seen."""
    return zicht.niveaus & derive_niveaus(OPENBAAR)


def derive_openbare_stand(stand: Sequence[Standregel]) -> list[Standregel]:
    """Give the voorschriften that are public, in the order in which they are read.

    What stands under one that is left out stands under the next above it that is not: so nothing tells where it was.
    """
    ouders = {r.voorschrift_id: r.ouder_id for r in stand}
    openbaar = {r.voorschrift_id for r in stand if r.openbaar}
    dieptes: dict[uuid.UUID, int] = {}
    uit = []
    for r in stand:
        if not r.openbaar:
            continue
        ouder, gezien = r.ouder_id, {r.voorschrift_id}
        while ouder in ouders and ouder not in openbaar and ouder not in gezien:
            gezien.add(ouder)
            ouder = ouders[ouder]
        boven = ouder if ouder in openbaar else None
        dieptes[r.voorschrift_id] = dieptes.get(boven, -1) + 1 if boven is not None else 0
        uit.append(r._replace(ouder_id=boven, diepte=dieptes[r.voorschrift_id]))
    return uit
