"""The addresses of samples and of files of laboratories."""

from django.urls import path

from . import bodemenergieweb, emissieweb, web

urlpatterns = [
    path("monsters/nieuw/<uuid:controle_id>", web.add_monster, name="monsternieuw"),
    path("monsters/<uuid:monster_id>", web.show_monster, name="monster"),
    path("laboratorium/", web.list_laboratorium, name="laboratorium"),
    path("laboratorium/<uuid:levering_id>", web.show_levering, name="lablevering"),
    path("laboratorium/<uuid:levering_id>/bestand", web.send_bestand, name="labbestand"),
    path("emissie/", emissieweb.show_emissie, name="emissie"),
    path("bodemenergie/<uuid:bronobject_id>", bodemenergieweb.show_bodemenergie, name="bodemenergie"),
]
