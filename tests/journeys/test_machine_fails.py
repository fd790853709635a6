"""A disk that fills up and a database that is held or goes away in the middle of an import: the rerun is exact."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection

from archive.ingest.patience import do_patiently
from tests.journeys.test_killed_anywhere import STORY, Machine, machine, make_machine
from tests.small_disk import make_small_disk

__all__ = ["machine"]
STORIES = 520  # more than a batch
IMPORT = ("manage.py", "import_files", "--publish", "--skip-checks")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What is to be taken in: a table, and its last stories as files."""
    folder = tmp_path / "wire"
    folder.mkdir()
    for number in range(STORIES):
        (folder / f"{number:04}.txt").write_text(STORY.format(number=number, days=number % 30 + 1))
    return folder


def assert_exact(machine: Machine) -> None:
    """All there once, and the index agrees."""
    machine.run("manage.py", "drain_outbox", "--skip-checks")
    assert "agree" in machine.run("manage.py", "check_archive", "--skip-checks")
    census = machine.census()
    assert census["headlines"] == sorted(f"SHIP {number} PUTS TO SEA" for number in range(STORIES))
    assert census["created"] == census["articles"] == len(census["originals"]) == STORIES
    assert census["wordless"] == census["nameless"] == 0


def test_an_import_on_a_disk_that_fills_up_says_so_and_the_rerun_is_exact(
    transactional_db: None, folder: Path, tmp_path: Path
) -> None:
    with make_small_disk(tmp_path / "machine") as disk:
        machine = make_machine(disk.path)
        disk.fill(spare=1_500_000)
        stopped = machine.start(*IMPORT, str(folder))
        said = stopped.communicate(timeout=120)[1]
        disk.mend()

        assert stopped.returncode == 1, said
        assert "make room" in said and "Traceback" not in said
        machine.run(*IMPORT, str(folder))
        assert_exact(machine)


def test_an_import_waits_for_a_database_that_is_held_or_goes_away(machine: Machine, folder: Path) -> None:
    with troubling(machine) as stopped:
        process = machine.start(*IMPORT, str(folder))
        time.sleep(1.0)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2.0)
        stopped.set()
        said = process.communicate(timeout=120)[1]

    assert process.returncode == 0, said
    assert_exact(machine)


@contextmanager
def troubling(machine: Machine) -> Iterator[threading.Event]:
    """Until the event: SQLite's write lock is held by another; PostgreSQL's is on the table of stories, and whoever
    waits for it loses the connection again and again, as when the server restarts."""
    stopped, begun = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(Path(machine.environment["DATELINE_HOME"]) / "dateline.sqlite3")) as database:
            database.execute("BEGIN IMMEDIATE")
            begun.set()
            stopped.wait(30)

    def cut() -> None:
        with psycopg.connect(machine.environment["DATABASE_URL"]) as database:
            database.execute("LOCK TABLE archive_article IN ACCESS EXCLUSIVE MODE")
            begun.set()
            while not stopped.wait(0.3):
                database.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND wait_event_type = 'Lock'"
                )

    thread = threading.Thread(target=hold if connection.vendor == "sqlite" else cut)
    thread.start()
    begun.wait(10)
    try:
        yield stopped
    finally:
        stopped.set()
        thread.join()


def test_what_is_no_matter_of_time_is_not_waited_for_and_what_is_not_for_ever() -> None:
    tried = []

    def fail(message: str, cause: Exception) -> None:
        tried.append(message)
        raise OperationalError(message) from cause

    with pytest.raises(OperationalError, match="full"):
        do_patiently(lambda: fail("database or disk is full", psycopg.errors.DiskFull()), seconds=60.0)
    with pytest.raises(OperationalError, match="locked"):
        do_patiently(lambda: fail("database is locked", psycopg.errors.AdminShutdown()), seconds=0.6)

    assert tried == ["database or disk is full", "database is locked", "database is locked"]
