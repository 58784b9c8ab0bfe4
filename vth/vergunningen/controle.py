"""What is given to make a permit, a toestemming and a mutation, and what those are refused for before anything is written."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vth.begrippen.selectors import list_waarden
from vth.register.selectors import find_zichtbaar
from vth.tijd import klok
from vth.toegang.rules import VERTROUWELIJKHEDEN, Viewer
from vth.vormgeving.opmaak import format_datum

from .inhoud import Voorschriftinhoud
from .models import Mutatiebereik, Mutatiesoort, Toestemming
from .onderwerpkeuzes import ACTIVITEIT, HOUDERS
from .rules import VergunningError

TEKST_LANG = 100_000


@dataclass(frozen=True)
class NieuweVergunning:
    """A permit as it is to be recorded; without `bevoegd_gezag` that is the gemeente."""

    organisatie: str
    gebied: str
    kenmerk: str
    titel: str
    bevoegd_gezag: str = ""
    vthobject_id: uuid.UUID | None = None
    vertrouwelijkheid: str = "openbaar"


@dataclass(frozen=True)
class NieuweToestemming:
    """A toestemming as a draft: about which activities, to whom, resting on a decision or (`grondslag`) on the law itself."""

    kenmerk: str
    onderwerp: str
    toestemmingsoort: str = "vergunning"
    toestemmingtype: str = "verlening"
    dictum: str = ""
    besluit_id: uuid.UUID | None = None
    grondslag: str = ""
    activiteiten: Sequence[uuid.UUID] = ()
    houders: Sequence[uuid.UUID] = ()


@dataclass(frozen=True)
class Mutatievoorstel:
    """What a draft will do to a voorschrift; of one that lapses `inhoud` is None.

    `voorschrift_id` is the voorschrift it is about; for a new one it may be given beforehand, so that others can stand under
    it. `bereik` are the records it is for; `vervangt` the voorschrift whose place a new one takes.
    """

    soort: str
    inhoud: Voorschriftinhoud | None = None
    voorschrift_id: uuid.UUID | None = None
    ouder_id: uuid.UUID | None = None
    plaats: int = 0
    vanaf: date | None = None
    tot: date | None = None
    voorwaarde: str = ""
    bereik: Sequence[uuid.UUID] = ()
    vervangt_id: uuid.UUID | None = None
    standaard_id: int | None = None


def check_vergunning(viewer: Viewer, nieuw: NieuweVergunning) -> None:
    """Refuse a permit without a name, of a level that the viewer does not see, or at a place that is not there for him."""
    if not nieuw.kenmerk.strip() or not nieuw.titel.strip():
        raise VergunningError(
            "Geef de vergunning een kenmerk en een titel. Zonder die twee vindt niemand haar terug."
        )
    if (
        nieuw.vertrouwelijkheid not in VERTROUWELIJKHEDEN
        or nieuw.vertrouwelijkheid not in viewer.zicht.niveaus
    ):
        raise VergunningError(
            f"De vertrouwelijkheid {nieuw.vertrouwelijkheid[:40]!r} bestaat niet, of u mag die zelf niet zien. Kies een niveau dat u ziet."
        )
    check_records(viewer, [nieuw.vthobject_id] if nieuw.vthobject_id else [], ("vthobject",))


def check_toestemming(viewer: Viewer, nieuw: NieuweToestemming) -> None:
    """Refuse a toestemming without a name, with codes that do not exist, or that rests on nothing."""
    if not nieuw.kenmerk.strip() or not nieuw.onderwerp.strip():
        raise VergunningError("Geef de toestemming een kenmerk en een onderwerp.")
    for lijst, code in (
        ("toestemmingsoort", nieuw.toestemmingsoort),
        ("toestemmingtype", nieuw.toestemmingtype),
    ):
        bekend = sorted(w.code for w in list_waarden(lijst, klok.today()))
        if code not in bekend:
            raise VergunningError(f"De {lijst} {code[:60]!r} bestaat niet. Kies uit: {', '.join(bekend)}.")
    if nieuw.besluit_id and nieuw.grondslag.strip():
        raise VergunningError(
            "Een toestemming rust op een besluit of op de wet zelf, niet op beide. Kies er een."
        )
    check_records(viewer, nieuw.activiteiten, (ACTIVITEIT,))
    check_records(viewer, nieuw.houders, HOUDERS)


def check_voorstel(voorstel: Mutatievoorstel) -> None:
    """Refuse a mutation that says nothing, says too much, or ends before it begins."""
    if voorstel.soort not in Mutatiesoort.values:
        raise VergunningError(
            f"De soort mutatie {voorstel.soort[:40]!r} bestaat niet. Kies uit: {', '.join(Mutatiesoort.values)}."
        )
    vervalt = voorstel.soort == Mutatiesoort.VERVALLEN
    if vervalt and voorstel.inhoud is not None:
        raise VergunningError(
            "Een voorschrift dat vervalt, heeft geen nieuwe tekst. Laat de tekst leeg, of kies 'gewijzigd'."
        )
    if not vervalt and voorstel.inhoud is None:
        raise VergunningError(
            f"Een voorschrift dat {voorstel.soort.replace('_', ' ')} wordt, heeft een nummer en een tekst. Geef die."
        )
    if voorstel.soort != Mutatiesoort.VAN_KRACHT and voorstel.voorschrift_id is None:
        raise VergunningError("Zeg welk voorschrift wijzigt of vervalt.")
    if voorstel.vanaf and voorstel.tot and voorstel.tot <= voorstel.vanaf:
        raise VergunningError(
            f"De mutatie werkt vanaf {format_datum(voorstel.vanaf)} tot {format_datum(voorstel.tot)}. Het einde moet na het begin liggen."
        )
    if voorstel.inhoud is not None and len(voorstel.inhoud.tekst) > TEKST_LANG:
        raise VergunningError(
            f"De tekst van voorschrift {voorstel.inhoud.nummer} is {len(voorstel.inhoud.tekst)} tekens; hoogstens {TEKST_LANG}. "
            "Zet een lange bijlage als document bij de vergunning."
        )


def check_records(viewer: Viewer, ids: Iterable[uuid.UUID], soorten: Sequence[str]) -> None:
    """Refuse a record that is not there for this viewer, or is of another kind than may stand here."""
    gevraagd = list(dict.fromkeys(ids))
    zichtbaar = find_zichtbaar(viewer, gevraagd)
    for id_ in gevraagd:
        if id_ not in zichtbaar:
            raise VergunningError(f"Gegeven {id_} bestaat niet, of u mag het niet zien. Kies een ander.")
        if soorten and zichtbaar[id_].soort not in soorten:
            raise VergunningError(
                f"{zichtbaar[id_]} is een {zichtbaar[id_].soort}; hier hoort: {', '.join(soorten)}. Kies een ander gegeven."
            )


def check_bereik(viewer: Viewer, toestemming: Toestemming, voorstellen: Sequence[Mutatievoorstel]) -> None:
    """Refuse that a voorschrift is for a record that is not there for this viewer, unless it is for that already.

    So who may not see all that a voorschrift is for can still put its words right.
    """
    voorschriften = {v.voorschrift_id for v in voorstellen if v.bereik}
    rijen = Mutatiebereik.objects.filter(
        mutatie__voorschrift__in=voorschriften, mutatie__voorschrift__vergunning=toestemming.vergunning_id
    )
    al = {(v, str(b)) for v, b in rijen.values_list("mutatie__voorschrift_id", "bronobject_id")}
    eigen = toestemming.ontwerp.filter(voorschrift__in=voorschriften).values_list("voorschrift_id", "bereik")
    al |= {(v, b) for v, bereik in eigen for b in bereik}
    nieuw = [b for v in voorstellen for b in v.bereik if (v.voorschrift_id, str(b)) not in al]
    check_records(viewer, nieuw, ("activiteituitvoering", "vthobject"))


def check_concept(toestemming: Toestemming) -> None:
    """Refuse to write in a toestemming that is no draft any more."""
    if toestemming.staat != Toestemming.Staat.CONCEPT:
        raise VergunningError(
            f"Toestemming {toestemming.kenmerk} is {toestemming.get_staat_display()}. Zij verandert alleen nog door een later besluit, "
            "door een ingreep of door een correctie."
        )


def check_dagen(besluitdatum: date | None, ingangsdatum: date | None, vervaldatum: date | None) -> date:
    """Give the day a toestemming takes effect; refuse one without, before it was taken, or after its end."""
    if ingangsdatum is None:
        raise VergunningError(
            "Het besluit heeft nog geen ingangsdatum. Leg eerst de bekendmaking vast, of geef de dag van inwerkingtreding."
        )
    if besluitdatum is not None and ingangsdatum < besluitdatum:
        raise VergunningError(
            f"De toestemming zou ingaan op {format_datum(ingangsdatum)}, voordat zij op {format_datum(besluitdatum)} is genomen. Controleer beide dagen."
        )
    if vervaldatum is not None and vervaldatum <= ingangsdatum:
        raise VergunningError(
            f"De toestemming zou vervallen op {format_datum(vervaldatum)}, op of voor de dag dat zij ingaat ({format_datum(ingangsdatum)}). Controleer beide dagen."
        )
    return ingangsdatum
