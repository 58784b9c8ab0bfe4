"""The addresses of this room."""

from .procesurls import urlpatterns as proces

app_name = "vergunningen"
urlpatterns = [*proces]
