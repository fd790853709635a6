"""Previews: what loading files would do, without doing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.utils import timezone

from archive.actions import is_held
from archive.ingest.draft import Problem
from archive.models import Article
from archive.models.article import Status
from archive.models.ingest import Outcome

from .differences import Difference, compare_item
from .items import Item, printable_path
from .load import BATCH, Report, items_of, report_of
from .parsing import ParsedFile
from .pending import Pending
from .plan import Deed, Planned, plan_items, split_by_identity
from .sources import SourceFinder

OUTCOMES: Final[dict[Deed, Outcome]] = {
    "create": Outcome.CREATED,
    "revise": Outcome.REVISED,
    "withdraw": Outcome.REVISED,
    "hold": Outcome.REVISED,
    "repeat": Outcome.DUPLICATE,
    "same": Outcome.DUPLICATE,
    "keep": Outcome.QUARANTINED,
    "refuse": Outcome.QUARANTINED,
}


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One item: what would be told of it, what would be done, and the story that it is about, if that is here."""

    report: Report
    plan: Planned | None = None
    article: Article | None = None

    @property
    def deed(self) -> str:
        """What is behind the outcome."""
        return self.plan.deed if self.plan is not None else "refuse"

    @property
    def fields(self) -> tuple[Difference, ...]:
        """Where it says otherwise than the story that is here; of any other, all that it says."""
        return compare_item(self.plan.item, self.article) if self.plan is not None else ()

    @property
    def is_public(self) -> bool:
        """Whether it changes a story that was published."""
        is_change = self.report.outcome == Outcome.REVISED or self.deed == "repeat"
        return is_change and self.article is not None and self.article.status == Status.PUBLISHED


def preview(
    files: Iterable[ParsedFile], *, source: str = "", received: datetime | None = None, pending: Pending | None = None
) -> list[Foreseen]:
    """What `Loader.load` would do with these files, a handful of queries for up to BATCH stories of them.

    With `pending` whatever comes before a story counts as taken in.
    """
    found: list[Foreseen] = []
    waiting: list[Item] = []
    sources, at = SourceFinder(), received or timezone.now()
    for parsed in files:
        if parsed.problem is None:
            waiting += items_of(parsed, source=source, sources=sources, received=at)
            continue
        found += _preview_items(waiting, pending)
        waiting = []
        if pending is not None:
            pending.number += 1
        path = printable_path(parsed.path)
        found.append(Foreseen(Report(path=path, index=0, outcome=Outcome.QUARANTINED, problems=(parsed.problem,))))
    return found + _preview_items(waiting, pending)


def preview_in_order(
    files: Iterable[ParsedFile], *, source: str = "", received: datetime | None = None
) -> Iterator[Foreseen]:
    """The same of files that are taken in one after the other, as many as there may be: what stands twice among them is
    new once."""
    pending, at = Pending(), received or timezone.now()
    together: list[ParsedFile] = []
    stories = 0
    for parsed in files:
        together.append(parsed)
        stories += max(1, len(parsed.drafts))
        if stories >= BATCH:
            yield from preview(together, source=source, received=at, pending=pending)
            together, stories = [], 0
    yield from preview(together, source=source, received=at, pending=pending)


def _preview_items(items: list[Item], pending: Pending | None) -> list[Foreseen]:
    found: list[Foreseen] = []
    for batch in split_by_identity(items, limit=BATCH):
        plans = plan_items(batch, pending=pending)
        known = Article.objects.select_related("latest_version")
        articles = known.in_bulk([plan.article_id for plan in plans if (plan.article_id or 0) > 0])
        found += [_foresee(plan, articles.get(plan.article_id or 0)) for plan in plans]
    return found


def _foresee(plan: Planned, article: Article | None) -> Foreseen:
    problems = plan.problems
    if plan.article_id is not None and plan.article_id < 0:
        sentence = f"It belongs to the story of item {-plan.article_id} in this list, which is not here yet."
        problems = (*problems, Problem("met_before", sentence))
    outcome = OUTCOMES[plan.deed]
    if plan.deed == "repeat" and (plan.was_held if plan.was_held is not None else article and is_held(article)):
        outcome = Outcome.REVISED  # it is released
    report = report_of(plan.item, outcome, article, problems)
    if plan.deed == "revise" and article is not None:
        report = replace(report, differences=compare_item(plan.item, article))
    return Foreseen(report, plan, article)
