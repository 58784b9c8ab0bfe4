"""Reading what the fields of a letter hold: of the measure, who it is for, its last, and a request to enforce; each with where it came from."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from vth.organisaties.selectors import find_naam
from vth.regelgeving.dagen import as_dagtekst
from vth.register.models import Bronobject
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.opmaak import format_datum
from vth.zaken.brieven.kamers import Briefbron
from vth.zaken.brieven.velden import Waarde
from vth.zaken.brieven.waarden import read_naam, say_termijnaanname
from vth.zaken.selectors import list_zichtbare_onderwerpen

from ..horen import derive_zienswijze_tot, name_zienswijzegrond, say_zienswijzeaanname
from ..lasttekst import as_euro, say_wijze, write_termijn
from ..models import Bestuursdwang, Handhavingsverzoek, Last, Maatregel, Overtreding, Vervolgbesluit
from ..selectors import find_bedragen, find_last, find_regel, list_adressaten, list_zichtbaar, read_instrument
from ..strategie.aannames import is_matrixaanname, list_aspectaannames
from ..termijnlezen import derive_betaaltermijn
from .doel import Briefdoel, find_doel
from .geldlezen import read_kosten_van, read_schuld

Waarden = Mapping[str, Waarde]


def read_velden(viewer: Viewer, bron: Briefbron) -> Waarden:
    """Read every field of this room that has something to say in a letter."""
    doel = find_doel(viewer, bron)
    uit: dict[str, Waarde] = {}
    if doel.maatregel is not None:
        last = find_last(doel.maatregel)
        uit |= _read_maatregel(doel.maatregel, last, bron.verzending)
        uit |= _read_overtreders(viewer, doel, last)
        uit |= _read_last(viewer, doel.maatregel, last)
        uit |= _read_bestuursdwang(doel.maatregel, last)
        uit |= read_kosten_van(last) if last else {}
        uit |= read_schuld(doel.maatregel, doel.schulden, bron.verzending)
        uit |= _read_betaling(bron.verzending)
    if doel.vervolg is not None and doel.vervolg.lastverzoek is not None:
        uit |= _read_lastverzoek(doel.vervolg)
    if doel.verzoek is not None:
        uit |= _read_verzoek(viewer, doel.verzoek)
    return uit


def _read_maatregel(m: Maatregel, last: Last | None, verzending: date) -> Waarden:
    """Read what the measure says."""
    wie = f"maatregel {m.kenmerk}"
    definitie = read_instrument(m.instrument, m.geregistreerd_op.date())
    tot = m.zienswijze_tot or derive_zienswijze_tot(m, verzending)
    vastgelegd = m.zienswijze_tot is not None
    return {
        "maatregel.nummer": Waarde(m.kenmerk, f"{wie}, nummer"),
        "maatregel.omschrijving": Waarde(m.omschrijving, f"{wie}, omschrijving"),
        "maatregel.instrument": Waarde(str(definitie["naam"]), f"{wie}, instrument"),
        "maatregel.wet": Waarde(
            f"Omgevingswet {m.boetegrond}" if m.boetegrond else str(definitie["wet"]),
            f"{wie}, wet",
            aannames=_say_boetegrond(m),
        ),
        "maatregel.motivering": Waarde(
            m.motivering, f"{wie}, motivering", reden="Schrijf bij de maatregel op waarom u haar neemt."
        ),
        "maatregel.tot": Waarde(
            format_datum(m.tot) if m.tot else "",
            f"{wie}, geldt tot en met",
            reden="Bij de maatregel staat niet tot welke dag.",
        ),
        "maatregel.zienswijze_tot": Waarde(
            format_datum(tot),
            f"{wie}, voornemen" if vastgelegd else "de dag van verzending die u koos",
            "" if vastgelegd else name_zienswijzegrond(m, verzending),
            aannames=say_zienswijzeaanname(m, m.voornemen_op or verzending),
        ),
        "maatregel.boetebedrag": Waarde(
            as_euro(m.boetebedrag) if m.boetebedrag is not None else "",
            f"{wie}, bedrag van de boete",
            reden="Het bedrag van de boete staat niet bij de maatregel.",
        ),
        "maatregel.aannames": _read_aannames(m, last, wie),
        "maatregel.overtredingen": Waarde(
            [_as_deel(o) for o in Overtreding.objects.filter(maatregelen__maatregel=m).order_by("id")],
            f"{wie}, overtredingen",
            reden="Bij de maatregel staat geen overtreding.",
        ),
    }


def _say_boetegrond(m: Maatregel) -> tuple[str, ...]:
    """Say that nobody checked yet whether this article allows a fine here (Awb 5:4)."""
    if not m.boetegrond or not find_regel("handhaving.boetegronden", m.geregistreerd_op.date()).is_aanname:
        return ()
    return (
        f"Dat artikel {m.boetegrond} van de Omgevingswet hier een boete mogelijk maakt, is een aanname die nog niet aan de tekst van de wet is getoetst.",
    )


def _read_aannames(m: Maatregel, last: Last | None, wie: str) -> Waarde:
    """Say what this rests on that nobody adopted yet: an assumption is told to who gets the letter too."""
    zinnen = []
    if is_matrixaanname(m.afweging):
        gezag = find_naam(m.bevoegd_gezag, klok.today())
        zinnen.append(
            f"Wij kozen deze maatregel met een handhavingsstrategie die {gezag} nog niet heeft vastgesteld; wat daarin staat, is een aanname."
        )
    if namen := list_aspectaannames(m.afweging):
        zinnen.append(f"Wij wogen dit mee: {'; '.join(namen)}. Dat het kan meetellen, is nog een aanname.")
    if last is not None and last.modaliteit and last.leidraad.get("zekerheid") == "aanname":
        zinnen.append(
            "Voor de termijn en het bedrag is gekeken naar een leidraad die een aanname is en nog niet is vastgesteld."
        )
    reden = "Niets hiervan rust op een aanname."
    return Waarde(" ".join(zinnen), f"{wie}, afweging en leidraad", reden=reden, nodig=False)


def _as_deel(o: Overtreding) -> dict[str, str]:
    """Write one violation as a letter tells it."""
    normen = "\n".join(
        f"{n.citaat}" + (f": {n.tekst.strip()}" if n.tekst.strip() else "")
        for n in o.normen.order_by("volgnummer")
    )
    return {
        "nummer": o.kenmerk,
        "aard": o.aard.strip().rstrip("."),
        "gezien_op": as_dagtekst(o.overtredingsdatum),
        "normen": normen,
        "stand": str(o.get_staat_display()),
    }


def _read_overtreders(viewer: Viewer, doel: Briefdoel, last: Last | None) -> Waarden:
    """Read who a letter is for: who owes it or asked it, who must obey the last, or who committed the violations."""
    m = doel.maatregel
    assert m is not None
    if doel.vervolg is not None and doel.vervolg.adressaat is not None:
        ids = [doel.vervolg.adressaat.bronobject_id]
    elif doel.schulden and not doel.van_maatregel:
        ids = [v.adressaat.bronobject_id for v in doel.schulden]
    elif last is not None and last.adressaten.exists():
        ids = [a.bronobject_id for a in list_adressaten(last)]
    else:
        rijen = Overtreding.objects.filter(maatregelen__maatregel=m)
        ids = [i for i in rijen.values_list("overtreders__bronobject_id", flat=True) if i is not None]
    zichtbaar = find_zichtbaar(viewer, ids)
    records = [zichtbaar[i] for i in dict.fromkeys(ids) if i in zichtbaar]
    reden = "Bij de maatregel is geen overtreder genoemd die u mag zien."
    return {"overtreder.namen": _join_namen(records, reden)}


def _join_namen(records: Iterable[Bronobject], reden: str, *, nodig: bool = True) -> Waarde:
    """Name several people in a row; natural persons are kept by key only."""
    namen = [read_naam(r) for r in records]
    return Waarde(
        " en ".join(str(w.waarde) for w in namen if not w.is_leeg),
        "; ".join(dict.fromkeys(w.bron for w in namen)),
        reden=reden,
        nodig=nodig,
        personen=frozenset(p for w in namen for p in w.personen),
    )


def _read_last(viewer: Viewer, m: Maatregel, last: Last | None) -> Waarden:
    """Read what the last orders, and what happens otherwise."""
    wie, leeg = f"maatregel {m.kenmerk}, last", Waarde(reden="De last is nog niet geschreven.")
    if last is None:
        return {"last.opdracht": leeg, "last.termijn": leeg, "last.bedragen": leeg}
    adressaten = list_adressaten(last)
    zichtbaar = find_zichtbaar(viewer, [a.bronobject_id for a in adressaten])
    dag, regels = klok.today(), list[dict[str, str]]()
    personen: set[uuid.UUID] = set()
    for a in adressaten:
        bedragen = find_bedragen(a, dag)
        if bedragen.bedrag is None or bedragen.maximum is None or a.bronobject_id not in zichtbaar:
            continue
        naam = read_naam(zichtbaar[a.bronobject_id])
        personen |= naam.personen
        regels.append(
            {
                "naam": str(naam.waarde),
                "bedrag": as_euro(bedragen.bedrag),
                "wijze": say_wijze(last),
                "maximum": as_euro(bedragen.maximum),
            }
        )
    geen = "Bij de last staat geen bedrag met een maximum (Awb 5:32b)."
    return {
        "last.opdracht": Waarde(last.opdracht.strip(), f"{wie}, opdracht", reden="De opdracht ontbreekt."),
        "last.termijn": Waarde(write_termijn(last), f"{wie}, termijn"),
        "last.bedragen": Waarde(regels, f"{wie}, bedragen", reden=geen, personen=frozenset(personen)),
    }


def _read_bestuursdwang(m: Maatregel, last: Last | None) -> Waarden:
    """Read what was done already under the last."""
    rijen = Bestuursdwang.objects.filter(last=last).order_by("volgnummer") if last else ()
    gedaan = [
        {
            "omschrijving": b.omschrijving.strip().rstrip("."),
            "wanneer": as_dagtekst(b.van)
            if b.van == b.tot
            else f"{as_dagtekst(b.van)} tot en met {as_dagtekst(b.tot)}",
        }
        for b in rijen
    ]
    bron = f"maatregel {m.kenmerk}, bestuursdwang"
    return {"bestuursdwang.gedaan": Waarde(gedaan, bron, reden="Er is nog niets toegepast.", nodig=False)}


def _read_betaling(verzending: date) -> Waarden:
    """Work out until when is to be paid after a decision that is sent on a day (Awb 4:87)."""
    uitkomst = derive_betaaltermijn("kosten", verzending)
    regel = "; ".join(dict.fromkeys(g.verwijzing for g in uitkomst.gronden))
    return {
        "betaling.laatste_dag": Waarde(
            format_datum(uitkomst.laatste_dag),
            "de dag van verzending die u koos",
            regel,
            aannames=say_termijnaanname(uitkomst, "om te betalen"),
        )
    }


def _read_lastverzoek(vervolg: Vervolgbesluit) -> Waarden:
    """Read what was asked about the last."""
    v = vervolg.lastverzoek
    assert v is not None
    wie = f"maatregel {vervolg.maatregel.kenmerk}, verzoek over de last"
    return {
        "lastverzoek.vraag": Waarde(str(v.get_vraag_display()), wie),
        "lastverzoek.ontvangen_op": Waarde(format_datum(v.stand.ontvangen_op), wie),
        "lastverzoek.toelichting": Waarde(v.toelichting, wie),
    }


def _read_verzoek(viewer: Viewer, v: Handhavingsverzoek) -> Waarden:
    """Read a request to enforce, what came of it, and who asked as far as the viewer may see him."""
    wie = f"verzoek om handhaving {v.verzoek}"
    gevonden = list_zichtbaar(viewer).filter(verzoeken__handhavingsverzoek=v).order_by("id")
    rijen = v.zaak.onderwerpen.filter(vervallen_op=None, rol="belanghebbende")
    vragers = [r for _, r in list_zichtbare_onderwerpen(viewer, rijen)]
    if not vragers:
        vragers = [
            r
            for _, r in list_zichtbare_onderwerpen(viewer, v.verzoek.onderwerpen.filter(rol="belanghebbende"))
        ]
    return {
        "handhavingsverzoek.omschrijving": Waarde(v.omschrijving, f"{wie}, omschrijving"),
        "handhavingsverzoek.ontvangen_op": Waarde(format_datum(v.ontvangen_op), f"{wie}, ontvangen op"),
        "handhavingsverzoek.verzoeker": _join_namen(
            vragers, "Wie erom vroeg is niet vastgelegd, of u mag dat niet zien.", nodig=False
        ),
        "handhavingsverzoek.overtredingen": Waarde(
            [_as_deel(o) for o in gevonden],
            f"{wie}, overtredingen",
            reden="Er is geen overtreding vastgesteld.",
            nodig=False,
        ),
    }
