"""Colleagues named in a note: `@username` leaves a word on that colleague's desk, and a mail that is due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Lower

from archive.models import Annotation, NoteMention

from .actor import Actor

# As Django's usernames are: letters, digits and @ . + - _, but a full stop or a dash at the end is the sentence's.
_NAMED = re.compile(r"(?<![\w@.])@([\w.+@-]*[\w+])")
MOST_NAMED = 50  # in one note; more is no message to anybody


def name_colleagues(*, note: Annotation, by: Actor, at: datetime) -> list[User]:
    """Tell those whom the note names and who can work at the desk; each once a note, and nobody of themselves."""
    names = list(dict.fromkeys(name.lower() for name in _NAMED.findall(note.body)))[:MOST_NAMED]
    if not names:
        return []
    known = NoteMention.objects.filter(annotation=note).values("user_id")
    found = (
        User.objects.annotate(folded=Lower("username"))
        .filter(folded__in=names, is_active=True, is_staff=True)
        .exclude(pk__in=known)
    )
    named: list[User] = [user for user in found if by is None or user.pk != by.pk]
    NoteMention.objects.bulk_create(
        [NoteMention(annotation=note, user=user, created_at=at, mail_due_at=at) for user in named],
        ignore_conflicts=True,
    )
    return named


@transaction.atomic
def mark_mentions_read(*, user: User, at: datetime, ids: Iterable[int] | None = None) -> int:
    """What waited for this colleague has been read: these, or all. Returns how many there were."""
    waiting = NoteMention.objects.filter(user=user, read_at=None)
    if ids is not None:
        waiting = waiting.filter(pk__in=list(ids))
    return waiting.update(read_at=at)
