"""What some pages need in Lindeland before they have something to show, done through the services that everybody uses."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from voorbeelden.demo import get_beheerder
from vth.monitoring.fusie.model import Aannamen
from vth.monitoring.indicatoren.wachtrij import request_vastlegging, run_vastlegging
from vth.monitoring.models import Ronde, Vastlegging, Verkenning
from vth.monitoring.verkennen import record_verkenning, run_verkenning
from vth.organisaties.selectors import make_viewer
from vth.register.models import Bronobject
from vth.tijd import klok
from vth.toegang.models import Gebruiker
from vth.toegang.rules import Viewer
from vth.vergunningen.controle import NieuweToestemming
from vth.vergunningen.models import (
    Activiteitinformatie,
    Melding,
    Norm,
    Standaardvoorschrift,
    Toestemming,
    Vergunning,
    Voorschrift,
    Voorstel,
)
from vth.vergunningen.services import record_toestemming
from vth.vergunningen.standaard import record_standaard
from vth.vergunningen.uitpapier.services import Bron, record_voorstel
from vth.vergunningen.uitpapier.tasks import run_voorstel
from vth.zaken.bewaring import services as bewaring
from vth.zaken.brieven.services import NieuwSjabloon, record_sjabloon
from vth.zaken.controle import NieuwVerzoek, Over
from vth.zaken.models import Adviesverzoek, Briefsjabloon, Document, Verzoek, Zaakvernietiging
from vth.zaken.services import record_verzoek

DIENST = "OD-VEENRAND"
CONCEPT = "OV-CONCEPT"
NUMMER, INFORMATIENUMMER = "20261100099", "20261100100"
PAGINAS: dict[Any, str] = {
    Standaardvoorschrift: "vergunningen:standaard",
    Briefsjabloon: "zaken:briefsjabloon",
    Zaakvernietiging: "zaken:vernietiging",
    Verkenning: "monitoring:verkenning",
    Vastlegging: "monitoring:vastlegging",
}
PAPIER = """VOORSCHRIFTEN

2 Geluid

2.1 Deuren en ramen van de werkplaats zijn gesloten zolang er wordt gewerkt.
"""
SJABLOON = b"""naam: Uitnodiging
documentsoort: brief
bij_besluit: false
kader:
  titel: Wij nodigen u uit
  afzender: "{{ zaak.bevoegd_gezag }}"
  ontvanger: "{% if aanvrager.naam %}Aan {{ aanvrager.naam }}{% endif %}"
  datum: "{{ brief.datum }}"
  kenmerk: "{{ zaak.nummer }}"
blokken:
  - tekst: "Wij willen met u spreken over zaak {{ zaak.nummer }}."
"""


def get_viewer(gebruiker: str) -> Viewer:
    """Give an account of Lindeland as it may see and act today."""
    return make_viewer(Gebruiker.objects.get(username=gebruiker), klok.today())


def prepare_vergunningen() -> None:
    """Draft a toestemming and have a text read for it, write a standard text, and leave a melding that nobody took."""
    viewer = get_viewer("veenrand-vergunning")
    vergunning = Vergunning.objects.get(kenmerk="OV-QUABBESTRA")
    nieuw = NieuweToestemming(
        CONCEPT, "Wijziging van de voorschriften over geluid", toestemmingtype="wijziging"
    )
    concept = record_toestemming(viewer=viewer, vergunning_id=vergunning.pk, nieuw=nieuw)
    voorstel = record_voorstel(
        viewer=viewer, toestemming_id=concept.pk, bron=Bron(tekst=PAPIER, naam="Ontwerp geluid")
    )
    run_voorstel.func(str(voorstel.pk))
    record_standaard(
        viewer=viewer,
        organisatie=DIENST,
        code="geluid-deuren",
        onderwerp="geluid",
        titel="Deuren en ramen dicht",
        tekst="Deuren en ramen zijn gesloten zolang er wordt gewerkt.",
        vanaf=date(2026, 1, 1),
    )
    plek = Bronobject.objects.get(soort="vthobject", sleutel="VR-00000008", leverancier=DIENST)
    verzoek = NieuwVerzoek(
        organisatie=DIENST,
        gebied=plek.gebied,
        verzoeknummer=NUMMER,
        type=Verzoek.Type.MELDING,
        indiendatum=klok.today(),
        ontvangen_op=klok.today(),
        omschrijving="Melding van een werkplaats",
        onderwerpen=[Over(plek.pk, "vthobject")],
    )
    record_verzoek(viewer=viewer, nieuw=verzoek)
    informatie = replace(verzoek, type=Verzoek.Type.INFORMATIE, verzoeknummer=INFORMATIENUMMER)
    record_verzoek(viewer=viewer, nieuw=informatie)


def prepare_zaken() -> None:
    """Propose to destroy what may go, and take in a template."""
    bewaring.record_voorstel(viewer=get_viewer("veenrand-archief"), organisatie=DIENST)
    nieuw = NieuwSjabloon(DIENST, "uitnodiging", "Uitnodiging", "brief")
    record_sjabloon(
        viewer=get_beheerder(DIENST), nieuw=nieuw, brokken=[SJABLOON], bestandsnaam="uitnodiging.yaml"
    )


def prepare_monitoring() -> None:
    """Search for mergers, and ask to freeze a figure."""
    ronde = Ronde.objects.get(naam__startswith="Robuustheid")
    verkenning = record_verkenning(viewer=get_viewer("veenrand-bestuur"), ronde=ronde, aannamen=Aannamen())
    run_verkenning.func(str(verkenning.pk))
    vraag = request_vastlegging(
        viewer=get_viewer("stelsel-toets"), codes=["hersteld"], van=date(2025, 1, 1), tot=date(2025, 7, 1)
    )
    run_vastlegging.func(str(vraag.pk))


def find_enige(model: Any) -> str:
    """Give the address of the only one of its kind."""
    return reverse(PAGINAS[model], args=[model.objects.get().pk])


def find_concept(meer: str = "") -> str:
    """Give the address of the draft, or of a page about it."""
    return reverse("vergunningen:toestemming", args=[Toestemming.objects.get(kenmerk=CONCEPT).pk]) + meer


def find_voorstel(meer: str = "") -> str:
    """Give the address of what was read from a text, or of one rule of it."""
    return reverse("vergunningen:voorstel", args=[Voorstel.objects.get().pk]) + meer


def find_voorschrift() -> str:
    """Give the address of a voorschrift of the permit of the story."""
    voorschrift = Voorschrift.objects.filter(vergunning__kenmerk="OV-QUABBESTRA").order_by("pk")[0]
    return reverse("vergunningen:voorschrift", args=[voorschrift.pk])


def find_norm() -> str:
    """Give the address of a norm of the story."""
    return reverse("vergunningen:norm", args=[Norm.objects.order_by("pk")[0].pk])


def find_melding() -> str:
    """Give the address of a melding that was judged."""
    return reverse("vergunningen:melding", args=[Melding.objects.order_by("pk")[0].pk])


def find_open_melding() -> str:
    """Give the address of the melding that nobody took."""
    return reverse("vergunningen:melding", args=[Verzoek.objects.get(verzoeknummer=NUMMER).pk])


def find_informatie() -> str:
    """Give the address of information that was judged."""
    return reverse("vergunningen:informatie", args=[Activiteitinformatie.objects.order_by("pk")[0].pk])


def find_open_informatie() -> str:
    """Give the address of the information that nobody took."""
    return reverse("vergunningen:informatie", args=[Verzoek.objects.get(verzoeknummer=INFORMATIENUMMER).pk])


def find_kennisgeving() -> str:
    """Give the address of the notice of the zaak of the story that has documents."""
    zaak_id = Document.objects.get(documentsoort="akoestisch_rapport").zaak_id
    return reverse("vergunningen:kennisgeving", args=[zaak_id]) + "?soort=aanvraag"


def find_advies() -> str:
    """Give the address of an advice that was asked and has not come."""
    return reverse("zaken:advies", args=[Adviesverzoek.objects.filter(staat="loopt").order_by("pk")[0].pk])
