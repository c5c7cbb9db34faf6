"""A real browser on a site that is served as in production.

`live_site` is granian in a process of its own with a data folder and a database of its own, `DEBUG` off, the collected
static files, and the demo data. Not pytest-django's `live_server`: that one serves with Django's development server out of
the test's own process, flushes every table after each test (Wagtail's root page with them), and shares one connection
between threads on SQLite. So a test here says what it wants by the browser, or by `live_site.manage(...)`, on either
database alike.

Chromium is the machine's own (CHROMIUM names another); without one the tests are skipped, and fail when CI=true.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.e2e.site import serve
from tools import chromium
from tools.console import ROOT

RESULTS = ROOT / "test-results"
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))  # one worker: one site, one browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium for the whole run."""
    executable = chromium.executable()
    if executable is None:
        missing = "no Chromium: install it (Debian: apt install chromium) or name one in CHROMIUM"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as patch:
        # Playwright's loop stays in this thread until the run ends, and Django takes the other tests' queries, which are
        # made in between and not inside it, for queries made in a coroutine.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=chromium.flags())
            yield browser
            browser.close()


@pytest.fixture(scope="session")
def live_site(tmp_path_factory):
    """The served site with its demo data: `url`, `manage(*arguments)`, `account(role, unit)`, `sign_in(page, …)`."""
    RESULTS.mkdir(exist_ok=True)
    with serve(tmp_path_factory.mktemp("site"), RESULTS / "server.log") as site:
        yield site


@pytest.fixture
def new_page(browser, live_site, request):
    """A function that opens a page in a browser context of its own: each is a person with a session of their own.

    Options go to Playwright's `new_context` (a phone: `viewport={"width": 390, "height": 844}`); `at` is the address of another
    front end than the site's own. The test fails when a page asked any other host than that one, or had an error in a script
    that nobody caught.
    """
    opened, complaints = [], []

    def open_page(at=live_site.url, **options):
        context = browser.new_context(
            base_url=at,
            **(
                {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1280, "height": 900}}
                | options
            ),
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"script error on {page.url}: {error}"))
        context.on("request", lambda asked: _foreign(asked.url, at, complaints))
        opened.append(page)
        return page

    yield open_page
    for number, page in enumerate(opened, 1):
        if request.node.stash.get(FAILED, False):
            page.screenshot(path=_path(f"failed {request.node.name} {number}"), full_page=True)
        page.context.close()
    assert complaints == []


@pytest.fixture
def page(new_page):
    """A page of somebody who has not signed in."""
    return new_page()


@pytest.fixture
def screenshot():
    """A function (page, name) that keeps the whole page as test-results/NAME.png."""
    return lambda page, name: page.screenshot(path=_path(name), full_page=True)


def _foreign(asked: str, site: str, complaints: list[str]) -> None:
    if urlsplit(asked).scheme in ("http", "https") and urlsplit(asked).netloc != urlsplit(site).netloc:
        complaints.append(f"asked another host: {asked}")


def _path(name: str) -> Path:
    return RESULTS / (re.sub(r"[^\w-]+", "-", name).strip("-") + ".png")
