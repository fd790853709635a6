"""One search of a Tantivy index: a page of hits, the total, the facets."""

from __future__ import annotations

import time
from collections.abc import Callable

from tantivy import FieldType, Occur, Order, Query, SearchResult

from archive.search.cursor import read_cursor, write_cursor
from archive.search.describe import describe_query
from archive.search.engines.tantivy_facets import count_facets
from archive.search.engines.tantivy_query import Compiler
from archive.search.engines.tantivy_reader import Snapshot, read_total
from archive.search.query import FACETS, SearchRequest
from archive.search.results import Facet, Hit, Period, Results

MAX_LIMIT = 100
MAX_REFS = 1_000
MAX_DEPTH = 10_000  # hits by relevance that can be paged through; by date there is no end

# Gives the whole query with its filters: all but that of the facet named, and what else is asked for.
Narrow = Callable[..., Query]


def run_search(snapshot: Snapshot, request: SearchRequest) -> Results:
    """See Engine.search."""
    began = time.perf_counter()
    passes = 1
    if request.facets or request.histogram:  # as `count_facets` does: one for all, and one for each that has choices
        passes += 1 + sum(1 for name in request.facets if request.filters.get(name))
    compiler = Compiler(snapshot.schema, snapshot.searcher, snapshot.languages, passes=passes)
    narrow = _make_narrow(compiler, request)
    sort = request.sort
    if sort == "relevance" and not compiler.scored:
        sort = "newest"  # nothing to rank by

    total: int | None = None
    facets: tuple[Facet, ...] = ()
    periods: tuple[Period, ...] = ()
    if request.facets or request.histogram:

        def has_value(name: str, value: str) -> int:
            return snapshot.count(narrow(name, compiler.has_any(name, [value])))

        total, facets, periods = count_facets(snapshot.searcher, request, narrow, has_value)

    place = read_cursor(request.cursor, sort)
    if request.cursor and place is None:
        compiler.notes.append("The link to this page of results was not whole, so the first page is shown.")
    limit = max(1, min(request.limit, MAX_LIMIT))
    if sort == "relevance":
        # Counting forbids the engine to skip what cannot reach the page, so it is left out when the facets have
        # counted already.
        offset = min(place or 0, MAX_DEPTH)
        found = snapshot.searcher.search(narrow(""), limit=limit + 1, count=total is None, offset=offset)
        following = offset + limit
        more = len(found.hits) > limit and following < MAX_DEPTH
        if len(found.hits) > limit and not more:
            compiler.notes.append(
                f"By relevance only the first {MAX_DEPTH:,} stories are listed. Sort by date to see all."
            )
    else:
        found = _search_by_date(snapshot, narrow, newest=sort == "newest", place=place, limit=limit + 2)
        if len(found.hits) > limit and found.hits[limit - 1][0] == found.hits[limit][0]:
            limit += 1  # two stories of the same place in the order: never part them, or one would be lost
        more = len(found.hits) > limit
        following = found.hits[limit - 1][0] if more else 0
    if total is None:
        counted = read_total(found)
        total = snapshot.count(narrow("")) if counted is None else counted
    ranked, read = sort == "relevance", snapshot.searcher.doc
    return Results(
        total=total,
        hits=tuple([Hit(read(address)["ref"][0], score if ranked else 0.0) for score, address in found.hits[:limit]]),
        facets=facets,
        years=periods,
        next_cursor=write_cursor(sort, following) if more else "",
        understood=describe_query(request.query),
        took_ms=(time.perf_counter() - began) * 1000,
        notes=tuple(dict.fromkeys(compiler.notes)),
    )


def _make_narrow(compiler: Compiler, request: SearchRequest) -> Narrow:
    wanted = compiler.compile(request.query)
    within = compiler.in_days(request.since, request.until)
    filters = {
        name: compiler.has_any(name, values) for name, values in request.filters.items() if values and name in FACETS
    }

    among = None if request.refs is None else compiler.among(request.refs[:MAX_REFS])

    def narrow(spared: str, *more: Query) -> Query:
        parts = [wanted, *(query for name, query in filters.items() if name != spared), *more]
        parts += [part for part in (within, among) if part is not None]
        return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])

    return narrow


def _search_by_date(snapshot: Snapshot, narrow: Narrow, *, newest: bool, place: int | None, limit: int) -> SearchResult:
    """A page after `place`, a value of the field `order`.

    Counted on the first page only: later ones see a part of the whole.
    """
    query = narrow("")
    if place is not None:
        lower, upper = (None, place) if newest else (place, None)
        beyond = Query.range_query(
            snapshot.schema, "order", FieldType.Unsigned, lower, upper, include_lower=newest, include_upper=not newest
        )
        query = narrow("", Query.const_score_query(beyond, 0.0))
    order = Order.Desc if newest else Order.Asc
    return snapshot.searcher.search(query, limit=limit, count=place is None, order_by_field="order", order=order)
