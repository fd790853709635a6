"""What is read of a story to compare it with others: no more than the head of its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import QuerySet
from django.db.models.functions import Substr

from archive.models import Article

from .likeness import READ, cut_words

# What a wire hangs on an identifier when it sends a story again. A bare running number is no such thing.
_SERIAL = re.compile(r"(?<=[\d\W_])(?:v|ver|version|u|upd|update|lead|ld|corr|r)[\W_]?\d{1,2}$", re.IGNORECASE)
_COLUMNS = (
    "pk", "ref", "guid", "source_id", "language", "dated_on", "published_at", "created_at",
    "latest_version__headline", "head",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One story as it is compared."""

    pk: int
    ref: str
    guid: str
    source_id: int
    language: str
    dated_on: date
    published_at: datetime | None
    created_at: datetime
    headline: str
    head: str  # of the text

    @property
    def words(self) -> list[str]:
        """The terms of the headline and of the head of the text."""
        return cut_words(f"{self.headline}\n{self.head}")

    @property
    def moment(self) -> datetime:
        """When it went out, as far as is known: its own day decides, the clock only within that day."""
        went = self.published_at or self.created_at
        return went if went.date() == self.dated_on else datetime.combine(self.dated_on, time(12), tzinfo=UTC)

    def shares_stem(self, other: Story) -> bool:
        """Whether the wire's identifiers differ in a closing serial only: “…-5:u1” and “…-5:u2”, or “…-5”."""
        if self.source_id != other.source_id or not self.guid or not other.guid:
            return False
        stem, theirs = (_SERIAL.sub("", guid).rstrip(":;._-/") for guid in (self.guid, other.guid))
        return stem == theirs and len(stem) >= 6


def read_stories(articles: QuerySet[Article]) -> list[Story]:
    """Those of the articles that have words; one query, in the order of the query."""
    rows: Iterable[tuple[object, ...]] = (
        articles.exclude(latest_version=None)
        .annotate(head=Substr("latest_version__text", 1, READ))
        .values_list(*_COLUMNS)
    )
    return [Story(*row) for row in rows]  # type: ignore[arg-type]  # the columns stand in the order of the fields
