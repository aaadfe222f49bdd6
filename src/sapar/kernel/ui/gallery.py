"""What the gallery shows: examples in reading order and the invented data they use."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sapar.kernel.ui.widgets import DatePicker

HERE = Path(__file__).resolve().parent / "templates" / "ui" / "gallery"


@dataclass(frozen=True, slots=True)
class Example:
    """One component: the template that shows it, and that template's own text as the snippet."""

    name: str

    @property
    def template(self) -> str:
        return f"ui/gallery/{self.name}.html"

    @property
    def tag(self) -> str:
        return f"c-{self.name.replace('_', '-')}"

    @property
    def source(self) -> str:
        return (HERE / f"{self.name}.html").read_text(encoding="utf-8").strip()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the gallery."""

    anchor: str
    title: str | Promise
    examples: tuple[Example, ...]


# One word per component; an example may show its companions too (timeline shows timeline_entry).
_ORDER: tuple[tuple[str, str | Promise, str], ...] = (
    (
        "case",
        _("The case page"),
        "strip safety_line task_row timeline timeline_entry consent_block safe_contact progress stale",
    ),
    ("numbers", _("Numbers"), "figure bar bullet"),
    (
        "text",
        _("Records and lists"),
        "card summary_list summary_row table tool_panel pagination empty_state chip status glyph icon",
    ),
    ("forms", _("Forms"), "form field fieldset error_summary letters button button_row"),
    (
        "frame",
        _("Frame and help"),
        "notice breadcrumbs section_nav disclosure language_switch skeleton hidden print_only",
    ),
)


def sections() -> list[Section]:
    """All sections with their examples, in reading order."""
    return [Section(anchor, title, tuple(Example(name) for name in names.split())) for anchor, title, names in _ORDER]


class SampleForm(forms.Form):
    """One field of each kind, never saved."""

    name = forms.CharField(label=_("Name as in the document"), help_text=_("Cyrillic or Latin, as it is written."))
    birth = forms.DateField(label=_("Date of birth"), required=False, widget=DatePicker())
    language = forms.ChoiceField(
        label=_("Language"), choices=[("ky", "Кыргызча"), ("ru", "Русский"), ("uz", "O‘zbekcha")]
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("f", _("Female")), ("m", _("Male")), ("", _("Not stated"))],
        widget=forms.RadioSelect,
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=_("Needs"),
        choices=[
            ("safe", _("A safe place to stay")),
            ("medical", _("Medical help")),
            ("papers", _("Identity documents")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    notes = forms.CharField(label=_("Notes"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    scan = forms.FileField(label=_("Scan of the paper form"), required=False)
    agreed = forms.BooleanField(label=_("The person agrees that this is recorded"))


def _refused_form() -> SampleForm:
    form = SampleForm({"name": "", "needs": [], "birth": "2031-02-30"}, prefix="refused")
    form.is_valid()
    return form


def sample() -> dict[str, Any]:
    """Data for the examples. The people and numbers are invented."""
    return {
        "form": SampleForm(prefix="sample"),
        "refused": _refused_form(),
        "clashes": {_("Phone"): ("+996 700 00 00 01", "+996 700 00 00 02"), _("Place of stay"): ("Osh", None)},
        "rows": [
            (_("Legal counselling and help with documents"), 84),
            (_("Food and clothes"), 61),
            (_("Return travel"), 23),
            (_("Medical help"), None),
        ],
        "bullet": {"done": Decimal(561), "expected": Decimal(600), "target": Decimal(800)},
        "crumbs": [(_("Cases"), "#"), ("KG-2026-0117", "#")],
        "anchors": [("case", _("The case page")), ("forms", _("Forms"))],
        "page": Paginator(range(1, 240), 25).page(2),
        "total": 192,
        "steps_done": 3,
        "steps": 7,
        "days": 12,
        "nothing": None,
        "icons": _icon_names(),
    }


def _icon_names() -> list[str]:
    sprite = Path(__file__).resolve().parent / "static" / "ui" / "icons.svg"
    return sorted(part.split('"')[0] for part in sprite.read_text(encoding="utf-8").split('<symbol id="')[1:])
