"""A PostgreSQL of our own in a folder that is thrown away."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# A machine of its own would be set up like this; the data is nobody's, so nothing waits for the disk.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "shared_buffers": "2GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "6GB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}


@contextmanager
def start_postgres() -> Iterator[str]:
    """The address of a fresh cluster's database `postgres`; stopped and gone afterwards. Runs as a user not root."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise SystemExit("PostgreSQL is not installed: sudo apt-get install postgresql")
    binaries = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-", dir="/tmp"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    port = _find_port()
    options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
    try:
        _run(
            [binaries / "initdb", "-D", folder / "data", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        )
        _run(
            [binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "start",
             "-o", f"-p {port} -c unix_socket_directories={folder} {options}"]
        )  # fmt: skip
        yield f"postgres://bench@127.0.0.1:{port}/postgres"
    finally:
        _run([binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], is_needed=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: Sequence[str | Path], *, is_needed: bool = True) -> None:
    """As PostgreSQL's own user when we are root, for which it refuses to work."""
    before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*before, *map(str, command)], cwd="/", check=is_needed, stdout=subprocess.DEVNULL)


def _find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
