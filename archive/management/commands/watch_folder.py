"""manage.py watch_folder: take in what an agency delivers into a folder, for as long as it runs."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from archive.ingest.folder import FolderWatcher
from archive.management.indexed import index_what_came
from archive.management.watching import keep_looking
from archive.models import Source


class Command(BaseCommand):
    help = (
        "Take in files as they arrive whole in DIR, and move them to DIR/done or, with the reason beside them, to"
        " DIR/failed. Kill it anywhere and start it again; several may watch one folder. Ctrl-C ends it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--source", required=True, metavar="CODE", help="the source that delivers there")
        parser.add_argument("--publish", action="store_true", help="publish what raises no question")
        parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="pause between looks")
        parser.add_argument("--once", action="store_true", help="two looks, then end: for a timer")

    def handle(
        self, *args: Any, folder: Path, source: str, publish: bool, every: float, once: bool, **options: Any
    ) -> None:
        if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise CommandError(f"{folder} is not a folder that can be read and written: check the path.", returncode=2)
        if not Source.objects.filter(code=source).exists():
            raise CommandError(f"There is no source {source!r}: make it at the desk first.", returncode=2)
        watcher = FolderWatcher(folder.resolve(), source=source, is_published=publish, complain=self.stderr.write)
        look = partial(self._look, watcher)
        if not once:
            keep_looking(look, every=every, complain=self.stderr)
            return
        try:
            look()
            time.sleep(every)
            look()
        except (OSError, OperationalError) as error:
            raise CommandError(f"{error}. Nothing is lost: run it again when that is mended.") from error

    def _look(self, watcher: FolderWatcher) -> None:
        if ended := watcher.look():
            self.stdout.write(f"{ended} files taken in")
            index_what_came(complain=self.stderr.write)
