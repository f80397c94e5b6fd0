"""The system's Chromium for tests, and the windows that screens are looked at in."""

import shutil

import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# Milliseconds that anything may take before it counts as never.
GUARD = 30_000
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
    None,
)


@pytest.fixture
def browser(monkeypatch):
    """The system's Chromium; what runs beside its event loop is our own server."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        expect.set_options(timeout=GUARD)
        yield made
        expect.set_options(timeout=None)
        made.close()
        # Beside an event loop Django opens a connection of its own.
        connections.close_all()
