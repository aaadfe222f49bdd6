"""Finding a Chromium for the journeys: ``SAPAR_BROWSER``, the system's, or Playwright's own."""

import os
import shutil
from pathlib import Path

import pytest

HOW = "Install Chromium (apt install chromium), name one in SAPAR_BROWSER, or run: playwright install chromium"


def find() -> str | None:
    """The path of a Chromium, or None."""
    for name in (os.environ.get("SAPAR_BROWSER", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (path := shutil.which(name)):
            return path
    own = sorted(Path.home().glob(".cache/ms-playwright/chromium-*/chrome-linux*/chrome"))
    return str(own[-1]) if own else None


def arguments() -> dict[str, object]:
    """How Playwright launches it. In CI a missing browser is a failure, elsewhere a skip that says how to get one."""
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI must have a browser. {HOW}")
        pytest.skip(HOW)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    return {"executable_path": path, "args": [*sandbox, *quiet, "--disable-gpu"]}
