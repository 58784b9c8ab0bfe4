"""The addresses of signals and incidents; `urls` takes them in."""

from django.urls import path

from . import webincident, websignaal

urlpatterns = [
    path("signalen/", websignaal.list_signalen, name="signalen"),
    path("signalen/download.<str:vorm>", websignaal.download, name="signalendownload"),
    path("signalen/nieuw", websignaal.add_signaal, name="signaalnieuw"),
    path("signalen/cijfers", webincident.show_cijfers, name="signaalcijfers"),
    path("signalen/triage", webincident.try_triage, name="triageproef"),
    path("signalen/<uuid:signaal_id>", websignaal.show_signaal, name="signaal"),
    path("signalen/<uuid:signaal_id>/<str:wat>", websignaal.act_signaal, name="signaalhandeling"),
    path("incidenten/", webincident.list_incidenten, name="incidenten"),
    path("incidenten/<uuid:incident_id>", webincident.show_incident, name="incident"),
    path("incidenten/<uuid:incident_id>/sluiten", webincident.end_incident, name="incidentsluiten"),
]
