"""What taking a proposal over does, per kind: the part it makes or adds to. What is there already in the same words is left as it is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from vth.regelgeving.dagen import as_dagtekst
from vth.tijd import klok
from vth.toegang.rules import Viewer

from .agendapunten import put_mijlpaal
from .boeking import (
    add_bijdragen,
    add_onderdeel,
    add_planning,
    add_versie,
    find_vrije_sleutel,
    lock_bijdrage,
)
from .lezen.uitkomst import STANDEN
from .models import Bijdrage, Onderdeel, Planning, Programma, Voorstelregel
from .rondes import add_tekst
from .rules import (
    GEPLAND,
    ONBEKEND,
    SOORTEN,
    TE_SCHRIJVEN,
    VoortgangError,
    check_inhoud,
    derive_gelijk,
)
from .selectors import find_eigenaar, find_vorige, read_vers_beeld
from .verband import check_samenhang
from .wanneer import Wanneer, read_json

Velden = Mapping[str, Any]
Tegen = list[dict[str, str]]
Uitkomst = tuple[Onderdeel | None, Tegen]
ALS_TITEL = {"risico": "tekst", "samenhang": "tekst", "besluit": "onderwerp"}
VASTGESTELD = ("vastgesteld", "geaccordeerd", "ingestemd", "goedgekeurd", "besloten", "akkoord")
EERSTE_REDEN = "Eerder zo gepland, zegt het rapport."


@dataclass(frozen=True)
class Wachtkeuze:
    """Who waits for whom in what a report says hangs together: `van` for `naar`, or `naar` for `van`; and how many days at least lie between."""

    wie: str
    dagen: int = 0


WACHTENDEN = ("van", "naar")


def read_wachtkeuze(wie: str, dagen: str) -> Wachtkeuze | None:
    """Read who waits as a form gives it; None where nobody waits. Raises VoortgangError for what cannot be."""
    if not wie:
        return None
    if wie not in WACHTENDEN:
        raise VoortgangError(
            f"‘{wie[:20]}’ kan niet wachten. Kies ‘van’ (het eerste wacht op het tweede) of ‘naar’ (het tweede wacht op het eerste)."
        )
    getal = dagen.strip() or "0"
    if not re.fullmatch(r"[0-9]{1,4}", getal):
        raise VoortgangError(
            f"Dagen ertussen: ‘{getal[:20]}’ kan niet. Geef een heel getal van 0 tot en met 3650."
        )
    return Wachtkeuze(wie, int(getal))


def take_over(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, wacht: Wachtkeuze | None = None
) -> Uitkomst:
    """Take a proposal over; gives the part it is about, and what does not agree with what was known. With `wacht` a coherence is a dependency.

    Raises VoortgangError for a kind that does not exist, fields that cannot be, a parent that was not taken over, and a dependency that cannot be.
    """
    if wacht is not None:
        return _do_afhankelijk(viewer, programma, regel, wacht), []
    ouder = _find_ouder(programma, regel)
    doe = HANDELING.get(regel.soort)
    if doe is None:
        raise VoortgangError(f"De soort ‘{regel.soort}’ kan Open VTH niet overnemen.")
    return doe(viewer, programma, regel, _climb(regel.soort, ouder))


def _find_ouder(programma: Programma, regel: Voorstelregel) -> Onderdeel | None:
    """Find the part that a proposal hangs under: by its key, or what an earlier proposal with that key became."""
    if regel.ouder in ("", "r"):
        return None
    ouder = programma.onderdelen.filter(sleutel=regel.ouder).first()
    if ouder is None:
        boven = regel.inlezing.voorstellen.filter(sleutel=regel.ouder).select_related("onderdeel").first()
        ouder = boven.onderdeel if boven else None
        if ouder is None:
            wat = boven.velden.get("titel") or regel.ouder if boven else regel.ouder
            raise VoortgangError(
                f"Dit hoort onder ‘{wat}’, en dat is nog niet overgenomen. Neem dat eerst over."
            )
    return ouder


def _climb(soort: str, ouder: Onderdeel | None) -> Onderdeel | None:
    """Give the nearest part above under which a kind can hang; a text finds its own place."""
    vorm = SOORTEN.get(soort)
    while vorm is not None and ouder is not None and ouder.soort not in vorm.onder:
        ouder = ouder.ouder
    return ouder


def _get_dag(regel: Voorstelregel) -> date:
    """Give since when what a report says is known: its day, or today when that is still to come."""
    return min(regel.inlezing.ronde.peildatum, klok.today())


def _do_niets(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, ouder: Onderdeel | None
) -> Uitkomst:
    """The header and the legend are how the programme is made up: they are held against it, and add nothing."""
    return None, []


def _do_genummerd(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, ouder: Onderdeel | None
) -> Uitkomst:
    """A pijler, topic or action is the one with its key: new, or called otherwise from now on."""
    titel = str(regel.velden.get("titel") or "").strip() or f"Zonder titel ({regel.sleutel})"
    inhoud = _read_inhoud(regel, titel)
    bestaand = programma.onderdelen.filter(sleutel=regel.sleutel).first()
    _check_onder(regel.soort, ouder)
    if bestaand is None:
        return _add(viewer, programma, regel, ouder, regel.sleutel, titel, inhoud), []
    laatste = bestaand.versies.order_by("-volgnummer")[0]
    # When something was first reported is what the first report said.
    samen = inhoud | laatste.inhoud | {k: v for k, v in inhoud.items() if k != "eerst_gemeld"}
    if laatste.vervallen or derive_gelijk(laatste.titel) != derive_gelijk(titel) or samen != laatste.inhoud:
        add_versie(
            viewer,
            bestaand,
            titel=titel,
            inhoud=samen,
            partij=laatste.partij,
            bekend_op=max(_get_dag(regel), laatste.bekend_op),
            zin=regel.zin,
            reden=f"Zo staat het in {regel.inlezing.bestandsnaam}."[:1000],
        )
    return bestaand, []


def _do_los(viewer: Viewer, programma: Programma, regel: Voorstelregel, ouder: Onderdeel | None) -> Uitkomst:
    """Other parts are the same when they say the same under the same parent; coherence needs both its ends."""
    for kant in ("van", "naar") if regel.soort == "samenhang" else ():
        sleutel = str(regel.velden.get(kant) or "")
        if not programma.onderdelen.filter(sleutel=sleutel).exists():
            raise VoortgangError(
                f"Dit gaat over ‘{sleutel}’, en dat is nog niet overgenomen. Neem dat eerst over."
            )
    return _find_of_maak(viewer, programma, regel, ouder)[0], []


def _do_afhankelijk(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, wacht: Wachtkeuze
) -> Onderdeel:
    """Take a coherence over as a dependency: what is waited for goes before what waits; one that is there as a point of contact becomes it."""
    if regel.soort != "samenhang":
        raise VoortgangError(
            "Alleen van samenhang kan worden vastgelegd wie op wie wacht. Laat dat hier leeg."
        )
    onderdeel, _ = _do_los(viewer, programma, regel, None)
    assert onderdeel is not None
    laatste = onderdeel.versies.order_by("-volgnummer")[0]
    een, ander = str(regel.velden["van"]), str(regel.velden["naar"])
    kanten = {"van": ander, "naar": een} if wacht.wie == "van" else {"van": een, "naar": ander}
    inhoud = check_inhoud(
        "samenhang", laatste.titel, {**kanten, "aard": "afhankelijk", "dagen": wacht.dagen or ""}
    )
    check_samenhang(read_vers_beeld(programma), inhoud, onderdeel.pk)
    add_versie(
        viewer,
        onderdeel,
        titel=laatste.titel,
        inhoud=inhoud,
        partij=laatste.partij,
        bekend_op=max(_get_dag(regel), laatste.bekend_op),
        zin=regel.zin,
        reden=f"Bij het overnemen uit {regel.inlezing.bestandsnaam} vastgelegd wie wacht."[:1000],
    )
    return onderdeel


def _find_of_maak(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, ouder: Onderdeel | None
) -> tuple[Onderdeel, bool]:
    _check_onder(regel.soort, ouder)
    veld = ALS_TITEL.get(regel.soort, "titel")
    titel = str(regel.velden.get(veld) or regel.velden.get("titel") or regel.zin).strip()
    kanten = {str(regel.velden.get(kant)) for kant in ("van", "naar")} if regel.soort == "samenhang" else None
    bestaand = find_gelijk(programma, regel.soort, ouder, titel, kanten)
    if bestaand is not None:
        return bestaand, False
    sleutel = find_vrije_sleutel(programma, regel.soort, ouder)
    return _add(viewer, programma, regel, ouder, sleutel, titel, _read_inhoud(regel, titel)), True


def find_gelijk(
    programma: Programma, soort: str, ouder: Onderdeel | None, titel: str, kanten: set[str] | None = None
) -> Onderdeel | None:
    """Find a part of a kind under the same parent whose title, as it is last, says the same; a coherence has the same ends as well."""
    gezocht = derive_gelijk(titel)
    for deel in programma.onderdelen.filter(soort=soort, ouder=ouder):
        laatste = deel.versies.order_by("-volgnummer")[0]
        if laatste.vervallen or derive_gelijk(laatste.titel) != gezocht:
            continue
        if kanten is None or {str(laatste.inhoud.get(kant)) for kant in ("van", "naar")} == kanten:
            return deel
    return None


def _add(
    viewer: Viewer,
    programma: Programma,
    regel: Voorstelregel,
    ouder: Onderdeel | None,
    sleutel: str,
    titel: str,
    inhoud: Velden,
) -> Onderdeel:
    onderdeel = add_onderdeel(
        viewer,
        programma,
        soort=regel.soort,
        sleutel=sleutel,
        ouder=ouder,
        titel=titel,
        inhoud=inhoud,
        bekend_op=_get_dag(regel),
        zin=regel.zin,
    )
    add_bijdragen(programma, onderdeel)
    return onderdeel


def _check_onder(soort: str, ouder: Onderdeel | None) -> None:
    boven = ouder.soort if ouder else ""
    if boven not in SOORTEN[soort].onder:
        raise VoortgangError(
            f"Een {SOORTEN[soort].naam} kan niet onder {SOORTEN[boven].naam if boven else 'het programma zelf'} staan. Leg het zelf vast waar het hoort."
        )


def _read_inhoud(regel: Voorstelregel, titel: str) -> dict[str, Any]:
    """Give the fields of a proposal that its kind keeps, in the form in which it keeps them."""
    soort = SOORTEN[regel.soort]
    rij = {
        naam: waarde
        for naam, waarde in regel.velden.items()
        if soort.get_veld(naam) and waarde not in (None, "")
    }
    if "datum" in rij:
        dag = rij["datum"].get("tot") if isinstance(rij["datum"], dict) else rij["datum"]
        rij = {k: v for k, v in rij.items() if k != "datum"} | ({"datum": dag} if _is_dag(dag) else {})
    if regel.soort == "besluit":
        rij["aard"] = _derive_aard(str(regel.velden.get("aard") or ""))
    if regel.soort == "samenhang":
        rij["aard"] = "raakvlak"
    schoon = {k: v["tekst"] if isinstance(v, dict) else v for k, v in rij.items()}
    return check_inhoud(regel.soort, titel, schoon)


def _is_dag(waarde: Any) -> bool:
    try:
        date.fromisoformat(str(waarde))
    except ValueError:
        return False
    return True


def _derive_aard(tekst: str) -> str:
    """Give the kind of a decision as it is kept; what a report does not say is not filled in."""
    kaal = tekst.casefold()
    if "informatie" in kaal:
        return "ter informatie"
    return "vastgesteld" if any(w in kaal for w in VASTGESTELD) and "niet" not in kaal.split() else ""


def _do_mijlpaal(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, ouder: Onderdeel | None
) -> Uitkomst:
    """A milestone is the one with the same title; what is planned otherwise is a planning more, with the sentence as its reason."""
    mijlpaal, nieuw = _find_of_maak(viewer, programma, regel, ouder)
    wanneer, was = (_read_wanneer(regel.velden.get(naam)) for naam in ("wanneer", "was"))
    stand = str(regel.velden.get("stand") or ONBEKEND)
    if stand not in STANDEN:
        raise VoortgangError(f"De stand ‘{stand[:40]}’ bestaat niet. Kies uit: {', '.join(STANDEN)}.")
    dag = _get_dag(regel)
    tegen = _note_was(viewer, regel, mijlpaal, was, nieuw) if was else []
    nu = wanneer or Wanneer("onbekend", "")
    laatste = _find_eerder(mijlpaal, dag)
    bekend = (laatste.tekst, laatste.van, laatste.tot, laatste.stand) if laatste else None
    if bekend != (nu.tekst, nu.van, nu.tot, stand):
        reden = regel.zin[:1000] or f"Zo staat het in {regel.inlezing.bestandsnaam}."[:1000]
        add_planning(viewer, mijlpaal, nu, stand, bekend_op=dag, reden=reden, zin=regel.zin)
        put_mijlpaal(programma, mijlpaal, find_eigenaar(mijlpaal), nu, stand)
    return mijlpaal, tegen


def _note_was(viewer: Viewer, regel: Voorstelregel, mijlpaal: Onderdeel, was: Wanneer, nieuw: bool) -> Tegen:
    """Keep how a report says that a new milestone was planned before; of a known one give where that disagrees with what was known."""
    dag = _get_dag(regel)
    eerder = _find_eerder(mijlpaal, dag)
    if eerder is None and nieuw:
        vorige = find_vorige(regel.inlezing.ronde)
        bekend = min(vorige.peildatum, dag) if vorige else dag
        add_planning(viewer, mijlpaal, was, GEPLAND, bekend_op=bekend, reden=EERSTE_REDEN, zin=regel.zin)
    elif eerder and eerder.bekend_op < dag and (eerder.van, eerder.tot) != (was.van, was.tot):
        return [_make_tegen(regel, mijlpaal, eerder, was)]
    return []


def _find_eerder(mijlpaal: Onderdeel, dag: date) -> Planning | None:
    return mijlpaal.planningen.filter(bekend_op__lte=dag).order_by("-bekend_op", "-volgnummer").first()


def _make_tegen(regel: Voorstelregel, mijlpaal: Onderdeel, eerder: Planning, was: Wanneer) -> dict[str, str]:
    bron = f"{regel.inlezing.bestandsnaam}, regel {regel.regel}"
    return {
        "uitleg": f"Volgens dit rapport was het eerder gepland voor {was.tekst}; bekend was {eerder.tekst or 'geen dag'}.",
        "eerste_zin": eerder.zin or f"Gepland voor {eerder.tekst} ({eerder.stand}).",
        "eerste_bron": f"bekend op {as_dagtekst(eerder.bekend_op)}",
        "tweede_zin": regel.zin,
        "tweede_bron": bron,
        "sleutel": mijlpaal.sleutel,
    }


def _read_wanneer(waarde: Any) -> Wanneer | None:
    return read_json(waarde) if isinstance(waarde, dict) else None


def _do_tekst(
    viewer: Viewer, programma: Programma, regel: Voorstelregel, ouder: Onderdeel | None
) -> Uitkomst:
    """A paragraph goes under what its topic or chapter says in this round, once."""
    deel, voor = ouder, ""
    while deel is not None and deel.soort not in ("onderwerp", "hoofdstuk"):
        if deel.soort == "actie":
            letter = deel.versies.order_by("-volgnummer")[0].inhoud.get("letter")
            voor = f"({letter}) {voor}" if letter else voor
        deel = deel.ouder
    deel = deel or programma.onderdelen.filter(soort="hoofdstuk").order_by("id").first()
    bijdrage = Bijdrage.objects.filter(ronde=regel.inlezing.ronde, onderdeel=deel).first()
    if deel is None or bijdrage is None:
        raise VoortgangError("Er is in deze ronde geen bijdrage waar deze tekst bij hoort.")
    bijdrage = lock_bijdrage(bijdrage.pk, None)
    tekst = str(regel.velden.get("tekst") or "").strip()
    laatste = bijdrage.teksten.order_by("-volgnummer").first()
    nu = {"voortgang": laatste.voortgang if laatste else "", "planning": laatste.planning if laatste else ""}
    if not tekst or tekst in nu[regel.soort]:
        return deel, []
    if bijdrage.stand not in TE_SCHRIJVEN:
        raise VoortgangError(
            f"De bijdrage van deze ronde is {bijdrage.get_stand_display()}; er kan geen tekst meer bij."
        )
    nu[regel.soort] = f"{nu[regel.soort]}\n\n{voor}{tekst}".strip()
    add_tekst(viewer, bijdrage, nu["voortgang"], nu["planning"])
    return deel, []


HANDELING: Mapping[str, Callable[[Viewer, Programma, Voorstelregel, Onderdeel | None], Uitkomst]] = {
    "rapport": _do_niets,
    "legenda": _do_niets,
    **dict.fromkeys(("pijler", "onderwerp", "actie"), _do_genummerd),
    **dict.fromkeys(("risico", "besluit", "product", "tryout", "onderzoek", "samenhang"), _do_los),
    **dict.fromkeys(("voortgang", "planning"), _do_tekst),
    "mijlpaal": _do_mijlpaal,
}
