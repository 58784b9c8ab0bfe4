"""The addresses of OGC API Features; they are those of the standard, and none but the beginning may end on a slash."""

from django.urls import path, re_path

from . import ogc

app_name = "ogc"
urlpatterns = [
    path("ogc/v1", ogc.show_begin, name="begin"),
    path("ogc/v1/", ogc.show_begin),
    path("ogc/v1/conformance", ogc.show_conformiteit, name="conformiteit"),
    path("ogc/v1/api", ogc.show_document, name="api"),
    path("ogc/v1/collections", ogc.list_collecties, name="collecties"),
    path("ogc/v1/collections/<str:collectie_id>", ogc.show_collectie, name="collectie"),
    path("ogc/v1/collections/<str:collectie_id>/items", ogc.list_items, name="items"),
    path("ogc/v1/collections/<str:collectie_id>/items/<str:item_id>", ogc.show_item, name="item"),
    re_path("^ogc/", ogc.show_niets),
]
