"""Following a search: asked for, confirmed by the owner of the address, ended.

Nothing here changes what readers may find, so nothing goes to the outbox.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from archive.models import Arrival, Follow
from archive.models.arrival import Index
from archive.models.follow import CONFIRM_WITHIN, LONGEST_SEARCH, Frequency, may_search_desk

from .actor import Actor
from .refusals import Refused


@transaction.atomic
def follow_search(*, address: str, search: str, frequency: str, index: str, by: Actor, at: datetime) -> Follow:
    """The follow of that address for that search, made when there is none; it tells nothing until confirmed.

    `address` is a valid mail address, `search` the parameters of /search without cursor. One that exists is left as
    it is: whoever asks may be somebody else than the owner of the address, who changes it by confirming.
    Raises Refused for the desk's index without the right to it, and for a search too long to keep.
    """
    if index == Index.DESK and not may_search_desk(by):
        raise Refused("Only the desk's own people, signed in, can follow what is not published.")
    if len(search) > LONGEST_SEARCH:
        raise Refused("This search is too long to be followed: choose fewer values.")
    follow, _ = Follow.objects.get_or_create(
        address=_plain(address),
        index=Index(index),
        search=search,
        defaults={
            "user": by,
            "frequency": Frequency(frequency),
            "created_at": at,
            "due_at": at,
            "told_up_to": Arrival.objects.into(index).latest_number(),
        },
    )
    return follow


def confirm_follow(*, key: uuid.UUID, frequency: str, at: datetime) -> Follow | None:
    """The owner of the address agrees: stories that arrived since the follow was asked for will be told.

    None when it was ended, or forgotten because nobody confirmed it in time.
    """
    with transaction.atomic():
        follow = Follow.objects.select_for_update().filter(key=key).first()
        if follow is None:
            return None
        follow.confirmed_at = follow.confirmed_at or at
        follow.frequency = Frequency(frequency)
        follow.due_at = at
        follow.save(update_fields=["confirmed_at", "frequency", "due_at"])
        return follow


def end_follow(*, key: uuid.UUID) -> None:
    """Forget the follow and the address. Done twice, it is done."""
    Follow.objects.filter(key=key).delete()


def forget_unconfirmed(*, at: datetime) -> int:
    """Delete what nobody confirmed in time; how many that were."""
    deleted, _ = Follow.objects.unconfirmed_since(at - CONFIRM_WITHIN).delete()
    return deleted


def _plain(address: str) -> str:
    """The domain in small letters; what stands before the @ is its owner's business."""
    name, _, domain = address.strip().rpartition("@")
    return f"{name}@{domain.lower()}"
