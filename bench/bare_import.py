"""What an import cannot be faster than: the same rows inserted and the same documents indexed, by nobody's code.

The rows go in with SQLite's own `executemany`, a transaction a table, into tables with all their indexes and
constraints; the documents, made ready before, go into two Tantivy indexes, a commit every thousand. Nothing is read,
looked up or decided.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

COMMIT = 1000  # documents, as the drain does


@dataclass(frozen=True, slots=True)
class Bare:
    """Seconds of processor."""

    inserting: float
    indexing: float


def measure_bare_import(home: Path) -> Bare:
    """What the archive in that folder, with which Django has been set up, takes to be written again."""
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        return Bare(_insert(home, Path(folder)), _index(Path(folder)))


def _insert(home: Path, folder: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_URL")}
    manage = Path(__file__).resolve().parent.parent / "manage.py"
    subprocess.run(
        [sys.executable, str(manage), "migrate", "--verbosity", "0"],
        env=environment | {"DATELINE_HOME": str(folder)},
        check=True,
    )
    source, target = (sqlite3.connect(place / "dateline.sqlite3") for place in (home, folder))
    found = source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'archive%' ORDER BY name")
    tables = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in found.fetchall()}
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536", "foreign_keys=ON"):
        target.execute(f"PRAGMA {pragma}")
    began = time.process_time()
    with target:
        target.execute("PRAGMA defer_foreign_keys=ON")
        for name, rows in tables.items():
            if rows:
                places = ", ".join("?" * len(rows[0]))
                target.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)
    return time.process_time() - began


def _index(folder: Path) -> float:
    from archive.indexing.documents import walk_archive
    from archive.search.engines.tantivy_schema import make_row
    from archive.search.engines.tantivy_writer import create_index

    public: list[tantivy.Document] = []
    desk: list[tantivy.Document] = []
    for built, _ in walk_archive(at=datetime.now(UTC)):
        public += map(make_row, built.public)
        desk += map(make_row, built.desk)
    taken = 0.0
    for name, rows in (("public", public), ("desk", desk)):
        place = folder / name
        place.mkdir()
        writer = create_index(place).writer(50_000_000, 1)
        began = time.process_time()
        for number, row in enumerate(rows, start=1):
            writer.add_document(row)
            if number % COMMIT == 0:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()
        taken += time.process_time() - began
    return taken
