"""manage.py check_archive: database == index == originals, or a list of differences."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from archive import outbox
from archive.indexing.compare import find_differences


class Command(BaseCommand):
    help = "Compare database, indexes and kept originals. Exit 0: all agree; 1: the differences are listed."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if outbox.is_waiting(now):
            self.stderr.write("The outbox is not empty: run drain_outbox first, or some of this is only late.")
        count = 0
        for difference in find_differences(at=now):
            self.stdout.write(difference)
            count += 1
        if count:
            self.stderr.write(f"{count} differences. rebuild_index makes the indexes anew from the database.")
            raise SystemExit(1)
        self.stdout.write("Database, indexes and originals agree.")
