"""Deciding what a story mentions: an editor's word, which no rule changes afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from archive import outbox
from archive.models import Article, Entity, Mention
from archive.models.mention import MentionStatus, Origin, Role

from .actor import Actor
from .locking import lock_article, touch
from .record_deed import record_deed, values_of
from .refusals import Refused

# What a decision changes, and what undoing it puts back.
DECIDED = ("role", "descriptor", "version", "spans", "status", "origin", "by", "decided_at")


@transaction.atomic
def mention_entity(
    *,
    article: Article,
    entity: Entity,
    by: Actor,
    at: datetime,
    role: str = Role.MENTIONED,
    descriptor: str = "",
    spans: Iterable[tuple[int, int]] = (),
) -> Mention:
    """Tie the story to a person, organisation, place or event, with or without words that name it."""
    fresh = lock_article(article)
    version = fresh.latest_version
    length = len(version.text) if version else 0
    wanted = [[start, end] for start, end in spans]
    if any(not 0 <= start < end <= length for start, end in wanted):
        raise Refused("Those words are not in the story as it stands: select them again.")
    mention, created = Mention.objects.get_or_create(
        article=fresh, entity_id=entity.pk, defaults={"version": version, "spans": wanted}
    )
    before = {} if created else values_of(mention, DECIDED)
    mention.role = role
    mention.descriptor = descriptor[:300] or mention.descriptor
    if wanted and not created and not _is_in_public_words(mention, fresh):
        mention.version, mention.spans = version, wanted
    return _decide("mention_entity", mention, fresh, before, status=MentionStatus.CONFIRMED, by=by, at=at)


@transaction.atomic
def confirm_mention(*, mention: Mention, by: Actor, at: datetime) -> Mention:
    """Yes, the story means that one."""
    article, before = lock_article(mention.article), values_of(mention, DECIDED)
    return _decide("confirm_mention", mention, article, before, status=MentionStatus.CONFIRMED, by=by, at=at)


@transaction.atomic
def reject_mention(*, mention: Mention, by: Actor, at: datetime) -> Mention:
    """No, it does not; the row stays as memory, so that no machine proposes it again."""
    article, before = lock_article(mention.article), values_of(mention, DECIDED)
    return _decide("reject_mention", mention, article, before, status=MentionStatus.REJECTED, by=by, at=at)


def _is_in_public_words(mention: Mention, article: Article) -> bool:
    """Then its places stay with those words, and are carried along when the draft is published."""
    public = article.public_version_id
    return bool(mention.spans) and public is not None and mention.version_id == public != article.latest_version_id


def _decide(
    verb: str,
    mention: Mention,
    article: Article,
    before: dict[str, Any],
    *,
    status: str,
    by: Actor,
    at: datetime,
) -> Mention:
    mention.status = status
    mention.origin = Origin.PERSON
    mention.by = by
    mention.decided_at = at
    mention.save()
    touch(article, at=at)
    outbox.enqueue(articles=[article], at=at)
    after = {"mention": mention.pk, "entity": mention.entity_id, **values_of(mention, DECIDED)}
    record_deed(verb, article, by=by, at=at, before=before, after=after)
    return mention
