"""Filling new indexes from the database, one stretch of articles after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime

from archive.models import Article
from archive.search.document import Document
from archive.search.engine import Build

from .documents import IndexName, build_from
from .names import KnownNames

STRIDE = 500  # articles looked up together: a few MB of text


def fill_builds(
    builds: Mapping[IndexName, Build], *, at: datetime, take: Callable[[], int | None], tell: Callable[[int], None]
) -> dict[IndexName, int]:
    """Put the articles of the stretches that `take` gives (the first id of STRIDE; None: no more) into the builds.

    `tell` hears how many articles have been read so far. What is the same in both indexes is made once for both. Gives
    how many documents went into each.
    """
    put: dict[IndexName, int] = dict.fromkeys(builds, 0)
    known, read = KnownNames(), 0
    with ExitStack() as stack:
        adders: dict[tuple[IndexName, ...], Callable[[Document], None]] = {}

        def add(document: Document, *names: IndexName) -> None:
            if names not in adders:
                first, *others = (builds[name] for name in names)
                adders[names] = stack.enter_context(first.filling(*others))
            adders[names](document)

        while (start := take()) is not None:
            articles = Article.objects.filter(pk__gte=start, pk__lt=start + STRIDE)
            built = build_from(articles, at=at, known=known)
            wanted: dict[IndexName, list[Document]] = {"public": built.public, "desk": built.desk}
            homes: dict[int, tuple[Document, list[IndexName]]] = {}
            for name in builds:
                for document in wanted[name]:
                    homes.setdefault(id(document), (document, []))[1].append(name)
                put[name] += len(wanted[name])
            for document, names in homes.values():
                add(document, *names)
            read += len(built.desk)
            tell(read)
    return put
