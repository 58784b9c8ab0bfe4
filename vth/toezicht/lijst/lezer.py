"""Reading a checklist from YAML: what is there becomes a `Checklist`, what is not right a remark with its place.

Pure: which codes exist is handed in (`Codes`), so that a list can be judged on the day of somebody else's code lists.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from vth.vergunningen.eenheden import find_eenheid, read_eenheden

from .antwoord import round_getal
from .keuring import Meld, Melding, check_checklist
from .normlezer import read_norm
from .veldlezer import Codes, Veldlezer, Weigering
from .vorm import (
    NVT,
    ONBEKEND,
    RESULTATEN,
    Bevindingsregel,
    Checklist,
    Eenheidsmaat,
    Grens,
    Hoofdstuk,
    Norm,
    Vraag,
    Vraagsoort,
)

KOP = {
    "code", "versie", "titel", "geldig_vanaf", "uitleg", "voor", "bronnen", "zekerheid", "breidt_uit", "weg", "hoofdstukken",
}  # fmt: skip
HOOFDSTUK = {"code", "titel", "als", "uitleg", "vragen"}
VRAAG = {
    "id", "vraag", "soort", "hulp", "norm", "onderwerp", "aandachtspunt", "als", "keuzes", "eenheid", "grens", "bevinding",
    "verplicht", "foto_bij", "toelichting_bij",
}  # fmt: skip
GRENS = {"minimum", "maximum", "eenheid", "hoogstens_maanden"}
REGEL = {"resultaat", "toelichting", "gevolg", "gedrag", "sevesocategorie"}


T = TypeVar("T")


@dataclass(frozen=True)
class Lezing:
    """What came of reading a file: the list when it can be used, and every remark."""

    lijst: Checklist | None
    meldingen: tuple[Melding, ...]

    @property
    def fouten(self) -> tuple[Melding, ...]:
        """The remarks that stand in the way of use."""
        return tuple(m for m in self.meldingen if m.ernst == "fout")


def read_checklist(vorm: Mapping[str, Any], bestand: str, codes: Codes) -> Lezing:
    """Make and check a checklist; the list is None when it cannot be used, and then there is a fault that says why."""
    maker = _Maker(Meld(bestand), codes)
    try:
        lijst = maker.make(vorm)
    except Weigering as fout:
        return Lezing(None, (*maker.meldingen, fout.melding))
    # A part that was left out would make others look wrong: those are told once the part is right.
    lezing = Lezing(lijst, tuple(maker.meldingen))
    if not lezing.fouten:
        lezing = Lezing(lijst, (*lezing.meldingen, *check_checklist(lijst, bestand)))
    return Lezing(None, lezing.meldingen) if lezing.fouten else lezing


class _Maker(Veldlezer):
    """Makes the parts of a list; a part that cannot be made is left out, with its remark."""

    def make(self, vorm: Mapping[str, Any]) -> Checklist:
        self.check_namen(vorm, KOP, "", "de kop")
        code = self.read_id(vorm.get("code"), "", "`code`")
        vanaf = vorm.get("geldig_vanaf")
        if type(vanaf) is not date:
            raise self.refuse("", f"`geldig_vanaf` is {vanaf!r}", "Dat is geen datum.", "Schrijf 2026-01-31.")
        voor = vorm.get("voor") or {}
        if not isinstance(voor, dict):
            raise self.refuse("", "`voor` heeft geen namen", "Zo is niet te zien voor welk bezoek de lijst is.",
                              "Schrijf onder `voor` activiteiten en objecttypen.")  # fmt: skip
        self.check_namen(voor, {"activiteiten", "objecttypen"}, "", "`voor`")
        lijst = Checklist(
            code=code,
            versie=self.read_tekst(vorm.get("versie"), "", "`versie`", verplicht=True),
            titel=self.read_tekst(vorm.get("titel"), "", "`titel`", verplicht=True),
            geldig_vanaf=vanaf,
            uitleg=self.read_tekst(vorm.get("uitleg"), "", "`uitleg`"),
            activiteiten=self.read_codes(voor.get("activiteiten"), self.codes.activiteiten, "activiteit", "bal_paragraaf"),
            objecttypen=self.read_codes(voor.get("objecttypen"), self.codes.objecttypen, "objecttype", "vthobject_subtype"),
            bronnen=tuple(map(str, self.read_lijst(vorm.get("bronnen"), "", "`bronnen`"))),
            zekerheid=self.read_keuze(vorm.get("zekerheid") or "aanname", ("vastgesteld", "afgeleid", "aanname"), "", "zekerheid"),
            hoofdstukken=tuple(
                h
                for hoofdstuk in self.read_lijst(vorm.get("hoofdstukken"), "", "`hoofdstukken`")
                if (h := self.skip_on_fault(self.make_hoofdstuk, hoofdstuk))
            ),
        )  # fmt: skip
        if not lijst.bronnen:
            self.fault(
                "",
                "er staat geen bron bij",
                "Niemand kan nagaan waar de vragen op rusten.",
                "Vul `bronnen` in.",
            )
        return lijst

    def skip_on_fault(self, make: Callable[..., T], *delen: Any) -> T | None:
        try:
            return make(*delen)
        except Weigering as fout:
            self.meldingen.append(fout.melding)
            return None

    def make_hoofdstuk(self, vorm: Any) -> Hoofdstuk:
        if not isinstance(vorm, dict):
            raise self.refuse("", f"een hoofdstuk is {vorm!r}", "Een hoofdstuk heeft een code, een titel en vragen.",
                              "Schrijf `- code: …` met daaronder `titel` en `vragen`.")  # fmt: skip
        code = self.read_id(vorm.get("code"), "", "de code van een hoofdstuk")
        plek = f"hoofdstuk {code}"
        self.check_namen(vorm, HOOFDSTUK, plek, "een hoofdstuk")
        return Hoofdstuk(
            code=code,
            titel=self.read_tekst(vorm.get("titel"), plek, "`titel`", verplicht=True),
            uitleg=self.read_tekst(vorm.get("uitleg"), plek, "`uitleg`"),
            als=self.read_als(vorm.get("als"), plek),
            vragen=tuple(
                v
                for vraag in self.read_lijst(vorm.get("vragen"), plek, "`vragen`")
                if (v := self.skip_on_fault(self.make_vraag, vraag, plek))
            ),
        )

    def make_vraag(self, vorm: Any, plek: str) -> Vraag:
        if not isinstance(vorm, dict):
            raise self.refuse(
                plek,
                f"een vraag is {vorm!r}",
                "Een vraag heeft een id, een tekst en een soort.",
                "Schrijf `- id: …`.",
            )
        id_ = self.read_id(vorm.get("id"), plek, "de id van een vraag")
        self.check_namen(vorm, VRAAG, id_, "een vraag")
        soort = Vraagsoort(self.read_keuze(vorm.get("soort"), tuple(Vraagsoort), id_, "soort"))
        eenheden = self.make_eenheden(vorm.get("eenheid"), soort, id_)
        norm, meldingen = read_norm(vorm, self.codes.paragrafen, self.meld)
        self.meldingen += meldingen
        return Vraag(
            id=id_,
            tekst=self.read_tekst(vorm.get("vraag"), id_, "`vraag`", verplicht=True),
            soort=soort,
            hulp=self.read_tekst(vorm.get("hulp"), id_, "`hulp`"),
            norm=norm,
            onderwerp=self.read_keuze(vorm.get("onderwerp") or "niet_van_toepassing", self.codes.onderwerpen, id_, "onderwerp"),
            aandachtspunt=self.read_tekst(vorm.get("aandachtspunt"), id_, "`aandachtspunt`"),
            als=self.read_als(vorm.get("als"), id_),
            keuzes=self.make_keuzes(vorm.get("keuzes"), soort, id_),
            eenheden=eenheden,
            grens=self.make_grens(vorm.get("grens"), soort, eenheden, id_),
            bevinding=self.make_bevinding(vorm.get("bevinding"), norm, id_),
            verplicht=vorm.get("verplicht", True) is True,
            foto_bij=tuple(map(str, self.read_lijst(vorm.get("foto_bij"), id_, "`foto_bij`"))),
            toelichting_bij=tuple(map(str, self.read_lijst(vorm.get("toelichting_bij"), id_, "`toelichting_bij`"))),
        )  # fmt: skip

    def make_keuzes(self, vorm: Any, soort: Vraagsoort, id_: str) -> dict[str, str]:
        kiest = soort in (Vraagsoort.KEUZE, Vraagsoort.MEERKEUZE)
        if kiest and not (isinstance(vorm, dict) and len(vorm) > 1):
            raise self.refuse(id_, f"`keuzes` is {vorm!r}", "Een keuze heeft minstens twee antwoorden met een code.",
                              "Schrijf `keuzes: {riool: op het riool, sloot: op de sloot}`.")  # fmt: skip
        if not kiest and vorm:
            self.fault(
                id_,
                f"bij de soort {soort} staat `keuzes`",
                "Die vraag heeft geen keuzes.",
                "Haal ze weg, of kies soort keuze.",
            )
            return {}
        if vast := [c for c in vorm or () if c in (NVT, ONBEKEND)]:
            waarom = "Dat antwoord is er bij elke vraag met een norm al."
            self.fault(id_, f"`keuzes` noemt {vast[0]}", waarom, "Haal het weg.")
        return {
            self.read_id(code, id_, "de code van een keuze"): str(tekst)
            for code, tekst in (vorm or {}).items()
        }

    def make_eenheden(self, vorm: Any, soort: Vraagsoort, id_: str) -> tuple[Eenheidsmaat, ...]:
        if soort != Vraagsoort.GETAL:
            if vorm:
                self.fault(
                    id_,
                    f"bij de soort {soort} staat een eenheid",
                    "Alleen een getal heeft een eenheid.",
                    "Haal hem weg.",
                )
            return ()
        if not vorm:
            return ()
        if (eigen := find_eenheid(str(vorm))) is None:
            self.fault(
                id_,
                f"de eenheid is {vorm}",
                "Die eenheid is niet bekend.",
                "Kies er een van `vth/vergunningen/eenheden.yaml`.",
            )
            return ()
        familie = [e for e in read_eenheden() if e.basis == eigen.basis and e is not eigen]
        return tuple(Eenheidsmaat(e.code, float(e.factor), float(e.plus)) for e in (eigen, *familie))

    def make_grens(
        self, vorm: Any, soort: Vraagsoort, eenheden: tuple[Eenheidsmaat, ...], id_: str
    ) -> Grens | None:
        if vorm is None:
            return None
        if not isinstance(vorm, dict) or soort not in (Vraagsoort.GETAL, Vraagsoort.DATUM):
            self.fault(
                id_,
                f"`grens` is {vorm!r}",
                "Alleen een getal of een datum heeft een grens.",
                "Haal hem weg, of kies soort getal.",
            )
            return None
        self.check_namen(vorm, GRENS, id_, "`grens`")
        if soort == Vraagsoort.DATUM:
            maanden = vorm.get("hoogstens_maanden")
            if not isinstance(maanden, int) or not 0 < maanden <= 1200:
                raise self.refuse(
                    id_,
                    f"`hoogstens_maanden` is {maanden!r}",
                    "Een datum heeft een aantal maanden als grens.",
                    "Vul het in.",
                )
            return Grens(hoogstens_maanden=maanden)
        minimum, maximum = (self.read_getal(vorm.get(n), id_, n) for n in ("minimum", "maximum"))
        if (minimum is None and maximum is None) or (None not in (minimum, maximum) and minimum > maximum):  # type: ignore[operator]
            self.fault(
                id_,
                f"de grens is {vorm!r}",
                "Daar kan geen enkel getal aan voldoen, of elk.",
                "Geef minimum of maximum.",
            )
        maat = self.find_maat(vorm.get("eenheid"), eenheden, id_)
        if maat and eenheden:
            eigen = eenheden[0]
            minimum, maximum = (
                g if g is None else round_getal((g * maat.factor + maat.plus - eigen.plus) / eigen.factor)
                for g in (minimum, maximum)
            )
        return Grens(minimum, maximum, eenheden[0].code if eenheden else "")

    def find_maat(self, geschreven: Any, eenheden: tuple[Eenheidsmaat, ...], id_: str) -> Eenheidsmaat | None:
        if not geschreven:
            return eenheden[0] if eenheden else None
        bekend = find_eenheid(str(geschreven))
        if maat := next((e for e in eenheden if bekend and e.code == bekend.code), None):
            return maat
        eigen = eenheden[0].code if eenheden else "geen eenheid"
        self.fault(id_, f"de grens staat in {geschreven} en de vraag vraagt {eigen}",
                   "Die twee zijn niet in elkaar om te rekenen.", "Geef de grens in een eenheid van dezelfde grootheid.")  # fmt: skip
        return None

    def make_bevinding(self, vorm: Any, norm: Norm | None, id_: str) -> dict[str, Bevindingsregel]:
        if vorm is None:
            return {}
        if not isinstance(vorm, dict):
            raise self.refuse(
                id_,
                f"`bevinding` is {vorm!r}",
                "Bij elk antwoord hoort een resultaat.",
                "Schrijf `bevinding: {ja: nageleefd, nee: overtreden}`.",
            )
        if norm is None:
            self.fault(
                id_,
                "er is een bevinding en geen norm",
                "Een bevinding rust altijd op een norm.",
                "Vul `norm` in.",
            )
        return {str(antwoord): self.make_regel(regel, id_) for antwoord, regel in vorm.items()}

    def make_regel(self, vorm: Any, id_: str) -> Bevindingsregel:
        regel = vorm if isinstance(vorm, dict) else {"resultaat": vorm}
        self.check_namen(regel, REGEL, id_, "een bevinding")
        gevolg, gedrag, seveso = (str(regel.get(n) or "") for n in ("gevolg", "gedrag", "sevesocategorie"))
        return Bevindingsregel(
            resultaat=self.read_keuze(regel.get("resultaat"), RESULTATEN, id_, "resultaat"),
            toelichting=self.read_tekst(regel.get("toelichting"), id_, "`toelichting`"),
            gevolg=gevolg and self.read_keuze(gevolg, self.codes.gevolgen, id_, "gevolg"),
            gedrag=gedrag and self.read_keuze(gedrag, self.codes.gedragingen, id_, "gedrag"),
            sevesocategorie=seveso
            and self.read_keuze(seveso, self.codes.sevesocategorieen, id_, "sevesocategorie"),
        )
