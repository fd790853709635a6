"""`kill -9` at fifty random moments: after a restart and a drain nothing is lost, nothing is there twice."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

REPOSITORY = Path(__file__).resolve().parent.parent.parent
FOLDERS, IN_EACH = 6, 100
IMPORTS_KILLED, SAVES_KILLED = 36, 14
STORY = """SHIP {number} PUTS TO SEA

MOSCOW, April 12 (MP) - Minister Ivan Petrov said on Wednesday that ship number {number} had left for the Arctic.

The voyage takes {days} days, Petrov said.
"""


@dataclass(frozen=True)
class Machine:
    """A machine whose processes can be killed, with a home and a database that stay."""

    environment: Mapping[str, str]

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *command: str) -> str:
        process = self.start(*command)
        output, errors = process.communicate(timeout=120)
        assert process.returncode == 0, output + errors
        return output

    def kill(self, *command: str, after: float) -> str:
        """Start it, pull the plug after so many seconds; what it had said by then."""
        process = self.start(*command)
        try:
            process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
        return process.communicate()[0]

    def census(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.run("-m", "tests.journeys.census"))
        return found


@pytest.fixture
def machine(transactional_db: None, tmp_path: Path) -> Machine:
    """On PostgreSQL the test's own database; on SQLite, whose test database is in memory, a file."""
    return make_machine(tmp_path / "machine")


def make_machine(home: Path) -> Machine:
    """One whose home is that folder, with the tables made."""
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DATELINE_HOME": str(home)}
    environment |= {"DATABASE_URL": _database_url(home), "EDITORIAL": "off", "PYTHONPATH": str(REPOSITORY)}
    environment["SEARCH_URL"] = f"tantivy://{home / 'index'}"
    machine = Machine(environment)
    machine.run("manage.py", "migrate", "-v0", "--skip-checks")
    return machine


def _database_url(home: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{home / 'dateline.sqlite3'}"
    settings = connection.settings_dict
    user, password, host = (quote(str(settings[key] or ""), safe="") for key in ("USER", "PASSWORD", "HOST"))
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    return f"postgres://{user}:{password}@{host}{port}/{settings['NAME']}"


def test_an_import_killed_at_any_moment_goes_on_where_it_was(machine: Machine, tmp_path: Path) -> None:
    # given six folders of a hundred stories
    folders, hashes = _write_stories(tmp_path)

    # when each import is killed again and again, early and late, and then left alone
    killed = ("-m", "tests.journeys.killed_imports", str(IMPORTS_KILLED))
    hit = int(machine.run(*killed, str(tmp_path / "first.txt"), *map(str, folders)))
    assert hit > IMPORTS_KILLED // 3, "the imports had ended before they were killed"
    machine.run("manage.py", "import_files", *map(str, folders), "--publish", "--skip-checks")
    machine.run("manage.py", "drain_outbox", "--skip-checks")

    # then every story is there once, whole, with its bytes, and the index agrees
    assert "agree" in machine.run("manage.py", "check_archive", "--skip-checks")
    census = machine.census()
    assert census["headlines"] == sorted(f"SHIP {number} PUTS TO SEA" for number in range(FOLDERS * IN_EACH + 1))
    assert census["created"] == census["articles"] == FOLDERS * IN_EACH + 1
    assert census["wordless"] == census["nameless"] == 0
    assert census["originals"] == sorted(hashes)


def test_a_save_that_was_acknowledged_survives_any_kill(machine: Machine) -> None:
    # given an editor's process that is killed again and again
    chance = random.Random(19570704)
    began = time.monotonic()
    machine.census()
    start = time.monotonic() - began

    said = [
        machine.kill("-m", "tests.journeys.desk_at_work", after=start * (0.8 + 1.2 * chance.random()))
        for _ in range(SAVES_KILLED)
    ]
    machine.run("manage.py", "drain_outbox", "--skip-checks")

    # then whatever was acknowledged is there, nothing is half there, and the index agrees
    assert "agree" in machine.run("manage.py", "check_archive", "--skip-checks")
    census = machine.census()
    acknowledged = dict(line.split() for output in said for line in output.splitlines() if line.count(" ") == 1)
    assert acknowledged
    assert census["wordless"] == 0
    for ref, number in acknowledged.items():
        # The next deed may have been safe already when the process died before it could say so.
        expected = {"The second words.", "The first words."} if number == "1" else {"The second words."}
        assert census["texts"][ref] in expected
        assert number != "3" or (census["statuses"][ref] == "published" and ref in census["noted"])


def _write_stories(tmp_path: Path) -> tuple[list[Path], list[str]]:
    folders = [tmp_path / f"wire{number}" for number in range(FOLDERS)]
    paths = [folder / f"{number}.txt" for folder in folders for number in range(IN_EACH)]
    for folder in folders:
        folder.mkdir()
    hashes = []
    for number, path in enumerate([*paths, tmp_path / "first.txt"]):
        content = STORY.format(number=number, days=number % 30 + 1).encode()
        path.write_bytes(content)
        hashes.append(hashlib.sha256(content).hexdigest())
    return folders, hashes
