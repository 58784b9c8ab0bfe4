"""The public version of a permit: what is not public is in none of its four forms, and how much that was is told."""

import io
import json
import re
import uuid
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from vth.interface.tests.builders import log_in
from vth.register.models import Bronobject
from vth.register.services import record_object
from vth.register.tests.builders import LANDELIJK, make_object
from vth.tijd import klok
from vth.tijd.rules import Peilmoment
from vth.vergunningen.consolidatie import Standregel, read_stand
from vth.vergunningen.controle import Mutatievoorstel
from vth.vergunningen.inhoud import make_grenswaarde
from vth.vergunningen.models import Mutatiebereik, Vergunning
from vth.vergunningen.openbaar import derive_openbare_stand, make_openbare_viewer
from vth.vergunningen.stukken import record_vergunningdocument
from vth.zaken.documenten.tests.builders import make_document
from vth.zaken.tests.builders import make_zaak

from .builders import BUITEN, VERA, make_inhoud, make_toestemming, make_vergunning, stel, wijzig

pytestmark = pytest.mark.django_db
J20, J24 = date(2020, 1, 1), date(2024, 1, 1)
STIL = Standregel(
    uuid.UUID(int=0), 1, uuid.UUID(int=0), J20, None, 0, 0, False, "1", "", "", "standaard", True, ""
)


@pytest.fixture
def vera(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Sign in somebody who sees all of the permit."""
    return log_in(client, monkeypatch, VERA)


def make_betrokkene(naam: str, vertrouwelijkheid: str, soort: str = "vestiging") -> Bronobject:
    """Register somebody who can hold a permit, public or not."""
    inhoud = {"naam": naam} if soort == "vestiging" else {"geslachtsnaam": naam}
    return record_object(
        viewer=LANDELIJK,
        leverancier="OD-NOORD",
        soort=soort,
        sleutel=naam,
        inhoud=inhoud,
        begin_geldigheid=J20,
        gebied="GM9901",
        vertrouwelijkheid=vertrouwelijkheid,
    )


def stil(nummer: str, **velden: object) -> Mutatievoorstel:
    """Let a voorschrift come into force that is not public, with a limit and words of its own."""
    grens = make_grenswaarde(
        {"naam": "GEHEIMSTOF", "medium": "lucht", "waarde": "7", "eenheid": "mg/Nm3", "stof": "71-43-2"}
    )
    inhoud = make_inhoud(nummer, "GEHEIME TEKST over de kluis.", openbaar=False, grenswaarden=(grens,))
    return Mutatievoorstel("van_kracht", inhoud, **velden)  # type: ignore[arg-type]


def make_activiteit(naam: str) -> Bronobject:
    """Register a public activity."""
    inhoud = {
        "activiteit": "bal-3.2.9",
        "status": "uitvoering",
        "omschrijving": naam,
        "bevoegd_gezag": "GM9901",
    }
    return record_object(
        viewer=LANDELIJK,
        leverancier="OD-NOORD",
        soort="activiteituitvoering",
        sleutel=naam,
        inhoud=inhoud,
        begin_geldigheid=J20,
        gebied="GM9901",
        vertrouwelijkheid="openbaar",
    )


def make_deels() -> Vergunning:
    """Make a permit of which two voorschriften, a document, an activity's firm and a holder are not public."""
    v, a, b = make_vergunning(), uuid.uuid4(), uuid.uuid4()
    houders = [
        make_betrokkene("Open BV", "openbaar"),
        make_betrokkene("Verzwegen BV", "intern"),
        make_betrokkene("Jansen", "openbaar", "natuurlijkpersoon"),
    ]
    t = make_toestemming(
        v,
        J20,
        stel("1", id_=a),
        stil("77.31", voorschrift_id=b, ouder_id=a),
        stel("3.1", "Openbaar onder stil.", ouder_id=b),
        stil("88.42"),
        houders=[h.pk for h in houders],
    )
    make_toestemming(v, J24, wijzig(a, "1", "Strenger dan toen."))
    zaak = make_zaak(vertrouwelijkheid="openbaar")
    for titel, niveau, openbaar in (
        ("Aanvraag zonder namen", "openbaar", True),
        ("STIL RAPPORT", "openbaar", False),
        ("INTERN RAPPORT", "intern", False),
    ):
        document = make_document(zaak, titel=titel, vertrouwelijkheid=niveau)
        record_vergunningdocument(
            viewer=VERA, toestemming_id=t.pk, document_id=document.pk, onderdeel="rapport", openbaar=openbaar
        )
    return v


def lees_vormen(client: Client, v: Vergunning) -> dict[str, str]:
    """Give the text of the public version in each of its forms."""
    basis = f"/vergunningen/{v.pk}/openbaar"
    los = {vorm: client.get(f"{basis}.{vorm}").content for vorm in ("pdf", "docx", "json")}
    with zipfile.ZipFile(io.BytesIO(los["docx"])) as word:
        docx = " ".join(word.read(n).decode("utf-8", "replace") for n in word.namelist())
    pdf = pdfium.PdfDocument(los["pdf"])
    return {
        "pagina": client.get(basis).content.decode(),
        "pdf": " ".join(p.get_textpage().get_text_range() for p in pdf) + str(pdf.get_metadata_dict()),
        "docx": docx,
        "json": los["json"].decode(),
    }


def test_nothing_that_is_not_public_is_in_any_of_the_four_forms(vera: Client) -> None:
    """Words, numbers, limits, documents, holders and persons; what is public is there, and how much is not."""
    v = make_deels()
    vormen = lees_vormen(vera, v)
    woorden = (
        "GEHEIM",
        "STIL RAPPORT",
        "INTERN RAPPORT",
        "Verzwegen",
        "Jansen",
        "natuurlijk persoon",
        "71-43-2",
        "88.42",
        "77.31",
    )
    heel = vera.get(f"/vergunningen/{v.pk}").content.decode()
    assert all(
        w in heel for w in ("GEHEIME TEKST", "STIL RAPPORT", "Verzwegen BV", "natuurlijk persoon", "71-43-2")
    )
    for vorm, tekst in vormen.items():
        assert [w for w in woorden if w in tekst] == [], vorm
        for woord in ("Strenger dan toen.", "Openbaar onder stil.", "Open BV"):
            assert woord in re.sub(r"\s+", " ", tekst), (vorm, woord)
    for vorm in ("pagina", "pdf", "docx"):
        assert "2 voorschriften en 2 stukken" in re.sub(r"\s+", " ", vormen[vorm]), vorm
    assert json.loads(vormen["json"])["weggelaten"] == {"voorschriften": 2, "stukken": 2}


def test_what_stands_under_what_is_left_out_does_not_tell_where_that_was(vera: Client) -> None:
    """In data its parent is the next that is public, and no address of what is left out is there."""
    v = make_deels()
    los = json.loads(vera.get(f"/vergunningen/{v.pk}/openbaar.json").content)
    boven, onder = los["voorschriften"]
    assert (onder["nummer"], onder["onder"]) == ("3.1", boven["id"])
    weg = [r for r in read_stand(v.pk, Peilmoment(klok.today(), klok.now())) if not r.openbaar]
    assert len(weg) == 2 and not any(str(r.voorschrift_id) in json.dumps(los) for r in weg)
    pagina = vera.get(f"/vergunningen/{v.pk}/openbaar").content.decode()
    assert not any(str(r.voorschrift_id) in pagina for r in weg) and "2 voorschriften</" in pagina


def test_a_permit_without_anything_hidden_says_that_nothing_was_left_out(vera: Client) -> None:
    v = make_vergunning()
    make_toestemming(v, J20, stel("1"))
    assert (
        "geen voorschrift en geen stuk weggelaten"
        in vera.get(f"/vergunningen/{v.pk}/openbaar").content.decode()
    )
    assert f"/vergunningen/{v.pk}/openbaar?" in vera.get(f"/vergunningen/{v.pk}").content.decode()


def test_of_a_permit_that_is_not_public_there_is_no_public_version(
    vera: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That is said; a form that does not exist and a stranger find nothing."""
    v = make_vergunning(vertrouwelijkheid="intern")
    make_toestemming(v, J20, stel("1", "Tekst van binnen."))
    for eind in ("", ".json", ".pdf", ".docx"):
        antwoord = vera.get(f"/vergunningen/{v.pk}/openbaar{eind}")
        assert antwoord.status_code == 403 and "bestaat geen openbare versie" in antwoord.content.decode()
        assert "Tekst van binnen" not in antwoord.content.decode()
    assert f"/vergunningen/{v.pk}/openbaar" not in vera.get(f"/vergunningen/{v.pk}").content.decode()
    open_ = make_deels_adres()
    assert vera.get(f"{open_}.exe").status_code == 404
    assert vera.get(f"{open_}?geldigOp=gisteren").status_code == 400
    log_in(vera, monkeypatch, BUITEN)
    assert {vera.get(f"{open_}{eind}").status_code for eind in ("", ".json")} == {404}


def make_deels_adres() -> str:
    """Give the address of the public version of another permit."""
    v = make_vergunning(kenmerk="V-2")
    make_toestemming(v, J20, stil("1"))
    return f"/vergunningen/{v.pk}/openbaar"


def test_when_all_is_hidden_the_permit_still_stands(vera: Client) -> None:
    tekst = vera.get(make_deels_adres()).content.decode()
    assert "0 voorschriften" in tekst and "Weggelaten is 1 voorschrift" in tekst and "GEHEIM" not in tekst


def test_the_public_viewer_sees_never_more_than_the_viewer_and_may_do_nothing() -> None:
    """Of who sees nothing public nothing is left; no kind of record is added."""
    ieder = make_openbare_viewer(VERA)
    assert ieder.zicht.niveaus == {"openbaar"} and "natuurlijkpersoon" not in ieder.zicht.soorten
    assert not ieder.zicht.alle_soorten and not ieder.handelingen
    assert (ieder.zicht.gebieden, ieder.zicht.leveranciers) == (VERA.zicht.gebieden, VERA.zicht.leveranciers)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 7)), max_size=8))
def test_in_any_tree_each_public_voorschrift_stays_once_under_a_public_one(
    rijen: Sequence[tuple[bool, int]],
) -> None:
    """In the same order, and one deeper than what it stands under."""
    stand = [
        STIL._replace(
            voorschrift_id=uuid.UUID(int=n + 1),
            openbaar=openbaar,
            ouder_id=uuid.UUID(int=ouder % n + 1) if n and ouder else None,
        )
        for n, (openbaar, ouder) in enumerate(rijen)
    ]
    open_ = derive_openbare_stand(stand)
    assert [r.voorschrift_id for r in open_] == [r.voorschrift_id for r in stand if r.openbaar]
    dieptes = {r.voorschrift_id: r.diepte for r in open_}
    assert all(r.diepte == (dieptes[r.ouder_id] + 1 if r.ouder_id else 0) for r in open_)


def test_of_what_is_not_decided_yet_the_public_version_tells_nothing(vera: Client) -> None:
    """No activity, no document and no number of a draft, and of a later decision not on an earlier day; nor is it counted."""
    v = make_vergunning()
    make_toestemming(v, J20, stel("1"), activiteiten=[make_activiteit("Eerste werk").pk])
    make_toestemming(v, J24, stel("2"), activiteiten=[make_activiteit("Later werk").pk])
    concept = make_toestemming(
        v, None, stel("3"), kenmerk="OV-2026/9", activiteiten=[make_activiteit("Uitbreiding tankpark").pk]
    )
    tekening = make_document(
        make_zaak(vertrouwelijkheid="openbaar"), titel="NOG NIET", vertrouwelijkheid="openbaar"
    )
    record_vergunningdocument(
        viewer=VERA, toestemming_id=concept.pk, document_id=tekening.pk, onderdeel="tekening", openbaar=True
    )
    for vorm, tekst in lees_vormen(vera, v).items():
        assert [w for w in ("Uitbreiding", "NOG NIET", "OV-2026/9") if w in tekst] == [], vorm
    eerder = vera.get(f"/vergunningen/{v.pk}/openbaar?geldigOp=2022-01-01").content.decode()
    assert "Eerste werk" in eerder and "Later werk" not in eerder
    assert "Later werk" in vera.get(f"/vergunningen/{v.pk}/openbaar").content.decode()
    assert "geen stuk weggelaten" in eerder


def test_what_the_maker_may_not_see_himself_is_counted_and_no_false_reason_is_given(
    vera: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A public activity of another region is not called "not public", and that persons are left out is always said."""
    v = make_deels()
    ver = make_object("Ver weg", begin=J20, leverancier="OD-ZUID", gebied="GM9903")
    t = make_toestemming(v, J24, stel("9"))
    Mutatiebereik.objects.create(mutatie=t.mutaties.get(), bronobject=ver)
    blind = replace(VERA, zicht=replace(VERA.zicht, niveaus=frozenset({"openbaar"})))
    log_in(vera, monkeypatch, blind)
    tekst = vera.get(f"/vergunningen/{v.pk}/openbaar").content.decode()
    assert "2 voorschriften en 2 stukken" in tekst and "Natuurlijke personen" in tekst
    assert "alleen voor iets dat hier niet is genoemd" in tekst


def test_a_public_voorschrift_under_what_lapsed_does_not_name_that() -> None:
    los = STIL._replace(ouder_id=uuid.uuid4(), los=True)
    assert derive_openbare_stand([los])[0].ouder_id is None
