"""A proces-verbaal as a document: the text, and as an annex everything of the file that it rests on."""

from vth.toegang.selectors import list_actornamen
from vth.vormgeving.opmaak import format_tijdstip
from vth.zaken.rapport.blokken import Alinea, Blok, Kop, Rapport, Tabel

from .models import Opsporingsdossier, Procesverbaal


def make_pvstuk(dossier: Opsporingsdossier, pv: Procesverbaal) -> Rapport:
    """Make the document; what is not closed says on every page that it is a draft."""
    namen = list_actornamen({pv.opgesteld_door})
    wie = namen.get(pv.opgesteld_door, pv.opgesteld_door)
    stand = (
        f"gesloten op {format_tijdstip(pv.gesloten_op)}" if pv.gesloten_op else "concept, nog niet gesloten"
    )
    return Rapport(
        titel=f"Proces-verbaal: {pv.titel}",
        organisatie=dossier.organisatie,
        kenmerken=(
            ("Dossier", dossier.titel),
            ("Verdenking sinds", format_tijdstip(dossier.verdenking_op)),
            *((("Verdachte", pv.verdachte.naam),) if pv.verdachte else ()),
            ("Opgemaakt door", wie),
            ("Opgemaakt", format_tijdstip(pv.opgesteld_op)),
            ("Stand", stand),
        ),
        blokken=(
            *(Alinea(deel) for deel in pv.tekst.split("\n") if deel.strip()),
            Kop("Grond van de verdenking"),
            Alinea(dossier.verdenking_grond),
            *_make_bijlage(dossier, pv),
        ),
        voet=f"{pv.titel}, {stand}",
    )


def _make_bijlage(dossier: Opsporingsdossier, pv: Procesverbaal) -> list[Blok]:
    """List what was seen, said and done up to the closing; about another suspect only what concerns nobody in particular."""
    rijen = dossier.handelingen.order_by("op", "volgnummer")
    if pv.gesloten_op:
        rijen = rijen.filter(geregistreerd_op__lte=pv.gesloten_op)
    eigen = [h for h in rijen if h.verdachte_id in (None, pv.verdachte_id) or pv.verdachte_id is None]
    cellen = tuple(
        (format_tijdstip(h.op), h.get_fase_display(), h.get_soort_display(), (h.met or "", h.tekst))
        for h in eigen
    )
    kop = ("Wanneer", "Fase", "Wat", "Met wie, en wat")
    return [Kop("Bijlage: verrichtingen"), Tabel(kop, cellen, "Verrichtingen in dit dossier", (2, 2, 2, 6))]
