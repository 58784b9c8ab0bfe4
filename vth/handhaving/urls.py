"""The addresses of this room."""

from django.urls import path

from . import web, webbrief, webgeld, webmaatregel, webovertreding, webuitlevering, webverzoek

app_name = "handhaving"
urlpatterns = [
    path("handhaving/", web.list_werk, name="lijst"),
    path("handhaving/download.<str:vorm>", web.download, name="download"),
    path(
        "handhaving/overtredingen/nieuw/<uuid:bevinding_id>",
        webovertreding.add_overtreding,
        name="overtredingnieuw",
    ),
    path(
        "handhaving/overtredingen/<uuid:overtreding_id>", webovertreding.show_overtreding, name="overtreding"
    ),
    path(
        "handhaving/overtredingen/<uuid:overtreding_id>/maatregel",
        webovertreding.add_maatregel,
        name="maatregelnieuw",
    ),
    path(
        "handhaving/overtredingen/<uuid:overtreding_id>/<str:wat>",
        webovertreding.act_overtreding,
        name="overtredinghandeling",
    ),
    path("handhaving/maatregelen/<uuid:maatregel_id>", webmaatregel.show_maatregel, name="maatregel"),
    path(
        "handhaving/maatregelen/<uuid:maatregel_id>/brief",
        webbrief.make_maatregelbrief,
        name="maatregelbrief",
    ),
    path(
        "handhaving/maatregelen/<uuid:maatregel_id>/<str:wat>",
        webmaatregel.act_maatregel,
        name="maatregelhandeling",
    ),
    path("handhaving/dwangsommen/<uuid:verbeurte_id>", webgeld.show_verbeurte, name="verbeurte"),
    path(
        "handhaving/dwangsommen/<uuid:verbeurte_id>/brief",
        webbrief.make_verbeurtebrief,
        name="verbeurtebrief",
    ),
    path(
        "handhaving/dwangsommen/<uuid:verbeurte_id>/<str:wat>",
        webgeld.act_verbeurte,
        name="verbeurtehandeling",
    ),
    path("handhaving/geld", webgeld.show_overzicht, name="geld"),
    path("handhaving/uitvoer", webuitlevering.show_uitlevering, name="uitvraag"),
    path("handhaving/uitvoer/<str:naam>.<str:vorm>", webuitlevering.send_uitlevering, name="uitbestand"),
    path("handhaving/verzoek/<uuid:bronobject_id>", webverzoek.add_verzoek, name="verzoeknieuw"),
    path("handhaving/verzoeken/<uuid:verzoek_id>", webverzoek.show_verzoek, name="verzoek"),
    path("handhaving/verzoeken/<uuid:verzoek_id>/<str:wat>", webverzoek.act_verzoek, name="verzoekhandeling"),
]
