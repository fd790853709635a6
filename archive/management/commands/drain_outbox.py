"""manage.py drain_outbox: bring both indexes up to date, once or for as long as it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from archive.indexing.drain import drain_outbox
from archive.indexing.statistics import refresh_statistics
from archive.ingest.collecting import collecting_rarely
from archive.management.watching import keep_looking, look_at_each_line
from archive.search.engine import SearchError


class Command(BaseCommand):
    requires_system_checks = (Tags.database,)  # the others are of addresses and templates, and take a second
    help = (
        "Index what has changed. With --watch it goes on, so that embargoes lift and rights expire on time;"
        " stop it with Ctrl-C or SIGTERM."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=1.0, metavar="SECONDS", help="pause between looks")
        parser.add_argument("--on-input", action="store_true", help="once a line of the standard input, until it ends")

    def handle(self, *args: Any, watch: bool, every: float, on_input: bool, **options: Any) -> None:
        with collecting_rarely():
            if watch:
                refresh_statistics()  # an archive that grew by single stories has none yet
                keep_looking(self._look, every=every, complain=self.stderr)
                return
            if on_input:
                look_at_each_line(self._look, complain=self.stderr)
                return
            try:
                self.stdout.write(f"{drain_outbox()} outbox rows settled")
            except SearchError as error:
                raise CommandError(f"{error} The outbox keeps what is missing.") from error

    def _look(self) -> None:
        if settled := drain_outbox():
            self.stdout.write(f"{settled} outbox rows settled")
