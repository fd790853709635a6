"""The first walk: the story that started Dateline, from the wire's bytes to a reader who finds it by another name.

Real copy, real HTTP, a real browser. Set JOURNEY_SHOTS to a folder to keep a picture of every step.
"""

from __future__ import annotations

import json
import os
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from archive.models import Annotation, Article, Event, Link, OutboxRow, Person
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
SEED = "seed/ajp-lyubimova-pyongyang.txt"
HEADLINE = "Kim Jong Un meets Russian culture minister, pushes for stronger cultural ties"
EVENT = "North Korea-Russia Comprehensive Strategic Partnership Treaty signed"
SHOTS = os.environ.get("JOURNEY_SHOTS", "")


def keep_picture(page: Page, name: str) -> None:
    """For looking at; nothing depends on it."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def choose(page: Page, selector: str, typed: str, wanted: str) -> None:
    """Pick from an autocomplete field as a person does: open, type, click."""
    page.locator(f"{selector} + .select2-container").click()
    page.locator(".select2-search__field").last.fill(typed)
    page.locator(".select2-results__option", has_text=wanted).first.click()


def import_seed(path: Path) -> dict[str, object]:
    """The first line that import_files prints of it."""
    out = StringIO()
    call_command("import_files", path, received="2025-06-30T18:00+09:00", json=True, stdout=out)
    report: dict[str, object] = json.loads(out.getvalue().splitlines()[0])
    return report


def test_a_wire_story_becomes_a_searchable_annotated_linked_record(
    live_server: LiveServer, page: Page, shared_data: Path
) -> None:
    """Import, name, tie, note, link, publish; then read, and import again."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    site = live_server.url

    # The wire.
    report = import_seed(shared_data / SEED)
    assert (report["outcome"], report["headline"]) == ("created", HEADLINE)
    story = Article.objects.get(ref=report["ref"])
    names = story.mentions.filter(entity__kind="person").values_list("entity__name", flat=True)
    assert sorted(names) == [
        "Aleksandr Matsegora",
        "Kim Jong-un",
        "Kim Ju Ae",
        "Olga Lyubimova",
        "Sung Jong Gyu",
        "Vladimir Putin",
    ]
    background = make.make_article(
        source=make.make_source("MP"),
        headline="Moscow and Pyongyang sign a pact of mutual help",
        text="The two leaders signed the pact in Pyongyang on Wednesday, after talks of two hours.",
        dateline_text="PYONGYANG, June 19 (MP) -",
    )

    # The editor signs in and gives Kim Jong-un his name in Korean.
    make.make_user("ann")
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("ann")
    page.get_by_label("Password").fill("clear sky")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    keep_picture(page, "1-work-list")
    kim = Person.objects.get(name="Kim Jong-un")
    page.goto(f"{site}/admin/archive/person/{kim.pk}/change/")
    page.locator("input[name='aliases-0-name']").fill("김정은")
    keep_picture(page, "2-person")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(r"/admin/archive/person/(\?.*)?$"))

    # …makes the event of the treaty…
    page.goto(f"{site}/admin/archive/event/add/")
    page.get_by_label("Name", exact=False).first.fill(EVENT)
    page.locator("input[name='starts_on']").fill("2024-06-19")
    page.locator("input[name='ends_on']").fill("2024-06-19")
    choose(page, "select[name='location']", "pyongyang", "Pyongyang")
    keep_picture(page, "3-event")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_url(re.compile(r"/admin/archive/event/(\?.*)?$"))
    event = Event.objects.get(name=EVENT)
    assert event.location is not None and event.location.name == "Pyongyang"

    # …ties the story to it, notes two words for readers, links the background, publishes.
    page.goto(f"{site}/admin/archive/article/{story.pk}/change/")
    expect(page.locator("#story h1")).to_have_text(HEADLINE)
    keep_picture(page, "4-story")
    choose(page, "#mention-entity", "north korea-russia", EVENT)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#said")).to_contain_text(EVENT)
    page.get_by_role("tab", name="Notes").click()
    page.locator("#note-exact").fill("2023 treaty")
    page.locator("#note-body").fill("The treaty was signed on **19 June 2024**.")
    page.get_by_label("Who sees it").last.select_option(label="readers too")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#story-text .noted")).to_contain_text("2023 treaty")
    page.get_by_role("tab", name="Links").click()
    page.locator("#link-type").select_option("background")
    choose(page, "#link-target", background.ref, "Moscow and Pyongyang sign")
    page.locator("#link-reason").fill("The treaty itself, a year before")
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.locator("#links")).to_contain_text("The treaty itself")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".bar .state")).to_have_text("Published")
    keep_picture(page, "5-published")
    assert not OutboxRow.objects.exists()

    # A reader searches by the Korean name.
    reader = page.context.browser.new_context(locale="en-GB") if page.context.browser else None
    assert reader is not None
    reading = reader.new_page()
    reading.goto(f"{site}/")
    reading.get_by_role("combobox", name="Search the archive").first.fill("김정은")
    reading.keyboard.press("Enter")
    expect(reading.get_by_role("heading", name=HEADLINE)).to_be_visible()
    keep_picture(reading, "6-search")
    reading.get_by_role("link", name=HEADLINE).click()
    expect(reading.locator("h1")).to_have_text(HEADLINE)
    expect(reading.get_by_text("The treaty was signed on 19 June 2024.")).to_be_visible()
    expect(reading.get_by_text("The treaty itself, a year before")).to_be_visible()
    expect(reading.get_by_text("Copyright ⓒ Aju Press All rights reserved.")).to_be_visible()
    keep_picture(reading, "7-article")
    reading.get_by_role("link", name="Moscow and Pyongyang sign a pact of mutual help").click()
    expect(reading.get_by_text("Background to")).to_be_visible()
    expect(reading.get_by_role("link", name=HEADLINE)).to_be_visible()
    keep_picture(reading, "8-other-side")
    reading.goto(f"{site}{event.get_absolute_url()}")
    expect(reading.locator("h1")).to_have_text(EVENT)
    expect(reading.get_by_role("link", name=HEADLINE)).to_be_visible()
    keep_picture(reading, "9-event")
    reader.close()

    # The wire sends it again: nothing new, nothing overwritten.
    before = Article.objects.values_list("pk", "token", "status", "latest_version", "public_version")
    held = list(before)
    again = import_seed(shared_data / SEED)
    assert (again["outcome"], again["ref"]) == ("duplicate", story.ref)
    assert list(before.all()) == held
    assert (Annotation.objects.count(), Link.objects.count()) == (1, 1)
    assert Person.objects.get(pk=kim.pk).aliases.get().name == "김정은"
    call_command("check_archive", stdout=StringIO())
    assert errors == []
