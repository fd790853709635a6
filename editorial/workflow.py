"""One table: the states of a story, the moves between them, and the permission that each takes.

Pure: actions, buttons, documents and tests all read `MOVES`. A state is worked out from what the archive keeps: a story
that is published for a moment still to come is *scheduled*, by the same rule that hides an embargoed one from readers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """Where a story stands."""

    DRAFT = "draft"
    REVIEW = "review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    BLOCKED = "blocked"
    TRASHED = "trashed"


class NewWords(StrEnum):
    """Where the words stand that readers of a published story do not have yet."""

    NONE = "none"
    DRAFT = "draft"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether a move is possible: the state, whether readers were ever meant to have the story, and where
    its new version stands.
    """

    state: State
    has_public_words: bool = False
    new_words: NewWords = NewWords.NONE


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a state to another: `ends` are the states it may lead to, `done` tells the editor what happened."""

    name: str
    label: str
    starts: frozenset[State]
    ends: frozenset[State]
    permission: str
    done: str
    needs_comment: bool = False
    needs_moment: bool = False
    only_new: bool = False  # only while nothing of it was published
    new_words: NewWords | None = None  # only while the new version of a published story stands there


def _move(name: str, label: str, starts: str, ends: str, permission: str, done: str, *needs: str) -> Move:
    return Move(
        name=name,
        label=label,
        starts=frozenset(map(State, starts.split())),
        ends=frozenset(map(State, ends.split())),
        permission=permission,
        done=done,
        needs_comment="comment" in needs,
        needs_moment="moment" in needs,
        only_new="new" in needs,
        new_words=next((words for words in NewWords if f"{words} version" in needs), None),
    )


WRITE, REVIEW, PUBLISH = "archive.change_article", "editorial.review_story", "editorial.publish_story"
WITHDRAW, BLOCK, UNBLOCK = "editorial.withdraw_story", "editorial.block_story", "editorial.unblock_story"
TRASH = "editorial.trash_story"
ANYWHERE = "draft review scheduled published withdrawn"
MOVES = (
    _move("send_to_review", "Send to review", "draft", "review", WRITE, "Sent to review."),
    _move("send_back", "Send back", "review", "draft", REVIEW, "Sent back to its writer.", "comment"),
    _move("schedule", "Schedule", "draft review scheduled", "scheduled", PUBLISH, "Scheduled.", "moment"),
    _move("unschedule", "Take off the schedule", "scheduled", "draft", PUBLISH, "A draft again, without a time."),
    _move("publish", "Publish now", "draft review scheduled", "scheduled published", PUBLISH, "Published."),
    _move(
        "publish_version", "Publish the new version", "published", "published", PUBLISH, "Readers see the new words."
    ),
    _move(
        "submit_version",
        "Send the new version to review",
        "published",
        "published",
        WRITE,
        "The new version waits for review; readers see the old one.",
        "draft version",
    ),
    _move(
        "return_version",
        "Send the new version back",
        "published",
        "published",
        REVIEW,
        "The new version is sent back to its writer.",
        "comment",
        "review version",
    ),
    _move("withdraw", "Withdraw", "scheduled published", "withdrawn", WITHDRAW, "Withdrawn.", "comment"),
    _move("restore", "Restore", "withdrawn", "draft scheduled published", WITHDRAW, "Restored."),
    _move(
        "block", "Block by law", ANYWHERE, "blocked", BLOCK, "Blocked: readers are told of a legal demand.", "comment"
    ),
    _move("unblock", "Lift the block", "blocked", "draft scheduled published", UNBLOCK, "The block is lifted."),
    _move("throw_away", "Throw away", "draft review", "trashed", TRASH, "In the trash. It can be taken out.", "new"),
    _move("take_out", "Take out of the trash", "trashed", "draft", TRASH, "Out of the trash: a draft again."),
)
BY_NAME = {move.name: move for move in MOVES}


def state_of(*, status: str, visible_from: datetime | None, at: datetime) -> State:
    """The state of a story that the archive keeps with that status."""
    if status == State.PUBLISHED and visible_from is not None and visible_from > at:
        return State.SCHEDULED
    return State(status)


def moves_from(facts: Facts, *, may: Callable[[str], bool]) -> list[Move]:
    """The moves that are possible, for somebody who `may` what these permissions say; in the order of the table."""
    return [move for move in MOVES if not why_not(move, facts) and may(move.permission)]


def why_not(
    move: Move, facts: Facts, *, comment: str = "-", moment: datetime | None = None, at: datetime | None = None
) -> str:
    """The sentence that refuses the move, or nothing. Without `at`, what has to be typed is not looked at."""
    if facts.state not in move.starts:
        wanted = " or ".join(state.value for state in State if state in move.starts)
        return f"“{move.label}” is for a story that is {wanted}; this one is {facts.state.value}: look at it again."
    if move.only_new and facts.has_public_words:
        return "This story was meant for readers once: withdraw it instead of throwing it away."
    if move.new_words is not None and facts.new_words != move.new_words:
        found = f"its new version is in {facts.new_words}" if facts.new_words != NewWords.NONE else "it has none"
        return f"“{move.label}” is for a new version in {move.new_words}; {found}: look at the story again."
    if move.needs_comment and not comment.strip():
        return "Say why: the record keeps it, and a colleague reads it."
    if at is not None and move.needs_moment and (moment is None or moment <= at):
        return "Give a day and an hour that are still to come, or publish the story now."
    return ""
