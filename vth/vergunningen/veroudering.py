"""Signs that a permit is out of date: each with its weight, what was seen, the voorschriften it is about and its ground. Pure.

A flag advises; that a permit is revised is a decision of people. Which signs there are and what they weigh is data
(`regels/veroudering.yaml`), and an authority puts its own before it.
"""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from vth.regelgeving.dagen import derive_dag_in_maand
from vth.regelgeving.rules import Grond
from vth.vormgeving.opmaak import format_datum

from .inhoud import Voorschriftinhoud
from .tegenspraak import list_losse, list_tegenspraken, list_weggevallen, write_nummers

TWAALF = 12
WOORD = re.compile(r"\w+")
# Of a second sign of one kind a little is added, so that a hundred of them never outweigh a graver one.
EXTRA, MEESTE_EXTRA = 1, 9
TOETS = ("verlening", "revisie", "wijziging")
GEHEEL = ("verlening", "revisie")


@dataclass(frozen=True)
class Geldend:
    """One voorschrift as it stands: its words, since when they run so, and whether a decision or the law itself made them."""

    id: uuid.UUID
    inhoud: Voorschriftinhoud
    sinds: date
    van_rechtswege: bool = False
    ouder: uuid.UUID | None = None
    bereik: frozenset[uuid.UUID] = frozenset()

    @property
    def woorden(self) -> str:
        """Give all words in which something can be cited."""
        return "\n".join((self.inhoud.titel, self.inhoud.tekst, *self.inhoud.verwijzingen))


@dataclass(frozen=True)
class Toets:
    """A toestemming of the permit that was taken: which type, from when, and whether the law itself did it."""

    dag: date
    type: str
    van_rechtswege: bool = False


@dataclass(frozen=True)
class Activiteit:
    """An activity that the permit legitimates, as the register has it; `weg` says why it is not there any more."""

    naam: str
    rie: tuple[str, ...] = ()
    weg: str = ""
    id: uuid.UUID | None = None


@dataclass(frozen=True)
class Vergunningbeeld:
    """What is looked at of one permit on one day."""

    voorschriften: Sequence[Geldend]
    toetsen: Sequence[Toets] = ()
    activiteiten: Sequence[Activiteit] = ()

    @cached_property
    def inhoudelijk(self) -> tuple[Geldend, ...]:
        """Give the voorschriften that say something: a heading alone is not one."""
        return tuple(v for v in self.voorschriften if v.inhoud.tekst.strip())

    @cached_property
    def woordenschat(self) -> frozenset[str]:
        """Give every word that occurs, in small letters: what has another word need not be looked for."""
        return frozenset(w for v in self.inhoudelijk for w in WOORD.findall(v.woorden.lower()))

    def may_hold(self, term: str) -> bool:
        """Tell whether a term can occur: all its words do."""
        return self.woordenschat.issuperset(WOORD.findall(term.lower()))


@dataclass(frozen=True)
class Verouderingsregels:
    """The rules that hold for the authority of a permit on a day, and the names of the substances of very high concern by CAS."""

    vlaggen: Grond
    leeftijd: Grond
    actualisatie: Grond
    bbt_termijn: Grond
    bbt_waarschuwing: Grond
    bbt: Grond
    zzs_plicht: Grond
    recht: Grond
    eigen: Grond
    zzs: Mapping[str, Sequence[str]]

    @cached_property
    def zzs_per_naam(self) -> dict[str, str]:
        """Give the CAS number of each name, in small letters; short names are words of the language too."""
        return {n.lower(): cas for cas, namen in self.zzs.items() for n in namen if len(n) > 3}

    @cached_property
    def zzs_woorden(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Give the words that each name is made of."""
        return tuple((naam, frozenset(WOORD.findall(naam))) for naam in self.zzs_per_naam)


@dataclass(frozen=True)
class Vlag:
    """One sign: which kind, how heavy, why in plain Dutch, about which voorschriften, and by which rule."""

    code: str
    gewicht: int
    reden: str
    grond: Grond
    voorschriften: tuple[uuid.UUID, ...] = ()
    activiteit: uuid.UUID | None = None


def make_patroon(termen: Iterable[str]) -> re.Pattern[str] | None:
    """Make what finds one of some terms as words of their own, whatever the capitals; None without terms."""
    delen = sorted((re.escape(t) for t in termen if t.strip()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(delen)})(?!\w)", re.IGNORECASE) if delen else None


def derive_vlaggen(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> list[Vlag]:
    """List the signs that a permit is out of date on a day, the heaviest first; what weighs nothing is left out.

    A permit in which nothing holds any more is not out of date: it gives none.
    """
    if not beeld.inhoudelijk:
        return []
    zoekers = (_age, _review, _find_bbt, _find_zzs, _find_recht, _find_weg, _find_fouten, _find_eigen)
    gevonden = [v for zoek in zoekers for v in zoek(beeld, regels, op)]
    return sorted((v for v in gevonden if v.gewicht > 0), key=lambda v: (-v.gewicht, v.code, v.reden))


def derive_gewicht(vlaggen: Iterable[Vlag]) -> int:
    """Give how heavy all signs of one permit are together: each kind once, and a little for more of one kind."""
    zwaarste: dict[str, int] = {}
    aantal = Counter[str]()
    for v in vlaggen:
        zwaarste[v.code] = max(v.gewicht, zwaarste.get(v.code, 0))
        aantal[v.code] += 1
    return sum(g + min(MEESTE_EXTRA, EXTRA * (aantal[c] - 1)) for c, g in zwaarste.items())


def derive_volgende_dag(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> date | None:
    """Give the first later day on which the signs can be others by the passing of time alone, or None when never."""
    dagen = {date.fromisoformat(r["tot"]) for r in regels.recht.waarde}
    if tekst := _find_oudste(beeld):
        dagen.add(add_jaren(tekst.sinds, regels.leeftijd.waarde))
        jaren = [c["ouder_dan_jaren"] for c in regels.eigen.waarde if c.get("ouder_dan_jaren")]
        dagen |= {add_jaren(v.sinds, j) for v in beeld.inhoudelijk for j in jaren}
    if laatste := _find_laatste(beeld):
        dagen.add(add_jaren(laatste, regels.actualisatie.waarde))
    for conclusie in _list_open_bbt(beeld, regels, op, ook_later=True):
        einde = _derive_bbt_einde(conclusie, regels)
        dagen |= {
            date.fromisoformat(conclusie["gepubliceerd"]),
            einde,
            _add(einde, -regels.bbt_waarschuwing.waarde),
        }
    return min((d for d in dagen if d > op), default=None)


def add_jaren(dag: date, jaren: int) -> date:
    """Give the same day some years later."""
    return _add(dag, TWAALF * jaren)


def _add(dag: date, maanden: int) -> date:
    """Give the same day some months later or earlier."""
    return derive_dag_in_maand(dag, maanden)[0]


def _make(
    regels: Verouderingsregels, code: str, reden: str, grond: Grond, over: Iterable[uuid.UUID] = ()
) -> Vlag:
    """Make a sign with the weight that its kind has here; a kind that an authority left out weighs nothing."""
    gewicht = int(regels.vlaggen.waarde.get(code, {}).get("gewicht", 0))
    return Vlag(code, gewicht, reden, grond, tuple(dict.fromkeys(over)))


def _find_oudste(beeld: Vergunningbeeld) -> Geldend | None:
    """Give the voorschrift whose words are the oldest; what passed by operation of law got no new words then."""
    besloten = [v for v in beeld.inhoudelijk if not v.van_rechtswege]
    return min(besloten, key=lambda v: v.sinds, default=None)


def _find_laatste(beeld: Vergunningbeeld) -> date | None:
    """Give the last day on which an authority looked at the permit and decided."""
    dagen = [t.dag for t in beeld.toetsen if t.type in TOETS and not t.van_rechtswege]
    return max(dagen, default=None)


def _age(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> Iterator[Vlag]:
    """Find that the oldest words are very old."""
    oudste = _find_oudste(beeld)
    if oudste is None or op < add_jaren(oudste.sinds, regels.leeftijd.waarde):
        return
    oud = [
        v
        for v in beeld.inhoudelijk
        if not v.van_rechtswege and op >= add_jaren(v.sinds, regels.leeftijd.waarde)
    ]
    yield _make(
        regels,
        "leeftijd",
        f"Voorschrift {oudste.inhoud.nummer} heeft zijn tekst sinds {format_datum(oudste.sinds)}. "
        f"{len(oud)} van de {len(beeld.inhoudelijk)} voorschriften {'is' if len(oud) == 1 else 'zijn'} {regels.leeftijd.waarde} jaar of ouder.",
        regels.leeftijd,
        [v.id for v in oud],
    )


def _review(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> Iterator[Vlag]:
    """Find that nobody decided on the permit for long."""
    laatste = _find_laatste(beeld)
    if laatste and op >= add_jaren(laatste, regels.actualisatie.waarde):
        yield _make(
            regels,
            "actualisatie",
            f"Het laatste besluit over deze vergunning werkt sinds {format_datum(laatste)}. Dat is "
            f"{regels.actualisatie.waarde} jaar of langer geleden; bekijk of de voorschriften nog toereikend zijn.",
            regels.actualisatie,
        )


def _derive_bbt_einde(conclusie: Mapping[str, str], regels: Verouderingsregels) -> date:
    """Give the day by which a permit must comply with conclusions."""
    return add_jaren(date.fromisoformat(conclusie["gepubliceerd"]), regels.bbt_termijn.waarde)


def _list_open_bbt(
    beeld: Vergunningbeeld, regels: Verouderingsregels, op: date, *, ook_later: bool = False
) -> Iterator[Mapping[str, str]]:
    """List the conclusions for the RIE categories of the permit that no later decision took in.

    A grant or revision as a whole after publication took them in; so did a voorschrift that cites the decision by its number.
    """
    categorieen = {c for a in beeld.activiteiten if not a.weg for c in a.rie}
    genoemd = "\n".join(v.woorden for v in beeld.inhoudelijk)
    for c in regels.bbt.waarde:
        dag = date.fromisoformat(c["gepubliceerd"])
        if dag > op and not ook_later:
            continue
        past = any(cat == r or cat.startswith(f"{r}.") for cat in categorieen for r in c["rie"])
        geheel = any(t.type in GEHEEL and not t.van_rechtswege and t.dag >= dag for t in beeld.toetsen)
        if past and not geheel and c["besluit"].removeprefix("(EU) ").removesuffix("/EU") not in genoemd:
            yield c


def _find_bbt(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> Iterator[Vlag]:
    """Find conclusions whose years have passed, or soon will."""
    for c in _list_open_bbt(beeld, regels, op):
        einde = _derive_bbt_einde(c, regels)
        over = op >= einde
        if not over and op < _add(einde, -regels.bbt_waarschuwing.waarde):
            continue
        yield _make(
            regels,
            "bbt" if over else "bbt_nadert",
            f"De BBT-conclusies {c['naam']} ({c['besluit']}) zijn bekendgemaakt op {format_datum(date.fromisoformat(c['gepubliceerd']))}. "
            f"De vergunning moet er uiterlijk {format_datum(einde)} aan voldoen. Geen later besluit omvat de hele vergunning, en geen "
            "voorschrift noemt het uitvoeringsbesluit.",
            regels.bbt,
        )


def _find_zzs(beeld: Vergunningbeeld, regels: Verouderingsregels, _op: date) -> Iterator[Vlag]:
    """Find substances of very high concern in limits and words."""
    waar: dict[str, list[Geldend]] = {}
    # Hundreds of names: looked for are only those of which the permit has every word.
    patroon = make_patroon(naam for naam, delen in regels.zzs_woorden if delen <= beeld.woordenschat)
    for v in beeld.inhoudelijk:
        gevonden = {g.stof for g in v.inhoud.grenswaarden if g.stof in regels.zzs}
        if patroon:
            gevonden |= {regels.zzs_per_naam[m.lower()] for m in patroon.findall(v.woorden)}
        for nummer in gevonden:
            waar.setdefault(nummer, []).append(v)
    for cas, regels_met in sorted(waar.items()):
        nummers, naam = write_nummers(regels_met), regels.zzs[cas][0]
        yield _make(
            regels,
            "zzs",
            f"{naam[:1].upper()}{naam[1:]} (CAS {cas}) is een zeer zorgwekkende stof en staat in voorschrift {nummers}. Elke "
            f"{regels.zzs_plicht.waarde} jaar hoort er informatie te komen over de emissie en hoe die minder kan.",
            regels.zzs_plicht,
            [v.id for v in regels_met],
        )


def _find_recht(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> Iterator[Vlag]:
    """Find law that is cited and does not exist any more."""
    for recht in regels.recht.waarde:
        tot = date.fromisoformat(recht["tot"])
        patroon = make_patroon(t for t in recht["termen"] if beeld.may_hold(t)) if op >= tot else None
        gevonden = [v for v in beeld.inhoudelijk if patroon.search(v.woorden)] if patroon else []
        if gevonden:
            yield _make(
                regels,
                "oud_recht",
                f"Voorschrift {write_nummers(gevonden)} noemt {recht['naam']}. Dat geldt niet meer sinds "
                f"{format_datum(tot)}; zie nu: {recht['nu']}.",
                regels.recht,
                [v.id for v in gevonden],
            )


def _find_weg(beeld: Vergunningbeeld, regels: Verouderingsregels, _op: date) -> Iterator[Vlag]:
    """Find activities that are not there any more."""
    for a in beeld.activiteiten:
        if a.weg:
            vlag = _make(regels, "activiteit_weg", f"Activiteit {a.naam}: {a.weg}.", regels.vlaggen)
            yield replace(vlag, activiteit=a.id)


def _find_fouten(beeld: Vergunningbeeld, regels: Verouderingsregels, _op: date) -> Iterator[Vlag]:
    """Find voorschriften that contradict each other, cite what does not hold, or hang under nothing."""
    for zoek in (list_tegenspraken, list_weggevallen, list_losse):
        for fout in zoek(beeld.voorschriften):
            yield _make(regels, fout.code, fout.reden, regels.vlaggen, fout.voorschriften)


def _find_eigen(beeld: Vergunningbeeld, regels: Verouderingsregels, op: date) -> Iterator[Vlag]:
    """Find what an authority looks for itself."""
    for criterium in regels.eigen.waarde:
        patroon, jaren = make_patroon(criterium.get("termen", ())), criterium.get("ouder_dan_jaren")
        gevonden = [
            v
            for v in beeld.inhoudelijk
            if (patroon is None or patroon.search(v.woorden))
            and (not jaren or op >= add_jaren(v.sinds, int(jaren)))
        ]
        if gevonden and (patroon or jaren):
            nummers = write_nummers(gevonden)
            reden = f"{criterium['omschrijving']} (eigen criterium): voorschrift {nummers}."
            yield Vlag(
                f"eigen_{criterium['code']}"[:40],
                int(criterium["gewicht"]),
                reden,
                regels.eigen,
                tuple(v.id for v in gevonden),
            )
