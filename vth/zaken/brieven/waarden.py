"""Reading the value of every field for one letter, each with the record, the field and the rule it came from."""

from dataclasses import replace
from datetime import date

from vth.organisaties.selectors import find_naam
from vth.regelgeving.termijnen import Termijnuitkomst
from vth.register.models import Bronobject, NatuurlijkPersoonVoorkomen
from vth.register.selectors import list_namen
from vth.register.weergave import derive_persoonsnaam
from vth.tijd import klok
from vth.tijd.rules import OPEN_DAG, Peilmoment
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen
from vth.vormgeving.opmaak import format_datum
from vth.zaken.besluitboeking import read_besluitsoort, read_datums, read_rechtsmiddeltermijn
from vth.zaken.models import Besluit, Zaak
from vth.zaken.selectors import list_zichtbare_onderwerpen, list_zichtbare_verzoeken, read_soort
from vth.zaken.termijnlezen import read_dwangsom, read_stand

from .clausule import derive_clausule
from .kamers import Briefbron, list_briefkamers
from .velden import AANNAMES, VELDEN, Waarde

GEEN_BESLUIT = Waarde(reden="Deze brief hoort niet bij een besluit.")
NIET_HIER = Waarde(reden="Dit gegeven hoort niet bij waar deze brief over gaat.")


def read_alle_waarden(viewer: Viewer, bron: Briefbron) -> dict[str, Waarde]:
    """Read the value of every field for a letter, those of the rooms above too, as far as the viewer may see what it comes from."""
    waarden = read_waarden(viewer, bron)
    for kamer in list_briefkamers():
        gelezen = kamer.lees(viewer, bron)
        waarden |= {v.code: gelezen.get(v.code, NIET_HIER) for v in kamer.velden}
    return waarden


def read_waarden(viewer: Viewer, bron: Briefbron) -> dict[str, Waarde]:
    """Read the value of every field of the file itself, as far as the viewer may see what it comes from."""
    waarden = {
        "brief.datum": Waarde(format_datum(bron.verzending), "de dag van verzending die u koos"),
        AANNAMES: Waarde(nodig=False),
        **_read_zaak(bron.zaak),
        **_read_aanvrager(viewer, bron.zaak),
        **_read_verzoek(viewer, bron.zaak),
        **_read_ingebrekestelling(bron.zaak),
        **_read_besluit(bron),
    }
    return {veld.code: waarden[veld.code] for veld in VELDEN}


def _read_zaak(zaak: Zaak) -> dict[str, Waarde]:
    """Read what the zaak says."""
    op, wie = klok.today(), f"zaak {zaak.identificatie}"
    behandelaar = list_actornamen([zaak.behandelaar]).get(zaak.behandelaar, "") if zaak.behandelaar else ""
    return {
        "zaak.nummer": Waarde(zaak.identificatie, f"{wie}, nummer"),
        "zaak.omschrijving": Waarde(
            zaak.omschrijving, f"{wie}, omschrijving", reden="De zaak heeft geen omschrijving."
        ),
        "zaak.soort": Waarde(read_soort(zaak).naam, f"{wie}, zaaksoort"),
        "zaak.startdatum": Waarde(format_datum(zaak.startdatum), f"{wie}, begonnen op"),
        "zaak.laatste_dag": _read_laatste_dag(zaak),
        "zaak.behandelaar": Waarde(
            behandelaar, f"{wie}, behandelaar", reden="De zaak heeft geen behandelaar."
        ),
        "zaak.organisatie": Waarde(find_naam(zaak.leverancier, op), f"{wie}, organisatie"),
        "zaak.bevoegd_gezag": Waarde(find_naam(zaak.bevoegd_gezag, op), f"{wie}, bevoegd gezag"),
    }


def _read_laatste_dag(zaak: Zaak) -> Waarde:
    """Read the last day of the most urgent term that runs, with the rule it rests on."""
    termijn = zaak.termijnen.filter(voldaan_op=None, vervallen_op=None).order_by("laatste_dag").first()
    if termijn is None or termijn.laatste_dag == OPEN_DAG:
        return Waarde(nodig=False, reden="Er loopt nu geen termijn.")
    stand = read_stand(termijn, read_soort(zaak).get_termijn(termijn.code))
    return Waarde(
        format_datum(termijn.laatste_dag),
        f"zaak {zaak.identificatie}, termijn ‘{termijn.naam}’",
        regel=_write_regel(stand.uitkomst),
    )


def _write_regel(uitkomst: Termijnuitkomst) -> str:
    """Name the rules that a last day rests on."""
    return "; ".join(dict.fromkeys(grond.verwijzing for grond in uitkomst.gronden))


def say_termijnaanname(uitkomst: Termijnuitkomst, wat: str) -> tuple[str, ...]:
    """Say to who gets the letter that a last day rests on an assumption; nothing when it does not."""
    if uitkomst.zekerheid != "aanname":
        return ()
    return (f"De laatste dag {wat} rust op een aanname die nog niet aan de tekst van de wet is getoetst.",)


def _read_aanvrager(viewer: Viewer, zaak: Zaak) -> dict[str, Waarde]:
    """Read who asked, when the viewer may see that."""
    paren = list_zichtbare_onderwerpen(viewer, zaak.onderwerpen.filter(rol="aanvrager")[:1])
    if not paren:
        reden = "Bij de zaak is geen aanvrager genoemd die u mag zien."
        return {"aanvrager.naam": Waarde(nodig=False, reden=reden)}
    return {"aanvrager.naam": read_naam(paren[0][1])}


def read_naam(record: Bronobject) -> Waarde:
    """Read what somebody is called in a letter to him: a natural person by his own name, who is kept by key only."""
    nu, bron = Peilmoment(klok.today(), klok.now()), f"register, {record.soort} van {record.leverancier}"
    if record.soort != "natuurlijkpersoon":
        return Waarde(list_namen([record], nu)[record.pk], bron)
    rijen = NatuurlijkPersoonVoorkomen.objects.filter(bronobject=record).seen_at(nu)
    naam = derive_persoonsnaam(rijen.select_related("persoonsgegeven").first())
    return Waarde(naam, bron, personen=frozenset({record.pk}))


def _read_verzoek(viewer: Viewer, zaak: Zaak) -> dict[str, Waarde]:
    """Read the first that was handed in."""
    verzoek = list_zichtbare_verzoeken(viewer).filter(zaak=zaak).order_by("ontvangen_op", "id").first()
    if verzoek is None:
        reden = "Bij de zaak is geen verzoek vastgelegd."
        return {
            "verzoek.nummer": Waarde(nodig=False, reden=reden),
            "verzoek.ontvangen_op": Waarde(reden=reden),
        }
    return {
        "verzoek.nummer": Waarde(verzoek.verzoeknummer, f"verzoek {verzoek}, nummer"),
        "verzoek.ontvangen_op": Waarde(
            format_datum(verzoek.ontvangen_op), f"verzoek {verzoek}, ontvangen op"
        ),
    }


def _read_ingebrekestelling(zaak: Zaak) -> dict[str, Waarde]:
    """Read the last ingebrekestelling of the zaak, and what a late decision then costs."""
    for termijn in zaak.termijnen.order_by("-dag"):
        afspraak = read_soort(zaak).get_termijn(termijn.code)
        stand = read_stand(termijn, afspraak)
        dwangsom = read_dwangsom(termijn, afspraak, stand, op=klok.today())
        if stand.in_gebreke_op is not None and dwangsom is not None:
            wat = f"zaak {zaak.identificatie}, ingebrekestelling bij ‘{termijn.naam}’"
            regel = "; ".join(dict.fromkeys(g.verwijzing for g in dwangsom.gronden))
            return {
                "ingebrekestelling.ontvangen_op": Waarde(format_datum(stand.in_gebreke_op), wat),
                "ingebrekestelling.dwangsom_vanaf": Waarde(format_datum(dwangsom.eerste_dag), wat, regel),
                "ingebrekestelling.dwangsom_hoogstens": Waarde(f"€ {dwangsom.hoogstens}", wat, regel),
            }
    reden = "In deze zaak is geen ingebrekestelling vastgelegd."
    velden = ("ontvangen_op", "dwangsom_vanaf", "dwangsom_hoogstens")
    return {f"ingebrekestelling.{veld}": Waarde(reden=reden) for veld in velden}


def _read_besluit(bron: Briefbron) -> dict[str, Waarde]:
    """Read what the decision says."""
    besluit = bron.besluit
    if besluit is None:
        return {v.code: GEEN_BESLUIT for v in VELDEN if v.code.startswith("besluit.")}
    wie = f"besluit {besluit.identificatie}"
    overwegingen = [
        {"titel": o.titel, "omschrijving": o.omschrijving}
        for o in besluit.overwegingen.order_by("volgnummer")
    ]
    soort = read_besluitsoort(besluit.besluitsoort, klok.today(), besluit.bevoegd_gezag)
    velden: dict[str, Waarde] = {
        "nummer": Waarde(besluit.identificatie, f"{wie}, nummer"),
        "omschrijving": Waarde(besluit.omschrijving, f"{wie}, omschrijving"),
        "soort": Waarde(soort.naam, f"{wie}, soort"),
        "tekst": Waarde(besluit.tekst, f"{wie}, tekst", reden="Het besluit heeft nog geen tekst."),
        "overwegingen": Waarde(overwegingen, f"{wie}, overwegingen", reden="Er zijn geen overwegingen."),
        "datum": _as_dag(besluit.besluitdatum, f"{wie}, genomen op", "Het besluit is nog niet ondertekend."),
        "rechtsmiddel": Waarde(besluit.get_rechtsmiddel_display(), f"{wie}, soort"),
        **_read_rechtsmiddel(bron, besluit, wie),
        **_read_ondertekening(besluit, wie),
    }
    return {f"besluit.{naam}": waarde for naam, waarde in velden.items()}


def _as_dag(dag: date | None, bron: str, reden: str) -> Waarde:
    """Give a day as a value."""
    return Waarde(format_datum(dag) if dag else "", bron, reden=reden)


def _read_rechtsmiddel(bron: Briefbron, besluit: Besluit, wie: str) -> dict[str, Waarde]:
    """Work out the last day of the remedy: from the day of sending as it is kept, else from the one that was chosen."""
    datums = read_datums(besluit)
    gekozen = datums.verzenddatum is None
    if gekozen:
        datums = replace(datums, verzenddatum=bron.verzending)
    verzonden = Waarde(
        format_datum(datums.verzenddatum or bron.verzending),
        "de dag van verzending die u koos" if gekozen else f"{wie}, verzonden op",
    )
    if besluit.rechtsmiddel == Besluit.Rechtsmiddel.GEEN:
        geen = Waarde(nodig=False, reden="Tegen dit besluit staat niets apart open.")
        return {"verzenddatum": verzonden, "rechtsmiddel_laatste_dag": geen, "rechtsmiddel_tekst": geen}
    uitkomst = read_rechtsmiddeltermijn(besluit, datums)
    if uitkomst is None or uitkomst.laatste_dag is None:
        reden = "De laatste dag is niet te bepalen: leg eerst vast vanaf wanneer het besluit ter inzage ligt."
        leeg = Waarde(reden=reden)
        return {"verzenddatum": verzonden, "rechtsmiddel_laatste_dag": leeg, "rechtsmiddel_tekst": leeg}
    regel, aannames = (
        _write_regel(uitkomst),
        say_termijnaanname(uitkomst, f"voor {besluit.get_rechtsmiddel_display()}"),
    )
    tekst = derive_clausule(
        besluit.rechtsmiddel,
        gezag=find_naam(besluit.bevoegd_gezag, klok.today()),
        nummer=besluit.identificatie,
        laatste_dag=uitkomst.laatste_dag,
    )
    return {
        "verzenddatum": verzonden,
        "rechtsmiddel_laatste_dag": Waarde(
            format_datum(uitkomst.laatste_dag), f"{wie}, {uitkomst.samenvatting}", regel, aannames=aannames
        ),
        "rechtsmiddel_tekst": Waarde(tekst, f"{wie}, rechtsmiddel en laatste dag", regel, aannames=aannames),
    }


def _read_ondertekening(besluit: Besluit, wie: str) -> dict[str, Waarde]:
    """Read who signed for whom."""
    if not besluit.ondertekend_door:
        reden = "Het besluit is nog niet ondertekend."
        return {"ondertekend_namens": Waarde(reden=reden), "ondertekening": Waarde(reden=reden)}
    naam = list_actornamen([besluit.ondertekend_door])[besluit.ondertekend_door]
    regels = [besluit.ondertekend_namens, naam, format_datum(besluit.besluitdatum or klok.today())]
    regel = "; ".join(besluit.bevoegdheid.get("gronden", ()))
    return {
        "ondertekend_namens": Waarde(besluit.ondertekend_namens, f"{wie}, ondertekend namens", regel),
        "ondertekening": Waarde("\n".join(r for r in regels if r), f"{wie}, ondertekening", regel),
    }
