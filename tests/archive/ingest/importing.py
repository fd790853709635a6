"""Importing in tests: the command as a user runs it, and a loader fed with Drafts."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

from archive.actions import open_run
from archive.ingest.draft import Draft
from archive.ingest.load import Loader, Report
from archive.ingest.parsing import ParsedFile
from tests.make import NOON

COPY = """SHIP PUTS TO SEA

LONDON, June 30 (MP) - The ship left on Monday, Minister Ivan Petrov said.

It will be back in July, Petrov said.
"""
RECEIVED = "2025-06-30T18:00+00:00"
_numbers = count()


@dataclass(frozen=True)
class Imported:
    """What the command said, and how it ended."""

    lines: list[dict[str, Any]]
    summary: dict[str, Any]
    errors: str
    code: int

    @property
    def outcomes(self) -> list[str]:
        return [line["outcome"] for line in self.lines]

    @property
    def codes(self) -> list[list[str]]:
        """The codes of each item's problems."""
        return [[problem["code"] for problem in line["problems"]] for line in self.lines]


def import_paths(*paths: Path, **options: Any) -> Imported:
    """`import_files --json`, received on 30 June 2025 unless told otherwise."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    arguments = {"received": RECEIVED, "json": True, **options}
    try:
        call_command("import_files", *map(str, paths), stdout=out, stderr=err, **arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    except CommandError as error:
        return Imported([], {}, str(error), error.returncode)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    return Imported(lines[:-1], lines[-1]["summary"], err.getvalue(), code)


def take_in(folder: Path, *drafts: Draft, at: datetime = NOON, source: str = "", publish: bool = True) -> list[Report]:
    """Load these Drafts as the stories of one file that nobody has seen before."""
    path = folder / f"{next(_numbers)}.txt"
    path.write_text(f"file {path}")
    loader = Loader(run=open_run(origin="test", by=None, at=at), received=at, source=source, is_published=publish)
    parsed = ParsedFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), drafts)
    return [*loader.load(parsed), *loader.flush()]
