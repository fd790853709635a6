"""Our search page beside the same page made with PostgreSQL full text and with django-modelsearch, in one run.

    python -m bench.peers [STORIES]          default 20000; BENCH_SIZE says it too

Ours is the whole page as HTML through Django; theirs only the facts it is rendered from. Aim: 20 times faster. Needs
PostgreSQL's programs and bench/requirements.txt.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.util import find_spec

import psycopg

from bench.archive import fill_database, open_archive
from bench.bare import CASES
from bench.measured_page import ASKED, measure_pages
from bench.peers.cluster import start_postgres
from bench.peers.postgres import load_stories, make_page
from bench.timing import Timing, console, judge, make_table, measure

SIZE = 20_000
AIM = 20.0
LARGE = 200_000  # stories beyond which the peers are asked fewer times: they take seconds


def main(size: int = 0) -> None:
    """Measure all three and show them side by side."""
    size = size or int(os.environ.get("BENCH_SIZE", SIZE))
    rounds = 5 if size > LARGE else 10
    with open_archive() as home:
        fill_database(size)
        from archive.indexing.rebuild import rebuild_index

        rebuild_index(index="public", at=datetime.now(UTC))
        ours = measure_pages(home, size=size)
    with start_postgres() as address:
        plain = _measure_postgres(address, size, rounds)
    models: dict[str, Timing] = {}
    if find_spec("modelsearch") is None:
        console.print("django-modelsearch is not installed: .venv/bin/pip install -r bench/requirements.txt")
    else:
        with start_postgres() as address:
            models = _measure_modelsearch(address, size, rounds)
    table = make_table(
        f"The search page at {size:,} stories: median / p95 in ms",
        "", "ours, as HTML", "PostgreSQL", f"times, aim ≥ {AIM:g}", "django-modelsearch", f"times, aim ≥ {AIM:g}",
    )  # fmt: skip
    for name, timing in ours.items():
        row = [name, str(timing)]
        for peer in (plain, models):
            row += (
                [str(peer[name]), judge(peer[name].median / timing.median, AIM, at_least=True)]
                if name in peer
                else ["not measured", ""]
            )
        table.add_row(*row)
    console.print(table)


def _measure_postgres(address: str, size: int, rounds: int) -> dict[str, Timing]:
    with psycopg.connect(address) as connection:
        began = time.perf_counter()
        load_stories(connection, size)
        console.print(f"PostgreSQL: stored and indexed at {size / (time.perf_counter() - began):,.0f} a second")
        return {
            case.name: measure(lambda t=case.typed: make_page(connection, t), rounds=rounds)  # type: ignore[misc]  # mypy cannot infer lambdas with defaults
            for case in CASES
            if case.name in ASKED
        }


def _measure_modelsearch(address: str, size: int, rounds: int) -> dict[str, Timing]:
    command = [sys.executable, "-m", "bench.peers.modelsearch_page", str(size), str(rounds)]
    environment = os.environ | {"BENCH_DATABASE": address}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return {name: Timing(**timing) for name, timing in json.loads(done.stdout.splitlines()[-1]).items()}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
