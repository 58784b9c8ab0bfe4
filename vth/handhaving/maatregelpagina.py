"""The page of one measure: what it is, what the law still asks, what the last orders, the money, and all that happened."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.regelgeving.dagen import as_dagtekst
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, decide_handeling
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom, Termijn
from vth.zaken.conceptintrekking import is_ingetrokken_concept

from .adressaatstand import list_bijzonderheden
from .boeking import GELD, IN_VOORBEREIDING, MAATREGEL
from .gegrond import list_gegrond
from .geldpagina import (
    DWANGKOLOMMEN,
    KOSTENKOLOMMEN,
    VERBEURTEKOLOMMEN,
    VERVOLGKOLOMMEN,
    list_bedragen,
    list_bestuursdwang,
    list_kosten,
    list_verbeurten,
    list_vervolg,
)
from .ingetrokken import list_ingetrokken
from .lastlooppagina import (
    BEDRAGKOLOMMEN,
    SCHORSKOLOMMEN,
    TERMIJNKOLOMMEN,
    VERZOEKKOLOMMEN,
    list_bedragrijen,
    list_lastkenmerken,
    list_schorsrijen,
    list_termijnrijen,
    list_verzoekrijen,
    say_geschorst,
)
from .lasttekst import as_euro
from .lasttermijn import say_beeindigd
from .maatregelen import list_gebreken
from .models import Last, Lastadressaat, Lastverzoekbesluit, Maatregel, Overtreder, Overtreding, Verbeurte
from .rules import DWANGSOM, IN_KRACHT, LASTEN, OVERGANGEN
from .selectors import (
    Schorsbeeld,
    find_hersteldatum,
    find_last,
    get_maatregel,
    list_adressaten,
    list_schorsingen,
    list_zichtbaar,
    read_instrument,
)
from .strategie.aannames import say_aannames
from .strategie.leidraad import Leidraadvoorstel, list_te_motiveren
from .strategie.leidraadlezen import find_leidraad_van
from .weergave import Namen, get_toestand, make_tijdlijn

OVERTREDINGKOLOMMEN = (
    Kolom("kenmerk", "Overtreding"),
    Kolom("aard", "Wat"),
    Kolom("wie", "Door wie"),
    Kolom("toestand", "Stand", "toestand"),
)
WIEKOLOMMEN = (
    Kolom("naam", "Wie"),
    Kolom("bedrag", "Dwangsom"),
    Kolom("maximum", "Maximum"),
    Kolom("verbeurd", "Verbeurd"),
    Kolom("let_op", "Let op"),
)
# Under bestuursdwang nothing is forfeited.
ZONDER_GELD = (WIEKOLOMMEN[0], WIEKOLOMMEN[-1])


@dataclass(frozen=True)
class Maatregelpagina:
    """Everything that the page of a measure shows."""

    maatregel: Maatregel
    naam: str
    toestand: tuple[str, str]
    zin: str
    gebreken: tuple[str, ...]
    kenmerken: tuple[Kenmerk, ...]
    last: Last | None
    lastkenmerken: tuple[Kenmerk, ...]
    adressaten: tuple[dict[str, Any], ...]
    overtredingen: tuple[dict[str, Any], ...]
    termijnen: tuple[dict[str, Any], ...]
    schorsingen: tuple[dict[str, Any], ...]
    verzoeken: tuple[dict[str, Any], ...]
    anderebedragen: tuple[dict[str, Any], ...]
    bestuursdwang: tuple[dict[str, Any], ...]
    kosten: tuple[dict[str, Any], ...]
    verbeurten: tuple[dict[str, Any], ...]
    vervolg: tuple[dict[str, Any], ...]
    bedragen: tuple[Kenmerk, ...]
    termijn: Termijn | None
    voorstel: Leidraadvoorstel | None
    te_motiveren: tuple[str, ...]
    aannames: tuple[str, ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    records: tuple[Maatregel | Bronobject, ...]
    mogelijk: frozenset[str]
    mag: bool
    mag_geld: bool
    is_besluit: bool
    overtredingkolommen: tuple[Kolom, ...] = OVERTREDINGKOLOMMEN
    wiekolommen: tuple[Kolom, ...] = WIEKOLOMMEN
    termijnkolommen: tuple[Kolom, ...] = TERMIJNKOLOMMEN
    schorskolommen: tuple[Kolom, ...] = SCHORSKOLOMMEN
    verzoekkolommen: tuple[Kolom, ...] = VERZOEKKOLOMMEN
    bedragkolommen: tuple[Kolom, ...] = BEDRAGKOLOMMEN
    dwangkolommen: tuple[Kolom, ...] = DWANGKOLOMMEN
    kostenkolommen: tuple[Kolom, ...] = KOSTENKOLOMMEN
    verbeurtekolommen: tuple[Kolom, ...] = VERBEURTEKOLOMMEN
    vervolgkolommen: tuple[Kolom, ...] = VERVOLGKOLOMMEN

    @property
    def voorbereiding(self) -> bool:
        """Tell whether it is still prepared."""
        return self.maatregel.staat in IN_VOORBEREIDING

    @property
    def is_last(self) -> bool:
        """Tell whether it orders something."""
        return self.maatregel.instrument in LASTEN

    @property
    def ingetrokken(self) -> list[str]:
        """Say what rests on a finding that was withdrawn since."""
        return list_ingetrokken(self.maatregel)

    @property
    def gegrond(self) -> list[str]:
        """Say which bezwaar or beroep was well-founded, and what that asks."""
        return list_gegrond(self.maatregel)

    @property
    def geen_termijn(self) -> str:
        """Say why the term of a last in force can no longer be lengthened; empty when it can, or has none."""
        loopt = self.last is not None and self.last.begunstiging_tot and self.maatregel.staat in IN_KRACHT
        return say_beeindigd(self.maatregel) if loopt else ""

    @property
    def is_dwangsom(self) -> bool:
        """Tell whether money is forfeited under it."""
        return self.maatregel.instrument == DWANGSOM

    @property
    def is_bestuursdwang(self) -> bool:
        """Tell whether the authority can act itself under it."""
        return self.is_last and not self.is_dwangsom

    @property
    def verbeurt(self) -> bool:
        """Tell whether what was seen can be written now."""
        return self.mag_geld and self.is_dwangsom and self.maatregel.staat in IN_KRACHT


def make_maatregelpagina(viewer: Viewer, maatregel_id: uuid.UUID | str) -> Maatregelpagina:
    """Put the page of a measure together. Raises BestaatNietError."""
    m = get_maatregel(viewer, maatregel_id)
    definitie, last = read_instrument(m.instrument, m.geregistreerd_op.date()), find_last(m)
    mag = decide_handeling(viewer, MAATREGEL, namens=m.leverancier).mag
    gebreken = list_gebreken(m, klok.today()) if m.staat in IN_VOORBEREIDING else []
    overtredingen = list(list_zichtbaar(viewer).filter(maatregelen__maatregel=m).order_by("id"))
    wie, loop = _read_personen(viewer, last, overtredingen), _read_loop(m, last)
    adressaten, dwangsom = _list_adressaten(wie, last), _pick_dwangsom(m, last)
    return Maatregelpagina(
        maatregel=m,
        naam=str(definitie["naam"]),
        toestand=get_toestand(m, klok.today()),
        zin=_say_stand(m, bool(gebreken), bool(definitie["besluit"])) + _say_loop(m, loop),
        gebreken=tuple(str(g) for g in gebreken),
        kenmerken=tuple(_list_kenmerken(m, definitie["wet"])),
        last=last,
        lastkenmerken=tuple(list_lastkenmerken(last)) if last else (),
        adressaten=tuple(adressaten),
        wiekolommen=WIEKOLOMMEN if m.instrument == DWANGSOM else ZONDER_GELD,
        overtredingen=tuple(_list_overtredingen(wie, overtredingen)),
        termijnen=tuple(list_termijnrijen(last)),
        schorsingen=tuple(list_schorsrijen(loop, adressaten)),
        verzoeken=tuple(list_verzoekrijen(dwangsom, adressaten)),
        anderebedragen=tuple(list_bedragrijen(dwangsom, adressaten)),
        bestuursdwang=(gedaan := tuple(list_bestuursdwang(last if dwangsom is None else None))),
        kosten=tuple(list_kosten(last if gedaan else None)),
        verbeurten=tuple(list_verbeurten(m, last)),
        vervolg=tuple(list_vervolg(viewer, m)),
        bedragen=tuple(list_bedragen(m)) if m.instrument in LASTEN and m.opgelegd_op else (),
        termijn=_make_termijn(m, last),
        voorstel=(voorstel := _find_voorstel(m)),
        te_motiveren=tuple(_list_te_motiveren(voorstel, m, last)),
        aannames=tuple(say_aannames(m.afweging)),
        tijdlijn=tuple(make_tijdlijn(m.gebeurtenissen)),
        records=(m, *wie.zichtbaar.values()),
        mogelijk=frozenset(h for h, (van, _) in OVERGANGEN.items() if m.staat in van) if mag else frozenset(),
        mag=mag,
        mag_geld=decide_handeling(viewer, GELD, namens=m.leverancier).mag,
        is_besluit=bool(definitie["besluit"]),
    )


def _pick_dwangsom(m: Maatregel, last: Last | None) -> Last | None:
    """Give a last under penalty that was imposed."""
    return last if m.instrument == DWANGSOM and m.opgelegd_op else None


def _find_voorstel(m: Maatregel) -> Leidraadvoorstel | None:
    """Give what the leidraad proposes for a last under penalty that is prepared."""
    voorbereid = m.staat in IN_VOORBEREIDING and m.instrument == DWANGSOM
    return find_leidraad_van(m, klok.today()) if voorbereid else None


def _say_stand(m: Maatregel, lacks: bool, is_besluit: bool) -> str:
    """Say in a line how it stands, and what comes next."""
    if m.staat == Maatregel.Staat.UITGEWERKT:
        return "Het maximum is verbeurd en de overtreding is er nog. Overweeg een zwaardere maatregel."
    if m.staat in IN_VOORBEREIDING:
        if m.besluit and is_ingetrokken_concept(m.besluit):
            wat = "Vul eerst aan wat ontbreekt." if lacks else "Stel een nieuw besluit op."
            return f"Het concept {m.besluit.identificatie} is ingetrokken. {wat}"
        if m.besluit:
            return f"Besluit {m.besluit.identificatie} is {m.besluit.get_staat_display()}."
        if lacks:
            return "Er ontbreekt nog iets."
        return "Klaar om het besluit op te stellen." if is_besluit else "Klaar om vast te leggen."
    voorbij = (
        m.staat == Maatregel.Staat.LOPEND
        and m.waarom.startswith("Hercontrole")
        and m.laatste_dag <= klok.today()
    )
    verder = (
        " De begunstigingstermijn is voorbij: laat een hercontrole doen, en leg hieronder vast wat die opleverde."
        if voorbij
        else ""
    )
    return f"Opgelegd op {as_dagtekst(m.opgelegd_op)}.{verder}" if m.opgelegd_op else ""


def _read_loop(m: Maatregel, last: Last | None) -> list[Schorsbeeld]:
    """Read when a last that was imposed did not hold."""
    return list_schorsingen(last) if last and m.opgelegd_op else []


def _say_loop(m: Maatregel, schorsingen: Sequence[Schorsbeeld]) -> str:
    """Say that a last in force does not hold now."""
    zin = say_geschorst(schorsingen, klok.today()) if m.staat in IN_KRACHT else ""
    return f" {zin}" if zin else ""


def _list_kenmerken(m: Maatregel, wet: str) -> list[Kenmerk]:
    """List what, who, when and by which law."""
    namen, wie = Namen([m]), list_organisatienamen([m.leverancier, m.bevoegd_gezag], klok.today())
    rijen: list[tuple[str, object]] = [
        ("Wet", f"Omgevingswet {m.boetegrond}" if m.boetegrond else wet),
        ("Opgelegd op", m.opgelegd_op),
        ("Boete", as_euro(m.boetebedrag) if m.boetebedrag is not None else ""),
        ("Geldt tot en met", m.tot),
        ("Geëindigd op", m.afgerond_op),
        ("Voornemen verzonden op", m.voornemen_op),
        ("Zienswijze tot en met", m.zienswijze_tot),
        ("Zienswijze ontvangen op", m.zienswijze_op),
        ("Oordeel over de zienswijze", m.zienswijze_oordeel),
        ("Niet vooraf gehoord", m.niet_gehoord),
        ("Motivering", m.motivering),
        ("Jurist", namen.get_jurist(m)),
        ("Organisatie", wie.get(m.leverancier, m.leverancier)),
        ("Bevoegd gezag", wie.get(m.bevoegd_gezag, m.bevoegd_gezag)),
        ("Vertrouwelijkheid", m.vertrouwelijkheid.replace("_", " ")),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


@dataclass(frozen=True)
class Personen:
    """Who is on the page: who must obey and who committed what, with the records that the viewer may see and what they are called."""

    adressaten: list[Lastadressaat]
    daders: list[Overtreder]
    zichtbaar: dict[uuid.UUID, Bronobject]
    namen: dict[uuid.UUID, str]

    def name(self, id_: uuid.UUID) -> str:
        """Name somebody, or say that he may not be seen."""
        return self.namen.get(id_, "iemand die u niet mag zien")


def _read_personen(viewer: Viewer, last: Last | None, overtredingen: Sequence[Overtreding]) -> Personen:
    """Look everybody on the page up at once."""
    adressaten = list_adressaten(last) if last else []
    daders = list(Overtreder.objects.filter(overtreding__in=[o.pk for o in overtredingen]).order_by("id"))
    wie = {a.bronobject_id for a in adressaten} | {d.bronobject_id for d in daders}
    zichtbaar = find_zichtbaar(viewer, wie)
    namen = list_namen(zichtbaar.values(), Peilmoment(klok.today(), klok.now()))
    return Personen(adressaten, daders, zichtbaar, namen)


def _list_adressaten(wie: Personen, last: Last | None) -> list[dict[str, Any]]:
    """List who must obey, what that costs and what somebody who acts must know, as far as the viewer may see them."""
    if last is None:
        return []
    verbeurd: dict[int, Any] = {}
    geld = Verbeurte.objects.filter(adressaat__last=last, aard=Verbeurte.Aard.DWANGSOM)
    for v in geld.exclude(staat=Verbeurte.Staat.VERNIETIGD):
        verbeurd[v.adressaat_id] = verbeurd.get(v.adressaat_id, 0) + v.bedrag
    opgeheven = dict(
        Lastverzoekbesluit.objects.filter(
            verzoek__last=last, uitkomst=Lastverzoekbesluit.Uitkomst.OPGEHEVEN
        ).values_list("verzoek__adressaat_id", "vanaf")
    )
    bijzonder = list_bijzonderheden(wie.adressaten, wie.zichtbaar, wie.namen, verbeurd=bool(verbeurd))
    return [
        {
            "id": a.pk,
            "url": reverse("portaal:object", args=[a.bronobject_id])
            if a.bronobject_id in wie.zichtbaar
            else "",
            "naam": wie.name(a.bronobject_id),
            "bedrag": as_euro(a.bedrag) if a.bedrag is not None else "",
            "maximum": as_euro(a.maximum) if a.maximum is not None else "",
            "verbeurd": as_euro(verbeurd.get(a.pk, 0)),
            "let_op": f"{_say_opgeheven(opgeheven.get(a.pk))} {bijzonder[a.pk]}".strip(),
        }
        for a in wie.adressaten
    ]


def _say_opgeheven(vanaf: date | None) -> str:
    """Say that the last does not hold any more for somebody."""
    return f"De last is voor deze overtreder opgeheven vanaf {as_dagtekst(vanaf)}." if vanaf else ""


def _list_overtredingen(wie: Personen, overtredingen: Sequence[Overtreding]) -> list[dict[str, Any]]:
    """List against which violations it is, each with who committed it as far as the viewer may see them."""
    return [
        {
            "url": reverse("handhaving:overtreding", args=[o.pk]),
            "kenmerk": o.kenmerk,
            "aard": o.aard,
            "wie": ", ".join(
                wie.namen[r.bronobject_id]
                for r in wie.daders
                if r.overtreding_id == o.pk and r.bronobject_id in wie.namen
            ),
            "toestand": get_toestand(o, klok.today()),
        }
        for o in overtredingen
    ]


def _list_te_motiveren(voorstel: Leidraadvoorstel | None, m: Maatregel, last: Last | None) -> list[str]:
    """Say what of a last departs from the leidraad; the law's own demands stand with what lacks."""
    if voorstel is None or voorstel.rij is None or last is None:
        return []
    dagen = (last.begunstiging_tot - klok.today()).days if last.begunstiging_tot else None
    bedragen = dict.fromkeys((a.bedrag, a.maximum) for a in last.adressaten.order_by("id"))
    zinnen = [
        zin
        for bedrag, maximum in bedragen or {(None, None): None}
        for zin in list_te_motiveren(
            voorstel, bedrag=bedrag, maximum=maximum, modaliteit=last.modaliteit, termijn_dagen=dagen
        )
    ]
    return list(dict.fromkeys(zinnen))


def _make_termijn(m: Maatregel, last: Last | None) -> Termijn | None:
    """Give the term that runs now, with why."""
    if m.staat == Maatregel.Staat.VOORNEMEN and m.zienswijze_tot:
        return Termijn(
            m.zienswijze_tot,
            "Zienswijze op het voornemen",
            (),
            "Awb 4:8",
            zekerheid="aanname",
            voldaan_op=m.zienswijze_op,
        )
    if m.staat == Maatregel.Staat.LOPEND and last and last.begunstiging_tot:
        return Termijn(
            last.begunstiging_tot,
            "Begunstigingstermijn",
            (
                "De termijn staat in het besluit. De Algemene termijnenwet verlengt haar niet, en een schorsing van de last ook niet.",
            ),
            "Awb 5:32a, tweede lid",
            voldaan_op=find_hersteldatum(m),
        )
    return None
