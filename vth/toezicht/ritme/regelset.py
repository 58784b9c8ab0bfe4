"""The rules of rhythm and day plan that hold on a day for an authority."""

from datetime import date

from vth.regelgeving.selectors import find_grond, list_afwijkingen, read_regel, read_termijnregels

from .ritme import Ritmeregels

NAMEN = (
    "ippc_groot",
    "ippc_beperkt",
    "seveso_hogedrempel",
    "seveso_lagedrempel",
    "na_overtreding_ippc",
    "na_overtreding_seveso",
    "verslag_ippc",
    "verslag_seveso",
    "openbaar_ippc",
    "openbaar_seveso",
    "eigen",
    "onbekend_risico",
    "bezoek",
)


def read_ritmeregels(op: date, *, bevoegd_gezag: str = "", omgevingsdienst: str = "") -> Ritmeregels:
    """Give the rhythm of a day for an authority and its service. Raises RegelError for a day before the first."""
    gronden = {
        naam: find_grond(
            f"toezicht.ritme_{naam}",
            geldig_op=op,
            bevoegd_gezag=bevoegd_gezag,
            omgevingsdienst=omgevingsdienst,
        )
        for naam in NAMEN
    }
    termijnregels = read_termijnregels(
        geldig_op=op, bevoegd_gezag=bevoegd_gezag, omgevingsdienst=omgevingsdienst
    )
    begin = read_regel("toezicht.ritme_ippc_groot").perioden[0].geldigheid.begin
    return Ritmeregels(gronden, termijnregels, begin)


class Ritmekast:
    """The rhythm of each authority and service on one day, read once; those without files of their own share one set."""

    def __init__(self, op: date) -> None:
        """Take the day."""
        self.op = op
        ids = {f"toezicht.ritme_{naam}" for naam in NAMEN}
        self._lagen = {r.laag for r in list_afwijkingen() if r.id in ids}
        self._regels: dict[tuple[str, str], Ritmeregels] = {}

    def derive_groep(self, bevoegd_gezag: str, omgevingsdienst: str) -> tuple[str, str]:
        """Give under whose rules something stands: an authority or service counts only when it has rules of its own."""
        gezag = bevoegd_gezag if f"gezag {bevoegd_gezag}" in self._lagen else ""
        dienst = omgevingsdienst if f"od {omgevingsdienst}" in self._lagen else ""
        return gezag, dienst

    def get_regels(self, groep: tuple[str, str]) -> Ritmeregels:
        """Give the rules of one group."""
        if groep not in self._regels:
            self._regels[groep] = read_ritmeregels(self.op, bevoegd_gezag=groep[0], omgevingsdienst=groep[1])
        return self._regels[groep]
