"""The embedded engine: an index of Tantivy's in a directory of this machine."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

import tantivy
from tantivy import FieldType, Occur, Query

from archive.search.cursor import read_cursor, write_cursor
from archive.search.describe import describe_query
from archive.search.document import Document
from archive.search.engine import IndexUnreadable
from archive.search.engines.tantivy_directory import ADVICE
from archive.search.engines.tantivy_facets import count_facets
from archive.search.engines.tantivy_query import Compiler
from archive.search.engines.tantivy_rebuild import rebuild_index
from archive.search.engines.tantivy_writer import Writer, open_index
from archive.search.query import FACETS, SearchRequest
from archive.search.results import Hit, Results, Suggestion
from archive.search.stemming import find_stemmer

MAX_LIMIT = 100
MAX_DEPTH = 10_000  # hits by relevance that can be paged through; by date there is no end
_CHUNK = 10_000  # documents whose versions are read at a time
_TRIES = 5  # of opening an index that is being swapped under our hands


class _State(NamedTuple):
    """One opened index as it stood at one commit."""

    stamp: tuple[int, ...]
    directory: Path
    index: tantivy.Index
    searcher: tantivy.Searcher
    languages: tuple[str, ...]


class TantivyEngine:
    """See `archive.search.engine.Engine`. `path` is made if it is not there; `timeout` is how long a write waits for another."""

    def __init__(self, path: Path, *, timeout: float = 60.0) -> None:
        self.path = Path(path)
        self._writer = Writer(self.path, timeout=timeout)
        self._opening = threading.Lock()
        self._state: _State | None = None

    # Writing

    def writing(self, timeout: float | None = None) -> AbstractContextManager[None]:
        """Hold the index for writing."""
        return self._writer.writing(timeout)

    def put(self, documents: Iterable[Document]) -> int:
        """Add or replace documents in one commit."""
        return self._writer.write(put=documents)

    def remove(self, refs: Iterable[str]) -> None:
        """Take documents out in one commit."""
        self._writer.write(remove=refs)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace the whole index, with no gap in service."""
        return rebuild_index(self.path, self._writer, documents)

    def close(self) -> None:
        """Let go of files."""
        self._state = None

    # Reading

    def search(self, request: SearchRequest) -> Results:
        """Find."""
        began = time.perf_counter()
        state = self._look()
        compiler = Compiler(state.index.schema, state.searcher, state.languages)
        wanted = compiler.compile(request.query)
        sort = request.sort if compiler.scored or request.sort != "relevance" else "newest"
        within = compiler.in_days(request.since, request.until)
        filters = {
            name: compiler.has_any(name, map(_scrub, values))
            for name, values in request.filters.items()
            if values and name in FACETS
        }

        def narrow(spared: str, *more: Query) -> Query:
            parts = [wanted, *(query for name, query in filters.items() if name != spared), *more]
            if within is not None:
                parts.append(within)
            return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])

        def has_value(name: str, value: str) -> int:
            return _count(state.searcher, narrow(name, compiler.has_any(name, [_scrub(value)])))

        total, facets, periods = 0, (), ()
        counting = bool(request.facets or request.histogram)
        if counting:
            total, facets, periods = count_facets(state.searcher, request, narrow, has_value)

        place = read_cursor(request.cursor, sort)
        if request.cursor and place is None:
            compiler.notes.append("The link to this page of results was not whole, so the first page is shown.")
        limit = max(1, min(request.limit, MAX_LIMIT))
        if sort == "relevance":
            offset = min(place or 0, MAX_DEPTH)
            found = state.searcher.search(narrow(""), limit=limit + 1, count=not counting, offset=offset)
            following = offset + limit
            if following >= MAX_DEPTH and len(found.hits) > limit:
                compiler.notes.append(
                    f"Only the first {MAX_DEPTH:,} stories are listed by relevance. Sort by date to see all."
                )
        else:
            found = self._search_by_date(state, narrow, newest=sort == "newest", place=place, limit=limit + 1)
            following = found.hits[limit - 1][0] if len(found.hits) > limit else 0
        if not counting:
            total = found.count if place is None or sort == "relevance" else _count(state.searcher, narrow(""))
        more = len(found.hits) > limit and not (sort == "relevance" and following >= MAX_DEPTH)
        hits = tuple(
            Hit(state.searcher.doc(address)["ref"][0], float(score) if sort == "relevance" else 0.0)
            for score, address in found.hits[:limit]
        )
        return Results(
            total=total,
            hits=hits,
            facets=facets,
            years=periods,
            next_cursor=write_cursor(sort, following) if more else "",
            understood=describe_query(request.query),
            took_ms=(time.perf_counter() - began) * 1000,
            notes=tuple(compiler.notes),
        )

    @staticmethod
    def _search_by_date(
        state: _State, narrow: Callable[..., Query], *, newest: bool, place: int | None, limit: int
    ) -> tantivy.SearchResult:
        query = narrow("")
        if place is not None:
            beyond = Query.range_query(
                state.index.schema, "order", FieldType.Unsigned,
                lower_bound=None if newest else place, upper_bound=place if newest else None,
                include_lower=newest, include_upper=not newest,
            )  # fmt: skip
            query = narrow("", Query.const_score_query(beyond, 0.0))
        order = tantivy.Order.Desc if newest else tantivy.Order.Asc
        return state.searcher.search(query, limit=limit, count=place is None, order_by_field="order", order=order)

    def count(self) -> int:
        """How many documents there are."""
        return self._look().searcher.num_docs

    def versions(self) -> Iterator[tuple[str, str]]:
        """(ref, fingerprint) of every document, in the order of ref."""
        state = self._look()
        schema, searcher = state.index.schema, state.searcher
        waiting = [(0, (1 << 56) - 1)]
        while waiting:
            first, last = waiting.pop()
            query = Query.range_query(schema, "ref_order", FieldType.Unsigned, lower_bound=first, upper_bound=last)
            count = _count(searcher, query)
            if count > _CHUNK and first < last:
                middle = (first + last) // 2
                waiting += [(middle + 1, last), (first, middle)]
            elif count:
                rows = (searcher.doc(address) for _, address in searcher.search(query, limit=count, count=False).hits)
                yield from sorted((row["ref"][0], bytes(row["fingerprint"][0]).decode()) for row in rows)

    def similar(self, ref: str, limit: int = 10) -> tuple[Hit, ...]:
        """Stories like this one."""
        return ()

    def suggest(self, prefix: str, limit: int = 10) -> tuple[Suggestion, ...]:
        """What may be about to be typed."""
        return ()

    def _look(self) -> _State:
        """The index as it stands now: reloaded if any process has written since, opened anew after a rebuild."""
        state = self._state
        if state is not None and state.stamp == self._stamp(state.directory):
            return state
        for _ in range(_TRIES):
            try:
                with self._opening:
                    return self._refresh()
            except (FileNotFoundError, IndexUnreadable) as error:
                # A rebuild may have swept away what we were about to open.
                problem: Exception = error
        if isinstance(problem, IndexUnreadable):
            raise problem
        raise IndexUnreadable(f"The search index in {self.path} is not whole. {ADVICE}") from problem

    def _refresh(self) -> _State:
        directory = self._writer.ensure_index()
        stamp = self._stamp(directory)
        old = self._state
        if not stamp:
            raise FileNotFoundError(directory)
        if old is not None and old.stamp == stamp:
            return old
        index = old.index if old is not None and old.directory == directory else open_index(directory)
        index.reload()
        searcher = index.searcher()
        state = self._state = _State(stamp, directory, index, searcher, _find_languages(searcher))
        return state

    def _stamp(self, directory: Path) -> tuple[int, ...]:
        """What changes whenever somebody has written; empty when the directory is no longer there."""
        # Both files are replaced whole at every change, so inode and time tell.
        try:
            pointer, meta = os.stat(self.path / "current"), os.stat(directory / "meta.json")
        except FileNotFoundError:
            return ()
        return pointer.st_ino, pointer.st_mtime_ns, meta.st_ino, meta.st_mtime_ns, meta.st_size


def _find_languages(searcher: tantivy.Searcher) -> tuple[str, ...]:
    """The stemmers at work in the index: each is tried on a word of a query, plain spelling last."""
    buckets = searcher.aggregate(Query.all_query(), {"l": {"terms": {"field": "language", "size": 100}}})["l"][
        "buckets"
    ]
    return tuple(dict.fromkeys(["en", *(find_stemmer(bucket["key"]) for bucket in buckets)]))


def _count(searcher: tantivy.Searcher, query: Query) -> int:
    return int(searcher.search(query, limit=1).count or 0)


def _scrub(value: str) -> str:
    """Half of a surrogate pair is no text, and no engine takes it."""
    return value.encode("utf-8", "replace").decode()
