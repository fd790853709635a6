"""Editing what a story is, apart from its words: language, genre, slugline, urgency, times."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article, Source

from .actor import Actor
from .locking import lock_article, touch
from .provenance import said_by_person
from .record_deed import record_deed


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The fields of an Article that an editor may set."""

    source: Source
    language: str = ""
    genre: str = ""
    slugline: str = ""
    urgency: int | None = None
    visible_from: datetime | None = None
    visible_until: datetime | None = None


@transaction.atomic
def edit_details(*, article: Article, details: Details, by: Actor, at: datetime, token: int | None = None) -> Article:
    """Set them; each that changes is marked as a person's decision, which no machine may undo."""
    fresh = lock_article(article, token=token)
    changed = [f.name for f in fields(details) if getattr(fresh, f.name) != getattr(details, f.name)]
    if not changed:
        return fresh
    before = {name: getattr(fresh, name) for name in changed}
    for name in changed:
        setattr(fresh, name, getattr(details, name))
    fresh.provenance = {**fresh.provenance, **{name: said_by_person(by=by, at=at) for name in changed}}
    touch(fresh, at=at, fields=(*changed, "provenance"))
    outbox.enqueue(articles=[fresh], at=at)
    after = {name: getattr(details, name) for name in changed}
    record_deed("edit_details", fresh, by=by, at=at, before=before, after=after)
    return fresh
