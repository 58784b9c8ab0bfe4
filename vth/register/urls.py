"""The addresses of this room; `/id/<soort>/<uuid>` stands beside it, at the root (`config/urls.py`)."""

from django.urls import path

from . import web, webdownload

app_name = "register"
urlpatterns = [
    path("register/", web.list_objecten, name="zoeken"),
    path("register/direct", web.list_direct, name="direct"),
    path("register/download.<slug:vorm>", webdownload.download, name="download"),
    path("register/punten.geojson", web.list_punten, name="punten"),
    path("kaart/tegels/<int:zoom>/<int:kolom>/<int:rij>", web.read_tegel, name="tegel"),
    path("register/gemeentegrenzen.geojson", web.list_gemeentegrenzen, name="gemeentegrenzen"),
    path("id/<slug:soort>/<uuid:id_>", web.redirect_identificatie, name="identificatie"),
]
