"""Each deed on a story's page sent twice, as a browser does that never saw the answer: done once, answered alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from archive.actions import trash_annotation
from archive.models import Annotation, Article, Disagreement, Mention
from archive.models.mention import MentionStatus
from editorial.actions import move_article
from editorial.actions.accept_link import accept_link
from editorial.admin.story_deeds import DEEDS
from editorial.models import LinkDecision
from tests import make

from .pages import deed_of, read_page
from .test_checks_on_the_page import ODD, fingerprints

pytestmark = pytest.mark.django_db
# Rows that tell of asking, not of what was done.
ASKING = {"oncekey", "logentry", "session", "presence"}
NOTE = {"visibility": "internal", "motivation": "commenting"}


@dataclass(frozen=True)
class Case:
    """A story, the key of what the deed is about (0: the story itself), and what is typed."""

    article: Article
    key: int = 0
    sent: dict[str, Any] | None = None


def on_a_note(**sent: Any) -> Case:
    article = make.make_draft()
    return Case(article, make.make_note(article, "felt well").pk, sent)


def on_a_mention() -> Case:
    article = make.make_draft()
    make.make_mention(article, make.make_person(), words="Yuri Gagarin")
    Mention.objects.update(status=MentionStatus.SUGGESTED, origin="rule", rule="title", confidence=0.7)
    return Case(article, Mention.objects.get().pk)


def on_a_disagreement() -> Case:
    article = make.make_draft(headline="Ours")
    values = {"here": {"headline": "Ours"}, "wire": {"headline": "Theirs"}}
    row = Disagreement.objects.create(
        article=article, field="headline", wire_sha256="0" * 64, said_at=make.NOON, **values
    )
    return Case(article, row.pk)


def on_a_pair(**sent: Any) -> Case:
    return Case(make.make_draft(), 0, {"target": make.make_draft().pk, "kind": "follows", **sent})


def on_a_decision() -> Case:
    article = make.make_draft()
    accept_link(
        article=article, target=make.make_draft(), type="follows", is_forward=True, reason="", by=make.make_user(),
        at=make.NOON, score=0.5, explanation="",
    )  # fmt: skip
    return Case(article, LinkDecision.objects.get().pk)


def on_a_link() -> Case:
    article = make.make_draft()
    return Case(article, make.make_link(article, make.make_draft()).pk)


def on_a_note_in_the_trash() -> Case:
    case = on_a_note()
    trash_annotation(annotation=Annotation.objects.get(), by=make.make_user(), at=make.NOON)
    return case


def on_words_to_the_editor() -> Case:
    article = make.make_draft()
    make.make_note(article, "felt well", body="@editor, says who?")
    return Case(article)


def moved(*names: str, **sent: Any) -> Case:
    """A draft, or a published story, after these moves."""
    article = make.make_article() if names[:1] == ("published",) else make.make_draft()
    for name in names:
        if name != "published":
            move_article(article=article, name=name, by=make.make_user(), at=make.NOON, comment="Why.")
    return Case(article, 0, {"comment": "Why.", **sent})


CASES: dict[str, Callable[[], Case]] = {
    "mention": lambda: Case(make.make_draft(), 0, {"entity": make.make_person().pk, "role": "mentioned"}),
    "confirm": on_a_mention,
    "reject": on_a_mention,
    "note": lambda: Case(make.make_draft(), 0, {"exact": "felt well", "body": "?", **NOTE}),
    "edit_note": lambda: on_a_note(body="Else.", **NOTE),
    "resolve": lambda: on_a_note(resolved="on"),
    "reply": lambda: on_a_note(body="So."),
    "attach": lambda: on_a_note(exact="landed"),
    "read_notes": on_words_to_the_editor,
    "take_wire": on_a_disagreement,
    "keep_ours": on_a_disagreement,
    "link": lambda: on_a_pair(type="follows"),
    "unlink": on_a_link,
    "accept_link": on_a_pair,
    "reject_link": on_a_pair,
    "undo_link": on_a_decision,
    "assign": lambda: Case(make.make_draft(), 0, {"assignee": make.make_user("vera").username}),
    "trash_note": lambda: on_a_note(),
    "take_note_out": on_a_note_in_the_trash,
    "move_send_to_review": lambda: moved(),
    "move_send_back": lambda: moved("send_to_review"),
    "move_schedule": lambda: moved(moment="2999-01-01T10:00"),
    "move_publish": lambda: moved(),
    "move_throw_away": lambda: moved(),
    "move_take_out": lambda: moved("throw_away"),
    "move_restore": lambda: moved("published", "withdraw"),
    "restore": lambda: moved("published", "withdraw"),
}


def snapshot() -> dict[str, list[Any]]:
    """Every row of both floors, but for who asked when."""
    models = [model for floor in ("archive", "editorial") for model in apps.get_app_config(floor).get_models()]
    return {
        model.__name__: list(model._base_manager.order_by("pk").values_list())
        for model in models
        if model._meta.model_name not in ASKING
    }


@pytest.mark.parametrize("name", CASES)
def test_a_deed_sent_twice_is_done_once(desk: Client, name: str) -> None:
    case = CASES[name]()
    address = deed_of(case.article, name, *([case.key] if case.key else []))
    sent = {**(case.sent or {}), "once": "word"}
    before = snapshot()

    first = desk.post(address, sent)
    after = snapshot()
    again = desk.post(address, sent)

    assert first.status_code == 302, first.content.decode()[:2000]
    assert after != before
    assert snapshot() == after
    assert (again.status_code, again["Location"]) == (302, first["Location"])


@pytest.mark.parametrize("name", ["note_check", "dismiss_check"])
def test_a_check_answered_twice_is_answered_once(desk: Client, name: str) -> None:
    article = make.make_draft(text=ODD)
    sent = {"fingerprint": fingerprints(read_page(desk, article))[0], "once": "word"}

    first = desk.post(deed_of(article, name), sent)
    after = snapshot()
    again = desk.post(deed_of(article, name), sent)

    assert (again.status_code, again["Location"], snapshot()) == (302, first["Location"], after)


def test_no_deed_of_the_page_is_forgotten_here() -> None:
    """A new one: give it a case above."""
    elsewhere = {
        "note_check", "dismiss_check", "ask_again", "finish", "take_link_out", "undo", "move_publish_version",
        "move_submit_version", "move_return_version", "move_unschedule", "move_unblock",
    }  # fmt: skip

    assert {deed.name for deed in DEEDS} == CASES.keys() | elsewhere
