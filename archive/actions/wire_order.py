"""The order in which an agency did what it did to a story, whatever the order in which we heard of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from archive.models import Article, WireStep
from archive.models.wire_step import StepAction

_BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as it comes, before it is kept (see `archive.models.WireStep`)."""

    action: str
    number: int | None
    moment: datetime
    is_stated: bool = False
    notice: str = ""
    guid: str = ""
    slug: str = ""


def keep_step(step: Step, *, source_id: int, article: Article | None, version: int | None) -> WireStep:
    """The row of a step, kept once: the same step about the same story changes nothing."""
    same = {
        "source_id": source_id, "article": article, "version": version, "guid": step.guid, "slug": step.slug,
        "action": step.action, "number": step.number, "moment": step.moment,
    }  # fmt: skip
    found = WireStep.objects.filter(**same).first()
    return found or WireStep.objects.create(**same, is_stated=step.is_stated, notice=step.notice)


def steps_of(article: Article) -> list[WireStep]:
    """The steps of a story, in the agency's order. A story from before steps were kept has one: it was sent."""
    steps = list(WireStep.objects.filter(article=article))
    if any(step.version is not None for step in steps):
        return order_steps(steps)
    first = WireStep(
        pk=0, source_id=article.source_id, article=article, action=StepAction.ARTICLE, number=0,
        moment=article.created_at, version=1,
    )  # fmt: skip
    return order_steps([first, *steps])


def order_steps(steps: Iterable[WireStep]) -> list[WireStep]:
    """By the wire's numbers; what has none stands after the last numbered step that was sent before it.

    Of two with one number and no moment that tells them apart, the one that came first counts as the newer: an equal
    version replaces nothing. What has neither number nor moment is taken to come in the order of its arrival.
    """
    steps = list(steps)
    numbered = sorted((step for step in steps if step.number is not None), key=_by_number)
    groups: list[list[WireStep]] = [[] for _ in range(len(numbered) + 1)]
    for step in sorted((step for step in steps if step.number is None), key=_by_moment):
        before = [place for place, other in enumerate(numbered) if _sent(other) <= step.moment]
        groups[before[-1] + 1 if before else 0].append(step)
    ordered = groups[0]
    for step, group in zip(numbered, groups[1:], strict=True):
        ordered += [step, *group]
    return ordered


def _sent(step: WireStep) -> datetime:
    """The first sending of a story came before everything else, whenever we got it."""
    return step.moment if step.is_stated or step.number else _BEFORE_ALL


def _by_number(step: WireStep) -> tuple[int, datetime, int]:
    arrival = step.pk if not step.number else -step.pk
    return step.number or 0, step.moment if step.is_stated else _BEFORE_ALL, arrival


def _by_moment(step: WireStep) -> tuple[datetime, int]:
    return step.moment, step.pk
