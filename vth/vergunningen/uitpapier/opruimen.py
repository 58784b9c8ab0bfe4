"""What stays of a proposal when its source is destroyed: nothing but what was accepted, which stands in the permit."""

from datetime import date

from vth.agenda.dagtaken import Dagtaak

from ..models import Voorstel


def sweep_voorstellen(_van: date | None, _tot: date) -> int:
    """Remove the proposals out of documents that were destroyed, with the copy of their text; gives how many.

    From the moment of destroying nobody sees them any more (`selectors`); this takes the words away.
    """
    weg = Voorstel.objects.exclude(documentversie__document__vernietigd_op=None).exclude(documentversie=None)
    ids = list(weg.values_list("pk", flat=True))
    Voorstel.objects.filter(pk__in=ids).delete()
    return len(ids)


DAGTAKEN = (
    Dagtaak(
        "vergunningen.voorstellen", "voorstellen uit vernietigde documenten opgeruimd", sweep_voorstellen
    ),
)
