"""Moves, assignments and undo: what they do to a story, what they leave behind, and what they refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from archive.actions import (
    Refused,
    annotate_version,
    confirm_mention,
    correct_article,
    link_articles,
    publish_article,
    reject_mention,
    restore_article,
    save_draft,
    trash_annotation,
    unlink_articles,
    withdraw_article,
)
from archive.indexing.compare import find_differences
from archive.indexing.drain import drain_outbox
from archive.models import Annotation, Article, Deed, Link, Mention
from archive.models.mention import MentionStatus, Origin
from archive.text.quotes import Quote
from editorial.actions import assign_story, finish_assignment, move_article, undo_deed
from editorial.actions.accept_link import accept_link
from editorial.actions.reject_link import reject_link
from editorial.models import Assignment, LinkDecision, Move
from editorial.workflow import MOVES, NewWords, State, state_of
from tests import make
from tests.make import NOON

LATER, FRIDAY = NOON + timedelta(hours=1), NOON + timedelta(days=2)


@pytest.fixture
def ada(db: None) -> User:
    return make.make_user("ada")


def move(article: Article, name: str, by: User, **more: Any) -> Article:
    return move_article(article=article, name=name, by=by, at=more.pop("at", LATER), **more)


def in_state(state: State, ada: User) -> Article:
    """A story that has got there by moves."""
    article = make.make_draft()
    ways: dict[State, tuple[dict[str, Any], ...]] = {
        State.DRAFT: (),
        State.REVIEW: ({"name": "send_to_review"},),
        State.SCHEDULED: ({"name": "schedule", "moment": FRIDAY},),
        State.PUBLISHED: ({"name": "publish"},),
        State.WITHDRAWN: ({"name": "publish"}, {"name": "withdraw", "comment": "Wrong."}),
        State.BLOCKED: ({"name": "block", "comment": "An order."},),
        State.TRASHED: ({"name": "throw_away"},),
    }
    for way in ways[state]:
        article = move_article(article=article, by=ada, at=NOON, **way)
    return article


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", [each.name for each in MOVES])
def test_the_table_is_what_happens(ada: User, state: State, name: str) -> None:
    """Every move from every state: carried out and kept as the table says, or refused and nothing changed."""
    table = next(each for each in MOVES if each.name == name)
    article = in_state(state, ada)
    if table.new_words and state in table.starts:
        save_draft(article=article, words=make.make_words(text="New."), by=ada, at=NOON)
        if table.new_words == NewWords.REVIEW:
            move(article, "submit_version", ada)
    token = Article.objects.get(pk=article.pk).token

    if state not in table.starts:
        with pytest.raises(Refused):
            move(article, name, ada, comment="Why.", moment=FRIDAY)
        assert Article.objects.get(pk=article.pk).token == token
        return
    moved = move(article, name, ada, comment="Why.", moment=FRIDAY)

    now = state_of(status=moved.status, visible_from=moved.visible_from, at=LATER)
    kept = Move.objects.filter(article=article).first()
    assert now in table.ends
    assert kept is not None
    assert (kept.name, kept.from_state, kept.to_state, kept.by, kept.comment) == (name, state, now, ada, "Why.")


def test_a_scheduled_story_appears_at_its_time_and_not_before(ada: User) -> None:
    article = in_state(State.SCHEDULED, ada)

    assert not article.is_readable(LATER)
    assert article.is_readable(FRIDAY)
    assert Article.objects.readable(FRIDAY).filter(pk=article.pk).exists()


def test_a_story_off_the_schedule_never_appears_and_leaves_no_tombstone(ada: User) -> None:
    article = move(in_state(State.SCHEDULED, ada), "unschedule", ada)

    assert article.standing_at(FRIDAY + timedelta(days=9)) == "hidden"
    published = move(article, "publish", ada)
    assert published.is_readable(LATER)


def test_an_embargo_that_came_with_the_copy_is_not_broken_by_publishing(ada: User) -> None:
    article = make.make_draft()
    Article.objects.filter(pk=article.pk).update(visible_from=FRIDAY)

    assert not move(article, "publish", ada).is_readable(LATER)


def test_a_new_version_of_a_published_story_shows_only_when_it_is_published(ada: User) -> None:
    article = in_state(State.PUBLISHED, ada)
    save_draft(article=article, words=make.make_words(text="Better words."), by=ada, at=LATER)

    draft = Article.objects.get(pk=article.pk)
    assert draft.public_version is not None and draft.latest_version is not None
    assert (draft.public_version.number, draft.latest_version.number) == (1, 2)
    shown = move(draft, "publish_version", ada)
    assert shown.public_version is not None and shown.public_version.text == "Better words."


def test_what_is_in_the_trash_is_in_no_index(ada: User) -> None:
    article = in_state(State.TRASHED, ada)
    drain_outbox(at=LATER)

    assert list(find_differences(at=LATER)) == []
    from archive.search.door import open_engine

    assert article.ref not in dict(open_engine("desk").versions())
    with pytest.raises(Refused, match="trash"):
        save_draft(article=article, words=make.make_words(text="New."), by=ada, at=LATER)
    with pytest.raises(Refused, match="trash"):
        publish_article(article=article, by=ada, at=LATER)


def test_an_assignment_is_handed_on_and_done_once(ada: User) -> None:
    ben, article = make.make_user("ben"), make.make_draft()
    assign_story(article=article, assignee=ada, by=ben, at=NOON, due_on=FRIDAY.date(), comment="Check the dates.")
    assignment = assign_story(article=article, assignee=ben, by=ada, at=LATER)

    assert Assignment.objects.open().get().assignee == ben
    assert Deed.objects.newest_first()[0].before["assignee"] == "ada"
    finish_assignment(assignment=assignment, by=ben, at=LATER)
    with pytest.raises(Refused, match="done already"):
        finish_assignment(assignment=assignment, by=ben, at=LATER)


def test_nothing_is_assigned_to_somebody_who_does_not_work_here(ada: User) -> None:
    with pytest.raises(Refused, match="does not work at the desk"):
        assign_story(article=make.make_draft(), assignee=make.make_user("x", is_staff=False), by=ada, at=NOON)


# --- undo --------------------------------------------------------------------------------------------


def last(verb: str) -> Deed:
    return Deed.objects.newest_first().filter(verb=verb)[0]


def census() -> dict[str, list[dict[str, Any]]]:
    """Everything that undo must leave as it was; tokens and moments of change rise."""
    article = ("id", "status", "withdrawn_at", "withdrawn_reason", "public_version_id", "visible_from", "published_at")
    mention = ("id", "status", "origin", "role", "descriptor", "version_id", "spans", "by_id", "decided_at")
    return {
        "articles": list(Article.objects.order_by("pk").values(*article)),
        "links": list(Link.objects.order_by("pk").values("article_id", "target_id", "type", "reason", "by_id")),
        "mentions": list(Mention.objects.order_by("pk").values(*mention)),
        "notes": list(Annotation.objects.order_by("pk").values("id", "body", "exact", "start", "end")),
        "decisions": list(LinkDecision.objects.order_by("pk").values("verdict", "type", "score", "by_id")),
    }


def do_all(ada: User) -> dict[str, Any]:
    """For each verb that can be undone: what does it, on records that are there already."""
    first, second = make.make_article(), make.make_article()
    third, fourth = make.make_article(), make.make_article()
    linked = make.make_link(third, fourth)
    mention = make.make_mention(first, make.make_person(), words="Yuri Gagarin")
    Mention.objects.filter(pk=mention.pk).update(status=MentionStatus.SUGGESTED, origin=Origin.RULE, by=None)
    mention.refresh_from_db()
    draft, note = make.make_draft(), make.make_note(first, "felt well")
    said: dict[str, Any] = {"by": ada, "at": LATER}
    pair: dict[str, Any] = {"article": first, "target": second, "type": "follows"}
    return {
        "accept_link": lambda: accept_link(**pair, is_forward=True, reason="", **said),
        "reject_link": lambda: reject_link(**pair, **said),
        "link_articles": lambda: link_articles(**pair, reason="Same day", **said),
        "unlink_articles": lambda: unlink_articles(link=linked, **said),
        "withdraw_article": lambda: withdraw_article(article=first, reason="Wrong.", **said),
        "confirm_mention": lambda: confirm_mention(mention=mention, **said),
        "reject_mention": lambda: reject_mention(mention=mention, **said),
        "trash_article": lambda: move(draft, "throw_away", ada),
        "trash_annotation": lambda: trash_annotation(annotation=note, **said),
    }


UNDOABLE = (
    "accept_link reject_link link_articles unlink_articles withdraw_article confirm_mention reject_mention"
    " trash_article trash_annotation"
).split()


@pytest.mark.parametrize("verb", UNDOABLE)
def test_undo_is_the_exact_inverse_and_works_once(ada: User, verb: str) -> None:
    deed = do_all(ada)[verb]
    before = census()
    deed()
    assert census() != before

    undone = undo_deed(deed=last(verb), by=ada, at=LATER)

    assert census() == before
    assert undone.undoes == last(verb)
    with pytest.raises(Refused):
        undo_deed(deed=last(verb), by=ada, at=LATER)


def test_undoing_an_acceptance_brings_back_the_rejection_that_it_overruled(ada: User) -> None:
    first, second = make.make_article(), make.make_article()
    reject_link(article=first, target=second, type="follows", by=ada, at=NOON)
    before = census()
    accept_link(article=first, target=second, type="follows", is_forward=True, reason="", by=ada, at=LATER)

    undo_deed(deed=last("accept_link"), by=ada, at=LATER)

    assert census() == before


def test_undo_is_refused_when_the_world_has_moved_on(ada: User) -> None:
    article, mention = make.make_article(), make.make_mention(make.make_article(), make.make_person())
    withdraw_article(article=article, reason="Wrong.", by=ada, at=NOON)
    withdrawn = last("withdraw_article")
    restore_article(article=article, by=ada, at=LATER)
    with pytest.raises(Refused, match="not withdrawn"):
        undo_deed(deed=withdrawn, by=ada, at=LATER)

    reject_mention(mention=mention, by=ada, at=NOON)
    rejected = last("reject_mention")
    confirm_mention(mention=mention, by=ada, at=LATER)
    with pytest.raises(Refused, match="decided about this name again"):
        undo_deed(deed=rejected, by=ada, at=LATER)

    link = make.make_link(article, make.make_article())
    unlink_articles(link=link, by=ada, at=NOON)
    unlinked = last("unlink_articles")
    make.make_link(link.article, link.target)
    with pytest.raises(Refused, match="linked that way again"):
        undo_deed(deed=unlinked, by=ada, at=LATER)


def test_a_deed_without_an_inverse_is_refused_with_a_sentence(ada: User) -> None:
    article = make.make_article()
    correct_article(article=article, words=make.make_words(text="Right."), notice="Wrong.", by=ada, at=LATER)

    with pytest.raises(Refused, match="cannot be undone here"):
        undo_deed(deed=last("correct_article"), by=ada, at=LATER)


def test_a_note_in_the_trash_takes_its_replies_with_it_and_brings_them_back(ada: User) -> None:
    article = make.make_draft()
    note = make.make_note(article, "felt well")
    annotate_version(version=note.version, quote=Quote(exact="felt well"), body="Why?", by=ada, at=NOON, parent=note)
    trash_annotation(annotation=note, by=ada, at=LATER)
    assert not Annotation.objects.filter(article=article).exists()

    undo_deed(deed=last("trash_annotation"), by=ada, at=LATER)

    assert Annotation.objects.filter(article=article).count() == 2
