"""A limit on how often somebody may ask for a mail: a mailbox is not to be flooded through us."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from archive.models import Asking

DAY = timedelta(days=1)


@transaction.atomic
def allow_asking(*, kind: str, value: str, most: int, at: datetime) -> bool:
    """Whether `value` (an address, a client) has asked fewer than `most` times in a day; if so, count this one.

    Only a keyed hash of it is kept, for a day.
    """
    Asking.objects.filter(asked_at__lt=at - DAY).delete()
    key = salted_hmac(f"archive.asking.{kind}", value.lower(), algorithm="sha256").hexdigest()
    if Asking.objects.filter(key=key).count() >= most:
        return False
    Asking.objects.create(key=key, asked_at=at)
    return True
