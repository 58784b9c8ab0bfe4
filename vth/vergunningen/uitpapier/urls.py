"""The addresses of reading from paper."""

from django.urls import path

from . import web

urlpatterns = [
    path("toestemmingen/<uuid:toestemming_id>/voorstellen/nieuw", web.add_voorstel, name="voorstelnieuw"),
    path("voorstellen/<uuid:voorstel_id>", web.show_voorstel, name="voorstel"),
    path("voorstellen/<uuid:voorstel_id>/regels/<int:volgnummer>", web.change_regel, name="voorstelregel"),
    path(
        "voorstellen/<uuid:voorstel_id>/regels/<int:volgnummer>/<str:wat>",
        web.act_regel,
        name="voorstelhandeling",
    ),
]
