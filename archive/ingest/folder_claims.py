"""Claims on the files of a folder into which an agency delivers: each file is one worker's, whatever dies when.

A file is claimed by one rename into `.claimed/<claim>/`, under the path that it had; a rename has one winner. A worker
holds a lock on `.claimed/<claim>.lock` as long as it lives; the kernel lets go of it however the process ends, so that
a claim whose lock can be had belongs to nobody and is taken up. The lock is there before its folder and goes after it,
and no claim's name is ever used again. Works on a disk of the machine itself; a network disk must pass on `flock`.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import uuid4

CLAIMED: Final = ".claimed"
DONE: Final = "done"
FAILED: Final = "failed"
OURS: Final = (CLAIMED, DONE, FAILED)
# A disk without links; or a file of the FTP server's, which Linux lets nobody else link (fs.protected_hardlinks).
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK)
_OPEN: Final = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Seen:
    """What tells whether a file has stood still: it is the same file, as long and as old as before."""

    inode: int
    size: int
    changed_ns: int


def seen(found: os.stat_result) -> Seen:
    """The file as it is now."""
    return Seen(found.st_ino, found.st_size, found.st_mtime_ns)


@dataclass(slots=True)
class Claim:
    """One worker's hold on files, which lie in `folder` under the paths that they had in the watched one."""

    root: Path
    name: str
    lock: int
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.root / CLAIMED / self.name

    def take(self, path: Path, *, name: str, within: int, as_seen: Seen) -> bool:
        """Claim the file `name` of the open folder `within`, which is `path` from the root.

        False when another worker was quicker, or when it is no longer the file that was seen: then it is put back.
        """
        to = self.folder / path
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            os.rename(name, to, src_dir_fd=within)
        except FileNotFoundError:
            return False
        now = to.lstat()
        if stat.S_ISREG(now.st_mode) and seen(now) == as_seen:
            return True
        with suppress(FileExistsError):  # something new has its name already: then this one is claimed after all
            give_name(to, name, within=within)
            to.unlink(missing_ok=True)
            return False
        return stat.S_ISREG(now.st_mode)

    def files(self) -> list[Path]:
        """What is claimed, as paths from the root, in order. What is no file is left where it is."""
        found = []
        for folder, _, names in os.walk(self.folder):
            found += [Path(folder, name) for name in names]
        return sorted(path.relative_to(self.folder) for path in found if stat.S_ISREG(path.lstat().st_mode))

    def let_go(self) -> None:
        """End the claim; what could not be finished stays claimed by nobody, for the next look of any worker."""
        for folder, _, _ in os.walk(self.folder, topdown=False):
            with suppress(OSError):
                os.rmdir(folder)
        if not self.folder.exists():
            with suppress(FileNotFoundError):
                os.unlink(_lock_of(self.folder))
        os.close(self.lock)


def open_claim(root: Path) -> Claim:
    """A new claim, empty, held until `let_go` or the end of the process."""
    (root / CLAIMED).mkdir(exist_ok=True, mode=0o700)
    while True:
        name = uuid4().hex
        folder = root / CLAIMED / name
        lock = os.open(_lock_of(folder), _OPEN, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_lock_of(lock, folder):
            break
        os.close(lock)  # before we held it, another took it for one that the dead have left
    claim = Claim(root, name, lock)
    claim.folder.mkdir(mode=0o700)
    return claim


def claims_of_the_dead(root: Path) -> Iterator[Claim]:
    """The claims that nobody holds, each held by us from here on. Locks that have lost their folder go."""
    claimed = root / CLAIMED
    for path in sorted(claimed.iterdir()) if claimed.is_dir() else ():
        if path.suffix == ".lock":
            _clear_away(path)
        elif not path.is_symlink() and path.is_dir():
            lock = _lock_if_free(path, flags=_OPEN)
            if lock is not None:
                yield Claim(root, path.name, lock)


def _clear_away(path: Path) -> None:
    """Remove a lock whose worker died before there was a folder, or after it was gone."""
    folder = path.with_suffix("")
    if folder.exists() or path.is_symlink():
        return
    try:
        lock = _lock_if_free(folder, flags=_OPEN & ~os.O_CREAT)
    except OSError:  # gone, or nothing of ours
        return
    if lock is None:
        return
    if not folder.exists():
        with suppress(OSError):
            path.unlink()
    os.close(lock)


def _lock_if_free(folder: Path, *, flags: int) -> int | None:
    """The lock of a claim, held by us; None when it is another's, or was removed meanwhile."""
    lock = os.open(_lock_of(folder), flags, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pass
    else:
        if _is_lock_of(lock, folder):
            return lock
    os.close(lock)
    return None


def _is_lock_of(lock: int, folder: Path) -> bool:
    """Whether the open file is still the one of that name: a lock on a file that was removed keeps nobody out."""
    try:
        return os.path.samestat(os.fstat(lock), _lock_of(folder).lstat())
    except FileNotFoundError:
        return False


def give_name(
    source: Path, name: str | Path, *, within: int | None = None, prepare: Callable[[], object] = lambda: None
) -> None:
    """Let the file have this name too; where a disk or its rules allow no second name, only this one.

    FileExistsError when there is something of that name. `prepare` is called once the name is ours, before the other
    may be gone.
    """
    try:
        os.link(source, name, dst_dir_fd=within, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600, dir_fd=within))  # hold the name
        prepare()
        os.replace(source, name, dst_dir_fd=within)
    else:
        prepare()


def check_folders(root: Path) -> None:
    """Raise OSError when one of our own folders is something else: what is moved there would end elsewhere."""
    for name in OURS:
        path = root / name
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            raise NotADirectoryError(f"{path} is not a folder, but Dateline keeps files there: move it away.")


def _lock_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.lock")
