"""Uploading in a browser: dropped or chosen, looked at, approved, followed to the run; no barrier on the way."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Article, IngestRun, Upload
from tests import make
from tests.editorial.admin.sending import STORY, TABLE, pack
from tests.editorial.admin.test_walk import keep_picture

pytestmark = pytest.mark.django_db(transaction=True)
ADD = "/admin/archive/upload/add/"
# What a browser makes of files that are dragged in from the desktop.
DROP = """([name, bytes, kind]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of kind) {
        const event = new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true });
        document.querySelector("h1").dispatchEvent(event);
    }
}"""


def find_barriers(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


def open_page(page: Page, live_server: LiveServer) -> list[str]:
    """Signed in, where files are sent; what the browser complains of is gathered in the list."""
    make.make_user("vera")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/admin/login/?next={ADD}")
    page.fill("#id_username", "vera")
    page.fill("#id_password", "clear sky")
    page.keyboard.press("Enter")
    page.wait_for_selector(".droppable:not([hidden])")
    return complaints


def call_worker() -> None:
    call_command("take_deliveries", stdout=io.StringIO())


def test_a_zip_that_is_dropped_is_planned_approved_and_followed_to_its_run(live_server: LiveServer, page: Page) -> None:
    complaints = open_page(page, live_server)
    packed = list(pack(ship_txt=STORY, tides_csv=TABLE, broken_xml="<nitf><head>"))

    page.evaluate(DROP, ["day.zip", packed, ["dragenter", "dragover"]])
    expect(page.locator("#drop.over")).to_be_visible()
    page.evaluate(DROP, ["day.zip", packed, ["drop"]])
    expect(page.locator("#said")).to_have_text("Being read: 0 items so far.")
    call_worker()

    rows = page.locator(".plan > tbody > tr")
    expect(rows).to_have_count(4)
    expect(page.locator(".outcomes")).to_contain_text("3 new")
    expect(rows.nth(3)).to_contain_text("The XML is cut short or broken")
    rows.nth(0).locator("summary").press("Enter")
    expect(rows.nth(0).locator(".sides")).to_contain_text("The ship left on Monday")
    keep_picture(page, "plan")
    page.get_by_role("button", name="Take in").press("Enter")
    expect(page.locator("#said")).to_have_text("Being taken in: 0 of 4 items.")
    call_worker()

    page.wait_for_url(f"**/ingestrun/{IngestRun.objects.get().pk}/change/")
    expect(page.locator("#content")).to_contain_text("was uploaded by vera")
    assert Article.objects.count() == 3 and complaints == []


def test_files_that_are_chosen_and_files_that_will_not_do(live_server: LiveServer, page: Page, tmp_path: Path) -> None:
    open_page(page, live_server)
    field = page.get_by_label("Files")

    field.set_input_files({"name": "empty.txt", "mimeType": "text/plain", "buffer": b""})
    expect(page.locator("#wrong")).to_contain_text("empty.txt is empty: there is nothing to read.")
    page.get_by_role("button", name="Look at it").press("Enter")
    expect(page.locator("#wrong")).to_contain_text("empty.txt is empty")
    assert not Upload.objects.exists()
    (tmp_path / "ship.txt").write_text(STORY)
    (tmp_path / "tides.csv").write_text(TABLE)
    field.set_input_files([tmp_path / "ship.txt", tmp_path / "tides.csv"])
    expect(page.locator("#wrong")).to_be_empty()
    page.get_by_role("button", name="Look at it").press("Enter")
    expect(page.locator("h1")).to_have_text("2 files.zip")
    call_worker()

    expect(page.locator(".plan > tbody > tr")).to_have_count(3)


def test_it_works_without_javascript(live_server: LiveServer, page: Page) -> None:
    browser = page.context.browser
    assert browser is not None
    make.make_user("vera")
    plain = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    plain.goto(f"{live_server.url}/admin/login/?next={ADD}")
    plain.fill("#id_username", "vera")
    plain.fill("#id_password", "clear sky")
    plain.keyboard.press("Enter")

    plain.set_input_files("#id_sent", {"name": "ship.txt", "mimeType": "text/plain", "buffer": STORY.encode()})
    plain.get_by_role("button", name="Look at it").click()
    call_worker()
    plain.get_by_role("button", name="Take in").click()  # the page has looked again by itself
    call_worker()

    expect(plain.locator("#content")).to_contain_text("All became what was planned.")
    plain.context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 375)])
def test_axe_finds_no_barrier_from_the_files_to_the_run(
    live_server: LiveServer, page: Page, scheme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two words it knows
    open_page(page, live_server)
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        keep_picture(page, f"upload-{name}-{scheme}-{width}")
        if barriers := find_barriers(page):
            found[name] = barriers
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[f"{name} (width)"] = ["wider than the window"]

    page.get_by_text("How to read it").click()
    look("form")
    make.make_article(guid="mp-1", text="The ship left on Sunday.")
    packed = pack(ship_txt=STORY, tides_csv=TABLE, broken_xml="<nitf><head>")
    page.set_input_files("#id_sent", {"name": "day.zip", "mimeType": "application/zip", "buffer": packed})
    page.get_by_role("button", name="Look at it").click()
    page.wait_for_selector("#progress")
    look("progress")
    call_worker()
    page.wait_for_selector(".plan")
    for summary in page.locator(".plan summary, .how summary").all():
        summary.click()
    look("plan")
    page.get_by_role("button", name="Take in").click()
    page.wait_for_selector("#progress")
    look("taking in")
    call_worker()
    page.wait_for_url("**/ingestrun/**")
    look("run")
    page.goto(f"{live_server.url}/admin/archive/upload/")
    look("list")
    assert found == {}
