"""Words for codes on the pages of cases."""

from django import template

from sapar.kernel import terms

register = template.Library()


@register.simple_tag
def term(name: str, code: str) -> str:
    """The words of one code; "" for none."""
    return terms.label(name, code) if code else ""
