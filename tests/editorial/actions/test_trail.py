"""Every write of the desk's own actions leaves a deed, as the archive's do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.actions import reject_mention
from archive.models import Deed
from editorial import actions
from editorial.actions import ask_again, assign_story, dismiss_check, finish_assignment, move_article, undo_deed
from editorial.actions.accept_link import accept_link
from editorial.actions.reject_link import reject_link
from editorial.actions.undo_link_decision import undo_link_decision
from editorial.checks import Check
from editorial.models import LinkDecision
from tests import make
from tests.archive.actions.test_trail import functions_in
from tests.make import NOON

pytestmark = pytest.mark.django_db
WRITES_NOTHING = {"read_facts", "can_undo", "describe_decision", "take_pair"}
CHECK = Check(kind="year", words="The", spans=(), sentence="?", evidence=(), note="?", confidence=1.0)


def said() -> dict[str, Any]:
    return {"by": make.make_user(), "at": NOON}


def pair() -> dict[str, Any]:
    return {"article": make.make_article(), "target": make.make_article(), "type": "follows", **said()}


def assigned() -> Any:
    return assign_story(article=make.make_draft(), assignee=make.make_user(), **said())


def dismissed_again() -> None:
    article = make.make_draft()
    dismiss_check(article=article, check=CHECK, **said())
    ask_again(article=article, check=CHECK, **said())


def undone() -> None:
    reject_mention(mention=make.make_mention(make.make_draft(), make.make_person()), by=None, at=NOON)
    undo_deed(deed=Deed.objects.newest_first()[0], **said())


def undone_decision() -> None:
    reject_link(**pair())
    undo_link_decision(decision=LinkDecision.objects.get(), **said())


DONE: dict[str, Callable[[], Any]] = {
    "accept_link": lambda: accept_link(**pair(), is_forward=True, reason=""),
    "ask_again": dismissed_again,
    "assign_story": assigned,
    "dismiss_check": lambda: dismiss_check(article=make.make_draft(), check=CHECK, **said()),
    "finish_assignment": lambda: finish_assignment(assignment=assigned(), **said()),
    "move_article": lambda: move_article(article=make.make_draft(), name="send_to_review", **said()),
    "reject_link": lambda: reject_link(**pair()),
    "undo_deed": undone,
    "undo_link_decision": undone_decision,
}
# A write whose deed bears the name of the archive's action that it called.
SAYS_OTHERWISE = {"move_article": "send_to_review", "undo_deed": "put_back_mention"}


def test_no_write_of_the_desk_goes_without_a_trail() -> None:
    found = set(functions_in(Path(str(actions.__file__)).parent)) - WRITES_NOTHING

    assert found == DONE.keys()


@pytest.mark.parametrize("name", sorted(DONE))
def test_every_action_of_the_desk_leaves_a_deed(name: str) -> None:
    DONE[name]()

    deed = Deed.objects.filter(verb=SAYS_OTHERWISE.get(name, name)).first()
    assert deed is not None and deed.by is not None, f"{name} leaves no deed: let it call record_deed"
