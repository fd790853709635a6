"""Where a delivered file ends: `done/`, or `failed/` with the reason beside it. Nothing is ever overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final
from uuid import uuid4

from .folder_claims import DONE, FAILED, Claim, give_name

REASON: Final = ".reason.txt"
_LONGEST: Final = 255 - len(REASON) - 8  # bytes of a name, so that ours find room beside it


def end_file(claim: Claim, path: Path, *, reasons: Sequence[str] = ()) -> Path:
    """Move a claimed file to where it ends, and say why if it failed; the place.

    Killed anywhere and done again, it ends there once: the new name is made first, and while both names are of one
    file, the second attempt knows it by that.
    """
    source = claim.folder / path
    folder = claim.root / (FAILED if reasons else DONE) / path.parent
    folder.mkdir(parents=True, exist_ok=True)
    for place in _places(folder, path.name):
        if not _is_free(source, place) or (reasons and not _may_have_reason(source, place)):
            continue
        tell = partial(_write_reason, place, reasons)
        try:
            if place.exists():  # made by the attempt that was cut short
                tell()
            else:
                give_name(source, place, prepare=tell)
        except FileExistsError:
            continue
        source.unlink(missing_ok=True)
        return place
    raise AssertionError("there is always another name")


def _places(folder: Path, name: str) -> Iterator[Path]:
    """`story.xml`, `story~2.xml`, `story~3.xml`…"""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(os.fsencode(suffix)) > 20:
        stem, dot, suffix = name, "", ""
    room = _LONGEST - len(os.fsencode(dot + suffix))
    short = os.fsdecode(os.fsencode(stem)[:room])
    yield folder / f"{short}{dot}{suffix}"
    for number in count(2):
        yield folder / f"{short}~{number}{dot}{suffix}"


def _is_free(source: Path, place: Path) -> bool:
    """Whether there is nothing of that name, or this very file, from an attempt that was cut short."""
    try:
        return place.samefile(source) and not place.is_symlink()
    except FileNotFoundError:
        return not place.is_symlink()


def _may_have_reason(source: Path, place: Path) -> bool:
    return not os.path.lexists(f"{place}{REASON}") or (place.exists() and place.samefile(source))


def _write_reason(place: Path, reasons: Sequence[str]) -> None:
    """Whole or not at all; nothing for what is done."""
    if not reasons:
        return
    draft = place.parent / f".{uuid4().hex}.tmp"
    try:
        draft.write_text("\n".join(reasons) + "\n", encoding="utf-8")
        os.replace(draft, f"{place}{REASON}")
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
