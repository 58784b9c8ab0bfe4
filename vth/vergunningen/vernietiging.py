"""What was said of a melding or of information goes when its zaak was destroyed: what lacked, why, and the explanation. That it was judged, when and by whom stays."""

from django.db.models import Model, Q

from vth.zaken.bewaring.meegaan import Meegaand
from vth.zaken.models import Zaak

from .models import Informatieoordeel, Meldingoordeel

TERMIJN = "vergunningen.bewaartermijn"
ZEGT_IETS = ~Q(ontbreekt=[]) | ~Q(toelichting="")


def _make_meegaand(kamer: str, soort: str, oordeel: type[Model], via: str) -> Meegaand:
    """Let the judgements of one kind of verzoek go with their zaak. Nothing of them goes on: when the zaak is closed, they are past."""

    def empty(zaak: Zaak) -> None:
        oordeel._default_manager.filter(**{f"{via}zaak": zaak}).update(ontbreekt=[], toelichting="")

    return Meegaand(kamer, soort, TERMIJN, {oordeel: ZEGT_IETS}, lambda zaak: False, empty, via)


MELDINGEN = _make_meegaand("meldingen", "meldingoordeel", Meldingoordeel, "melding__verzoek__")
INFORMATIE = _make_meegaand("informatie", "informatieoordeel", Informatieoordeel, "informatie__verzoek__")
