"""The addresses of checklists, and of those of one controle."""

from django.urls import path

from . import web, webcontrole

app_name = "checklist"
urlpatterns = [
    path("checklists/", web.list_alle, name="lijst"),
    path("checklists/nieuw", web.add_versie, name="nieuw"),
    path("checklists/versies/<uuid:versie_id>", web.show_versie, name="versie"),
    path("checklists/versies/<uuid:versie_id>/proef", web.show_proef, name="versieproef"),
    path("checklists/<slug:code>", web.show_checklist, name="checklist"),
    path("checklists/<slug:code>/proef", web.show_proef, name="proef"),
    path("<uuid:controle_id>/checklist", webcontrole.show_controlelijsten, name="controle"),
]
