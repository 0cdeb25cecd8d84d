"""A browser over the built guide. Every page that a test opens is watched for errors and foreign requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from engine.build import build_site_if_changed
from tests.chromium import chromium
from tests.conftest import REPOSITORY
from tests.webserver import serve

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def base_url() -> Iterator[str]:
    build_site_if_changed(REPOSITORY)
    with serve(REPOSITORY / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def until(page: Page, condition: str, seconds: int = 10) -> None:
    """Wait until a condition, or what it promises, holds in the page; raise AssertionError when it never does.

    Playwright's own waiting needs what the site's policy forbids: eval.
    """
    for _ in range(seconds * 20):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


@pytest.fixture
def open_page(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a path in a fresh profile; afterwards: no script error, no other host asked."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []
    allowed: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
        page.on(
            "console", lambda message: faults.append(f"console: {message.text}") if message.type == "error" else None
        )
        page.on("request", lambda request: _foreign(request.url))

    def _foreign(url: str) -> None:
        if urlsplit(url).scheme in ("http", "https") and not url.startswith((base_url, *allowed)):
            faults.append(f"request to another host: {url}")

    def open_(path: str, leaves_to: str = "", **options) -> Page:
        allowed.append(leaves_to or base_url)
        options = {"viewport": DESKTOP, "locale": "en-GB"} | options
        context = browser.new_context(**options)
        contexts.append(context)
        context.on("page", watch)
        page = context.new_page()
        page.goto(f"{base_url}/{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [fault for fault in faults if "404" not in fault] == []
