"""Notes: threads, history, colleagues named, words lost and found again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.actions import (
    Clash,
    Refused,
    attach_annotation,
    edit_annotation,
    mark_mentions_read,
    publish_article,
    reply_to_annotation,
    resolve_annotation,
    save_draft,
)
from archive.models import Annotation, Article, ArticleVersion, NoteChange, NoteMention
from archive.text.quotes import Quote
from tests.make import NOON, TEXT, make_article, make_draft, make_note, make_user, make_words

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def change_words(article: Article, text: str) -> Article:
    save_draft(article=article, words=make_words(text=text), by=None, at=LATER)
    return publish_article(article=article, by=None, at=LATER)


def read(note: Annotation) -> Annotation:
    return Annotation.objects.select_related("version", "made_on").get(pk=note.pk)


def deeds_of(note: Annotation) -> list[str]:
    return list(NoteChange.objects.filter(annotation=note).values_list("deed", flat=True))


def test_a_note_that_lost_its_words_says_on_which_version_it_was_made() -> None:
    article = make_article()
    note = make_note(article, "landed him safely")

    change_words(article, TEXT.replace("landed him safely", "brought him home"))

    lost = read(note)
    assert (lost.anchor_state, lost.version.number) == ("orphaned", 1)
    assert lost.made_on is not None and lost.made_on.number == 1
    assert deeds_of(note) == ["written", "lost"]


def test_a_mended_word_keeps_the_note_and_says_how_like_the_words_are() -> None:
    article = make_article()
    note = make_note(article, "the announcement said")

    change_words(article, TEXT.replace("the announcement said", "the anouncement said"))

    kept = read(note)
    assert kept.anchor_state == "fuzzy"
    assert kept.anchor_score is not None and 0.9 <= kept.anchor_score < 1
    assert kept.version.text[kept.start : kept.end] == "the anouncement said"
    assert kept.exact == "the announcement said"


def test_words_cut_out_and_put_back_find_their_note_again() -> None:
    article = make_draft()
    note = make_note(article, "felt well throughout the flight")
    save_draft(article=article, words=make_words(text=TEXT.split("\n\n")[0]), by=None, at=LATER)
    assert read(note).anchor_state == "orphaned"

    save_draft(article=article, words=make_words(text="An opening.\n\n" + TEXT), by=None, at=LATER)

    found = read(note)
    assert found.anchor_state == "moved"
    assert found.version.text[found.start : found.end] == "felt well throughout the flight"
    assert deeds_of(note) == ["written", "lost", "found"]


def test_a_closed_orphan_is_left_alone_when_its_words_come_back() -> None:
    article = make_draft()
    note = make_note(article, "felt well throughout the flight")
    save_draft(article=article, words=make_words(text="Gone."), by=None, at=LATER)
    resolve_annotation(annotation=read(note), by=None, at=LATER)

    save_draft(article=article, words=make_words(), by=None, at=LATER)

    assert read(note).anchor_state == "orphaned"
    assert not Annotation.objects.orphaned().exists()


def test_a_note_is_attached_by_hand_with_its_whole_thread_and_what_it_was_on_is_remembered() -> None:
    article = make_article()
    note = make_note(article, "landed him safely")
    answer = reply_to_annotation(annotation=note, body="Indeed.", by=None, at=NOON)
    change_words(article, TEXT.replace("landed him safely", "brought him home"))

    attach_annotation(annotation=read(note), quote=Quote("brought him home"), by=make_user("ada"), at=LATER)

    for each in (read(note), read(answer)):
        assert (each.anchor_state, each.exact, each.version.number) == ("exact", "brought him home", 2)
    change = NoteChange.objects.filter(annotation=note).latest("id")
    assert (change.deed, change.before["exact"], change.after["exact"]) == (
        "attached",
        "landed him safely",
        "brought him home",
    )
    assert str(change.by) == "ada"


def test_a_note_is_not_attached_to_words_that_are_not_there() -> None:
    note = make_note(make_article(), "felt well")

    with pytest.raises(Refused, match="not in the story"):
        attach_annotation(annotation=note, quote=Quote("Saturn"), by=None, at=LATER)


def test_an_answer_belongs_to_the_first_note_and_follows_its_words() -> None:
    article = make_article()
    note = make_note(article, "felt well")
    first = reply_to_annotation(annotation=note, body="Who says?", by=None, at=NOON)
    second = reply_to_annotation(annotation=first, body="TASS.", by=None, at=NOON)

    change_words(article, "An opening.\n\n" + TEXT)

    assert {read(each).parent_id for each in (first, second)} == {note.pk}
    assert {(read(each).start, read(each).motivation) for each in (first, second)} == {(read(note).start, "replying")}


def test_an_answer_in_an_internal_thread_stays_internal() -> None:
    note = make_note(make_article(), "felt well")

    with pytest.raises(Refused, match="internal thread"):
        reply_to_annotation(annotation=note, body="x", by=None, at=NOON, visibility="public")


def test_every_edit_of_a_note_is_kept() -> None:
    note = make_note(make_article(), "felt well", body="One.")
    ada = make_user("ada")

    for _ in range(2):
        edit_annotation(annotation=note, body="Two.", visibility="internal", motivation="commenting", by=ada, at=LATER)
    resolve_annotation(annotation=note, by=ada, at=LATER)
    resolve_annotation(annotation=note, by=ada, at=LATER)
    resolve_annotation(annotation=note, by=ada, at=LATER, is_resolved=False)

    assert deeds_of(note) == ["written", "edited", "resolved", "reopened"]
    edited = NoteChange.objects.get(deed="edited")
    assert (edited.before, edited.after, edited.by, edited.at) == ({"body": "One."}, {"body": "Two."}, ada, LATER)


def test_two_editors_of_one_note_do_not_overwrite_each_other() -> None:
    note = make_note(make_article(), "felt well", body="One.")

    def edit(body: str) -> None:
        edit_annotation(
            annotation=note, body=body, visibility="internal", motivation="commenting", by=None, at=LATER, seen_at=NOON
        )

    edit("Two.")

    with pytest.raises(Clash, match="changed this note"):
        edit("Three.")

    assert read(note).body == "Two."


def test_colleagues_who_are_named_are_told_once() -> None:
    ada, bob, author = make_user("ada"), make_user("Bob.Smith"), make_user("author")
    make_user("reader", is_staff=False)
    note = make_note(make_article(), "felt well", body="@ADA, ask @bob.smith. @author @reader @nobody mail@ada")
    edit_annotation(
        annotation=note, body="@ada again", visibility="internal", motivation="commenting", by=author, at=LATER
    )

    assert set(NoteMention.objects.values_list("user__username", flat=True)) == {"ada", "Bob.Smith", "author"}
    assert mark_mentions_read(user=ada, at=LATER) == 1
    assert not NoteMention.objects.unread_by(ada.pk).exists()
    assert NoteMention.objects.unread_by(bob.pk).count() == 1


def test_nobody_is_told_of_having_named_themselves() -> None:
    ada = make_user("ada")
    note = make_note(make_article(), "felt well")

    reply_to_annotation(annotation=note, body="@ada", by=ada, at=NOON)

    assert not NoteMention.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"body": "x" * 20_001}, "keep it under"),
        ({"motivation": "shouting"}, "not a purpose"),
        ({"visibility": "all"}, "who sees"),
    ],
)
def test_a_note_that_cannot_be_is_refused(fields: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        make_note(make_article(), "felt well", **fields)


def count_queries_of_a_revision(notes: int) -> int:
    article = make_draft()
    version = ArticleVersion.objects.get(article=article)
    kept, lost = TEXT.index("Major"), TEXT.index("landed")
    Annotation.objects.bulk_create(
        Annotation(
            article=article, version=version, made_on=version, exact="x", body="Note.",
            created_at=NOON, updated_at=NOON,
            start=kept if number % 2 else lost, end=(kept if number % 2 else lost) + 5,
        )
        for number in range(notes)
    )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        save_draft(article=article, words=make_words(text=TEXT.replace("landed him", "put him")), by=None, at=LATER)
    assert Annotation.objects.filter(article=article, anchor_state="orphaned").count() == notes // 2
    return len(asked)


def test_five_thousand_notes_on_one_story_are_carried_in_batches() -> None:
    few, many = count_queries_of_a_revision(10), count_queries_of_a_revision(5_000)

    assert many - few <= 5_000 / 100  # SQLite takes fewer values a statement than PostgreSQL
