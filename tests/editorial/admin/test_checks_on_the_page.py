"""Checks on a story's page: marked, explained, noted and dismissed by plain forms."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Annotation, Article, Rights
from editorial.models import DismissedCheck
from tests import make

from .pages import deed_of, fill_form, page_of, read_page

ODD = "Soldiers waved flags in Ukraine's Kursk region on Sunday."


def fingerprints(page: str) -> list[str]:
    """Those of the checks on a page, as its buttons would send them."""
    part = page.split('id="checks"')[1].split("</section>")[0]
    return list(dict.fromkeys(re.findall(r'name="fingerprint" value="(\w+)"', part)))


def make_odd(text: str = ODD, **fields: Any) -> Article:
    return make.make_draft(text=text, **fields)


def press(client: Client, article: Article, name: str, fingerprint: str = "") -> Any:
    """One of a check's buttons."""
    return client.post(
        deed_of(article, name), {"fingerprint": fingerprint or fingerprints(read_page(client, article))[0]}
    )


def test_a_check_is_marked_in_the_text_and_explained_beside_it(desk: Client) -> None:
    page = read_page(desk, make_odd())

    assert re.search(r'<span id="odd-\w{12}" class="check" title="[^"]+">Ukraine&#x27;s Kursk region</span>', page)
    assert "Gazetteer: Kursk: Russia" in page
    assert 'href="#checks" aria-keyshortcuts="3">Checks <b>1</b>' in page


def test_a_sound_story_has_no_checks(desk: Client) -> None:
    page = read_page(desk, make.make_draft())

    assert "Nothing odd was found" in page and 'class="check"' not in page


def test_an_event_tied_to_the_story_is_evidence(desk: Client) -> None:
    article = make_odd("She called the 2023 treaty a good beginning.")
    event = make.make_event("Fisheries treaty signed", starts_on=date(2024, 6, 19), ends_on=None)
    make.make_mention(article, event, words="treaty")

    assert "Fisheries treaty signed, 19 June 2024" in read_page(desk, article)


def test_an_event_that_the_story_spells_out_is_evidence_without_a_tie(desk: Client) -> None:
    article = make_odd("They praised the Northern Coastal Fisheries Treaty. The 2023 treaty is a good one.")
    make.make_event("Northern Coastal Fisheries Treaty signed", starts_on=date(2024, 6, 19), ends_on=None)

    assert "Northern Coastal Fisheries Treaty signed, 19 June 2024" in read_page(desk, article)


def test_a_note_is_written_by_one_click_for_the_desk_only(desk: Client, editor: User) -> None:
    article = make_odd()

    response = press(desk, article, "note_check")

    note = Annotation.objects.get(article=article)
    assert response["Location"] == page_of(article) + "#checks"
    assert (note.exact, note.visibility, note.by) == ("Ukraine's Kursk region", "internal", editor)
    assert "Kursk is in Russia" in note.body
    assert f'href="#note-{note.pk}">see the note' in read_page(desk, article)


def test_a_second_click_writes_no_second_note(desk: Client) -> None:
    article = make_odd()
    (fingerprint,) = fingerprints(read_page(desk, article))

    press(desk, article, "note_check", fingerprint)
    press(desk, article, "note_check", fingerprint)

    assert Annotation.objects.count() == 1


def test_a_note_on_the_copyright_line_stands_at_the_end_of_the_story(desk: Client) -> None:
    source = make.make_source("AW", default_notice="Copyright Ardmore Wire. All rights reserved.")
    article = make_odd(make.TEXT, source=source)
    Rights.objects.update(notice="")

    press(desk, article, "note_check")

    note = Annotation.objects.get(article=article)
    assert make.TEXT.endswith(note.exact) and "Copyright Ardmore Wire" in note.body


def test_what_is_dismissed_stays_so_in_later_versions_and_can_be_asked_again(desk: Client, editor: User) -> None:
    article = make_odd()
    (fingerprint,) = fingerprints(read_page(desk, article))

    press(desk, article, "dismiss_check", fingerprint)
    desk.post(page_of(article), fill_form(article, text="New first.\n\n" + ODD, _draft=""))

    page = read_page(desk, article)
    assert DismissedCheck.objects.get().by == editor
    assert 'class="check"' not in page and "1 dismissed" in page

    press(desk, article, "ask_again", fingerprint)
    assert 'class="check"' in read_page(desk, article)


def test_what_is_dismissed_in_one_story_is_asked_about_in_another(desk: Client) -> None:
    article, other = make_odd(), make_odd()

    press(desk, article, "dismiss_check")

    assert 'class="check"' in read_page(desk, other)


def test_a_check_whose_words_are_gone_is_refused_in_a_sentence(desk: Client) -> None:
    article = make_odd()
    (fingerprint,) = fingerprints(read_page(desk, article))
    desk.post(page_of(article), fill_form(article, text="Quite other words.", _draft=""))

    page = press(desk, article, "note_check", fingerprint).content.decode()

    assert "The words have changed" in page and not Annotation.objects.exists()


@pytest.mark.parametrize("fingerprint", ["", "x", "0" * 64, "'; DROP TABLE"])
def test_a_fingerprint_of_nothing_does_nothing(desk: Client, fingerprint: str) -> None:
    article = make_odd()

    assert desk.post(deed_of(article, "dismiss_check"), {"fingerprint": fingerprint}).status_code == 200
    assert not DismissedCheck.objects.exists()


@pytest.mark.parametrize("name", ["note_check", "dismiss_check", "ask_again"])
def test_who_may_only_look_changes_nothing(db: None, name: str) -> None:
    article = make_odd()
    looker = User.objects.create_user("looker", password="clear sky", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename="view_article"))
    client = Client()
    client.force_login(looker)
    page = read_page(client, article)

    assert "Ukraine&#x27;s Kursk region” puts" in page and not fingerprints(page)
    assert client.post(deed_of(article, name), {"fingerprint": "0" * 64}).status_code == 403


def test_checks_cost_two_queries_at_most(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    article = make_odd(ODD + "\n\nShe called the 2023 treaty good.", source=make.make_source("NW"))
    desk.get(page_of(article))
    with CaptureQueriesContext(connection) as with_checks:
        desk.get(page_of(article))
    monkeypatch.setattr("editorial.admin.story_page.read_checks", lambda *_: [])
    with CaptureQueriesContext(connection) as without:
        desk.get(page_of(article))

    assert len(with_checks) - len(without) <= 2


def test_a_line_is_missed_where_the_source_s_latest_stories_carry_one(desk: Client) -> None:
    source = make.make_source("NW")
    for _ in range(9):
        make.make_article(source=source)
    Rights.objects.update(notice="Copyright Nord Wire")
    article = make_odd(make.TEXT, source=source)

    assert "There is no copyright line" in read_page(desk, article)


def test_no_line_is_missed_where_the_source_prints_none(desk: Client) -> None:
    source = make.make_source("NW")
    for _ in range(9):
        make.make_article(source=source)

    assert "There is no copyright line" not in read_page(desk, make_odd(make.TEXT, source=source))
