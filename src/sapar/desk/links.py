"""Addresses of other rooms' pages. A desk whose room is not installed simply shows no link to it."""

from django.urls import NoReverseMatch, reverse


def link(name: str, *args: object) -> str | None:
    """The address of a named page, or None when there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def case_page(id: object) -> str | None:
    return link("cases:case", id)


def person_page(id: object) -> str | None:
    return link("people:person", id)
