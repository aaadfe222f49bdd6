"""Registers the shell, its components and their static files with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Design tokens, shell, components. Holds no data."""

    name = "sapar.kernel.ui"
    label = "ui"
    verbose_name = _("User interface")
