"""The addresses of this room."""

from django.urls import path

from . import web, webbeoordeling, webbewijs, webfusie, webindicator, weblijst, webrapport

app_name = "monitoring"
urlpatterns = [
    path("monitoring/", web.list_overzicht, name="overzicht"),
    path("monitoring/rondes/nieuw", web.add_ronde, name="rondenieuw"),
    path("monitoring/rondes/<uuid:ronde_id>", web.show_ronde, name="ronde"),
    path("monitoring/rondes/<uuid:ronde_id>/publiceer", web.publish_ronde, name="publiceer"),
    path("monitoring/rondes/<uuid:ronde_id>/rapport", webrapport.show_rapport, name="rapport"),
    path(
        "monitoring/rondes/<uuid:ronde_id>/rapport.<slug:vorm>",
        webrapport.send_rapport,
        name="rapportbestand",
    ),
    path("monitoring/rondes/<uuid:ronde_id>/financiering", weblijst.show_financiering, name="financiering"),
    path("monitoring/rondes/<uuid:ronde_id>/kwaliteitscriteria", weblijst.show_gevolgen, name="gevolgen"),
    path("monitoring/oordelen/<uuid:id_>.<slug:vorm>", webrapport.send_brief, name="oordeelbrief"),
    path("monitoring/lijsten/<uuid:id_>", weblijst.show_lijsten, name="lijsten"),
    path("monitoring/lijsten/<uuid:id_>/<str:wat>", weblijst.act_lijst, name="lijst"),
    path("monitoring/rondes/<uuid:ronde_id>/fusies", webfusie.show_fusies, name="fusies"),
    path("monitoring/verkenningen/<uuid:verkenning_id>", webfusie.show_verkenning, name="verkenning"),
    path("monitoring/indicatoren", webindicator.list_alle, name="indicatoren"),
    path("monitoring/indicatoren/alle/vastleggen", webindicator.add_standen, name="indicatorenvastleggen"),
    path("monitoring/indicatoren/<slug:code>", webindicator.show_indicator, name="indicator"),
    path("monitoring/indicatoren/<slug:code>/vastleggen", webindicator.add_stand, name="indicatorvastleggen"),
    path("monitoring/vastleggingen/<uuid:vastlegging_id>", webindicator.show_vastlegging, name="vastlegging"),
    path("monitoring/cijfers/<uuid:stand_id>", webindicator.show_stand, name="indicatorstand"),
    path(
        "monitoring/cijfers/<uuid:stand_id>/<str:organisatie>",
        webindicator.list_stand_records,
        name="indicatorrecords",
    ),
    path("monitoring/bewijs", webbewijs.show_bewijs, name="bewijs"),
    path("monitoring/bewijs/<str:wat>", webbewijs.act_bewijs, name="bewijshandeling"),
    path("monitoring/bewijsstukken/<uuid:id_>/<int:versie>", webbewijs.send_bewijs, name="bewijsbestand"),
    path("monitoring/fusies/geschiedenis", webfusie.show_geschiedenis, name="geschiedenis"),
    path("monitoring/afstanden", webfusie.add_afstanden, name="afstanden"),
    path("monitoring/openstellen", webfusie.add_openstelling, name="openstellen"),
    path(
        "monitoring/zelfbeoordelingen/<uuid:id_>", webbeoordeling.show_zelfbeoordeling, name="zelfbeoordeling"
    ),
    path(
        "monitoring/zelfbeoordelingen/<uuid:id_>/<str:wat>",
        webbeoordeling.act_zelfbeoordeling,
        name="handeling",
    ),
]
