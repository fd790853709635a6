"""Filing a story under topics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article

from .actor import Actor
from .locking import lock_article, touch
from .provenance import said_by_person
from .record_deed import record_deed


@transaction.atomic
def set_topics(
    *,
    article: Article,
    topics: Iterable[str],
    by: Actor,
    at: datetime,
    token: int | None = None,
) -> Article:
    """Exactly these topics, by name; unknown ones are made."""
    fresh = lock_article(article, token=token)
    names = sorted({name.strip() for name in topics} - {""})
    before = sorted(fresh.topics.names())
    if names == before:
        return fresh
    fresh.topics.set(names)
    fresh.provenance = {**fresh.provenance, "topics": said_by_person(by=by, at=at)}
    touch(fresh, at=at, fields=("provenance",))
    outbox.enqueue(articles=[fresh], at=at)
    record_deed("set_topics", fresh, by=by, at=at, before={"topics": before}, after={"topics": names})
    return fresh
