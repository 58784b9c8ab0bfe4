"""The addresses of this room."""

from django.urls import path

from . import web

app_name = "toegang"
urlpatterns = [
    path("aanmelden", web.Aanmelden.as_view(), name="aanmelden"),
    path("afmelden", web.Afmelden.as_view(), name="afmelden"),
]
