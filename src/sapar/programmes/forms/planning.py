"""The workplan, the donor's calendar, the register of work."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.programmes.actions import Work
from sapar.programmes.forms.base import (
    EMPTY,
    AmountField,
    DayField,
    OrganisationField,
    PartForm,
    PartialDateField,
    PlaceField,
    texts_of,
    typed,
)
from sapar.programmes.models import Deadline, DeadlineKind, Framework, WorkKind, WorkplanItem, WorkRecord, WorkStatus
from sapar.programmes.models.base import partial


def activities(framework: Framework | None) -> list[tuple[str, str]]:
    """Statements of the logframe that a step or a piece of work may belong to."""
    if framework is None:
        return [EMPTY]
    rows = framework.results.filter(level__in=("output", "activity"))
    return [EMPTY, *((row.code, str(row)) for row in rows)]


class StepForm(PartForm):
    """One step of the workplan."""

    texts: ClassVar[Any] = {"labels": (_("What is to be done"), True, 1)}
    activity = forms.ChoiceField(label=_("Belongs to"), required=False)
    responsible = OrganisationField(label=_("Responsible"), required=False)
    starts = DayField(label=_("Begins on"))
    due = PartialDateField(label=_("Due"))
    done_on = DayField(label=_("Done on"))

    def __init__(self, *args: Any, framework: Framework | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = activities(framework)  # type: ignore[attr-defined]  # a choice field

    def told(self) -> dict[str, Any]:
        told = super().told()
        told["due"], told["due_precision"] = told["due"]
        return told


def initial_of_step(row: WorkplanItem) -> dict[str, Any]:
    return {
        **texts_of("labels", row.labels), "activity": row.activity, "responsible": row.responsible_id,
        "starts": row.starts, "due": typed(row.falls_due), "done_on": row.done_on,
    }  # fmt: skip


class DeadlineForm(PartForm):
    """One date of the donor's calendar."""

    kind = forms.ChoiceField(label=_("What is due"), choices=DeadlineKind.choices)
    words = forms.CharField(label=_("In words"), required=False, max_length=200)
    due = DayField(label=_("Due on"), required=True)
    starts = DayField(label=_("Period from"))
    ends = DayField(label=_("Period until"))


def initial_of_deadline(row: Deadline) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("kind", "words", "due", "starts", "ends")}


class MetForm(PartForm):
    """When it was done."""

    on = DayField(label=_("Done on"), required=True)


class WorkForm(PartForm):
    """One piece of work."""

    texts: ClassVar[Any] = {"labels": (_("What it is"), True, 1)}
    kind = forms.ChoiceField(label=_("Kind"), choices=WorkKind.choices)
    status = forms.ChoiceField(label=_("How far"), choices=WorkStatus.choices)
    activity = forms.ChoiceField(label=_("Belongs to"), required=False)
    on = PartialDateField(label=_("Date"))
    until = PartialDateField(label=_("Until"))
    days = forms.IntegerField(label=_("Days it lasts"), required=False)
    place = PlaceField(label=_("Place"))
    provider = OrganisationField(label=_("Done by"), required=False)
    number = AmountField(
        label=_("How many pieces"), help_text=_("Empty means: not stated, and then it is not counted.")
    )
    people = forms.IntegerField(
        label=_("People in the group"), required=False, min_value=1,
        help_text=_("A head count without names. People who are registered are recorded in their case."),
    )  # fmt: skip

    def __init__(self, *args: Any, framework: Framework | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].choices = activities(framework)  # type: ignore[attr-defined]  # a choice field

    def told(self) -> dict[str, Any]:
        told = super().told()
        told["on"], told["on_precision"] = told["on"]
        told["until"], told["until_precision"] = told["until"]
        return {"work": Work(**told)}


def initial_of_work(row: WorkRecord, people: int | None) -> dict[str, Any]:
    names = ("kind", "status", "activity", "days", "number")
    return {
        **texts_of("labels", row.labels), "on": typed(row.when),
        "until": typed(partial(row.until, row.until_precision)),
        "place": row.place.code if row.place else "", "provider": row.provider_id, "people": people,
        **{name: getattr(row, name) for name in names},
    }  # fmt: skip
