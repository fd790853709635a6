"""manage.py take_deliveries: take in what was pushed and waits, once or for as long as it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from archive.management.indexed import index_what_came
from archive.management.watching import keep_looking
from archive.models import Delivery


class Command(BaseCommand):
    help = (
        "Take in what was sent to /ingest/ and was too large to be read at once, or was left by a process that died."
        " Once, for a timer; with --watch until Ctrl-C or SIGTERM. Several at a time do no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=2.0, metavar="SECONDS", help="pause between looks")

    def handle(self, *args: Any, watch: bool, every: float, **options: Any) -> None:
        if watch:
            keep_looking(self._look, every=every, complain=self.stderr)
        else:
            self._look()

    def _look(self) -> None:
        if not Delivery.objects.waiting(timezone.now()).exists():
            return
        from archive.ingest.pushed import take_in_waiting  # an idle worker does without the readers' tables

        if done := take_in_waiting(complain=self.stderr.write):
            self.stdout.write(f"{done} deliveries taken in")
            index_what_came(complain=self.stderr.write)
