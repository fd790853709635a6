"""11,000 real Reuters stories: imported with names read, stored, indexed and published; then searched.

    python -m bench.import_and_search

The import is the command itself, in a process of its own: `manage.py import_files … --publish`. Aims: 1,000 stories a
second on two cores; under 500 MB; a search page in under 3 times the bare engine query plus one database fetch of its
hits. Beside it stands what no import can pass: `bench.bare_import`.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.archive import use_archive
from bench.bare_import import measure_bare_import
from bench.data import find_data
from bench.measured_page import measure_pages
from bench.timing import console, judge, make_table

AIM = 1_000.0
AIM_MEMORY = 500.0
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Import:
    """What one import took."""

    stories: int
    outcomes: dict[str, int]
    seconds: float
    busy: float  # seconds of processor, all processes together
    peak_mb: float  # of the command and the processes that it started, together


def main() -> None:
    """Import, weigh, search."""
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        home = Path(folder)
        done = import_reuters(home)
        table = make_table("Import of Reuters-21578", "", "")
        for name, count in done.outcomes.items():
            table.add_row(name, f"{count:,}")
        table.add_row("seconds", f"{done.seconds:,.1f}")
        table.add_row(f"stories a second, aim ≥ {AIM:g}", judge(done.stories / done.seconds, AIM, at_least=True))
        table.add_row("seconds of processor, all processes", f"{done.busy:,.1f}")
        table.add_row(f"peak MB, all processes, aim < {AIM_MEMORY:g}", judge(done.peak_mb, AIM_MEMORY, decimals=0))
        for name in ("public", "desk"):
            size = _weigh(home / "index" / name)
            table.add_row(f"index {name}", f"{size / 1e6:.1f} MB, {size / done.stories:,.0f} bytes a story")
        table.add_row("database", f"{sum(map(_weigh, home.glob('*.sqlite3*'))) / 1e6:.1f} MB")
        table.add_row("originals", f"{_weigh(home / 'originals') / 1e6:.1f} MB")
        use_archive(home)
        bare = measure_bare_import(home)
        limit = done.stories / max(bare.inserting, bare.indexing)
        table.add_row("seconds of processor, rows inserted alone", f"{bare.inserting:,.1f}")
        table.add_row("seconds of processor, documents indexed alone", f"{bare.indexing:,.1f}")
        table.add_row("the limit: stories a second, both at once", f"{limit:,.0f}")
        console.print(table)
        measure_pages(home, size=done.stories)


def import_reuters(home: Path) -> Import:
    """Run the commands over an empty archive in `home`."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SEARCH_URL")}
    environment |= {"DATELINE_HOME": str(home)}
    manage = [sys.executable, str(ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], env=environment, check=True)
    folder = find_data() / "wire" / "reuters-21578"
    command = [*manage, "import_files", str(folder), "--publish", "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watcher = _Watcher(process.pid)
    watcher.start()
    last = ""
    assert process.stdout is not None
    for line in process.stdout:
        last = line
    process.wait()
    seconds = time.perf_counter() - began
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode:
        raise SystemExit(f"import_files ended with {process.returncode}.")
    summary = {name: count for name, count in json.loads(last)["summary"].items() if name not in ("seconds", "total")}
    return Import(sum(summary.values()), summary, seconds, busy, watcher.peak / 1e6)


class _Watcher(threading.Thread):
    """Looks twice a second how much memory a process and its children hold, shared pages counted once a process."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0

    def run(self) -> None:
        while (now := _resident(self.pid)) is not None:
            self.peak = max(self.peak, now)
            time.sleep(0.5)  # looking is not free: the kernel walks every page


def _resident(pid: int) -> int | None:
    """Bytes of a process and its children that are in memory (proportional share); None when it has ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        own = next(int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:"))
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (OSError, StopIteration):
        return None
    return own + sum(_resident(int(child)) or 0 for child in children)


def _weigh(path: Path) -> int:
    return (
        path.stat().st_size
        if path.is_file()
        else sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    )


if __name__ == "__main__":
    main()
