"""The search engine beside bare Tantivy, and how both grow with the archive.

    python -m bench.engine [STORIES …]          default 10000 30000; BENCH_SIZES="10000 100000 1000000" says it too

The peer asks the same index the same things with Tantivy's own calls: the top 20 with their refs, the total, the counts
of nine facets. So the ratio is what our layer adds. Aim: at most 1.3 times; from one size to the next that is ten
times larger, at most 8 times for the common word and 2 times for the rare one.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from archive.search.engines.tantivy import TantivyEngine
from archive.search.highlight import highlight
from archive.search.parse import parse_query
from archive.search.query import FACETS, SearchRequest
from bench.bare import CASES, Bare
from bench.corpus import make_documents
from bench.timing import Timing, clock, console, judge, make_table, measure, measure_beside

SIZES = (10_000, 30_000)
AIM = 1.3
AIM_GROWTH = {"very common word": 8.0, "rare word": 2.0}
PUT = 1_000
Times = dict[str, Timing]


def main(*sizes: int) -> None:
    """Measure each size, then the growth from the last but one to the last."""
    named = os.environ.get("BENCH_SIZES", "").split()
    grown = {size: _measure_size(size) for size in sizes or tuple(map(int, named)) or SIZES}
    if len(grown) < 2:
        return
    *_, (small, before), (large, after) = grown.items()
    table = make_table(f"Growth from {small:,} to {large:,} stories", "", f"{small:,}", f"{large:,}", "times")
    for name, timing in after.items():
        times = timing.median / before[name].median
        aim = AIM_GROWTH.get(name.removesuffix(" + facets")) if large == 10 * small else None
        shown = f"{judge(times, aim)} of {aim:g}" if aim else f"{times:.2f}"
        table.add_row(name, str(before[name]), str(timing), shown)
    console.print(table)


def _measure_size(size: int) -> Times:
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        engine = TantivyEngine(Path(folder))
        began = time.perf_counter()
        engine.rebuild(make_documents(size))
        seconds = time.perf_counter() - began
        stored = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        console.print(
            f"{size:,} stories, made and indexed at {size / seconds:,.0f} a second, {stored / size:.0f} bytes a story"
        )
        times = measure_queries(engine, Bare(Path(folder)), size)
        _measure_others(engine, size)
    return times


def measure_queries(engine: TantivyEngine, bare: Bare, size: int) -> Times:
    """Each case of `bench.bare`, ours and the peer's in turn, without and with facets and histogram."""
    title = f"{size:,} stories: median / p95 in ms"
    table = make_table(title, "", "found", "ours", "bare Tantivy", f"ratio, aim ≤ {AIM}", "by CPU")
    times: Times = {}
    for case in CASES:
        parsed = parse_query(case.typed)
        plain, full = SearchRequest(parsed.query), SearchRequest(parsed.query, facets=FACETS, histogram=True)
        found = engine.search(plain).total
        ours, peer = measure_beside(lambda r=plain: engine.search(r), lambda c=case: bare.search(c.ask(bare)))  # type: ignore[misc]  # mypy cannot infer lambdas with defaults
        times[case.name] = ours
        table.add_row(
            case.name,
            f"{found:,}",
            str(ours),
            str(peer),
            judge(ours.median / peer.median, AIM),
            f"{ours.cpu / peer.cpu:.2f}",
        )
        ours, peer = measure_beside(lambda r=full: engine.search(r), lambda c=case: bare.search_counted(c.ask(bare)))  # type: ignore[misc]  # the same
        times[f"{case.name} + facets"] = ours
        table.add_row(
            "  facets, histogram",
            "",
            str(ours),
            str(peer),
            judge(ours.median / peer.median, AIM),
            f"{ours.cpu / peer.cpu:.2f}",
        )
    console.print(table)
    return times


def _measure_others(engine: TantivyEngine, size: int) -> None:
    """What has no peer."""
    documents = list(make_documents(min(PUT, size)))
    query = parse_query("said").query
    newest = SearchRequest(sort="newest", facets=FACETS, histogram=True)
    table = make_table(f"{size:,} stories: median / p95 in ms", "", "ours")
    table.add_row("newest of all, with facets", str(measure(lambda: engine.search(newest))))
    table.add_row("similar stories", str(measure(lambda: engine.similar(documents[5].ref))))
    table.add_row("suggestions for “vlad”", str(measure(lambda: engine.suggest("vlad"))))
    shown = documents[:20]
    lit = measure(lambda: [highlight(query, headline=one.headline, text=one.text) for one in shown])
    table.add_row("snippets of 20 hits", str(lit))
    table.add_row("one story put again", str(measure(lambda: engine.put(documents[:1]), rounds=10)))
    table.add_row(f"{len(documents):,} stories put again", f"{clock(lambda: engine.put(documents)):,.0f}")
    console.print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
