"""Which substances of very high concern were found in a sample, by the substance list and by nothing else. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .meting import Meting, Teken


@dataclass(frozen=True)
class Zzsbeeld:
    """What a sample says of substances of very high concern: found, looked for and not found, and not to be told."""

    gevonden: tuple[Meting, ...]
    niet_aangetoond: tuple[Meting, ...]
    onbekend: tuple[Meting, ...]

    @property
    def samenvatting(self) -> str:
        """Say it in one sentence."""
        if not self.gevonden:
            wat = "Geen zeer zorgwekkende stof aangetoond"
        else:
            wat = "Zeer zorgwekkende stof aangetoond: " + ", ".join(
                f"{m.parameter.naam} ({m})" for m in self.gevonden
            )
        if self.onbekend:
            namen = ", ".join(m.parameter.naam for m in self.onbekend)
            wat += f". Van {namen} zegt de stoffenlijst het niet: zonder CAS-nummer is dat niet na te gaan"
        return f"{wat}."


def derive_zzs(metingen: Iterable[Meting], zzs: Mapping[str, tuple[str, ...]]) -> Zzsbeeld:
    """Say which results are of a substance of very high concern; `zzs` is the list of the day of the sample, by CAS number.

    What is below what the laboratory can measure is not found. What has no CAS number (groups, and metals of which the list
    has only compounds) is not told either way.
    """
    gevonden: list[Meting] = []
    weg: list[Meting] = []
    onbekend: list[Meting] = []
    for meting in metingen:
        cas = meting.parameter.cas
        if not cas:
            onbekend.append(meting)
        elif cas in zzs:
            (weg if meting.teken is Teken.ONDER or not meting.waarde else gevonden).append(meting)
    return Zzsbeeld(tuple(gevonden), tuple(weg), tuple(onbekend))
