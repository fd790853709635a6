"""The whole search page over an archive of corpus stories.

    python -m bench.page [STORIES]          default 10000; BENCH_SIZE says it too

Twenty hits with snippets, eight facets, the histogram, through Django's test client, beside bare Tantivy and one
database fetch. `bench.peers` measures the same page made by others.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime

from bench.archive import fill_database, open_archive
from bench.measured_page import measure_pages
from bench.timing import console, resident_mb

SIZE = 10_000


def main(size: int = 0) -> None:
    """Fill, index, ask."""
    size = size or int(os.environ.get("BENCH_SIZE", SIZE))
    with open_archive() as home:
        began = time.perf_counter()
        fill_database(size)
        filled = time.perf_counter()
        from archive.indexing.rebuild import rebuild_index

        rebuild_index(index="public", at=datetime.now(UTC))
        console.print(
            f"{size:,} stories put into the database at {size / (filled - began):,.0f} a second, "
            f"indexed from it at {size / (time.perf_counter() - filled):,.0f}"
        )
        measure_pages(home, size=size)
        console.print(f"This process, with all that it took to measure: {resident_mb():,.0f} MB resident")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
