"""How people read violations, measures and money: the state in a word, who by name, amounts in euro."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Gebeurtenis, Taak, Termijn, ToestandCode
from vth.vormgeving.opmaak import format_datum
from vth.zaken.weergave import Namen as Zaaknamen
from vth.zaken.weergave import get_toestand as get_zaaktoestand
from vth.zaken.weergave import make_korttermijn

from .lasttekst import as_euro
from .models import Handhavingsverzoek, Maatregel, Overtreding, Verbeurte
from .selectors import read_instrument

MEESTE = 300
TOESTANDEN: dict[str, ToestandCode] = {
    "vastgesteld": "bezig",
    "beeindigd": "goed",
    "vervallen": "neutraal",
    "concept": "wacht",
    "voornemen": "wacht",
    "lopend": "bezig",
    "uitgewerkt": "fout",
    "afgerond": "goed",
    "ingetrokken": "neutraal",
    "vernietigd": "neutraal",
    "open": "bezig",
    "betaald": "goed",
    "kwijtgescholden": "neutraal",
    "verjaard": "fout",
}
# What each act is called on a timeline.
WOORDEN = {
    "stel_vast": "Overtreding vastgesteld",
    "verdeel": "Aan een jurist gegeven",
    "overtreder": "Overtreder toegevoegd",
    "legalisatie": "Zicht op legalisatie bekeken",
    "handhaven": "Besloten te handhaven",
    "niet_handhaven": "Besloten niet te handhaven",
    "afweging": "Afgewogen volgens de handhavingsstrategie",
    "beeindig": "Overtreding beëindigd",
    "heropen": "Heropend",
    "vervalt": "Vervallen",
    "verzoek": "Verbonden aan een verzoek om handhaving",
    "bereid_voor": "Voorbereiding begonnen",
    "last": "Last geschreven",
    "motiveer": "Motivering geschreven",
    "voornemen": "Voornemen verzonden",
    "zienswijze": "Zienswijze ontvangen",
    "niet_gehoord": "Afgezien van horen",
    "besluit": "Besluit opgesteld",
    "leg_op": "Opgelegd",
    "verbeurt": "Dwangsommen verbeurd",
    "uitgewerkt": "Maximum bereikt: uitgewerkt",
    "bestuursdwang": "Bestuursdwang toegepast",
    "kosten": "Kosten van bestuursdwang",
    "kosten_weg": "Kosten ingetrokken",
    "kostenbeschikking": "Kosten verhaald bij beschikking",
    "lastverzoek": "Verzoek over de last",
    "lastverzoekdag": "Dag van ontvangst van een verzoek over de last verbeterd",
    "vervolg_verzonden": "Besluit over wat volgt is verzonden en verwerkt",
    "vervolg_met_de_hand": "Besluit over wat volgt is met de hand verwerkt",
    "vervolgbesluit": "Besluit opgesteld over wat volgt",
    "lastverzoek_besluit": "Beslist op het verzoek over de last",
    "schors": "Last geschorst",
    "schors_einde": "Einde van de schorsing",
    "lasttermijn": "Begunstigingstermijn verlengd",
    "herleeft": "De last geldt weer: het maximum is niet bereikt",
    "rond_af": "Afgerond",
    "trek_in": "Ingetrokken of opgeheven",
    "vernietig": "Vernietigd",
}


class Namen:
    """The words of some things of this room, each asked for once."""

    def __init__(self, rijen: Iterable[Any]) -> None:
        lijst = list(rijen)
        self.dag = klok.today()
        self.actors = list_actornamen({r.jurist for r in lijst if getattr(r, "jurist", "")})
        codes = {r.leverancier for r in lijst} | {r.gebied for r in lijst if r.gebied}
        self.organisaties = {
            c: shorten_organisatie(n) for c, n in list_organisatienamen(codes, self.dag).items()
        }

    def get_jurist(self, ding: Any) -> str:
        """Name who has the work."""
        return self.actors.get(ding.jurist, ding.jurist or "niemand")

    def get_waar(self, ding: Any) -> str:
        """Name the gemeente."""
        return self.organisaties.get(ding.gebied, ding.gebied)


def get_toestand(ding: Overtreding | Maatregel | Verbeurte, op: date) -> tuple[ToestandCode, str]:
    """Give shape and word for how a thing stands: what is late, or may be lost, stands out."""
    if ding.staat in ("vastgesteld", "concept", "voornemen", "lopend") and ding.laatste_dag < op:
        return "fout", f"{ding.get_staat_display()}, dag voorbij"
    return TOESTANDEN[ding.staat], str(ding.get_staat_display())


def name_instrument(maatregel: Maatregel) -> str:
    """Name the instrument of a measure as it was called when it was prepared."""
    naam = str(read_instrument(maatregel.instrument, maatregel.geregistreerd_op.date())["naam"])
    return naam[:1].upper() + naam[1:]


def get_verbeurtewoord(verbeurte: Verbeurte, op: date) -> str:
    """Say in a word how a forfeited amount that is open stands."""
    return "verjaart" if verbeurte.laatste_dag >= op else "laatste dag voorbij"


def make_werktaak(ding: Overtreding | Maatregel, namen: Namen, op: date) -> Taak:
    """Make one line of the list, with why it stands where it stands."""
    code, woord = get_toestand(ding, op)
    if isinstance(ding, Overtreding):
        titel, wat, adres = (
            f"{ding.kenmerk} {ding.aard}",
            f"Gezien op {format_datum(ding.overtredingsdatum)}",
            "overtreding",
        )
    else:
        titel, adres = f"{ding.kenmerk} {ding.omschrijving}", "maatregel"
        wat = name_instrument(ding)
    return Taak(
        titel=titel,
        url=reverse(f"handhaving:{adres}", args=[ding.pk]),
        waarom=f"{wat}, {namen.get_waar(ding)}. {ding.waarom.partition(':')[0]}. Jurist: {namen.get_jurist(ding)}.".replace(
            " . ", " "
        ),
        toestand=code,
        woord=woord,
        termijn=Termijn(ding.laatste_dag) if ding.laatste_dag != OPEN_DAG else None,
        id=str(ding.pk),
    )


def make_verbeurtetaak(verbeurte: Verbeurte, maatregel: Maatregel, namen: Namen, op: date) -> Taak:
    """Make the line of one forfeited amount: how much, and until when it can be claimed."""
    dagen = (verbeurte.laatste_dag - op).days
    code: ToestandCode = "fout" if dagen <= 30 else "aandacht" if dagen <= 90 else "bezig"
    stand = "ingevorderd" if verbeurte.ingevorderd_op else "nog niet ingevorderd"
    wat = "Kosten van bestuursdwang vastgesteld" if verbeurte.aard == Verbeurte.Aard.KOSTEN else "Verbeurd"
    houdt = " Iets houdt de verjaring nu tegen." if verbeurte.verlengd else ""
    return Taak(
        titel=f"{as_euro(verbeurte.bedrag)}, {maatregel.kenmerk} {maatregel.omschrijving}",
        url=reverse("handhaving:verbeurte", args=[verbeurte.pk]),
        waarom=f"{wat} op {format_datum(verbeurte.dag)}, {stand}, {namen.get_waar(verbeurte)}.{houdt}",
        toestand=code,
        woord=get_verbeurtewoord(verbeurte, op),
        termijn=Termijn(verbeurte.laatste_dag),
        id=str(verbeurte.pk),
    )


def make_verzoektaak(verzoek: Handhavingsverzoek, namen: Zaaknamen, op: date) -> Taak:
    """Make the line of one request to enforce: what is asked, and until when there is to decide."""
    zaak = verzoek.zaak
    code, woord = get_zaaktoestand(zaak, namen.get_stap(zaak), op)
    waar = namen.organisaties.get(verzoek.gebied, verzoek.gebied)
    return Taak(
        titel=f"{verzoek.verzoek} {verzoek.omschrijving}",
        url=reverse("handhaving:verzoek", args=[verzoek.pk]),
        waarom=f"Ontvangen op {format_datum(verzoek.ontvangen_op)}{', ' + waar if waar else ''}. "
        f"Behandelaar: {namen.get_behandelaar(zaak)}.",
        toestand=code,  # type: ignore[arg-type]
        woord=woord,
        termijn=make_korttermijn(zaak),
        id=str(verzoek.pk),
    )


def make_tijdlijn(gebeurtenissen: Any) -> list[Gebeurtenis]:
    """List all that happened, one sentence each, newest first."""
    acts = list(gebeurtenissen.order_by("-volgnummer")[:MEESTE])
    namen = list_actornamen({g.door for g in acts})
    return [
        Gebeurtenis(
            g.op,
            WOORDEN.get(g.handeling, g.handeling.replace("_", " ").capitalize())
            + (f" op {format_datum(dag)}" if (dag := getattr(g, "dag", None)) else "")
            + (f": {g.reden.rstrip('.')}" if g.reden else ""),
            actor=namen.get(g.door, g.door),
        )
        for g in acts
    ]
