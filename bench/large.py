"""One large archive, measured whole: filled once, rebuilt, served and asked.

    python -m bench.large [STORIES]          default 1000000, which takes some 30 minutes and 6 GB of disk

What `bench.build`, `bench.engine` and `bench.page` measure at smaller sizes, at a size that one does not make twice:
the queries are put to the public index that `rebuild_index` made. Aims: 5,000 stories a second, under 1 KB a story,
under 300 MB for a process that serves, at most 1.3 times bare Tantivy, pages in at most 3 times the bare query.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime

from archive.search.engines.tantivy import TantivyEngine
from bench.archive import fill_database, open_archive
from bench.bare import Bare
from bench.build import AIM_BYTES, AIM_MEMORY, AIM_RATE, SERVE, count_busy
from bench.engine import measure_queries
from bench.measured_page import measure_pages
from bench.timing import console, judge, make_table

SIZE = 1_000_000


def main(size: int = 0) -> None:
    """Measure and print as it goes."""
    size = size or int(os.environ.get("BENCH_SIZE", SIZE))
    with open_archive() as home:
        began = time.perf_counter()
        fill_database(size)
        console.print(f"{size:,} stories filled into the database in {time.perf_counter() - began:,.0f} s")
        _measure_building(size)
        served = subprocess.run([sys.executable, "-c", SERVE, str(home)], stdout=subprocess.PIPE, text=True, check=True)
        memory = float(served.stdout.split()[-1])
        console.print(f"resident, a process that has served: {judge(memory, AIM_MEMORY, decimals=0)} MB, aim < 300")
        public = home / "index" / "public"
        stored = sum(file.stat().st_size for file in public.rglob("*") if file.is_file())
        console.print(f"bytes a story in the index: {judge(stored / size, AIM_BYTES, decimals=0)}, aim < 1,000")
        measure_queries(TantivyEngine(public), Bare(public), size)
        measure_pages(home, size=size)


def _measure_building(size: int) -> None:
    from archive.indexing.rebuild import rebuild_indexes

    table = make_table(
        "rebuild_index, both indexes", "load before", "seconds", "a second, aim ≥ 5,000", "µs of processor"
    )
    load, began, busy = os.getloadavg()[0], time.perf_counter(), count_busy()
    rebuild_indexes(at=datetime.now(UTC))
    seconds = time.perf_counter() - began
    rate = judge(size / seconds, AIM_RATE, at_least=True, decimals=0)
    table.add_row(f"{load:.1f}", f"{seconds:,.0f}", rate, f"{(count_busy() - busy) / size * 1e6:,.0f}")
    console.print(table)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
