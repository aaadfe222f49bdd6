"""Forms speak to screen readers, keep what was typed, and send each submission under one key."""

import re
from typing import Any

from django import forms
from django.template import engines
from django.test import RequestFactory

from sapar.kernel.ui.widgets import DatePicker


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As written in the document")
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect, help_text="Pick one"
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea, required=False)
    born = forms.DateField(label="Born", widget=DatePicker(), required=False)
    agreed = forms.BooleanField(label="Agreed")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def render(source: str, **context: Any) -> str:
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, RequestFactory().get("/"))


def attribute(html: str, tag: str, name: str) -> str:
    opening = re.search(rf"<{tag}\b[^>]*>", html)
    assert opening, html
    found = re.search(rf'{name}="([^"]*)"', opening.group())
    return found.group(1) if found else ""


def refused() -> Sample:
    form = Sample({"name": "", "submission_key": "kept-key", "notes": "<b>typed</b>"})
    form.is_valid()
    return form


def ids(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


def test_hint_and_error_describe_the_input() -> None:
    html = render('<c-field :field="form.name" />', form=refused())
    described = attribute(html, "input", "aria-describedby").split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert set(described) <= ids(html)
    assert attribute(html, "input", "aria-invalid") == "true"
    assert attribute(html, "label", "for") == "id_name"


def test_a_hint_from_the_template_describes_the_input_too() -> None:
    html = render('<c-field :field="form.notes" hint="Facts only" />', form=Sample())
    assert attribute(html, "textarea", "aria-describedby") == "id_notes_helptext"
    assert "id_notes_helptext" in ids(html)


def test_a_group_of_options_is_a_described_fieldset() -> None:
    html = render('<c-field :field="form.kind" />', form=refused())
    assert set(attribute(html, "fieldset", "aria-describedby").split()) <= ids(html)
    assert "<legend" in html


def test_optional_fields_say_so_and_dates_are_iso() -> None:
    html = render('<c-field :field="form.born" />', form=Sample(initial={"born": "1994-03-01"}))
    assert "(optional)" in html
    assert 'type="date"' in html
    assert 'value="1994-03-01"' in html


def test_error_summary_links_to_inputs_that_exist() -> None:
    html = render('<c-form :form="form" submit="Save" />', form=refused())
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == 3
    assert set(targets) <= ids(html)


def test_form_carries_token_key_version_and_what_was_typed() -> None:
    html = render('<c-form :form="form" submit="Save" :version="version" id="edit" />', form=refused(), version=7)
    assert "csrfmiddlewaretoken" in html
    assert 'name="submission_key" value="kept-key"' in html
    assert 'name="version" value="7"' in html
    assert "&lt;b&gt;typed&lt;/b&gt;" in html
    assert 'name="secret"' in html


def test_two_fresh_forms_have_two_keys() -> None:
    keys = re.findall(
        r'submission_key" value="([^"]+)"', render('<c-form :form="a" /><c-form :form="a" />', a=Sample())
    )
    assert len(set(keys)) == 2


def test_passed_through_attributes_are_escaped() -> None:
    html = render('<c-button :data-note="note" label="Save" />', note='" onfocus="alert(1)"')
    assert "onfocus=&quot;" in html or "&quot; onfocus" in html
    assert ' onfocus="' not in html


def test_page_variables_do_not_leak_into_components() -> None:
    html = render(
        "<c-card><p>x</p></c-card><c-notice><p>y</p></c-notice>", title="Leaked", foot="Leaked", actions="Leaked"
    )
    assert "Leaked" not in html


def test_empty_values_print_not_stated_and_zero_prints_zero() -> None:
    html = render(
        '<c-summary-row label="A" :value="none" /><c-summary-row label="B" :value="zero" />', none=None, zero=0
    )
    assert html.count("not stated") == 1
    assert "<dd>0</dd>" in html
