"""How people read signals: the state in a word, codes as names, acts as a sentence."""

from collections.abc import Iterable

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.toegang.selectors import list_actornamen

from .models import Incidentsignaal

AFLOPEN = {
    "bevestigd": "goed",
    "ongegrond": "neutraal",
    "niet_na_te_gaan": "aandacht",
    "doorverwezen": "goed",
    "dubbel": "neutraal",
}
# What each act is called on a timeline.
WOORDEN = {
    "ontvang": "Bericht ontvangen",
    "weeg": "Vragen beantwoord",
    "neem": "In behandeling genomen",
    "draag_over": "Overgedragen",
    "incident": "Bij een incident gevoegd",
    "plan_controle": "Controle gepland",
    "sluit": "Afgehandeld",
    "heropen": "Heropend",
}


class Signaalnamen:
    """The words of some signals, each asked for once."""

    def __init__(self, signalen: Iterable[Incidentsignaal]) -> None:
        rijen = list(signalen)
        self.dag = klok.today()
        self.actors = list_actornamen({s.behandelaar for s in rijen if s.behandelaar})
        codes = {s.leverancier for s in rijen} | {s.gebied for s in rijen if s.gebied}
        self.organisaties = {
            c: shorten_organisatie(n) for c, n in list_organisatienamen(codes, self.dag).items()
        }

    def get_behandelaar(self, signaal: Incidentsignaal) -> str:
        """Name who has it."""
        return self.actors.get(signaal.behandelaar, signaal.behandelaar or "niemand")

    def get_waar(self, signaal: Incidentsignaal) -> str:
        """Name the gemeente."""
        return self.organisaties.get(signaal.gebied, signaal.gebied)

    def get_soort(self, signaal: Incidentsignaal) -> str:
        """Name what kind of message it is."""
        return name_code("signaalsoort", signaal.signaalsoort)

    def get_categorie(self, signaal: Incidentsignaal) -> str:
        """Name what it is about."""
        return name_code("signaalcategorie", signaal.signaalcategorie)


def name_code(lijst: str, code: str) -> str:
    """Give the name of a code today; nothing for none."""
    return find_label(lijst, code, klok.today()) if code else ""


def get_toestand(signaal: Incidentsignaal) -> tuple[str, str]:
    """Give shape and word for how a signal stands: what is urgent stands out."""
    if signaal.afloop:
        return AFLOPEN.get(signaal.afloop, "neutraal"), name_code("signaalafloop", signaal.afloop)
    if signaal.spoed:
        return "fout", "spoed"
    return ("bezig", "in behandeling") if signaal.behandelaar else ("wacht", "nog bij niemand")
