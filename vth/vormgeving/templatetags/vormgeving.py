"""All tags and filters of this room under one name: `{% load vormgeving %}`."""

from django import template

from . import _formulieren, _lijsten, _onderdelen, _pagina

register = template.Library()
for _deel in (_onderdelen, _lijsten, _formulieren, _pagina):
    register.tags |= _deel.register.tags
    register.filters |= _deel.register.filters
