"""The letters of a strafbeschikking: that one is coming, with how the suspect is heard; and the strafbeschikking itself. They never leave this room as a record."""

from collections.abc import Iterator

from vth.organisaties.selectors import find_naam
from vth.tijd import klok
from vth.vormgeving.opmaak import format_bedrag, format_datum
from vth.zaken.brieven.clausule import derive_clausule
from vth.zaken.rapport.blokken import Alinea, Blok, Kop, Lijst, Rapport

from .models import Opsporingsdossier, Strafbeschikking, Strafweging
from .strafbeschikkingen import list_gebreken, needs_horen_voor
from .strafpagina import list_feiten

ZWIJGEN = "U hoeft niets te zeggen. U bent niet verplicht om op vragen over deze verdenking te antwoorden."


def make_strafstuk(dossier: Opsporingsdossier, s: Strafbeschikking) -> Rapport:
    """Make the letter: the announcement until it was given out, and from then on the strafbeschikking. What lacks stands in it."""
    uit, w = s.verzenddatum is not None, s.weging
    titel = "Bestuurlijke strafbeschikking" if uit else "Aankondiging van een bestuurlijke strafbeschikking"
    return Rapport(
        titel=titel,
        organisatie=find_naam(dossier.organisatie, klok.today()),
        kenmerken=(
            ("Aan", w.verdachte.naam),
            ("Datum", format_datum(s.verzenddatum or klok.today())),
            ("Kenmerk", str(s.pk)),
            ("Bedrag", format_bedrag(s.bedrag)),
        ),
        blokken=(
            Kop("Waarvan u wordt verdacht"),
            Alinea(f"Gepleegd op {format_datum(w.feitdatum)}:"),
            Lijst(tuple(list_feiten(w))),
            *_write_aannames(w),
            *(_write_besluit(s) if uit else _write_aankondiging(s)),
        ),
        voet=titel,
    )


def _write_aannames(w: Strafweging) -> Iterator[Blok]:
    """Say which rules of the weighing nobody checked yet: who gets the letter is told what who weighed was told."""
    titels = [g["titel"] for g in w.gronden if g["zekerheid"] == "aanname"]
    if titels:
        yield Alinea(
            f"Bij de keuze voor een strafbeschikking is gebruikt wat nog een aanname is en niet aan de tekst van de richtlijn is getoetst: {'; '.join(titels)}.",
            "zacht",
        )


def _write_aankondiging(s: Strafbeschikking) -> Iterator[Blok]:
    """Say what is intended, that nothing need be said, how he is heard, and what lacks before it goes out."""
    yield Kop("Wat wij van plan zijn")
    yield Alinea(
        f"Wij zijn van plan u een strafbeschikking op te leggen van {format_bedrag(s.bedrag)}. Dat bedrag staat vast in de richtlijn voor dit feit."
    )
    yield Kop("U hoeft niets te zeggen")
    yield Alinea(ZWIJGEN, "kader")
    yield Kop("Uw kant van het verhaal")
    if s.gehoord_op is not None:
        yield Alinea(f"Wij hebben u gehoord op {format_datum(s.gehoord_op)}.")
    elif needs_horen_voor(s):
        yield Alinea(
            "Bij dit bedrag moeten wij u horen voordat wij besluiten. Neem contact met ons op om een dag te kiezen; u mag iemand meenemen die u bijstaat."
        )
    else:
        yield Alinea("U mag ons laten weten wat u hiervan vindt. Dat hoeft niet.")
    if gebreken := list_gebreken(s):
        yield Kop("Nog niet gereed om te verzenden")
        yield Lijst(tuple(gebreken))


def _write_besluit(s: Strafbeschikking) -> Iterator[Blok]:
    """Say what is imposed, on which mandate, and until when verzet can be done."""
    yield Kop("Wat wij u opleggen")
    yield Alinea(f"U betaalt een geldboete van {format_bedrag(s.bedrag)}.")
    yield Alinea(s.weging.motivering)
    if s.gehoord_op is not None:
        yield Alinea(f"U bent gehoord op {format_datum(s.gehoord_op)}.")
    yield Kop("Als u het er niet mee eens bent")
    yield Alinea(derive_clausule("verzet", gezag="", nummer=str(s.pk), laatste_dag=s.verzet_tot))
    if s.verzettermijn.get("zekerheid") == "aanname":
        yield Alinea(
            "Deze laatste dag rust op een termijn die een aanname is en nog wordt nagegaan.", "zacht"
        )
    yield Kop("Ondertekening")
    yield Alinea(f"Op grond van: {s.mandaat}")
