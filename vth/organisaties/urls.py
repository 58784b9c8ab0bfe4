"""The addresses of this room."""

from django.urls import path

from . import web

app_name = "organisaties"
urlpatterns = [
    path("mandaten/", web.list_mandaten, name="mandaten"),
    path("mandaten/mandaat/<uuid:mandaat_id>", web.show_mandaat, name="mandaat"),
    path("mandaten/mandaat/<uuid:mandaat_id>/intrekken", web.close, name="intrekken"),
    path("mandaten/mandaat/<uuid:mandaat_id>/mandaatingreep", web.record_ingreep, name="mandaatingreep"),
    path("mandaten/download/<str:vorm>", web.download_mandaten, name="mandaatdownload"),
    path("mandaten/ondertekening", web.ask_ondertekening, name="ondertekening"),
    path("mandaten/nieuw", web.add_mandaat, name="mandaatnieuw"),
    path("mandaten/invoer", web.take_in, name="mandaatinvoer"),
    path("mandaten/modelmandaat", web.show_modelmandaat, name="modelmandaat"),
    path("mandaten/verschillen", web.compare, name="mandaatverschillen"),
    path("mandaten/functies", web.list_functies, name="functies"),
    path("mandaten/functies/vervalt", web.close_functie, name="functie-vervalt"),
    path("mandaten/taakscheiding", web.show_taakscheiding, name="taakscheiding"),
]
