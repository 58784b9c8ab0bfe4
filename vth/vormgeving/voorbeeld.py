"""Invented content for the style guide and its tests; every organisation, company and person is made up."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from vth.tijd.rules import Peilmoment

from . import grafieken
from .grafieken import Punt, Reeks, Tegel, Vlak
from .onderdelen import Bron, Filterveld, Fout, Gebeurtenis, Grond, Kenmerk, Kolom, Taak, Termijn, Uitleg

NOORD, WOLD, ZUID = (f"Omgevingsdienst {naam}" for naam in ("Noordermark", "Woldstreek", "Zuiderveen"))
VANDAAG = date(2025, 4, 10)


class VoorbeeldForm(forms.Form):
    """Every kind of field once."""

    naam = forms.CharField(label="Naam van het bedrijf", help_text="Zoals in het Handelsregister.")
    soort = forms.ChoiceField(
        label="Soort controle", choices=[("", "Kies een soort"), ("p", "Periodiek"), ("h", "Hercontrole")]
    )
    datum = forms.DateField(label="Dag van de controle", widget=forms.DateInput(attrs={"type": "date"}))
    uitkomst = forms.ChoiceField(
        label="Uitkomst",
        widget=forms.RadioSelect,
        choices=[("ja", "Geen overtreding"), ("nee", "Overtreding")],
        help_text="Kies wat de toezichthouder ter plaatse vaststelde.",
    )
    onderwerpen = forms.MultipleChoiceField(
        label="Onderwerpen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("bodem", "Bodem"), ("lucht", "Lucht"), ("geluid", "Geluid")],
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
    bijlage = forms.FileField(label="Bijlage", required=False, help_text="Een pdf van hoogstens 20 MB.")
    spoed = forms.BooleanField(label="Dit kan niet wachten", required=False)


def make_bronnen() -> tuple[Bron, tuple[Bron, ...]]:
    """Make a source and two other suppliers, one of which says something else."""
    eigen = Bron(
        NOORD,
        datetime(2025, 3, 3, 9, 14, tzinfo=UTC),
        date(2024, 3, 1),
        "Aanlevering 2025-03",
        "#aanlevering",
    )
    anderen = (
        Bron(
            WOLD,
            datetime(2024, 11, 4, 8, 0, tzinfo=UTC),
            waarde="De Kwast Verf",
            aanlevering="2024-11",
            url="#ander",
        ),
        Bron("Gemeente Vlakkendam", datetime(2025, 1, 6, 8, 0, tzinfo=UTC), waarde="Verfhandel De Kwast BV"),
    )
    return eigen, anderen


def make_kenmerken() -> list[Kenmerk]:
    """Make a description list with and without sources."""
    eigen, anderen = make_bronnen()
    return [
        Kenmerk("Naam", "Verfhandel De Kwast BV", eigen, anderen),
        Kenmerk("Adres", "Kanaaldijk 14, 9999 ZZ Vlakkendam", eigen),
        Kenmerk("Opslag van verf", 12500, eigen, eenheid="liter"),
        Kenmerk("In gebruik sinds", date(1998, 6, 1)),
        Kenmerk("Vestigingsnummer", None, Bron(WOLD, date(2024, 11, 4))),
    ]


def make_peilmoment() -> Peilmoment:
    """Make a moment that is not now."""
    return Peilmoment(date(2024, 9, 1), datetime(2024, 10, 1, 12, 0, tzinfo=UTC))


def make_tijdlijn() -> list[Gebeurtenis]:
    """Make a timeline with acts, a delivery and two terms, one of them still to come."""
    return [
        Gebeurtenis(
            date(2024, 3, 1), "De vergunning voor opslag van verf ging in.", "Gemeente Vlakkendam", url="#v"
        ),
        Gebeurtenis(
            datetime(2025, 3, 3, 9, 14, tzinfo=UTC),
            "De naam werd gewijzigd in Verfhandel De Kwast BV.",
            NOORD,
            "aanlevering 2025-03",
            "#a",
            verder=("De opslag van verf werd 12.500 liter (was 10.000 liter).",),
        ),
        Gebeurtenis(
            date(2025, 3, 18),
            "Een toezichthouder stelde vast dat de lekbak ontbrak.",
            "J. Voorbeeld",
            "controlerapport",
        ),
        Gebeurtenis(
            date(2025, 4, 22),
            "De begunstigingstermijn loopt af.",
            soort="termijn",
            bron="last onder dwangsom",
        ),
        Gebeurtenis(date(2099, 3, 18), "De bevoegdheid tot invordering verjaart.", soort="termijn"),
    ]


def make_uitleg() -> Uitleg:
    """Make an explanation that stands on one established and one assumed value."""
    return Uitleg(
        "Voorstel: last onder dwangsom",
        "De overtreder wist ervan en het gevolg is van belang; de matrix laat twee maatregelen open.",
        (
            Grond(
                "Plaats in de matrix",
                "C3",
                "Landelijke handhavingsstrategie, bijlage 1",
                "#lhso",
                date(2022, 10, 12),
            ),
            Grond(
                "Begunstigingstermijn",
                "28 dagen",
                "dwangsommenlijst, rij 12",
                "#lijst",
                date(2022, 10, 12),
                "aanname",
            ),
            Grond("Laatste dag", "22 april 2025", "berekend", "", None, "afgeleid"),
        ),
        "aandacht",
    )


def make_termijnen() -> list[Termijn]:
    """Make a term in each of its states."""
    stappen = (
        "Verzonden op dinsdag 11 maart 2025.",
        "6 weken na verzending: dinsdag 22 april 2025.",
        "Verlengd wegens Pasen: nee.",
    )
    return [
        Termijn(date(2025, 4, 22), "6 weken na verzending", stappen, "Awb 6:7 en 6:8", "#awb"),
        Termijn(date(2025, 4, 12), "4 weken na ontvangst", zekerheid="aanname"),
        Termijn(date(2025, 4, 7)),
        Termijn(date(2025, 4, 30), voldaan_op=date(2025, 4, 2)),
        Termijn(
            date(2025, 4, 30),
            opgeschort_sinds=date(2025, 3, 20),
            redenering=("Wacht op aanvullende gegevens.",),
        ),
    ]


def make_taken() -> list[Taak]:
    """Make a work list in order of urgency."""
    te_laat, bijna, ruim, *_ = (make_termijnen()[n] for n in (2, 1, 0))
    return [
        Taak(
            "Last onder dwangsom Verfhandel De Kwast BV",
            "#t1",
            "De termijn is voorbij en er is nog geen hercontrole.",
            termijn=te_laat,
            id="1",
        ),
        Taak(
            "Zienswijze Galvano Noord",
            "#t2",
            "De zienswijze kwam binnen; het besluit moet nog worden genomen.",
            termijn=bijna,
            id="2",
        ),
        Taak(
            "Aanlevering 2025-04 beoordelen",
            "#t3",
            "3 procent van de locaties zou vervallen; dat is meer dan de grens van 2 procent.",
            "aandacht",
            "wacht op oordeel",
            id="3",
        ),
        Taak(
            "Controleplan tankstations",
            "#t4",
            "Op volgorde van risico; geen termijn in de wet.",
            termijn=ruim,
            id="4",
        ),
    ]


KOLOMMEN = [
    Kolom("naam", "Aanlevering", sorteerbaar=True),
    Kolom("leverancier", "Leverancier"),
    Kolom("dag", "Peildatum", "datum", sorteerbaar=True),
    Kolom("rijen", "Rijen", "getal", sorteerbaar=True),
    Kolom("omvang", "Omvang", "bytes"),
    Kolom("verloop", "Score, 5 keer"),
    Kolom("stand", "Toestand", "toestand"),
]
AANLEVERINGEN: list[tuple[str, str, int, int, int, list[float | None], tuple[str, str]]] = [
    ("2025-04", NOORD, 4, 128_412, 18_300_000, [71, 74, 80, 83, 88], ("bezig", "wordt getoetst")),
    ("2025-03", NOORD, 3, 128_207, 18_210_000, [68, 71, 74, 80, 83], ("goed", "verwerkt")),
    ("2025-03", WOLD, 3, 9_870, 1_240_000, [91, 90, 72, None, 64], ("fout", "geweigerd")),
    ("2025-02", WOLD, 2, 9_912, 1_251_000, [93, 91, 90, 72, 66], ("aandacht", "verwerkt met opmerkingen")),
    ("2025-01", ZUID, 1, 54_003, 7_002_000, [50, 55, 61, 66, 70], ("wacht", "wacht op oordeel")),
]


def make_tabel() -> tuple[list[Kolom], list[dict[str, Any]]]:
    """Make a table of deliveries."""
    rijen = [
        {
            "url": f"#{leverancier[-4:]}-{naam}",
            "naam": naam,
            "leverancier": leverancier,
            "dag": date(2025, maand, 1),
            "rijen": aantal,
            "omvang": omvang,
            "verloop": grafieken.make_trendlijn(verloop, naam="Score"),
            "stand": stand,
        }
        for naam, leverancier, maand, aantal, omvang, verloop, stand in AANLEVERINGEN
    ]
    return KOLOMMEN, rijen


def make_filters() -> list[Filterveld]:
    """Make the fields of a filter bar."""
    return [
        Filterveld("q", "Zoek in deze lijst", soort="tekst"),
        Filterveld("leverancier", "Leverancier", (("n", NOORD), ("w", WOLD))),
        Filterveld("stand", "Toestand", (("goed", "verwerkt"), ("fout", "geweigerd"))),
        Filterveld("vanaf_dag", "Peildatum vanaf", soort="datum"),
    ]


def make_fouten() -> list[Fout]:
    """Make errors that say what was given, what is wrong and what to do."""
    return [
        Fout(
            "De peildatum ligt in de toekomst.",
            "Kies een dag tot en met 10 april 2025.",
            "2035-04-01",
            "id_goed-datum",
        ),
        Fout(
            "Het bestand heeft geen kolom vestigingsnummer.", "Voeg de kolom toe, of kies een ander profiel."
        ),
    ]


MAANDEN = [date(2024, m, 1) for m in range(5, 13)] + [date(2025, m, 1) for m in range(1, 5)]
KWARTALEN = ["2024 K2", "2024 K3", "2024 K4", "2025 K1"]
SCORES: dict[str, list[float | None]] = {
    NOORD: [71, 72, 74, 74, 78, 80, 79, 83, 84, 86, 87, 88],
    WOLD: [91, 91, 90, 90, 88, 72, 70, None, None, 66, 64, 64],
    ZUID: [50, 52, 55, 55, 58, 61, 61, 64, 66, 68, 69, 70],
}
CONTROLES = [(NOORD, 1840), (WOLD, 655), (ZUID, 1212), ("Omgevingsdienst De Lage Landen", None)]
ZAKEN = [(NOORD, -120), (WOLD, 34), (ZUID, -8)]
UITKOMSTEN = [
    ("Geen overtreding", 2210),
    ("Waarschuwing", 830),
    ("Last onder dwangsom", 410),
    ("Bestuursdwang", 39),
    ("Nog open", 218),
]


TEGELS = (
    Tegel("Noord", "Omgevingsdienst Noord", 1, 0, "goed", "robuust"),
    Tegel("West", "Omgevingsdienst West", 0, 1, "fout", "niet robuust"),
    Tegel("Oost", "Omgevingsdienst Oost", 2, 1, "wacht", "nog niet beoordeeld"),
)


def make_grafieken() -> dict[str, Any]:
    """Make each chart once."""
    bij: dict[str, Any] = {"bron": "aanleveringen, Open VTH", "datum": VANDAAG}
    reeksen = [Reeks(naam, list(zip(MAANDEN, waarden, strict=True))) for naam, waarden in SCORES.items()]
    matrix = {(naam, k): w[i * 3] for naam, w in SCORES.items() for i, k in enumerate(KWARTALEN)}
    g = grafieken
    lijn: dict[str, Any] = {"eenheid": "punten van 100", "drempel": ("Afspraak", 80.0)}
    return {
        "lijn": g.make_lijngrafiek("Score van de aanleveringen per maand", reeksen, **lijn, **bij),
        "klein": g.make_kleine_lijnen("Score per omgevingsdienst", reeksen, eenheid="punten", **bij),
        "staaf": g.make_staafgrafiek(
            "Uitgevoerde controles in 2024", CONTROLES, eenheid="controles", nadruk=[NOORD], **bij
        ),
        "verschil": g.make_staafgrafiek(
            "Verandering van het aantal open zaken", ZAKEN, eenheid="zaken", **bij
        ),
        "aandeel": g.make_aandeelbalk(
            "Uitkomst van de controles in 2024", UITKOMSTEN, eenheid="controles", **bij
        ),
        "matrix": g.make_matrix(
            "Score per kwartaal", list(SCORES), KWARTALEN, matrix, eenheid="punten", **bij
        ),
        "kaart": _make_kaart(bij),
        "tegels": g.make_tegelkaart("Robuust in een verzonnen land", TEGELS, **bij),
        **_make_planbeelden(bij),
    }


def _make_planbeelden(extra: dict[str, Any]) -> dict[str, Any]:
    """Make the charts of an invented plan: how it slipped, when it runs, and what waits for what."""
    g = grafieken
    eind = ("Einde van het programma", date(2025, 9, 30))
    ontwerp = [(date(2024, 6, 30), date(2024, 12, 31)), (date(2024, 12, 31), date(2025, 3, 31))]
    bouw = [(date(2024, 6, 30), date(2025, 6, 30)), (date(2024, 12, 31), date(2025, 9, 30))]
    return {
        "trend": g.make_mijlpaaltrend(
            "Hoe het plan verschoof",
            [g.Trend("Ontwerp", ontwerp), g.Trend("Bouw", bouw)],
            grens=eind,
            **extra,
        ),
        "tijdbalk": g.make_tijdbalk(
            "Wanneer wat gebeurt",
            [
                g.Balk("Register", "Ontwerp", date(2025, 1, 1), date(2025, 3, 31), "aandacht", "wijkt af"),
                g.Balk("Register", "Bouw", date(2025, 4, 1), date(2025, 9, 30), "goed", "op plan"),
            ],
            grens=eind,
            **extra,
        ),
        "netwerk": g.make_netwerk(
            "Wat waarop wacht",
            [
                g.Schakel("a", "Ontwerp", "31 maart 2025", True),
                g.Schakel("b", "Bouw", "30 september 2025", True),
            ],
            [("a", "b")],
            **extra,
        ),
    }


def _make_kaart(extra: dict[str, Any]) -> Any:
    """Make a map of an invented municipality with a site on it."""
    gemeente = [
        [150000, 500000],
        [154200, 501200],
        [156900, 498900],
        [155800, 495400],
        [151900, 494300],
        [149300, 496800],
        [150000, 500000],
    ]
    terrein = [[152700, 497600], [153500, 497800], [153650, 497100], [152900, 496850], [152700, 497600]]
    return grafieken.make_locatiekaart(
        "Ligging van de locatie",
        [
            Vlak("Vlakkendam", {"type": "Polygon", "coordinates": [gemeente]}),
            Vlak("", {"type": "Polygon", "coordinates": [terrein]}, nadruk=True),
        ],
        [Punt("Verfhandel De Kwast BV", 153200, 497350), Punt("Galvano Noord", 154900, 499300, 1)],
        **extra,
    )
