"""Revising a story that the wire has sent again, better; or keeping an earlier version that came late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article, ArticleVersion, Mention, Original, Removal, WireStep
from archive.models.article import Status

from .decided_values import keep_decided
from .disagree import note_disagreements
from .hold_story import settle_hold, stays_away
from .locking import lock_article, touch
from .publish_article import make_public
from .receive_media import replace_media
from .receive_stories import ReceivedStory, make_mention
from .removals import was_ever_public
from .save_draft import next_number, write_words
from .take_over import take_over, take_rights
from .wire_corrections import settle_corrections
from .wire_order import keep_step, steps_of


@transaction.atomic
def revise_story(*, article: Article, story: ReceivedStory, original: Original, at: datetime) -> list[str]:
    """A new version with the wire's words. Returns what was left undone, and why.

    An open draft that a person has written is never overwritten: then nothing changes and the answer
    says so. A published story is published anew when its public words are the wire's own and nothing in the
    new ones asks for review; else the wire's words wait as a draft. A draft stays a draft. Words older than those
    that are there are kept in their place and replace nothing.

    It leaves no deed: the item of the ingest run, written in the same transaction, is the trail.
    """
    fresh = lock_article(article)
    step = keep_step(story.step, source_id=fresh.source_id, article=fresh, version=None) if story.step else None
    place = _find_place(fresh, step) if step is not None else None
    if place is not None:
        left = _keep_earlier(fresh, story, original, place=place, step=step, at=at)
    else:
        left = _keep_newest(fresh, story, original, step=step, at=at)
    settle_hold(fresh, at=at)
    settle_corrections(fresh, at=at)
    return left


def _keep_newest(
    fresh: Article, story: ReceivedStory, original: Original, *, step: WireStep | None, at: datetime
) -> list[str]:
    latest = fresh.latest_version
    is_being_written = latest is not None and not latest.is_published and latest.by_id is not None
    note_disagreements(fresh, story, original=original, at=at, holds_words=is_being_written)
    if is_being_written:
        return ["text: an editor is working on this story; the wire's new version is kept with its original"]
    version = write_words(fresh, keep_decided(fresh, story.words), by=None, at=at, reason="as received")
    _point_to(step, version)
    if version.original_id != original.pk and not version.is_published:
        version.original = original
        version.save(update_fields=["original"])
    left = _revise_embargo(fresh, story, at) + take_over(fresh, story, at=at)
    _add_mentions(fresh, story, version, at)
    replace_media(fresh.pk, story.media)
    away = stays_away(fresh, step)
    if version.is_published or not (away or fresh.status == Status.PUBLISHED):
        return left
    if fresh.public_version is not None and fresh.public_version.by_id is not None:
        return [*left, "text: the public words are an editor's; the wire's new version waits as a draft"]
    if story.is_for_review or _wants_embargo(fresh, story, at):
        return [*left, "text: the wire's new version waits as a draft, because its times need a look first"]
    make_public(fresh, version, at=at, stays_away=away)
    if away and fresh.status == Status.WITHDRAWN:
        known = was_ever_public(fresh, at)
        Removal.objects.in_force().filter(article=fresh).update(was_public=known)
    return left


def _find_place(fresh: Article, step: WireStep) -> float | None:
    """Where the words of this step stand among those that are there; None when they are the newest."""
    steps = steps_of(fresh)
    here = steps.index(step)
    before = [one.version for one in steps[:here] if one.version]
    after = [one.version for one in steps[here + 1 :] if one.version and one.version not in before]
    if not after:
        return None
    found = {version.number: version for version in fresh.versions.defer("text", "marks")}
    above = min((found[number].stands_at for number in after if number in found), default=None)
    if above is None:
        return None
    below = max((found[number].stands_at for number in before if number in found), default=0.0)
    return (min(below, above) + above) / 2


def _keep_earlier(
    fresh: Article,
    story: ReceivedStory,
    original: Original,
    *,
    place: float,
    step: WireStep | None,
    at: datetime,
) -> list[str]:
    """Into the record of a public story; of one that is a draft the newest words are all that counts."""
    left = ["version: a newer one is here already; this one is kept in its place before it"]
    if fresh.public_version is None:
        left = ["version: a newer one is here already; this one is kept with its original"]
    else:
        version = ArticleVersion.objects.create(
            article=fresh,
            number=next_number(fresh),
            place=place,
            original=original,
            created_at=at,
            published_at=at,
            reason="as received, after a newer version",
            **story.words.as_fields(),
        )
        _point_to(step, version)
        _add_mentions(fresh, story, version, at)
        touch(fresh, at=at)
        outbox.enqueue(articles=[fresh], at=at)
    take_rights(fresh, story, at=at, fills_only=True)
    return left + _revise_embargo(fresh, story, at, is_earlier=True)


def _point_to(step: WireStep | None, version: ArticleVersion) -> None:
    if step is not None:
        step.version = version.number
        step.save(update_fields=["version"])


def _wants_embargo(article: Article, story: ReceivedStory, at: datetime) -> bool:
    """Whether words for later have come for a story that readers can see now."""
    return story.visible_from is not None and story.visible_from > at and article.is_readable(at)


def _revise_embargo(article: Article, story: ReceivedStory, at: datetime, *, is_earlier: bool = False) -> list[str]:
    """A later embargo is obeyed while the story is not public; an earlier one is for a person to lift.

    That of an earlier version should have been obeyed from the start: it hides a story that is out.
    """
    until, known = story.visible_from, article.visible_from
    if until is None or until <= at or (known is not None and known >= until):
        return []
    if article.is_readable(at) and not is_earlier:
        return []
    if article.says_person("visible_from"):
        return [f"embargo: kept the time that a person decided; the wire says {until.isoformat()}"]
    article.visible_from = until
    touch(article, at=at, fields=("visible_from",))
    outbox.enqueue(articles=[article], at=at)
    return []


def _add_mentions(article: Article, story: ReceivedStory, version: ArticleVersion, at: datetime) -> None:
    """Names that are new to the story; what was decided before, rejections included, stays."""
    known = set(Mention.objects.filter(article=article).values_list("entity_id", flat=True))
    for mention in story.mentions:
        if mention.entity_id not in known:
            make_mention(mention, article, version, at).save()
