"""The bookkeeping around a mail to a follower: taken on, sent, refused.

Mail and database cannot commit together. Of the two possible mistakes (a mail twice, a story never told) we choose the
first, and bound it: a follow is taken on for TAKEN minutes by one process, the mail goes out, and one statement then
moves `told_up_to`. A process killed between mail and statement repeats that one mail, with the same Message-ID, after
the minutes are over; no story is lost. docs/decisions/0008 has the reasons.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from archive.models import Follow
from archive.models.follow import Frequency

TAKEN = timedelta(minutes=10)  # longer than any mail takes to be handed over
PAUSE = {Frequency.DAILY: timedelta(days=1), Frequency.AT_ONCE: timedelta(minutes=5)}
FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=1)
MOST_FAILURES = 30  # about three weeks of refusals: nobody is there any more


def take_follow(*, follow: Follow, at: datetime) -> bool:
    """Take it on, so that no other process mails the same; False when another has, or it was ended."""
    taken = Follow.objects.filter(pk=follow.pk, due_at=follow.due_at, told_up_to=follow.told_up_to)
    return taken.update(due_at=at + TAKEN) == 1


def record_told(*, follow: Follow, up_to: int, mailed: bool, at: datetime) -> None:
    """Everything up to that arrival is settled; after a mail there is a pause."""
    due_at = at + PAUSE[Frequency(follow.frequency)] if mailed else at
    Follow.objects.filter(pk=follow.pk).update(told_up_to=up_to, due_at=due_at, failures=0)


def record_refusal(*, follow: Follow, at: datetime) -> None:
    """The mail could not be handed over: try again, ever later; give the address up when it never works."""
    if follow.failures + 1 >= MOST_FAILURES:
        Follow.objects.filter(pk=follow.pk).delete()
        return
    wait = min(FIRST_WAIT * 2 ** min(follow.failures, 10), LONGEST_WAIT)
    Follow.objects.filter(pk=follow.pk).update(failures=follow.failures + 1, due_at=at + wait)
