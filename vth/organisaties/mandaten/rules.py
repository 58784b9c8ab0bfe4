"""May this person sign this decision on this day? Pure: mandates, functions and the decision in, the verdict out.

The law is Awb 10:1-10:12, read in an older text (zekerheid `afgeleid`). A decision is allowed on a chain of mandates from the
authority to a function that the signer holds, each link of which covers the decision that day. A missing value never widens.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from vth.tijd.rules import derive_legal_day
from vth.vormgeving.opmaak import format_datum

from .begrippen import (
    Besluitgegevens,
    Functie,
    Ingreep,
    Mandaatoordeel,
    Mandaatregel,
    Register,
    Schakel,
    Vervulling,
    WieWel,
)
from .regeltoets import Weigering, check_geldigheid, check_regel

INSTRUCTIES = ("algemene_instructie", "bijzondere_instructie")
# No chain of real mandates is longer; it bounds the walk besides the check on circles.
LANGSTE_KETEN = 12


def toets_mandaat(
    besluit: Besluitgegevens, betrokkene: str, register: Register, moment: datetime
) -> Mandaatoordeel:
    """Decide whether `betrokkene` may sign `besluit` at `moment`; the Dutch legal day of that moment counts.

    Allowed with the chain it rests on, or refused with the reason, the article and who may. Who holds the function of
    the authority itself needs no mandate (Awb 10:7). Raises TijdError for a moment without time zone.
    """
    op = derive_legal_day(moment)
    eigen = [v for v in register.vervullingen if v.betrokkene == betrokkene and v.geldigheid.contains(op)]
    for vervulling in sorted(eigen, key=_plaatsvervanger_laatst):
        if vervulling.functie == besluit.gezag:
            return _allow_gezag(besluit, vervulling, op)
    weigering = check_uitgesloten(besluit, betrokkene)
    if weigering is None:
        weigering = _check_functies(eigen, besluit, betrokkene, op)
    if weigering is None:
        uitkomst = _search(besluit, sorted(eigen, key=_plaatsvervanger_laatst), register, op)
        if not isinstance(uitkomst, Weigering):
            vervulling, keten = uitkomst
            return _allow_keten(besluit, vervulling, keten, register.ingrepen, op)
        weigering = uitkomst
    return Mandaatoordeel(
        mag=False,
        reden=weigering.reden,
        artikelen=(weigering.artikel,),
        op=op,
        betrokkene=betrokkene,
        wie_wel=list_wie_wel(besluit, register, op),
    )


def _plaatsvervanger_laatst(vervulling: Vervulling) -> tuple[bool, Functie]:
    """Sort the functions that one holds before those that one only replaces."""
    return vervulling.plaatsvervanger, vervulling.functie


def check_uitgesloten(besluit: Besluitgegevens, betrokkene: str) -> Weigering | None:
    """Say why no mandate at all lets this person decide this: what Awb 10:3 keeps from mandate; None when nothing does."""
    soort = besluit.soort
    if soort.algemeen_voorschrift:
        return Weigering(
            0,
            f"{soort.naam} is een algemeen verbindend voorschrift; daarvoor kan geen mandaat worden gegeven, tenzij de wet dat regelt.",
            "Awb 10:3",
        )
    if soort.op_bezwaar and betrokkene in (besluit.genomen_door or ()):
        return Weigering(
            0,
            "U nam het besluit waartegen het bezwaar is gericht. Wie het besluit nam, beslist niet in mandaat op het bezwaar.",
            "Awb 10:3 lid 3",
        )
    if soort.boete and betrokkene in (besluit.rapport_van or ()):
        return Weigering(
            0,
            "U maakte het rapport of proces-verbaal waarop de boete rust. Wie het opmaakte, legt de boete niet in mandaat op.",
            "Awb 10:3",
        )
    return None


def _check_functies(
    eigen: Sequence[Vervulling], besluit: Besluitgegevens, betrokkene: str, op: date
) -> Weigering | None:
    """Say that somebody holds no function that day."""
    if eigen:
        return None
    return Weigering(
        0,
        f"Op {format_datum(op)} vervult u geen enkele functie. Een mandaat geldt voor een functie, niet voor een persoon. Laat de "
        "beheerder van het mandaatregister uw functie vastleggen.",
        "Awb 10:1",
    )


def _search(
    besluit: Besluitgegevens, eigen: Sequence[Vervulling], register: Register, op: date
) -> tuple[Vervulling, tuple[Mandaatregel, ...]] | Weigering:
    """Find the shortest chain to one of the functions held, or else the refusal that came closest."""
    dichtst = Weigering(
        1,
        f"Er is aan {_join(v.functie for v in eigen)} geen mandaat gegeven voor {besluit.bevoegdheid} namens {besluit.gezag}.",
        "Awb 10:1",
    )
    gevonden: list[tuple[Vervulling, tuple[Mandaatregel, ...]]] = []
    for vervulling in eigen:
        for regel in register.per_nemer.get(vervulling.functie, ()):
            uitkomst = follow_keten(regel, besluit, register, op)
            if not isinstance(uitkomst, Weigering):
                gevonden.append((vervulling, uitkomst))
            elif uitkomst.rang > dichtst.rang:
                dichtst = uitkomst
    if not gevonden:
        return dichtst
    return min(gevonden, key=lambda g: (g[0].plaatsvervanger, len(g[1]), [r.kenmerk for r in g[1]]))


def follow_keten(
    regel: Mandaatregel, besluit: Besluitgegevens, register: Register, op: date
) -> tuple[Mandaatregel, ...] | Weigering:
    """Follow a mandate up to the authority: the chain from the authority down, or why it does not carry the decision.

    Every link must cover the decision that day, and be allowed as many levels of ondermandaat as hang below it (10:9).
    """
    keten: list[Mandaatregel] = []
    gezien: set[str] = set()
    nu: Mandaatregel | None = regel
    while nu is not None:
        if nu.id in gezien or len(keten) >= LANGSTE_KETEN:
            return Weigering(
                9,
                f"Het ondermandaat {regel.kenmerk} loopt in een kring en komt niet bij {besluit.gezag} uit.",
                "Awb 10:9",
            )
        gezien.add(nu.id)
        if weigering := check_regel(nu, besluit, register.ingrepen, op):
            return weigering
        if len(keten) > nu.ondermandaat_niveaus:
            return Weigering(
                9,
                f"Mandaat {nu.kenmerk} aan {nu.nemer} staat {_say_niveaus(nu.ondermandaat_niveaus)} toe; {regel.kenmerk} gaat verder.",
                "Awb 10:9",
            )
        keten.append(nu)
        boven = _find_boven(nu, besluit, register, op)
        if isinstance(boven, Weigering):
            return boven
        nu = boven
    if keten[-1].gever != besluit.gezag:
        return Weigering(
            2,
            f"Mandaat {keten[-1].kenmerk} is gegeven door {keten[-1].gever}, niet door {besluit.gezag}.",
            "Awb 10:1",
        )
    return tuple(reversed(keten))


def _find_boven(
    regel: Mandaatregel, besluit: Besluitgegevens, register: Register, op: date
) -> Mandaatregel | Weigering | None:
    """Give the mandate that a sub-mandate passes on, None at the top, or why it is not there that day."""
    if not regel.ondermandaat_van:
        return None
    rijen = [r for r in register.per_id.get(regel.ondermandaat_van, ()) if r.nemer == regel.gever]
    if geldend := [r for r in rijen if r.geldigheid.contains(op)]:
        return geldend[0]
    if rijen:
        weigering = check_geldigheid(max(rijen, key=lambda r: r.geldigheid.eind), besluit, op)
        if weigering is not None:
            return Weigering(
                weigering.rang,
                f"Het mandaat waarop {regel.kenmerk} rust: {weigering.reden}",
                weigering.artikel,
            )
    return Weigering(
        3,
        f"{regel.kenmerk} is een ondermandaat van {regel.gever}, maar die heeft daarvoor geen mandaat meer.",
        "Awb 10:9",
    )


def list_wie_wel(besluit: Besluitgegevens, register: Register, op: date) -> tuple[WieWel, ...]:
    """List who may sign this on a day: every function with a chain, who holds it, and last the authority itself."""
    gevonden: dict[Functie, WieWel] = {}
    if not besluit.soort.algemeen_voorschrift:
        for functie, regels in sorted(register.per_nemer.items()):
            for regel in regels:
                if not isinstance(follow_keten(regel, besluit, register, op), Weigering):
                    gevonden[functie] = WieWel(
                        functie, _list_vervullers(functie, besluit, register, op), regel.kenmerk
                    )
                    break
    gezag = WieWel(
        besluit.gezag,
        _list_vervullers(besluit.gezag, besluit, register, op),
        "het bevoegd gezag zelf (Awb 10:7)",
    )
    return (*(w for f, w in gevonden.items() if f != besluit.gezag), gezag)


def _list_vervullers(
    functie: Functie, besluit: Besluitgegevens, register: Register, op: date
) -> tuple[str, ...]:
    """List who holds a function that day and is not kept from this decision."""
    return tuple(
        sorted(
            {
                v.betrokkene
                for v in register.vervullingen
                if v.functie == functie and v.geldigheid.contains(op)
                if functie == besluit.gezag or check_uitgesloten(besluit, v.betrokkene) is None
            }
        )
    )


def _allow_gezag(besluit: Besluitgegevens, vervulling: Vervulling, op: date) -> Mandaatoordeel:
    """Allow who holds the function of the authority itself."""
    return Mandaatoordeel(
        mag=True,
        reden=f"U beslist als {besluit.gezag}, het bevoegd gezag zelf; daarvoor is geen mandaat nodig.",
        artikelen=("Awb 10:7", str(besluit.bevoegdheid)),
        op=op,
        betrokkene=vervulling.betrokkene,
        functie=vervulling.functie,
        als_plaatsvervanger=vervulling.plaatsvervanger,
        ondertekening=f"{besluit.gezag}",
    )


def _allow_keten(
    besluit: Besluitgegevens,
    vervulling: Vervulling,
    keten: tuple[Mandaatregel, ...],
    ingrepen: Sequence[Ingreep],
    op: date,
) -> Mandaatoordeel:
    """Allow on a chain, and say what the signer must keep to and how to sign (Awb 10:10)."""
    artikelen = dict.fromkeys(
        [_derive_artikel(keten[0]), *(["Awb 10:9"] if len(keten) > 1 else []), str(besluit.bevoegdheid)]
    )
    als = f"plaatsvervangend {vervulling.functie}" if vervulling.plaatsvervanger else str(vervulling.functie)
    return Mandaatoordeel(
        mag=True,
        reden=f"U mag dit als {als}, namens {besluit.gezag}, volgens {_join(r.kenmerk for r in keten)}.",
        artikelen=tuple(artikelen),
        op=op,
        betrokkene=vervulling.betrokkene,
        functie=vervulling.functie,
        als_plaatsvervanger=vervulling.plaatsvervanger,
        keten=tuple(
            Schakel(
                r.id,
                r.kenmerk,
                r.gever,
                r.nemer,
                r.bevoegdheid,
                r.mandaatbesluit,
                "Awb 10:9" if n else _derive_artikel(r),
            )
            for n, r in enumerate(keten)
        ),
        ondertekening=f"namens {besluit.gezag}, {als}",
        voorwaarden=tuple(_list_voorwaarden(besluit, keten, ingrepen, op)),
        waarschuwingen=tuple(_list_waarschuwingen(besluit, keten, op)),
    )


def _derive_artikel(regel: Mandaatregel) -> str:
    """Give the article on which a mandate of this kind rests."""
    return {"mandaat": "Awb 10:1", "ondertekening": "Awb 10:11"}.get(regel.soort, "Awb 10:12")


def _list_voorwaarden(
    besluit: Besluitgegevens, keten: Sequence[Mandaatregel], ingrepen: Sequence[Ingreep], op: date
) -> Iterator[str]:
    """List what a person must still look at: limits in words, and instructions of the mandator (Awb 10:6)."""
    for regel in keten:
        if regel.beperkingen:
            yield f"Beperking van {regel.kenmerk}: {regel.beperkingen}"
        if regel.instructies:
            yield f"Instructie bij {regel.kenmerk} (Awb 10:6): {regel.instructies}"
        for ingreep in ingrepen:
            hier = ingreep.mandaat == regel.id and ingreep.op <= op and ingreep.soort in INSTRUCTIES
            if hier and ingreep.onderwerp in (("", ""), besluit.onderwerp):
                yield f"Instructie van {format_datum(ingreep.op)} (Awb 10:6): {ingreep.inhoud}"


def _list_waarschuwingen(besluit: Besluitgegevens, keten: Sequence[Mandaatregel], op: date) -> Iterator[str]:
    """List what is not known and could be wrong."""
    for regel in keten:
        if regel.gepubliceerd_op is None or regel.gepubliceerd_op > op:
            yield f"Van mandaat {regel.kenmerk} is geen publicatie bekend."
    if besluit.soort.op_bezwaar and besluit.genomen_door is None:
        yield "Niet bekend is wie het besluit nam waartegen het bezwaar is gericht. Ga na dat u dat niet was (Awb 10:3 lid 3)."
    if besluit.soort.boete and besluit.rapport_van is None:
        yield "Niet bekend is wie het rapport maakte waarop de boete rust. Ga na dat u dat niet was (Awb 10:3)."


def check_kring(id_: str, ondermandaat_van: str, boven: dict[str, str]) -> bool:
    """Tell whether hanging a mandate under another one would make a circle; `boven` gives of each what it hangs under."""
    nu, gezien = ondermandaat_van, {id_}
    while nu:
        if nu in gezien:
            return True
        gezien.add(nu)
        nu = boven.get(nu, "")
    return False


def _say_niveaus(niveaus: int) -> str:
    """Say how many levels of ondermandaat are allowed."""
    return {0: "geen ondermandaat", 1: "één niveau ondermandaat"}.get(
        niveaus, f"{niveaus} niveaus ondermandaat"
    )


def _join(delen: Iterable[object]) -> str:
    """Join things into a Dutch list."""
    teksten = list(dict.fromkeys(str(d) for d in delen))
    return " en ".join([", ".join(teksten[:-1]), teksten[-1]] if len(teksten) > 1 else teksten)
