"""What changed in a programme between two moments, in sentences: states, plannings, and what came or went. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .beeld import Deel, Gepland, Programmabeeld
from .rules import GEHAALD, NIET_GEHAALD, SOORTEN
from .status import ERNST, count_kwartalen, say_kwartalen

# What is told of a part that came or went; a milestone or contribution comes with its topic.
VERTELD = ("onderwerp", "actie", "risico", "besluit", "product", "tryout", "onderzoek")
SLECHTER, BETER, ANDERS = "aandacht", "goed", "neutraal"


@dataclass(frozen=True, slots=True)
class Verandering:
    """One thing that changed: of which part, how it should be looked at, and what in a sentence."""

    deel: Deel
    toestand: str
    zin: str


def derive_veranderingen(
    oud: Programmabeeld, nieuw: Programmabeeld, woorden: Mapping[str, str]
) -> list[Verandering]:
    """Say what changed, in the order of the programme; `woorden` are the words of the legend of the table."""
    gevonden: list[Verandering] = []
    for deel in nieuw.delen.values():
        eerder = oud.delen.get(deel.id)
        if eerder is None and deel.soort in VERTELD:
            gevonden.append(Verandering(deel, ANDERS, f"Nieuw: {SOORTEN[deel.soort].naam} ‘{deel.titel}’."))
        elif eerder is not None and eerder.titel != deel.titel:
            gevonden.append(Verandering(deel, ANDERS, f"‘{eerder.titel}’ heet nu ‘{deel.titel}’."))
        if deel.soort == "mijlpaal":
            gevonden += _compare_planning(deel, oud.find_planning(deel.id), nieuw.find_planning(deel.id))
        elif deel.soort == "onderwerp" and eerder is not None:
            gevonden += _compare_stand(deel, oud, nieuw, woorden)
    gevonden += [
        Verandering(deel, ANDERS, f"Vervallen: {SOORTEN[deel.soort].naam} ‘{deel.titel}’.")
        for deel in oud.delen.values()
        if deel.id not in nieuw.delen and deel.soort in VERTELD
    ]
    plek = {d.id: n for n, d in enumerate(nieuw.list_alle("pijler"))}

    def orde(v: Verandering) -> tuple[int, str, str]:
        pijler = nieuw.find_boven(v.deel, "pijler")
        return (plek.get(pijler.id, 99) if pijler else 99, v.deel.sleutel, v.zin)

    return sorted(gevonden, key=orde)


def _compare_stand(
    deel: Deel, oud: Programmabeeld, nieuw: Programmabeeld, woorden: Mapping[str, str]
) -> list[Verandering]:
    was, is_ = oud.statussen[deel.id], nieuw.statussen[deel.id]
    if was.stand == is_.stand:
        return []
    toestand = (
        SLECHTER if ERNST[is_.stand] > max(ERNST[was.stand], 0) else BETER if ERNST[was.stand] > 0 else ANDERS
    )
    zin = (
        f"{deel.naam}: van ‘{woorden.get(was.stand, was.stand)}’ naar ‘{woorden.get(is_.stand, is_.stand)}’."
    )
    return [Verandering(deel, toestand, zin)]


def _compare_planning(deel: Deel, was: Gepland | None, is_: Gepland | None) -> list[Verandering]:
    if is_ is None or was is None or was.nummer == is_.nummer:
        return []
    if is_.stand == GEHAALD:
        return [Verandering(deel, BETER, f"Mijlpaal ‘{deel.titel}’ is gehaald.")]
    if was.wanneer.tot and is_.wanneer.tot:
        schuif = count_kwartalen(was.wanneer.tot, is_.wanneer.tot)
        if was.wanneer.tot == is_.wanneer.tot:
            return (
                []
                if was.stand == is_.stand
                else [
                    Verandering(
                        deel,
                        SLECHTER if is_.stand == NIET_GEHAALD else ANDERS,
                        f"Mijlpaal ‘{deel.titel}’ is nu {is_.stand}.",
                    )
                ]
            )
        hoe = f"{say_kwartalen(abs(schuif))} {'later' if is_.wanneer.tot > was.wanneer.tot else 'eerder'}"
        toestand = SLECHTER if is_.wanneer.tot > was.wanneer.tot else BETER
        return [
            Verandering(
                deel,
                toestand,
                f"Mijlpaal ‘{deel.titel}’ ging van {was.wanneer.tekst} naar {is_.wanneer.tekst} ({hoe}).",
            )
        ]
    nieuw = is_.wanneer.tekst or is_.stand
    return [
        Verandering(
            deel, ANDERS, f"Mijlpaal ‘{deel.titel}’ ging van {was.wanneer.tekst or was.stand} naar {nieuw}."
        )
    ]
