"""How an organisation is reached, and the people named in their office (never beneficiaries)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Office, Organisation
from sapar.kernel.i18n import label
from sapar.programmes.figures import not_stated
from sapar.programmes.models.base import Record
from sapar.programmes.models.sources import Document


class ContactKind(models.TextChoices):
    """The channel of a contact."""

    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    PHONE_FAX = "phone_fax", _("Telephone and fax")
    FAX = "fax", _("Fax")
    ADDRESS = "address", _("Address")
    HOTLINE = "hotline", _("Hotline")
    FACEBOOK = "facebook", _("Facebook")


class ContactPurpose(models.TextChoices):
    """What a contact is for."""

    MISSION = "mission", _("Mission")
    OFFICE = "office", _("Office")
    PRESS = "press", _("Press")
    HOTLINE = "hotline", _("People who need help")
    PUBLIC = "public", _("The public")


class LineName(models.TextChoices):
    """What a document calls a telephone line."""

    NATIONAL_HOTLINE = "national hotline", _("national hotline")
    EMERGENCY_CELL = "emergency cell number", _("emergency cell number")


class ContactStatus(models.TextChoices):
    """What is known of a line at the time of the document."""

    TAKES_CALLS = "takes_calls", _("continues to receive calls")


class OfficeHolder(Record):
    """Somebody named in public for their office. The name is null where only the post is stated."""

    code = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=120, null=True)
    name_latin = models.CharField(max_length=120, blank=True)
    position = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="office_holders")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(name__isnull=False) | ~Q(position={}), name="office_holder_has_name_or_position"
            ),
        )

    def __str__(self) -> str:
        return self.name or label(self.position)


class OrganisationContact(Record):
    """One way to reach an organisation. `value` is kept exactly as printed, leading zeros too."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=12, choices=ContactKind.choices)
    # Null when only the channel is stated ("follow us on Facebook").
    value = models.CharField(max_length=300, null=True)
    purpose = models.CharField(max_length=12, choices=ContactPurpose.choices)
    person = models.ForeignKey(OfficeHolder, null=True, on_delete=models.PROTECT, related_name="contacts")
    stated_as = models.CharField(max_length=120, choices=LineName.choices, blank=True)
    status = models.CharField(max_length=16, choices=ContactStatus.choices, blank=True)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering = ("kind", "value")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "kind", "value"), nulls_distinct=False, name="contact_once_per_organisation"
            ),
        )

    def __str__(self) -> str:
        return self.value if self.value is not None else not_stated()
