"""The evidence as a picture: each comparison moves the weight to the one side or the other, until the sum decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from vth.vormgeving.grafieken.doek import Doek, fit, get_kleur, make_grafiek, measure
from vth.vormgeving.grafieken.schaal import Schaal, derive_bereik, format_waarde
from vth.vormgeving.onderdelen import Grafiek, Kolom

RIJ_BREED, RIJ_SMAL, BALK, BOVEN = 28, 46, 14, 6
VOOR, TEGEN, SOM = 2, 5, 0
KOLOMMEN = (
    Kolom("vergelijking", "Vergelijking"),
    Kolom("links", "Links"),
    Kolom("rechts", "Rechts"),
    Kolom("uitleg", "Wat dat zegt"),
    Kolom("gewicht", "Gewicht", "getal", decimalen=1),
)


@dataclass(frozen=True)
class Stap:
    """One comparison: what was compared, what both sides say, what that tells, and how much it weighs (as a power of two)."""

    vergelijking: str
    uitleg: str
    gewicht: float
    links: str = ""
    rechts: str = ""


def make_watervalgrafiek(stappen: Sequence[Stap], totaal: float, *, bron: str = "") -> Grafiek:
    """Draw how the weight comes about, from what any two records would have to the sum, with the table beside it."""
    begin = round(totaal - sum(s.gewicht for s in stappen), 3)
    alle = [
        Stap("Vooraf", "Zo onwaarschijnlijk is het dat twee willekeurige gegevens één zijn.", begin),
        *stappen,
    ]
    hoogten = [0.0]
    for stap in alle:
        hoogten.append(hoogten[-1] + stap.gewicht)
    tekst = _describe(stappen, totaal)

    def teken(breedte: float) -> SafeString:
        rij = RIJ_BREED if breedte > 500 else RIJ_SMAL
        doek = Doek(breedte, BOVEN + rij * (len(alle) + 1) + 6, "Hoe het gewicht ontstaat", tekst)
        laag, hoog = derive_bereik(hoogten)
        ruimte = max(measure(_write(h)) for h in [*hoogten, *(s.gewicht for s in alle)]) + 10
        namen = min(max(measure(s.vergelijking) for s in alle) + 12, breedte * 0.3) if breedte > 500 else 0
        schaal = Schaal(laag, hoog, namen + ruimte, breedte - ruimte)
        for n, stap in enumerate(alle):
            kleur = 4 if n == 0 else VOOR if stap.gewicht >= 0 else TEGEN
            _draw_stap(
                doek, schaal, BOVEN + n * rij, rij, stap.vergelijking, (hoogten[n], hoogten[n + 1]), kleur
            )
        _draw_stap(doek, schaal, BOVEN + len(alle) * rij, rij, "Samen", (0.0, hoogten[-1]), SOM)
        return doek.render()

    rijen: list[dict[str, object]] = [
        {
            "vergelijking": s.vergelijking,
            "links": s.links,
            "rechts": s.rechts,
            "uitleg": s.uitleg,
            "gewicht": s.gewicht,
        }
        for s in [*alle, Stap("Samen", tekst, round(totaal, 3))]
    ]
    return make_grafiek("Hoe het gewicht ontstaat", teken, KOLOMMEN, rijen, bron, None)


def _draw_stap(
    doek: Doek, schaal: Schaal, boven: float, rij: float, naam: str, van_tot: tuple[float, float], kleur: int
) -> None:
    """Draw one step as a bar from where the sum was to where it is; its sign is written as well as coloured."""
    breed = rij == RIJ_BREED
    y = boven + (rij - BALK) / 2 if breed else boven + 22
    klasse = "vet" if kleur == SOM else "tekst"
    doek.add_tekst(
        0,
        y + 11.5 if breed else boven + 15,
        fit(naam, doek.breedte * 0.3 if breed else doek.breedte),
        klasse=klasse,
    )
    nul = schaal.place(0)
    doek.add_lijn(nul, boven if breed else y - 3, nul, boven + rij if breed else y + BALK + 3, as_=True)
    van, tot = van_tot
    a, b = sorted((schaal.place(van), schaal.place(tot)))
    maat = {"x": a, "y": y, "width": max(b - a, 1.5), "height": BALK}
    doek.add("rect", klasse=f"vth-svg__vlak{kleur}", **maat, fill=get_kleur(kleur))
    x, anker = (b + 6, "start") if tot >= van else (a - 6, "end")
    doek.add_tekst(x, y + 11.5, _write(tot - van), anker=anker, klasse=klasse)


def _write(gewicht: float) -> str:
    """Write a weight with its sign and one decimal."""
    tekst = format_waarde(abs(round(gewicht, 1)))
    return f"−{tekst}" if gewicht < 0 else f"+{tekst}"


def _describe(stappen: Sequence[Stap], totaal: float) -> str:
    """Say in words what the picture shows."""
    if not stappen:
        return f"Samen {_write(totaal)}."
    voor, tegen = max(stappen, key=lambda s: s.gewicht), min(stappen, key=lambda s: s.gewicht)
    delen = [f"Het meest ervoor: {voor.vergelijking} ({_write(voor.gewicht)})."] if voor.gewicht > 0 else []
    delen += (
        [f"Het meest ertegen: {tegen.vergelijking} ({_write(tegen.gewicht)})."] if tegen.gewicht < 0 else []
    )
    return " ".join([*delen, f"Samen {_write(totaal)}; elk punt is een verdubbeling van de kans."])
