"""Planning: what an arriving story would change. Nothing is written here, so that it can be shown first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from archive.ingest.draft import Problem
from archive.models import WireStep

from .identity import Known, find_article, find_by_slug, is_known_step, look_up, orders_for
from .items import Item
from .pending import Pending

Deed = Literal["create", "revise", "repeat", "same", "hold", "withdraw", "keep", "refuse"]

# Problems that keep a story from readers until an editor has looked: what it says of time cannot be relied on.
FOR_REVIEW: Final = frozenset({"year_inferred_from_arrival", "embargo_unreadable", "on_hold"})
# What is no story: it is kept with its original and listed, with the sentence that says what it is.
NO_STORY: Final = frozenset({"media_only", "package_only", "not_a_story", "item_unreadable"})


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be done with an item, and why. `orders` came before the story and are obeyed once it is there.

    repeat: words that are there, sent once more; keep: an order about a story that has not come. `was_held`: whether
    what is pending had it on hold, None when nothing of it is pending.
    """

    item: Item
    deed: Deed
    article_id: int | None
    problems: tuple[Problem, ...]
    orders: tuple[WireStep, ...] = ()
    was_held: bool | None = None


def plan_items(items: Sequence[Item], *, pending: Pending | None = None) -> list[Planned]:
    """One plan an item, in order; a handful of queries, whatever their number.

    Items of one call must be different stories (see `split_by_identity`). With `pending` those of earlier calls are
    taken for stored, as they will be when it is their turn: such a story has a negative number for its key.
    """
    known = look_up(items)
    if pending is None:
        return [_plan(item, known) for item in items]
    pending.tell(items, known)
    plans = []
    for plan in [_plan(item, known) for item in items]:
        plans.append(replace(plan, was_held=pending.is_held(plan.article_id or 0)))
        pending.note(plan.item, deed=plan.deed, article_id=plan.article_id, orders=plan.orders)
    return plans


def split_by_identity(items: Sequence[Item], *, limit: int) -> list[list[Item]]:
    """Cut into runs of at most `limit` in which no story comes twice: the second must find the first stored."""
    runs: list[list[Item]] = []
    seen: set[tuple[str, str]] = set()
    for item in items:
        by_words = (item.source_code, item.words_sha256)
        sought_by = {(item.source_code, item.guid) if item.guid else by_words}  # see `find_article`
        if item.step.slug:
            sought_by.add((item.source_code, item.step.slug))
        if not runs or len(runs[-1]) >= limit or sought_by & seen:
            runs.append([])
            seen = set()
        runs[-1].append(item)
        seen |= {*sought_by, by_words}
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
    if article_id is None and len(find_by_slug(item, known)) > 1:
        return _plan_ambiguous(item)
    if article_id is not None:
        return _plan_known(item, article_id, known)
    if action == "kill":
        sentence = (
            "It withdraws a story that is not in the archive: should it come, it is withdrawn at once. Look for it by"
            " hand, if it may have come another way."
        )
        return replace(_refuse(item, None, "kill_unmatched", sentence), deed="keep")
    if any(problem.code in NO_STORY for problem in item.problems):
        return Planned(item, "refuse", None, item.problems)
    return Planned(item, "create", None, _with_hold(item), orders_for(item, known))


def _plan_known(item: Item, article_id: int, known: Known) -> Planned:
    """What a story that is here is in for."""
    problems = (*item.problems, *_explain(item, article_id, known))
    action = item.draft.action
    if action == "kill":
        return Planned(item, "withdraw", article_id, problems)
    if any(problem.code in NO_STORY for problem in item.problems):
        return Planned(item, "refuse", None, item.problems)
    is_known = is_known_step(item, article_id, known)
    if action == "hold":
        sentence = "The agency asks to hold this story: it is kept from readers until it is released."
        held = (*problems, Problem("on_hold", sentence))
        return Planned(item, "same" if is_known else "hold", article_id, held)
    if item.words_sha256 in known.words.get(article_id, ()):
        return Planned(item, "same" if is_known else "repeat", article_id, problems)
    return Planned(item, "revise", article_id, problems)


def _explain(item: Item, article_id: int, known: Known) -> tuple[Problem, ...]:
    """How the story was found, where that is a judgement."""
    if item.guid or not item.step.slug or item.words_sha256 in known.words.get(article_id, ()):
        return ()
    slug, _, day = item.step.slug.partition("|")
    sentence = f"It has no identifier: it was taken for a version of the story {slug} that {item.source_code} sent"
    return (Problem("found_by_slugline", f"{sentence} on {day}. Split it off if it is another."),)


def _plan_ambiguous(item: Item) -> Planned:
    slug, _, day = item.step.slug.partition("|")
    sentence = f"{item.source_code} sent more than one story {slug} on {day}, and this does not say which it means:"
    if item.draft.action in ("kill", "hold"):
        return _refuse(item, None, "story_ambiguous", f"{sentence} find it, and do by hand what it asks for.")
    problem = Problem("story_ambiguous", f"{sentence} it was kept as a story of its own.")
    return Planned(item, "create", None, (*item.problems, problem))


def _refuse(item: Item, article_id: int | None, code: str, sentence: str) -> Planned:
    return Planned(item, "refuse", article_id, (*item.problems, Problem(code, sentence)))


def _with_hold(item: Item) -> tuple[Problem, ...]:
    if item.draft.action != "hold":
        return item.problems
    return (
        *item.problems,
        Problem("on_hold", "The agency asks to hold this story: it waits until it is released."),
    )
