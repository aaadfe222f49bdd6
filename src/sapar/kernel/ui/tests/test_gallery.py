"""The gallery is complete: a component that nobody can look up would be written a second time."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory, override_settings
from django.utils import translation

from sapar.kernel.ui import gallery, views

COTTON = Path(gallery.__file__).parent / "templates" / "cotton"


def page(language: str = "en") -> str:
    request = RequestFactory().get("/gallery/")
    request.user = AnonymousUser()
    with translation.override(language), override_settings(DEMO=True):
        return views.gallery(request).content.decode()


def test_every_component_is_shown_and_used_in_its_own_example() -> None:
    components = {path.stem for path in COTTON.glob("*.html")}
    shown = {example.name: example for section in gallery.sections() for example in section.examples}
    assert set(shown) == components
    for name, example in shown.items():
        assert f"<{example.tag}" in example.source, f"the example of {name} does not use it"


@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_every_example_renders(language: str) -> None:
    html = page(language)
    for section in gallery.sections():
        for example in section.examples:
            assert f'data-component="{example.name}"' in html
    assert "<c-" not in html, "a component was left uncompiled"


def test_outside_the_demo_the_gallery_asks_for_a_sign_in() -> None:
    request = RequestFactory().get("/gallery/")
    request.user = AnonymousUser()
    with override_settings(DEMO=False, DEBUG=False):
        assert views.gallery(request).status_code == 302


def test_unknown_numbers_are_not_zero() -> None:
    html = page()
    assert "not stated" in html
    assert 'figure-value">0' not in html


def test_icons_that_templates_name_exist() -> None:
    names = set(gallery.sample()["icons"])
    assert {"alert", "check", "circle", "info", "stop", "clock", "person", "organisation", "place"} <= names
