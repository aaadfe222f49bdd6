"""Form fields that are required only in some cases: the label says when, and the form checks it with the rest."""

from collections.abc import Iterable

from django import forms

from sapar.kernel.errors import Text


def needed_when[Field: forms.Field](field: Field, words: Text) -> Field:
    """Marks ``field``: its label says ``words`` ("(if the answer is yes)") instead of "(optional)"."""
    field.required = False
    field.widget.is_required = False
    field.needed_when = words  # type: ignore[attr-defined]  # read by the template tag field_need
    return field


def require(form: forms.Form, names: Iterable[str]) -> None:
    """Called in ``clean`` when the case has come about: an empty field is an error like any other empty one."""
    for name in names:
        if name not in form.errors and not form.cleaned_data.get(name):
            form.add_error(name, form.fields[name].error_messages["required"])
