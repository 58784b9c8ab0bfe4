"""Reads a whole report: the tree of pijlers, onderwerpen and acties becomes proposals, each with its sentence and line."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from ..wanneer import Wanneer, find_wanneers
from .aanloop import unfold_aanloop
from .besluiten import GEEN_ORGAAN, ORGAAN, Besluit, read_besluiten
from .blokken import Blok
from .boom import Boom, Deel, Knoop
from .bron import read_bron
from .delen import (
    Tryout,
    find_tryout_einde,
    is_legenda,
    list_legendas,
    list_onderzoeken,
    list_producten,
    list_tryouts,
)
from .fiches import turn_staand, unfold_fiches
from .forum import find_forum, find_later_forum
from .heel import join_gebroken, list_woorden
from .kop import Rapportkop, find_einde, read_rapportkop
from .lijst import tells_stand, unfold_lijst
from .mijlpaalwoorden import NIET_GELUKT
from .mijlpalen import Mijlpaal, join_mijlpalen, read_mijlpalen
from .nummers import unfold_nummers
from .rijmijlpaal import read_mijlpaalrij
from .risicos import is_risicozin, read_risico
from .samenhang import find_banden, find_genoemd, find_samenhang
from .structuur import build_boom
from .uitkomst import GeenRapport, Gelezen, Vindplaats, Voorstel
from .zinnen import Zin

Veld = str | int | Wanneer | None
_PLANWOORD = re.compile(
    r"\b(?:planning|gepland|voorzien|oplevering|opgeleverd|afgerond|gereed|vertraag\w+|vertraging|uitgesteld|doorgeschoven|verschoven|uiterlijk|mijlpaal|deadline)\b",
    re.IGNORECASE,
)
# A time without a year is no time to plan by, and still planning.
_HALVE_TIJD = re.compile(
    r"\bQ[1-4]\b|\b(?:in het|deze|volgend) (?:voorjaar|najaar|jaar|kwartaal)\b|\b\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
# Facts of the paper itself plan nothing.
_FEIT = re.compile(
    r"(?:datum|versie|kenmerk|peildatum|(?:rapportage|verslag)periode|periode|stand per)\s?:", re.IGNORECASE
)
_RISICOKOP = re.compile(
    r"\A(?:\(?(?:\d{1,2}|[A-Za-z])[.)]\s+)?(?:risi[ck]o\w*\s?\d{0,2}\s?:\s*)?", re.IGNORECASE
)
_PLANKOP = re.compile(
    r"(?:de )?planning (?:van|voor) (?:(?:actie|thema|project|deelproject|onderdeel)s? )?\(?\d?[A-Z]?\)?(?: is)?\s?:\s*",
    re.IGNORECASE,
)
_GEEN = (
    "Dit lijkt geen voortgangsrapportage: er is geen hoofddeel (zoals een pijler, spoor of programmalijn) met genummerde onderwerpen gevonden, "
    "en geen tabel met kolommen voor onderwerp, voortgang en planning. Kijk of dit het goede bestand is."
)


def read_rapport(bron: bytes | str, *, vorm: str) -> Gelezen:
    """Read a progress report (`md`, `docx` or `txt`) into proposals; raises GeenRapport when it is none."""
    blokken = unfold_aanloop(unfold_fiches(turn_staand(unfold_nummers(read_bron(bron, vorm)))))
    kop = read_rapportkop(blokken)
    peil = kop.periode.tot if kop.periode else None
    boom, blokken = build_boom(blokken, peil, kop.regel)
    if boom is None:
        raise GeenRapport(_GEEN)
    boom.give_pijler(kop.programma or kop.titel, kop.regel)
    if _is_afgebroken(blokken[-1]):
        boom.meld(
            blokken[-1].regel,
            "De bron houdt midden in een zin op. Kijk of het einde van de rapportage ontbreekt.",
        )
    lezer = Lezer(boom, kop, peil, list_woorden(blokken))
    lezer.read()
    return Gelezen(tuple(lezer.uit), tuple(dict.fromkeys(lezer.onbegrepen)), tuple(boom.meldingen))


def _is_afgebroken(blok: Blok) -> bool:
    """Whether the last paragraph or cell is long and ends in no mark that ends a sentence."""
    cellen = [cel for cel in blok.cellen if cel]
    tekst = cellen[-1][-1] if cellen else blok.tekst
    return blok.soort in ("rij", "alinea") and len(tekst) > 60 and tekst.rstrip("\"'’”")[-1] not in ".!?:;)]…"


@dataclass(slots=True)
class Lezer:
    """Turns the tree into proposals in the order of the source."""

    boom: Boom
    kop: Rapportkop
    peil: date | None
    woorden: frozenset[str] = frozenset()
    uit: list[Voorstel] = field(default_factory=list)
    onbegrepen: list[Vindplaats] = field(default_factory=list)
    _tel: dict[str, int] = field(default_factory=dict)
    _gebruikt: dict[int, Wanneer] = field(default_factory=dict)  # per sentence the time read as an end
    _banden: set[tuple[str, str]] = field(default_factory=set)

    def read(self) -> None:
        """Add everything: the report itself, its parts, then each pijler with all under it."""
        self._add_rapport()
        if not self.peil:
            self.boom.meld(
                self.kop.regel,
                "Over welke periode de rapportage gaat, is niet gevonden. Of iets al gehaald is, moet iemand zelf nagaan.",
            )
        tryouts = list_tryouts(self.boom.delen)
        elders = {id(zin) for tryout in tryouts for zin in tryout.zinnen}
        for deel in self.boom.delen:
            self._add_deel(deel, elders)
        for groep, tekst, regel in list_legendas(self.boom):
            self._add("legenda", "r", {"tekst": tekst, "groep": groep}, Vindplaats(regel, tekst, groep))
        for knoop in self.boom.knopen.values():
            self._add_knoop(knoop)
        self._add_buiten(tryouts)

    def _add_buiten(self, tryouts: list[Tryout]) -> None:
        """Add what stands beside the pijlers: products, try-outs, studies."""
        for pijler, titel, regel, onder in list_producten(self.boom):
            stand = (
                "gehaald"
                if re.search(r"gerealiseerd|opgeleverd|afgerond|behaald", onder, re.IGNORECASE)
                else "niet in bron"
            )
            self._add("product", pijler, {"titel": titel, "stand": stand}, Vindplaats(regel, titel, onder))
        for tryout in tryouts:
            einde = find_tryout_einde(tryout)
            tekst = " ".join(zin.tekst for zin in tryout.zinnen)
            plaats = (
                Vindplaats(einde[1].regel, einde[1].tekst, tryout.kop)
                if einde
                else Vindplaats(tryout.regel, tryout.kop, tryout.kop)
            )
            sleutel = self._add(
                "tryout",
                "r",
                {"titel": tryout.titel, "tekst": tekst, "einde": einde[0] if einde else None},
                plaats,
                "" if einde else "Wanneer de try-out eindigt, staat er niet bij.",
            )
            self._gebruikt.update({id(einde[1]): einde[0]} if einde else {})
            self._add_zinnen(sleutel, tryout.zinnen)
        for onderzoek in list_onderzoeken(self.boom):
            velden: dict[str, Veld] = {
                "titel": onderzoek.titel,
                "tekst": onderzoek.zin,
                "stand": onderzoek.stand,
            }
            self._add("onderzoek", "r", velden, Vindplaats(onderzoek.regel, onderzoek.zin))

    def _add(
        self,
        soort: str,
        ouder: str,
        velden: dict[str, Veld],
        plaats: Vindplaats,
        twijfel: str = "",
        sleutel: str = "",
    ) -> str:
        """Add one proposal; without a key of its own it is numbered under its kind."""
        if not sleutel:
            los = {"tryout": "t", "onderzoek": "z"}.get(soort)
            teller = los or f"{ouder}#{soort[0]}{soort[1] if soort in ('planning', 'product') else ''}"
            self._tel[teller] = self._tel.get(teller, 0) + 1
            sleutel = f"{teller}{self._tel[teller]}"
        titel = velden.get("titel")
        if isinstance(titel, str) and soort != "mijlpaal":
            velden["titel"] = join_gebroken(titel, self.woorden)
        self.uit.append(Voorstel(soort, sleutel, ouder, velden, plaats, twijfel))
        return sleutel

    def _add_rapport(self) -> None:
        einde = next(
            (
                (w, zin)
                for deel in self.boom.delen
                for zin in deel.zinnen
                if (w := find_einde(zin.tekst, self.kop.programma, self.kop.titel))
            ),
            None,
        )
        self._gebruikt.update({id(einde[1]): einde[0]} if einde else {})
        velden: dict[str, Veld] = {
            "titel": self.kop.titel,
            "periode": self.kop.periode,
            "programma": self.kop.programma,
            "einde": einde[0] if einde else None,
        }
        self._add("rapport", "", velden, Vindplaats(self.kop.regel, self.kop.titel), sleutel="r")

    def _add_deel(self, deel: Deel, elders: set[int]) -> None:
        """Add what a part of the report beside the pijlers tells: decisions, milestones, risks, what hangs together."""
        ouder = deel.pijler if deel.pijler in self.boom.knopen else "r"
        if deel.rol in ("product", "legenda") or is_legenda(deel):
            return
        if deel.rol == "risico":
            for regel, tekst, _ in deel.alineas:
                self._add_risico(
                    ouder,
                    Zin(_RISICOKOP.sub("", tekst), regel, deel.kop),
                )
            return
        # In running text without a time, what is said to be done or missed is not said of one thing that was planned.
        self._add_zinnen(
            ouder,
            [
                zin
                for zin in deel.zinnen
                if id(zin) not in elders
                and not _FEIT.match(zin.tekst)
                and (
                    zin.rol or find_wanneers(zin.tekst) or ORGAAN.search(zin.tekst) or is_risicozin(zin.tekst)
                )
            ],
        )
        self._add_genoemd([zin for zin in deel.zinnen if id(zin) not in elders and not zin.rol])
        eerder, regel = "", 0
        for zin in deel.zinnen:
            eerder = eerder if zin.regel == regel else ""
            for van, naar in find_banden(zin.tekst, self.boom, eerder):
                self._add_band(van, naar, zin)
            eerder, regel = f"{eerder} {zin.tekst}", zin.regel

    def _add_genoemd(self, zinnen: list[Zin]) -> None:
        """Add what running text says was not done in time, where it names the onderwerp by its title."""
        for zin in zinnen:
            if NIET_GELUKT.search(zin.tekst) and not find_wanneers(zin.tekst):
                knopen = find_genoemd(zin.tekst, self.boom)
                if len(knopen) == 1:
                    self._add_zinnen(knopen[0].sleutel, [replace(zin, rol="voortgang")])

    def _add_knoop(self, knoop: Knoop) -> None:
        """Add a pijler, onderwerp or actie with all that its sentences tell."""
        velden: dict[str, Veld] = {"titel": knoop.titel}
        velden["letter" if knoop.soort == "actie" else "nummer"] = (
            int(knoop.nummer) if knoop.nummer.isdigit() and knoop.soort != "actie" else knoop.nummer or None
        )
        if knoop.soort != "pijler":
            velden["eerst_gemeld"] = knoop.label or None
        if knoop.soort == "onderwerp":
            velden["doel"] = next(
                (
                    z.tekst
                    for z in knoop.zinnen
                    if re.search(r"\bdoel\b", z.tekst, re.IGNORECASE) and z.rol == "voortgang"
                ),
                None,
            )
        self._add(
            knoop.soort,
            knoop.ouder,
            velden,
            Vindplaats(knoop.regel, knoop.zin, knoop.kolom),
            knoop.twijfel,
            knoop.sleutel,
        )
        if knoop.soort != "actie" or knoop.zin not in [z.tekst for z in knoop.zinnen]:
            self._add_samenhang(
                knoop, Zin(knoop.zin if knoop.soort == "actie" else "", knoop.regel, knoop.kolom)
            )
        for rol in ("voortgang", "planning"):
            eigen = [zin for zin in knoop.zinnen if zin.rol == rol]
            if eigen:
                tekst = " ".join(zin.tekst for zin in eigen)
                self._add(
                    rol,
                    knoop.sleutel,
                    {"tekst": tekst},
                    Vindplaats(eigen[0].regel, eigen[0].tekst, eigen[0].kolom),
                )
        self._add_zinnen(knoop.sleutel, knoop.zinnen, knoop)

    def _add_zinnen(self, ouder: str, zinnen: list[Zin], knoop: Knoop | None = None) -> None:
        """Add the decisions, milestones, risks and links that sentences tell of; planning that gave nothing is kept as not understood."""
        vorige: list[tuple[Mijlpaal, Zin]] = []
        orgaan = ""
        for zin in zinnen:
            if zin.rol == "risico" or (zin.rol in ("voortgang", "") and is_risicozin(zin.tekst)):
                self._add_risico(ouder, zin)
                continue
            besluiten = (
                read_besluiten(zin.tekst, self.peil, _body_of(zin)) if zin.rol != "mijlpaalrij" else []
            )
            for b in besluiten:
                self._add_besluit(ouder, b, zin, orgaan)
            orgaan = besluiten[-1].orgaan if besluiten else ""
            gelezen = self._read_mijlpalen(zin, [b.plek for b in besluiten if b.plek])
            if (
                len(gelezen) == 1
                and vorige
                and (samen := join_mijlpalen(vorige[-1][0], gelezen[0], zin.tekst))
            ):
                vorige[-1] = (samen, zin if gelezen[0].was else vorige[-1][1])
            else:
                if vorige and gelezen and tells_stand(vorige[-1], gelezen[0], zin):
                    vorige.pop()
                vorige.extend((mijlpaal, zin) for mijlpaal in gelezen)
            if vorige and zin.rol == "planning" and not (gelezen or besluiten):
                self._add_later_forum(vorige, zin)
            banden = self._add_samenhang(knoop, zin) if knoop else 0
            if not (besluiten or gelezen or banden or id(zin) in self._gebruikt) and self._holds_plan(zin):
                self.onbegrepen.append(_place(zin))
        for mijlpaal, zin in unfold_lijst(vorige, zinnen):
            self._add_mijlpaal(ouder, mijlpaal, zin)

    def _add_besluit(self, ouder: str, b: Besluit, zin: Zin, vorig_orgaan: str) -> None:
        """Add a decision; where its body is not told, a person is pointed to that of the sentence before."""
        twijfel = b.twijfel
        if not b.orgaan and vorig_orgaan:
            twijfel = twijfel.replace(
                GEEN_ORGAAN, f"{GEEN_ORGAAN[:-1]}; de zin ervoor noemt: {vorig_orgaan}."
            )
        velden: dict[str, Veld] = {
            "orgaan": b.orgaan or None,
            "datum": b.datum,
            "onderwerp": b.onderwerp,
            "aard": b.aard,
        }
        self._add("besluit", ouder, velden, _place(zin), twijfel)

    def _add_later_forum(self, vorige: list[tuple[Mijlpaal, Zin]], zin: Zin) -> None:
        """Give the last milestone the bodies that the sentence after it brings it to."""
        mijlpaal, plek = vorige[-1]
        forum = find_later_forum(zin.tekst, plek.tekst)
        if forum and not mijlpaal.forum:
            vorige[-1] = (replace(mijlpaal, forum=forum), plek)

    def _read_mijlpalen(self, zin: Zin, weg: list[tuple[int, int]]) -> list[Mijlpaal]:
        if zin.rol == "mijlpaalrij":
            return read_mijlpaalrij(zin.tekst)
        if zin.rol == "besluit" and (weg or not find_forum(zin.tekst)):
            return []
        einde = self._gebruikt.get(id(zin))
        gelezen = [
            m
            for m in read_mijlpalen(
                zin.tekst, "planning" if zin.rol == "mijlpaal" else zin.rol, self.peil, weg
            )
            if (zin.rol not in ("", "onderzoek") or m.wanneer or m.was)
            and (einde is None or m.wanneer is None or m.wanneer.tot != einde.tot)
        ]
        # Who decided on a day that was read as a decision is not the one a milestone goes to as well.
        return [m for m in gelezen if not weg or m.wanneer or m.was]

    def _add_mijlpaal(self, ouder: str, mijlpaal: Mijlpaal, zin: Zin) -> None:
        titel = (
            zin.tekst.partition("mijlpaal=")[2].partition(" | ")[0]
            if zin.rol == "mijlpaalrij"
            else _PLANKOP.sub("", zin.tekst)
        )
        velden: dict[str, Veld] = {
            "titel": titel[:200],
            "wanneer": mijlpaal.wanneer,
            "was": mijlpaal.was,
            "stand": mijlpaal.stand,
            "forum": mijlpaal.forum or None,
        }
        self._add("mijlpaal", ouder, velden, _place(zin), mijlpaal.twijfel)

    def _add_risico(self, ouder: str, zin: Zin) -> None:
        velden: dict[str, Veld] = {**read_risico(zin.tekst)}
        self._add("risico", ouder, velden, _place(zin))

    def _add_samenhang(self, knoop: Knoop, zin: Zin) -> int:
        gevonden = find_samenhang(zin.tekst, knoop, self.boom, geheel=zin.rol == "samenhang")
        for naar in gevonden:
            self._add_band(knoop.sleutel, naar, zin)
        return len(gevonden)

    def _add_band(self, van: str, naar: str, zin: Zin) -> None:
        if (van, naar) not in self._banden:
            self._banden.add((van, naar))
            self._add("samenhang", van, {"van": van, "naar": naar, "tekst": zin.tekst}, _place(zin))

    def _holds_plan(self, zin: Zin) -> bool:
        """Whether a sentence speaks of planning: a time, or a word for it; a body with a day in the general part too."""
        if find_wanneers(zin.tekst) or _HALVE_TIJD.search(zin.tekst):
            return True
        return (
            bool(_PLANWOORD.search(zin.tekst))
            and (zin.rol == "planning" or not ORGAAN.search(zin.tekst))
            and len(zin.tekst.split()) > 2
        )


def _body_of(zin: Zin) -> str:
    """The body that heads a list or table of decisions: "Besluiten van de regiegroep"."""
    orgaan = ORGAAN.search(zin.kolom) if zin.rol == "besluit" else None
    return orgaan.group() if orgaan else ""


def _place(zin: Zin) -> Vindplaats:
    return Vindplaats(zin.regel, zin.tekst, zin.kolom)
