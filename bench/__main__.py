"""Run every measurement, or only those named: `python -m bench import_files search`."""

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    """Import the modules of this folder one after another and call their `main`."""
    there = sorted({module.name for module in pkgutil.iter_modules(bench.__path__)} - {"__main__"})
    wanted = sys.argv[1:]
    if unknown := set(wanted) - set(there):
        sys.exit(f"There is no measurement {', '.join(sorted(unknown))}. There are: {', '.join(there)}.")
    for name in wanted or there:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "main"):  # the others, such as the corpus, are what measurements are made with
            print(f"== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
            module.main()


if __name__ == "__main__":
    main()
