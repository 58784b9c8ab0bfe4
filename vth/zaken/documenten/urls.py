"""The addresses of documents."""

from django.urls import path

from . import web

urlpatterns = [
    path("zaken/<uuid:zaak_id>/documenten/nieuw", web.add_document, name="documentnieuw"),
    path("documenten/", web.list_documenten, name="documenten"),
    path("documenten/download.<str:vorm>", web.download_lijst, name="documentendownload"),
    path("documenten/<uuid:document_id>", web.show_document, name="document"),
    path("documenten/<uuid:document_id>/gegevens", web.change_gegevens, name="documentgegevens"),
    path("documenten/<uuid:document_id>/versies", web.add_versie, name="documentversies"),
    path(
        "documenten/<uuid:document_id>/versies/<int:volgnummer>/download",
        web.download,
        name="documentdownload",
    ),
    path(
        "documenten/<uuid:document_id>/versies/<int:volgnummer>/blad/<int:nummer>",
        web.show_blad,
        name="documentblad",
    ),
]
