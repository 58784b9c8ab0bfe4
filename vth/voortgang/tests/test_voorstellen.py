"""Taking over what a report proposes: piece by piece, each with its sentence; twice adds nothing; what was known before is held against it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from vth.organisaties.tests.builders import make_gebruiker
from vth.toegang.rules import GeenToegangError
from vth.voortgang.lezen.uitkomst import Gelezen, Melding, Vindplaats, Voorstel
from vth.voortgang.models import (
    Bijdragetekst,
    Inlezing,
    Onderdeel,
    Onderdeelversie,
    Planning,
    Programma,
    Rapportageronde,
    Tegenspraak,
    Voorstelregel,
)
from vth.voortgang.overnemen import read_wachtkeuze
from vth.voortgang.rules import AnderWasVoorError, VoortgangError
from vth.voortgang.selectors import list_planningen, read_beeld
from vth.voortgang.services import NieuwOnderdeel, record_onderdeel
from vth.voortgang.voorstellen import (
    Tegenstelling,
    accept_alles,
    accept_voorstel,
    record_inlezing,
    refuse_voorstel,
    reopen_voorstel,
    settle_tegenspraak,
)
from vth.voortgang.wanneer import read_wanneer
from vth.zaken.selectors import BestaatNietError

from .builders import BUREAU, BUREAULID, EIGENAAR, REDEN, get_bijdrage, get_deel, make_ronde

pytestmark = pytest.mark.django_db


def make_voorstel(soort: str, sleutel: str, ouder: str = "", twijfel: str = "", **velden: Any) -> Voorstel:
    tijden = {
        k: read_wanneer(v)
        for k, v in velden.items()
        if k in ("wanneer", "was", "einde") and isinstance(v, str)
    }
    return Voorstel(
        soort, sleutel, ouder, velden | tijden, Vindplaats(7, f"Zin over {sleutel}.", "Planning"), twijfel
    )


RAPPORT = (
    make_voorstel("rapport", "r", titel="Rapport", periode="Juni 2023"),
    make_voorstel("pijler", "p1", "r", nummer="1", titel="Robuuste omgevingsdiensten en financiering"),
    make_voorstel("onderwerp", "p1.o1", "p1", nummer="1", titel="Robuustheid", eerst_gemeld="Juni 2023"),
    make_voorstel("actie", "p1.o1.A", "p1.o1", letter="A", titel="Kader maken"),
    make_voorstel("actie", "p1.o1.A.1", "p1.o1.A", letter="1", titel="Toetsen"),
    make_voorstel("voortgang", "p1.o1#v1", "p1.o1", tekst="Er is een kader."),
    make_voorstel("planning", "p1.o1#t1", "p1.o1.A", tekst="Klaar in Q1."),
    make_voorstel(
        "mijlpaal",
        "p1.o1.A#m1",
        "p1.o1.A",
        titel="Kader vastgesteld",
        wanneer="Q1 van 2024",
        was="Q4 van 2023",
        stand="bijgesteld",
    ),
    make_voorstel(
        "mijlpaal", "p1.o1.A#m2", "p1.o1.A", titel="Onleesbaar", wanneer="Q5 van 2024", stand="gepland"
    ),
    make_voorstel("risico", "p1.o1#r1", "p1.o1", tekst="Te weinig mensen", gevolg="Later klaar"),
    make_voorstel(
        "besluit",
        "p1.o1#b1",
        "p1.o1",
        orgaan="stuurgroep",
        datum=date(2023, 6, 9),
        onderwerp="Kader",
        aard="geaccordeerd",
    ),
    make_voorstel("product", "p1#pr1", "p1", titel="Criteria"),
    make_voorstel("tryout", "#t1", "", titel="Proef", einde="eind 2024"),
    make_voorstel("onderzoek", "#o1", "", titel="Geluid", stand="loopt"),
    make_voorstel("samenhang", "#s1", "", van="p1", naar="p2", tekst="Pijler 1 en 2 hangen samen"),
    make_voorstel("legenda", "#l1", "", tekst="Volgens planning", groep="beeld"),
    make_voorstel("product", "p1#pr2", "p1", twijfel="Is dit een product?", titel="Iets"),
)


def lees(
    ronde: Rapportageronde, inhoud: bytes = b"een", voorstellen: Any = RAPPORT, **velden: Any
) -> tuple[Inlezing, bool]:
    gelezen = Gelezen(
        tuple(voorstellen), (Vindplaats(9, "Onbegrepen zin in Q1."),), (Melding(3, "Dubbel nummer."),)
    )
    return record_inlezing(
        viewer=BUREAULID,
        ronde_id=ronde.pk,
        bestandsnaam="rapport.md",
        inhoud=inhoud,
        gelezen=gelezen,
        **velden,
    )


def neem(inlezing: Inlezing, nummer: int) -> Voorstelregel:
    return accept_voorstel(viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=nummer)


def tel() -> tuple[int, ...]:
    return tuple(
        m.objects.count() for m in (Onderdeel, Onderdeelversie, Planning, Bijdragetekst, Tegenspraak)
    )


def test_everything_is_taken_over_under_its_own_place_and_twice_adds_nothing(programma: Programma):
    ronde = make_ronde()
    inlezing, nieuw = lees(ronde)
    assert nieuw and accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk) == (16, [])
    assert inlezing.voorstellen.get(stand="open").twijfel
    beeld = read_beeld(Programma.objects.get())
    assert beeld.find_sleutel("p1.o1").titel == "Robuustheid"  # type: ignore[union-attr]
    assert beeld.find_boven(beeld.find_sleutel("p1.o1.A.1"), "pijler").nummer == "1"  # type: ignore[arg-type,union-attr]
    (kader, onleesbaar) = beeld.list_onder("mijlpaal", get_deel("p1").pk)
    assert [p.wanneer.tekst for p in beeld.planningen[kader.id]] == ["Q4 van 2023", "Q1 van 2024"]
    assert beeld.find_planning(onleesbaar.id).wanneer.soort == "onbekend"  # type: ignore[union-attr]
    assert list_planningen([kader.id], beeld.dag)[kader.id][-1].zin == "Zin over p1.o1.A#m1."
    tekst = get_bijdrage(ronde).teksten.latest("volgnummer")
    assert (tekst.voortgang, tekst.planning) == ("Er is een kader.", "(A) Klaar in Q1.")
    voor = tel()
    assert lees(ronde) == (inlezing, False)
    ander, _ = lees(ronde, b"dezelfde woorden, andere bytes")
    assert accept_alles(viewer=BUREAULID, inlezing_id=ander.pk, met_twijfel=False)[1] == []
    neem(inlezing, 2)
    assert tel() == voor


def test_the_next_report_moves_milestones_and_renames_but_loses_nothing(programma: Programma):
    ronde = make_ronde()
    accept_alles(viewer=BUREAULID, inlezing_id=lees(ronde)[0].pk)
    december = make_ronde("December 2023", date(2023, 12, 31))
    verder = (
        make_voorstel(
            "onderwerp", "p1.o1", "p1", nummer="1", titel="Robuuste diensten", eerst_gemeld="Dec 2023"
        ),
        make_voorstel(
            "mijlpaal",
            "p1.o1.A#m1",
            "p1.o1.A",
            titel="Kader vastgesteld",
            wanneer="Q2 van 2024",
            was="Q3 van 2023",
            stand="bijgesteld",
        ),
    )
    inlezing, _ = lees(december, b"december", verder)
    assert accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk) == (2, [])
    deel = read_beeld(Programma.objects.get()).find_sleutel("p1.o1")
    assert deel and (deel.titel, deel.inhoud["eerst_gemeld"]) == (
        "Robuuste diensten",
        "Juni 2023",
    )
    rijen = Planning.objects.filter(onderdeel__sleutel="p1.o1.A#mijlpaal1").order_by("volgnummer")
    assert [p.tekst for p in rijen] == ["Q4 van 2023", "Q1 van 2024", "Q2 van 2024"]
    tegenspraak = Tegenspraak.objects.get()
    assert "eerder gepland voor Q3 van 2023; bekend was Q1 van 2024" in tegenspraak.uitleg


def test_a_piece_needs_what_it_hangs_under_and_a_rejected_one_stays_out(programma: Programma):
    inlezing, _ = lees(make_ronde())
    with pytest.raises(VoortgangError, match="hoort onder ‘Robuustheid’, en dat is nog niet overgenomen"):
        neem(inlezing, 4)
    refuse_voorstel(viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=3, reden=REDEN)
    with pytest.raises(VoortgangError, match="is afgewezen"):
        neem(inlezing, 3)
    gedaan, niet = accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk)
    assert gedaan == 7 and len(niet) == 8 and all(n.startswith("Regel 7: Dit hoort onder") for n in niet)
    reopen_voorstel(viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=3)
    assert neem(inlezing, 3).onderdeel == get_deel("p1.o1")
    with pytest.raises(VoortgangError, match="al overgenomen"):
        refuse_voorstel(viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=3, reden=REDEN)
    with pytest.raises(VoortgangError, match="niet afgewezen"):
        reopen_voorstel(viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=3)
    with pytest.raises(VoortgangError, match="staat niet in deze inlezing"):
        neem(inlezing, 99)
    assert accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk, onder="p1.o1")[1] == []
    with pytest.raises(BestaatNietError):
        accept_alles(viewer=EIGENAAR, inlezing_id=inlezing.pk)


@pytest.mark.parametrize(
    ("voorstel", "zegt"),
    [
        (make_voorstel("besluit", "#x", "", onderwerp="", titel="", aard="ter informatie"), ""),
        (
            make_voorstel("actie", "x.A", "", letter="A", titel="Zonder onderwerp"),
            "kan niet onder het programma zelf",
        ),
        (
            make_voorstel("mijlpaal", "p1#m", "p1", titel="M", wanneer="Q1 van 2024", stand="prima"),
            "bestaat niet",
        ),
        (make_voorstel("gedicht", "x", "", titel="M"), "kan Open VTH niet overnemen"),
        (make_voorstel("product", "x", "p77", titel="M"), "hoort onder ‘p77’"),
    ],
)
def test_a_proposal_that_cannot_be_taken_over_says_why(programma: Programma, voorstel: Voorstel, zegt: str):
    inlezing, _ = lees(make_ronde(), b"x", [voorstel])
    gedaan, niet = accept_alles(viewer=BUREAULID, inlezing_id=inlezing.pk)
    assert (gedaan, len(niet)) == ((0, 1) if zegt else (1, 0))
    assert not zegt or zegt in niet[0]


def test_nothing_read_or_no_right_is_refused(programma: Programma):
    ronde = make_ronde()
    with pytest.raises(VoortgangError, match="staat niets dat"):
        lees(ronde, b"leeg", [])
    with pytest.raises(GeenToegangError):
        record_inlezing(
            viewer=EIGENAAR, ronde_id=ronde.pk, bestandsnaam="x", inhoud=b"x", gelezen=Gelezen(RAPPORT)
        )


def test_a_contradiction_keeps_both_sentences_and_is_settled_once_with_a_reason(programma: Programma):
    paar = Tegenstelling(
        "Drie genoemd, vier gevolgd.", "Er zijn drie projecten.", "regel 4", "(D) Vierde.", "regel 9", "p1"
    )
    lees(make_ronde(), tegenstellingen=[paar, paar])
    tegenspraak = Tegenspraak.objects.get()

    def doe(gekozen, reden=REDEN, viewer=BUREAULID):
        return settle_tegenspraak(viewer=viewer, tegenspraak_id=tegenspraak.pk, gekozen=gekozen, reden=reden)

    for gekozen, reden, zegt in (("beide", REDEN, "kan niet"), ("tweede", "tja", "waarom dat zo is")):
        with pytest.raises(VoortgangError, match=zegt):
            doe(gekozen, reden)
    with pytest.raises(GeenToegangError):
        doe("tweede", viewer=EIGENAAR)
    assert doe("tweede").gekozen == "tweede"
    with pytest.raises(AnderWasVoorError, match="de tweede zin klopt"):
        doe("eerste")


def lees_samenhang() -> Inlezing:
    """A report in which one sentence ties a topic to two others, and one to a pijler."""
    delen = [
        make_voorstel("onderwerp", f"p1.o{n}", "p1", nummer=str(n), titel=f"Onderwerp {n}") for n in (1, 2, 3)
    ]
    paren = (("p1.o1", "p1.o2"), ("p1.o1", "p1.o3"), ("p1.o2", "p1.o1"), ("p1.o1", "p2"))
    banden = [
        make_voorstel("samenhang", f"#s{n}", "", van=van, naar=naar, tekst="Een hangt samen met de rest")
        for n, (van, naar) in enumerate(paren)
    ]
    inlezing, _ = lees(make_ronde(), voorstellen=[*delen, *banden])
    for nummer in (1, 2, 3):
        accept_voorstel(viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=nummer)
    return inlezing


def neem_wacht(inlezing: Inlezing, nummer: int, wie: str = "", dagen: str = "") -> Onderdeel:
    regel = accept_voorstel(
        viewer=BUREAULID, inlezing_id=inlezing.pk, nummer=nummer, wacht=read_wachtkeuze(wie, dagen)
    )
    assert regel.onderdeel is not None
    return regel.onderdeel


def test_a_coherence_becomes_a_dependency_in_the_same_step(programma: Programma):
    inlezing = lees_samenhang()
    een, twee = neem_wacht(inlezing, 4, "van", "10"), neem_wacht(inlezing, 5)
    assert een != twee, "de zin is dezelfde, het andere einde niet"
    programma.refresh_from_db()
    delen = read_beeld(programma).delen
    assert delen[een.pk].inhoud == {"van": "p1.o2", "naar": "p1.o1", "aard": "afhankelijk", "dagen": 10}
    assert delen[twee.pk].inhoud == {"van": "p1.o1", "naar": "p1.o3", "aard": "raakvlak"}
    assert [str(p.dagen) for _, p in read_beeld(programma).iter_afhankelijk()] == ["10"]
    with pytest.raises(VoortgangError, match="wacht iets op zichzelf"):
        record_onderdeel(
            viewer=BUREAULID,
            programma_id=programma.pk,
            nieuw=NieuwOnderdeel(
                "samenhang", "Terug", inhoud={"van": "p1.o1", "naar": "p1.o2", "aard": "afhankelijk"}
            ),
        )


def test_who_waits_must_be_possible_and_nothing_is_left_when_it_is_not(programma: Programma):
    inlezing = lees_samenhang()
    for wie, dagen in (("iedereen", ""), ("van", "veel"), ("van", "-1"), ("van", "99999")):
        with pytest.raises(VoortgangError, match="kan niet"):
            read_wachtkeuze(wie, dagen)
    with pytest.raises(VoortgangError, match="pijler kan niet op iets anders wachten"):
        neem_wacht(inlezing, 7, "van")
    assert not Onderdeel.objects.filter(soort="samenhang")
    neem_wacht(inlezing, 4, "van")
    with pytest.raises(VoortgangError, match="Alleen van samenhang"):
        accept_voorstel(
            viewer=BUREAULID,
            inlezing_id=lees(inlezing.ronde, b"twee", voorstellen=RAPPORT[:2])[0].pk,
            nummer=2,
            wacht=read_wachtkeuze("van", ""),
        )


def test_the_desk_offers_who_waits_only_where_both_can(programma: Programma):
    inlezing = lees_samenhang()
    client = Client()
    client.force_login(make_gebruiker((BUREAU, "programmabureau")))
    adres = f"/voortgang/inlezingen/{inlezing.pk}"
    tekst = client.get(adres).content.decode()
    assert tekst.count("Wie wacht op wie?") == 3 and "p1.o1 Onderwerp 1 wacht op p1.o2 Onderwerp 2" in tekst
    client.post(f"{adres}/neem", {"nummer": "4", "wacht": "naar", "dagen": "5"})
    (regel,) = Voorstelregel.objects.filter(soort="samenhang", stand="overgenomen")
    assert regel.onderdeel is not None
    assert regel.onderdeel.versies.latest("volgnummer").inhoud["van"] == "p1.o1"
    fout = client.post(f"{adres}/neem", {"nummer": "5", "wacht": "maan"}, follow=True).content.decode()
    assert "kan niet wachten" in fout and Voorstelregel.objects.get(volgnummer=5).stand == "open"
