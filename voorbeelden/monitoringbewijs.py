"""Evidence of the demo as files: brought by the diensten of the round that runs, one taken back, and a visit by colleagues that saw some."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from vth.monitoring.bewijzen import accept_stukbewijs, cancel_bewijsstuk
from vth.monitoring.models import Zelfbeoordeling
from vth.monitoring.visitaties import record_visitatie
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.rapport.blokken import Alinea, Rapport
from vth.zaken.rapport.maken import make_bestand

Rij = Mapping[str, Any]


def bring_bewijs(z: Zelfbeoordeling, opsteller: Viewer, land: Rij) -> None:
    """Bring the files of the story of one dienst into its self-assessment, and take back what it took back."""
    for rij in land["bewijs"]:
        if rij["dienst"] != z.dienst:
            continue
        gebracht = accept_stukbewijs(
            viewer=opsteller,
            zelfbeoordeling_id=z.pk,
            titel=rij["titel"],
            brokken=[_make_bestand(rij)],
            bestandsnaam=rij["bestand"],
            voor=rij["voor"],
        )
        if "ingetrokken" in rij:
            stuk = gebracht.versie.bewijsstuk_id
            cancel_bewijsstuk(viewer=opsteller, bewijsstuk_id=stuk, reden=rij["ingetrokken"])


def make_visitatie(maak_viewer: Callable[[str], Viewer], land: Rij) -> None:
    """Write down the visit of the story, which saw the documents that stand."""
    rij, viewer = land["visitatie"], maak_viewer(land["visitatie"]["dienst"])
    stukken = Zelfbeoordeling.objects.filter(dienst=rij["dienst"], bewijzen__ingetrokken_op=None)
    record_visitatie(
        viewer=viewer,
        dienst=rij["dienst"],
        dag=klok.today() - timedelta(days=rij["dagen"]),
        bezoekers=rij["bezoekers"],
        uitkomst=rij["uitkomst"],
        bezoekende=rij["bezoekende"],
        bewijsstukken=sorted(
            set(stukken.exclude(bewijzen__bewijsstuk=None).values_list("bewijzen__bewijsstuk", flat=True))
        ),
    )


def _make_bestand(rij: Rij) -> bytes:
    """Make the bytes of a file: a PDF in the way of the letters of the house, or plain text."""
    if rij["bestand"].endswith(".txt"):
        return "\n".join([rij["titel"], "", *rij["tekst"]]).encode()
    rapport = Rapport(
        titel=rij["titel"],
        organisatie=rij["dienst"],
        kenmerken=(("Verzonnen", "Dit stuk hoort bij het verzonnen land van de demo."),),
        blokken=tuple(Alinea(regel) for regel in rij["tekst"]),
    )
    return make_bestand(rapport, "pdf")
