"""manage.py fetch_feeds: ask the feeds that are due for news, once or for as long as it runs."""

from __future__ import annotations

from django.utils import timezone

from archive.management.indexed import index_what_came
from archive.management.watching import LookingCommand
from archive.models import Feed


class Command(LookingCommand):
    help = (
        "Ask the feeds that are due, and take in what is new. Once, for a timer; with --watch until Ctrl-C or SIGTERM."
        " Several at a time do no harm."
    )
    pause = 5.0

    def look(self) -> None:
        """See `help`."""
        if not Feed.objects.due(timezone.now()).exists():
            return
        from archive.ingest.feeds import fetch_due  # an idle worker does without the readers' tables

        if stories := fetch_due(complain=self.stderr.write):
            self.stdout.write(f"{stories} stories came in")
            index_what_came(complain=self.stderr.write)
