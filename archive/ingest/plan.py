"""Planning: what an arriving story would change. Nothing is written here, so that it can be shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from archive.ingest.draft import Problem

from .identity import Known, find_article, look_up
from .items import Item

Deed = Literal["create", "revise", "same", "withdraw", "refuse"]

# Problems that keep a story from readers until an editor has looked: what it says of time cannot be relied on.
FOR_REVIEW: Final = frozenset({"year_inferred_from_arrival", "embargo_unreadable", "on_hold"})
# What is no story: it is kept with its original and listed, with the sentence that says what it is.
NO_STORY: Final = frozenset({"media_only", "package_only", "not_a_story", "item_unreadable"})


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be done with an item, and why."""

    item: Item
    deed: Deed
    article_id: int | None
    problems: tuple[Problem, ...]


def plan_items(items: Sequence[Item]) -> list[Planned]:
    """One plan an item, in order; three queries, whatever their number.

    Items of one call must be different stories (see `split_by_identity`).
    """
    known = look_up(items)
    return [_plan(item, known) for item in items]


def split_by_identity(items: Sequence[Item], *, limit: int) -> list[list[Item]]:
    """Cut into runs of at most `limit` in which no story comes twice: the second must find the first stored."""
    runs: list[list[Item]] = []
    seen: set[tuple[str, str]] = set()
    for item in items:
        by_words = (item.source_code, item.words_sha256)
        sought_by = (item.source_code, item.guid) if item.guid else by_words  # see `find_article`
        if not runs or len(runs[-1]) >= limit or sought_by in seen:
            runs.append([])
            seen = set()
        runs[-1].append(item)
        seen |= {sought_by, by_words}
    return runs


def _plan(item: Item, known: Known) -> Planned:
    article_id = find_article(item, known)
    if known.by_bytes.get((item.original_sha256, item.index)) == article_id is not None:
        # Taken in before, whatever it asked for: what an editor has decided since then stands.
        return Planned(item, "same", article_id, item.problems)
    action = item.draft.action
    if action == "advisory":
        sentence = "This is a note to editors, not a story: it is kept with its original and not published."
        return _refuse(item, None, "not_an_article", sentence)
    if action == "kill":
        if article_id is None:
            sentence = "It withdraws a story that is not in the archive: find it by hand, if it came another way."
            return _refuse(item, None, "kill_unmatched", sentence)
        return Planned(item, "withdraw", article_id, item.problems)
    if any(problem.code in NO_STORY for problem in item.problems):
        return Planned(item, "refuse", None, item.problems)
    if article_id is None:
        return Planned(item, "create", None, _with_hold(item))
    if item.words_sha256 in known.words.get(article_id, ()):
        return Planned(item, "same", article_id, item.problems)
    if action == "hold":
        sentence = "The agency asks to hold a story that is in the archive: decide whether to withdraw it."
        return _refuse(item, article_id, "on_hold", sentence)
    return Planned(item, "revise", article_id, item.problems)


def _refuse(item: Item, article_id: int | None, code: str, sentence: str) -> Planned:
    return Planned(item, "refuse", article_id, (*item.problems, Problem(code, sentence)))


def _with_hold(item: Item) -> tuple[Problem, ...]:
    if item.draft.action != "hold":
        return item.problems
    return (
        *item.problems,
        Problem("on_hold", "The agency asks to hold this story: release it when it says so."),
    )
