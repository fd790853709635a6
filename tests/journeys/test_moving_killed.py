"""A bag that is brought in, killed again and again, and a disk that is full: whole in the end, or not there."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.archive.bag.moving import bytes_of
from tests.journeys.test_killed_anywhere import Machine, machine

__all__ = ["machine"]
KILLS = 8


@pytest.fixture
def bag(machine: Machine, tmp_path: Path) -> Path:
    """The demo archive as a bag; the machine is empty again."""
    machine.run("manage.py", "load_demo", "--skip-checks")
    machine.run("manage.py", "export_articles", str(tmp_path / "bag"), "--skip-checks")
    home = Path(machine.environment["DATELINE_HOME"])
    _empty_server()
    shutil.rmtree(home)  # with SQLite's file, the index and the originals
    home.mkdir()
    machine.run("manage.py", "migrate", "-v0", "--skip-checks")
    return tmp_path / "bag"


def _empty_server() -> None:
    """On PostgreSQL the machine's database is the test's own, with tables of the desk that it does not know."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            tables = set(connection.introspection.table_names()) - {"django_migrations"}
            names = ", ".join(map(connection.ops.quote_name, sorted(tables)))
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def test_bringing_back_killed_at_any_moment_goes_on_where_it_was(machine: Machine, bag: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    machine.run("manage.py", "import_files", str(bag), "--dry-run", "--skip-checks")
    start = time.monotonic() - began

    chance = random.Random(19570704)
    for _ in range(KILLS):
        machine.kill("manage.py", "import_files", str(bag), "--skip-checks", after=start * (0.7 + chance.random()))
    machine.run("manage.py", "import_files", str(bag), "--skip-checks")
    machine.run("manage.py", "drain_outbox", "--skip-checks")

    assert "agree" in machine.run("manage.py", "check_archive", "--skip-checks")
    machine.run("manage.py", "export_articles", str(tmp_path / "again"), "--skip-checks")
    assert bytes_of(tmp_path / "again") == bytes_of(bag)


def test_an_export_killed_or_without_room_leaves_nothing_that_looks_whole(
    machine: Machine, bag: Path, tmp_path: Path
) -> None:
    machine.run("manage.py", "import_files", str(bag), "--skip-checks")
    target = tmp_path / "target"

    machine.kill("manage.py", "export_articles", str(target), "--skip-checks", after=0.9)
    assert not target.exists() or bytes_of(target) == bytes_of(bag)
    # A process may write no file longer than that: to it the disk is full.
    full = tmp_path / "full"
    command = "trap '' XFSZ; ulimit -f 100; exec .venv/bin/python manage.py export_articles " + str(full)
    done = subprocess.run(
        ["bash", "-c", command], env=dict(machine.environment), capture_output=True, text=True, check=False,
        cwd=Path(__file__).resolve().parent.parent.parent,
    )  # fmt: skip

    assert done.returncode == 1 and not full.exists()
    assert "was not exported" in done.stderr and "Traceback" not in done.stderr
    machine.run("manage.py", "export_articles", str(full), "--skip-checks")
    assert bytes_of(full) == bytes_of(bag)
