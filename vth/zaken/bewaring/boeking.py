"""Writing from when a closed zaak may be destroyed, inside the act that closes it, opens it again, or changes its decisions."""

from collections.abc import Iterable
from datetime import date

from vth.agenda.dagtaken import Dagtaak
from vth.regelgeving.rules import Grond, RegelError
from vth.regelgeving.selectors import find_grond, read_regel

from ..models import Besluit, Zaak, Zaakbewaring
from ..rules import ZaakError
from ..selectors import read_soort
from ..zaaksoort import Zaaksoort
from .rules import VERNIETIGEN, Besluitdagen, Bewaarregel, Bewaaruitkomst, derive_bewaring, make_bewaarregel

REGEL = "zaken.bewaartermijnen"
BESLOTEN = (Besluit.Staat.ONDERTEKEND, Besluit.Staat.BEKENDGEMAAKT)


def put_bewaring(zaak: Zaak, soort: Zaaksoort) -> Zaakbewaring:
    """Work out what becomes of a closed zaak by the selection list of its closing day, and keep the answer with its ground.

    An exception that was made stays. What the list does not cover never stops a zaak from closing: it is then kept, and says why.
    """
    assert zaak.einddatum is not None
    try:
        grond = _find_grond(zaak)
        regel = make_bewaarregel(soort.bewaren, zaak.resultaat, grond.waarde)
        uitkomst = derive_bewaring(regel, einddatum=zaak.einddatum, besluiten=list_besluitdagen(zaak))
        bewijs = grond.as_dict() | {"waarde": None}
    except (ZaakError, RegelError) as fout:
        regel, uitkomst, bewijs = Bewaarregel(VERNIETIGEN), Bewaaruitkomst(None, None, str(fout)), {}
    bewaring, _ = Zaakbewaring.objects.update_or_create(
        zaak=zaak,
        defaults={
            "wijze": regel.wijze,
            "jaren": regel.jaren,
            "vanaf": uitkomst.vanaf,
            "vernietigen_op": uitkomst.vernietigen_op,
            "waarom": uitkomst.waarom[:500],
            "grond": bewijs,
        },
    )
    return bewaring


def _find_grond(zaak: Zaak) -> Grond:
    """Give the selection list of the day on which a zaak closed, of its authority; of a day before the first, the first."""
    assert zaak.einddatum is not None
    eerste = read_regel(REGEL).perioden[0].geldigheid.begin
    return find_grond(
        REGEL,
        geldig_op=max(zaak.einddatum, eerste),
        bevoegd_gezag=zaak.bevoegd_gezag,
        omgevingsdienst=zaak.leverancier,
    )


def list_besluitdagen(zaak: Zaak) -> list[Besluitdagen]:
    """Give the days that count of the decisions that were signed in a zaak."""
    rijen = zaak.besluiten.filter(staat__in=BESLOTEN, besluitdatum__isnull=False)
    velden = ("besluitdatum", "rechtsmiddel", "onherroepelijk_op", "vervaldatum")
    return [Besluitdagen(**{v: rij[v] for v in velden}) for rij in rijen.values(*velden)]


def drop_bewaring(zaak: Zaak) -> None:
    """Forget what was to become of a zaak that opens again; an exception with its reason stands in the log."""
    Zaakbewaring.objects.filter(zaak=zaak).delete()


def refresh_bewaring(zaken: Iterable[Zaak]) -> int:
    """Work out anew what becomes of closed zaken whose decisions changed; gives how many got another day."""
    anders = 0
    for zaak in zaken:
        eerder = Zaakbewaring.objects.filter(zaak=zaak).values_list("vernietigen_op", flat=True).first()
        anders += put_bewaring(zaak, read_soort(zaak)).vernietigen_op != eerder
    return anders


def update_bewaring(na: date | None, op: date) -> int:
    """Give a day to zaken that had none, because a decision in them became irrevocable by itself since the last time.

    Only decisions of the days that passed are looked at, by their own index; whatever people do to a decision counts at once.
    """
    besluiten = Besluit.objects.filter(onherroepelijk_op__lte=op)
    if na is not None:
        besluiten = besluiten.filter(onherroepelijk_op__gte=na)
    rijen = Zaak.objects.filter(
        bewaring__vernietigen_op=None, bewaring__wijze=VERNIETIGEN, vernietigd_op=None
    )
    gekozen = rijen.filter(pk__in=besluiten.values("zaak_id")).select_related("zaaksoortversie")
    return refresh_bewaring(gekozen.iterator(chunk_size=500))


DAGTAAK = Dagtaak("zaken.bewaring", "zaken die een dag van vernietiging kregen", update_bewaring)
