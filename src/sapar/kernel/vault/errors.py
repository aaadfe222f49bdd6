"""What can go wrong between a person's data and whoever asks for it."""

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import NotAllowed, SaparError


class NoKey(NotAllowed):
    """The acting organisation has no key for this person: not shared, withdrawn or erased."""

    def __init__(self) -> None:
        super().__init__(
            _("This person's data is sealed for your organisation."),
            advice=_("Ask the organisation that registered the person to share the file."),
        )


class Damaged(SaparError):
    """A stored value does not open with its key: it was altered, moved or cut."""

    status = 500

    def __init__(self, where: str) -> None:
        super().__init__(
            _("A protected value cannot be opened because it was damaged or moved."),
            advice=_("Tell your data protection officer. Nothing was changed."),
        )
        self.where = where
        self.add_note(where)
        """Table, column and row of the value, for the operator; holds no personal data."""


class KeyStoreDown(SaparError):
    """The organisations' keys cannot be reached, or are not the ones that made the wraps."""

    status = 503

    def __init__(self, why: str) -> None:
        super().__init__(
            _("The key store does not answer, so protected data cannot be opened now."),
            advice=_("Wait a few minutes and try again. Nothing was lost."),
        )
        self.why = why
        self.add_note(why)
        """Technical cause, for the operator."""
