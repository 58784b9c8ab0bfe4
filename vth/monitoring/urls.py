"""The addresses of this room."""

from django.urls import path

from . import web, webbeoordeling, webfusie

app_name = "monitoring"
urlpatterns = [
    path("monitoring/", web.list_overzicht, name="overzicht"),
    path("monitoring/rondes/nieuw", web.add_ronde, name="rondenieuw"),
    path("monitoring/rondes/<uuid:ronde_id>", web.show_ronde, name="ronde"),
    path("monitoring/rondes/<uuid:ronde_id>/publiceer", web.publish_ronde, name="publiceer"),
    path("monitoring/rondes/<uuid:ronde_id>/fusies", webfusie.show_fusies, name="fusies"),
    path("monitoring/verkenningen/<uuid:verkenning_id>", webfusie.show_verkenning, name="verkenning"),
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
