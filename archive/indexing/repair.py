"""Mending what `compare.py` finds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from archive import outbox
from archive.models import Article

from .compare import Difference, find_differences, find_unreadable
from .drain import drain_outbox, index_stories
from .rebuild import rebuild_indexes

BATCH = 500  # differences that are mended together


def repair_differences(*, at: datetime) -> Iterator[Difference]:
    """Mend each difference that can be mended, and tell of it; those that a person must mend are told too.

    Indexes that cannot be read are built anew, and the outbox is emptied: what it still holds is no difference. Every
    other story that differs is indexed again as the database has it, hundreds at a time while the walk goes on, so that
    memory grows with nothing.
    """
    unreadable = list(find_unreadable(at=at))
    if unreadable:
        rebuild_indexes(indexes=[one.index for one in unreadable if one.index], at=at)
        yield from unreadable
    drain_outbox(at=at)
    waiting: list[Difference] = []
    for difference in find_differences(at=at):
        waiting.append(difference)
        if len(waiting) >= BATCH:
            _mend(waiting, at)
            yield from waiting
            waiting = []
    _mend(waiting, at)
    yield from waiting


def _mend(differences: Sequence[Difference], at: datetime) -> None:
    if stories := [one.ref for one in differences if one.mend == "index"]:
        index_stories(refs=list(dict.fromkeys(stories)), at=at)
    if forgotten := [one.ref for one in differences if one.mend == "promise"]:
        outbox.enqueue(articles=Article.objects.filter(ref__in=forgotten), at=at)
