"""Words for codes on the pages of cases."""

from django import template

from sapar.kernel import terms
from sapar.kernel.journal import words

register = template.Library()


@register.filter
def journal_words(action: str) -> str:
    """What was done, in the reader's language."""
    return words.say("action", action)


@register.simple_tag
def term(name: str, code: str) -> str:
    """The words of one code; "" for none."""
    return terms.label(name, code) if code else ""
