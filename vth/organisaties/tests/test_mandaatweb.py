"""The mandate register in the site: what its pages show, to whom, and what they take in."""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vth.organisaties.mandaten.invoer import KOLOMMEN, read_mandaattabel
from vth.organisaties.mandaten.selectors import derive_mandaat_q
from vth.organisaties.mandaten.services import close_mandaat, import_mandaten, record_functievervulling
from vth.organisaties.models import Functievervulling, Mandaat, Mandaatingreep, MandaatVoorkomen
from vth.organisaties.selectors import list_mandaten
from vth.organisaties.services import record_betrokkenheid
from vth.tijd.rules import Geldigheid
from vth.toegang.models import Gebruiker
from vth.toegang.rules import ALLE_SOORTEN, VERTROUWELIJKHEDEN, Zicht, check_ziet

from .builders import BEHEERDER, give_mandaat, load_map, make_gebruiker

BLADEN = ("mandaten", "ondertekening", "modelmandaat", "mandaatverschillen", "taakscheiding")


@pytest.fixture
def basis(db: None, tmp_path: Path) -> Path:
    load_map(tmp_path / "basis")
    return tmp_path


@pytest.fixture
def keeper(basis: Path) -> Gebruiker:
    return make_gebruiker(("OD-NOORD", "mandaatbeheerder"))


def browse(gebruiker: Gebruiker) -> Client:
    client = Client()
    client.force_login(gebruiker)
    return client


def read(client: Client, naam: str, *args: Any, **vraag: Any) -> str:
    antwoord = client.get(reverse(f"organisaties:{naam}", args=args), vraag)
    assert antwoord.status_code == 200, antwoord.content[:500]
    return re.sub(r"\s+", " ", antwoord.content.decode())


@pytest.mark.parametrize("blad", BLADEN)
def test_page_says_what_fills_it_when_there_is_nothing(keeper: Gebruiker, blad: str) -> None:
    assert "<h1>" in read(browse(keeper), blad)


def test_register_shows_a_mandate_on_the_day_it_holds(keeper: Gebruiker) -> None:
    give_mandaat(eind=date(2026, 1, 1))
    assert ">M1<" in read(browse(keeper), "mandaten", geldigOp="2025-12-31")
    assert ">M1<" not in read(browse(keeper), "mandaten", geldigOp="2026-01-01")


def test_filters_of_the_register_keep_what_they_say(keeper: Gebruiker) -> None:
    give_mandaat(kenmerk="EEN", ondermandaat_niveaus=1)
    give_mandaat("GM9902", kenmerk="TWEE", soort="machtiging", artikel="5.2")
    give_mandaat(
        "OD-NOORD",
        kenmerk="DRIE",
        mandaatgever_functie="directeur",
        mandaatnemer_functie="teamleider",
        ondermandaat_van="EEN",
        ondergeschikt=True,
    )
    for vraag, wie in (
        ({"gever": "GM9902"}, {"TWEE"}),
        ({"soort": "machtiging"}, {"TWEE"}),
        ({"vorm": "ondermandaat"}, {"DRIE"}),
        ({"functie": "Team"}, {"DRIE"}),
        ({"regeling": "Ow"}, {"EEN", "TWEE", "DRIE"}),
    ):
        blad = read(browse(keeper), "mandaten", **vraag)
        assert {k for k in ("EEN", "TWEE", "DRIE") if f">{k}<" in blad} == wie, vraag
    assert browse(keeper).get(reverse("organisaties:mandaten"), {"soort": "gunst"}).status_code == 400


def test_long_register_goes_page_by_page_and_leaves_nothing_out(keeper: Gebruiker) -> None:
    for n in range(53):
        give_mandaat(kenmerk=f"N{n:02}")
    eerste = read(browse(keeper), "mandaten")
    plaats = re.search(r"vanaf=([^\"&]+)", eerste)
    assert plaats
    client = browse(keeper)
    tweede = client.get(f"{reverse('organisaties:mandaten')}?vanaf={plaats.group(1)}").content.decode()
    kenmerken = [re.findall(r">(N\d\d)<", blad) for blad in (eerste, tweede)]
    assert [len(k) for k in kenmerken] == [50, 3] and len({*kenmerken[0], *kenmerken[1]}) == 53


def test_nobody_sees_a_mandate_of_others(basis: Path) -> None:
    mandaat = give_mandaat()
    vreemd = browse(make_gebruiker(("OD-ZUID", "mandaatbeheerder")))
    assert ">M1<" not in read(vreemd, "mandaten")
    assert vreemd.get(reverse("organisaties:mandaat", args=[mandaat.pk])).status_code == 404
    assert b"M1" not in vreemd.get(reverse("organisaties:mandaatdownload", args=["csv"])).getvalue()
    for naam in ("intrekken", "mandaatingreep"):
        assert (
            vreemd.post(reverse(f"organisaties:{naam}", args=[mandaat.pk]), INGREEP | INTREK).status_code
            == 404
        )
    assert list_mandaten(date(2026, 5, 1)) and not Mandaatingreep.objects.exists()
    assert Client().get(reverse("organisaties:mandaten")).status_code == 302


INTREK = {"per": "2026-05-01", "reden": "besluit 12"}
INGREEP = {
    "soort": "terugname",
    "op": "2026-05-01",
    "onderwerp_soort": "zaak",
    "onderwerp_id": "Z1",
    "reden": "gevoelig",
}


def test_reader_sees_and_does_not_write(basis: Path) -> None:
    mandaat = give_mandaat()
    lezer = browse(make_gebruiker(("OD-NOORD", "lezer")))
    assert "Trek in" not in read(lezer, "mandaat", mandaat.pk)
    assert lezer.post(reverse("organisaties:intrekken", args=[mandaat.pk]), INTREK).status_code == 403
    for naam in ("mandaatinvoer", "functies"):
        assert lezer.get(reverse(f"organisaties:{naam}")).status_code == 403
    assert list_mandaten(date(2026, 5, 1))


def test_page_of_a_mandate_shows_its_chain_and_history(keeper: Gebruiker) -> None:
    boven = give_mandaat(ondermandaat_niveaus=1, beperkingen="niet bij asbest")
    onder = give_mandaat(
        "OD-NOORD",
        kenmerk="O1",
        mandaatgever_functie="directeur",
        mandaatnemer_functie="teamleider",
        ondermandaat_van="M1",
        ondergeschikt=True,
    )
    close_mandaat(viewer=BEHEERDER, mandaat_id=boven.pk, per=date(2026, 1, 1), reden="besluit 12")
    blad = read(browse(keeper), "mandaat", boven.pk)
    for stuk in (
        "niet bij asbest",
        str(onder.pk),
        "Reden: besluit 12",
        "niemand vervult deze functie",
        "gold tot 1 januari 2026",
    ):
        assert stuk in blad, stuk
    assert str(boven.pk) in read(browse(keeper), "mandaat", onder.pk)


def test_keeper_withdraws_and_writes_down_what_the_mandator_did(keeper: Gebruiker) -> None:
    mandaat, client = give_mandaat(), browse(keeper)
    leeg = client.post(
        reverse("organisaties:mandaatingreep", args=[mandaat.pk]), INGREEP | {"onderwerp_id": ""}
    )
    assert leeg.status_code == 422 and "Noem de zaak" in leeg.content.decode()
    assert client.post(reverse("organisaties:mandaatingreep", args=[mandaat.pk]), INGREEP).status_code == 302
    assert client.post(reverse("organisaties:intrekken", args=[mandaat.pk]), INTREK).status_code == 302
    assert not list_mandaten(date(2026, 5, 1))
    assert [i.soort for i in Mandaatingreep.objects.order_by("moment")] == ["terugname", "intrekking"]


VRAAG = {
    "gezag": "GM9901|college",
    "bevoegdheid": "Ow|5.1|",
    "besluitsoort": "omgevingsvergunning",
    "processtap": "besluiten",
    "dag": "2026-05-01",
}


def test_question_is_answered_with_the_reason_and_who_may(keeper: Gebruiker) -> None:
    give_mandaat()
    ander = make_gebruiker(("OD-NOORD", "lezer"))
    record_functievervulling(
        viewer=BEHEERDER,
        organisatie="OD-NOORD",
        functie="directeur",
        betrokkene=f"gebruiker {ander.pk}",
        geldigheid=Geldigheid(date(2024, 1, 1)),
    )
    nee = read(browse(keeper), "ondertekening", **VRAAG)
    assert "U mag dit niet tekenen op 1 mei 2026" in nee and ander.username in nee and "Awb 10:1" in nee
    ja = read(browse(ander), "ondertekening", **VRAAG)
    assert "U mag dit tekenen op 1 mei 2026" in ja and "namens college van Lindeveen" in ja


def test_question_that_cannot_be_read_keeps_what_was_given(keeper: Gebruiker) -> None:
    give_mandaat()
    antwoord = browse(keeper).get(
        reverse("organisaties:ondertekening"), VRAAG | {"dag": "morgen", "gezag": "GM9902|college"}
    )
    assert antwoord.status_code == 422
    assert "Dit bestaat hier niet" in antwoord.content.decode() and "geen dag" in antwoord.content.decode()


def upload(client: Client, inhoud: bytes, naam: str = "mandaten.csv") -> Any:
    return client.post(reverse("organisaties:mandaatinvoer"), {"bestand": SimpleUploadedFile(naam, inhoud)})


def test_what_is_downloaded_comes_in_again_and_changes_nothing(keeper: Gebruiker) -> None:
    give_mandaat(
        ondermandaat_niveaus=1,
        hoogste_bedrag_euro=Decimal("2500.50"),
        gebieden="GM9901 GM9902",
        eind=date(2030, 1, 1),
    )
    give_mandaat(
        "OD-NOORD",
        kenmerk="O1",
        mandaatgever_functie="directeur",
        mandaatnemer_functie="teamleider",
        ondermandaat_van="M1",
        ondergeschikt=True,
    )
    client, stand = browse(keeper), MandaatVoorkomen.objects.count()
    for vorm in ("csv", "xlsx"):
        inhoud = client.get(reverse("organisaties:mandaatdownload", args=[vorm])).getvalue()
        antwoord = upload(client, inhoud, f"mandaten.{vorm}")
        assert antwoord.status_code == 302, antwoord.content.decode()
        assert "er verandert niets" in client.get(antwoord.url).content.decode()
    assert MandaatVoorkomen.objects.count() == stand


def test_wrong_table_is_told_row_by_row_and_nothing_comes_in(keeper: Gebruiker) -> None:
    kop = ";".join(KOLOMMEN).encode()
    antwoord = upload(browse(keeper), kop + b"\nM1;GM9901" + b";" * (len(KOLOMMEN) - 2) + b"\n")
    blad = antwoord.content.decode()
    assert antwoord.status_code == 422 and 'data-label="Rij">2<' in blad and "begin_geldigheid" in blad
    for inhoud, naam, deel in (
        (b"x", "mandaten.docx", "geen CSV of Excelbestand"),
        (b"a;b\n1;2\n", "m.csv", "ontbreekt kolom"),
    ):
        antwoord = upload(browse(keeper), inhoud, naam)
        assert antwoord.status_code == 422 and deel in antwoord.content.decode()
    assert not Mandaat.objects.exists()


def test_model_comes_as_a_table_that_is_taken_in_once_it_is_filled(keeper: Gebruiker, tmp_path: Path) -> None:
    vraag = {
        "gever": "GM9901",
        "gever_functie": "college",
        "nemer": "OD-NOORD",
        "nemer_functie": "directeur",
        "begin": "2026-05-01",
        "vorm": "csv",
    }
    inhoud = browse(keeper).get(reverse("organisaties:modelmandaat"), vraag).getvalue()
    (tmp_path / "model.csv").write_bytes(inhoud)
    rijen, fouten = read_mandaattabel(tmp_path / "model.csv", "model.csv")
    assert len(rijen) > 10 and not fouten
    tabel = list(csv.DictReader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"))
    with (tmp_path / "vol.csv").open("w", newline="") as file:
        schrijver = csv.DictWriter(file, KOLOMMEN)
        schrijver.writeheader()
        schrijver.writerows(rij | {"mandaatbesluit": "B-1"} for rij in tabel)
    assert import_mandaten(viewer=BEHEERDER, bestand=tmp_path / "vol.csv", naam="vol.csv").nieuw == len(rijen)


def test_keeper_says_who_holds_a_function_and_that_it_ended(keeper: Gebruiker) -> None:
    give_mandaat()
    ander, client = make_gebruiker(("OD-NOORD", "lezer")), browse(keeper)
    assert "directeur van Omgevingsdienst Noord" in read(client, "functies")
    vraag = {
        "organisatie": "OD-NOORD",
        "functie": "Directeur",
        "betrokkene": f"gebruiker {ander.pk}",
        "vanaf": "2026-01-01",
    }
    assert client.post(reverse("organisaties:functies"), vraag).status_code == 302
    blad = read(client, "functies")
    assert ander.username in blad and "die niemand vervult" not in blad
    sleutel = f"OD-NOORD|directeur|gebruiker {ander.pk}"
    assert client.post(reverse("organisaties:functie-vervalt"), {"sleutel": sleutel}).status_code == 302
    assert Functievervulling.objects.believed().get().eind_geldigheid < date(9999, 1, 1)
    eigen = client.post(reverse("organisaties:functies"), vraag | {"betrokkene": f"gebruiker {keeper.pk}"})
    assert eigen.status_code == 422 and "legt een ander vast" in eigen.content.decode()


def test_differences_between_participants_are_drawn_and_told(keeper: Gebruiker) -> None:
    give_mandaat()
    give_mandaat("GM9902", processtappen="voorbereiden")
    blad = read(browse(keeper), "mandaatverschillen")
    assert "<svg" in blad and "processtappen: voorbereiden (geen meerderheid)" in blad
    assert (
        browse(keeper).get(reverse("organisaties:mandaatverschillen"), {"nemer": "OD-ZUID"}).status_code
        == 400
    )


def test_broken_separation_of_duties_stands_on_its_page(basis: Path) -> None:
    account = make_gebruiker(("OD-NOORD", "lezer"))
    werker = BEHEERDER.__class__(actor=f"gebruiker {account.pk}", organisaties=frozenset({"OD-NOORD"}))
    for handeling in ("vergunning.assess", "controle.record"):
        record_betrokkenheid(viewer=werker, onderwerp=("vthobject", "O1"), handeling=handeling)
    blad = read(browse(account), "taakscheiding")
    assert "doorbroken zonder reden" in blad and "vergunningverlening en toezicht" in blad


CODES = ("GM9901", "GM9902", "OD-NOORD", "OD-ZUID")


@given(
    leveranciers=st.frozensets(st.sampled_from(CODES)),
    gebieden=st.frozensets(st.sampled_from(CODES[:2])),
    landelijk=st.booleans(),
    niveaus=st.sampled_from([frozenset(), frozenset(VERTROUWELIJKHEDEN)]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_a_mandate_is_seen_by_who_sees_the_records_of_either_side(
    paren: list[Mandaat], leveranciers: Any, gebieden: Any, landelijk: bool, niveaus: Any
) -> None:
    zicht = Zicht(leveranciers, gebieden, niveaus, landelijk, ALLE_SOORTEN)

    def sees(code: str) -> bool:
        return check_ziet(zicht, soort="x", leverancier=code, gebied=code, vertrouwelijkheid="openbaar")

    gezien = set(Mandaat.objects.filter(derive_mandaat_q(zicht)).values_list("pk", flat=True))
    assert gezien == {m.pk for m in paren if sees(m.mandaatgever_id) or sees(m.mandaatnemer_id)}


@pytest.fixture
def paren(basis: Path) -> list[Mandaat]:
    return [
        give_mandaat(a, b)
        for a, b in (("GM9901", "OD-NOORD"), ("GM9902", "OD-ZUID"), ("OD-ZUID", "OD-NOORD"))
    ]
