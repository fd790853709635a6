"""Bringing a bag back: into an empty site everything as it was, into another what it does not have yet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.base import File

from archive.actions import Refused, Restored, Restorer, keep_bytes
from archive.models import Entity, Original
from archive.models.original import storage_name
from archive.models.portable import Part, all_files

from .checking import Unfit, open_bag

BATCH: Final = 200  # rows a transaction, each with all that belongs to it
Progress = Callable[[str, int], None]
Hashes = Mapping[str, Mapping[str, str]]  # of the manifest: by file, by algorithm


@dataclass(slots=True)
class Outcome:
    """By file: how many rows came in, how many were there; `left` are the files that were left in the bag."""

    brought: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def restore_bag(folder: Path, *, at: datetime, progress: Progress, complain: Callable[[str], None]) -> Outcome:
    """Bring it back, and say so. May be killed anywhere and called again: what is there stays, the rest comes.

    Unfit or Refused, with a sentence, when that cannot be.
    """
    bag = open_bag(folder)
    unfinished = _Unfinished(folder)
    keeps_numbers = unfinished.is_this() or is_empty()
    if keeps_numbers:
        unfinished.note()
    restorer, outcome = Restorer(keeps_numbers=keeps_numbers, at=at), Outcome()
    for file in all_files():
        if not (folder / "data" / f"{file.name}.jsonl").exists():
            continue  # from a site without a desk
        if file.quotes_numbers and not keeps_numbers:
            outcome.left.append(file.name)
            continue
        brought = known = 0
        for one in _restore_file(restorer, folder, file, bag.entries):
            brought, known = brought + one.brought, known + one.known
            for clash in one.clashes:
                complain(clash)
            progress(file.name, brought + known)
        outcome.brought[file.name], outcome.known[file.name] = brought, known
    known_files = {f"{file.name}.jsonl" for file in all_files()}
    outcome.left += sorted(path.stem for path in (folder / "data").glob("*.jsonl") if path.name not in known_files)
    restorer.finish()
    unfinished.forget()
    return outcome


def is_empty() -> bool:
    """Whether the site holds nothing yet that a bag could hold."""
    return not any(file.rows().exists() for file in all_files())


def _restore_file(restorer: Restorer, folder: Path, file: Part, hashes: Hashes) -> Iterator[Restored]:
    if file.model is Entity:
        yield restorer.restore_authority(file, _read(folder, file), again=_read(folder, file))
        return
    for rows in _read(folder, file):
        if file.model is Original:
            for row in rows:
                _keep(folder, row, hashes)
        yield restorer.restore(file, rows)


def _keep(folder: Path, row: dict[str, Any], hashes: Hashes) -> None:
    """The bytes of an original. That they have the hash of the manifest has been seen to; here, that it is this one."""
    name = storage_name(row["sha256"])
    if hashes.get(f"data/originals/{name}", {}).get("sha256") != row["sha256"]:
        raise Unfit(f"The original {name} is not in the bag, or is another file under its name: export it again.")
    with (folder / "data" / "originals" / name).open("rb") as stored:
        keep_bytes(content=File(stored), sha256=row["sha256"], size=row["size"])


def _read(folder: Path, file: Part) -> Iterator[list[dict[str, Any]]]:
    """The rows of a file, a batch at a time."""
    rows: list[dict[str, Any]] = []
    with (folder / "data" / f"{file.name}.jsonl").open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise Unfit(f"Line {number} of {file.name}.jsonl is no JSON ({error}): export it again.") from error
            rows.append(row)
            if len(rows) == BATCH:
                yield rows
                rows = []
    if rows:
        yield rows


class _Unfinished:
    """A note in DATELINE_HOME that this bag is being brought into a site that was empty, until all of it is there."""

    def __init__(self, folder: Path) -> None:
        self._path = Path(settings.DATELINE_HOME) / "bringing-back.txt"
        self._bag = sha256((folder / "manifest-sha256.txt").read_bytes()).hexdigest()

    def is_this(self) -> bool:
        """Whether it was this bag. Refused if it was another: half of it is here."""
        try:
            other = self._path.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return False
        if other != self._bag:
            if is_empty():
                return False
            raise Refused("Another bag has been brought back in part: import that one again first.")
        return True

    def note(self) -> None:
        self._path.write_text(self._bag + "\n", encoding="utf-8")

    def forget(self) -> None:
        with suppress(FileNotFoundError):
            self._path.unlink()
