"""The addresses of terugmeldingen, below /terugmeldingen/."""

from django.urls import path

from . import webterugmelding

app_name = "terugmeldingen"
urlpatterns = [
    path("", webterugmelding.list_terugmeldingen, name="lijst"),
    path("<uuid:terugmelding_id>", webterugmelding.show_terugmelding, name="terugmelding"),
    path("nieuw/<uuid:bronobject_id>/<slug:veld>", webterugmelding.record_terugmelding, name="nieuw"),
]
