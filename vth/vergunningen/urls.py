"""The addresses of this room."""

from django.urls import path

from . import web, webmutatie, webopenbaar, webplicht, webtoestemming, webverschil, webzoeken
from .procesurls import urlpatterns as proces
from .uitpapier.urls import urlpatterns as uitpapier

app_name = "vergunningen"
urlpatterns = [
    *proces,
    *uitpapier,
    path("vergunningen/zoeken", webzoeken.find, name="zoeken"),
    path("vergunningen/", web.list_vergunningen, name="lijst"),
    path("vergunningen/download.<str:vorm>", web.download_lijst, name="lijstdownload"),
    path("vergunningen/nieuw", web.add_vergunning, name="nieuw"),
    path("vergunningen/<uuid:vergunning_id>", web.show_vergunning, name="vergunning"),
    path("vergunningen/<uuid:vergunning_id>/verschil", webverschil.show_verschil, name="verschil"),
    path("vergunningen/<uuid:vergunning_id>/download.<str:vorm>", web.download, name="download"),
    path("vergunningen/<uuid:vergunning_id>/openbaar", webopenbaar.show_openbaar, name="openbaar"),
    path(
        "vergunningen/<uuid:vergunning_id>/openbaar.<str:vorm>",
        web.download,
        {"openbaar": True},
        name="openbaardownload",
    ),
    path(
        "vergunningen/<uuid:vergunning_id>/toestemming",
        webtoestemming.add_toestemming,
        name="toestemmingnieuw",
    ),
    path("vergunningen/<uuid:vergunning_id>/verplichtingen", webplicht.show_plichten, name="plichten"),
    path(
        "vergunningen/<uuid:vergunning_id>/verplichtingen.ics", webplicht.send_kalender, name="plichtkalender"
    ),
    path("vergunningen/<uuid:vergunning_id>/overgang", webmutatie.add_overgang, name="overgang"),
    path("standaardvoorschriften/", webplicht.list_alle_standaarden, name="standaarden"),
    path("standaardvoorschriften/<uuid:standaard_id>", webplicht.show_standaard, name="standaard"),
    path("mutaties/<int:mutatie_id>/correctie", webmutatie.correct_mutatie, name="correctie"),
    path("toestemmingen/<uuid:toestemming_id>", webtoestemming.show_toestemming, name="toestemming"),
    path("toestemmingen/<uuid:toestemming_id>/mutatie", webmutatie.change_mutatie, name="mutatie"),
    path(
        "toestemmingen/<uuid:toestemming_id>/<str:wat>",
        webtoestemming.act_toestemming,
        name="toestemminghandeling",
    ),
    path("voorschriften/<uuid:voorschrift_id>", web.show_voorschrift, name="voorschrift"),
    path("voorschriften/<uuid:voorschrift_id>/versies/<int:mutatie_id>", web.redirect_versie, name="versie"),
]
