"""The page of one decision: its state, its text and how it came to be, its days, who agreed and who signed for whom."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from vth.organisaties.selectors import find_naam
from vth.tijd import klok
from vth.toegang.rules import Viewer, decide_handeling
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.onderdelen import Kenmerk, Kolom, Termijn
from vth.vormgeving.wettelijk import make_termijn

from .besluitboeking import read_besluitsoort, read_datums, read_rechtsmiddeltermijn
from .besluiten import ONDERTEKENEN, OPEN, SCHRIJVEN
from .conceptintrekking import Intrekking, find_intrekking
from .goedkeuringen import GOEDKEUREN
from .models import Besluit, Besluitversie, Goedkeuring
from .selectors import get_besluit
from .weergave import get_besluittoestand

DATUMNAMEN = (
    ("besluitdatum", "Genomen op"),
    ("verzenddatum", "Verzonden op"),
    ("ter_inzage_vanaf", "Ter inzage vanaf"),
    ("ter_inzage_tot", "Ter inzage tot en met"),
    ("publicatiedatum", "Gepubliceerd op"),
    ("ingangsdatum", "Treedt in werking op"),
    ("vervaldatum", "Vervalt op"),
    ("rechtsmiddel_ingesteld_op", "Rechtsmiddel ingesteld op"),
    ("onherroepelijk_op", "Onherroepelijk op"),
)


PROCEDUREKOLOMMEN = (
    Kolom("soort", "Wat"),
    Kolom("ingesteld", "Ingesteld op", "datum"),
    Kolom("uitkomst", "Uitkomst", "toestand"),
    Kolom("afgedaan", "Afgedaan op", "datum"),
    Kolom("toelichting", "Toelichting"),
)


@dataclass(frozen=True)
class Besluitpagina:
    """Everything that the page of a decision shows."""

    besluit: Besluit
    toestand: tuple[str, str]
    zaak_url: str
    kenmerken: tuple[Kenmerk, ...]
    rechtsmiddel: Termijn | None
    overwegingen: tuple[Any, ...]
    versies: tuple[dict[str, Any], ...]
    eerste: Besluitversie | None
    laatste: Besluitversie | None
    is_herzien: bool
    goedkeuringen: tuple[dict[str, Any], ...]
    open_: Goedkeuring | None
    opmerkingen: tuple[dict[str, Any], ...]
    procedures: tuple[dict[str, Any], ...]
    mag: frozenset[str]
    intrekking: Intrekking | None
    procedurekolommen: tuple[Kolom, ...] = PROCEDUREKOLOMMEN


def make_besluitpagina(viewer: Viewer, besluit_id: Any) -> Besluitpagina:
    """Put the page of a decision together. Raises BestaatNietError."""
    besluit = get_besluit(viewer, besluit_id)
    versies = list(besluit.versies.order_by("volgnummer"))
    gevraagd = list(besluit.goedkeuringen.select_related("versie").order_by("gevraagd_op"))
    opmerkingen = list(besluit.opmerkingen.select_related("versie").order_by("op"))
    namen = list_actornamen(
        {v.door for v in versies}
        | {o.door for o in opmerkingen}
        | {w for g in gevraagd for w in (g.door, g.gevraagd_door, g.gevraagd_aan, g.namens)}
        | {besluit.ondertekend_door}
    )
    eerste = gevraagd[0].versie if gevraagd else versies[0] if versies else None
    laatste = versies[-1] if versies else None
    uitkomst = read_rechtsmiddeltermijn(besluit, read_datums(besluit))
    return Besluitpagina(
        besluit=besluit,
        toestand=get_besluittoestand(besluit),
        zaak_url=reverse("zaken:zaak", args=[besluit.zaak_id]) if besluit.zaak_id else "",
        kenmerken=tuple(_list_kenmerken(besluit, namen)),
        rechtsmiddel=make_termijn(uitkomst) if uitkomst else None,
        overwegingen=tuple(besluit.overwegingen.order_by("volgnummer")),
        versies=tuple({"nummer": v.volgnummer, "door": namen[v.door], "op": v.op} for v in versies),
        eerste=eerste,
        laatste=laatste,
        is_herzien=bool(eerste and laatste and eerste.tekst != laatste.tekst),
        goedkeuringen=tuple(_make_goedkeuring(g, namen) for g in gevraagd),
        open_=next((g for g in gevraagd if g.uitkomst == "gevraagd"), None),
        opmerkingen=tuple(
            {"door": namen[o.door], "op": o.op, "tekst": o.tekst, "versie": o.versie.volgnummer}
            for o in opmerkingen
        ),
        procedures=tuple(_list_procedures(besluit)),
        mag=_list_mag(viewer, besluit),
        intrekking=find_intrekking(besluit),
    )


def _list_procedures(besluit: Besluit) -> list[dict[str, Any]]:
    """List what was done against a decision, and how it ended."""
    return [
        {
            "id": p.pk,
            "soort": str(p.get_soort_display()),
            "ingesteld": p.ingesteld_op,
            "loopt": not p.uitkomst,
            "uitkomst": ("goed", str(p.get_uitkomst_display())) if p.uitkomst else ("bezig", "loopt"),
            "afgedaan": p.afgedaan_op,
            "toelichting": p.toelichting,
        }
        for p in besluit.procedures.order_by("ingesteld_op", "id")
    ]


def _list_mag(viewer: Viewer, besluit: Besluit) -> frozenset[str]:
    """List what the viewer may do here: write, approve, sign; as far as the state lets him."""
    rechten = (("schrijven", SCHRIJVEN), ("goedkeuren", GOEDKEUREN), ("ondertekenen", ONDERTEKENEN))
    mag = {naam for naam, recht in rechten if decide_handeling(viewer, recht, namens=besluit.leverancier).mag}
    if decide_handeling(viewer, ONDERTEKENEN, namens=besluit.bevoegd_gezag).mag:
        mag.add("ondertekenen")
    if besluit.staat not in OPEN:
        mag -= {"goedkeuren", "ondertekenen"}
    return frozenset(mag)


def _list_kenmerken(besluit: Besluit, namen: dict[str, str]) -> list[Kenmerk]:
    """List what the decision is, its days, and who signed for whom by which power."""
    op = besluit.besluitdatum or klok.today()
    soort = read_besluitsoort(besluit.besluitsoort, op, besluit.bevoegd_gezag, besluit.leverancier)
    kenmerken = [
        Kenmerk("Soort", soort.naam),
        Kenmerk("Bevoegd gezag", find_naam(besluit.bevoegd_gezag, op)),
        Kenmerk("Rechtsmiddel", besluit.get_rechtsmiddel_display()),
    ]
    kenmerken += [
        Kenmerk(label, getattr(besluit, veld)) for veld, label in DATUMNAMEN if getattr(besluit, veld)
    ]
    if besluit.ondertekend_door:
        kenmerken += [
            Kenmerk("Ondertekend door", namen[besluit.ondertekend_door]),
            Kenmerk("Namens", besluit.ondertekend_namens),
            Kenmerk("Bevoegdheid", besluit.bevoegdheid.get("reden", "")),
        ]
        if besluit.bevoegdheid.get("genoemd"):
            kenmerken.append(Kenmerk("Genoemde bevoegdheid", besluit.bevoegdheid["genoemd"]))
        if stukken := besluit.bevoegdheid.get("stukken"):
            zin = "; ".join(
                f"{s['document']} versie {s['versie']} (sha256 {s['sha256'][:12]}…)" for s in stukken
            )
            kenmerken.append(Kenmerk("Brief die voorlag", zin))
        if besluit.bevoegdheid.get("gronden"):
            kenmerken.append(Kenmerk("Rust op", "; ".join(besluit.bevoegdheid["gronden"])))
    return kenmerken


def _make_goedkeuring(g: Goedkeuring, namen: dict[str, str]) -> dict[str, Any]:
    """Say what became of one request."""
    return {
        "versie": g.versie.volgnummer,
        "gevraagd_door": namen[g.gevraagd_door],
        "gevraagd_aan": namen[g.gevraagd_aan] or "wie het recht heeft",
        "gevraagd_op": g.gevraagd_op,
        "uitkomst": g.get_uitkomst_display(),
        "code": {"akkoord": "goed", "terug": "aandacht", "gevraagd": "wacht"}.get(g.uitkomst, "neutraal"),
        "door": namen[g.door],
        "namens": namen[g.namens],
        "op": g.op,
        "opmerking": g.opmerking,
    }
