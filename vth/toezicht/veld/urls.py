"""The addresses of the app in the field; all below one, for that is how far its service worker reaches."""

from django.urls import path

from . import web

app_name = "veld"
urlpatterns = [
    path("", web.show_schil, name="start"),
    path("dienst.js", web.send_dienst, name="dienst"),
    path("manifest.json", web.send_manifest, name="manifest"),
    path("tijd", web.send_tijd, name="tijd"),
    path("bezoeken", web.list_bezoeken, name="bezoeken"),
    path("bezoeken/<uuid:controle_id>/meenemen", web.take_along, name="meenemen"),
    path("bezoeken/<uuid:controle_id>/stand", web.send_stand, name="stand"),
    path("stukken/<uuid:stuk_id>", web.receive_stuk, name="stuk"),
    path("stukken/<uuid:stuk_id>/foto", web.receive_foto, name="foto"),
]
