"""What may be done with a violation and a measure, and what the law asks before a measure is imposed. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vth.regelgeving.dagen import as_dagtekst

DWANGSOM, BESTUURSDWANG, BOETE, BSB = (
    "last_onder_dwangsom",
    "last_onder_bestuursdwang",
    "bestuurlijke_boete",
    "bestuurlijke_strafbeschikking",
)
# What is for a time, or gives one until a day.
MET_EINDE = ("gedogen", "verscherpt_toezicht", "waarschuwing")
LASTEN = (DWANGSOM, BESTUURSDWANG, "tijdelijk_stilleggen", "exploitatieverbod")
# From which states each act leads where.
OVERGANGEN: dict[str, tuple[tuple[str, ...], str]] = {
    "voornemen": (("concept",), "voornemen"),
    "leg_op": (("concept", "voornemen"), "lopend"),
    "uitgewerkt": (("lopend",), "uitgewerkt"),
    "herleeft": (("uitgewerkt",), "lopend"),
    "rond_af": (("lopend", "uitgewerkt"), "afgerond"),
    "trek_in": (("lopend", "uitgewerkt"), "ingetrokken"),
    "vernietig": (("lopend", "uitgewerkt", "afgerond"), "vernietigd"),
    "vervalt": (("concept", "voornemen"), "vervallen"),
}
IN_KRACHT = ("lopend", "uitgewerkt")


class HandhavingError(Exception):
    """Something in this room that cannot be; the message says what was seen, why that is wrong and what to do."""


class AnderWasVoorError(HandhavingError):
    """Somebody changed it since the page was shown; nothing was written."""


@dataclass(frozen=True)
class Gebrek:
    """What still lacks, and the article that asks for it."""

    artikel: str
    zin: str

    def __str__(self) -> str:
        """Say it with its article."""
        return f"{self.zin} ({self.artikel})"


@dataclass(frozen=True)
class Adressaatbeeld:
    """What one addressee of a last forfeits; amounts in euro."""

    naam: str
    bedrag: Decimal | None
    maximum: Decimal | None


@dataclass(frozen=True)
class Lastbeeld:
    """What of a last the law asks about."""

    soort: str
    opdracht: str
    begunstiging_tot: date | None
    begunstiging_motivering: str
    modaliteit: str
    bedrag_motivering: str
    spoed: str
    spoed_motivering: str
    adressaten: Sequence[Adressaatbeeld]


@dataclass(frozen=True)
class Overtredingbeeld:
    """What of a violation decides whether a measure can rest on it. `onder` names the remedial sanctions in force against it."""

    kenmerk: str
    aard: str
    datum: date
    staat: str
    normen: int
    plekken: int
    overtreders: int
    legalisatie: str
    gekozen: Sequence[str] | None
    onder: Sequence[str] = ()
    bevinding_ingetrokken: bool = False


@dataclass(frozen=True)
class Maatregelbeeld:
    """What of a measure decides whether it can be imposed on `op`."""

    instrument: str
    definitie: Mapping[str, Any]
    op: date
    motivering: str
    overtredingen: Sequence[Overtredingbeeld]
    voornemen_op: date | None = None
    zienswijze_tot: date | None = None
    zienswijze_op: date | None = None
    zienswijze_oordeel: str = ""
    niet_gehoord: str = ""
    tot: date | None = None
    last: Lastbeeld | None = None
    boetegrond: str = ""
    boetebedrag: Decimal | None = None


def check_overgang(staat: str, handeling: str) -> str:
    """Give the state that an act leads to. Raises HandhavingError when it cannot be done from here."""
    van, naar = OVERGANGEN[handeling]
    if staat not in van:
        raise HandhavingError(
            f"Deze maatregel is {staat}. Dit kan alleen als hij {' of '.join(van)} is. Bekijk hem opnieuw."
        )
    return naar


def derive_gebreken(
    m: Maatregelbeeld, *, boetegronden: Sequence[str], vage_woorden: Sequence[str]
) -> list[Gebrek]:
    """List what the law still asks before a measure may be imposed; empty when nothing. Each names its article.

    Awb 5:4 (a power), 5:6 (no second remedial sanction), 5:9 (which violation, which rule, where and when), 4:8 (hearing), and for a last
    5:24, 5:31, 5:32a and 5:32b.
    """
    gebreken = [*_list_overtredinggebreken(m), *_list_hoorgebreken(m)]
    if not m.motivering.strip():
        gebreken.append(
            Gebrek("Awb 3:46", "De motivering ontbreekt: waarom deze maatregel, tegen deze overtreder.")
        )
    if m.instrument == BOETE and m.boetegrond not in boetegronden:
        gebreken.append(
            Gebrek(
                "Awb 5:4",
                "Een boete kan alleen als de wet dat zegt. Kies het artikel van de Omgevingswet: "
                + ", ".join(boetegronden)
                + ".",
            )
        )
    if m.instrument == BOETE and m.boetebedrag is None:
        gebreken.append(Gebrek("bestuurlijke boete", "Het bedrag van de boete ontbreekt."))
    if m.instrument == "gedogen" and m.tot is None:
        gebreken.append(Gebrek("beleid", "Gedogen is voor een bepaalde tijd. Vul in tot wanneer."))
    if m.instrument in LASTEN:
        gebreken += (
            _list_lastgebreken(m.last, m, vage_woorden)
            if m.last
            else [Gebrek("Awb 5:32a", "De last zelf ontbreekt: wat moet de overtreder doen?")]
        )
    return gebreken


def _list_overtredinggebreken(m: Maatregelbeeld) -> list[Gebrek]:
    """List what the violations lack."""
    if not m.overtredingen:
        return [Gebrek("Awb 5:9", "Er staat niet tegen welke overtreding dit is. Kies er ten minste een.")]
    gebreken = []
    for o in m.overtredingen:
        gebreken += _list_inhoudgebreken(o, m.instrument)
        if o.staat != "vastgesteld" and not (m.last and m.last.soort in ("herhaling", "preventief")):
            zin = f"Overtreding {o.kenmerk} is {o.staat}. Alleen een last tegen herhaling kan dan nog."
            gebreken.append(Gebrek("Awb 5:4", zin))
        if m.definitie["herstelsanctie"]:
            gebreken += _list_herstelgebreken(o)
    return gebreken


def _list_inhoudgebreken(o: Overtredingbeeld, instrument: str) -> list[Gebrek]:
    """List what one violation lacks to rest any measure on."""
    vragen = (
        (
            o.bevinding_ingetrokken,
            "Awb 5:9",
            "een bevinding ervan is ingetrokken. Ga na of zij nog vaststaat.",
        ),
        (not o.normen, "Awb 5:9", "er staat niet welk voorschrift is overtreden."),
        (not o.plekken, "Awb 5:9", "er staat niet waar zij was."),
        (not o.overtreders, "Awb 5:1", "er staat niet wie de overtreder is."),
        (
            o.gekozen is None,
            "Omgevingsbesluit 13.6",
            "zij is nog niet gewogen volgens de handhavingsstrategie.",
        ),
        (
            o.gekozen is not None and instrument not in o.gekozen,
            "Omgevingsbesluit 13.6",
            "in de afweging is een ander instrument gekozen. Weeg haar opnieuw, of kies dat.",
        ),
    )
    return [Gebrek(artikel, f"Overtreding {o.kenmerk}: {zin}") for mis, artikel, zin in vragen if mis]


def _list_herstelgebreken(o: Overtredingbeeld) -> list[Gebrek]:
    """List what stands in the way of a remedial sanction against one violation."""
    gebreken = []
    if o.onder:
        zin = f"Tegen overtreding {o.kenmerk} geldt al {', '.join(o.onder)}. Trek die eerst in, of wacht tot zij is afgerond."
        gebreken.append(Gebrek("Awb 5:6", zin))
    if o.legalisatie == "onbekend":
        zin = f"Ga bij overtreding {o.kenmerk} na of er concreet zicht op legalisatie is."
        gebreken.append(Gebrek("beginselplicht tot handhaving", zin))
    return gebreken


def _list_hoorgebreken(m: Maatregelbeeld) -> list[Gebrek]:
    """List what lacks of hearing the offender first."""
    if not m.definitie["horen"] or m.niet_gehoord:
        return []
    if m.voornemen_op is None:
        return [
            Gebrek(
                "Awb 4:8",
                "De overtreder is nog niet gehoord. Verzend een voornemen, of zeg waarom horen achterwege blijft (4:11).",
            )
        ]
    if m.zienswijze_op is None and (m.zienswijze_tot is None or m.op <= m.zienswijze_tot):
        return [
            Gebrek("Awb 4:8", f"De overtreder kan nog {_say_tot(m.zienswijze_tot)} zijn zienswijze geven.")
        ]
    if m.zienswijze_op is not None and not m.zienswijze_oordeel.strip():
        return [Gebrek("Awb 3:46", "Er is een zienswijze. Schrijf op wat u daarvan vindt.")]
    return []


def _list_lastgebreken(last: Lastbeeld, m: Maatregelbeeld, vage_woorden: Sequence[str]) -> list[Gebrek]:
    """List what a last lacks."""
    gebreken = []
    if len(last.opdracht.strip()) < 20:
        gebreken.append(
            Gebrek(
                "Awb 5:32a", "Schrijf op wat de overtreder moet doen, zo dat hij weet wanneer hij klaar is."
            )
        )
    gebreken += [
        Gebrek(
            "Awb 5:32a",
            f"De last zegt ‘{woord}’. Daarmee weet de overtreder niet wanneer hij klaar is; schrijf op wat precies.",
        )
        for woord in find_vage_woorden(last.opdracht, vage_woorden)
    ]
    gebreken += _list_begunstiginggebreken(last, m)
    if not last.adressaten:
        gebreken.append(Gebrek("Awb 5:1", "Er staat niet wie de last moet uitvoeren."))
    if m.instrument == DWANGSOM:
        gebreken += _list_bedraggebreken(last)
    return gebreken


def _list_begunstiginggebreken(last: Lastbeeld, m: Maatregelbeeld) -> list[Gebrek]:
    """List what lacks of the time to obey: asked when something must be undone or stopped, not to keep from repeating, nor in an emergency."""
    if last.spoed:
        if m.instrument == DWANGSOM:
            return [Gebrek("Awb 5:31", "Zonder termijn vanwege spoed kan alleen bij bestuursdwang.")]
        return (
            []
            if last.spoed_motivering.strip()
            else [Gebrek("Awb 5:31", "Schrijf op waarom het spoed heeft.")]
        )
    if last.begunstiging_tot is None:
        if last.soort == "herhaling":
            return []
        artikel = "Awb 5:32a, tweede lid" if m.instrument == DWANGSOM else "Awb 5:24, tweede lid"
        return [Gebrek(artikel, "De dag waarop de begunstigingstermijn eindigt, ontbreekt.")]
    if last.begunstiging_tot <= m.op:
        return [
            Gebrek(
                "Awb 5:32a, tweede lid",
                f"De begunstigingstermijn eindigt op {as_dagtekst(last.begunstiging_tot)}, en dat is niet na de dag van het besluit ({as_dagtekst(m.op)}). Kies een latere dag, waarop de overtreder klaar kan zijn.",
            )
        ]
    if not last.begunstiging_motivering.strip():
        return [Gebrek("Awb 3:46", "Schrijf op waarom deze begunstigingstermijn nodig en genoeg is.")]
    return []


def _list_bedraggebreken(last: Lastbeeld) -> list[Gebrek]:
    """List what lacks of the amounts."""
    gebreken = []
    if not last.modaliteit:
        gebreken.append(
            Gebrek(
                "Awb 5:32b, eerste lid",
                "Kies hoe de dwangsom verbeurt: ineens, per tijdseenheid of per overtreding.",
            )
        )
    for a in last.adressaten:
        if a.bedrag is None or a.bedrag <= 0:
            gebreken.append(Gebrek("Awb 5:32b, eerste lid", f"Het bedrag voor {a.naam} ontbreekt."))
        elif a.maximum is None:
            gebreken.append(
                Gebrek(
                    "Awb 5:32b, tweede lid",
                    f"Bij € {a.bedrag} voor {a.naam} ontbreekt het maximum. Vul in hoeveel er hoogstens kan worden verbeurd.",
                )
            )
        elif a.maximum < a.bedrag:
            gebreken.append(
                Gebrek(
                    "Awb 5:32b, tweede lid",
                    f"Het maximum voor {a.naam} (€ {a.maximum}) is lager dan het bedrag (€ {a.bedrag}). Verhoog het maximum, of verlaag het bedrag.",
                )
            )
    if not last.bedrag_motivering.strip():
        gebreken.append(
            Gebrek(
                "Awb 5:32b, derde lid",
                "Schrijf op waarom dit bedrag past bij het geschonden belang en bij wat de last moet bereiken.",
            )
        )
    return gebreken


def _say_tot(dag: date | None) -> str:
    """Say until when, as far as that is known."""
    return f"tot en met {as_dagtekst(dag)}" if dag else "steeds"


def find_vage_woorden(opdracht: str, woorden: Sequence[str]) -> list[str]:
    """Give the words in the text of a last that leave open when it is obeyed, each once, whole words only."""
    tekst = " ".join(opdracht.lower().split())
    return [w for w in woorden if re.search(rf"(?<!\w){re.escape(w.lower())}(?!\w)", tekst)]
