"""The addresses of what is out of date, meldingen, notices and the rules that apply; `urls` takes them in."""

from django.urls import path

from . import webveroudering

urlpatterns = [
    path("vergunningen/verouderd", webveroudering.list_verouderd, name="verouderd"),
    path(
        "vergunningen/<uuid:vergunning_id>/veroudering", webveroudering.show_veroudering, name="veroudering"
    ),
]
