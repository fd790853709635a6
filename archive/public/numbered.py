"""Paging a short listing by number: for logs of some thousand rows, whose cursor may say nothing of a moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
PAGE = 50
MOST_PAGES = 400


class Numbered(Generic[Row]):
    """The rows of one page, and the cursors of it and of the next; the next is empty on the last page."""

    def __init__(self, rows: QuerySet[Row], *, cursor: str, size: int = PAGE) -> None:
        number = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 4 else 1
        number = max(1, min(number, MOST_PAGES))
        found = list(rows[(number - 1) * size : number * size + 1])
        self.rows: Sequence[Row] = found[:size]
        self.cursor = str(number) if number > 1 else ""
        self.next_cursor = str(number + 1) if len(found) > size and number < MOST_PAGES else ""
