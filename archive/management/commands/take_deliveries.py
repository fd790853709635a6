"""manage.py take_deliveries: take in what was pushed or uploaded and waits, once or for as long as it runs."""

from __future__ import annotations

import time
from typing import Final

from django.utils import timezone

from archive.actions import forget_uploads
from archive.management.indexed import index_what_came
from archive.management.watching import LookingCommand
from archive.models import Delivery, Upload

CLEARS_EVERY: Final = 3600.0  # seconds between two looks at what may be forgotten


class Command(LookingCommand):
    help = (
        "Take in what was sent to /ingest/ and was too large to be read at once, or was left by a process that died;"
        " make the plans of uploads at the desk, and carry out those that were approved."
        " Once, for a timer; with --watch until Ctrl-C or SIGTERM. Several at a time do no harm."
    )
    pause = 2.0
    _cleared: float | None = None

    def look(self) -> None:
        """See `help`."""
        at = timezone.now()
        if self._cleared is None or time.monotonic() - self._cleared > CLEARS_EVERY:
            self._cleared = time.monotonic()
            forget_uploads(at=at)
        uploads, deliveries = Upload.objects.waiting(at).exists(), Delivery.objects.waiting(at).exists()
        if not (uploads or deliveries):
            return
        # An idle worker does without the readers' tables.
        from archive.ingest.pushed import take_in_waiting
        from archive.ingest.uploads import load_waiting, plan_waiting

        say = self.stderr.write
        planned = plan_waiting(complain=say) if uploads else 0  # first: somebody sits before the page
        taken = take_in_waiting(complain=say) if deliveries else 0
        loaded = load_waiting(complain=say) if uploads else 0
        for done, deed in ((planned, "uploads planned"), (taken, "deliveries taken in"), (loaded, "uploads taken in")):
            if done:
                self.stdout.write(f"{done} {deed}")
        if taken or loaded:
            index_what_came(complain=say)
