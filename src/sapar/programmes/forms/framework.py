"""The logframe: statements, indicators, targets, values."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from sapar.kernel import terms
from sapar.programmes import reading
from sapar.programmes.forms.base import (
    EMPTY,
    AmountField,
    DayField,
    PartForm,
    PlaceField,
    qualifier_field,
    texts_of,
)
from sapar.programmes.models import (
    Direction,
    Framework,
    Gather,
    Indicator,
    Kind,
    Level,
    Result,
    Source,
    Target,
)

#: By what an indicator may be broken down, and the code list of its categories.
DIMENSIONS = (
    ("sex", _("Sex")), ("age_band", _("Age")), ("group", _("Group")), ("citizenship", _("Citizenship")),
    ("place", _("Place")), ("organisation", _("Organisation")), ("month", _("Month")),
)  # fmt: skip
AGE_BANDS = ("0-5", "6-11", "12-17", "18-29", "30-44", "45-59", "60+")


class VersionForm(PartForm):
    """Begin the next version."""

    why = forms.CharField(label=_("Why it changes"), required=False, max_length=300)


class ApproveForm(PartForm):
    """From when a version is in force."""

    effective_from = DayField(label=_("In force from"), required=True)


class ResultForm(PartForm):
    """One statement."""

    texts: ClassVar[Any] = {
        "statements": (_("Statement"), True, 2),
        "risks": (_("Risks"), False, 2),
        "assumptions": (_("Assumptions"), False, 2),
    }
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    parent = forms.ModelChoiceField(
        label=_("Hangs below"), required=False, queryset=Result._default_manager.none(), empty_label=EMPTY[1]
    )
    number = forms.CharField(label=_("Number in the document"), required=False, max_length=12)
    code = forms.SlugField(label=_("Short name"), required=False, max_length=60)

    def __init__(self, *args: Any, framework: Framework, row: Result | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = framework.results.exclude(pk=row.pk) if row else framework.results.all()
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]  # a model choice


def initial_of_result(row: Result) -> dict[str, Any]:
    return {
        **texts_of("statements", row.statements), **texts_of("risks", row.risks),
        **texts_of("assumptions", row.assumptions), "level": row.level, "parent": row.parent_id, "number": row.number,
        "code": row.code,
    }  # fmt: skip


class IndicatorForm(PartForm):
    """How one statement is measured."""

    texts: ClassVar[Any] = {
        "labels": (_("Indicator"), True, 1),
        "unit": (_("Unit"), False, 1),
        "words": (_("What exactly is counted"), False, 2),
    }
    result = forms.ModelChoiceField(
        label=_("Measures"), required=False, queryset=Result._default_manager.none(), empty_label=EMPTY[1]
    )
    kind = forms.ChoiceField(label=_("The answer is"), choices=Kind.choices)
    direction = forms.ChoiceField(label=_("Direction"), choices=Direction.choices)
    source = forms.ChoiceField(label=_("Where values come from"), choices=Source.choices, initial=Source.REPORTED)
    definition = forms.ChoiceField(
        label=_("Definition, if computed"),
        required=False,
        help_text=_("What is counted, asked of the records each time."),
    )
    gather = forms.ChoiceField(label=_("Reported periods"), choices=Gather.choices)
    baseline = AmountField(label=_("Baseline"), help_text=_("Empty means: not stated."))
    baseline_whole = AmountField(label=_("Baseline of a percentage: the whole"))
    baseline_words = forms.CharField(label=_("Baseline in words"), required=False, max_length=300)
    disaggregation = forms.MultipleChoiceField(
        label=_("Broken down by"), required=False, choices=DIMENSIONS, widget=forms.CheckboxSelectMultiple
    )
    code = forms.SlugField(label=_("Short name"), required=False, max_length=60)

    def __init__(self, *args: Any, framework: Framework, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].queryset = framework.results.all()  # type: ignore[attr-defined]  # a model choice
        self.fields["definition"].choices = [EMPTY, *reading.definitions(user)]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        told = super().told()
        if told["source"] != Source.COMPUTED:
            told["definition"] = ""
        return told


def initial_of_indicator(row: Indicator) -> dict[str, Any]:
    names = (
        "kind", "direction", "source", "definition", "gather", "baseline", "baseline_whole", "baseline_words",
        "disaggregation", "code",
    )  # fmt: skip
    return {
        **texts_of("labels", row.labels), **texts_of("unit", row.unit), **texts_of("words", row.words),
        "result": row.result_id, **{name: getattr(row, name) for name in names},
    }  # fmt: skip


def categories() -> list[Any]:
    """Every category a target may have, under its dimension: ``sex:female``."""
    return [
        EMPTY,
        (str(_("Sex")), [(f"sex:{code}", label) for code, label in terms.choices("sex")]),
        (str(_("Age")), [(f"age_band:{band}", band) for band in AGE_BANDS]),
        (str(_("Group")), [(f"group:{code}", label) for code, label in terms.choices("beneficiary_group")]),
    ]


class TargetForm(PartForm):
    """What is promised."""

    indicator = forms.ModelChoiceField(
        label=_("Indicator"), queryset=Indicator._default_manager.none(), empty_label=None
    )
    value = AmountField(label=_("Target"))
    whole = AmountField(label=_("Of (the whole of a percentage)"))
    qualifier = qualifier_field()
    words = forms.CharField(label=_("Target in words"), required=False, max_length=300)
    starts = DayField(label=_("Period from"), help_text=_("Leave both days empty for the whole project."))
    ends = DayField(label=_("Period until"))
    place = PlaceField(label=_("Only in this place"))
    category = forms.ChoiceField(label=_("Only for"), required=False, choices=categories)

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = framework.indicators.all()  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        told = super().told()
        told["dimension"], _colon, told["category"] = told["category"].partition(":")
        return told


def initial_of_target(row: Target) -> dict[str, Any]:
    names = ("value", "whole", "qualifier", "words", "starts", "ends")
    return {
        "indicator": row.indicator_id, "place": row.place.code if row.place else "",
        "category": f"{row.dimension}:{row.category}" if row.category else "",
        **{name: getattr(row, name) for name in names},
    }  # fmt: skip


class ValueForm(PartForm):
    """What an organisation says of an indicator."""

    indicator = forms.ModelChoiceField(
        label=_("Indicator"), queryset=Indicator._default_manager.none(), empty_label=None
    )
    starts = DayField(label=_("Period from"), required=True)
    ends = DayField(label=_("Period until"), required=True)
    value = AmountField(label=_("Value"), help_text=_("Of this period alone; nothing happened is 0, unknown is empty."))
    whole = AmountField(label=_("Of (the whole of a percentage)"))
    qualifier = qualifier_field()
    words = forms.CharField(
        label=_("In words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    place = PlaceField(label=_("Only in this place"))
    evidence = forms.CharField(
        label=_("Evidence"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Which list or document shows it and where it is kept. Write no names of people."),
    )  # fmt: skip

    def __init__(self, *args: Any, framework: Framework | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if framework is not None:
            reportable = framework.indicators.filter(source__in=(Source.REPORTED, Source.EXTERNAL))
            self.fields["indicator"].queryset = reportable  # type: ignore[attr-defined]  # a model choice


class DecisionForm(PartForm):
    """What somebody else thinks of a reported value."""

    note = forms.CharField(
        label=_("Words for whoever reported it"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
