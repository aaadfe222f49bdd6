"""Where facts come from: documents, the crises they speak of, and which field holds which fact."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import Organisation
from sapar.kernel.dates import PartialDate
from sapar.kernel.i18n import label
from sapar.kernel.places.models import Place
from sapar.programmes.figures import not_stated
from sapar.programmes.models.base import DatePrecision, Record, partial, precision_with_date


class DocumentKind(models.TextChoices):
    """The sort of text."""

    PRESS_RELEASE = "press_release", _("press release")
    PRESS_NOTICE = "press_notice", _("press notice")
    INVITATION = "invitation", _("invitation to the media")
    BULLETIN = "bulletin", _("bulletin")
    WEB_STORY = "web_story", _("web story")
    PUBLICATION = "publication", _("publication")


class Document(Record):
    """A published document: a source of facts, or a publication that somebody paid for."""

    code = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=32, choices=DocumentKind.choices)
    # ISO 639 code of the text; null for a publication with several editions.
    language = models.CharField(max_length=10, null=True)
    # The printed title in its own language (`title_lang`) with our translations; {} when none is printed.
    titles = models.JSONField(default=dict)
    title_lang = models.CharField(max_length=10, blank=True)
    # Our name for a document without a printed title.
    labels = models.JSONField(default=dict)
    issued = models.DateField(null=True)
    issued_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    publisher = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="published")
    funder = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="funded_documents")
    funder_stated_as = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(condition=~Q(titles={}, labels={}), name="document_has_a_name"),
            models.CheckConstraint(
                condition=Q(titles={}, title_lang="") | (~Q(titles={}) & ~Q(title_lang="")),
                name="document_title_has_a_language",
            ),
            precision_with_date("issued", "document_issued_has_precision"),
        )

    def __str__(self) -> str:
        return label(self.titles) or label(self.labels)

    @property
    def printed_title(self) -> str:
        """The title as printed, in its own language; "not stated" when the document prints none."""
        return self.titles[self.title_lang] if self.title_lang else not_stated()


class DocumentSection(Record):
    """One part of a document in its order, with the heading as printed (null where none is printed)."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300, null=True)
    labels = models.JSONField(default=dict)

    class Meta:
        ordering = ("document", "order")
        constraints = (
            models.UniqueConstraint(fields=("document", "order"), name="section_order_once"),
            models.CheckConstraint(
                condition=Q(heading__isnull=False) | ~Q(labels={}), name="section_has_a_heading_or_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.heading or label(self.labels)


class Crisis(Record):
    """An event that projects answer: a conflict, a pandemic. The code list `crisis` names it."""

    code = models.SlugField(max_length=64, unique=True)
    term = models.CharField(max_length=64)
    labels = models.JSONField()
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    began = models.DateField(null=True)
    began_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)
    ended = models.DateField(null=True)
    ended_precision = models.CharField(max_length=8, choices=DatePrecision.choices, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            precision_with_date("began", "crisis_beginning_has_precision"),
            precision_with_date("ended", "crisis_end_has_precision"),
            models.CheckConstraint(
                condition=Q(began__isnull=True) | Q(ended__isnull=True) | Q(ended__gte=models.F("began")),
                name="crisis_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return label(self.labels)

    @property
    def beginning(self) -> PartialDate:
        return partial(self.began, self.began_precision)


class Citation(Record):
    """Provenance: the field of one record that holds one fact of the programme's sources.

    The value is never kept here; whoever asks reads the record.
    """

    fact = models.CharField(max_length=16)
    model = models.CharField(max_length=64)
    record = models.UUIDField()
    field = models.CharField(max_length=64)

    class Meta:
        ordering = ("fact",)
        constraints = (
            models.UniqueConstraint(fields=("fact", "model", "record", "field"), name="citation_once"),
            models.CheckConstraint(condition=Q(fact__regex=r"^S[0-9]-[0-9]{2}[a-z]?$"), name="citation_names_a_fact"),
        )
        indexes = (models.Index(fields=("model", "record"), name="citation_of_record"),)

    def __str__(self) -> str:
        return f"{self.fact} → {self.model}.{self.field}"
