"""What is wrong with a checklist that could be read: circles, questions that nobody ever sees, answers that lead nowhere. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from .antwoord import Antwoord
from .rules import STANDAARD, Locatiefeiten, is_gesteld
from .voorwaarde import KENMERKEN, Boom, list_verwijzingen, say_voorwaarde
from .vorm import BINNEN, BUITEN, INGEVULD, NVT, ONBEKEND, Checklist, Vraag, Vraagsoort, list_antwoorden

FOUT, WAARSCHUWING = "fout", "waarschuwing"
# More ways to fill in what a condition looks at are not tried; then nothing is said.
POGINGEN = 5000


@dataclass(frozen=True)
class Melding:
    """One thing about a checklist: where, what was seen, why that is wrong, and what to do."""

    ernst: str
    bestand: str
    vraag: str
    gezien: str
    waarom: str
    doe: str

    def __str__(self) -> str:
        plaats = f"{self.bestand}, {self.vraag}" if self.vraag else self.bestand
        return f"{self.ernst}: {plaats}: {self.gezien}. {self.waarom} {self.doe}"


@dataclass(frozen=True)
class Meld:
    """Makes remarks about one file."""

    bestand: str

    def fault(self, vraag: str, gezien: str, waarom: str, doe: str) -> Melding:
        """Make a remark that stands in the way of use."""
        return Melding(FOUT, self.bestand, vraag, gezien, waarom, doe)

    def warn(self, vraag: str, gezien: str, waarom: str, doe: str) -> Melding:
        """Make a remark that the maker should look at."""
        return Melding(WAARSCHUWING, self.bestand, vraag, gezien, waarom, doe)


def check_checklist(lijst: Checklist, bestand: str) -> tuple[Melding, ...]:
    """Give everything that is wrong with a list that was read; empty when it can be used without a remark."""
    meld = Meld(bestand)
    if not any(True for _ in lijst.iter_vragen()):
        return (
            meld.fault(
                "",
                "er staat geen enkele vraag in",
                "Met een lege lijst is niets te controleren.",
                "Voeg onder `hoofdstukken` een hoofdstuk met vragen toe.",
            ),
        )
    dubbel = tuple(_check_dubbel(lijst, meld))
    verwijzingen = tuple(_check_verwijzingen(lijst, meld))
    rest = tuple(m for _, v in lijst.iter_vragen() for m in _check_vraag(v, meld))
    if dubbel or any(m.ernst == FOUT for m in verwijzingen):
        return (*dubbel, *verwijzingen, *rest)
    kring = tuple(_check_kring(lijst, meld))
    onbereikbaar = () if kring else tuple(_check_bereik(lijst, meld))
    return (*verwijzingen, *kring, *onbereikbaar, *rest)


def _check_dubbel(lijst: Checklist, meld: Meld) -> Iterator[Melding]:
    """Find ids that two questions have."""
    gezien: dict[str, str] = {}
    for hoofdstuk, vraag in lijst.iter_vragen():
        if vraag.id in gezien:
            yield meld.fault(
                vraag.id,
                f"deze id staat in hoofdstuk {gezien[vraag.id]} en in {hoofdstuk.code}",
                "Een antwoord hoort bij één vraag.",
                "Geef een van de twee een andere id; laat de id van de vraag die al gebruikt is staan.",
            )
        gezien.setdefault(vraag.id, hoofdstuk.code)


def _check_verwijzingen(lijst: Checklist, meld: Meld) -> Iterator[Melding]:
    """Find conditions that look at a question, an answer or a feature that is not there."""
    vragen = {v.id: v for _, v in lijst.iter_vragen()}
    volgorde = list(vragen)
    for plek, boom in _iter_voorwaarden(lijst):
        for bron, naam, teken, waarden in list_verwijzingen(boom):
            if bron == "locatie":
                yield from _check_kenmerk(naam, waarden, plek, meld)
            if bron != "vraag":
                continue
            if naam not in vragen:
                yield meld.fault(
                    plek,
                    f"`als` kijkt naar de vraag {naam}",
                    "Die vraag staat niet in de lijst.",
                    f"Verbeter de naam. De lijst heeft: {', '.join(volgorde)}.",
                )
                continue
            yield from _check_waarden(vragen[naam], teken, waarden, plek, meld)
            if plek in vragen and volgorde.index(naam) > volgorde.index(plek):
                yield meld.warn(
                    plek,
                    f"`als` kijkt naar de vraag {naam}, die er pas na komt",
                    "Wie de lijst van boven naar beneden invult, ziet deze vraag dan pas achteraf.",
                    f"Zet {naam} ervoor.",
                )


def _check_kenmerk(naam: str, waarden: Sequence[str], plek: str, meld: Meld) -> Iterator[Melding]:
    """Find a feature of the site that the register does not know, or a value that it never has."""
    if naam not in KENMERKEN:
        yield meld.fault(
            plek,
            f"`als` kijkt naar locatie.{naam}",
            "Dat kenmerk kent het register niet.",
            f"Kies uit: {', '.join(KENMERKEN)}; of stel er zelf een vraag over.",
        )
    elif vreemd := [w for w in waarden if w not in KENMERKEN[naam]]:
        yield meld.fault(
            plek,
            f"`als` vergelijkt locatie.{naam} met {vreemd[0]}",
            "Die waarde heeft dat kenmerk nooit.",
            f"Kies uit: {', '.join(KENMERKEN[naam])}.",
        )


def _check_waarden(
    vraag: Vraag, teken: str, waarden: Sequence[str], plek: str, meld: Meld
) -> Iterator[Melding]:
    """Find a comparison with an answer that the question cannot get."""
    if teken in ("<", "<=", ">", ">="):
        if vraag.soort != Vraagsoort.GETAL:
            yield meld.fault(
                plek,
                f"`als` vergelijkt {vraag.id} met {teken} {waarden[0]}",
                f"{vraag.id} is een vraag van de soort {vraag.soort} en geen getal.",
                "Vergelijk met = of in.",
            )
        return
    kiest = vraag.soort in (Vraagsoort.KEUZE, Vraagsoort.MEERKEUZE)
    mogelijk = [a for a in list_antwoorden(vraag) if kiest or a not in (BINNEN, BUITEN, INGEVULD)]
    if vreemd := [w for w in waarden if w not in mogelijk]:
        yield meld.fault(
            plek,
            f"`als` vergelijkt {vraag.id} met {vreemd[0]}",
            "Dat antwoord kan die vraag niet krijgen, dus wordt deze vraag nooit gesteld.",
            f"Kies uit: {', '.join(mogelijk)}." if mogelijk else f"Schrijf beantwoord({vraag.id}).",
        )


def _check_kring(lijst: Checklist, meld: Meld) -> Iterator[Melding]:
    """Find questions that wait for each other."""
    kijkt = {v.id: _list_nodig(lijst, v.id) for _, v in lijst.iter_vragen()}
    gemeld: set[str] = set()
    for id_ in kijkt:
        pad = _find_kring(id_, kijkt)
        if pad and not gemeld & set(pad):
            gemeld |= set(pad)
            yield meld.fault(
                id_,
                f"de vragen wachten op elkaar: {' → '.join([*pad, pad[0]])}",
                "Zo wordt geen van deze vragen ooit gesteld.",
                "Haal bij een van deze vragen `als` weg, of laat haar naar een andere vraag kijken.",
            )


def _find_kring(begin: str, kijkt: dict[str, set[str]]) -> list[str]:
    """Find a way from a question back to itself."""
    stapel, bezocht = [[begin]], set[str]()
    while stapel:
        pad = stapel.pop()
        for volgende in sorted(kijkt[pad[-1]]):
            if volgende == begin:
                return pad
            if volgende not in bezocht:
                bezocht.add(volgende)
                stapel.append([*pad, volgende])
    return []


def _check_bereik(lijst: Checklist, meld: Meld) -> Iterator[Melding]:
    """Find questions that are asked at no site and after no answer, by trying what their conditions look at."""
    for hoofdstuk, vraag in lijst.iter_vragen():
        if not (vraag.als or hoofdstuk.als) or _is_bereikbaar(lijst, vraag.id) is not False:
            continue
        bomen = [say_voorwaarde(b) for b in (hoofdstuk.als, vraag.als) if b]
        yield meld.fault(
            vraag.id,
            f"deze vraag wordt alleen gesteld als {' en '.join(bomen)}",
            "Dat is met geen enkel antwoord en bij geen enkele locatie zo.",
            "Verbeter de voorwaarde, of haal de vraag weg.",
        )


def _is_bereikbaar(lijst: Checklist, id_: str) -> bool | None:
    """Say whether a question can be asked; None when there are too many ways to try."""
    vragen = {v.id: v for _, v in lijst.iter_vragen()}
    nodig, wachtrij = {id_}, [id_]
    while wachtrij:
        erbij = _list_nodig(lijst, wachtrij.pop()) - nodig
        nodig |= erbij
        wachtrij += erbij
    bomen = [b for v in nodig for b in _list_bomen(lijst, v)]
    verwijzingen = [w for b in bomen for w in list_verwijzingen(b)]
    klein = replace(
        lijst,
        hoofdstukken=tuple(
            replace(h, vragen=deel)
            for h in lijst.hoofdstukken
            if (deel := tuple(v for v in h.vragen if v.id in nodig))
        ),
    )
    assen = [_list_waarden(vragen[v], verwijzingen) for v in sorted(nodig - {id_})]
    feiten = _list_feiten(verwijzingen)
    pogingen = ((locatie, waarden) for locatie in feiten for waarden in product(*assen))
    namen = sorted(nodig - {id_})
    for poging, (locatie, waarden) in enumerate(islice(pogingen, POGINGEN + 1)):
        if poging == POGINGEN:
            return None
        antwoorden = {n: Antwoord(waarde=w) for n, w in zip(namen, waarden, strict=True) if w is not None}
        if is_gesteld(klein, id_, locatie, antwoorden):
            return True
    return False


def _list_waarden(vraag: Vraag, verwijzingen: Sequence[tuple[str, str, str, list[str]]]) -> list[object]:
    """List the answers to a question that make a difference to conditions, none among them."""
    genoemd = {
        w for bron, naam, _, waarden in verwijzingen if bron == "vraag" and naam == vraag.id for w in waarden
    }
    if vraag.soort in (Vraagsoort.FOTO, Vraagsoort.MONSTER):
        return [["x"], None]
    if vraag.soort == Vraagsoort.GETAL:
        punten: list[float] = sorted(
            {g + d for g in map(float, filter(_is_getal, genoemd)) for d in (-1, 0, 1)}
        )
        return [*(f"{p:f}" for p in punten or [1.0]), NVT, ONBEKEND, None]
    if vraag.soort == Vraagsoort.DATUM:
        return ["2025-12-31", None]
    if vraag.soort == Vraagsoort.TEKST:
        return ["x", None]
    mogelijk: list[object] = [a for a in list_antwoorden(vraag) if a in genoemd]
    anders = [a for a in list_antwoorden(vraag) if a not in genoemd][:1]
    if vraag.soort == Vraagsoort.MEERKEUZE and len(genoemd) > 1:
        mogelijk.append([a for a in vraag.keuzes if a in genoemd])
    return [*mogelijk, *anders, None]


def _list_feiten(verwijzingen: Sequence[tuple[str, str, str, list[str]]]) -> list[Locatiefeiten]:
    """List the sites that make a difference to conditions: none, each named activity alone, all of them, and so on."""
    genoemd: dict[tuple[str, str], list[str]] = {}
    for bron, naam, _, waarden in verwijzingen:
        if bron != "vraag":
            genoemd.setdefault((bron, naam), []).extend(w for w in waarden if w)
    sets = {
        bron: [(), *((w,) for w in dict.fromkeys(waarden)), tuple(dict.fromkeys(waarden)), ("anders",)]
        for (bron, _), waarden in genoemd.items()
        if bron != "locatie"
    }
    namen = [naam for bron, naam in genoemd if bron == "locatie"]
    return [
        Locatiefeiten(a, o, dict(zip(namen, k, strict=True)))
        for a in sets.get("activiteit", [()])
        for o in sets.get("objecttype", [()])
        for k in product(*(("", *KENMERKEN.get(n, ())) for n in namen))
    ]


def _check_vraag(vraag: Vraag, meld: Meld) -> Iterator[Melding]:
    """Find answers without a result, results without an answer, and a question without help."""
    mogelijk = list_antwoorden(vraag)
    if vreemd := [a for a in vraag.bevinding if a not in mogelijk]:
        yield meld.fault(
            vraag.id,
            f"bij `bevinding` staat het antwoord {vreemd[0]}",
            "Dat antwoord kan deze vraag niet krijgen.",
            f"Kies uit: {', '.join(mogelijk)}.",
        )
    zonder = [a for a in mogelijk if a not in vraag.bevinding and a not in STANDAARD]
    if vraag.norm and vraag.bevinding and zonder:
        yield meld.fault(
            vraag.id,
            f"het antwoord {', '.join(zonder)} heeft geen resultaat",
            "Ook een norm die is nageleefd is een resultaat; zonder is er geen nalevingscijfer.",
            "Zet bij `bevinding` achter elk antwoord een van de vijf resultaten.",
        )
    if not vraag.hulp:
        yield meld.warn(
            vraag.id,
            "er staat geen hulptekst bij",
            "Een collega weet dan niet waar hij op moet letten.",
            "Schrijf bij `hulp` hoe u dit ziet of meet, en wanneer het niet in orde is.",
        )


def _iter_voorwaarden(lijst: Checklist) -> Iterator[tuple[str, Boom]]:
    """Each condition, with the question or chapter that it belongs to."""
    for hoofdstuk in lijst.hoofdstukken:
        if hoofdstuk.als:
            yield f"hoofdstuk {hoofdstuk.code}", hoofdstuk.als
        yield from ((v.id, v.als) for v in hoofdstuk.vragen if v.als)


def _list_bomen(lijst: Checklist, id_: str) -> list[Boom]:
    """The conditions that decide whether a question is asked: its own, and that of its chapter."""
    return [b for h, v in lijst.iter_vragen() if v.id == id_ for b in (h.als, v.als) if b]


def _list_nodig(lijst: Checklist, id_: str) -> set[str]:
    """The questions that decide whether a question is asked."""
    return {
        naam for b in _list_bomen(lijst, id_) for bron, naam, _, _ in list_verwijzingen(b) if bron == "vraag"
    }


def _is_getal(tekst: str) -> bool:
    """Whether a value of a condition is a number."""
    return tekst.replace("-", "", 1).replace(".", "", 1).isdigit()
