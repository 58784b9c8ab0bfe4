"""The kernel of a toestemming in the register, where every party finds it: what CIm VTH FLo shares, and to whom and what it is.

The act that establishes it was allowed; that its kernel is written needs no right of its own.
"""

from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.tijd.rules import OPEN_DAG
from vth.toegang.rules import Viewer

from .controle import check_dagen
from .models import Toestemming, Toestemmingonderwerp

Rol = Toestemmingonderwerp.Rol


def record_kern(viewer: Viewer, toestemming: Toestemming) -> Bronobject:
    """Write the kernel of an established toestemming under its organisation, and give the record.

    A relation runs within one supplier: a record of another one stays with the toestemming in this room.
    """
    vergunning = toestemming.vergunning
    rijen = toestemming.onderwerpen.select_related("bronobject").filter(
        bronobject__leverancier=vergunning.leverancier
    )
    relaties: dict[str, list[Bronobject]] = {rol.value: [] for rol in Rol}
    for rij in rijen:
        relaties[rij.rol].append(rij.bronobject)
    inhoud = {
        "kenmerk": toestemming.kenmerk,
        "onderwerp": toestemming.onderwerp,
        "toestemmingsoort": toestemming.toestemmingsoort,
        "toestemmingtype": toestemming.toestemmingtype,
        "inwerkingtredingsdatum": toestemming.ingangsdatum,
        "vervaldatum": toestemming.vervaldatum,
    }
    return record_object(
        viewer=viewer.with_handeling("register.record"),
        leverancier=vergunning.leverancier,
        soort="toestemming",
        sleutel=str(toestemming.pk),
        inhoud={k: v for k, v in inhoud.items() if v is not None},
        begin_geldigheid=check_dagen(None, toestemming.ingangsdatum, None),
        eind_geldigheid=toestemming.vervaldatum or OPEN_DAG,
        relaties=relaties,
        gebied=vergunning.gebied,
        vertrouwelijkheid=vergunning.vertrouwelijkheid,
    )
