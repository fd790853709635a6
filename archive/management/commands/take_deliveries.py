"""manage.py take_deliveries: take in what was pushed and waits, once or for as long as it runs."""

from __future__ import annotations

from django.utils import timezone

from archive.management.indexed import index_what_came
from archive.management.watching import LookingCommand
from archive.models import Delivery


class Command(LookingCommand):
    help = (
        "Take in what was sent to /ingest/ and was too large to be read at once, or was left by a process that died."
        " Once, for a timer; with --watch until Ctrl-C or SIGTERM. Several at a time do no harm."
    )
    pause = 2.0

    def look(self) -> None:
        """See `help`."""
        if not Delivery.objects.waiting(timezone.now()).exists():
            return
        from archive.ingest.pushed import take_in_waiting  # an idle worker does without the readers' tables

        if done := take_in_waiting(complain=self.stderr.write):
            self.stdout.write(f"{done} deliveries taken in")
            index_what_came(complain=self.stderr.write)
