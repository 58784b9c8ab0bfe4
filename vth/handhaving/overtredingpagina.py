"""The page of one violation: what it is, how it stands, what was weighed, what is done about it, and all that happened."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.begrippen.selectors import find_label
from vth.organisaties.selectors import list_namen as list_organisatienamen
from vth.regelgeving.dagen import as_dagtekst
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar, list_namen
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.toegang.rules import Viewer, decide_handeling, derive_zicht_q
from vth.toezicht.models import Bevinding
from vth.vormgeving.onderdelen import Gebeurtenis, Kenmerk, Kolom

from .boeking import OVERTREDING
from .models import Afweging, Overtreding
from .selectors import (
    get_overtreding,
    list_zichtbare_maatregelen,
    list_zichtbare_verzoeken,
    read_instrument,
    read_instrumenten,
)
from .strategie.aannames import say_aannames
from .weergave import Namen, get_toestand, make_tijdlijn

NORMKOLOMMEN = (Kolom("citaat", "Voorschrift"), Kolom("tekst", "Hoe het luidde"))
WIEKOLOMMEN = (Kolom("naam", "Overtreder"), Kolom("grond", "Waarom"))
PLEKKOLOMMEN = (Kolom("naam", "Waar"), Kolom("rol", "Wat"))
BEVINDINGKOLOMMEN = (
    Kolom("kenmerk", "Bevinding"),
    Kolom("dag", "Gezien op", "datum"),
    Kolom("oordeel", "Oordeel van de toezichthouder"),
)
MAATREGELKOLOMMEN = (
    Kolom("kenmerk", "Maatregel"),
    Kolom("wat", "Instrument"),
    Kolom("toestand", "Stand", "toestand"),
)


@dataclass(frozen=True)
class Overtredingpagina:
    """Everything that the page of a violation shows."""

    overtreding: Overtreding
    toestand: tuple[str, str]
    zin: str
    kenmerken: tuple[Kenmerk, ...]
    normen: tuple[dict[str, Any], ...]
    overtreders: tuple[dict[str, Any], ...]
    plekken: tuple[dict[str, Any], ...]
    bevindingen: tuple[dict[str, Any], ...]
    maatregelen: tuple[dict[str, Any], ...]
    verzoeken: tuple[tuple[str, str], ...]
    afweging: Afweging | None
    aannames: tuple[str, ...]
    gekozen: str
    ingetrokken: bool
    tijdlijn: tuple[Gebeurtenis, ...]
    records: tuple[Overtreding | Bronobject, ...]
    mag: bool
    verborgen: int = 0
    normkolommen: tuple[Kolom, ...] = NORMKOLOMMEN
    wiekolommen: tuple[Kolom, ...] = WIEKOLOMMEN
    plekkolommen: tuple[Kolom, ...] = PLEKKOLOMMEN
    bevindingkolommen: tuple[Kolom, ...] = BEVINDINGKOLOMMEN
    maatregelkolommen: tuple[Kolom, ...] = MAATREGELKOLOMMEN

    @property
    def open(self) -> bool:
        """Tell whether the violation stands."""
        return self.overtreding.staat == Overtreding.Staat.VASTGESTELD


def make_overtredingpagina(viewer: Viewer, overtreding_id: uuid.UUID | str) -> Overtredingpagina:
    """Put the page of a violation together. Raises BestaatNietError."""
    o = get_overtreding(viewer, overtreding_id)
    bevindingen = list(
        Bevinding.objects.filter(derive_zicht_q(viewer.zicht, "controle__"), overtredingen__overtreding=o)
        .select_related("controle")
        .order_by("controle_id", "volgnummer")
    )
    wie = [(r.bronobject_id, r.grond) for r in o.overtreders.order_by("id")]
    waar = list(o.onderwerpen.order_by("id").values_list("bronobject_id", flat=True))
    zichtbaar = find_zichtbaar(viewer, [*(id_ for id_, _ in wie), *waar])
    namen = list_namen(zichtbaar.values(), Peilmoment(klok.today(), klok.now()))
    afweging = o.afwegingen.order_by("-volgnummer").first()
    return Overtredingpagina(
        overtreding=o,
        toestand=get_toestand(o, klok.today()),
        zin=_say_stand(o, afweging),
        kenmerken=tuple(_list_kenmerken(o)),
        normen=tuple({"citaat": n.citaat, "tekst": n.tekst} for n in o.normen.order_by("volgnummer")),
        overtreders=tuple(
            _make_rij(zichtbaar[id_], namen) | {"grond": grond} for id_, grond in wie if id_ in zichtbaar
        ),
        plekken=tuple(_make_rij(zichtbaar[id_], namen) for id_ in waar if id_ in zichtbaar),
        bevindingen=tuple(_make_bevindingrij(b) for b in bevindingen),
        maatregelen=tuple(_list_maatregelen(viewer, o)),
        verzoeken=tuple(
            (str(v), reverse("handhaving:verzoek", args=[v.pk]))
            for v in list_zichtbare_verzoeken(viewer).filter(overtredingen__overtreding=o).order_by("id")
        ),
        afweging=afweging,
        aannames=tuple(say_aannames(afweging)),
        gekozen=_say_gekozen(afweging),
        ingetrokken=any(b.ingetrokken_op for b in bevindingen),
        tijdlijn=tuple(make_tijdlijn(o.gebeurtenissen)),
        records=(o, *zichtbaar.values()),
        mag=decide_handeling(viewer, OVERTREDING, namens=o.leverancier).mag,
        verborgen=len(wie) + len(waar) - len(zichtbaar),
    )


def _say_stand(o: Overtreding, afweging: Afweging | None) -> str:
    """Say in a line how it stands, and what comes next."""
    if o.staat == Overtreding.Staat.BEEINDIGD and o.hersteldatum:
        return f"Op {as_dagtekst(o.hersteldatum)}, {o.get_hersteld_hoe_display()}."
    if o.staat == Overtreding.Staat.VERVALLEN:
        return "Dit bleek geen overtreding."
    if o.indicatie_handhaving is False:
        return "Er wordt niet gehandhaafd."
    if afweging is None:
        return "Nog niet gewogen. Weeg haar eerst volgens de handhavingsstrategie."
    return "Gewogen." if o.maatregelen.exists() else "Gewogen; er is nog geen maatregel."


def _list_kenmerken(o: Overtreding) -> list[Kenmerk]:
    """List what, who, when and under which law."""
    namen = Namen([o])
    wie = list_organisatienamen([o.leverancier, o.bevoegd_gezag], klok.today())
    handhaven = {True: "ja", False: f"nee: {o.reden_geen}", None: "nog niet besloten"}
    legalisatie = str(o.get_legalisatie_display())
    rijen: list[tuple[str, object]] = [
        ("Gezien op", o.overtredingsdatum),
        ("Duurt sinds", o.begonnen_op),
        ("Recht van", o.recht_op),
        ("Zicht op legalisatie", f"{legalisatie}. {o.legalisatie_toelichting}".strip(". ")),
        ("Handhaven", handhaven[o.indicatie_handhaving]),
        ("Jurist", namen.get_jurist(o)),
        ("Team", o.team),
        ("Toelichting", o.toelichting),
        ("Organisatie", wie.get(o.leverancier, o.leverancier)),
        ("Bevoegd gezag", wie.get(o.bevoegd_gezag, o.bevoegd_gezag)),
        ("Zaak", str(o.zaak) if o.zaak else ""),
        ("Vertrouwelijkheid", o.vertrouwelijkheid.replace("_", " ")),
    ]
    return [Kenmerk(label, waarde) for label, waarde in rijen if waarde not in ("", None)]


def _make_rij(record: Bronobject, namen: dict[uuid.UUID, str]) -> dict[str, Any]:
    """Make the row of a record of the register."""
    return {
        "url": reverse("portaal:object", args=[record.pk]),
        "naam": namen[record.pk],
        "rol": record.soort.replace("vthobject", "VTH-object").replace("activiteituitvoering", "activiteit"),
    }


def _make_bevindingrij(b: Bevinding) -> dict[str, Any]:
    """Make the row of a finding."""
    oordeel = ""
    if b.gevolg:
        gevolg, gedrag = find_label("gevolg", b.gevolg, b.norm_op), find_label("gedrag", b.gedrag, b.norm_op)
        oordeel = f"{b.gedrag}{b.gevolg}: {gedrag}, gevolg {gevolg}"
    return {
        "url": reverse("toezicht:bevinding", args=[b.pk]),
        "kenmerk": f"{b.controle.kenmerk}, bevinding {b.volgnummer}"
        + (" (ingetrokken)" if b.ingetrokken_op else ""),
        "dag": b.norm_op,
        "oordeel": oordeel,
    }


def _list_maatregelen(viewer: Viewer, o: Overtreding) -> list[dict[str, Any]]:
    """List the measures against it that the viewer may see."""
    rijen = list_zichtbare_maatregelen(viewer).filter(overtredingen__overtreding=o).order_by("-id")
    return [
        {
            "url": reverse("handhaving:maatregel", args=[m.pk]),
            "kenmerk": m.kenmerk,
            "wat": read_instrument(m.instrument, m.geregistreerd_op.date())["naam"],
            "toestand": get_toestand(m, klok.today()),
        }
        for m in rijen[:100]
    ]


def _say_gekozen(afweging: Afweging | None) -> str:
    """Name the instruments that the last weighing chose."""
    if afweging is None:
        return ""
    instrumenten = read_instrumenten(afweging.op.date())
    return ", ".join(str(instrumenten[c]["naam"]) if c in instrumenten else c for c in afweging.gekozen)
