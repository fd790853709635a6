"""manage.py send_alerts: tell followers of new stories and colleagues of notes, once or for as long as it runs."""

from __future__ import annotations

from django.utils import timezone

from archive.actions.follow_search import forget_unconfirmed
from archive.alerts.namings import send_namings
from archive.alerts.send import send_alerts
from archive.management.watching import LookingCommand


class Command(LookingCommand):
    help = (
        "Mail those who follow a search what is new, and colleagues whom a note names; forget addresses that nobody"
        " confirmed."
        " Once, for a timer; with --watch until Ctrl-C or SIGTERM."
    )
    pause = 15.0

    def look(self) -> None:
        """See `help`."""
        at = timezone.now()
        forgotten = forget_unconfirmed(at=at)
        named = send_namings(at=at)  # needs no index: told even when that does not answer
        if (sent := send_alerts(at=at)) or forgotten or named:
            said = f"{sent} mails sent, {forgotten} unconfirmed addresses forgotten"
            self.stdout.write(f"{said}, {named} told of a note that names them" if named else said)
