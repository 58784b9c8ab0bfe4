"""Statements of a report, or of two reports in a row, that cannot both hold: each with both sentences, for the owner to settle."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..wanneer import Wanneer, read_wanneer
from .tegenronde import HOOGSTENS, compare_rapporten
from .tegentaal import GETALLEN, list_aantallen, list_zeldzaam, overlap, overlaps, tell_tijd
from .uitkomst import Gelezen, Tegenspraak, Vindplaats, Voorstel
from .zinnen import split_zinnen


def find_tegenspraken(gelezen: Gelezen, vorige: Gelezen | None = None) -> list[Tegenspraak]:
    """List what disagrees within a report, and with the report before when that is given."""
    boek = Boek.make(gelezen)
    uit = [
        *_find_tijden(boek),
        *_find_proza(boek),
        *_find_aantallen(boek),
        *_find_af_en_gepland(boek),
        *_find_voorbij(boek),
    ]
    if vorige is not None:
        uit += compare_rapporten(gelezen, vorige)
    return list(dict.fromkeys(uit))


@dataclass(slots=True)
class Boek:
    """The proposals of a report, by key and by what they hang under."""

    per_sleutel: dict[str, Voorstel]
    onder: dict[str, list[Voorstel]] = field(default_factory=lambda: defaultdict(list))

    _planzinnen: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def make(cls, gelezen: Gelezen) -> "Boek":
        """Order the proposals of a report."""
        boek = cls({v.sleutel: v for v in gelezen.voorstellen})
        for voorstel in gelezen.voorstellen:
            boek.onder[voorstel.ouder].append(voorstel)
        return boek

    def list_soort(self, soort: str, ouder: str | None = None) -> list[Voorstel]:
        """All proposals of a kind, or those under one key."""
        bron: Iterable[Voorstel] = self.per_sleutel.values() if ouder is None else self.onder.get(ouder, ())
        return [v for v in bron if v.soort == soort]

    def list_knopen(self) -> list[Voorstel]:
        """The onderwerpen and acties."""
        return [v for v in self.per_sleutel.values() if v.soort in ("onderwerp", "actie")]

    def is_planning(self, mijlpaal: Voorstel) -> bool:
        """Whether a milestone stands in the planning of what it hangs under, and not in the text."""
        if mijlpaal.ouder not in self._planzinnen:
            teksten = [str(tekst.velden["tekst"]) for tekst in self.list_soort("planning", mijlpaal.ouder)]
            self._planzinnen[mijlpaal.ouder] = {zin for tekst in teksten for _, zin in split_zinnen(tekst)}
        return mijlpaal.vindplaats.zin in self._planzinnen[mijlpaal.ouder]

    def list_gepland(self, ouder: str) -> list[Voorstel]:
        """The milestones under a key that are still to come and have a time."""
        open_ = ("gepland", "bijgesteld")
        return [m for m in self.list_mijlpalen(ouder) if m.velden["stand"] in open_ and _days(m)]

    def list_mijlpalen(self, ouder: str) -> list[Voorstel]:
        """The milestones under a key; no onderwerp has more than a person can look over, and each is held against each."""
        return self.list_soort("mijlpaal", ouder)[:HOOGSTENS]


def _days(mijlpaal: Voorstel, veld: str = "wanneer") -> Wanneer | None:
    waarde = mijlpaal.velden.get(veld)
    return waarde if isinstance(waarde, Wanneer) and waarde.van else None


_OPLEVERT = re.compile(
    r"oplever|opgelever|afgerond|afronding|gereed|klaar|gerealiseerd|ingevoerd|vastgesteld|vaststelling|bijgesteld",
    re.IGNORECASE,
)


def _find_tijden(boek: Boek) -> Iterator[Tegenspraak]:
    """The text gives an actie one new time and its planning gives only others."""
    for knoop in boek.list_knopen():
        gepland = boek.list_gepland(knoop.sleutel)
        planning = [m for m in gepland if boek.is_planning(m) and _OPLEVERT.search(m.vindplaats.zin)]
        for tekst in gepland:
            if (
                boek.is_planning(tekst)
                or not planning
                or any(overlaps(_days(tekst), _days(m)) for m in planning)
            ):
                continue
            ander = planning[0]
            yield Tegenspraak(
                "tijd",
                knoop.sleutel,
                tekst.vindplaats,
                ander.vindplaats,
                f"In de tekst van ‘{knoop.velden['titel']}’ staat {tell_tijd(_days(tekst))}, in de planning {tell_tijd(_days(ander))}.",
            )


def _find_proza(boek: Boek) -> Iterator[Tegenspraak]:
    """The general part dates something that one onderwerp plans at another time; they are tied by a word that only that onderwerp has."""
    teksten = {o.sleutel: _all_text(boek, o) for o in boek.list_soort("onderwerp")}
    zeldzaam = list_zeldzaam(teksten)
    for los in [m for m in boek.list_soort("mijlpaal") if m.ouder == "r" and _days(m)]:
        treffers: dict[str, set[str]] = {}
        for sleutel, woorden in zeldzaam.items():
            if samen := woorden & set(re.findall(r"\w{8,}", los.vindplaats.zin.casefold())):
                treffers[sleutel] = samen
        for sleutel, samen in treffers.items():
            gepland = boek.list_gepland(sleutel)
            if len(gepland) != 1 or len(treffers) > 2 or overlaps(_days(los), _days(gepland[0])):
                continue
            yield Tegenspraak(
                "tijd",
                sleutel,
                los.vindplaats,
                gepland[0].vindplaats,
                f"Het algemene deel noemt {tell_tijd(_days(los))} bij ‘{sorted(samen)[0]}’; "
                f"‘{boek.per_sleutel[sleutel].velden['titel']}’ noemt {tell_tijd(_days(gepland[0]))}.",
            )


def _all_text(boek: Boek, voorstel: Voorstel) -> str:
    """All that is said of an onderwerp and what hangs under it."""
    delen = [voorstel.vindplaats.zin]
    for kind in boek.onder.get(voorstel.sleutel, ()):
        if kind.soort in ("voortgang", "planning", "risico"):
            delen.append(str(kind.velden["tekst"]))
        elif kind.soort == "actie":
            delen.append(_all_text(boek, kind))
    return " ".join(delen)


def _find_aantallen(boek: Boek) -> Iterator[Tegenspraak]:
    """A number of acties, pijlers or try-outs is announced and another number is listed."""
    for knoop in boek.list_knopen():
        acties = boek.list_soort("actie", knoop.sleutel)
        for plaats in _list_plaatsen(boek, knoop) if acties else ():
            for aantal, woorden in list_aantallen(plaats.zin):
                if aantal != len(acties):
                    letters = ", ".join(str(a.velden["letter"]) for a in acties)
                    uitleg = f"Bij ‘{knoop.velden['titel']}’ staat ‘{woorden}’, maar er staan er {len(acties)}: {letters}."
                    yield Tegenspraak("aantal", knoop.sleutel, plaats, acties[-1].vindplaats, uitleg)
    yield from _find_delen_aantallen(boek)


def _list_plaatsen(boek: Boek, knoop: Voorstel) -> Iterator[Vindplaats]:
    """The sentences that tell of an onderwerp or actie itself."""
    yield knoop.vindplaats
    for tekst in boek.list_soort("voortgang", knoop.sleutel):
        for _, zin in split_zinnen(str(tekst.velden["tekst"])):
            yield Vindplaats(tekst.vindplaats.regel, zin, tekst.vindplaats.kolom)


def _find_delen_aantallen(boek: Boek) -> Iterator[Tegenspraak]:
    """The same for the try-outs, by what their own sentences or those of the general part say."""
    tryouts = boek.list_soort("tryout")
    plaatsen = {v.vindplaats for v in boek.per_sleutel.values() if v.ouder in ("", "r")}
    for plaats in sorted(plaatsen, key=lambda p: p.regel) if tryouts else ():
        if treffer := re.search(
            rf"\b({'|'.join(GETALLEN)}|\d{{1,2}}) try-?outs\b", plaats.zin, re.IGNORECASE
        ):
            aantal = GETALLEN.get(treffer[1].casefold()) or int(treffer[1])
            if aantal != len(tryouts):
                uitleg = f"Er staat ‘{treffer.group()}’, maar er zijn er {len(tryouts)} beschreven."
                yield Tegenspraak("aantal", "r", plaats, tryouts[-1].vindplaats, uitleg)


_KLAAR = re.compile(
    r"\b(?:opgeleverd|afgerond|gereed|gerealiseerd|vastgesteld|voltooid|ingevoerd|klaar)\b", re.IGNORECASE
)


def _find_af_en_gepland(boek: Boek) -> Iterator[Tegenspraak]:
    """One sentence says that a thing is finished, another still plans to finish the same thing."""
    for knoop in boek.list_knopen():
        af = [
            m
            for m in boek.list_mijlpalen(knoop.sleutel)
            if m.velden["stand"] == "gehaald" and _KLAAR.search(m.vindplaats.zin)
        ]
        for klaar in af:
            for plan in boek.list_gepland(knoop.sleutel):
                if (
                    _KLAAR.search(plan.vindplaats.zin)
                    and plan.vindplaats != klaar.vindplaats
                    and overlap(klaar.vindplaats.zin, plan.vindplaats.zin)
                ):
                    uitleg = f"Volgens de ene zin is dit bij ‘{knoop.velden['titel']}’ klaar, volgens de andere komt het {tell_tijd(_days(plan))}."
                    yield Tegenspraak(
                        "klaar en gepland", knoop.sleutel, klaar.vindplaats, plan.vindplaats, uitleg
                    )


def _find_voorbij(boek: Boek) -> Iterator[Tegenspraak]:
    """A time that still stands as planning lies wholly before the period that the report tells of."""
    rapport = boek.per_sleutel["r"]
    periode = rapport.velden["periode"]
    if not isinstance(periode, Wanneer) or not periode.van:
        return
    for mijlpaal in boek.list_soort("mijlpaal"):
        wanneer = _days(mijlpaal)
        if mijlpaal.velden["stand"] == "gepland" and wanneer and wanneer.tot and wanneer.tot < periode.van:
            uitleg = f"{tell_tijd(wanneer).capitalize()} staat er nog als planning, maar de rapportage gaat over {read_wanneer(periode.tekst).tekst}."
            yield Tegenspraak("al voorbij", mijlpaal.ouder, mijlpaal.vindplaats, rapport.vindplaats, uitleg)
