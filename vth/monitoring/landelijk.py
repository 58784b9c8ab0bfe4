"""The national report on robustness: what was judged, as it was known at a moment, as far as its reader may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd.rules import derive_legal_day
from vth.toegang.rules import Viewer
from vth.vormgeving.grafieken import (
    Reeks,
    make_kleine_lijnen,
    make_lijngrafiek,
    make_matrix,
)
from vth.vormgeving.onderdelen import Grafiek
from vth.vormgeving.opmaak import format_bedrag, format_datum, format_telling, format_tijdstip
from vth.zaken.rapport.blokken import Alinea, Beeld, Blok, Kop, Lijst, Rapport, Tabel

from .afstanden import VERKENNEN
from .kaart import Gebied, make_kaart
from .kader import Kader
from .models import Gebiedoordeel, Oordeel, Planmaatregel, Planning, Ronde, Zelfbeoordeling
from .selectors import (
    derive_uitkomsten,
    list_zichtbaar,
    read_gebiedoordelen,
    read_kader_van,
    read_waarden,
)
from .weergave import GEHAALD, get_gebiedtoestand, name_diensten, name_gebied

BRON = "Open VTH: oordelen over robuustheid"
# A share that is far over its norm would make all others look alike.
HOOGSTE_AFSTAND = Decimal(200)


@dataclass(frozen=True)
class Stand:
    """What was known of a round at a moment: of each dienst every verdict so far, and the figures of those whose figures may be seen."""

    ronde: Ronde
    kader: Kader
    op: datetime
    openbaar: bool
    diensten: Mapping[str, str]
    oordelen: Mapping[str, Sequence[Oordeel]]
    cijfers: Mapping[str, Mapping[str, Decimal]]
    eigen: frozenset[str]
    gebieden: Mapping[str, Mapping[str, Gebiedoordeel]] = field(default_factory=dict)

    def get_oordeel(self, dienst: str) -> Oordeel | None:
        """Give the verdict that held."""
        reeks = self.oordelen.get(dienst)
        return reeks[-1] if reeks else None


def read_stand(viewer: Viewer, ronde: Ronde, op: datetime, *, cijfers: bool = True) -> Stand:
    """Read what this viewer may know of a round as it was at a moment: of a published one every verdict, and figures with the right to explore mergers.

    Before it was published, only those shared with the viewer. `cijfers` False leaves the figures out, where only verdicts are asked.
    """
    zichtbaar = {z.pk: z for z in list_zichtbaar(viewer).filter(ronde=ronde)}
    openbaar = ronde.gepubliceerd_op is not None and ronde.gepubliceerd_op <= op
    alle = Zelfbeoordeling.objects.filter(ronde=ronde) if openbaar else zichtbaar.values()
    per_pk = {z.pk: z.dienst for z in alle}
    met_cijfers = per_pk if openbaar and VERKENNEN in viewer.handelingen else zichtbaar
    oordelen: dict[str, list[Oordeel]] = {}
    for oordeel in Oordeel.objects.filter(zelfbeoordeling__in=list(per_pk), op__lte=op).order_by(
        "volgnummer"
    ):
        oordelen.setdefault(per_pk[oordeel.zelfbeoordeling_id], []).append(oordeel)
    waarden = read_waarden(met_cijfers, op) if cijfers else {}
    return Stand(
        ronde=ronde,
        kader=read_kader_van(ronde),
        op=op,
        openbaar=openbaar,
        diensten=dict(sorted(name_diensten(set(per_pk.values()), ronde).items(), key=lambda paar: paar[1])),
        oordelen=oordelen,
        cijfers={per_pk[pk]: rij for pk, rij in waarden.items() if pk in per_pk},
        eigen=frozenset(z.dienst for z in zichtbaar.values()),
        gebieden={per_pk[pk]: rij for pk, rij in read_gebiedoordelen(alle, op).items()},
    )


def make_rapport(viewer: Viewer, stand: Stand) -> Rapport:
    """Make the national report on a round as it was known at a moment; the same moment gives the same report."""
    ronde, op = stand.ronde, stand.op
    blokken: list[Blok] = [
        *_make_beeld(stand),
        *_make_criteria(stand),
        *_make_gebieden(stand),
        *_make_afstand(stand),
        *_make_verloop(viewer, stand),
        *_make_herzieningen(stand),
        *_make_plannen(stand),
        *_make_diensten(stand),
        *_make_gronden(stand.kader),
    ]
    return Rapport(
        titel=f"Robuustheid van de omgevingsdiensten: {ronde.naam}",
        organisatie=ronde.organisatie,
        kenmerken=(
            ("Cijfers van", format_datum(ronde.peildatum)),
            ("Bekend op", format_tijdstip(op)),
            ("Toetsingskader", stand.kader.versie),
            ("Kwaliteitscriteria", stand.kader.kwaliteitscriteria),
            (
                "Openbaar",
                format_datum(ronde.gepubliceerd_op) if stand.openbaar else "nee, dit is vertrouwelijk",
            ),
        ),
        blokken=tuple(blokken),
        voet=f"{ronde.naam}, bekend op {format_datum(op)}",
    )


def _make_beeld(stand: Stand) -> list[Blok]:
    """Say how many are robust, and draw the country."""
    geoordeeld = {d: o for d in stand.diensten if (o := stand.get_oordeel(d))}
    robuust = sum(o.robuust for o in geoordeeld.values())
    blokken: list[Blok] = [
        Kop("Het beeld"),
        Alinea(
            f"Over {len(geoordeeld)} van de {len(stand.diensten)} omgevingsdiensten in dit rapport is geoordeeld; {robuust} daarvan zijn robuust. "
            "Een dienst is alleen robuust als elk criterium is gehaald."
        ),
    ]
    gebieden = [Gebied(d, naam, *_say_stand(stand.get_oordeel(d))) for d, naam in stand.diensten.items()]
    kaart = make_kaart(
        "Het land naar oordeel", gebieden, stand.ronde.peildatum, bron=BRON, bekend_op=stand.op
    )
    if kaart:
        blokken.append(Beeld(kaart))
    return blokken


def _say_stand(oordeel: Oordeel | None) -> tuple[str, str]:
    if oordeel is None:
        return "wacht", "nog geen oordeel"
    return ("goed", "robuust") if oordeel.robuust else ("fout", "niet robuust")


def _make_criteria(stand: Stand) -> list[Blok]:
    """Say per criterion how many meet it, and who meets which."""
    geoordeeld = [(stand.diensten[d], o) for d in stand.diensten if (o := stand.get_oordeel(d))]
    if not geoordeeld:
        return []
    telling = Counter(c for _, o in geoordeeld for c, uitkomst in o.criteria.items() if uitkomst["voldoet"])
    rijen = tuple(
        (c.titel, c.vraag, str(telling[c.code]), str(len(geoordeeld) - telling[c.code]))
        for c in stand.kader.criteria
    )
    waarden = {
        (naam, c.titel): float(o.criteria[c.code]["voldoet"]) if c.code in o.criteria else None
        for naam, o in geoordeeld
        for c in stand.kader.criteria
    }
    return [
        Kop("Per criterium"),
        Tabel(
            ("Criterium", "Vraag", "Gehaald", "Niet gehaald"),
            rijen,
            "Hoeveel diensten elk criterium halen",
            (3, 5, 1, 1),
        ),
        Beeld(
            make_matrix(
                "Welke criteria zijn gehaald",
                [naam for naam, _ in geoordeeld],
                [c.titel for c in stand.kader.criteria],
                waarden,
                woorden=GEHAALD,
                beschrijving="Per dienst en criterium of het is gehaald; donker is gehaald.",
                bron=BRON,
                datum=stand.ronde.peildatum,
            )
        ),
    ]


def _make_gebieden(stand: Stand) -> list[Blok]:
    """Give what the checker found of each field of expertise, comply or explain; why, only where the reader may see the file."""
    rijen = tuple(
        (
            naam,
            name_gebied(stand.kader, gebied),
            get_gebiedtoestand(o)[1],
            o.motivering if dienst in stand.eigen else "niet openbaar",
        )
        for dienst, naam in stand.diensten.items()
        for gebied, o in sorted(stand.gebieden.get(dienst, {}).items())
    )
    if not rijen:
        return []
    kop = ("Dienst", "Gebied", "Oordeel", "Waarom")
    return [
        Kop("Deskundigheidsgebieden"),
        Alinea(
            f"Per gebied voldoet een dienst aan de kwaliteitscriteria ({stand.kader.kwaliteitscriteria}), of legt zij uit waarom niet. "
            "Hieronder staat wat de toetser daarvan vond; een gebied dat niet is genoemd, is niet apart beoordeeld."
        ),
        Tabel(kop, rijen, "Oordelen over deskundigheidsgebieden", (3, 2, 3, 5)),
    ]


def _make_afstand(stand: Stand) -> list[Blok]:
    """Draw how far each dienst whose figures may be seen is from each norm."""
    grafiek = make_afstand(stand)
    if grafiek is None:
        return []
    return [
        Kop("Afstand tot de norm"),
        Alinea(
            "De opgegeven cijfers als percentage van de norm: 100 is precies de norm. Bij een criterium met meer eisen telt de eis die het verst achterblijft. "
            "Het cijfer is een opgave, het oordeel kan daarvan afwijken."
        ),
        Beeld(grafiek),
    ]


def make_afstand(stand: Stand) -> Grafiek | None:
    """Draw per dienst and criterion the figure as a share of its norm, of the condition that lags most; None where no figures may be seen."""
    waarden: dict[tuple[str, str], float | None] = {}
    met = [d for d in stand.diensten if stand.cijfers.get(d)]
    for dienst in met:
        z = Zelfbeoordeling(ronde=stand.ronde, dienst=dienst)
        for code, uitkomsten in derive_uitkomsten(z, stand.kader, stand.cijfers[dienst]).items():
            delen = [None if u.waarde is None or not u.norm else u.waarde * 100 / u.norm for u in uitkomsten]
            bekend = [deel for deel in delen if deel is not None]
            laagste = min(*bekend, HOOGSTE_AFSTAND) if bekend and len(bekend) == len(delen) else None
            waarden[stand.diensten[dienst], stand.kader.get_criterium(code).titel] = (
                None if laagste is None else float(laagste)
            )
    if not met:
        return None
    return make_matrix(
        "Cijfers als percentage van de norm",
        [stand.diensten[d] for d in met],
        [c.titel for c in stand.kader.criteria],
        waarden,
        eenheid="%",
        decimalen=0,
        bron="Open VTH: opgaven van de diensten",
        datum=stand.ronde.peildatum,
    )


def _make_verloop(viewer: Viewer, stand: Stand) -> list[Blok]:
    """Hold this round against those before it: how many are robust, and per criterion how many meet it."""
    standen = [
        read_stand(viewer, ronde, stand.op, cijfers=False)
        for ronde in Ronde.objects.filter(peildatum__lt=stand.ronde.peildatum).order_by("peildatum")
    ] + [stand]
    standen = [s for s in standen if s.oordelen]
    if len(standen) < 2:
        return []
    robuust = [(s.ronde.peildatum, float(sum(o[-1].robuust for o in s.oordelen.values()))) for s in standen]
    titels = {c.code: c.titel for s in standen for c in s.kader.criteria}
    reeksen = [
        Reeks(titel, [(s.ronde.peildatum, _count_gehaald(s, code)) for s in standen])
        for code, titel in titels.items()
    ]
    dag = stand.ronde.peildatum
    return [
        Kop("Verloop over de rondes"),
        Beeld(
            make_lijngrafiek(
                "Robuuste diensten", [Reeks("robuust", robuust)], eenheid="diensten", bron=BRON, datum=dag
            )
        ),
        Beeld(
            make_kleine_lijnen(
                "Diensten die het criterium halen", reeksen, eenheid="diensten", bron=BRON, datum=dag
            )
        ),
    ]


def _count_gehaald(stand: Stand, code: str) -> float | None:
    """Count who meets a criterion; nothing where that round did not know it."""
    laatste = [reeks[-1].criteria for reeks in stand.oordelen.values()]
    met = [criteria[code] for criteria in laatste if code in criteria]
    return float(sum(uitkomst["voldoet"] for uitkomst in met)) if met else None


def _make_herzieningen(stand: Stand) -> list[Blok]:
    """List the verdicts that were revised."""
    rijen = tuple(
        (naam, _say_stand(vorige)[1], _say_stand(oordeel)[1], format_datum(oordeel.op))
        for d, naam in stand.diensten.items()
        for vorige, oordeel in zip(stand.oordelen.get(d, ()), stand.oordelen.get(d, ())[1:], strict=False)
    )
    if not rijen:
        return []
    return [Kop("Herziene oordelen"), Tabel(("Dienst", "Was", "Werd", "Op"), rijen, "Herziene oordelen")]


def _make_plannen(stand: Stand) -> list[Blok]:
    """List the measures of the plans that the reader may see, by when they are to be ready as planned then."""
    maatregelen = list(
        Planmaatregel.objects.filter(
            plan__zelfbeoordeling__ronde=stand.ronde,
            plan__zelfbeoordeling__dienst__in=stand.eigen & stand.diensten.keys(),
        ).select_related("plan__zelfbeoordeling")
    )
    plan: dict[object, Planning] = {}
    for planning in Planning.objects.filter(planmaatregel__in=maatregelen, op__lte=stand.op).order_by(
        "volgnummer"
    ):
        plan[planning.planmaatregel_id] = planning
    rijen = sorted(
        ((stand.diensten[m.plan.zelfbeoordeling.dienst], m, plan[m.pk]) for m in maatregelen if m.pk in plan),
        key=lambda rij: (rij[0], rij[2].gereed_voor, rij[1].omschrijving),
    )
    if not rijen:
        return []
    kop = ("Dienst", "Maatregel", "Klaar vóór", "Kosten")
    cellen = tuple(
        (naam, m.omschrijving, format_datum(p.gereed_voor), format_bedrag(m.bedrag)) for naam, m, p in rijen
    )
    totaal = sum((m.bedrag or Decimal(0) for _, m, _ in rijen), Decimal(0))
    return [
        Kop("Plannen van aanpak"),
        Alinea(
            f"{format_telling(len(rijen), 'maatregel', 'maatregelen')}, samen begroot op {format_bedrag(totaal)}."
        ),
        Tabel(kop, cellen, "Maatregelen in de plannen van aanpak", (3, 5, 2, 2)),
    ]


def _make_diensten(stand: Stand) -> list[Blok]:
    """Give the verdict on each dienst; the motivation only where the reader may see the file."""
    blokken: list[Blok] = [Kop("Per dienst")]
    for dienst, naam in stand.diensten.items():
        oordeel = stand.get_oordeel(dienst)
        blokken.append(Kop(naam, 3))
        if oordeel is None:
            blokken.append(Alinea("Nog geen oordeel."))
            continue
        niet = [c.titel for c in stand.kader.criteria if not oordeel.criteria.get(c.code, {}).get("voldoet")]
        zin = "Elk criterium is gehaald." if not niet else f"Niet gehaald: {', '.join(niet)}."
        blokken.append(Alinea(f"{_say_stand(oordeel)[1].capitalize()} ({format_datum(oordeel.op)}). {zin}"))
        if dienst in stand.eigen:
            blokken.append(Alinea(oordeel.motivering))
    return blokken


def _make_gronden(kader: Kader) -> list[Blok]:
    """Say on which rules it rests, and how sure each is."""
    regels = tuple(
        f"{grond.titel}, geldig vanaf {as_dagtekst(grond.vanaf)}: {grond.zekerheid}."
        for grond in kader.gronden
    )
    return [
        Kop("Waarop dit rust"),
        Lijst(regels),
        Alinea("Een aanname geldt tot de vastgestelde tekst is ingelezen.", "zacht"),
    ]


def list_momenten(stand: Stand) -> list[date]:
    """Give the days on which what was known changed, the last first: on each the report was another one."""
    return sorted({derive_legal_day(o.op) for reeks in stand.oordelen.values() for o in reeks}, reverse=True)
