"""Form widgets that Django does not bring."""

from typing import Any

from django import forms


class DatePicker(forms.DateInput):
    """A date with the browser's own calendar. Value and submission are ISO dates (YYYY-MM-DD) in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
