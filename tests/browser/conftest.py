"""The browser and its pages; how to use them is told in kit.py."""

import os

import pytest
from django.core.cache import cache

from tests.browser.kept import Kept
from tests.browser.kit import ARGS, DESKTOP, browser_path


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests of this process."""
    executable = browser_path()
    if not executable:
        _unavailable("no Chromium: install one, or name it with CHROMIUM=<path>")
    try:
        from playwright.sync_api import expect, sync_playwright
    except ImportError:
        _unavailable("playwright is not installed")

    expect.set_options(timeout=30_000)
    # Playwright's sync interface keeps an event loop running in this thread, and Django then
    # refuses the database there. The tests are synchronous all the same.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=ARGS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def new_page(browser, live_server):
    """Make pages, each in its own context: ``new_page(java_script_enabled=False)``."""
    contexts = []
    pages = []

    def make(**options):
        context = browser.new_context(
            **{
                "viewport": DESKTOP,
                "locale": "en-GB",
                "base_url": live_server.url,
                "reduced_motion": "reduce",  # colours are judged at rest, not on their way
                **options,
            }
        )
        context.set_default_timeout(45_000)  # two workers may share a slow machine
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: _note(page, message))
        page.on("pageerror", lambda error: page.problems.append(f"uncaught: {error}"))
        pages.append(page)
        return page

    yield make

    problems = [problem for page in pages for problem in page.problems]
    for context in contexts:
        context.close()
    assert not problems, "The browser complained:\n" + "\n".join(problems)


@pytest.fixture(scope="session")
def _kept_demo(tmp_path_factory):
    """The demonstration as it was built first in this process: where its copies are taken."""
    return Kept(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture
def demo(transactional_db, settings, tmp_path, _kept_demo):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return _kept_demo.put_into(tmp_path)


@pytest.fixture
def page(new_page):
    return new_page()


def _note(page, message) -> None:
    """Errors fail the test; breaches of the Content-Security-Policy are written as errors.

    A page that answers 404 or 422 is written as an error, too: that is the test's own business.
    """
    where = message.location.get("url", "")
    answered = "responded with a status of 4" in message.text and "/static/" not in where
    if message.type == "error" and not answered:
        page.problems.append(f"{message.text} ({where})")


def _unavailable(reason: str) -> None:
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
