"""The desk at two sizes: does any page that an editor opens grow with the archive?

    python -m bench.desk [SMALL [LARGE]]          default 10000 1000000
    BENCH_HOME=FOLDER                             keeps the archives for the next time; filling the large one takes long
    BENCH_BRIEF=1                                 of each filter one choice, of each search one term
    BENCH_DATABASE=postgres://user@host/name      measures PostgreSQL, in databases name_10000 and name_1000000

Every list with every filter, order and search, every completion, the front page, the pages of records and of a story
are opened by an editor (no superuser) in both archives in turn, so that whatever else the machine does hits both. With
1,000,000 stories go 200,000 people with 470,000 names, 2,000,000 deeds and what else `bench/desk_rows.py` lists. Aims:
as many queries at both sizes, and at most 3 times the time.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.archive import fill_database, use_archive, without_indexes
from bench.timing import console, judge, make_table

SMALL, LARGE = 10_000, 1_000_000
STORY = 5_000  # whose pages are opened: there is one of that number, and the same, in either archive
AIM, MOST_QUERIES = 3.0, 60
ROUNDS = int(os.environ.get("BENCH_ROUNDS", 7))
LONG = 2_000  # ms: then three rounds must do


def main(small: int = SMALL, large: int = LARGE) -> None:
    """Fill what is not there, open every page in both, print."""
    with ExitStack() as stack:
        kept = os.environ.get("BENCH_HOME")
        folder = Path(kept or stack.enter_context(TemporaryDirectory(prefix="dateline-bench-")))
        database = os.environ.get("BENCH_DATABASE", "")
        desks = [Desk(folder, size, database) for size in (small, large)]
        for desk in desks:
            stack.enter_context(desk)
        _measure(*desks)


class Desk:
    """An archive of some size in a process of its own, which opens pages as an editor and says what they took."""

    def __init__(self, folder: Path, size: int, database: str) -> None:
        self.size = size
        home, url = folder / str(size), f"{database}_{size}" if database else ""
        for job in ("fill", *(["pour"] if url else [])):
            self._run(job, home, url).wait()
        self.process = self._run("open", home, url)

    def _run(self, job: str, home: Path, url: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "bench.desk", job, str(home), str(self.size), url]
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=None if job != "open" else subprocess.PIPE, text=True
        )

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def ask(self, address: str = "") -> Any:
        """What the process says: of no address the pages there are, else how that page was answered."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(address + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


def _measure(small: Desk, large: Desk) -> None:
    pages, others = small.ask(), large.ask()
    table = make_table(
        f"The desk at {small.size:,} and at {large.size:,} stories, median ms; load {os.getloadavg()[0]:.1f}",
        "", "queries", "ms", "queries", "ms", f"ratio, aim ≤ {AIM:g}", "by CPU",
    )  # fmt: skip
    ratios: list[float] = []
    for name in (name for name in pages if name in others):
        first, second = [small.ask(pages[name])], [large.ask(others[name])]
        for _ in range(ROUNDS if second[0]["ms"] < LONG else 3):
            first.append(small.ask(pages[name]))
            second.append(large.ask(others[name]))
        one, other = (statistics.median(each["ms"] for each in times[1:]) for times in (first, second))
        busy = [statistics.median(each["cpu"] for each in times[1:]) for times in (first, second)]
        ratios.append(other / one)
        queries = first[0]["queries"], second[0]["queries"]
        answers = {each["status"] for each in (*first, *second)} - {200}
        table.add_row(
            f"{name} {answers or ''}", f"{queries[0]}", f"{one:.1f}", judge(queries[1], MOST_QUERIES, decimals=0),
            f"{other:.1f}", judge(other / one, AIM), f"{busy[1] / busy[0]:.2f}",
        )  # fmt: skip
    console.print(table)
    console.print(
        f"{len(ratios)} pages; ratios: median {statistics.median(ratios):.2f}, worst {max(ratios):.2f}, "
        f"{sum(ratio > AIM for ratio in ratios)} above {AIM:g}; load now {os.getloadavg()[0]:.1f}"
    )


# --- in a process of its own -----------------------------------------------------------------------


def fill(home: Path, size: int) -> None:
    """The archive with its desk, in SQLite, and the desk's index; nothing when it is there."""
    if (home / "index").is_dir():
        return
    began = time.perf_counter()
    home.mkdir(parents=True, exist_ok=True)
    use_archive(home)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from archive.indexing.rebuild import rebuild_indexes
    from archive.indexing.statistics import refresh_statistics
    from bench.desk_rows import fill_desk

    with without_indexes():
        fill_database(size)
        fill_desk(size)
    refresh_statistics()
    rebuild_indexes(indexes=["desk"], at=datetime.now(UTC))
    console.print(f"{size:,} stories with their desk filled and indexed in {time.perf_counter() - began:,.0f} s")


def open_pages() -> None:
    """An address a line comes in, what it took goes out; an empty line asks for the pages there are."""
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.desk_pages import find_pages

    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="editor"))
    seen: set[str] = set()
    for line in sys.stdin:
        if not (address := line.strip()):
            print(json.dumps(find_pages(client, story=STORY, is_brief=bool(os.environ.get("BENCH_BRIEF")))), flush=True)
            continue
        with ExitStack() as stack:  # the first look warms up and counts, the others are timed
            counting = None if address in seen else stack.enter_context(CaptureQueriesContext(connection))
            seen.add(address)
            began, busy = time.perf_counter(), time.process_time()
            status = client.get(address).status_code
            taken, used = (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000
        said = {"status": status, "ms": taken, "cpu": used, "queries": len(counting) if counting else 0}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] and not sys.argv[1].isdecimal():
        job, home, size, url = sys.argv[1:]
        if job == "fill":
            fill(Path(home), int(size))
        elif job == "pour":
            from bench.pouring import pour

            pour(Path(home), url)
        else:
            use_archive(Path(home), database=url)
            open_pages()
    else:
        main(*map(int, sys.argv[1:]))
