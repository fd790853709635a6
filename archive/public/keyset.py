"""Paging by keyset: a cursor is the last story of the page before, so that no page costs more than another."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from archive.models import Article, ArticleQuerySet

PAGE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a listing; `next_cursor` is empty on the last one."""

    articles: tuple[Article, ...]
    next_cursor: str


def page_of(articles: ArticleQuerySet, *, cursor: str, size: int = PAGE) -> Page:
    """The next stories after the cursor, newest first. A cursor that is none begins at the beginning."""
    after = read_cursor(cursor)
    if after is not None:
        day, pk = after
        # Written so that the index on (dated_on, id) bounds the search on SQLite and PostgreSQL alike.
        articles = articles.filter(Q(dated_on__lt=day) | Q(id__lt=pk), dated_on__lte=day)
    found = list(articles.newest_first()[: size + 1])
    more = len(found) > size
    return Page(tuple(found[:size]), write_cursor(found[size - 1]) if more else "")


def write_cursor(article: Article) -> str:
    """Opaque to readers: the day and id of the last story."""
    return base64.urlsafe_b64encode(f"{article.dated_on}.{article.pk}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[date, int] | None:
    """What `write_cursor` wrote; None for anything else."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        day, pk = text.split(".")
        number = int(pk)
        return (date.fromisoformat(day), number) if 0 <= number < 2**63 else None
    except (ValueError, binascii.Error):
        return None
