"""The addresses of the portal."""

from django.urls import path

from . import web

app_name = "portaal"
urlpatterns = [
    path("", web.show_start, name="start"),
    path("objecten/<uuid:identiteit>", web.show_object, name="object"),
    path("kaart", web.show_kaart, name="kaart"),
]
