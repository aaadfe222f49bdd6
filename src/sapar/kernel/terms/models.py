"""One table for every code list: a term is a code with a name in each language."""

# Inside the model `list` is a field, so the type needs another name there.
from builtins import list as many

from django.db import models
from django.db.models import F, Q

from sapar.kernel.i18n import label
from sapar.kernel.ids import uuid7


class Term(models.Model):
    """One entry of a code list, for example the service `humanitarian.medical`.

    Records keep the code as plain text, so a term is never deleted: one that a release drops gets
    a `valid_to` date, disappears from forms and still names what was recorded with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list = models.CharField(max_length=64)
    # The dotted path: what stands before the last dot is the parent's code.
    code = models.CharField(max_length=64)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    # {"en": …, "ru": …, "ky": …}; a list may add further languages, such as a language's own name.
    labels = models.JSONField()
    # [{"text": …, "lang": …}]: other words people use for the same thing; search and import know them.
    aliases = models.JSONField(default=many)
    # {scheme: code there}: htcds, iati, iso, and `source` for the descriptions a programme is loaded from.
    mappings = models.JSONField(default=dict)
    # What rules read of an entry, such as the outcome class of a closing reason.
    attributes = models.JSONField(default=dict)
    order = models.PositiveIntegerField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ("list", "order")
        constraints = (
            models.UniqueConstraint(fields=("list", "code"), name="term_code_once_per_list"),
            models.CheckConstraint(condition=Q(list__regex=r"^[a-z][a-z_]*$"), name="term_list_is_a_word"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$"), name="term_code_is_a_dotted_path"
            ),
            models.CheckConstraint(condition=Q(labels__has_keys=["en", "ru", "ky"]), name="term_has_three_labels"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="term_is_not_its_own_parent"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language."""
        return label(self.labels)
