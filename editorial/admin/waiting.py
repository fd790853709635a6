"""What waits for an editor, as values: entries, lists of them, and how a list is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

LENGTH = 10  # entries of a list on the front page
MOST = 100  # counted; more than that is "100+"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do: what, where, and a few words more. `is_late` marks what should have been done by now."""

    title: str
    url: str
    detail: str = ""
    at: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class WorkList:
    """Things of one sort that wait, at most LENGTH of them; `more_url` shows all, where there is such a page.

    `number` is how many there are, in words that stay true without counting a table: "7", "100+".
    """

    name: str
    nothing: str
    more_url: str
    entries: tuple[Entry, ...]
    has_more: bool
    number: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """How a list is read: for whom (`view_<model>` of the archive), at most LENGTH + 1 entries, and all its rows.

    The page of all of them is the list of `leads_to` (else of `model`) with that query. `rows` None: only a page of
    them can be told apart cheaply, so the number stays open.
    """

    rank: int
    model: str
    name: str
    nothing: str
    query: str
    read: Callable[[], Iterable[Entry]]
    rows: QuerySet[Any] | None = None
    leads_to: str = ""


def story_url(article_id: int | None, anchor: str = "") -> str:
    """The story's page at the desk, at that part of it."""
    return reverse("admin:archive_article_change", args=[article_id]) + anchor
