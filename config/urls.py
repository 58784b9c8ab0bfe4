"""The addresses of the site, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from .api import urls as api
from .zgw import urls as zgw

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portaal.urls")),
    path("toezicht/veld/", include("vth.toezicht.veld.urls")),
    path("toezicht/", include("vth.toezicht.lijst.urls")),
    path("", include("vth.monitoring.urls")),
    path("", include("vth.voortgang.urls")),
    path("", include("vth.handhaving.strategieurls")),
    path("", include("vth.vergunningen.urls")),
    path("", include("vth.toezicht.uitleverurls")),
    path("", include("vth.toezicht.urls")),
    path("", include("vth.handhaving.urls")),
    path("", include("vth.opsporing.urls")),
    path("", include("vth.zaken.urls")),
    path("", include("vth.ontdubbeling.urls")),
    path("", include("vth.organisaties.urls")),
    path("", include("vth.register.urls")),
    path("", include("vth.register.ogcurls")),
    path("aanleveringen/", include("vth.aanleveringen.urls")),
    path("terugmeldingen/", include("vth.aanleveringen.urlsterugmelding")),
    path("", include("vth.toegang.urls")),
    path("", include("vth.vormgeving.urls")),
    path("api/v1/", api),
    path("zgw/", zgw),
]
handler400 = "portaal.web.show_onleesbaar"
handler403 = "portaal.web.show_geen_toegang"
handler404 = "portaal.web.show_bestaat_niet"
handler500 = "portaal.web.show_storing"
