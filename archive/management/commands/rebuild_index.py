"""manage.py rebuild_index: make the indexes anew from the database, beside those that answer."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress, TextColumn, TimeElapsedColumn

from archive.indexing.documents import INDEXES
from archive.indexing.drain import drain_outbox
from archive.indexing.rebuild import rebuild_index


class Command(BaseCommand):
    help = "Build both indexes anew from the database. The old ones answer until the new are whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--index", choices=INDEXES, help="only this one")

    def handle(self, *args: Any, index: str | None, **options: Any) -> None:
        console = Console(file=self.stderr)  # type: ignore[arg-type]  # it writes like a file
        for name in INDEXES:
            if index not in (None, name):
                continue
            began = time.monotonic()
            columns = (
                TextColumn("{task.description}"),
                TextColumn("{task.completed:,} stories"),
                TimeElapsedColumn(),
            )
            with Progress(*columns, console=console, transient=True) as progress:
                task = progress.add_task(f"{name} index")

                def show(number: int, progress: Progress = progress, task: Any = task) -> None:
                    progress.update(task, completed=number)

                count = rebuild_index(index=name, at=timezone.now(), progress=show)
            seconds = time.monotonic() - began
            self.stdout.write(f"{name} index: {count:,} stories in {seconds:.1f} s")
        drain_outbox()
