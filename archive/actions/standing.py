"""The last step of every deed that only moves a story from one status to another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from archive import outbox
from archive.models import Article
from archive.models.article import Status

from .actor import Actor
from .locking import touch
from .record_deed import record_deed, values_of


def set_status(
    verb: str, article: Article, status: Status, *, by: Actor, at: datetime, comment: str, **more: Any
) -> Article:
    """Give the locked article that status, and `more` fields; tell the index and the trail."""
    fields = ("status", *more)
    before = values_of(article, fields)
    for name, value in {"status": status, **more}.items():
        setattr(article, name, value)
    touch(article, at=at, fields=fields)
    outbox.enqueue(articles=[article], at=at)
    record_deed(verb, article, by=by, at=at, before=before, after=values_of(article, fields), comment=comment)
    return article
