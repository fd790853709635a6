"""Imports that are killed one after the other, in children of a process that has everything loaded already.

    python -m tests.journeys.killed_imports KILLS FIRST FOLDER…

A child begins its import at once, so that a kill costs the time of the import and not that of starting Python. Prints
how many were killed before they had ended. Run by test_killed_anywhere.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from archive.ingest.parsing import parse_file  # noqa: E402
from archive.management.commands import import_files  # noqa: E402, F401  # loaded once, before the children
from archive.search.engines import tantivy  # noqa: E402, F401


def start_import(folder: str) -> int:
    """A child, in a group of its own, that imports the folder and says nothing."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        call_command("import_files", folder, publish=True)
    finally:
        os._exit(0)


def main(kills: int, first: str, folders: list[str]) -> int:
    """The kills that hit an import at work."""
    parse_file(Path(first))  # what reading loads, it loads here
    began = time.monotonic()
    os.waitpid(start_import(first), 0)
    alone, chance, hit = time.monotonic() - began, random.Random(19610412), 0
    for number in range(kills):
        child = start_import(folders[number % len(folders)])
        time.sleep(alone * chance.uniform(0.1, 2.0))
        os.kill(child, signal.SIGKILL)
        hit += os.WIFSIGNALED(os.waitpid(child, 0)[1])
    return hit


if __name__ == "__main__":
    sys.stdout.write(str(main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])))
