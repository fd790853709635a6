"""Every deed on a story: what it changes, what it refuses and with which words, what it promises the index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from archive.actions import (
    Clash,
    Details,
    Refused,
    RightsStatement,
    annotate_version,
    block_article,
    confirm_mention,
    correct_article,
    create_article,
    edit_annotation,
    edit_details,
    kill_story,
    link_articles,
    mention_entity,
    publish_article,
    reject_mention,
    resolve_annotation,
    restore_article,
    save_draft,
    save_source,
    set_rights,
    set_topics,
    unlink_articles,
    withdraw_article,
)
from archive.models import Article, Correction, Link, Mention, OutboxRow, Source
from archive.text.quotes import Quote
from tests.make import (
    NOON,
    TEXT,
    make_article,
    make_draft,
    make_link,
    make_mention,
    make_note,
    make_person,
    make_source,
    make_user,
    make_words,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
Deed = Callable[..., Any]
DEEDS: dict[str, Callable[..., Any]] = {
    "save_draft": lambda a, **k: save_draft(article=a, words=make_words(text="New."), by=None, at=LATER, **k),
    "publish": lambda a, **k: publish_article(article=a, by=None, at=LATER, visible_from=LATER, **k),
    "withdraw": lambda a, **k: withdraw_article(article=a, reason="Wrong.", by=None, at=LATER, **k),
    "block": lambda a, **k: block_article(article=a, reason="Order.", by=None, at=LATER, **k),
    "topics": lambda a, **k: set_topics(article=a, topics=["Space"], by=None, at=LATER, **k),
    "rights": lambda a, **k: set_rights(article=a, statement=RightsStatement(year=1961), by=None, at=LATER, **k),
    "details": lambda a, **k: edit_details(
        article=a, details=Details(source=a.source, urgency=3), by=None, at=LATER, **k
    ),
    "correct": lambda a, **k: correct_article(
        article=a, words=make_words(text="Right."), notice="It was wrong.", by=None, at=LATER, **k
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_tells_the_index_and_moves_the_token(name: str) -> None:
    article = make_article()
    OutboxRow.objects.all().delete()

    DEEDS[name](article, token=Article.objects.get().token)

    fresh = Article.objects.get()
    assert set(OutboxRow.objects.values_list("ref", flat=True)) == {article.ref}
    assert fresh.token > article.token
    assert fresh.updated_at == LATER


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_with_an_old_token_is_a_clash_and_changes_nothing(name: str) -> None:
    article = make_article()
    OutboxRow.objects.all().delete()
    before = Article.objects.values().get()

    with pytest.raises(Clash, match="Compare both texts"):
        DEEDS[name](article, token=article.token - 1)

    assert Article.objects.values().get() == before
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("name", ["withdraw", "topics", "rights", "details"])
def test_a_deed_done_twice_changes_nothing_the_second_time(name: str) -> None:
    article = make_article()
    DEEDS[name](article)
    before = Article.objects.values().get()
    OutboxRow.objects.all().delete()

    DEEDS[name](article)

    assert Article.objects.values().get() == before
    assert not OutboxRow.objects.exists()


def test_a_new_story_is_a_draft_with_the_rights_of_its_source() -> None:
    article = make_draft(source=make_source(default_notice="© MP"))

    assert (article.status, article.rights.notice, article.rights.holder) == ("draft", "© MP", "Meridian Press")


def test_a_draft_beside_the_published_words_leaves_them_alone() -> None:
    article = make_article()

    version = save_draft(article=article, words=make_words(text="New."), by=None, at=LATER)

    fresh = Article.objects.get()
    assert version.number == 2
    assert fresh.public_version is not None and fresh.public_version.text == TEXT
    assert save_draft(article=article, words=make_words(text="Newer."), by=None, at=LATER).number == 2


def test_the_same_words_are_no_new_version() -> None:
    article = make_article()

    assert save_draft(article=article, words=make_words(), by=None, at=LATER) == article.public_version


def test_details_that_an_editor_sets_are_marked_as_a_persons() -> None:
    article = make_article()

    edit_details(article=article, details=Details(source=article.source, urgency=2), by=make_user("ada"), at=LATER)

    fresh = Article.objects.get()
    assert fresh.says_person("urgency") and not fresh.says_person("genre")
    assert fresh.provenance["urgency"]["by"] == "ada"


def test_notes_and_names_move_with_words_that_were_left_alone() -> None:
    article = make_article()
    note = make_note(article, "Major Yuri Gagarin")
    lost = make_note(article, "landed him safely")
    make_mention(article, make_person(), words="Yuri Gagarin")

    text = "Moscow heard it first. " + TEXT.replace("landed him safely", "brought him back")
    save_draft(article=article, words=make_words(text=text), by=None, at=LATER)
    publish_article(article=article, by=None, at=LATER)

    note.refresh_from_db()
    lost.refresh_from_db()
    assert text[note.start : note.end] == "Major Yuri Gagarin"
    assert (note.anchor_state, lost.anchor_state) == ("moved", "orphaned")
    [[start, end]] = Mention.objects.get().spans
    assert text[start:end] == "Yuri Gagarin"


def test_a_correction_publishes_new_words_and_tells_readers() -> None:
    article = make_article()

    DEEDS["correct"](article)

    correction = Correction.objects.get()
    assert (correction.from_version.number, correction.to_version.number) == (1, 2)
    assert Article.objects.get().public_version == correction.to_version


def test_a_mention_is_confirmed_or_rejected_by_a_person_and_stays_in_memory() -> None:
    mention = make_mention(make_article(), make_person())
    OutboxRow.objects.all().delete()

    assert reject_mention(mention=mention, by=None, at=LATER).status == "rejected"
    assert confirm_mention(mention=mention, by=None, at=LATER).status == "confirmed"
    assert Mention.objects.get().origin == "person"
    assert OutboxRow.objects.count() == 2


def test_a_link_is_stored_once_whichever_side_makes_it() -> None:
    first, second = make_article(), make_article()
    make_link(first, second, type="same_story", reason="One")
    make_link(second, first, type="same_story", reason="Two")

    link = Link.objects.get()
    assert (link.article, link.target, link.reason) == (first, second, "Two")
    unlink_articles(link=link, by=None, at=LATER)
    assert not Link.objects.exists()


def test_updates_do_not_go_in_circles() -> None:
    one, two, three = make_article(), make_article(), make_article()
    make_link(two, one, type="updates")
    make_link(three, two, type="updates")

    with pytest.raises(Refused, match="circle of updates"):
        make_link(one, three, type="updates")


def test_a_note_is_edited_resolved_and_opened_again() -> None:
    note = make_note(make_article(), "Soviet Union")

    edit_annotation(annotation=note, body="Other.", visibility="public", motivation="commenting", by=None, at=LATER)
    resolve_annotation(annotation=note, by=make_user("ada"), at=LATER)
    assert (note.body, note.resolved_at, str(note.resolved_by)) == ("Other.", LATER, "ada")

    resolve_annotation(annotation=note, by=None, at=LATER, is_resolved=False)
    assert note.resolved_at is None


def test_a_kill_leaves_a_blocked_story_blocked() -> None:
    article = block_article(article=make_article(), reason="Order.", by=None, at=NOON)

    assert kill_story(article=article, reason="Killed.", at=LATER).status == "blocked"


REFUSED: dict[str, tuple[str, Callable[[Article], Any]]] = {
    "a story without a headline": (
        "needs a headline",
        lambda a: create_article(source=a.source, words=make_words(headline=" "), by=None, at=NOON),
    ),
    "an identifier that is taken": (
        "already has a story",
        lambda a: create_article(source=a.source, words=make_words(), by=None, at=NOON, guid=a.guid),
    ),
    "words without a headline": (
        "needs a headline",
        lambda a: save_draft(article=a, words=make_words(headline=""), by=None, at=NOON),
    ),
    "withdrawing without a reason": ("Say why", lambda a: withdraw_article(article=a, reason=" ", by=None, at=NOON)),
    "blocking without a reason": ("which demand", lambda a: block_article(article=a, reason="", by=None, at=NOON)),
    "restoring what is public": ("can be restored", lambda a: restore_article(article=a, by=None, at=NOON)),
    "withdrawing a draft": (
        "has never been public",
        lambda a: withdraw_article(article=make_draft(), reason="x", by=None, at=NOON),
    ),
    "correcting without a notice": (
        "needs its notice",
        lambda a: correct_article(article=a, words=make_words(text="x"), notice="", by=None, at=NOON),
    ),
    "correcting nothing": (
        "are the same",
        lambda a: correct_article(article=a, words=make_words(), notice="x", by=None, at=NOON),
    ),
    "correcting a draft": (
        "Only a published story",
        lambda a: correct_article(article=make_draft(), words=make_words(), notice="x", by=None, at=NOON),
    ),
    "a link to itself": ("to itself", lambda a: make_link(a, a)),
    "an unknown link": (
        "is not a kind of link",
        lambda a: link_articles(article=a, target=make_draft(), type="near", reason="", by=None, at=NOON),
    ),
    "a note on words that are not there": ("not in the story", lambda a: make_note(a, "Saturn")),
    "a note on words that stand twice": ("stand 3 times", lambda a: make_note(a, "the")),
    "an empty note": ("note is empty", lambda a: make_note(a, "Soviet Union", body=" ")),
    "a name on words that are not there": (
        "not in the story",
        lambda a: mention_entity(article=a, entity=make_person(), by=None, at=NOON, spans=[(0, 9999)]),
    ),
    "a source code with blanks": (
        "part of an address",
        lambda a: save_source(source=Source(code="no good", name="x")),
    ),
    "a person without a name": ("Give it a name", lambda a: make_person("  ")),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_a_sentence_that_says_what_to_do(what: str) -> None:
    sentence, deed = REFUSED[what]

    with pytest.raises(Refused, match=sentence) as refusal:
        deed(make_article(guid="mp:1"))

    assert str(refusal.value).endswith(".")


def test_a_blocked_story_cannot_be_published() -> None:
    article = block_article(article=make_article(), reason="Order.", by=None, at=NOON)

    with pytest.raises(Refused, match="Lift the block"):
        publish_article(article=article, by=None, at=NOON)


def test_a_highlight_needs_no_words_of_its_own() -> None:
    version = make_article().public_version
    assert version is not None

    note = annotate_version(
        version=version, quote=Quote(exact="Soviet Union"), body="", by=None, at=NOON, motivation="highlighting"
    )

    assert note.exact == "Soviet Union"
