"""manage.py send_alerts: tell followers of new stories, once or for as long as it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from archive.actions.follow_search import forget_unconfirmed
from archive.alerts.send import send_alerts
from archive.management.watching import keep_looking


class Command(BaseCommand):
    help = (
        "Mail those who follow a search what is new, and forget addresses that nobody confirmed."
        " Once, for a timer; with --watch until Ctrl-C or SIGTERM."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on until stopped")
        parser.add_argument("--every", type=float, default=15.0, metavar="SECONDS", help="pause between looks")

    def handle(self, *args: Any, watch: bool, every: float, **options: Any) -> None:
        if watch:
            keep_looking(self._look, every=every, complain=self.stderr)
        else:
            self._look()

    def _look(self) -> None:
        at = timezone.now()
        forgotten = forget_unconfirmed(at=at)
        if (sent := send_alerts(at=at)) or forgotten:
            self.stdout.write(f"{sent} mails sent, {forgotten} unconfirmed addresses forgotten")
