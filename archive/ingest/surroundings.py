"""Surroundings: what lies beside an item in its delivery, whichever way that came.

A file is taken only from the folder of its item or below (on disk, or in the innermost archive that holds it), and only
under a name that says it is a medium: an item that names any other file of the machine gets none.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final

from archive.ingest.containers import MAX_NESTED_BYTES, MEMBER

from .long_files import name_without_part
from .shelves import Shelf, open_shelf

MAX_MEDIUM_BYTES: Final = 100_000_000
_TAKEN: Final = ("image/", "video/", "audio/", "application/pdf")
_OPEN: Final = 4  # archives that stay open: a delivery has a picture a story, and to list its files takes long


class Surroundings:
    """What lies beside the items of one run."""

    def __init__(
        self, locate: Callable[[str], Path | bytes | None] = lambda _: None, *, is_folder_ours: bool = False
    ) -> None:
        """`locate`: where what came under that path lies: a file on disk, or its bytes; None when nothing did.
        `is_folder_ours`: whether what lies beside such a file on disk came with it."""
        self._locate, self._is_folder_ours = locate, is_folder_ours
        self._shelves: dict[tuple[str, ...], Shelf] = {}

    def find(self, href: str, *, item: str) -> Path | bytes | None:
        """The file that `href` names beside the item that came under this path, `a.zip!/b.zip!/story.xml`, or below it;
        None for addresses and for everything that is not there. OSError when the archive is gone."""
        name = _name_of_file(href)
        steps = name_without_part(item).split(MEMBER)
        for depth in range(1, len(steps) + 1):
            outer = MEMBER.join(steps[:depth])
            found = self._locate(outer) if name is not None else None
            if found is None or (isinstance(found, Path) and not found.is_file()):
                continue  # a folder may be called `a!`
            assert name is not None
            if depth < len(steps):
                return self._find_packed(name, outer, found, steps[depth:])
            return _find_beside(name, found) if self._is_folder_ours and isinstance(found, Path) else None
        return None

    def _find_packed(self, name: str, outer: str, found: Path | bytes, inside: list[str]) -> bytes | None:
        *archives, item = inside
        folder = str(PurePosixPath(item).parent)
        wanted = normpath(f"{folder}/{name}").removeprefix("./")
        is_below = (folder == "." or wanted.startswith(f"{folder}/")) and not wanted.startswith(("../", "/"))
        shelf = self._open(found, (outer, *archives)) if is_below else None
        return shelf.read(wanted, most=MAX_MEDIUM_BYTES) if shelf is not None else None

    def _open(self, found: Path | bytes, way: tuple[str, ...]) -> Shelf | None:
        """The archive at the end of the way from `found` through those around it."""
        shelf = self._shelves.pop(way, None)
        if shelf is None and len(way) > 1:
            around = self._open(found, way[:-1])
            data = around.read(way[-1], most=MAX_NESTED_BYTES) if around is not None else None
            shelf = open_shelf(data) if data is not None else None
        elif shelf is None:
            shelf = (
                open_shelf(found) if isinstance(found, bytes) else Shelf(found.open("rb"), size=found.stat().st_size)
            )
        if shelf is not None:
            self._shelves[way] = shelf  # as the last
            while len(self._shelves) > _OPEN:
                self._shelves.pop(next(iter(self._shelves))).close()
        return shelf


def _name_of_file(href: str) -> str | None:
    """The name of a medium that lies beside; None for addresses and everything else."""
    name = href.removeprefix("file:///./").removeprefix("./").strip()
    guessed = mimetypes.guess_type(name)[0] or ""
    if not name or ":" in name or "\\" in name or "\x00" in name or not guessed.startswith(_TAKEN):
        return None
    return name


def _find_beside(name: str, item: Path) -> Path | None:
    folder = item.parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not path.is_file() or path.stat().st_size > MAX_MEDIUM_BYTES:
        return None
    return path
