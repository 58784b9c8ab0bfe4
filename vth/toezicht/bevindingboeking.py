"""What every act on a finding does: find the words of its norms on its day, and give a concluded one its kernel."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer
from vth.vergunningen.consolidatie import read_stand
from vth.vergunningen.models import Mutatie, Norm
from vth.vergunningen.selectors import get_voorschrift
from vth.zaken.documenten.selectors import get_document

from .invoer import NieuweBevinding, Normkeuze, check_onderwerpen
from .kern import record_bevindingkern
from .models import Bevinding, Bevindingbewijs, Bevindingnorm, Bevindingonderwerp, Controle
from .rules import ToezichtError
from .selectors import list_normen


def find_norm(viewer: Viewer, keuze: Normkeuze, dag: date) -> Bevindingnorm:
    """Give a norm as it is tested on a day, with its words of that day, not yet saved.

    Raises BestaatNietError for a voorschrift the viewer may not see, and ToezichtError for one that does not stand that day, a norm that does
    not hold, or an article without a name.
    """
    if keuze.voorschrift_id:
        return _find_voorschrift(viewer, keuze.voorschrift_id, dag)
    if keuze.norm_id:
        return _find_norm(keuze.norm_id, dag)
    if not keuze.citaat.strip():
        raise ToezichtError(
            "De norm heeft geen naam. Schrijf haar zoals een jurist haar aanhaalt, zoals: Bal 4.1141."
        )
    return Bevindingnorm(
        soort=Bevindingnorm.Soort.ARTIKEL, citaat=keuze.citaat.strip()[:300], tekst=keuze.tekst.strip()
    )


def _find_voorschrift(viewer: Viewer, voorschrift_id: uuid.UUID, dag: date) -> Bevindingnorm:
    """Give a voorschrift of a permit in its version of a day."""
    voorschrift = get_voorschrift(viewer, voorschrift_id)
    stand = read_stand(voorschrift.vergunning_id, Peilmoment(dag, klok.now()))
    regel = next((r for r in stand if r.voorschrift_id == voorschrift.pk), None)
    if regel is None:
        raise ToezichtError(
            f"Dit voorschrift van vergunning {voorschrift.vergunning.kenmerk} geldt niet op {as_dagtekst(dag)}. Kies een voorschrift dat die dag gold."
        )
    return Bevindingnorm(
        soort=Bevindingnorm.Soort.VOORSCHRIFT,
        voorschrift=voorschrift,
        mutatie=Mutatie.objects.get(pk=regel.mutatie_id),
        citaat=f"vergunning {voorschrift.vergunning.kenmerk}, voorschrift {regel.nummer}"[:300],
        tekst=f"{regel.titel}\n{regel.tekst}".strip(),
    )


def _find_norm(norm_id: uuid.UUID, dag: date) -> Bevindingnorm:
    """Give a recorded norm that holds on a day."""
    norm = Norm.objects.filter(pk=norm_id).first()
    if norm is None or not norm.begin_geldigheid <= dag < norm.eind_geldigheid:
        raise ToezichtError(f"Deze norm geldt niet op {as_dagtekst(dag)}. Kies een norm die die dag gold.")
    return Bevindingnorm(
        soort=Bevindingnorm.Soort.NORM, norm=norm, citaat=str(norm)[:300], tekst=norm.omschrijving
    )


def write_delen(
    viewer: Viewer, bevinding: Bevinding, nieuw: NieuweBevinding, normen: Iterable[Bevindingnorm]
) -> None:
    """Write what hangs to a finding: its norms in order, what it is about, and what shows it. Raises as the readers do."""
    for nr, norm in enumerate(normen, start=1):
        norm.bevinding, norm.volgnummer = bevinding, nr
        norm.save(force_insert=True)
    if nieuw.onderwerpen:
        for id_ in check_onderwerpen(viewer, nieuw.onderwerpen):
            Bevindingonderwerp.objects.create(bevinding=bevinding, bronobject_id=id_)
    for document_id in dict.fromkeys(nieuw.bewijzen):
        Bevindingbewijs.objects.create(bevinding=bevinding, document=get_document(viewer, document_id))


def find_normen(viewer: Viewer, keuzes: Sequence[Normkeuze], dag: date) -> list[Bevindingnorm]:
    """Give the norms of a finding, each once."""
    gevonden = [find_norm(viewer, keuze, dag) for keuze in dict.fromkeys(keuzes)]
    return list({(n.voorschrift_id, n.norm_id, n.citaat): n for n in gevonden}.values())


def record_kernen(viewer: Viewer, controle: Controle, dag: date) -> None:
    """Give every finding of a concluded controle that counts its kernel in the register."""
    bevindingen = list(
        Bevinding.objects.filter(controle=controle, ingetrokken_op=None).select_related(
            "controle__bronobject"
        )
    )
    normen = list_normen(bevindingen)
    for bevinding in bevindingen:
        bevinding.controle = controle
        bevinding.bronobject = record_bevindingkern(viewer, bevinding, normen.get(bevinding.pk, []), dag)
        bevinding.save(update_fields=["bronobject"])
