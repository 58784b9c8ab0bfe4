"""The addresses of this room. None ends in a slash: an address without one would be led to it, and so told that it is there."""

from django.urls import path

from . import webdossier, weblijst, webprocesverbaal, webstrafstuk

app_name = "opsporing"
urlpatterns = [
    path("opsporing", weblijst.list_mijn, name="lijst"),
    path("opsporing/nieuw", weblijst.add_dossier, name="nieuw"),
    path("opsporing/<uuid:dossier_id>", webdossier.show_dossier, name="dossier"),
    path("opsporing/<uuid:dossier_id>/openen", webdossier.open_dossier, name="openen"),
    path("opsporing/<uuid:dossier_id>/<slug:wat>", webdossier.act_dossier, name="handeling"),
    path(
        "opsporing/<uuid:dossier_id>/strafbeschikking/<uuid:strafbeschikking_id>.<slug:vorm>",
        webstrafstuk.send_strafstuk,
        name="strafbestand",
    ),
    path(
        "opsporing/<uuid:dossier_id>/procesverbaal/<uuid:procesverbaal_id>",
        webprocesverbaal.show_procesverbaal,
        name="procesverbaal",
    ),
    path(
        "opsporing/<uuid:dossier_id>/procesverbaal/<uuid:procesverbaal_id>.<slug:vorm>",
        webprocesverbaal.send_procesverbaal,
        name="procesverbaalbestand",
    ),
    path(
        "opsporing/<uuid:dossier_id>/procesverbaal/<uuid:procesverbaal_id>/<slug:wat>",
        webprocesverbaal.act_procesverbaal,
        name="procesverbaalhandeling",
    ),
]
