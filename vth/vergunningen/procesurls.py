"""The addresses of what is out of date, meldingen, information, notices and the rules that apply; `urls` takes them in."""

from django.urls import path

from . import webinformatie, webkennisgeving, webmelding, webregels, webveroudering

urlpatterns = [
    path("vergunningen/meldingen", webmelding.list_meldingen, name="meldingen"),
    path("vergunningen/meldingen/nieuw", webmelding.add_melding, name="meldingnieuw"),
    path("vergunningen/meldingen/<uuid:verzoek_id>", webmelding.show_melding, name="melding"),
    path("vergunningen/informatie", webinformatie.list_informatie, name="informatielijst"),
    path("vergunningen/informatie/nieuw", webinformatie.add_informatie, name="informatienieuw"),
    path("vergunningen/informatie/<uuid:verzoek_id>", webinformatie.show_informatie, name="informatie"),
    path("vergunningen/kennisgeving/<uuid:zaak_id>", webkennisgeving.show_kennisgeving, name="kennisgeving"),
    path("vergunningen/regels/<uuid:bronobject_id>", webregels.show_regels, name="regels"),
    path("vergunningen/normen", webregels.show_normen, name="normen"),
    path("vergunningen/normen/<uuid:norm_id>", webregels.show_norm, name="norm"),
    path("vergunningen/verouderd", webveroudering.list_verouderd, name="verouderd"),
    path(
        "vergunningen/<uuid:vergunning_id>/veroudering", webveroudering.show_veroudering, name="veroudering"
    ),
]
