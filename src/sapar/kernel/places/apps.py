"""Registers the places with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Countries down to settlements, with the names people give them."""

    name = "sapar.kernel.places"
    label = "places"
    verbose_name = _("Places")
