"""The page of the merger explorer: what the chosen diensten would be as one, and the divisions that a search found, side by side."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import list_namen
from vth.register.weergave import shorten_organisatie
from vth.tijd import klok
from vth.toegang.rules import Viewer
from vth.vormgeving.onderdelen import Grafiek, Kolom, Uitleg
from vth.vormgeving.opmaak import format_datum, format_getal, format_tijdstip

from .afstanden import find_afstandenlijst
from .forms import FusieForm
from .fusie.model import (
    Aannamen,
    Dienst,
    FusieError,
    Groep,
    Indeling,
    find_weg_km,
    measure_afstand_km,
    measure_reis_m,
)
from .fusie.samen import derive_groep
from .kaart import Gebied, make_kaart
from .kader import Kader
from .models import Ronde, Verkenning
from .selectors import list_opengesteld, list_zetels, read_kader_van
from .verkennen import SECONDEN, list_eigen, read_indelingen, read_kader_en_diensten
from .weergave import make_uitleg, name_diensten, say_uitkomst

CRITERIUMKOLOMMEN = (
    Kolom("naam", "Criterium"),
    Kolom("waarde", "Samen"),
    Kolom("toestand", "Tegen de norm", "toestand"),
)
GROEPKOLOMMEN = (
    Kolom("naam", "Diensten"),
    Kolom("toestand", "Oordeel bij deze cijfers", "toestand"),
    Kolom("deelnemers", "Deelnemers", "getal"),
    Kolom("zetel", "Zetel"),
    Kolom("km", "Reis naar de zetel (km)", "getal"),
    Kolom("provincies", "Provincies"),
    Kolom("gebroken", "Gebroken veiligheidsregio's"),
    Kolom("kosten", "Eenmalig (euro)", "getal"),
)
EERDERKOLOMMEN = (
    Kolom("naam", "Gevraagd op"),
    Kolom("stand", "Stand", "toestand"),
    Kolom("aannamen", "Andere aannamen dan gewoonlijk"),
    Kolom("fusies", "Fusies", "getal"),
    Kolom("onnatuurlijk", "Punten tegen", "getal"),
    Kolom("niet", "Blijft niet robuust"),
)
AFSTANDKOLOMMEN = (
    Kolom("van", "Van"),
    Kolom("naar", "Naar"),
    Kolom("km", "Reis (km)", "getal", decimalen=1),
    Kolom("recht", "Rechte lijn (km)", "getal", decimalen=1),
    Kolom("hoe", "Hoe bepaald"),
)
INDELINGKOLOMMEN = (
    Kolom("naam", "Indeling"),
    Kolom("fusies", "Fusies", "getal"),
    Kolom("onnatuurlijk", "Punten tegen", "getal"),
    Kolom("niet", "Blijft niet robuust"),
    Kolom("groepen", "Wie samen"),
)


MEESTE_EERDER = 10
VERKENSTANDEN: Mapping[str, tuple[str, str]] = {
    Verkenning.Stand.WACHT: ("bezig", "er wordt gezocht"),
    Verkenning.Stand.KLAAR: ("goed", "klaar"),
    Verkenning.Stand.MISLUKT: ("fout", "niet gelukt"),
}


@dataclass(frozen=True)
class Fusiepagina:
    """Everything that the page of the explorer shows."""

    ronde: Ronde
    form: FusieForm
    zoekform: FusieForm
    groep: Groep | None
    groeprijen: tuple[dict[str, Any], ...]
    criteria: tuple[dict[str, Any], ...]
    na_fusie: tuple[str, ...]
    kaart: Grafiek | None
    diensten: int
    afstanden: tuple[dict[str, Any], ...]
    afstandzin: str
    opengesteld: tuple[str, ...]
    dicht: tuple[str, ...]
    uitleg: Uitleg
    dubbel: tuple[str, ...]
    eerder: tuple[dict[str, Any], ...]
    eerderkolommen: tuple[Kolom, ...] = EERDERKOLOMMEN
    criteriumkolommen: tuple[Kolom, ...] = CRITERIUMKOLOMMEN
    groepkolommen: tuple[Kolom, ...] = GROEPKOLOMMEN
    afstandkolommen: tuple[Kolom, ...] = AFSTANDKOLOMMEN


@dataclass(frozen=True)
class Verkenningpagina:
    """Everything that the page of a search shows."""

    verkenning: Verkenning
    ronde: Ronde
    aannamen: tuple[tuple[str, Any], ...]
    rijen: tuple[dict[str, Any], ...]
    gekozen: int
    groepen: tuple[dict[str, Any], ...]
    kaart: Grafiek | None
    hopeloos: tuple[tuple[str, str], ...]
    stil: bool
    kolommen: tuple[Kolom, ...] = INDELINGKOLOMMEN
    groepkolommen: tuple[Kolom, ...] = GROEPKOLOMMEN


def make_fusiepagina(viewer: Viewer, ronde: Ronde, vraag: Any) -> Fusiepagina:
    """Put the page together for the diensten and assumptions that an address asks for; a mistake in it is told in the form."""
    kader, diensten = read_kader_en_diensten(viewer, ronde)
    namen = name_diensten({d.code for d in diensten}, ronde)
    criteria = [(c.code, c.titel) for c in kader.criteria]
    keuzes: dict[str, Any] = {"diensten": sorted(namen.items(), key=lambda p: p[1]), "criteria": criteria}
    form = FusieForm(vraag, **keuzes)
    groep = None
    if form.is_valid() and form.cleaned_data["diensten"]:
        try:
            per_code = {d.code: d for d in diensten}
            aannamen = form.read_aannamen()
            eisen = aannamen.list_eisen(kader.eisen)
            groep = derive_groep(form.cleaned_data["diensten"], per_code, eisen, aannamen)
        except FusieError as fout:
            form.add_error(None, str(fout))
    delen = [d for d in diensten if groep and d.code in groep.diensten]
    gekozen, open_ = groep.diensten if groep else (), list_opengesteld()
    return Fusiepagina(
        ronde=ronde,
        form=form,
        zoekform=FusieForm(vraag, auto_id=False, **keuzes),
        groep=groep,
        groeprijen=(_make_groeprij(groep, namen),) if groep else (),
        criteria=tuple(_list_criteria(groep, kader)) if groep else (),
        na_fusie=tuple(c.na_fusie for c in kader.criteria if c.na_fusie) if len(gekozen) > 1 else (),
        kaart=_make_kaart(ronde, diensten, namen, [gekozen] if groep else [], "Wie samengaat"),
        diensten=len(diensten),
        afstanden=tuple(_list_afstanden(delen, groep.zetel, form.read_aannamen(), namen)) if groep else (),
        afstandzin=_say_afstanden(viewer, {d.code for d in diensten} - list_zetels(ronde.peildatum).keys()),
        dubbel=_list_dubbel(delen, ronde),
        eerder=tuple(
            _make_eerder(v, dict(criteria), namen) for v in list_eigen(viewer, ronde)[:MEESTE_EERDER]
        ),
        opengesteld=tuple(sorted(namen[code] for code in open_ & namen.keys())),
        uitleg=make_uitleg(kader, "Waarop de normen rusten"),
        dicht=tuple(sorted(namen[code] for code in namen.keys() - open_)),
    )


def make_verkenningpagina(verkenning: Verkenning, nummer: int) -> Verkenningpagina:
    """Put the page of a search together, with division `nummer` (from 1) drawn; a number that is not there is the first."""
    ronde = verkenning.ronde
    titels = {c.code: c.titel for c in read_kader_van(ronde).criteria}
    indelingen = read_indelingen(verkenning)
    codes = {rij["code"] for rij in verkenning.grondslag["diensten"]}
    namen = name_diensten(codes, ronde)
    gekozen = nummer if 1 <= nummer <= len(indelingen) else 1
    deze = indelingen[gekozen - 1] if indelingen else None
    samen = [groep for groep in deze.groepen if len(groep.diensten) > 1] if deze else []
    beelden = [Dienst(code=code, naam=namen[code], metingen={}) for code in sorted(codes)]
    adres = reverse("monitoring:verkenning", args=[verkenning.pk])
    return Verkenningpagina(
        verkenning=verkenning,
        ronde=ronde,
        # The longest search, and as long again for what stood before it.
        stil=verkenning.stand == Verkenning.Stand.WACHT
        and klok.now() - verkenning.gevraagd_op > timedelta(seconds=2 * SECONDEN),
        aannamen=tuple(_say_aannamen(verkenning.aannamen, titels)),
        rijen=tuple(_make_indelingrij(n, i, namen, adres) for n, i in enumerate(indelingen, 1)),
        gekozen=gekozen,
        groepen=tuple(_make_groeprij(groep, namen) for groep in samen),
        kaart=_make_kaart(ronde, beelden, namen, [g.diensten for g in samen], f"Indeling {gekozen}")
        if deze
        else None,
        hopeloos=tuple(
            (
                namen[code],
                ", ".join(titels.get(c, c) for c in criteria) or "elk criterium kan, maar niet alle tegelijk",
            )
            for code, criteria in verkenning.uitkomst.get("hopeloos", {}).items()
        ),
    )


def _list_afstanden(
    delen: Sequence[Dienst], zetel: str, aannamen: Aannamen, namen: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Say how far it is from each dienst to the seat, and how that was found."""
    naar = next(d for d in delen if d.code == zetel)
    return [
        {
            "van": namen[van.code],
            "naar": namen[zetel],
            "km": measure_reis_m(van, naar, aannamen.omrijfactor) / 1000,
            "recht": measure_afstand_km(van, naar),
            "hoe": f"rechte lijn, keer {format_getal(aannamen.omrijfactor)}"
            if find_weg_km(van, naar) is None
            else "over de weg, opgegeven",
        }
        for van in delen
        if van is not naar
    ]


def _list_dubbel(delen: Sequence[Dienst], ronde: Ronde) -> tuple[str, ...]:
    """Name who takes part in more than one of these diensten: in the union they are one, in figures that are added up they count for each."""
    telling = Counter(code for d in delen for code in d.deelnemers)
    vaker = [code for code, keer in telling.items() if keer > 1]
    return tuple(sorted(list_namen(vaker, ronde.peildatum).values()))


def _make_eerder(
    verkenning: Verkenning, titels: Mapping[str, str], namen: Mapping[str, str]
) -> dict[str, Any]:
    """Give an earlier search as a row: what was assumed otherwise, and what its best division is."""
    gewoon = dict(_say_aannamen(_as_rij(Aannamen()), titels))
    anders = [f"{k}: {w}" for k, w in _say_aannamen(verkenning.aannamen, titels) if gewoon.get(k) != w]
    beste = next(iter(read_indelingen(verkenning, 1)), None)
    return {
        "naam": format_tijdstip(verkenning.gevraagd_op),
        "url": reverse("monitoring:verkenning", args=[verkenning.pk]),
        "stand": VERKENSTANDEN[verkenning.stand],
        "aannamen": "; ".join(anders) or "geen",
        "fusies": beste.fusies if beste else None,
        "onnatuurlijk": beste.onnatuurlijk if beste else None,
        "niet": ", ".join(shorten_organisatie(namen.get(c, c)) for c in beste.niet_robuust) if beste else "",
    }


def _as_rij(aannamen: Aannamen) -> dict[str, Any]:
    """Give assumptions as a search keeps them."""
    return {naam: list(w) if isinstance(w, tuple) else w for naam, w in vars(aannamen).items()}


def _say_afstanden(viewer: Viewer, zonder_zetel: Collection[str]) -> str:
    """Say how distances are found."""
    lijst = find_afstandenlijst(viewer)
    zin = "Een afstand is de rechte lijn tussen twee zetels, keer hoeveel langer de weg is; dat laatste is een aanname die u hieronder kunt veranderen."
    if zonder_zetel:
        zin += " Van diensten waarvan de zetel niet is opgegeven, telt het midden van het werkgebied."
    if lijst is None:
        return zin
    return f"{zin} Van {len(lijst.regels)} paren telt de afstand over de weg die uw organisatie opgaf op {format_datum(lijst.op)} ({lijst.bron})."


def _list_criteria(groep: Groep, kader: Kader) -> list[dict[str, Any]]:
    noemers = {(eis.criterium, eis.teller): eis.noemer for eis in kader.eisen}
    titels = {c.code: c.titel for c in kader.criteria}
    rijen = []
    for u in groep.uitkomsten:
        meer = sum(v.criterium == u.criterium for v in groep.uitkomsten) > 1
        wat = f"{titels[u.criterium]}: {kader.metingen[u.teller].naam}" if meer else titels[u.criterium]
        goed = (
            ("goed", "gehaald")
            if u.voldoet
            else ("neutraal", "onbekend")
            if u.waarde is None
            else ("fout", "niet gehaald")
        )
        rijen.append(
            {"naam": wat, "waarde": say_uitkomst(u, kader, noemers[u.criterium, u.teller]), "toestand": goed}
        )
    return rijen


def _join(codes: Sequence[str], namen: Mapping[str, str]) -> str:
    return " + ".join(shorten_organisatie(namen[code]) for code in codes)


def _make_groeprij(groep: Groep, namen: Mapping[str, str]) -> dict[str, Any]:
    return {
        "naam": _join(groep.diensten, namen),
        "toestand": ("goed", "robuust") if groep.robuust else ("fout", "niet robuust"),
        "deelnemers": len(groep.deelnemers) or None,
        "zetel": shorten_organisatie(namen[groep.zetel]),
        "km": round(groep.reisafstand_km),
        "provincies": ", ".join(sorted(groep.provincies)),
        "gebroken": ", ".join(sorted(groep.gebroken_veiligheidsregios)),
        "kosten": groep.eenmalige_kosten,
    }


def _make_indelingrij(
    nummer: int, indeling: Indeling, namen: Mapping[str, str], adres: str
) -> dict[str, Any]:
    samen = [_join(g.diensten, namen) for g in indeling.groepen if len(g.diensten) > 1]
    return {
        "naam": f"Indeling {nummer}",
        "url": f"{adres}?indeling={nummer}",
        "fusies": indeling.fusies,
        "onnatuurlijk": indeling.onnatuurlijk,
        "niet": ", ".join(shorten_organisatie(namen[code]) for code in indeling.niet_robuust),
        "groepen": "; ".join(samen),
    }


def _say_aannamen(aannamen: Mapping[str, Any], titels: Mapping[str, str]) -> list[tuple[str, Any]]:
    velden = FusieForm.base_fields
    leeg = vars(Aannamen())
    zinnen = []
    for naam, waarde in aannamen.items():
        if isinstance(waarde, list):
            tekst = ", ".join(titels.get(code, code) for code in waarde) or "geen"
        else:
            tekst = (
                ("ja" if waarde else "nee")
                if isinstance(leeg[naam], bool)
                else format_getal(float(waarde), 0 if float(waarde).is_integer() else 2)
            )
        zinnen.append((str(velden[naam].label), tekst))
    return zinnen


def _make_kaart(
    ronde: Ronde,
    diensten: Sequence[Dienst],
    namen: Mapping[str, str],
    groepen: Sequence[Sequence[str]],
    titel: str,
) -> Grafiek | None:
    """Draw who goes together: each group has its letter in the word, its areas a strong edge."""
    letter = {code: chr(65 + nummer % 26) for nummer, groep in enumerate(groepen) for code in groep}
    gebieden = [
        Gebied(
            d.code,
            namen[d.code],
            "bezig" if d.code in letter else "neutraal",
            f"groep {letter[d.code]}" if d.code in letter else "blijft alleen",
            letter.get(d.code, ""),
        )
        for d in diensten
    ]
    return make_kaart(titel, gebieden, ronde.peildatum, bron="Open VTH")
