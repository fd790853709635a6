"""manage.py rebuild_index: make the indexes anew from the database, beside those that answer."""

from __future__ import annotations

import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from archive.indexing.documents import INDEXES
from archive.indexing.drain import drain_outbox
from archive.indexing.rebuild import rebuild_indexes
from archive.ingest.collecting import collecting_rarely
from archive.search.engine import SearchError

INTERRUPTED = 130  # what a shell expects of a command that was stopped


class Command(BaseCommand):
    help = (
        "Build both indexes anew from the database. The old ones answer until the new are whole; stop it whenever you"
        " like. Exit 0: rebuilt; 1: it could not be, and why; 130: it was interrupted, the old index answers as before."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--index", choices=INDEXES, help="only this one")
        parser.add_argument(
            "--processes", type=int, metavar="N", help="how many share the work (default: one a core, at most 8)"
        )

    def handle(self, *args: Any, index: str | None, processes: int | None, **options: Any) -> None:
        if processes is not None and processes < 1:
            raise CommandError("--processes must be 1 or more.")
        wanted = [name for name in INDEXES if index in (None, name)]
        began = time.monotonic()
        try:
            with _leaving_on_sigterm(), collecting_rarely(), self._showing() as progress:
                task = progress.add_task("reading stories", total=None, rate="")

                def show(done: int, total: int) -> None:
                    if done >= total:  # merging, catching up with what was written meanwhile
                        progress.update(task, completed=done, total=total, description="putting together", rate="")
                        return
                    rate = done / (time.monotonic() - began)
                    progress.update(task, completed=done, total=total, rate=f"{rate:,.0f} a second")

                rebuilt = rebuild_indexes(indexes=wanted, at=timezone.now(), progress=show, hands=processes)
        except SearchError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"The index could not be rebuilt ({error}). The old one answers as before; look at the disk."
            ) from error
        except KeyboardInterrupt:
            self.stderr.write("Interrupted. The old index answers as before; run rebuild_index again when you like.")
            sys.exit(INTERRUPTED)
        seconds = time.monotonic() - began
        for name in wanted:
            self.stdout.write(f"{name} index: {rebuilt.documents[name]:,} stories")
        self.stdout.write(
            f"{rebuilt.stories:,} stories read in {seconds:.1f} s, {rebuilt.stories / seconds:,.0f} a second"
        )
        drain_outbox()

    def _showing(self) -> Progress:
        """On a terminal: how far, how fast, how long still. Elsewhere nothing."""
        console = Console(file=self.stderr)  # type: ignore[arg-type]  # it writes like a file
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not sys.stderr.isatty(),
        )


@contextmanager
def _leaving_on_sigterm() -> Iterator[None]:
    """For its time SIGTERM is what Ctrl-C is: an orderly retreat."""

    def leave(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
