"""The addresses of this room."""

from django.urls import path

from . import web, webbesluit, webteam, webverband
from .advies import web as advies
from .bewaring import web as bewaring
from .brieven.urls import urlpatterns as brieven
from .documenten.urls import urlpatterns as documenten

app_name = "zaken"
urlpatterns = [
    path("zaken/", web.list_zaken, name="lijst"),
    path("zaken/nieuw", web.add_zaak, name="nieuw"),
    path("zaken/overdracht", web.hand_over, name="overdracht"),
    path("zaken/download.<str:vorm>", web.download, name="download"),
    path("zaken/<uuid:zaak_id>", web.show_zaak, name="zaak"),
    path("zaken/<uuid:zaak_id>/stap", web.take_stap, name="stap"),
    path("zaken/<uuid:zaak_id>/termijn/<str:code>/<str:wat>", web.change_termijn, name="termijn"),
    path("zaken/<uuid:zaak_id>/startdatum", web.change_startdatum, name="startdatum"),
    path("zaken/<uuid:zaak_id>/verzoek", web.add_verzoek, name="verzoek"),
    path("zaken/<uuid:zaak_id>/opstellen", webbesluit.add_besluit, name="opstellen"),
    path("zaken/teams", webteam.list_alle_teams, name="teams"),
    path("zaken/teams/<str:wat>", webteam.act_team, name="teamhandeling"),
    path("zaken/<uuid:zaak_id>/onderwerpen", webverband.change_onderwerpen, name="onderwerpen"),
    path("zaken/<uuid:zaak_id>/relaties", webverband.change_relaties, name="relaties"),
    path("zaken/<uuid:zaak_id>/advies", advies.add_advies, name="adviesvraag"),
    path("adviezen/", advies.list_adviezen, name="adviezen"),
    path("adviezen/nieuw", advies.add_advies, name="adviesnieuw"),
    path("adviezen/download.<str:vorm>", advies.download, name="adviesdownload"),
    path("adviezen/<uuid:advies_id>", advies.show_advies, name="advies"),
    path("adviezen/<uuid:advies_id>/<str:wat>", advies.act_advies, name="advieshandeling"),
    path("zaken/<uuid:zaak_id>/pakket", bewaring.send_pakket, name="pakket"),
    path("zaken/<uuid:zaak_id>/bewaring/<str:wat>", bewaring.change_bewaring, name="zaakbewaring"),
    path("bewaring/", bewaring.show_bewaring, name="bewaring"),
    path("bewaring/<uuid:vernietiging_id>", bewaring.show_vernietiging, name="vernietiging"),
    path(
        "bewaring/<uuid:vernietiging_id>/<str:wat>", bewaring.act_vernietiging, name="vernietigingshandeling"
    ),
    path("besluiten/nieuw", webbesluit.add_bestaand, name="bestaandbesluit"),
    *brieven,
    path("besluiten/<uuid:besluit_id>", webbesluit.show_besluit, name="besluit"),
    path("besluiten/<uuid:besluit_id>/<str:wat>", webbesluit.act_besluit, name="besluithandeling"),
    *documenten,
]
