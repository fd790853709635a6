"""A worker that looks again and again until it is told to stop."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable

from django.core.management.base import OutputWrapper
from django.db import OperationalError, close_old_connections

from archive.search.engine import SearchError


def keep_looking(look: Callable[[], None], *, every: float, complain: OutputWrapper, while_open: bool = False) -> None:
    """Call `look`, pause `every` seconds, and so on until SIGINT, SIGTERM or, `while_open`, the end of standard input.

    A look is never cut short. One that fails because the database restarts, the disk is full or the index is away is
    told to `complain` and tried again: what there is to do is in the database and safe.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if while_open:
        threading.Thread(target=_stop_at_end_of_input, args=[stop], daemon=True).start()
    while not stop.is_set():
        close_old_connections()
        try:
            look()
        except (SearchError, OSError, OperationalError) as error:
            complain.write(f"will try again: {error}")
        stop.wait(every)


def _stop_at_end_of_input(stop: threading.Event) -> None:
    sys.stdin.buffer.read()
    stop.set()
