"""The addresses of letters and templates."""

from django.urls import path

from . import web

urlpatterns = [
    path("zaken/<uuid:zaak_id>/brief", web.make_zaakbrief, name="zaakbrief"),
    path("besluiten/<uuid:besluit_id>/brief", web.make_besluitbrief, name="besluitbrief"),
    path("sjablonen/", web.list_alle, name="briefsjablonen"),
    path("sjablonen/<uuid:sjabloon_id>", web.show_sjabloon, name="briefsjabloon"),
    path("sjablonen/<uuid:sjabloon_id>/intrekken", web.close_sjabloon, name="briefsjabloonintrekken"),
    path(
        "sjablonen/<uuid:sjabloon_id>/versies/<int:volgnummer>/download",
        web.download,
        name="briefsjabloondownload",
    ),
]
