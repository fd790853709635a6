"""All stories that a search finds, page after page."""

from __future__ import annotations

from typing import Final

from archive.search.door import open_engine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest

PAGE: Final = 100


def find_refs(query: str, *, index: str) -> frozenset[str]:
    """Their refs. Raises SearchError when the index cannot answer."""
    engine, parsed = open_engine(index), parse_query(query).query
    refs: set[str] = set()
    cursor = ""
    while True:
        page = engine.search(SearchRequest(query=parsed, sort="newest", limit=PAGE, cursor=cursor))
        refs.update(hit.ref for hit in page.hits)
        cursor = page.next_cursor
        if not cursor:
            return frozenset(refs)
