"""manage.py check_archive: database == index == originals, or a list of differences; with --repair it mends them."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from archive import outbox
from archive.indexing.compare import find_differences
from archive.indexing.repair import repair_differences
from archive.search.engine import SearchError


class Command(BaseCommand):
    help = (
        "Compare database, indexes, outbox and kept originals. Exit 0: all agree, or --repair has mended what did not;"
        " 1: differences remain, each is listed; 2: wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend every difference that a machine can mend")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        try:
            remaining, mended = self._repair() if repair else (self._compare(), 0)
        except SearchError as error:
            raise CommandError(str(error)) from error
        if mended:
            self.stdout.write(f"{mended:,} differences were mended.")
        if remaining:
            advice = "A machine cannot mend these." if repair else "check_archive --repair mends what a machine can."
            self.stderr.write(f"{remaining:,} differences. {advice}")
            sys.exit(1)
        self.stdout.write("Database, indexes and originals agree.")

    def _compare(self) -> int:
        now = timezone.now()
        if outbox.is_waiting(now):
            self.stderr.write("The outbox is not empty: run drain_outbox first, or some of this is only late.")
        count = 0
        for count, difference in enumerate(find_differences(at=now), start=1):  # noqa: B007  # counted
            self.stdout.write(str(difference))
        return count

    def _repair(self) -> tuple[int, int]:
        remaining = mended = 0
        for difference in repair_differences(at=timezone.now()):
            if difference.mend == "person":
                remaining += 1
                self.stdout.write(str(difference))
            else:
                mended += 1
                self.stdout.write(f"{difference} - mended")
        return remaining, mended
