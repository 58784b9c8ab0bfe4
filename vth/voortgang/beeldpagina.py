"""The pages that look at a programme in one way, by name."""

from collections.abc import Callable, Mapping

from django.urls import reverse

from .beeldblok import Beeldpagina, Gegevens, Vraag
from .configuratie import read_configuratie
from .lijstbeelden import make_besluiten, make_middelen, make_risicos, make_tegenspraken
from .models import Programma
from .planbeelden import make_samenhang, make_tijdlijn, make_verschuiving, make_watals
from .selectors import read_beeld

PAGINAS: Mapping[str, Callable[[Gegevens, Vraag], Beeldpagina]] = {
    "risicos": make_risicos,
    "besluiten": make_besluiten,
    "verschuiving": make_verschuiving,
    "tijdlijn": make_tijdlijn,
    "samenhang": make_samenhang,
    "middelen": make_middelen,
    "tegenspraken": make_tegenspraken,
    "watals": make_watals,
}
TITELS = {
    "risicos": "Risico's",
    "besluiten": "Besluiten en agenda",
    "verschuiving": "Verschuiving",
    "tijdlijn": "Tijdlijn",
    "samenhang": "Samenhang",
    "middelen": "Middelen",
    "tegenspraken": "Tegenspraken",
    "watals": "Wat als",
}


def make_beeldpagina(programma: Programma, naam: str, vraag: Vraag) -> Beeldpagina:
    """Put one of the pages together. Raises KeyError for a name that there is no page of."""
    beeld, c = read_beeld(programma), read_configuratie(programma.code)
    return PAGINAS[naam]((programma, beeld, c), vraag)


def list_tabs(programma: Programma, hier: str = "") -> list[tuple[str, str, bool]]:
    """List the views of a programme: title, address, and whether it is this one."""
    eigen = [
        ("Overzicht", reverse("voortgang:programma", args=[programma.pk]), hier == "programma"),
        ("Bijdragen", reverse("voortgang:bijdragen", args=[programma.pk]), hier == "bijdragen"),
        ("Rondes", reverse("voortgang:rondes", args=[programma.pk]), hier == "rondes"),
    ]
    beelden = [
        (titel, reverse("voortgang:beeld", args=[programma.pk, naam]), hier == naam)
        for naam, titel in TITELS.items()
    ]
    return [
        *eigen,
        *beelden,
        ("Beheer", reverse("voortgang:beheer", args=[programma.pk]), hier == "beheer"),
    ]
