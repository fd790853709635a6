"""A disk that can be full, or refuse to be written, at a word: a small tmpfs, where one may be mounted."""

from __future__ import annotations

import gc
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import miss


class Disk:
    """A file system of its own, in memory, and what can happen to it."""

    def __init__(self, path: Path, size: int) -> None:
        self.path, self._size = path, size
        self._mount("tmpfs", "-t", "tmpfs", "-o", f"size={size}")

    def fill(self, *, spare: int = 0) -> None:
        """From now on it takes so many bytes and no more."""
        now = os.statvfs(self.path)
        self._mount("-o", f"remount,size={max(1, now.f_blocks - now.f_bfree) * now.f_frsize + spare}")

    def refuse(self) -> None:
        """From now on it takes nothing at all."""
        for _ in range(100):  # busy as long as somebody has a file open for writing: a merge of the index ends soon
            gc.collect()
            try:
                return self._mount("-o", "remount,ro")
            except subprocess.CalledProcessError:
                time.sleep(0.2)
        self._mount("-o", "remount,ro")

    def mend(self) -> None:
        """There is room again."""
        self._mount("-o", f"remount,rw,size={self._size}")

    def close(self) -> None:
        subprocess.run(["umount", "-l", str(self.path)], check=True)

    def _mount(self, *how: str) -> None:
        subprocess.run(["mount", *how, str(self.path)], check=True, capture_output=True)


@contextmanager
def make_small_disk(path: Path, *, size: int = 100_000_000) -> Iterator[Disk]:
    """At an empty folder, which is made; gone at the end."""
    path.mkdir(parents=True, exist_ok=True)
    try:
        disk = Disk(path, size)
    except (OSError, subprocess.CalledProcessError) as error:
        miss(f"a small disk cannot be mounted (it takes root, and the right to mount: {error})")
    try:
        yield disk
    finally:
        disk.close()
