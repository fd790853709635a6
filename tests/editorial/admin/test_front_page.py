"""The front page: what waits for an editor."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive.models import Article, Mention, Resemblance
from archive.models.article import Status
from archive.models.mention import MentionStatus
from editorial.actions import assign_story, move_article
from tests import make


def read_front(desk: Client) -> str:
    return desk.get(reverse("admin:index")).content.decode()


def test_an_empty_desk_says_that_nothing_waits(desk: Client) -> None:
    page = read_front(desk)

    for sentence in ("Nothing waits for review.", "No suggestion waits.", "Everything could be read."):
        assert sentence in page


def test_stories_in_review_and_drafts_are_listed(desk: Client) -> None:
    make.make_draft(headline="A draft")
    waiting = make.make_draft(headline="To be reviewed")
    Article.objects.filter(pk=waiting.pk).update(status=Status.REVIEW)

    page = read_front(desk)

    assert page.index("To be reviewed") < page.index("A draft")


def test_a_suggested_name_leads_to_its_card(desk: Client) -> None:
    mention = make.make_mention(make.make_draft(), make.make_person("Ada Holm"))
    Mention.objects.filter(pk=mention.pk).update(status=MentionStatus.SUGGESTED)

    page = read_front(desk)

    assert "Ada Holm (person)" in page
    assert f"#mention-{mention.pk}" in page


def test_what_time_alone_will_change_is_announced(desk: Client) -> None:
    soon = timezone.now() + timedelta(days=2)
    make.make_article(headline="Sealed until Friday", visible_from=soon, at=timezone.now())
    make.make_article(headline="Open to all")

    page = read_front(desk)

    assert "Sealed until Friday" in page and "embargo lifts" in page
    assert "Open to all" not in page


def test_a_number_is_told_up_to_a_hundred(desk: Client) -> None:
    drafts = [make.make_draft(headline=f"Draft {number}") for number in range(12)]

    assert '<span class="number-of">12</span>' in read_front(desk)

    for copy in range(95):
        drafts[0].pk, drafts[0].ref, drafts[0].uuid = None, f"cpy{copy:07}", uuid4()
        drafts[0].save(force_insert=True)

    assert '<span class="number-of">100+</span>' in read_front(desk)


def test_names_that_look_like_one_are_listed_with_the_reason(desk: Client) -> None:
    first, second = make.make_person("Sergei Korolev"), make.make_person("Sergey Korolyov")
    Resemblance.objects.create(first=first, second=second, kind="person", score=0.93, reasons=["one sound"])

    page = read_front(desk)

    assert "Sergei Korolev = Sergey Korolyov?" in page
    assert "person, 93% alike: one sound" in page


def test_what_is_overdue_comes_first_and_says_so(desk: Client, editor: User) -> None:
    now = timezone.now()
    for headline, days in (("Later", 9), ("Late", -2)):
        article = make.make_draft(headline=headline)
        due = timezone.localdate() + timedelta(days=days)
        assign_story(article=article, assignee=editor, by=editor, at=now, due_on=due)
    make.make_draft(headline="Nobody's")

    page = read_front(desk)
    section = page[page.index("My assignments") : page.index("In review")]

    assert section.index(">Late<") < section.index(">Later<")
    assert section.count("overdue") == 1
    listed = desk.get(reverse("admin:archive_article_changelist"), {"assigned": "me"}).content.decode()
    assert "Late" in listed and "Nobody&#x27;s" not in listed


def test_an_editor_who_may_not_read_the_audit_is_not_sent_there(desk: Client, editor: User) -> None:
    assert not editor.has_perm("archive.view_deed")
    for number in range(12):
        article = make.make_draft(headline=f"Draft {number}")
        assign_story(article=article, assignee=editor, by=editor, at=timezone.now())

    page = read_front(desk)
    section = page[page.index("Changed today") : page.index("Notes that lost")]

    assert '<span class="number-of">10+</span>' in section and "All of them" not in section


def test_a_list_shows_ten_and_leads_to_the_rest(desk: Client) -> None:
    for number in range(12):
        make.make_draft(headline=f"Draft {number}")

    page = read_front(desk)

    assert page.count("Draft ") == 10
    assert "?status__exact=draft" in page


def test_the_front_page_costs_the_same_however_much_waits(desk: Client) -> None:
    read_front(desk)
    with CaptureQueriesContext(connection) as few:
        read_front(desk)
    person = make.make_person()
    for number in range(30):
        article = make.make_draft(headline=f"Draft {number}")
        mention = make.make_mention(article, person)
        Mention.objects.filter(pk=mention.pk).update(status=MentionStatus.SUGGESTED)

    with CaptureQueriesContext(connection) as many:
        read_front(desk)

    assert len(many) <= len(few) + 3  # a number is read for each list that shows no more than its beginning
    counting = [query["sql"] for query in many if "COUNT(" in query["sql"].upper()]
    assert not [sql for sql in counting if "dated_on" not in sql]  # the calendar's, of its nine weeks


def test_the_front_page_needs_no_word_of_style_or_script_inside_it(desk: Client) -> None:
    page = read_front(desk)

    assert "<style" not in page and " style=" not in page and "onclick" not in page


def test_my_assignments_and_what_changed_today_are_listed(desk: Client, editor: User) -> None:
    article = make.make_draft(headline="The dog in orbit")
    now = timezone.now()
    assign_story(article=article, assignee=editor, by=editor, at=now, due_on=now.date(), comment="Check the dates.")

    page = read_front(desk)

    assert "My assignments" in page and "Check the dates." in page
    assert "assign story, editor" in page


def test_a_story_in_the_trash_is_listed_only_when_the_trash_is_asked_for(desk: Client, editor: User) -> None:
    article = make.make_draft(headline="Thrown away")
    move_article(article=article, name="throw_away", by=editor, at=timezone.now())
    stories = reverse("admin:archive_article_changelist")

    assert "Thrown away" not in desk.get(stories).content.decode()
    assert "Thrown away" in desk.get(stories, {"status__exact": "trashed"}).content.decode()
