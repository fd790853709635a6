"""What to import: the files that a command line names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import CommandError

from archive.ingest.items import printable_path


def list_files(paths: Sequence[Path]) -> tuple[list[Path], list[OSError]]:
    """Every file, those in folders in the order of their names, hidden ones left alone; folders that are closed."""
    files: list[Path] = []
    closed: list[OSError] = []
    for path in paths:
        if path.is_dir():
            inside: list[Path] = []
            for folder, _, names in os.walk(path, onerror=closed.append):
                inside += [Path(folder, name) for name in names if not name.startswith(".")]
            files += sorted(file for file in inside if file.is_file())
        elif path.is_file():
            files.append(path)
        elif path.exists():
            raise CommandError(f"{path} is neither a file nor a folder: give it one of them.", returncode=2)
        else:
            raise CommandError(f"{path} does not exist: check the path.", returncode=2)
    return files, closed


def unopened(error: OSError) -> str:
    """What is said of a file that could not even be opened."""
    path = printable_path(Path(str(error.filename)))
    return f"{path}: cannot be read ({error.strerror}): check its permissions, then import it again."
