"""The proposal of the leidraad for a measure that is prepared: for its violations, of its bevoegd gezag, on a day."""

from datetime import date

from ..models import Maatregel, Overtreding, Overtredingsnorm
from .leidraad import Leidraadvoorstel
from .regelset import find_leidraad


def find_leidraad_van(maatregel: Maatregel, op: date) -> Leidraadvoorstel:
    """Propose term and amounts for a measure that the viewer was given, by what its violations are called and the norms that they broke.

    Raises StrategieError for a list that cannot be used. `as_dict()` is what to keep with the last.
    """
    overtredingen = list(Overtreding.objects.filter(maatregelen__maatregel=maatregel).order_by("id"))
    normen = Overtredingsnorm.objects.filter(overtreding__in=[o.pk for o in overtredingen])
    return find_leidraad(
        "; ".join(o.aard for o in overtredingen),
        list(normen.order_by("overtreding_id", "volgnummer").values_list("citaat", flat=True)),
        op,
        bevoegd_gezag=maatregel.bevoegd_gezag,
        omgevingsdienst=maatregel.leverancier,
    )
