"""Going through the followers whose time has come."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException

from django.utils import timezone

from archive.actions.tell_follower import record_refusal, record_told, take_follow
from archive.models import Arrival, Follow
from archive.models.arrival import Index

from .mail import write_alert
from .matching import find_news

log = logging.getLogger(__name__)
FOLLOWS = 500  # taken from the database at a time


def send_alerts(*, at: datetime) -> int:
    """One mail at most to each follower that is due; how many were sent.

    `told_up_to` moves after the mail is handed over, so a crash repeats at most one mail and loses none (see
    `archive.actions.tell_follower`). Raises SearchError when an index cannot answer; what is left stays due.
    """
    sent = 0
    for index in Index.values:
        latest = Arrival.objects.into(index).latest_number()
        after = 0
        due = Follow.objects.due(at=at, index=index, latest=latest).select_related("user").order_by("pk")
        while follows := list(due.filter(pk__gt=after)[:FOLLOWS]):
            after = follows[-1].pk
            sent += sum(_tell(follow, up_to=latest, at=at) for follow in follows)
    return sent


def _tell(follow: Follow, *, up_to: int, at: datetime) -> bool:
    at = max(at, timezone.now())  # going through the others may have taken minutes
    if not take_follow(follow=follow, at=at):
        return False
    # The rights are asked for now, not when the list was made: hundreds of mails may have gone out since.
    fresh = Follow.objects.select_related("user").filter(pk=follow.pk).first()
    if fresh is None:
        return False
    news = find_news(fresh, up_to=up_to, at=at)
    if news.items:
        try:
            write_alert(fresh, news, up_to=up_to).send()
        except (OSError, SMTPException) as error:
            log.warning("a follower could not be told: %s", type(error).__name__)  # the text may hold the address
            record_refusal(follow=fresh, at=at)
            return False
    record_told(follow=fresh, up_to=up_to, mailed=bool(news.items), at=at)
    return bool(news.items)
