"""An index that was there and is gone: its folder was removed, or its disk replaced, while the outbox held nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from archive import outbox
from archive.models import Article
from archive.search.door import open_engine
from archive.search.engine import SearchError

from .documents import INDEXES, IndexName, build_documents

ASKED: Final = 10  # stories that are looked at: the oldest ones, of which a new archive's outbox speaks first


class IndexLost(SearchError):
    """The index is empty and should not be: adding what has changed since would make it look whole."""


def find_lost(*, at: datetime) -> Iterator[tuple[IndexName, IndexLost]]:
    """Each empty index that ought to hold a story of which the outbox says nothing. Only an empty one costs more than a
    look at how many documents it has."""
    for name in INDEXES:
        if open_engine(name).count():
            continue
        articles = Article.objects.all() if name == "desk" else Article.objects.readable(at=at)
        oldest = list(articles.order_by("pk").values_list("ref", flat=True)[:ASKED])
        told = build_documents(refs=sorted(set(oldest) - outbox.promised(oldest, at=at)), at=at)
        if told.desk if name == "desk" else told.public:
            yield (
                name,
                IndexLost(
                    f"The {name} index is empty though there are stories that were in it: it was removed."
                    " Run: manage.py rebuild_index"
                ),
            )


def refuse_lost_indexes(*, at: datetime) -> None:
    """Raise IndexLost if there is one."""
    for _, error in find_lost(at=at):
        raise error
