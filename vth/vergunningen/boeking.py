"""What every act on a permit does: lock it, see that nobody was first, refuse what cannot be, and write what works when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.logboek.services import record_gebeurtenis
from vth.organisaties.services import record_betrokkenheid
from vth.tijd.models import Herkomst
from vth.tijd.rules import OPEN_TIJDSTIP, Geldigheid
from vth.tijd.services import record_herkomst
from vth.toegang.rules import Viewer

from .models import Ingreep, Mutatie, Mutatiewerking, Ontwerpmutatie, Toestemming, Vergunning
from .rules import (
    Gebrek,
    Ingreepdeel,
    Ingreepsoort,
    VergunningError,
    Werking,
    derive_melding,
    derive_perioden,
    derive_rang,
    derive_vanaf,
    list_nieuwe_gebreken,
)
from .zoekregels import write_zoekregels

SCHRIJVEN, VASTSTELLEN = "vergunning.record", "vergunning.decide"
TOON = 8
Rij = Mutatie | Ontwerpmutatie


@dataclass(frozen=True)
class Deel:
    """One mutation with everything that follows from its decision: its rang and the periods in which it works."""

    mutatie: Rij
    rang: str
    perioden: tuple[Geldigheid, ...]


def lock_vergunning(vergunning: Vergunning, gezien: int | None) -> Vergunning:
    """Lock a permit that the viewer may see, and refuse when somebody changed it since version `gezien` was looked at."""
    vast = Vergunning.objects.select_for_update().get(pk=vergunning.pk)
    if gezien is not None and vast.versie != gezien:
        raise VergunningError(
            f"Vergunning {vast.kenmerk} is intussen door iemand anders gewijzigd. Uw handeling is niet vastgelegd. Bekijk haar opnieuw "
            "en kies dan."
        )
    return vast


def record_act(viewer: Viewer, vergunning: Vergunning, handeling: str, **inhoud: Any) -> None:
    """Write one act on a locked permit: its new version, the line of the log, and who worked on it."""
    vergunning.versie += 1
    vergunning.save(update_fields=["versie"])
    record_gebeurtenis(
        actor=viewer.actor,
        organisatie=vergunning.leverancier,
        handeling=f"vergunning.{handeling}",
        onderwerp=("vergunning", str(vergunning.pk)),
        inhoud={"versie": vergunning.versie, **{k: str(v) for k, v in inhoud.items()}},
    )
    record_betrokkenheid(viewer=viewer, onderwerp=("vergunning", str(vergunning.pk)), handeling=handeling)


def derive_delen(
    toestemming: Toestemming, rijen: Iterable[Rij], ingrepen: Sequence[Ingreep], ingangsdatum: date
) -> list[Deel]:
    """Work out when the mutations of one decision work, with what happened to it."""
    delen = []
    besluitdatum = toestemming.besluitdatum or ingangsdatum
    for rij in rijen:
        eigen = [
            Ingreepdeel(Ingreepsoort(i.soort), i.begin, i.eind)
            for i in ingrepen
            if i.herroepen_op is None and (not i.mutaties or rij.volgnummer in i.mutaties)
        ]
        begin = derive_vanaf(ingangsdatum, rij.vanaf, eigen, voorwaarde=bool(rij.voorwaarde))
        einden = [d for d in (rij.tot, toestemming.vervaldatum) if d is not None]
        rang = derive_rang(begin or ingangsdatum, besluitdatum, toestemming.volgorde, rij.volgnummer)
        delen.append(Deel(rij, rang, tuple(derive_perioden(begin, min(einden, default=None), eigen))))
    return delen


def read_werkingen(vergunning: Vergunning) -> list[Werking]:
    """Give all that is believed of a permit now: every mutation in every period in which it works."""
    velden = ("voorschrift_id", "soort", "rang", "begin_geldigheid", "eind_geldigheid")
    boom = ("mutatie__nummer", "mutatie__ouder_id", "mutatie__plaats")
    rijen = Mutatiewerking.objects.believed().filter(vergunning=vergunning).values_list(*velden, *boom)
    return [
        Werking(v, soort, rang, Geldigheid(begin, eind), nummer, ouder, plaats)
        for v, soort, rang, begin, eind, nummer, ouder, plaats in rijen
    ]


def as_werkingen(delen: Iterable[Deel]) -> list[Werking]:
    """Give mutations as the rules look at them."""
    return [
        Werking(
            d.mutatie.voorschrift_id,
            d.mutatie.soort,
            d.rang,
            periode,
            d.mutatie.nummer,
            d.mutatie.ouder_id,
            d.mutatie.plaats,
        )
        for d in delen
        for periode in d.perioden
    ]


def check_werkingen(vergunning: Vergunning, voor: Sequence[Werking], na: Sequence[Werking]) -> None:
    """Refuse an act that would make something impossible. Raises VergunningError that names each thing, up to a few."""
    if not (gebreken := list_nieuwe_gebreken(voor, na)):
        return
    raise VergunningError(
        f"Dit past niet in vergunning {vergunning.kenmerk}: " + " ".join(describe_gebreken(gebreken, na))
    )


def describe_gebreken(gebreken: Sequence[tuple[date, Gebrek]], werkingen: Sequence[Werking]) -> list[str]:
    """Say of each thing that cannot be what it is and what to do; of many only the first few."""
    soorten = {w.rang: w.soort for w in werkingen}
    nummers = {w.voorschrift: w.nummer for w in sorted(werkingen, key=lambda w: w.rang) if w.nummer}
    bestond = {w.voorschrift for w in werkingen if w.soort == "van_kracht"}
    zinnen = [
        derive_melding(
            g if g.nummer else Gebrek(g.soort, g.voorschrift, g.rang, nummers.get(g.voorschrift, "")),
            dag,
            soort=soorten.get(g.rang, ""),
            eerder=g.voorschrift in bestond,
        )
        for dag, g in gebreken[:TOON]
    ]
    if (rest := len(gebreken) - TOON) > 0:
        zinnen.append(f"En nog {rest} andere.")
    return zinnen


def write_werkingen(vergunning: Vergunning, delen: Sequence[Deel], oud: Iterable[int] = ()) -> Herkomst:
    """Write the periods in which mutations work, where those differ from what was believed; `oud` are mutations that work no more.

    Two times are kept: what was believed is closed, never changed. Gives the act.
    """
    herkomst = record_herkomst(leverancier=vergunning.leverancier, soort=Herkomst.Soort.HANDELING)
    ids = [d.mutatie.pk for d in delen]
    geloofd: dict[tuple[int, str, Any, Any], int] = {}
    for w in Mutatiewerking.objects.believed().filter(mutatie_id__in=[*ids, *oud]):
        geloofd[w.mutatie_id, w.rang, w.begin_geldigheid, w.eind_geldigheid] = w.pk
    gewenst = {(d.mutatie.pk, d.rang, p.begin, p.eind): d for d in delen for p in d.perioden}
    weg = [pk for sleutel, pk in geloofd.items() if sleutel not in gewenst]
    Mutatiewerking.objects.filter(pk__in=weg).update(eind_registratie=herkomst.moment)
    Mutatiewerking.objects.bulk_create(
        Mutatiewerking(
            mutatie_id=sleutel[0],
            vergunning=vergunning,
            voorschrift_id=d.mutatie.voorschrift_id,
            soort=d.mutatie.soort,
            rang=d.rang,
            begin_geldigheid=sleutel[2],
            eind_geldigheid=sleutel[3],
            tijdstip_registratie=herkomst.moment,
            eind_registratie=OPEN_TIJDSTIP,
            herkomst=herkomst,
        )
        for sleutel, d in gewenst.items()
        if sleutel not in geloofd
    )
    anders = {d.mutatie.voorschrift_id for sleutel, d in gewenst.items() if sleutel not in geloofd}
    anders |= set(Mutatiewerking.objects.filter(pk__in=weg).values_list("voorschrift_id", flat=True))
    write_zoekregels(anders)
    return herkomst
