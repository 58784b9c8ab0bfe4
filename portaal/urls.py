"""The addresses of the portal."""

from django.urls import path

from . import web, webagenda, webinzage, webvoorbereiding

app_name = "portaal"
urlpatterns = [
    path("", web.show_start, name="start"),
    path("objecten/<uuid:identiteit>", web.show_object, name="object"),
    path("voorbereiding/<uuid:controle_id>", webvoorbereiding.show_voorbereiding, name="voorbereiding"),
    path("inzagen", webinzage.list_inzagen, name="inzagen"),
    path("inzagen/download.<str:vorm>", webinzage.download, name="inzagendownload"),
    path("inzagen/betrokkene/<uuid:betrokkene>", webinzage.make_overzicht, name="inzageoverzicht"),
    path("id/verwerkingsactiviteit", webinzage.list_verwerkingsactiviteiten, name="verwerkingsactiviteiten"),
    path("toegankelijkheid", web.show_toegankelijkheid, name="toegankelijkheid"),
    path("kaart", web.show_kaart, name="kaart"),
    path("agenda", webagenda.show_agenda, name="agenda"),
    path("agenda/sleutel", webagenda.change_sleutel, name="agendasleutel"),
    path("agenda/<str:geheim>.ics", webagenda.send_kalender, name="kalender"),
]
