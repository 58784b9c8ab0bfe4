"""The addresses of this room."""

from django.urls import path

from . import web, webbevinding, webrapport, webwaarschuwing
from .monster.urls import urlpatterns as monster
from .ritme.urls import urlpatterns as ritme
from .signaalurls import urlpatterns as signalen

app_name = "toezicht"
urlpatterns = [
    *monster,
    *ritme,
    *signalen,
    path("toezicht/", web.list_controles, name="lijst"),
    path("toezicht/download.<str:vorm>", web.download, name="download"),
    path("toezicht/nieuw/<uuid:bronobject_id>", web.add_controle, name="nieuw"),
    path("toezicht/<uuid:controle_id>", web.show_controle, name="controle"),
    path("toezicht/<uuid:controle_id>/bevinding", webbevinding.add_bevinding, name="bevindingnieuw"),
    path("toezicht/<uuid:controle_id>/rapport.<str:vorm>", webrapport.send_rapport, name="rapport"),
    path("toezicht/<uuid:controle_id>/<str:wat>", web.act_controle, name="controlehandeling"),
    path("bevindingen/<uuid:bevinding_id>", webbevinding.show_bevinding, name="bevinding"),
    path("bevindingen/<uuid:bevinding_id>/wijzig", webbevinding.change_bevinding, name="bevindingwijzig"),
    path("bevindingen/<uuid:bevinding_id>/<str:wat>", webbevinding.act_bevinding, name="bevindinghandeling"),
    path("toezicht/waarschuwing/<uuid:bronobject_id>", webwaarschuwing.add_waarschuwing, name="waarschuwing"),
    path(
        "toezicht/waarschuwingen/<uuid:waarschuwing_id>/intrekken",
        webwaarschuwing.withdraw_waarschuwing,
        name="waarschuwingintrekken",
    ),
]
