"""Building the indexes anew from the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from archive.search.document import Document
from archive.search.door import open_engine

from .documents import IndexName, iterate_documents


def rebuild_index(*, index: IndexName, at: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Replace that index by one made from the database; the number of documents in it.

    The old one answers until the new one is whole; what is written meanwhile stays in the outbox or is
    put into both by the engine. `progress` is told how many documents have gone in, one by one.
    """
    return open_engine(index).rebuild(_counted(iterate_documents(index=index, at=at), progress))


def _counted(documents: Iterator[Document], progress: Callable[[int], None] | None) -> Iterator[Document]:
    for number, document in enumerate(documents, start=1):
        yield document
        if progress is not None:
            progress(number)
