"""How people read controles and findings: the state in a word, codes as names, who by name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kolom, Termijn

from .models import Bevinding, Controle
from .rules import derive_oordeel

RESULTATEN = {
    "nageleefd": "goed",
    "akkoord_na_aanwijzing": "aandacht",
    "overtreden": "fout",
    "nader_onderzoek": "wacht",
    "niet_van_toepassing": "neutraal",
}
BEVINDINGKOLOMMEN = (
    Kolom("nummer", "Nr."),
    Kolom("waarover", "Waarover"),
    Kolom("normen", "Norm"),
    Kolom("resultaat", "Resultaat", "toestand"),
    Kolom("oordeel", "Oordeel"),
    Kolom("herstel", "Hersteld voor", "datum"),
)
# What each act is called on a timeline.
WOORDEN = {
    "plan": "Gepland",
    "herplan": "Planning gewijzigd",
    "begin": "Begonnen",
    "bezoek": "Gegevens van het bezoek vastgelegd",
    "eindig": "Bezoek geëindigd",
    "bevinding": "Bevinding vastgelegd",
    "wijzig_bevinding": "Bevinding gewijzigd",
    "trek_bevinding_in": "Bevinding ingetrokken",
    "rond_af": "Afgerond",
    "vervalt": "Niet doorgegaan",
    "heropen": "Heropend",
    "rapport": "Rapport gemaakt",
    "akkoord": "Rapport goedgekeurd",
    "verzonden": "Rapport verzonden",
    "reactie": "Reactie ontvangen",
}


class Namen:
    """The words of some controles, each asked for once."""

    def __init__(self, controles: Iterable[Controle]) -> None:
        rijen = list(controles)
        self.dag = klok.today()
        self.actors = list_actornamen({c.inspecteur for c in rijen if c.inspecteur})
        codes = {c.leverancier for c in rijen} | {c.gebied for c in rijen if c.gebied}
        self.organisaties = {
            c: shorten_organisatie(n) for c, n in list_organisatienamen(codes, self.dag).items()
        }

    def get_inspecteur(self, controle: Controle) -> str:
        """Name the inspector."""
        return self.actors.get(controle.inspecteur, controle.inspecteur or "niemand")

    def get_waar(self, controle: Controle) -> str:
        """Name the gemeente."""
        return self.organisaties.get(controle.gebied, controle.gebied)

    def get_type(self, controle: Controle) -> str:
        """Name the kind of controle."""
        return find_label("controletype", controle.controletype, self.dag)


def get_toestand(controle: Controle, op: date) -> tuple[str, str]:
    """Give shape and word for how a controle stands: what is late stands out."""
    woord = str(controle.get_staat_display())
    if controle.staat == Controle.Staat.VERVALLEN:
        return "neutraal", woord
    if controle.staat == Controle.Staat.AFGEROND:
        return "goed", woord
    if controle.laatste_dag < op and controle.staat == Controle.Staat.GEPLAND:
        return "fout", "te laat"
    return ("bezig" if controle.staat != Controle.Staat.GEPLAND else "wacht"), woord


def make_korttermijn(controle: Controle) -> Termijn | None:
    """Give the day of a controle for a list; nothing without one."""
    return Termijn(controle.laatste_dag) if controle.laatste_dag != OPEN_DAG else None


def make_bevindingrij(bevinding: Bevinding, citaten: Iterable[str], url: str) -> dict[str, Any]:
    """Make the row of one finding."""
    dag = bevinding.norm_op
    ingetrokken = bevinding.ingetrokken_op is not None
    resultaat = find_label("resultaat_bevinding", bevinding.resultaat, dag)
    return {
        "url": url,
        "nummer": bevinding.volgnummer,
        "waarover": bevinding.aandachtspunt or find_label("controle_onderwerp", bevinding.onderwerp, dag),
        "normen": "; ".join(citaten),
        "resultaat": ("neutraal", "ingetrokken")
        if ingetrokken
        else (RESULTATEN.get(bevinding.resultaat, "neutraal"), resultaat),
        "oordeel": "" if ingetrokken else derive_oordeel(bevinding.gevolg, bevinding.gedrag),
        "herstel": bevinding.herstel_voor,
    }
