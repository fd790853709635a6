"""The coverage calendar: for each source and day how many stories are held, against the usual, and what failed.

A story counts on the day it is dated, not on the day it was loaded: what arrives late fills its gap, and a load of
twenty years at once is no flood of today. The usual of a Tuesday is the median of the four Tuesdays before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.db.models import Count
from django.utils import timezone

from archive.models import Article, IngestItem, Source
from archive.models.ingest import Outcome

DAYS = 35
WEEKS_BEFORE = 4
MOST_SOURCES = 100  # rows; each is one range of the index (source, dated_on)
MOST_FAILED = 500  # of the newest items that could not be read
MOST_GAPS = 12
NOWHERE = 0  # of items that came by no source's own way


@dataclass(frozen=True, slots=True)
class Cell:
    """One source on one day. `missing` is how many fewer than usual, when that is half of them or more."""

    day: date
    held: int
    usual: int
    missing: int
    failed: int

    @property
    def said(self) -> str:
        """The whole of it in words."""
        parts = [f"{self.held} received"]
        if self.missing:
            parts.append(f"{self.missing} missing against the usual {self.usual}")
        if self.failed:
            parts.append(f"{self.failed} failed")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Row:
    """One source over the days; `name` and `code` are empty for items of no known source."""

    code: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The table, and its gaps in words, the newest first: (source, cell)."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]
    gaps: tuple[tuple[str, Cell], ...]
    until: date
    earlier: date
    later: date | None


def read_coverage(until: date, *, today: date) -> Coverage:
    """The DAYS up to that one; three queries, of which one counts, along (source, dated_on), these nine weeks alone."""
    until = min(until, today)
    days = tuple(until - timedelta(days=back) for back in reversed(range(DAYS)))
    sources = {pk: (code, name) for pk, code, name in Source.objects.values_list("pk", "code", "name")[:MOST_SOURCES]}
    since = days[0] - timedelta(weeks=WEEKS_BEFORE)
    held = _count_held(list(sources), since, until)
    failed = _count_failed(days[0])
    rows = [
        Row(*sources.get(pk, ("", "")), _cells(held[pk], failed[pk], days, today))
        for pk in [*sources, NOWHERE]
        if any(day in failed[pk] for day in days) or held[pk]
    ]
    gaps = [(row.code or "no known source", cell) for row in rows for cell in row.cells if cell.missing or cell.failed]
    gaps.sort(key=lambda gap: gap[1].day, reverse=True)
    later = min(until + timedelta(days=DAYS), today) if until < today else None
    return Coverage(days, tuple(rows), tuple(gaps[:MOST_GAPS]), until, until - timedelta(days=DAYS), later)


def _count_held(sources: list[int], since: date, until: date) -> defaultdict[int, Counter[date]]:
    counted: defaultdict[int, Counter[date]] = defaultdict(Counter)
    if not sources:
        return counted
    found = Article.objects.filter(source_id__in=sources, dated_on__gte=since, dated_on__lte=until)
    for source, day, number in found.order_by().values_list("source_id", "dated_on").annotate(number=Count("pk")):
        counted[source][day] = number
    return counted


def _count_failed(since: date) -> defaultdict[int, Counter[date]]:
    """Along the index of quarantined items; the source is known of what came with a source's token."""
    counted: defaultdict[int, Counter[date]] = defaultdict(Counter)
    items = IngestItem.objects.filter(outcome=Outcome.QUARANTINED).order_by("-id")
    for moment, source in items.values_list("created_at", "run__delivery__source_id")[:MOST_FAILED]:
        day = timezone.localtime(moment).date()
        if day >= since:
            counted[source or NOWHERE][day] += 1
    return counted


def _cells(held: Counter[date], failed: Counter[date], days: tuple[date, ...], today: date) -> tuple[Cell, ...]:
    return tuple(_cell(day, held, failed[day], today) for day in days)


def _cell(day: date, held: Counter[date], failed: int, today: date) -> Cell:
    usual = int(median(held[day - timedelta(weeks=back)] for back in range(1, WEEKS_BEFORE + 1)))
    # Today is not over: what has not come yet is not missing.
    missing = usual - held[day] if day < today and held[day] * 2 <= usual else 0
    return Cell(day, held[day], usual, missing, failed)
