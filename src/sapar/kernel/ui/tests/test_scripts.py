"""The comfort scripts in a real browser, under the same content security policy as the product. No database."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

import sapar.kernel.ui
from sapar.testing import browser as chromium

STATIC = Path(sapar.kernel.ui.__file__).parent / "static"
START = 300  # seconds on the stopped clock of the page
ORIGIN = "http://sapar.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
PAGE = """<!doctype html><html lang="en"><head><title>Test</title>
<meta name="htmx-config" content='{"includeIndicatorCSS": false, "history": false, "extensions": "none"}'>
<link rel="stylesheet" href="/static/ui/tokens.css"><script type="module" src="/static/ui/app.js"></script>
<script src="/static/ui/vendor/htmx-4.0.1.min.js" defer></script></head><body>
<input id="global-search" type="search"><form id="lock-form" method="post" action="/locked"><button>Lock</button></form>
<form method="post" action="/slow" data-once><input id="name" type="text"><sapar-letters for="name"></sapar-letters>
<button id="send">Send</button></form>
<sapar-keys hidden data-home="/home"><dialog><p>Help</p></dialog></sapar-keys>
<sapar-idle-lock minutes="10" form="lock-form" alive="/alive" data-warning="Soon" data-stay="Stay"></sapar-idle-lock>
</body></html>"""

pytestmark = pytest.mark.journey


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    return browser_type_launch_args | chromium.arguments()


@pytest.fixture
def requests() -> list[str]:
    """Paths that the page asked for, apart from static files."""
    return []


@pytest.fixture
def page(browser: Browser, requests: list[str]) -> Iterator[Page]:
    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/static/"):
            route.fulfill(path=STATIC / path.removeprefix("/static/"))
            return
        requests.append(path)
        if path == "/slow":  # "no content" leaves the page where it is
            route.fulfill(status=204)
        else:
            route.fulfill(body=PAGE, content_type="text/html", headers={"Content-Security-Policy": POLICY})

    opened = browser.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.route(re.compile(r"http://sapar\.test/.*"), answer)
    opened.clock.install(time=0)
    opened.goto(f"{ORIGIN}/case")
    opened.wait_for_function("!!customElements.get('sapar-idle-lock') && !!window.htmx")
    # From here time moves only when a test says so: a slow machine changes nothing.
    opened.clock.pause_at(START)
    opened.mouse.move(5, 5)
    requests.clear()
    yield opened
    opened.close()
    assert not complaints


def test_letters_are_typed_where_the_caret_is(page: Page) -> None:
    page.locator("sapar-letters button", has_text="ө").click()
    page.keyboard.type("м")
    page.locator("sapar-letters button", has_text="ү").click()
    assert page.input_value("#name") == "Өмү"
    assert page.evaluate("document.activeElement.id") == "name"


def test_keys_work_by_place_on_a_cyrillic_keyboard_and_rest_while_typing(page: Page, requests: list[str]) -> None:
    press = """pairs => { for (const [key, code] of pairs)
        document.body.dispatchEvent(new KeyboardEvent("keydown", {key, code, bubbles: true})) }"""
    page.focus("#name")
    page.keyboard.type("gh?/")
    assert page.input_value("#name") == "gh?/"
    assert set(requests) <= {"/alive"}
    page.evaluate(press, [[".", "Slash"]])
    assert page.evaluate("document.activeElement.id") == "global-search"
    page.evaluate(press, [["п", "KeyG"], ["р", "KeyH"]])
    page.wait_for_url(f"{ORIGIN}/home")


def test_help_opens(page: Page) -> None:
    page.keyboard.press("Shift+Slash")
    assert page.locator("sapar-keys dialog").is_visible()


def test_a_second_press_sends_nothing(page: Page, requests: list[str]) -> None:
    press = "document.getElementById('send').click()"
    page.evaluate(f"{press}; {press}")
    page.wait_for_timeout(200)
    assert requests.count("/slow") == 1
    page.clock.fast_forward(10_000)  # no answer came: the person may try again
    page.evaluate(press)
    page.wait_for_timeout(200)
    assert requests.count("/slow") == 2


def test_an_unattended_page_warns_then_locks(page: Page) -> None:
    page.clock.fast_forward(575_000)
    assert page.locator("sapar-idle-lock dialog").is_visible()
    page.get_by_role("button", name="Stay").click()
    page.clock.fast_forward(560_000)
    assert page.url == f"{ORIGIN}/case"
    page.clock.fast_forward(45_000)
    page.wait_for_url(f"{ORIGIN}/locked")


def test_typing_keeps_the_session_alive(page: Page, requests: list[str]) -> None:
    page.focus("#name")
    for _round in range(4):
        page.clock.fast_forward(300_000)
        page.keyboard.type("a")
    page.wait_for_timeout(200)
    assert page.url == f"{ORIGIN}/case"
    assert 3 <= requests.count("/alive") <= 5


def test_htmx_adds_no_style_and_keeps_no_pages(page: Page) -> None:
    assert page.evaluate("document.querySelectorAll('style').length + document.adoptedStyleSheets.length") == 0
    assert page.evaluate("htmx.config.history") is False
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0
