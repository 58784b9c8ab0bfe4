"""The pages of this room: the whole cycle in the site by the account of each role, what a stranger gets, and what bad input does."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vth.organisaties.tests.builders import make_gebruiker
from vth.voortgang.lezen.apart import read_gelezen
from vth.voortgang.lezen.rapport import read_rapport
from vth.voortgang.models import (
    Inlezing,
    Middel,
    Onderdeel,
    Planning,
    Programma,
    Rapportageronde,
    Statusoordeel,
    Tegenspraak,
)
from vth.voortgang.plannen import record_middel, record_pijlerplan
from vth.voortgang.rondes import close_ronde
from vth.voortgang.voorstellen import Tegenstelling

from .builders import (
    BUREAU,
    BUREAULID,
    NOORD,
    REDEN,
    add,
    add_mijlpaal,
    add_onderwerp,
    get_bijdrage,
    get_deel,
    make_ronde,
    plan,
    write_alles,
)
from .test_voorstellen import lees

TEKSTEN = Path(__file__).parent / "lezen"
RAPPORT = Path(__file__).parents[3] / "voorbeelden" / "gegevens" / "rapport_programma.md"
pytestmark = pytest.mark.django_db
BEELDEN = (
    "risicos",
    "besluiten",
    "verschuiving",
    "tijdlijn",
    "samenhang",
    "middelen",
    "tegenspraken",
    "watals",
)


def sign_in(organisatie: str, rol: str) -> Client:
    client = Client()
    client.force_login(make_gebruiker((organisatie, rol)))
    return client


def get(client: Client, naam: str, *args: Any, **vraag: Any) -> str:
    antwoord = client.get(reverse(f"voortgang:{naam}", args=args), vraag)
    assert antwoord.status_code == 200, antwoord.content.decode()[:400]
    return str(antwoord.content.decode())


def fill_rest() -> None:
    """Add decisions, a product, a try-out, a study and money."""
    add(
        "besluit",
        "Kader vaststellen",
        "p1.o1",
        inhoud={"aard": "agendapunt", "orgaan": "stuurgroep", "datum": "2024-01-16"},
    )
    add(
        "besluit",
        "Plan",
        "p1",
        inhoud={"aard": "vastgesteld", "orgaan": "bestuurlijk overleg", "datum": "2023-06-22"},
    )
    add("product", "Criteria", "p1")
    add("tryout", "Indirecte lozingen", inhoud={"einde": "Q1 van 2024"})
    add("onderzoek", "Geluid", inhoud={"stand": "loopt"})
    record_middel(
        viewer=BUREAULID,
        onderdeel_id=get_deel("p1.o1").pk,
        regeling="SPUK",
        deelnemer=NOORD,
        toegekend="1234.50",
        besteed="34.25",
    )


def fill(programma: Programma) -> Rapportageronde:
    """Fill the programme with something of everything, and lock the round of June."""
    add_onderwerp("1", "p1")
    add_onderwerp("1", "p2", "OD-ZUID")
    add("actie", "Kader maken", "p1.o1", inhoud={"letter": "A", "eerst_gemeld": "Juni 2023"})
    klaar = add_mijlpaal("Handreiking klaar", "p1.o1")
    add_mijlpaal("Bouw klaar", "p2.o1", "Q3 van 2024")
    for pijler in ("p1", "p2"):
        record_pijlerplan(
            viewer=BUREAULID, pijler_id=get_deel(pijler).pk, besluit=REDEN, bekend_op=date(2023, 5, 1)
        )
    add(
        "samenhang",
        "Bouw wacht op handreiking",
        inhoud={"van": "p1.o1#mijlpaal1", "naar": "p2.o1#mijlpaal1", "aard": "afhankelijk"},
    )
    add("risico", "Te weinig mensen", "p1.o1", inhoud={"kans": 4, "impact": 5, "maatregel": "Werven"})
    fill_rest()
    ronde = make_ronde()
    write_alles(ronde)
    ronde = close_ronde(viewer=BUREAULID, ronde_id=ronde.pk)
    plan(klaar, "Q2 van 2024", "bijgesteld", bekend_op=date(2023, 11, 21), besloten_door="stuurgroep")
    return Rapportageronde.objects.select_related("programma").get(pk=ronde.pk)


def test_the_programme_shows_its_picture_what_changed_and_what_is_missing(
    programma: Programma, zet_klok: Any
):
    zet_klok(2024, 1, 16, 9)
    fill(programma)
    bureau = sign_in(BUREAU, "programmabureau")
    tekst = get(bureau, "programma", programma.pk)
    assert (
        "Veranderd sinds Juni 2023" in tekst
        and "ging van Q4 van 2023 naar Q2 van 2024 (2 kwartalen later)" in tekst
    )
    assert (
        "Wijkt sterk af van planning pijlerplan" in tekst
        and "Voortgang per pijler" in tekst
        and "Niet in bron" in tekst
    )
    assert "Nieuw ten opzichte" not in get(bureau, "programma", programma.pk).split("Merken")[0]
    toen = get(bureau, "programma", programma.pk, geldigOp="2023-06-30")
    assert "2 kwartalen later" not in toen
    assert (
        bureau.get(reverse("voortgang:programma", args=[programma.pk]), {"geldigOp": "gisteren"}).status_code
        == 400
    )


@pytest.mark.parametrize(
    ("naam", "zegt"),
    [
        ("risicos", ["Te weinig mensen", "kans groot", "Werven"]),
        ("besluiten", ["Agenda: stuurgroep", "Kader vaststellen", "22 juni 2023"]),
        ("verschuiving", ["Handreiking klaar", "2 kw.", "Hoe mijlpalen verschoven"]),
        ("tijdlijn", ["Bouw klaar", "Einde van het programma"]),
        ("samenhang", ["Bouw wacht op handreiking", "Op de kritieke keten"]),
        ("middelen", ["1.200,25", "SPUK"]),
        ("tegenspraken", ["Er zijn geen tegenspraken"]),
        ("watals", ["Welke mijlpaal?"]),
    ],
)
def test_each_view_shows_what_it_is_about_and_survives_an_empty_programme(
    programma: Programma, naam: str, zegt: list[str]
):
    lezer = sign_in(NOORD, "lezer")
    get(lezer, "beeld", programma.pk, naam)
    fill(programma)
    tekst = get(lezer, "beeld", programma.pk, naam)
    assert [z for z in zegt if z not in tekst] == []


def test_what_if_says_what_passes_the_end_over_pijlers(programma: Programma):
    fill(programma)
    lezer, adres = sign_in(NOORD, "lezer"), reverse("voortgang:beeld", args=[programma.pk, "watals"])
    klaar = get_deel("p1.o1#mijlpaal1").pk
    tekst = lezer.get(adres, {"mijlpaal": klaar, "kwartalen": 2}).content.decode()
    assert "over 2 pijlers" in tekst and "komt na het einde" in tekst and "Bouw klaar" in tekst
    assert Planning.objects.count() == 3
    for fout in (
        {"mijlpaal": klaar, "kwartalen": "x"},
        {"mijlpaal": klaar, "kwartalen": 99},
        {"mijlpaal": "maan", "kwartalen": 1},
    ):
        assert lezer.get(adres, fout).status_code == 422


def test_the_whole_cycle_is_played_in_the_site(programma: Programma):
    add_onderwerp()
    bureau, eigenaar = sign_in(BUREAU, "programmabureau"), sign_in(NOORD, "onderwerpeigenaar")
    velden = {"naam": "Juni 2023", "peildatum": "2023-06-30", "indienen_voor": "2023-06-20"}
    assert bureau.post(reverse("voortgang:rondenieuw", args=[programma.pk]), velden).status_code == 302
    assert bureau.post(reverse("voortgang:rondenieuw", args=[programma.pk]), velden).status_code == 422
    assert eigenaar.get(reverse("voortgang:rondenieuw", args=[programma.pk])).status_code == 403
    ronde = Rapportageronde.objects.get()
    assert "Onderwerp 1" in get(eigenaar, "bijdragen", programma.pk)

    def doe(client, wat, **v):
        return client.post(
            reverse("voortgang:bijdragehandeling", args=[get_bijdrage(ronde).pk, wat]),
            {"gezien": get_bijdrage(ronde).versie, **v},
        )

    assert doe(eigenaar, "tekst", voortgang="Klaar.", planning="Q4").status_code == 302
    assert doe(eigenaar, "dien_in").status_code == 302
    assert doe(bureau, "geef_terug", reden="").status_code == 422
    assert doe(bureau, "geef_terug", reden="Noem ook het besluit van de stuurgroep.").status_code == 302
    assert "Noem ook het besluit" in get(eigenaar, "bijdrage", get_bijdrage(ronde).pk)
    assert doe(eigenaar, "tekst", voortgang="Klaar, na het besluit.", gezien=1).status_code == 409
    assert doe(eigenaar, "tekst", voortgang="Klaar, na het besluit.", dien_in="ja").status_code == 302
    assert get_bijdrage(ronde).stand == "ingediend"
    doe(bureau, "keur_goed")
    assert get_bijdrage(ronde).stand == "goedgekeurd"
    sluit = bureau.post(reverse("voortgang:rondehandeling", args=[ronde.pk, "vergrendel"]))
    assert sluit.status_code == 422 and "2 bijdragen zijn nog niet goedgekeurd" in sluit.content.decode()
    assert doe(eigenaar, "toveren").status_code == 404


def act(client: Client, sleutel: str, wat: str, **velden: Any) -> int:
    """Do an act on the page of a part; gives the status of the answer."""
    return client.post(reverse("voortgang:handeling", args=[get_deel(sleutel).pk, wat]), velden).status_code


def test_a_milestone_is_planned_in_the_words_of_planning_prose(programma: Programma):
    add_onderwerp()
    eigenaar = sign_in(NOORD, "onderwerpeigenaar")
    assert act(eigenaar, "p1.o1", "mijlpaal", titel="Handreiking") == 302
    mijlpaal = "p1.o1#mijlpaal1"
    assert act(eigenaar, mijlpaal, "planning", wanneer="Q5 van 2024", stand="gepland") == 422
    for wanneer in ("Q2 van 2024", "eind 2024", "zomer 2024", "Q3/Q4 2024", "medio 2024", "doorlopend"):
        assert act(eigenaar, mijlpaal, "planning", wanneer=wanneer, stand="gepland", reden=REDEN) == 302
    assert Planning.objects.count() == 6


def test_a_part_is_judged_and_changed_on_its_page(programma: Programma):
    id_ = add_onderwerp().pk
    bureau = sign_in(BUREAU, "programmabureau")
    for client in (sign_in(NOORD, "onderwerpeigenaar"), bureau):
        assert act(client, "p1.o1", "oordeel", stand="wijkt_af", motivering=REDEN) == 302
    geld = {"regeling": "SPUK", "deelnemer": NOORD, "toegekend": "1.000,50", "besteed": "0,50"}
    assert act(bureau, "p1.o1", "middel", **geld) == 302 and str(Middel.objects.get().toegekend) == "1000.50"
    anders = {"nummer": "1", "reden": REDEN, "gezien": "1"}
    assert act(bureau, "p1.o1", "versie", titel="Anders", partij=NOORD, **anders) == 302
    assert act(bureau, "p1.o1", "versie", titel="Nog anders", **anders) == 409
    tekst = get(bureau, "onderdeel", id_)
    assert "Anders" in tekst and "de regel zegt: " in tekst and Statusoordeel.objects.count() == 1
    assert "Onderwerp 1" in get(bureau, "onderdeel", id_, geldigOp="2024-01-14")
    adres = reverse("voortgang:onderdeel", args=[id_])
    assert bureau.get(adres, {"geldigOp": "2020-01-01"}).status_code == 404


def test_what_hangs_under_the_programme_is_added_and_a_circle_is_shown(programma: Programma):
    fill(programma)
    bureau = sign_in(BUREAU, "programmabureau")
    adres = reverse("voortgang:losnieuw", args=[programma.pk, "samenhang"])
    kring = bureau.post(
        adres, {"titel": "terug", "van": "p2.o1#mijlpaal1", "naar": "p1.o1#mijlpaal1", "aard": "afhankelijk"}
    )
    assert kring.status_code == 422 and "wacht iets op zichzelf" in kring.content.decode()
    assert (
        bureau.post(adres, {"titel": "raakt", "van": "p1", "naar": "p2", "aard": "raakvlak"}).status_code
        == 302
    )
    assert bureau.get(reverse("voortgang:losnieuw", args=[programma.pk, "pijler"])).status_code == 404
    assert sign_in(NOORD, "onderwerpeigenaar").get(adres).status_code == 403


def test_a_stranger_gets_the_page_of_what_does_not_exist(programma: Programma):
    ronde = fill(programma)
    vreemd = sign_in("PV99", "programmabureau")
    adressen = [
        ("programma", programma.pk),
        ("bijdragen", programma.pk),
        ("rondes", programma.pk),
        ("onderdeel", get_deel("p1").pk),
        ("ronde", ronde.pk),
        ("rapport", ronde.pk),
        ("samenvatting", ronde.pk),
        ("bijdrage", get_bijdrage(ronde).pk),
    ]
    for naam, id_ in adressen:
        assert vreemd.get(reverse(f"voortgang:{naam}", args=[id_])).status_code == 404, naam
    for naam in BEELDEN:
        assert vreemd.get(reverse("voortgang:beeld", args=[programma.pk, naam])).status_code == 404
    assert "Er is geen programma dat u mag zien" in get(vreemd, "overzicht")
    assert (
        sign_in(NOORD, "lezer").get(reverse("voortgang:beeld", args=[programma.pk, "maan"])).status_code
        == 404
    )


def test_a_concept_is_not_read_by_others(programma: Programma):
    add_onderwerp()
    ronde = make_ronde()
    eigenaar, lezer = sign_in(NOORD, "onderwerpeigenaar"), sign_in("OD-ZUID", "lezer")
    eigenaar.post(
        reverse("voortgang:bijdragehandeling", args=[get_bijdrage(ronde).pk, "tekst"]),
        {"voortgang": "Nog geheim."},
    )
    assert "Nog geheim." in get(eigenaar, "onderdeel", get_deel("p1.o1").pk)
    for naam, id_ in (("onderdeel", get_deel("p1.o1").pk), ("rapport", ronde.pk), ("ronde", ronde.pk)):
        assert "Nog geheim." not in get(lezer, naam, id_)
    assert lezer.get(reverse("voortgang:bijdrage", args=[get_bijdrage(ronde).pk])).status_code == 404


def test_the_desk_takes_over_piece_by_piece_beside_the_sentence(programma: Programma):
    paar = Tegenstelling(
        "Drie genoemd, vier gevolgd.", "Er zijn drie projecten.", "regel 4", "(D) Vierde.", "regel 9", "p1"
    )
    inlezing, _ = lees(make_ronde(), tegenstellingen=[paar])
    bureau = sign_in(BUREAU, "programmabureau")
    tekst = get(bureau, "inlezing", inlezing.pk)
    assert "Zin over p1.o1.A#m1." in tekst and "Onbegrepen zin in Q1." in tekst and "Dubbel nummer." in tekst

    def doe(wat, **v):
        return bureau.post(
            reverse("voortgang:inlezinghandeling", args=[inlezing.pk, wat]), v, follow=True
        ).content.decode()

    assert "hoort onder" in doe("neem", nummer=4)
    assert "Overgenomen" in doe("neem", nummer=2) and "staat niet in deze inlezing" in doe("neem", nummer="x")
    assert "waarom u dit niet overneemt" in doe("weiger", nummer=12, reden="") and "afgewezen" in doe(
        "weiger", nummer=12, reden=REDEN
    )
    assert "wacht weer" in doe("terugzetten", nummer=12) and "bestaat niet" in doe("toveren")
    assert "staat niet in het rapport" in doe("alles", onder="p9")
    assert "voorstellen zijn overgenomen" in doe("alles", onder="", met_twijfel="on")
    assert Onderdeel.objects.filter(sleutel="p1.o1.A.1").exists() and "Er wacht niets meer" in get(
        bureau, "inlezing", inlezing.pk
    )
    assert sign_in(NOORD, "lezer").get(reverse("voortgang:inlezing", args=[inlezing.pk])).status_code == 404


def test_a_contradiction_is_settled_on_its_desk(programma: Programma):
    paar = Tegenstelling(
        "Drie genoemd, vier gevolgd.", "Er zijn drie projecten.", "regel 4", "(D) Vierde.", "regel 9", "p1"
    )
    lees(make_ronde(), tegenstellingen=[paar])
    bureau = sign_in(BUREAU, "programmabureau")
    assert "Er zijn drie projecten." in get(bureau, "beeld", programma.pk, "tegenspraken")
    adres = reverse("voortgang:tegenspraak", args=[Tegenspraak.objects.get().pk])
    assert (
        "is beslecht"
        in bureau.post(adres, {"gekozen": "tweede", "reden": REDEN}, follow=True).content.decode()
    )
    assert "Kies wat er klopt" in bureau.post(adres, {"gekozen": "maan"}, follow=True).content.decode()


def test_a_programme_is_begun_in_the_site(programma: Programma):
    bureau = sign_in(BUREAU, "programmabureau")
    adres = reverse("voortgang:programmanieuw")
    assert bureau.get(adres).status_code == 200
    assert bureau.post(adres, {"code": "ibp-vth", "deelnemers": NOORD}).status_code == 422
    assert sign_in(NOORD, "onderwerpeigenaar").get(adres).status_code == 403


def _lees_in(
    client: Client, programma: Programma, naam: str, inhoud: bytes, **velden: str
) -> tuple[int, str]:
    adres = reverse("voortgang:inlezen", args=[programma.pk])
    antwoord = client.post(adres, {"bestand": SimpleUploadedFile(naam, inhoud), **velden}, follow=True)
    return antwoord.status_code, antwoord.content.decode()


def test_a_report_is_read_in_by_its_page_and_twice_is_once(programma: Programma):
    bureau = sign_in(BUREAU, "programmabureau")
    assert 'enctype="multipart/form-data"' in get(bureau, "inlezen", programma.pk)
    status, tekst = _lees_in(bureau, programma, "rapport.md", RAPPORT.read_bytes())
    assert status == 200 and "voorstellen, " in tekst and "Q3 van 2024" in tekst
    _, weer = _lees_in(bureau, programma, "rapport.md", RAPPORT.read_bytes())
    assert "was al ingelezen" in weer and Inlezing.objects.count() == 1
    (inlezing,) = Inlezing.objects.all()
    gelezen = read_rapport(RAPPORT.read_bytes(), vorm="md")
    assert inlezing.voorstellen.count() == len(gelezen.voorstellen)


@pytest.mark.parametrize(
    ("naam", "inhoud", "zegt"),
    [
        ("roman.txt", b"Het regende. Zij liep naar huis en dacht aan vroeger. " * 50, "niet ingelezen"),
        ("leeg.md", b" ", "niet ingelezen"),
        ("rapport.exe", b"MZ", "geen vorm die Open VTH leest"),
        ("nep.docx", b"PK\x03\x04 geen word", "niet ingelezen"),
        ("bom.md", b"\x00\xff" * 500, "niet ingelezen"),
    ],
)
def test_what_is_no_report_is_refused_in_the_form(programma: Programma, naam: str, inhoud: bytes, zegt: str):
    status, tekst = _lees_in(sign_in(BUREAU, "programmabureau"), programma, naam, inhoud)
    assert status == 422 and zegt in tekst and not Inlezing.objects.exists()


def test_only_the_office_reads_in(programma: Programma):
    adres = reverse("voortgang:inlezen", args=[programma.pk])
    assert sign_in(NOORD, "onderwerpeigenaar").get(adres).status_code == 403
    assert sign_in("OD-ZUID", "programmabureau").get(adres).status_code in (403, 404)


@pytest.mark.parametrize("pad", sorted(TEKSTEN.glob("*/*.md")), ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_what_was_read_apart_is_what_was_read(pad: Path):
    gelezen = read_rapport(pad.read_bytes(), vorm="md")
    assert read_gelezen(json.dumps(asdict(gelezen), default=str)) == gelezen
