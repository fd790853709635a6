"""Tantivy with nothing around it, asked the same of the same index: what our engine and pages are measured against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from archive.search.engines.tantivy_directory import read_pointer
from archive.search.engines.tantivy_schema import register_tokenizers
from archive.search.query import FACETS
from archive.search.stemming import stem_word

PAGE = 20
CHOICES = 20


@dataclass(frozen=True, slots=True)
class Case:
    """One thing sought: as typed into the box, and as somebody who uses Tantivy directly would ask."""

    name: str
    typed: str
    ask: Callable[[Bare], Query]


class Bare:
    """An index of ours, opened with Tantivy's own calls."""

    def __init__(self, path: Path) -> None:
        directory = read_pointer(path)
        if directory is None:
            raise SystemExit(f"There is no index in {path}.")
        index = tantivy.Index.open(str(directory))
        register_tokenizers(index)
        index.reload()
        self.schema, self.searcher = index.schema, index.searcher()

    def word(self, word: str) -> Query:
        """A word in any inflection."""
        return Query.term_query(self.schema, "stem", stem_word(word, "en"), "freq")

    def all_of(self, *words: str) -> Query:
        """Every one of these words."""
        return Query.boolean_query([(Occur.Must, self.word(word)) for word in words])

    def phrase(self, *words: str) -> Query:
        """These words side by side."""
        return Query.phrase_query(self.schema, "exact", list(words))

    def prefix(self, start: str) -> Query:
        """Any word that begins so."""
        words = [word for word, _ in self.searcher.terms_with_prefix("exact", start, None, 300)]
        return Query.term_set_query(self.schema, "exact", words)

    def fuzzy(self, word: str, distance: int) -> Query:
        """Any word nearly so."""
        return Query.fuzzy_term_query(self.schema, "exact", word, distance=distance)

    def search(self, query: Query) -> list[str]:
        """The refs of the first page, and (thrown away) the total."""
        found: Any = self.searcher.search(query, PAGE)
        return [self.searcher.doc(address)["ref"][0] for _, address in found.hits]

    def search_counted(self, query: Query) -> list[str]:
        """The same, all facets and the years counted in one pass."""
        counts: dict[str, Any] = {name: {"terms": {"field": name, "size": CHOICES + 1}} for name in FACETS}
        counts["year"] = {"terms": {"field": "year", "size": 500}}
        self.searcher.aggregate(query, counts)
        return self.search(query)


CASES = (
    Case("rare word", "jute", lambda bare: bare.word("jute")),
    Case("mid word", "coffee", lambda bare: bare.word("coffee")),
    Case("very common word", "said", lambda bare: bare.word("said")),
    Case("two words", "oil prices", lambda bare: bare.all_of("oil", "prices")),
    Case("three required", "bank interest rates", lambda bare: bare.all_of("bank", "interest", "rates")),
    Case("phrase", '"interest rates"', lambda bare: bare.phrase("interest", "rates")),
    Case("prefix", "petro*", lambda bare: bare.prefix("petro")),
    Case("fuzzy", "governmint~", lambda bare: bare.fuzzy("governmint", 2)),
)
