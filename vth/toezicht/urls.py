"""The addresses of this room."""

from .monster.urls import urlpatterns as monster
from .ritme.urls import urlpatterns as ritme

app_name = "toezicht"
urlpatterns = [*monster, *ritme]
