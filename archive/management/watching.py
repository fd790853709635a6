"""A worker that looks again and again until it is told to stop."""

from __future__ import annotations

import signal
import sys
import threading
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, OutputWrapper
from django.db import OperationalError, close_old_connections

from archive.search.engine import SearchError


class LookingCommand(BaseCommand):
    """A command that looks for work once, or with --watch again and again; a subclass says what a look is."""

    pause: float  # seconds between looks, unless the caller says otherwise

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=self.pause, metavar="SECONDS", help="pause between looks")

    def handle(self, *args: Any, watch: bool, every: float, **options: Any) -> None:
        if watch:
            keep_looking(self.look, every=every, complain=self.stderr)
        else:
            self.look()

    def look(self) -> None:
        """Do what there is to do."""
        raise NotImplementedError


def keep_looking(look: Callable[[], None], *, every: float, complain: OutputWrapper) -> None:
    """Call `look`, pause `every` seconds, and so on until SIGINT or SIGTERM. A look is never cut short."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.is_set():
        look_once(look, complain=complain)
        stop.wait(every)


def look_at_each_line(look: Callable[[], None], *, complain: OutputWrapper) -> None:
    """Call `look` once for each line of the standard input, until that is closed: by our parent, or by its death."""
    for _ in sys.stdin:
        look_once(look, complain=complain)


def look_once(look: Callable[[], None], *, complain: OutputWrapper) -> None:
    """One that fails because the database restarts, the disk is full or the index is away is told to `complain`, to be
    tried again: what there is to do is in the database and safe.
    """
    close_old_connections()
    try:
        look()
    except (SearchError, OSError, OperationalError) as error:
        complain.write(f"will try again: {error}")
