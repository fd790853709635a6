"""Stating the rights of a story."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction

from archive import outbox
from archive.models import Article, Rights
from archive.models.rights import DisplayPolicy

from .actor import Actor
from .locking import lock_article, touch
from .provenance import said_by_person
from .record_deed import record_deed


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsStatement:
    """What is known of the rights (see `archive.models.Rights`)."""

    holder: str = ""
    year: int | None = None
    notice: str = ""
    usage_terms: str = ""
    display_policy: str = DisplayPolicy.FULL
    expires_on: date | None = None


@transaction.atomic
def set_rights(
    *,
    article: Article,
    statement: RightsStatement,
    by: Actor,
    at: datetime,
    token: int | None = None,
) -> Rights:
    """The rights as stated by a person; a machine will not change them afterwards."""
    fresh = lock_article(article, token=token)
    values = asdict(statement)
    rights, created = Rights.objects.get_or_create(article=fresh, defaults=values)
    changed = [name for name, value in values.items() if created or getattr(rights, name) != value]
    if not changed:
        return rights
    before = {} if created else {name: getattr(rights, name) for name in changed}
    for name in changed:
        setattr(rights, name, values[name])
    rights.save()
    fresh.provenance = {**fresh.provenance, "copyright": said_by_person(by=by, at=at)}
    if "expires_on" in changed:
        fresh.visible_until = _end_of(statement.expires_on)
    touch(fresh, at=at, fields=("provenance", "visible_until"))
    outbox.enqueue(articles=[fresh], at=at)
    after = {name: values[name] for name in changed}
    record_deed("set_rights", fresh, by=by, at=at, before=before, after=after)
    return rights


def _end_of(day: date | None) -> datetime | None:
    """The first moment after the last day: expiry hides the story by the one rule of visibility."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC) if day else None
