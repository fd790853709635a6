"""Run every measurement, or only those named: `python -m bench import_and_search quality`.

Those of SLOW only run when they are named. Each runs in a process of its own, so that none warms the caches or the
settings of another.
"""

import pkgutil
import subprocess
import sys
from pathlib import Path

import bench

MATERIAL = {
    "__main__",
    "archive",
    "bare",
    "data",
    "desk_pages",
    "desk_rows",
    "edits",
    "measured_page",
    "pouring",
    "timing",
}  # what measurements are made with

SLOW = {"desk", "large"}  # half an hour and more


def main() -> None:
    """Run the modules of this folder one after another."""
    there = sorted({module.name for module in pkgutil.iter_modules(bench.__path__)} - MATERIAL)
    wanted = sys.argv[1:]
    if unknown := set(wanted) - set(there):
        sys.exit(f"There is no measurement {', '.join(sorted(unknown))}. There are: {', '.join(there)}.")
    root = Path(__file__).resolve().parent.parent
    failed = []
    for name in wanted or sorted(set(there) - SLOW):
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=root, check=False).returncode:
            failed.append(name)
    if failed:
        sys.exit(f"Not measured: {', '.join(failed)}")


if __name__ == "__main__":
    main()
