"""manage.py fetch_feeds: ask the feeds that are due for news, once or for as long as it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from archive.management.indexed import index_what_came
from archive.management.watching import keep_looking
from archive.models import Feed


class Command(BaseCommand):
    help = (
        "Ask the feeds that are due, and take in what is new. Once, for a timer; with --watch until Ctrl-C or SIGTERM."
        " Several at a time do no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=5.0, metavar="SECONDS", help="pause between looks")

    def handle(self, *args: Any, watch: bool, every: float, **options: Any) -> None:
        if watch:
            keep_looking(self._look, every=every, complain=self.stderr)
        else:
            self._look()

    def _look(self) -> None:
        if not Feed.objects.due(timezone.now()).exists():
            return
        from archive.ingest.feeds import fetch_due  # an idle worker does without the readers' tables

        if stories := fetch_due(complain=self.stderr.write):
            self.stdout.write(f"{stories} stories came in")
            index_what_came(complain=self.stderr.write)
