"""Registers the code lists with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermsConfig(AppConfig):
    """Code lists that every room shares: services, needs, groups, reasons."""

    name = "sapar.kernel.terms"
    label = "terms"
    verbose_name = _("Code lists")
