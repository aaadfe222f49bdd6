"""Template tags and filters of the components. ``{% load ui %}``."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sapar.kernel.ui import browsers
from sapar.kernel.ui.pictures import bullet
from sapar.kernel.ui.words import CONSENT, CONTACT, TONE_ICONS, URGENCY, Look

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing from ui/icons.svg; hidden from screen readers unless it has a label."""
    href = f"{static('ui/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, href)
    return format_html('<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"/></svg>', href)


@register.simple_tag
def tone_icon(tone: str) -> SafeString:
    """The shape that belongs to a tone, so that colour is never the only sign."""
    return icon(TONE_ICONS.get(tone, "circle"))


@register.simple_tag
def person_glyph() -> SafeString:
    return format_html('<span class="glyph" aria-hidden="true">{}</span>', icon("person"))


def _look(table: dict[str, Look], code: str) -> Look:
    return table.get(code) or next(iter(table.values()))


@register.simple_tag
def urgency_tone(code: str) -> str:
    return f"tone-{_look(URGENCY, code).tone}"


@register.simple_tag
def urgency_icon(code: str) -> SafeString:
    return icon(_look(URGENCY, code).icon)


@register.simple_tag
def consent_tone(code: str) -> str:
    return f"tone-{_look(CONSENT, code).tone}"


@register.simple_tag
def consent_icon(code: str) -> SafeString:
    return icon(_look(CONSENT, code).icon)


@register.simple_tag
def consent_words(code: str) -> str:
    return str(_look(CONSENT, code).words)


@register.simple_tag
def contact_tone(code: str) -> str:
    return f"tone-{_look(CONTACT, code).tone}"


@register.simple_tag
def contact_icon(code: str) -> SafeString:
    return icon(_look(CONTACT, code).icon)


@register.simple_tag
def contact_words(code: str) -> str:
    return str(_look(CONTACT, code).words)


@register.filter
def attributes(attrs: Any) -> SafeString:
    """Passed-through attributes of a component, escaped. (Cotton's own printing trusts quoted values.)"""
    return flatatt({key: value for key, value in attrs.attrs_dict().items() if value not in (False, None)})


@register.filter
def has_content(value: object) -> bool:
    """Whether there is anything to print: not None, not blank. Zero is a statement."""
    return value is not None and str(value).strip() != ""


@register.filter
def stated(value: object) -> object:
    """The value, or the words for an unknown one; unknown never prints as 0."""
    return value if has_content(value) else format_html('<span class="not-stated">{}</span>', _("not stated"))


@register.simple_tag
def value_or_not_stated(value: object) -> object:
    """The same as a tag, for values that a filter cannot reach."""
    return stated(value)


@register.filter
def browser(user_agent: str) -> str:
    """A User-Agent header in words; as it is when it cannot be read."""
    return browsers.words(user_agent) or user_agent


@register.filter
def whole(value: object) -> int:
    """A whole number out of what a template attribute may hold; 0 if it is none."""
    try:
        return int(str(value))
    except ValueError:
        return 0


@register.filter
def counting(value: object) -> range:
    return range(min(whole(value), 6))


@register.simple_tag
def submission_key(form: BaseForm | None = None) -> str:
    """The key under which a submission is answered once. A redisplayed form keeps it: nothing was done under it."""
    kept = form.data.get("submission_key") if form is not None and form.is_bound else None
    return str(kept or uuid4())


@register.simple_tag
def field_kind(field: BoundField) -> str:
    """How a field is laid out: hidden, options (radios, checkboxes), checkbox, or plain."""
    if field.is_hidden:
        return "hidden"
    if field.use_fieldset:
        return "options"
    return "checkbox" if getattr(field.field.widget, "input_type", "") == "checkbox" else "plain"


@register.simple_tag
def field_need(field: BoundField) -> str:
    """What stands beside the label of a field that may stay empty: when it may not (``needed_when`` of the
    form field), or that it is optional; "" for one that is always required."""
    if field.field.required:
        return ""
    return str(getattr(field.field, "needed_when", "") or _("(optional)"))


@register.simple_tag
def field_anchor(field: BoundField) -> str:
    """Where the error summary jumps: the input, or the first option of a group."""
    if field.use_fieldset and len(field.subwidgets):
        return str(field.subwidgets[0].id_for_label or field.auto_id)
    return str(field.id_for_label or field.auto_id)


@register.simple_tag
def described_field(field: BoundField, hint: str = "") -> SafeString:
    """The input itself. A hint given in the template is announced like the form's own help text."""
    if not hint or field.help_text:
        return SafeString(field)
    ids = [f"{field.auto_id}_helptext"] + ([f"{field.auto_id}_error"] if field.errors else [])
    return SafeString(field.as_widget(attrs={"aria-describedby": " ".join(ids)}))


@register.simple_tag
def bars(rows: Iterable[tuple[str, float | None]] | None) -> list[dict[str, object]]:
    """Rows of a bar picture; ``width`` is the share of the largest value, 0 to 100, with a point in every language."""
    listed = list(rows or [])
    largest = max((value for _label, value in listed if value), default=0) or 1
    return [{"label": name, "value": value, "width": f"{100 * (value or 0) / largest:.1f}"} for name, value in listed]


@register.simple_tag
def bullet_chart(
    title: str, words: str, done: Decimal | None, target: Decimal | None, expected: Decimal | None,
    start: Decimal | None, tone: str,
) -> SafeString:  # fmt: skip
    """The drawing behind ``<c-bullet>``; nothing without a target."""
    return bullet(title=title, words=words, done=done, target=target, expected=expected, start=start, tone=tone)


@register.simple_tag
def interface_languages() -> list[tuple[str, str]]:
    """(code, own name) of each interface language; own names are never translated."""
    own = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
    return [(code, own.get(code, str(name))) for code, name in settings.LANGUAGES]


@register.filter
def language_short(code: str) -> str:
    """What the narrow language button shows."""
    return {"ky": "Кыр", "ru": "Рус", "en": "Eng"}.get(code, code.title())
