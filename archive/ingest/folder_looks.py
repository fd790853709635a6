"""Looks at a folder into which an agency delivers: which files have arrived whole.

A file is whole when two looks in a row have found it unchanged. Links are not followed, neither to files nor to
folders, and a folder that is exchanged for a link between two system calls leads nowhere: every step is taken from a
folder that is held open.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from .folder_claims import OURS, Claim, Seen, seen

MOST: Final = 500  # files claimed at a look, so that several workers share what has piled up
EMPTY_FOR: Final = 600  # seconds after which an empty file is no longer the beginning of one
# What programs that send files call them until they are whole.
_PARTIAL: Final = re.compile(r"^\.|~$|\.(part|partial|filepart|tmp|temp|crdownload|writing)$", re.IGNORECASE)


class Looker:
    """What one worker saw at its last look."""

    def __init__(self, root: Path, *, complain: Callable[[str], object]) -> None:
        self.root, self._complain = root, complain
        self._before: dict[Path, Seen] = {}

    def look(self, claim: Claim) -> int:
        """Claim the files that are as they were at the last look; how many. OSError when the folder is away."""
        now: dict[Path, Seen] = {}
        taken = 0
        os.close(os.open(self.root, os.O_RDONLY | os.O_DIRECTORY))
        for folder, folders, names, within in os.fwalk(self.root, onerror=self._say, follow_symlinks=False):
            place = Path(folder).relative_to(self.root)
            is_top = place == Path()
            folders[:] = sorted(name for name in folders if name[0] != "." and not (is_top and name in OURS))
            for name in sorted(name for name in names if not is_partial(name)):
                path = place / name
                try:
                    found = os.stat(name, dir_fd=within, follow_symlinks=False)
                except FileNotFoundError:
                    continue
                if not stat.S_ISREG(found.st_mode) or _may_begin(found):
                    continue
                file = seen(found)
                if self._before.get(path) == file and taken < MOST:
                    taken += claim.take(path, name=name, within=within, as_seen=file)
                else:
                    now[path] = file
        self._before = now
        return taken

    def _say(self, error: OSError) -> None:
        self._complain(f"cannot be looked into: {error}")


def is_partial(name: str) -> bool:
    """Whether the name says that the file is hidden, or not whole yet."""
    return _PARTIAL.search(name) is not None


def _may_begin(found: os.stat_result) -> bool:
    return found.st_size == 0 and time.time() - found.st_mtime < EMPTY_FOR
