"""The search engine beside bare Tantivy, on the same stories in the same run.

    python -m bench.engine [STORIES]

Stories are made of invented words that are as unequally common as those of a language (Zipf). The peer is Tantivy used
directly: one field with positions, the same ref, the same facets, the same calls for hits, total and counts. Aim: at
most 1.3 times.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, Query

from archive.search.document import Document
from archive.search.engines.tantivy import TantivyEngine
from archive.search.highlight import highlight
from archive.search.parse import parse_query
from archive.search.query import SearchRequest

WORDS = 40_000
STORY = 220  # words
FACETS = ("people", "places", "source", "topics", "language", "genre", "events", "year")
ROUNDS = 30
PUT = 1_000
AIM = 1.3


def make_words(dice: random.Random) -> list[str]:
    """Invented words, the shorter the more common."""
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(dice.choices(syllables, k=2 if len(words) < 1_000 else 3 + len(words) // 20_000))] = None
    return list(words)


def make_stories(count: int) -> Iterator[Document]:
    """Deterministic stories."""
    dice = random.Random(1957)
    words = make_words(dice)
    weights = list(accumulate(1 / (rank + 3) for rank in range(WORDS)))
    for number in range(count):
        drawn = dice.choices(words, cum_weights=weights, k=STORY)
        yield Document(
            ref=f"{dice.getrandbits(50):010x}"[-10:],
            fingerprint=f"{number:016x}",
            headline=" ".join(drawn[:8]).capitalize(),
            text=". ".join(" ".join(drawn[i : i + 20]).capitalize() for i in range(8, STORY, 20)) + ".",
            dated_on=date(1957, 1, 1) + timedelta(days=number * 7_000 // count),
            source=f"s{number % 5}",
            genre="news" if number % 9 else "analysis",
            topics=(f"t{number % 40}", f"t{number % 7}"),
            people=(f"p{number % 500}", f"p{number % 13}"),
            places=(f"l{number % 100}",),
            events=(f"e{number % 50}",) if number % 3 == 0 else (),
        )


class Bare:
    """Tantivy with nothing around it."""

    def __init__(self, path: Path) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("ref", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("text", tokenizer_name="en_stem")
        for name in ("people", "places", "source", "topics", "language", "genre", "events"):
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("year", fast=True, indexed=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, str(path))
        self.stem = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        self.analyzer = self.stem.filter(tantivy.Filter.stemmer("english")).build()

    def put(self, documents: list[Document], *, threads: int) -> None:
        """Delete and add, one commit."""
        writer = self.index.writer(50_000_000 * threads, threads)
        for document in documents:
            writer.delete_documents_by_term("ref", document.ref)
            row = tantivy.Document()
            row.add_text("ref", document.ref)
            row.add_text("text", document.headline + " " + document.text)
            for name in ("people", "places", "topics", "events"):
                for value in getattr(document, name):
                    row.add_text(name, value)
            for name in ("source", "language", "genre"):
                row.add_text(name, getattr(document, name))
            row.add_unsigned("year", document.dated_on.year)
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def search(self, words: list[str], *, counted: bool = False) -> int:
        """Hits and total; and the counts of all facets."""
        searcher = self.index.searcher()
        terms = [Query.term_query(self.schema, "text", self.analyzer.analyze(word)[0]) for word in words]
        query = terms[0] if len(terms) == 1 else Query.boolean_query([(Occur.Must, term) for term in terms])
        found: Any = searcher.search(query, 20)
        refs = [searcher.doc(address)["ref"][0] for _, address in found.hits]
        if counted:
            counts: dict[str, Any] = {name: {"terms": {"field": name, "size": 20}} for name in FACETS}
            searcher.aggregate(query, counts | {"periods": {"terms": {"field": "year", "size": 500}}})
        return len(refs)


def measure(call: Callable[[], object]) -> float:
    """The median of some calls, in milliseconds, after one to warm up."""
    call()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def show(name: str, ours: float, bare: float, unit: str = "ms") -> None:
    """One row of the table."""
    ratio = ours / bare
    print(f"{name:<28}{ours:>11.2f} {unit}{bare:>11.2f} {unit}{ratio:>8.2f}  {'' if ratio <= AIM else f'over {AIM}'}")


def main(count: int = 10_000) -> None:
    """Build both, ask both, print."""
    stories = list(make_stories(count))
    with tempfile.TemporaryDirectory() as folder:
        engine, bare = TantivyEngine(Path(folder) / "ours"), Bare(_make(Path(folder) / "bare"))
        began = time.perf_counter()
        engine.rebuild(iter(stories))
        ours = time.perf_counter() - began
        began = time.perf_counter()
        bare.put(stories, threads=2)
        peer = time.perf_counter() - began
        size = sum(file.stat().st_size for file in Path(folder, "ours").rglob("*") if file.is_file())
        print(f"{count:,} stories of {STORY} words, {size / count:.0f} bytes a story in the index;")
        print(f"built at {count / ours:,.0f} a second (bare {count / peer:,.0f})\n")
        print(f"{'':<28}{'ours':>14}{'bare':>14}{'ratio':>8}")
        again = stories[:PUT]
        ours = _clock(partial(engine.put, again))
        show(f"put {len(again):,} again", ours, _clock(partial(bare.put, again, threads=1)))
        show("put one", measure(lambda: engine.put(again[:1])), measure(lambda: bare.put(again[:1], threads=1)))

        words = make_words(random.Random(1957))
        cases = {
            "very common word": [words[0]],
            "common word": [words[60]],
            "rare word": [words[9_000]],
            "two words": [words[3], words[200]],
            "three words": [words[0], words[5], words[40]],
        }
        for name, asked in cases.items():
            query = parse_query(" ".join(asked)).query
            plain, full = SearchRequest(query), SearchRequest(query, facets=FACETS, histogram=True)
            show(name, measure(partial(engine.search, plain)), measure(partial(bare.search, asked)))
            ours = measure(partial(engine.search, full))
            show("  with facets, histogram", ours, measure(partial(bare.search, asked, counted=True)))

        print()
        others = {
            "phrase": f'"{words[0]} {words[1]}"',
            "near": f'"{words[3]} {words[9]}"~5',
            "prefix": words[50][:3] + "*",
            "fuzzy": words[20_000] + "~",
            "newest, all": "",
        }
        for name, typed in others.items():
            request = SearchRequest(parse_query(typed).query, facets=FACETS, histogram=True)
            spent, total = measure(partial(engine.search, request)), engine.search(request).total
            print(f"{name:<28}{spent:>11.2f} ms, {total:,} found")
        query = parse_query(words[0]).query
        twenty = stories[:20]
        spent = measure(lambda: [highlight(query, headline=story.headline, text=story.text) for story in twenty])
        print(f"{'highlighting 20 hits':<28}{spent:>11.2f} ms")
        print(f"{'similar':<28}{measure(lambda: engine.similar(stories[5].ref)):>11.2f} ms")
        print(f"{'all versions':<28}{_clock(lambda: list(engine.versions())):>11.2f} ms")


def _clock(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def _make(path: Path) -> Path:
    path.mkdir()
    return path


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
