"""The addresses of the strategy: the weighing of a violation, its use, and the leidraad."""

from django.urls import path

from .strategie import web

app_name = "strategie"
urlpatterns = [
    path("handhaving/strategie", web.show_strategie, name="strategie"),
    path("handhaving/leidraad", web.show_leidraad, name="leidraad"),
    path("handhaving/overtredingen/<uuid:overtreding_id>/afweging", web.show_afweging, name="afweging"),
]
