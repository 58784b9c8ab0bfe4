"""How people read zaken and decisions: names instead of codes, the state in a word, the term in a line."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.models import Gebruiker, Lidmaatschap
from vth.toegang.rules import Viewer, derive_handelingen
from vth.toegang.selectors import ACCOUNT, list_actornamen, read_rollen
from vth.vormgeving.onderdelen import Termijn

from .models import Besluit, Zaak, Zaaksoortversie
from .services import RECHT
from .zaaksoort import Zaaksoort, read_zaaksoort

BESLUITSTATEN = {
    "concept": "bezig",
    "voorgelegd": "wacht",
    "goedgekeurd": "goed",
    "ondertekend": "goed",
    "bekendgemaakt": "goed",
    "ingetrokken": "neutraal",
}


class Namen:
    """The words of some zaken, each asked for once: kinds, steps, handlers, organisations."""

    def __init__(self, zaken: Iterable[Zaak]) -> None:
        rijen = list(zaken)
        versies = Zaaksoortversie.objects.in_bulk({z.zaaksoortversie_id for z in rijen})
        self.soorten: dict[str, Zaaksoort] = {
            pk: read_zaaksoort(v.zaaksoort, v.definitie) for pk, v in versies.items()
        }
        self.actors = list_actornamen(z.behandelaar for z in rijen if z.behandelaar)
        codes = {z.leverancier for z in rijen} | {z.gebied for z in rijen if z.gebied}
        self.organisaties = {
            c: shorten_organisatie(n) for c, n in list_organisatienamen(codes, klok.today()).items()
        }

    def get_soort(self, zaak: Zaak) -> Zaaksoort:
        """Give the kind of a zaak."""
        return self.soorten[zaak.zaaksoortversie_id]

    def get_stap(self, zaak: Zaak) -> str:
        """Name the step of a zaak."""
        return self.get_soort(zaak).get_stap(zaak.status).naam

    def get_behandelaar(self, zaak: Zaak) -> str:
        """Name the handler."""
        return self.actors.get(zaak.behandelaar, zaak.behandelaar or "niemand")


def get_toestand(zaak: Zaak, stap: str, op: date) -> tuple[str, str]:
    """Give shape and word for how a zaak stands: what is late or nearly so stands out."""
    if zaak.vernietigd_op is not None:
        return "neutraal", "vernietigd"
    if zaak.einddatum is not None:
        return "goed", stap.lower()
    if zaak.laatste_dag < op:
        return "fout", f"te laat, {stap.lower()}"
    if zaak.laatste_dag != OPEN_DAG and (zaak.laatste_dag - op).days <= 7:
        return "aandacht", stap.lower()
    return "bezig", stap.lower()


def make_korttermijn(zaak: Zaak) -> Termijn | None:
    """Give the most urgent term of a zaak for a list; nothing without one, or while it stands still."""
    if zaak.einddatum is not None or zaak.laatste_dag == OPEN_DAG:
        return None
    return Termijn(zaak.laatste_dag)


def get_besluittoestand(besluit: Besluit) -> tuple[str, str]:
    """Give shape and word for how a decision stands."""
    if besluit.onherroepelijk_op is not None:
        return "goed", "onherroepelijk"
    return BESLUITSTATEN[besluit.staat], str(besluit.get_staat_display())


def list_collegas(viewer: Viewer) -> list[tuple[str, str]]:
    """List who may handle zaken at the viewer's organisations today, by name."""
    dag = klok.today()
    rollen = read_rollen(op=dag)
    mag = [rol for rol in rollen if RECHT in derive_handelingen([rol], rollen)]
    leden = Lidmaatschap.objects.filter(
        Q(vervalt_op=None) | Q(vervalt_op__gt=klok.now()),
        organisatie__in=viewer.organisaties,
        rol__in=mag,
        begin__lte=dag,
        eind__gt=dag,
    )
    gebruikers = Gebruiker.objects.filter(is_active=True, pk__in=leden.values("gebruiker_id"))
    return [(f"{ACCOUNT}{g.pk}", str(g)) for g in gebruikers.order_by("naam", "username")[:300]]
