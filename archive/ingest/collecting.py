"""Looking for rubbish rarely, while hundreds of thousands of objects are made that all live until they are stored.

Python by itself looks through them every 700 new ones, which takes a third of the time of an import.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

RARELY: Final = (100_000, 20, 20)


def collect_rarely() -> None:
    """From now on, in a process that does nothing else."""
    gc.set_threshold(*RARELY)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """For the time of a bulk write."""
    before = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)
