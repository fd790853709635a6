"""Finding stories through the public index, checked again against the record before a word is shown."""

from __future__ import annotations

import logging
from datetime import datetime

from archive.search.door import open_engine
from archive.search.engine import SearchError
from archive.search.query import SearchRequest
from archive.search.results import Results

from .listed import Listed, list_stories

log = logging.getLogger(__name__)
NOTHING = Results(
    total=0, hits=(), facets=(), years=(), next_cursor="", understood="", took_ms=0.0
)  # of an index that cannot answer


def ask_index(request: SearchRequest) -> Results | None:
    """What the public index answers; None when it cannot be read, which the operator finds in the log.

    A page with facts of its own shows them without the index; only the search page has nothing else.
    """
    try:
        return open_engine("public").search(request)
    except (SearchError, OSError):
        log.exception("the public index cannot be read")
        return None


def fetch_found(results: Results, *, at: datetime) -> dict[str, Listed]:
    """The stories of the hits by ref: two queries. The index may lag behind a withdrawal, the record not."""
    return {story.ref: story for story in list_stories([hit.ref for hit in results.hits], at=at)}
