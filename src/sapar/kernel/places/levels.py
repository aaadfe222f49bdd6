"""The ranks a place can have."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The rank of a place. A city of oblast rank (Osh, Tashkent) is a city directly below its country."""

    MACRO_REGION = "macro_region", _("Region of several countries")
    COUNTRY = "country", _("Country")
    INFORMAL_AREA = "informal_area", _("Area without borders of its own")
    OBLAST = "oblast", _("Oblast (first-level region)")
    CITY = "city", _("City")
    DISTRICT = "district", _("District")
    MUNICIPALITY = "municipality", _("Municipality (rural district)")
    SETTLEMENT = "settlement", _("Village or town")
