"""What this room adds to the letters of `zaken`: which of its templates fit, and what its law still asks of a draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.zaken.brieven.kamers import Briefbron, Briefkamer, Briefonderwerp, Gemis, register_briefkamer
from vth.zaken.models import Besluit

from ..boeking import IN_VOORBEREIDING
from ..lasttekst import as_euro
from ..maatregelen import list_gebreken
from ..models import Maatregel, Verbeurte, Vervolgbesluit
from ..rules import find_vage_woorden
from ..selectors import find_last, find_regel, list_adressaten, list_zichtbare_maatregelen
from ..vervolgbesluiten import say_vervolg
from .doel import MAATREGEL, VERBEURTE, Briefdoel, find_doel
from .lezen import read_velden
from .sjablonen import read_briefsoorten
from .velden import VELDEN


def make_maatregelonderwerp(m: Maatregel) -> Briefonderwerp:
    """Say that a letter is about a measure."""
    return Briefonderwerp(MAATREGEL, str(m.pk), m.kenmerk)


def make_verbeurteonderwerp(v: Verbeurte, m: Maatregel) -> Briefonderwerp:
    """Say that a letter is about one amount under a measure."""
    return Briefonderwerp(VERBEURTE, str(v.pk), f"{m.kenmerk} van {v.dag:%d-%m-%Y}")


def list_passend(viewer: Viewer, bron: Briefbron) -> list[str]:
    """List the templates that fit what a letter is about: by the instrument, how far it is, and what is owed. Raises BestaatNietError."""
    doel = find_doel(viewer, bron)
    return [
        code
        for code, soort in read_briefsoorten().items()
        if soort.bij_besluit == (bron.besluit is not None) and _fits(soort.voor, doel)
    ]


def _fits(voor: Mapping[str, Any], doel: Briefdoel) -> bool:
    """Tell whether a template is for this thing."""
    m = doel.maatregel
    if "maatregel" in voor:
        open_ = not voor.get("voorbereiding") or (m is not None and m.staat in IN_VOORBEREIDING)
        return doel.van_maatregel and m is not None and m.instrument in voor["maatregel"] and open_
    if "vervolg" in voor:
        return doel.vervolg is not None and doel.vervolg.soort == voor["vervolg"]
    if "schuld" in voor:
        return doel.vervolg is None and any(
            voor["schuld"] in ("", v.aard) and bool(v.ingevorderd_op) == voor["ingevorderd"]
            for v in doel.schulden
        )
    return doel.verzoek is not None


def list_gemis(viewer: Viewer, besluit: Besluit) -> Iterable[Gemis]:
    """List what the law still asks of a draft that is a measure of this room, and where its text says something else than the measure."""
    m = list_zichtbare_maatregelen(viewer).filter(besluit=besluit).first()
    if m is None:
        return list(_list_vervolggemis(viewer, besluit))
    if m.staat not in IN_VOORBEREIDING:
        return []
    gemis = [
        Gemis(g.artikel, f"{g.zin} Doe dat bij maatregel {m.kenmerk}.")
        for g in list_gebreken(m, klok.today())
    ]
    return [*gemis, *_list_tekstgemis(m, besluit)]


def _list_vervolggemis(viewer: Viewer, besluit: Besluit) -> Iterable[Gemis]:
    """List what a decision will do when it was sent and its text does not say: who signs, signs the text."""
    maatregelen = list_zichtbare_maatregelen(viewer)
    vervolg = Vervolgbesluit.objects.filter(besluit=besluit, maatregel__in=maatregelen).first()
    tekst = " ".join(besluit.tekst.split())
    if vervolg is None or not tekst:
        return
    for zin in say_vervolg(vervolg):
        if zin not in tekst:
            yield Gemis(
                f"In de tekst staat niet wat dit besluit zal doen: ‘{zin}’ (Awb 3:46)",
                f"Neem die zin over in de tekst. Klopt zij niet, neem dan bij maatregel {vervolg.maatregel.kenmerk} een ander besluit.",
            )


def _list_tekstgemis(m: Maatregel, besluit: Besluit) -> Iterable[Gemis]:
    """List where the text of a decision is vague, or says something else than the last: who signs, signs the text."""
    last, tekst = find_last(m), " ".join(besluit.tekst.split())
    if last is None or not tekst:
        return
    if " ".join(last.opdracht.split()) not in tekst:
        yield Gemis(
            "De opdracht van de last staat anders in de tekst (Awb 5:32a)",
            f"Neem de opdracht van maatregel {m.kenmerk} over in de tekst, of pas de last aan.",
        )
        vaag = find_vage_woorden(tekst, find_regel("handhaving.vage_woorden", klok.today()).waarde)
        for woord in vaag:
            yield Gemis(
                f"In de tekst staat ‘{woord}’ (Awb 5:32a)", "Schrijf op wat er precies moet gebeuren."
            )
    for a in list_adressaten(last):
        for wat, bedrag in (("bedrag", a.bedrag), ("maximum", a.maximum)):
            if bedrag is not None and as_euro(bedrag) not in tekst:
                yield Gemis(
                    f"Het {wat} van {as_euro(bedrag)} staat niet in de tekst (Awb 5:32b)",
                    "Zet het in de tekst, of pas de last aan.",
                )


register_briefkamer(
    Briefkamer(
        "handhaving",
        VELDEN,
        read_velden,
        lambda: {code: soort.ruw for code, soort in read_briefsoorten().items()},
        list_passend,
        list_gemis,
    )
)
