"""The addresses of this room, below /aanleveringen/."""

from django.urls import path

from . import web, webvergelijking, webverslag

app_name = "aanleveringen"
urlpatterns = [
    path("", web.list_aanleveringen, name="lijst"),
    path("download.<str:vorm>", web.download_lijst, name="lijstdownload"),
    path("nieuw", web.accept_aanlevering, name="nieuw"),
    path("aanvaardingen", webverslag.list_aanvaardingen, name="aanvaardingen"),
    path("aanvaardingen/<int:aanvaarding_id>/intrekken", webverslag.close_aanvaarding, name="intrekken"),
    path("vergelijking", webvergelijking.compare_leveranciers, name="vergelijking"),
    path("score/<str:leverancier>/<path:reeks>", webvergelijking.show_score, name="score"),
    path("<uuid:aanlevering_id>", web.show_aanlevering, name="aanlevering"),
    path("<uuid:aanlevering_id>/voortgang", web.show_voortgang, name="voortgang"),
    path("<uuid:aanlevering_id>/besluit", web.decide_aanlevering, name="besluit"),
    path("<uuid:aanlevering_id>/toetsverslag", webverslag.list_verslag, name="verslag"),
    path(
        "<uuid:aanlevering_id>/toetsverslag/<int:volgnummer>",
        webverslag.accept_waarschuwing,
        name="aanvaarden",
    ),
    path("<uuid:aanlevering_id>/download/<slug:soort>.<slug:vorm>", webverslag.download, name="download"),
]
