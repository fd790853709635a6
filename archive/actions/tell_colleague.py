"""The bookkeeping around a mail to a colleague whom a note names: taken on, refused; and the wish for none.

Mail and database cannot commit together. Unlike a follower's story (docs/decisions/0008) a naming also waits on the
colleague's desk until it is read there, so a mail that is lost loses nothing, and one that comes twice only annoys. The
naming is therefore settled before its mail goes out: a process killed in between has sent it once or never.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from archive.models import NoMentionMail, NoteMention

WAIT = timedelta(minutes=15)
GIVEN_UP = timedelta(days=1)  # later it is no news any more


def take_naming(*, naming: NoteMention, mailed: bool, at: datetime) -> bool:
    """Settle it, by a mail that goes out now or without one; False when another process has."""
    waiting = NoteMention.objects.filter(pk=naming.pk, mail_due_at=naming.mail_due_at, mail_due_at__isnull=False)
    return waiting.update(mail_due_at=None, mailed_at=at if mailed else None) == 1


def put_naming_back(*, naming: NoteMention, at: datetime) -> None:
    """The mail server said no, so nothing went out: try again in a while, for a day."""
    due_at = at + WAIT if at < naming.created_at + GIVEN_UP else None
    NoteMention.objects.filter(pk=naming.pk, mail_due_at=None).update(mail_due_at=due_at, mailed_at=None)


def wish_mail(*, user: User, is_wanted: bool, at: datetime) -> None:
    """Whether this colleague is told by mail, too. Said twice, it is as said once."""
    if is_wanted:
        NoMentionMail.objects.filter(user=user).delete()
    else:
        NoMentionMail.objects.get_or_create(user=user, defaults={"since": at})
