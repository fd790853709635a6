"""The surroundings of every test: a home of its own, the real data beside the repository, a browser."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, NoReturn

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings

REPOSITORY = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PRESENCE = "**/presence/"
PATIENCE = 20_000  # milliseconds a page may take on a machine that has other work
expect.set_options(timeout=PATIENCE)

# Playwright's synchronous door runs an event loop in the test's own thread; Django would take every query
# there for a mistake. The tests are ordinary blocking code, so it is none.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

hypothesis.settings.register_profile("dev", deadline=None, max_examples=50)
# The same examples every time: what lands does not depend on luck. Developers' runs explore.
hypothesis.settings.register_profile("ci", deadline=None, max_examples=200, print_blob=True, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")


def miss(what: str) -> NoReturn:
    """Skip the test because something outside the repository is missing; fail it with REQUIRE_ALL=1."""
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but {what}", pytrace=False)
    pytest.skip(what)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Whatever skips a test, by mark or by call, fails it with REQUIRE_ALL=1."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("REQUIRE_ALL") == "1":
        report.outcome = "failed"
    return report


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Settings) -> Path:
    """A DATELINE_HOME of the test's own: index and originals begin empty, and var/ is never touched."""
    home = tmp_path / "home"
    home.mkdir()
    settings.DATELINE_HOME = home
    settings.SEARCH_URL = f"tantivy://{home / 'index'}"
    moved: dict[str, Any] = {}
    for name in ("originals", "uploads"):
        storage: dict[str, Any] = settings.STORAGES[name]
        moved[name] = {**storage, "OPTIONS": {**storage["OPTIONS"], "location": home / name}}
    settings.STORAGES = {**settings.STORAGES, **moved}
    return home


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data: DATELINE_DATA, or shared/data beside the repository."""
    folder = Path(os.environ.get("DATELINE_DATA") or REPOSITORY.parent / "shared" / "data")
    if not folder.is_dir():
        miss("the real data is not at ../shared/data (set DATELINE_DATA to its folder)")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        miss("there is no Chromium (sudo apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh browser session, 1440 by 900; use it with pytest-django's `live_server`."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    # The desk's pages call in on their own, also when they close: by then the test's database is gone.
    # A test of presence opens the door again: page.context.unroute(PRESENCE).
    context.route(PRESENCE, lambda route: route.fulfill(json={"others": "", "token": 0}))
    context.add_init_script('addEventListener("pagehide", (event) => event.stopImmediatePropagation(), true)')
    yield context.new_page()
    context.close()
