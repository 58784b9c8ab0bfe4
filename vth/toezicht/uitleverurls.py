"""The addresses of the delivery out."""

from django.urls import path

from . import webuitlevering

app_name = "toezichtuit"
urlpatterns = [
    path("toezicht/uitvoer", webuitlevering.show_uitlevering, name="vraag"),
    path("toezicht/uitvoer/<str:naam>.<str:vorm>", webuitlevering.send_uitlevering, name="bestand"),
]
