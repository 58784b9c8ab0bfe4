"""The addresses of this room: only the style guide."""

from django.urls import path

from . import web

app_name = "vormgeving"
urlpatterns = [path("stijlgids", web.list_onderdelen, name="stijlgids")]
