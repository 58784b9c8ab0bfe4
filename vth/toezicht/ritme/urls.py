"""The addresses of what is due and of the day plan."""

from django.urls import path

from . import web

urlpatterns = [
    path("toezicht/termijnen", web.list_termijnen, name="termijnen"),
    path("toezicht/termijnen/<uuid:bronobject_id>", web.show_ritme, name="ritme"),
    path("toezicht/dagplan", web.show_dagplan, name="dagplan"),
]
