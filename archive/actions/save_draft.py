"""Saving words: into the open draft, or into a new one beside the published version."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from archive import outbox
from archive.models import Article, ArticleVersion
from archive.models.article import Status

from .actor import Actor
from .carrying import carry_stand_off
from .locking import lock_article, touch
from .provenance import words_by_person
from .record_deed import record_deed
from .refusals import Refused
from .words import Words, words_of


@transaction.atomic
def save_draft(
    *,
    article: Article,
    words: Words,
    by: Actor,
    at: datetime,
    token: int | None = None,
    reason: str = "",
) -> ArticleVersion:
    """The version that now holds these words; the published one is not touched. Same words: no change."""
    if not words.headline.strip():
        raise Refused("A story needs a headline: write one, however provisional.")
    fresh = lock_article(article, token=token)
    if fresh.status == Status.TRASHED and by is not None:
        raise Refused("This story is in the trash. Take it out before you work on it.")
    latest = fresh.latest_version
    was = {"version": latest.number, **words_of(latest).as_fields()} if latest is not None else {}
    version = write_words(fresh, words, by=by, at=at, reason=reason)
    now = {"version": version.number, **words.as_fields()}
    names = [name for name in now if was.get(name) != now[name]]
    if not names:
        return version
    # What an open draft said is nowhere else; what it says now is in the version.
    is_overwritten = was.get("version") == version.number
    before = {name: was[name] for name in names if name in was and (is_overwritten or name in ("version", "sha256"))}
    after = {name: now[name] for name in names if name not in ("text", "marks")}
    record_deed("save_draft", fresh, by=by, at=at, before=before, after=after, comment=reason)
    return version


def write_words(fresh: Article, words: Words, *, by: Actor, at: datetime, reason: str = "") -> ArticleVersion:
    """Into the open draft of the locked article, or a new version; the same words change nothing."""
    latest = fresh.latest_version
    before = words_of(latest) if latest is not None else None
    if latest is not None and latest.sha256 == words.sha256() and before == words:
        return latest
    if latest is None or latest.is_published:
        version = ArticleVersion.objects.create(
            article=fresh,
            number=next_number(fresh),
            created_at=at,
            by=by,
            reason=reason,
            **words.as_fields(),
        )
    else:
        version = latest
        carry_stand_off(from_version=latest, to_version=version, new_text=words.text, at=at)
        for name, value in words.as_fields().items():
            setattr(version, name, value)
        version.by = by
        version.reason = reason or version.reason
        version.save()
    fresh.latest_version = version
    if before is not None and by is not None:
        fresh.provenance = {**fresh.provenance, **words_by_person(before, words, by=by, at=at)}
    touch(fresh, at=at, fields=("latest_version", "provenance"))
    outbox.enqueue(articles=[fresh], at=at)
    return version


def next_number(article: Article) -> int:
    """The number of the next version. An earlier one that came late has a higher number than the latest."""
    return (article.versions.aggregate(most=Max("number"))["most"] or 0) + 1
