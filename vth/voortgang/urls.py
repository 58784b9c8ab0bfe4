"""The addresses of this room."""

from django.urls import path

from . import web, webbeheer, webdeel, webdesk, webronde

app_name = "voortgang"
urlpatterns = [
    path("voortgang/", web.list_overzicht, name="overzicht"),
    path("voortgang/nieuw", web.add_programma, name="programmanieuw"),
    path("voortgang/programmas/<uuid:programma_id>", web.show_programma, name="programma"),
    path("voortgang/programmas/<uuid:programma_id>/bijdragen", webronde.list_bijdragen, name="bijdragen"),
    path("voortgang/programmas/<uuid:programma_id>/rondes", webronde.list_rondes, name="rondes"),
    path("voortgang/programmas/<uuid:programma_id>/rondes/nieuw", webronde.add_ronde, name="rondenieuw"),
    path("voortgang/programmas/<uuid:programma_id>/inlezen", webdesk.add_inlezing, name="inlezen"),
    path("voortgang/programmas/<uuid:programma_id>/nieuw/<slug:soort>", webdeel.add_los, name="losnieuw"),
    path("voortgang/programmas/<uuid:programma_id>/beeld/<slug:naam>", web.show_beeld, name="beeld"),
    path("voortgang/programmas/<uuid:programma_id>/beheer", webbeheer.show_beheer, name="beheer"),
    path(
        "voortgang/programmas/<uuid:programma_id>/beheer/<str:wat>",
        webbeheer.act_beheer,
        name="beheerhandeling",
    ),
    path("voortgang/onderdelen/<uuid:onderdeel_id>", webdeel.show_onderdeel, name="onderdeel"),
    path("voortgang/onderdelen/<uuid:onderdeel_id>/<str:wat>", webdeel.act_onderdeel, name="handeling"),
    path("voortgang/rondes/<uuid:ronde_id>", webronde.show_ronde, name="ronde"),
    path("voortgang/rondes/<uuid:ronde_id>/rapport", webronde.show_rapport, name="rapport"),
    path(
        "voortgang/rondes/<uuid:ronde_id>/rapport.<str:vorm>",
        webronde.download_rapport,
        name="rapportbestand",
    ),
    path("voortgang/rondes/<uuid:ronde_id>/samenvatting", webronde.show_samenvatting, name="samenvatting"),
    path(
        "voortgang/rondes/<uuid:ronde_id>/samenvatting.<str:vorm>",
        webronde.download_samenvatting,
        name="samenvattingbestand",
    ),
    path("voortgang/rondes/<uuid:ronde_id>/gegevens.<str:vorm>", webronde.download_gegevens, name="gegevens"),
    path("voortgang/rondes/<uuid:ronde_id>/<str:wat>", webronde.act_ronde, name="rondehandeling"),
    path("voortgang/bijdragen/<uuid:bijdrage_id>", webronde.show_bijdrage, name="bijdrage"),
    path("voortgang/bijdragen/<uuid:bijdrage_id>/<str:wat>", webronde.act_bijdrage, name="bijdragehandeling"),
    path("voortgang/inlezingen/<uuid:inlezing_id>", webdesk.show_inlezing, name="inlezing"),
    path("voortgang/inlezingen/<uuid:inlezing_id>/<str:wat>", webdesk.act_inlezing, name="inlezinghandeling"),
    path("voortgang/tegenspraken/<uuid:tegenspraak_id>", webdesk.settle, name="tegenspraak"),
]
