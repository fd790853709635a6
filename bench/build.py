"""How fast an index is built, how large it is, and what serving takes.

    python -m bench.build [STORIES]          default 20000; BENCH_SIZE says it too

Four rates: rows made from documents on one core; an index built from documents; documents read from the database;
`rebuild_index` of both indexes with every core, as an operator runs it. Aims: 5,000 stories a second, under 1 KB a
story, under 300 MB for a process that serves.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from archive.search.engines.tantivy import TantivyEngine
from archive.search.engines.tantivy_schema import make_row
from bench.archive import fill_database, open_archive
from bench.corpus import make_documents, read_material
from bench.timing import console, judge, make_table

if TYPE_CHECKING:
    from archive.indexing.documents import Built

SIZE = 20_000
SAMPLE = 5_000  # documents held in memory for the rates that must not include their making
AIM_RATE, AIM_BYTES, AIM_MEMORY = 5_000.0, 1_000.0, 300.0
SERVE = """
import sys
from pathlib import Path
from bench.archive import use_archive
use_archive(Path(sys.argv[1]))
from django.test import Client
client = Client()
for typed in ("jute", "coffee", "said", "oil+prices", "%22interest+rates%22", "petro*", "governmint~"):
    for sort in ("relevance", "newest"):
        assert client.get(f"/search?q={typed}&sort={sort}").status_code == 200, typed
client.get("/")
from bench.timing import resident_mb
print(resident_mb())
"""


def main(size: int = 0) -> None:
    """Measure and print."""
    size = size or int(os.environ.get("BENCH_SIZE", SIZE))
    read_material()
    sample = list(islice(make_documents(size), SAMPLE))
    table = make_table(f"Building, {size:,} stories", "", "measured", "aim", "µs of processor a story")
    began, busy = time.perf_counter(), count_busy()
    for document in sample:
        make_row(document)
    rate = len(sample) / (time.perf_counter() - began)
    table.add_row("rows made of documents, a second, one core", f"{rate:,.0f}", "", _per_story(busy, len(sample)))
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        engine = TantivyEngine(Path(folder))
        began, busy = time.perf_counter(), count_busy()
        engine.rebuild(iter(sample))
        rate = len(sample) / (time.perf_counter() - began)
        spent = _per_story(busy, len(sample))
        table.add_row(
            f"engine's rebuild of {len(sample):,}, a second",
            judge(rate, AIM_RATE, at_least=True, decimals=0),
            "≥ 5,000",
            spent,
        )
    with open_archive() as home:
        fill_database(size)
        began, busy = time.perf_counter(), count_busy()
        read = sum(len(built.desk) for built, _ in islice(_walk(), SAMPLE // 500))
        rate = read / (time.perf_counter() - began)
        table.add_row(
            "documents read from the database, a second, one core", f"{rate:,.0f}", "", _per_story(busy, read)
        )
        from archive.indexing.rebuild import rebuild_indexes

        profile = cProfile.Profile()
        began, busy = time.perf_counter(), count_busy()
        rebuild_indexes(at=datetime.now(UTC))
        rate = size / (time.perf_counter() - began)
        table.add_row(
            "rebuild_index, both indexes, a second",
            judge(rate, AIM_RATE, at_least=True, decimals=0),
            "≥ 5,000",
            _per_story(busy, size),
        )
        stored = sum(file.stat().st_size for file in (home / "index" / "public").rglob("*") if file.is_file())
        table.add_row("bytes a story in the index", judge(stored / size, AIM_BYTES, decimals=0), "< 1,000")
        served = subprocess.run([sys.executable, "-c", SERVE, str(home)], stdout=subprocess.PIPE, text=True, check=True)
        memory = float(served.stdout.split()[-1])
        table.add_row("MB resident, a process that has served", judge(memory, AIM_MEMORY, decimals=0), "< 300")
        if size <= SIZE:
            profile.enable()
            rebuild_indexes(at=datetime.now(UTC), hands=1)
            profile.disable()
    console.print(table)
    if size <= SIZE:
        show_profile(profile)


def _walk() -> Iterator[tuple[Built, str]]:
    from archive.indexing.documents import walk_archive

    return walk_archive(at=datetime.now(UTC))


def count_busy() -> float:
    """Seconds of processor of this process, its threads and the children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _per_story(busy: float, stories: int) -> str:
    """All threads and processes together: on two cores half of it is what a story takes at best."""
    return f"{(count_busy() - busy) / stories * 1e6:,.0f}"


def show_profile(profile: cProfile.Profile, *, most: int = 14) -> None:
    """The functions that take most of the time themselves."""
    stats = pstats.Stats(profile)
    total = stats.total_tt  # type: ignore[attr-defined]  # typeshed does not know it
    table = make_table("Where the time goes", "", "share", "calls")
    rows = sorted(stats.stats.items(), key=lambda row: -row[1][2])  # type: ignore[attr-defined]  # the same
    for (file, line, function), (_, calls, own, _, _) in rows[:most]:
        where = "/".join(Path(file).parts[-3:]) + f":{line} " if line else ""
        table.add_row(f"{where}{function}"[:90], f"{own / total:.0%}", f"{calls:,}")
    console.print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
