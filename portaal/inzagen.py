"""Who looked at what: the list for administrators, and the overview for a person about whom something is kept."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from vth.interface.invoer import InvoerError, Veldfout, read_volgorde
from vth.interface.lijstuitvoer import MEESTE, Lijst, Meegenomen, cut_meeste
from vth.interface.plaats import make_plaats, name_lijst, read_sleutel
from vth.logboek.models import Verwerking
from vth.organisaties.selectors import list_namen
from vth.tijd import klok
from vth.tijd.rules import AMSTERDAM
from vth.toegang.inzage import list_inzagen
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.toegang.selectors import list_actornamen, list_grondnamen
from vth.vormgeving.onderdelen import Filterveld, Kolom, make_volgordeveld
from vth.vormgeving.opmaak import format_tijdstip_iso, shorten

LIJST, PER_BLADZIJ, TELGRENS = "inzagen", 50, 1000
WAT = {
    "objecten.list": "Lijst van het register",
    "object.read": "Eén object",
    "geschiedenis.list": "Geschiedenis van één object",
    "gebeurtenissen.list": "Wijzigingen, door een programma",
    "ogc.list": "Kaartlaag",
    "ogc.read": "Eén object op een kaartlaag",
    "kaart.list": "Kaart",
    "start.read": "Startpagina",
    "toetsverslag.list": "Toetsverslag",
    "objecten.download": "Download van een lijst van het register",
    "toetsverslag.download": "Download van een toetsverslag",
    "geweigerd.download": "Download van geweigerde rijen",
    "terugmeldingen.list": "Lijst van terugmeldingen",
    "terugmelding.read": "Eén terugmelding",
    "zaken.list": "Lijst van zaken",
    "zaak.read": "Eén zaak",
    "besluit.read": "Eén besluit",
    "bewaring.list": "Zaken om te bewaren of te vernietigen",
    "zaak.pakket": "Pakket van een zaak voor een archief",
    "adviezen.list": "Lijst van adviezen",
    "advies.read": "Eén adviesverzoek",
    "adviezen.download": "Download van een lijst van adviezen",
    "zaken.download": "Download van een lijst van zaken",
    "controles.download": "Download van een lijst van controles",
    "signalen.download": "Download van een lijst van klachten en signalen",
    "overtredingen.download": "Download van een lijst van overtredingen",
    "maatregelen.download": "Download van een lijst van maatregelen",
    "dwangsommen.download": "Download van een lijst van verbeurde dwangsommen",
    "handhavingsverzoeken.download": "Download van een lijst van verzoeken om handhaving",
    "vergunningen.download": "Download van een lijst van vergunningen",
    "aanleveringen.download": "Download van een lijst van aanleveringen",
    "inzagen.download": "Download van de lijst van wie waarnaar keek",
    "signalen.list": "Lijst van klachten en signalen",
    "signaal.read": "Eén klacht of signaal",
    "incidenten.list": "Lijst van incidenten",
    "incident.read": "Eén incident",
    "agenda.list": "Agenda",
    "agenda.kalender": "Agenda, door een agendaprogramma",
    "bevinding.read": "Eén bevinding van een controle",
    "bewijs.download": "Download van een bewijsstuk bij een zelfbeoordeling",
    "brief.read": "Eén brief",
    "controle.checklist": "Checklist van een controle",
    "controle.meenemen": "Controle om zonder netwerk mee te nemen",
    "controle.prepare": "Voorbereiding van een controle",
    "controle.read": "Eén controle",
    "controles.list": "Lijst van controles",
    "document.blad": "Eén bladzijde van een document",
    "document.download": "Download van een document",
    "document.read": "Eén document",
    "documenten.list": "Lijst van documenten",
    "documenten.download": "Download van een lijst van documenten",
    "dwangsommen.list": "Lijst van verbeurde dwangsommen",
    "entiteit.read": "Wat er met het nummer van een object gebeurde",
    "handhaving.uitlevering": "Download van overtredingen en maatregelen",
    "handhavingsverzoeken.list": "Lijst van verzoeken om handhaving",
    "handhavingsverzoek.read": "Eén verzoek om handhaving",
    "indicator.read": "Cijfers van een indicator",
    "maatregel.read": "Eén maatregel",
    "maatregelen.list": "Lijst van maatregelen",
    "informatie.list": "Lijst van informatie over activiteiten",
    "informatie.read": "Eén stuk informatie over een activiteit",
    "melding.read": "Eén melding van een activiteit",
    "meldingen.list": "Lijst van meldingen van activiteiten",
    "oordelen.list": "Lijst van oordelen over dubbele gegevens",
    "overtreding.elders.read": "Overtredingen bij andere organisaties",
    "overtreding.read": "Eén overtreding",
    "overtredingen.list": "Lijst van overtredingen",
    "paar.read": "Twee objecten, naast elkaar om te vergelijken",
    "paren.list": "Lijst van mogelijk dubbele gegevens",
    "programma.read": "Eén programma",
    "regels.read": "Regels die voor een object gelden",
    "toestemming.read": "Eén toestemming",
    "toezicht.bodemenergie": "Gesloten bodemenergiesysteem van een object",
    "toezicht.dagplan": "Dagplan van een toezichthouder",
    "toezicht.labbestand": "Download van een bestand van een laboratorium",
    "toezicht.lablevering": "Eén levering van een laboratorium",
    "toezicht.laboratorium": "Lijst van leveringen van laboratoria",
    "toezicht.monster": "Eén monster",
    "toezicht.ritme": "Wanneer bij een object moet worden gecontroleerd",
    "toezicht.termijnen": "Lijst van wat er moet worden gecontroleerd",
    "toezicht.uitlevering": "Download van controles en bevindingen",
    "verbeurte.read": "Eén verbeurde dwangsom",
    "vergunning.download": "Download van een vergunning",
    "vergunning.read": "Eén vergunning",
    "vergunning.veroudering": "Wat er aan een vergunning verouderd is",
    "vergunningen.list": "Lijst van vergunningen",
    "vergunningen.verouderd": "Lijst van verouderde vergunningen",
    "verzoek.read": "Eén verzoek",
    "vondsten.list": "Zoeken buiten het register",
    "visitatie.read": "Eén visitatie",
    "voorschrift.read": "Eén voorschrift",
    "voorschriften.find": "Zoeken in voorschriften",
    "voorstel.read": "Voorstel voor voorschriften uit een papieren vergunning",
    "zelfbeoordeling.read": "Zelfbeoordeling of cijfers van een omgevingsdienst",
    "zgw.besluiten.list": "Besluiten, door een zaaksysteem",
    "zgw.documenten.list": "Documenten, door een zaaksysteem",
    "zgw.rollen.list": "Betrokkenen van een zaak, door een zaaksysteem",
    "zgw.zaak.read": "Eén zaak, door een zaaksysteem",
    "zgw.zaakobjecten.list": "Objecten van een zaak, door een zaaksysteem",
    "zgw.zaken.list": "Lijst van zaken, door een zaaksysteem",
}
KOLOMMEN = (
    Kolom("moment", "Wanneer", "tijdstip", sorteerbaar=True),
    Kolom("wie", "Wie"),
    Kolom("organisatie", "Voor"),
    Kolom("wat", "Wat"),
    Kolom("grond", "Waarvoor"),
    Kolom("van", "Gegevens van"),
    Kolom("aantal", "Aantal", "getal"),
    Kolom("vraag", "Adres van de bladzijde", "adres"),
)

VOLGORDES = {"-moment": "Wat het laatst gebeurde, bovenaan", "moment": "Wat het eerst gebeurde, bovenaan"}


@dataclass(frozen=True)
class Inzagenpagina:
    """One page of the list."""

    velden: tuple[Filterveld, ...]
    rijen: tuple[dict[str, Any], ...]
    aantal: int
    volgende: str
    oudste: bool
    kolommen: tuple[Kolom, ...] = KOLOMMEN


def list_gevraagd(viewer: Viewer, vraag: Mapping[str, str]) -> tuple[QuerySet[Verwerking], bool]:
    """List what an address asks for, on a page or in a file: `wie` (account), `dag`, `sorteer`; and whether the oldest stand first.

    Raises InvoerError and GeenToegangError.
    """
    vanaf, tot = _read_dag(vraag.get("dag", ""))
    oudste = read_volgorde(vraag, VOLGORDES) == "moment"
    rijen = list_inzagen(viewer, actor=vraag.get("wie", "")[:200], vanaf=vanaf, tot=tot)
    return (rijen.order_by("begin", "id") if oudste else rijen), oudste


def read_inzagenpagina(viewer: Viewer, vraag: Mapping[str, str]) -> Inzagenpagina:
    """Read the page that an address asks for. Raises InvoerError, PlaatsError, GeenToegangError."""
    rijen, oudste = list_gevraagd(viewer, vraag)
    aantal, lijst = rijen.values("pk")[:TELGRENS].count(), name_lijst(LIJST, af=oudste)
    if plek := read_sleutel(lijst, vraag.get("vanaf", ""), _read_plek):
        begin, id_ = plek
        kant = "gt" if oudste else "lt"
        zelfde = Q(**{"begin": begin, f"pk__{kant}": id_})
        rijen = rijen.filter(Q(**{f"begin__{kant}": begin}) | zelfde)
    gevonden = list(rijen[: PER_BLADZIJ + 1])
    bladzij, laatste = gevonden[:PER_BLADZIJ], gevonden[PER_BLADZIJ - 1 : PER_BLADZIJ]
    meer = len(gevonden) > PER_BLADZIJ
    return Inzagenpagina(
        velden=(
            Filterveld("wie", "Wie", list_actoren(viewer)),
            Filterveld("dag", "Dag", soort="datum"),
            make_volgordeveld(VOLGORDES),
        ),
        rijen=tuple(make_rijen(bladzij)),
        aantal=aantal,
        volgende=make_plaats(lijst, "na", f"{laatste[0].begin.isoformat()} {laatste[0].pk}") if meer else "",
        oudste=oudste,
    )


def _read_plek(sleutel: str) -> tuple[datetime, uuid.UUID]:
    """Read a place in the list. Raises ValueError."""
    moment, id_ = sleutel.split(" ")
    return datetime.fromisoformat(moment), uuid.UUID(id_)


def make_lijst(viewer: Viewer, vraag: Mapping[str, str]) -> Lijst:
    """Make the whole list that an address asks for. Raises InvoerError and GeenToegangError."""
    rijen, _ = list_gevraagd(viewer, vraag)
    verwerkingen, meer = cut_meeste(list(rijen[: MEESTE + 1]))
    regels = [r | {"moment": format_tijdstip_iso(r["moment"])} for r in make_rijen(verwerkingen)]
    getoond = [Meegenomen(v.organisatie, "verwerking") for v in verwerkingen]
    return Lijst({k.naam: k.titel for k in KOLOMMEN}, regels, getoond, meer, aantallen=("aantal",))


def _read_dag(tekst: str) -> tuple[datetime | None, datetime | None]:
    """Read one Dutch day as a half-open period of instants; nothing gives no bounds. Raises InvoerError."""
    if not tekst:
        return None, None
    try:
        dag = date.fromisoformat(tekst)
        begin = datetime.combine(dag, time(), AMSTERDAM)
        return begin, datetime.combine(dag + timedelta(days=1), time(), AMSTERDAM)
    except (ValueError, OverflowError) as fout:
        raise InvoerError(
            [Veldfout("dag", f"‘{tekst[:40]}’ is geen dag. Schrijf haar als 2025-04-22.", "geen_datum")]
        ) from fout


def list_actoren(viewer: Viewer) -> list[tuple[str, str]]:
    """List the accounts to choose among, by name: those of the viewer's organisations, or all for who sees the country."""
    rijen = Gebruiker.objects.order_by("naam", "username")
    if not viewer.zicht.landelijk:
        rijen = rijen.filter(lidmaatschappen__organisatie__in=viewer.organisaties).distinct()
    return [(f"gebruiker {g.pk}", str(g)) for g in rijen[:500]]


def make_rijen(verwerkingen: Sequence[Verwerking]) -> list[dict[str, Any]]:
    """Make the rows of the table, in names instead of codes."""
    dag = klok.today()
    wie = list_actornamen({v.actor for v in verwerkingen})
    codes = {
        c for v in verwerkingen for c in (*v.organisatie.split(","), *v.leveranciers) if c not in ("", "*")
    }
    namen, gronden = list_namen(codes, dag), list_grondnamen(op=dag)
    return [
        {
            "moment": v.begin,
            "wie": write_wie(v, wie),
            "organisatie": write_organisaties(v.organisatie, namen),
            "wat": WAT.get(v.naam, v.naam),
            "grond": gronden.get(v.activiteit, v.activiteit),
            "van": ", ".join(namen.get(c, "veel leveranciers" if c == "*" else c) for c in v.leveranciers),
            "aantal": v.aantal,
            "vraag": shorten(v.vraag, 80),
        }
        for v in verwerkingen
    ]


def write_wie(verwerking: Verwerking, namen: Mapping[str, str]) -> str:
    """Write who looked; of a case system also which client asked, and its number for who sat at it."""
    wie = namen.get(verwerking.actor, verwerking.actor)
    if not verwerking.client:
        return wie
    return f"{wie} (client {verwerking.client}), namens {verwerking.eindgebruiker or 'iemand die eruit is gehaald'}"


def write_organisaties(codes: str, namen: Mapping[str, str]) -> str:
    """Write for which organisations somebody looked, in names."""
    return ", ".join(namen.get(c, c) for c in codes.split(",") if c)
