"""The embedded engine: an index of Tantivy's in a directory of this machine.

`tantivy_schema` says what is indexed, `tantivy_directory` where it lies; `tantivy_writer`, `tantivy_alike`,
`tantivy_build` and `tantivy_rebuild` write; `tantivy_reader` opens; `tantivy_query`, `tantivy_search`,
`tantivy_facets`, `tantivy_similar`, `tantivy_suggest` and `tantivy_correct` answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Self

from tantivy import FieldType, Query

from archive.search.document import Document
from archive.search.engines.tantivy_alike import put_alike
from archive.search.engines.tantivy_build import TantivyBuild
from archive.search.engines.tantivy_correct import correct_word
from archive.search.engines.tantivy_reader import Reader
from archive.search.engines.tantivy_rebuild import rebuild_beside
from archive.search.engines.tantivy_search import run_search
from archive.search.engines.tantivy_similar import find_similar
from archive.search.engines.tantivy_suggest import suggest
from archive.search.engines.tantivy_writer import Writer
from archive.search.query import SearchRequest
from archive.search.results import SUGGESTED, Hit, Results, Suggestion

_CHUNK = 10_000  # documents whose versions are read at a time
_LAST_REF_ORDER = (1 << 56) - 1


class TantivyEngine:
    """See `archive.search.engine.Engine`, which says what each method promises.

    `path` is made if it is not there, and must be on a local disk; `timeout` is how many seconds a write waits for
    another.
    """

    def __init__(self, path: Path, *, timeout: float = 60.0) -> None:
        self.path = Path(path)
        self._writer = Writer(self.path, timeout=timeout)
        self._reader = Reader(self.path, self._writer)

    def writing(self, timeout: float | None = None) -> AbstractContextManager[None]:
        """Hold the index for writing."""
        return self._writer.writing(timeout)

    def put(self, documents: Iterable[Document], *others: Self) -> int:
        """Add or replace documents."""
        if not others:
            return self._writer.write(put=documents)
        return put_alike(list(documents), [self._writer, *(other._writer for other in others)])

    def remove(self, refs: Iterable[str]) -> None:
        """Take documents out in one commit."""
        self._writer.write(remove=refs)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Replace the whole index, with no gap in service."""
        count = 0
        with self.rebuilding() as build, build.filling() as add:
            for document in documents:
                add(document)
                count += 1
        return count

    def rebuilding(self) -> AbstractContextManager[TantivyBuild]:
        """Replace the whole index by what several processes put into the new one."""
        return rebuild_beside(self.path, self._writer)

    def search(self, request: SearchRequest) -> Results:
        """Find."""
        return run_search(self._reader.look(), request)

    def similar(self, ref: str, limit: int = 10) -> tuple[Hit, ...]:
        """Stories like this one."""
        return find_similar(self._reader.look(), ref, limit)

    def suggest(self, prefix: str, limit: int = 10, *, kinds: Collection[str] = SUGGESTED) -> tuple[Suggestion, ...]:
        """What may be about to be typed."""
        return suggest(self._reader.look(), prefix, limit, kinds)

    def correct(self, word: str, limit: int = 3) -> tuple[Suggestion, ...]:
        """Words spelt like this one."""
        return correct_word(self._reader.look(), word, limit)

    def versions(self) -> Iterator[tuple[str, str]]:
        """(ref, fingerprint) of every document, in the order of ref."""
        snapshot = self._reader.look()
        searcher = snapshot.searcher
        # Halve the range of refs until a piece is small enough to be sorted in memory.
        waiting = [(0, _LAST_REF_ORDER)]
        while waiting:
            first, last = waiting.pop()
            query = Query.range_query(snapshot.schema, "ref_order", FieldType.Unsigned, first, last)
            count = snapshot.count(query)
            if count > _CHUNK and first < last:
                middle = (first + last) // 2
                waiting += [(middle + 1, last), (first, middle)]
            elif count:
                rows = (searcher.doc(address) for _, address in searcher.search(query, limit=count, count=False).hits)
                yield from sorted((row["ref"][0], bytes(row["fingerprint"][0]).decode()) for row in rows)

    def count(self) -> int:
        """How many documents there are."""
        return self._reader.look().searcher.num_docs

    def close(self) -> None:
        """Let go of files."""
        self._reader.close()
