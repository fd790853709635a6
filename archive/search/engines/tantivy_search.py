"""One search of a Tantivy index: a page of hits, the total, the facets."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from tantivy import FieldType, Occur, Order, Query

from archive.search.cursor import Place, read_cursor, write_cursor
from archive.search.describe import describe_query
from archive.search.engines.tantivy_facets import count_facets
from archive.search.engines.tantivy_query import Compiler
from archive.search.engines.tantivy_reader import Snapshot, read_total
from archive.search.query import FACETS, SearchRequest
from archive.search.results import Facet, Hit, Period, Results

MAX_LIMIT = 100
MAX_REFS = 1_000
MAX_DEPTH = 10_000  # hits by relevance that can be paged through; by date there is no end
MOVED = 50  # stories come in or taken away between two pages by relevance, of which nobody notices anything

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
    query = narrow("")
    if sort == "relevance":
        # Counting forbids the engine to skip what cannot reach the page, so it is left out when the facets have
        # counted already.
        page = _rank(snapshot, query, place=place, limit=limit, is_counted=total is None)
        if page.is_cut:
            compiler.notes.append(
                f"By relevance only the first {MAX_DEPTH:,} stories are listed. Sort by date to see all."
            )
    else:
        page = _list_by_date(snapshot, narrow, newest=sort == "newest", place=place, limit=limit)
    if total is None:
        total = snapshot.count(query) if page.total is None else page.total
    return Results(
        total=total,
        hits=page.hits,
        facets=facets,
        years=periods,
        next_cursor="" if page.following is None else write_cursor(sort, page.following, page.hits[-1].ref),
        understood=describe_query(request.query),
        took_ms=(time.perf_counter() - began) * 1000,
        notes=tuple(dict.fromkeys(compiler.notes)),
    )


class _Page(NamedTuple):
    """A page of hits. `following` is the place of the next (None: there is none); `total` counts all, if counted;
    `is_cut` when there are more that cannot be paged to.
    """

    hits: tuple[Hit, ...]
    following: int | None
    total: int | None
    is_cut: bool = False


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


def _rank(snapshot: Snapshot, query: Query, *, place: Place | None, limit: int, is_counted: bool) -> _Page:
    """A page by relevance.

    It goes on after the last story of the page before, wherever that stands by now: stories that come in or are taken
    away between two pages, some dozens at most, neither repeat nor hide one.
    """
    read = snapshot.searcher.doc
    if place is None or not place.after:
        begin = min(place.number, MAX_DEPTH) if place else 0
        result = snapshot.searcher.search(query, limit=limit + 1, count=is_counted, offset=begin)
        found = result.hits
    else:
        expected = min(place.number, MAX_DEPTH)
        first = max(0, expected - MOVED)
        most = expected - first + limit + 1 + MOVED
        result = snapshot.searcher.search(query, limit=most, count=is_counted, offset=first)
        found = result.hits
        refs = [read(address)["ref"][0] for _, address in found]
        skipped = refs.index(place.after) + 1 if place.after in refs else expected - first
        begin, found = first + skipped, found[skipped : skipped + limit + 1]
    following = begin + limit
    is_more = len(found) > limit
    is_cut = is_more and following >= MAX_DEPTH
    hits = tuple([Hit(read(address)["ref"][0], score) for score, address in found[:limit]])
    return _Page(hits, following if is_more and not is_cut else None, read_total(result), is_cut)


def _list_by_date(snapshot: Snapshot, narrow: Narrow, *, newest: bool, place: Place | None, limit: int) -> _Page:
    """A page after `place`, a value of the field `order`.

    Counted on the first page only: later ones see a part of the whole.
    """
    query = narrow("")
    if place is not None:
        lower, upper = (None, place.number) if newest else (place.number, None)
        beyond = Query.range_query(
            snapshot.schema, "order", FieldType.Unsigned, lower, upper, include_lower=newest, include_upper=not newest
        )
        query = narrow("", Query.const_score_query(beyond, 0.0))
    order, read = Order.Desc if newest else Order.Asc, snapshot.searcher.doc
    result = snapshot.searcher.search(query, limit=limit + 2, count=place is None, order_by_field="order", order=order)
    found = result.hits
    if len(found) > limit and found[limit - 1][0] == found[limit][0]:
        limit += 1  # two stories of the same place in the order: never part them, or one would be lost
    hits = tuple([Hit(read(address)["ref"][0], 0.0) for _, address in found[:limit]])
    return _Page(hits, int(found[limit - 1][0]) if len(found) > limit else None, read_total(result))
