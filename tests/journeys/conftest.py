"""A real site for the journeys: its own databases with the demo, its own web server, a real browser."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from sapar.testing import browser as chromium
from tests import databases

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "guide" / "images"
#: The rules of WCAG 2.2 A and AA that axe knows.
AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],  # what passes is not worth describing
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | chromium.arguments()


@dataclass(frozen=True)
class Site:
    """Where the site answers and the password of its demo accounts."""

    address: str
    password: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's keys and passwords; its databases stand in this worker's cluster as ``demo``.

    With several workers the first loads the demo and dumps it, the others restore: a second instead of half a minute.
    """
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    folder = (base if alone else base.parent) / "demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "demo.dump").exists():
            databases.restore("demo", folder)
        else:
            _load_demo(databases.copy("demo") | whereabouts(folder))
            if not alone:
                databases.dump("demo", folder)
    return folder


def whereabouts(folder: Path) -> dict[str, str]:
    return {"SAPAR_VAR": str(folder), "SAPAR_KEYS_DIR": str(folder / "keys")}


def _load_demo(environment: dict[str, str]) -> None:
    run = [sys.executable, "-m", "sapar"]
    subprocess.run([*run, "demo", "load"], env=environment, check=True, capture_output=True)
    subprocess.run([*run, "messages", "compile"], env=environment, check=True, capture_output=True)
    collect = "import django; django.setup(); from django.core.management import call_command; call_command('collectstatic', interactive=False, verbosity=0)"
    subprocess.run(
        [sys.executable, "-c", collect], env=environment | {"DJANGO_SETTINGS_MODULE": "sapar.settings"}, check=True
    )


@pytest.fixture(scope="module")
def site(demo: Path, django_db_blocker: Any) -> Iterator[Site]:
    """The demo as it was loaded, served by the real web server: what one file of journeys does, no other sees."""
    with django_db_blocker.unblock():
        environment = databases.copy("journeys", template="demo") | whereabouts(demo)
    port = free_port()
    web = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "sapar.wsgi:application", "--interface", "wsgi", "--port", str(port),
            "--blocking-threads", "4", "--log-level", "warning",
        ],
        env=environment,
    )  # fmt: skip
    try:
        wait_for(port, web)
        yield Site(f"http://localhost:{port}", (demo / "demo-password").read_text())
    finally:
        web.terminate()
        web.wait(timeout=20)


def wait_for(port: int, web: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + 60
    while time.monotonic() < limit and web.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("the web server did not start")


class Visitor:
    """Somebody at a browser: signs in, looks around, and complains about what a page must never do."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page, self.site = page, site
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("console", self._listen)
        page.on("request", self._watch)

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.site.address, "data:", "about:", "blob:")):
            self.complaints.append(f"third party: {request.url}")

    def go(self, path: str) -> "Visitor":
        self.page.goto(self.site.address + path)
        return self

    def sign_in(self, email: str) -> "Visitor":
        self.go("/account/login/")
        self.page.locator("input[name=login]").fill(email)
        self.page.locator("input[name=password]").fill(self.site.password)
        self.page.locator("main button[type=submit]").first.click()
        self.page.wait_for_url(self.site.address + "/**")
        assert "/account/login" not in self.page.url
        return self

    def speak(self, language: str) -> "Visitor":
        """Change the language as people do: an account keeps its own from one sign-in to the next."""
        if self.page.locator("html").get_attribute("lang") != language:
            self.page.locator(f"button[name=language][value={language}]").first.evaluate("button => button.click()")
            expect(self.page.locator("html")).to_have_attribute("lang", language)
        return self

    def check(self, name: str = "") -> "Visitor":
        """No complaint, no axe violation, no sideways scrolling; keeps a picture when asked for the guide."""
        assert not self.complaints, self.complaints
        found = Axe().run(self.page, options=AXE)
        assert found.violations_count == 0, found.generate_report()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{self.page.url} scrolls sideways by {wide} px"
        if name and os.environ.get("SAPAR_PICTURES"):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png")
        return self


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """``visitor(email, width=1280, language="en")``: a fresh browser of somebody who has signed in."""
    contexts = []

    def make(email: str = "", *, width: int = 1280, language: str = "en") -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
        someone = Visitor(context.new_page(), site)
        return someone.sign_in(email).speak(language) if email else someone

    yield make
    for context in contexts:
        context.close()
