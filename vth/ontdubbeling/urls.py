"""The addresses of this room; `/id/entiteit/<uuid>` stands at the root, before that of `register`."""

from django.urls import path

from . import web

app_name = "ontdubbeling"
urlpatterns = [
    path("ontdubbeling/", web.list_paren, name="lijst"),
    path("ontdubbeling/oordelen", web.list_oordelen, name="oordelen"),
    path("ontdubbeling/kwaliteit", web.show_kwaliteit, name="kwaliteit"),
    path("ontdubbeling/voorop", web.show_voorop, name="voorop"),
    path("ontdubbeling/paar/<uuid:links>/<uuid:rechts>", web.judge_paar, name="paar"),
    path("ontdubbeling/entiteit/<uuid:id_>", web.show_entiteit, name="entiteit"),
    path("id/entiteit/<uuid:id_>", web.redirect_entiteit, name="identificatie"),
]
