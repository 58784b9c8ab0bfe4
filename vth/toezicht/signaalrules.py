"""What may be done with a signal, when two may tell of the same event, and how a complaint is weighed by questions. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import hypot
from typing import Any

from .rules import ToezichtError

KLACHT, VOORVAL = "klacht", "ongewoon_voorval"
BEVESTIGD, DOORVERWEZEN, DUBBEL = "bevestigd", "doorverwezen", "dubbel"
# Of these somebody must be able to read why: nothing else shows it.
MET_REDEN = ("ongegrond", "niet_na_te_gaan", DOORVERWEZEN)
KORTSTE_REDEN = 5
# A clock of another system may run a little ahead.
SPELING = timedelta(minutes=5)
# From when there are questions and a kind of zaak for it (`regels/`), and from when anything can have happened.
EERSTE_JAAR, OUDSTE_JAAR = 2015, 1900
# The rectangle in which the Netherlands lie, with its waters (RD, meters): the same as for borders of gemeenten.
RD = (-7_000, 289_000, 300_000, 630_000)


class SignaalError(ToezichtError):
    """Something about a signal or an incident that cannot be; the message says what was seen, why and what to do."""


@dataclass(frozen=True)
class Signaalbeeld:
    """What of a signal tells whether another may be about the same event."""

    categorie: str
    moment: datetime
    plek: str = ""
    bij: str = ""
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True)
class Triagevraag:
    """One question: its answers (code and words), when it is asked (`als`), and which answers make it urgent."""

    code: str
    tekst: str
    antwoorden: Mapping[str, str]
    als: Mapping[str, str]
    spoed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Triageweg:
    """To which team a signal goes when these answers were given; without answers always."""

    als: Mapping[str, str]
    naar: str


@dataclass(frozen=True)
class Triage:
    """The questions of one category in their order, and the ways in theirs: the first that fits counts."""

    vragen: tuple[Triagevraag, ...] = ()
    wegen: tuple[Triageweg, ...] = ()


@dataclass(frozen=True)
class Triageuitkomst:
    """Where a signal goes, whether it is urgent, which answer made it so, and which questions are still open."""

    spoed: bool
    naar: str
    waarom: tuple[str, ...]
    open: tuple[str, ...]


def check_momenten(ontvangen: datetime, gebeurd: datetime | None, *, nu: datetime) -> None:
    """Refuse what was received or happened in the future or before anybody kept it here, and what was told before it happened."""
    for wat, moment, eerste in (("ontvangen", ontvangen, EERSTE_JAAR), ("gebeurd", gebeurd, OUDSTE_JAAR)):
        if moment is not None and moment.year < eerste:
            raise SignaalError(
                f"Het zou zijn {wat} in het jaar {moment.year}, en dat is te lang geleden om hier te behandelen. Controleer de datum; oude "
                "berichten komen met een aanlevering in het register."
            )
    for wat, moment in (("Het bericht zou zijn ontvangen", ontvangen), ("Het zou zijn gebeurd", gebeurd)):
        if moment is not None and moment > nu + SPELING:
            raise SignaalError(
                f"{wat} op {moment:%d-%m-%Y %H:%M}, en dat is nog niet geweest. Controleer de datum en de tijd."
            )
    if gebeurd is not None and gebeurd > ontvangen + SPELING:
        raise SignaalError(
            f"Het zou zijn gebeurd op {gebeurd:%d-%m-%Y %H:%M}, na het bericht erover ({ontvangen:%d-%m-%Y %H:%M}). Controleer beide tijden."
        )


def check_waar(plek: str, x: float | None, y: float | None, *, site: bool) -> None:
    """Refuse a signal that says nowhere where to look, half a point, and a point outside the country."""
    if (x is None) != (y is None):
        raise SignaalError(
            "Van de plek is maar één coördinaat ingevuld. Vul X en Y allebei in, of geen van beide."
        )
    if x is not None and y is not None and not (RD[0] <= x <= RD[2] and RD[1] <= y <= RD[3]):
        raise SignaalError(
            f"De plek ({x:.0f}, {y:.0f}) ligt niet in Nederland. X en Y zijn in meters in het Rijksdriehoekstelsel (EPSG:28992)."
        )
    if not plek.strip() and x is None and not site:
        raise SignaalError(
            "Er staat niet waar het is. Schrijf een adres of omschrijving op, een punt, of kies een plek uit het register."
        )


def check_afloop(
    afloop: str, toelichting: str, *, naar: str = "", dubbel_van: str = "", zelf: str = ""
) -> None:
    """Refuse an ending that does not say what it must: why, to whom it went, or which other message it repeats."""
    if afloop in MET_REDEN and len(toelichting.strip()) < KORTSTE_REDEN:
        raise SignaalError(
            f"Schrijf op waarom dit bericht {afloop.replace('_', ' ')} is, in een zin die een ander begrijpt. Die afloop telt mee in de cijfers."
        )
    if afloop == DOORVERWEZEN and not naar.strip():
        raise SignaalError("Schrijf op naar welke organisatie u het bericht hebt doorverwezen.")
    if afloop != DOORVERWEZEN and naar.strip():
        raise SignaalError(
            "Een organisatie hoort alleen bij de afloop ‘doorverwezen’. Kies die, of laat de organisatie leeg."
        )
    if afloop == DUBBEL and not dubbel_van:
        raise SignaalError(
            "Kies het bericht waarvan dit een herhaling is. Er is anders niets om naartoe te gaan."
        )
    if dubbel_van and dubbel_van == zelf:
        raise SignaalError("Een bericht kan geen herhaling zijn van zichzelf. Kies het eerdere bericht.")
    if afloop != DUBBEL and dubbel_van:
        raise SignaalError(
            "Een eerder bericht hoort alleen bij de afloop ‘al bekend’. Kies die, of laat het eerdere bericht leeg."
        )


def is_mogelijk_dubbel(a: Signaalbeeld, b: Signaalbeeld, *, meters: float, uren: float) -> bool:
    """Tell whether two messages may be about one event: the same category, near in time, and at the same place or near it.

    Without points the place as it was written must be the same. It is a proposal: a person decides.
    """
    if a.categorie != b.categorie or abs(a.moment - b.moment) > timedelta(hours=uren):
        return False
    if a.bij and a.bij == b.bij:
        return True
    if a.x is not None and a.y is not None and b.x is not None and b.y is not None:
        return hypot(a.x - b.x, a.y - b.y) <= meters
    return bool(a.plek.strip()) and " ".join(a.plek.lower().split()) == " ".join(b.plek.lower().split())


def read_triage(waarde: Mapping[str, Any], categorie: str) -> Triage:
    """Give the questions and ways of a category out of a rule that was checked; a category that it leaves out has none."""
    deel = waarde.get(categorie) or {}
    return Triage(
        vragen=tuple(
            Triagevraag(
                v["code"], v["vraag"], v["antwoorden"], v.get("als") or {}, tuple(v.get("spoed") or ())
            )
            for v in deel.get("vragen") or ()
        ),
        wegen=tuple(Triageweg(w.get("als") or {}, w.get("naar") or "") for w in deel.get("wegen") or ()),
    )


def list_gevraagd(triage: Triage, antwoorden: Mapping[str, str]) -> list[Triagevraag]:
    """List the questions that are asked after these answers, in order; an answer to one that is not asked does not count."""
    gevraagd: list[Triagevraag] = []
    telt: dict[str, str] = {}
    for vraag in triage.vragen:
        if _past(vraag.als, telt):
            gevraagd.append(vraag)
            if antwoorden.get(vraag.code) in vraag.antwoorden:
                telt[vraag.code] = antwoorden[vraag.code]
    return gevraagd


def _past(als: Mapping[str, str], antwoorden: Mapping[str, str]) -> bool:
    """Tell whether all answers that are asked for were given."""
    return all(antwoorden.get(code) == antwoord for code, antwoord in als.items())


def derive_triage(triage: Triage, antwoorden: Mapping[str, str]) -> Triageuitkomst:
    """Weigh a signal by its answers: any of the urgent ones makes it urgent, the first way that fits says where it goes."""
    gevraagd = list_gevraagd(triage, antwoorden)
    telt = {v.code: antwoorden[v.code] for v in gevraagd if antwoorden.get(v.code) in v.antwoorden}
    waarom = tuple(
        f"{v.tekst} {v.antwoorden[telt[v.code]]}"
        for v in gevraagd
        if v.code in telt and telt[v.code] in v.spoed
    )
    return Triageuitkomst(
        spoed=bool(waarom),
        naar=next((w.naar for w in triage.wegen if _past(w.als, telt)), ""),
        waarom=waarom,
        open=tuple(v.code for v in gevraagd if v.code not in telt),
    )


def check_antwoorden(triage: Triage, antwoorden: Mapping[str, str]) -> None:
    """Refuse an answer to a question that the category does not have, and one that the question does not know."""
    vragen = {v.code: v for v in triage.vragen}
    for code, antwoord in antwoorden.items():
        if code not in vragen:
            mag = ", ".join(vragen) or "deze categorie heeft geen vragen"
            raise SignaalError(f"De vraag ‘{code[:40]}’ bestaat niet bij deze categorie. Kies uit: {mag}.")
        if antwoord not in vragen[code].antwoorden:
            mag = ", ".join(vragen[code].antwoorden)
            raise SignaalError(
                f"Het antwoord ‘{str(antwoord)[:40]}’ past niet bij de vraag ‘{code}’. Kies uit: {mag}."
            )


def check_triage(waarde: object, categorieen: Collection[str]) -> list[str]:
    """List everything that is wrong with the questions and ways of a file, each with where it stands; empty when it can be used."""
    if not isinstance(waarde, Mapping):
        return [
            "Onder `waarde` staat geen lijst van categorieën. Schrijf per categorie haar vragen en wegen op."
        ]
    fouten = []
    for categorie, deel in waarde.items():
        if categorie not in categorieen:
            fouten.append(
                f"{categorie}: deze categorie bestaat niet. Kies uit: {', '.join(sorted(categorieen))}."
            )
        elif not isinstance(deel, Mapping) or set(deel) - {"vragen", "wegen"}:
            fouten.append(f"{categorie}: hier staan alleen `vragen` en `wegen`. Haal de rest weg.")
        else:
            fouten += _check_deel(categorie, deel)
    return fouten


def _check_deel(categorie: str, deel: Mapping[str, Any]) -> list[str]:
    """List what is wrong with one category. A question may only look back: so there is no loop and none that is never reached."""
    fouten: list[str] = []
    bekend: dict[str, Collection[str]] = {}
    for nr, vraag in enumerate(deel.get("vragen") or (), start=1):
        waar = f"{categorie}, vraag {nr}"
        if not isinstance(vraag, Mapping) or not {"code", "vraag", "antwoorden"} <= set(vraag):
            fouten.append(f"{waar}: een vraag heeft een `code`, een `vraag` en `antwoorden`. Vul die in.")
            continue
        code, antwoorden = str(vraag["code"]), vraag["antwoorden"]
        if not isinstance(antwoorden, Mapping) or len(antwoorden) < 2:
            fouten.append(
                f"{waar} ({code}): een vraag heeft ten minste twee antwoorden, elk met een code en woorden."
            )
            antwoorden = {}
        if code in bekend:
            fouten.append(f"{waar} ({code}): deze code is al gebruikt. Geef elke vraag een eigen code.")
        if vreemd := [s for s in vraag.get("spoed") or () if s not in antwoorden]:
            fouten.append(f"{waar} ({code}): bij `spoed` staat ‘{vreemd[0]}’, en dat antwoord is er niet.")
        fouten += _check_als(waar, vraag.get("als"), bekend)
        bekend[code] = antwoorden
    fouten += _check_wegen(categorie, deel.get("wegen") or (), bekend)
    return fouten


def _check_wegen(categorie: str, wegen: Sequence[Any], bekend: Mapping[str, Collection[str]]) -> list[str]:
    """List what is wrong with the ways of a category; what stands after a way that always fits is never reached."""
    fouten: list[str] = []
    altijd = 0
    for nr, weg in enumerate(wegen, start=1):
        waar = f"{categorie}, weg {nr}"
        if not isinstance(weg, Mapping) or "naar" not in weg:
            fouten.append(f"{waar}: een weg zegt `naar` welk team. Vul de code van het team in.")
            continue
        if altijd:
            fouten.append(
                f"{waar}: weg {altijd} past altijd, dus hier komt niemand. Zet hem ervoor, of haal hem weg."
            )
        fouten += _check_als(waar, weg.get("als"), bekend)
        altijd = altijd or (0 if weg.get("als") else nr)
    return fouten


def _check_als(waar: str, als: object, bekend: Mapping[str, Collection[str]]) -> list[str]:
    """List what is wrong with a condition: only questions that were asked before, with answers that they have."""
    if als is None:
        return []
    if not isinstance(als, Mapping):
        return [f"{waar}: bij `als` staat per vraag één antwoord, zoals `als: {{nu: ja}}`."]
    fouten = []
    for code, antwoord in als.items():
        if code not in bekend:
            fouten.append(
                f"{waar}: `als` noemt de vraag ‘{code}’, en die komt er niet voor. Zet die vraag eerst, of verbeter de code."
            )
        elif antwoord not in bekend[code]:
            fouten.append(f"{waar}: `als` noemt bij ‘{code}’ het antwoord ‘{antwoord}’, en dat is er niet.")
    return fouten
