"""Writers and readers at the same index, in processes of their own, for a minute.

    python -m bench.together [SECONDS [STORIES]]          default 60 seconds at 20,000 stories

Two processes put and remove stories and note when each change was committed; two read what stands, and compare it with
the notes; a third rebuilds the index over and over. Aim: no error, and nothing shown that was out of date for longer
than a second. `tests/archive/search/contract.py` runs the same for a few seconds.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from archive.search.document import Document
from archive.search.engine import Engine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from bench.timing import console, judge, make_table

WRITERS = READERS = 2
AIM_STALE = 1.0  # seconds
Open = Callable[[Path], Engine]


@dataclass(slots=True)
class Report:
    """What came of it: how much was done, what went wrong, how old the oldest thing shown was (seconds)."""

    writes: int = 0
    searches: int = 0
    rebuilds: int = 0
    stalest: float = 0.0
    errors: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)  # seconds of each search


class Note:
    """The number of a writer's last story: `recorded`, as in a database, before the index is told; `committed` after,
    and when.
    """

    def __init__(self, context: Any) -> None:
        self.recorded = context.Value("q", -1)
        self.committed = context.Value("q", -1)
        self.at = context.Value("d", 0.0)


def run_together(open_engine: Open, path: Path, *, seconds: float, rebuilding: bool = True) -> Report:
    """Write, read and rebuild the index in `path` at once. `open_engine` must be a thing that can be pickled."""
    context = multiprocessing.get_context("spawn")
    notes = [Note(context) for _ in range(WRITERS)]
    reports = context.SimpleQueue()
    works: list[tuple[Any, ...]] = [(_write, open_engine, path, number, notes[number]) for number in range(WRITERS)]
    works += [(_read, open_engine, path, notes) for _ in range(READERS)]
    if rebuilding:
        works.append((_rebuild, open_engine, path, notes))
    processes = [
        context.Process(target=_work, args=(reports, seconds, *work), daemon=True) for work in works
    ]  # fmt: skip
    for process in processes:
        process.start()
    whole = Report()
    for _ in processes:
        part: Report = reports.get()
        whole.writes += part.writes
        whole.searches += part.searches
        whole.rebuilds += part.rebuilds
        whole.stalest = max(whole.stalest, part.stalest)
        whole.errors += part.errors
        whole.took += part.took
    for process in processes:
        process.join()
    return whole


def _work(reports: Any, seconds: float, deed: Callable[..., None], *arguments: Any) -> None:
    """One process: does its deed for that long, and reports."""
    report = Report()
    try:
        deed(report, time.monotonic() + seconds, *arguments)
    except Exception as error:
        report.errors.append(f"{deed.__name__}: {error!r}")
    reports.put(report)


def _write(report: Report, until: float, open_engine: Open, path: Path, writer: int, note: Note) -> None:
    """Each turn puts a story of the next number in place of the one before."""
    engine = open_engine(path)
    number = 0
    while time.monotonic() < until:
        note.recorded.value = number
        engine.put([make_counted(writer, number)])
        with note.committed.get_lock():
            note.committed.value, note.at.value = number, time.monotonic()
        report.writes += 1
        number += 1


def _read(report: Report, until: float, open_engine: Open, path: Path, notes: list[Note]) -> None:
    """Asks for the story of a writer; the number found must not be older than what had been committed before."""
    engine = open_engine(path)
    while time.monotonic() < until:
        for writer, note in enumerate(notes):
            with note.committed.get_lock():
                known, since = note.committed.value, note.at.value
            began = time.monotonic()
            found = [number for _, number in find_counted(engine, writer)]
            report.searches += 1
            report.took.append(time.monotonic() - began)
            if known >= 0 and (len(found) != 1 or found[0] < known):
                report.stalest = max(report.stalest, began - since)
                if began - since > AIM_STALE or len(found) != 1:
                    report.errors.append(f"story {known} of writer {writer} was committed, found were {found}")


def _rebuild(report: Report, until: float, open_engine: Open, path: Path, notes: list[Note]) -> None:
    """As `rebuild_index` does: reads what stands when the rebuild has begun."""
    engine = open_engine(path)

    def read() -> Iterator[Document]:
        for writer, note in enumerate(notes):
            if note.recorded.value >= 0:
                yield make_counted(writer, note.recorded.value)

    while time.monotonic() < until:
        engine.rebuild(read())
        report.rebuilds += 1


def make_counted(writer: int, number: int) -> Document:
    """The story of a writer; its number is the year and day it is dated."""
    return Document(
        ref=f"writer{writer}", fingerprint=str(number), headline=f"Writer{writer} wrote", text="kestrel",
        dated_on=date.fromordinal(number + 1),
    )  # fmt: skip


def find_counted(engine: Engine, writer: int) -> list[tuple[str, int]]:
    """(ref, number) of the stories of a writer that a search finds."""
    query = parse_query(f"writer{writer}").query
    answer = engine.search(SearchRequest(query, histogram=True, step="day"))
    days = [date.fromisoformat(period.label).toordinal() - 1 for period in answer.years]
    return [(hit.ref, day) for hit, day in zip(answer.hits, days, strict=True)]


def main(seconds: int = 60, size: int = 20_000) -> None:
    """A minute at a large index, then one at a small index that is rebuilt all the time."""
    from archive.search.engines.tantivy import TantivyEngine  # what is above measures any engine
    from bench.corpus import make_documents

    table = make_table(
        f"{WRITERS} writers and {READERS} readers for {seconds} s", "", "writes", "searches", "median ms", "p95 ms",
        "rebuilds", f"oldest shown, s, aim ≤ {AIM_STALE:g}", "errors",
    )  # fmt: skip
    for name, stories, rebuilding in (("large index", size, False), ("rebuilt all the time", 0, True)):
        with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
            TantivyEngine(Path(folder)).rebuild(make_documents(stories))
            report = run_together(TantivyEngine, Path(folder), seconds=seconds, rebuilding=rebuilding)
        took = sorted(report.took)
        table.add_row(
            name, f"{report.writes:,}", f"{report.searches:,}", f"{statistics.median(took) * 1000:.2f}",
            f"{took[int(len(took) * 0.95)] * 1000:.2f}", f"{report.rebuilds:,}", judge(report.stalest, AIM_STALE),
            judge(len(report.errors), 0, decimals=0),
        )  # fmt: skip
        for error in report.errors[:5]:
            console.print(error)
    console.print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
