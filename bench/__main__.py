"""Run every measurement, or only those named: `python -m bench import_files search`."""

import importlib
import pkgutil
import sys

import bench


def main() -> None:
    """Import the modules of this folder one after another and call their `main`."""
    names = sys.argv[1:] or sorted(module.name for module in pkgutil.iter_modules(bench.__path__))
    for name in names:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "main") and name != "__main__":
            print(f"== {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
            module.main()


if __name__ == "__main__":
    main()
