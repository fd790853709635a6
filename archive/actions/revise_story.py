"""Revising a story that the wire has sent again, better."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive import outbox
from archive.models import Article, Mention, Original, Rights
from archive.models.article import Status

from .locking import lock_article, touch
from .publish_article import make_public
from .receive_media import replace_media
from .receive_stories import ReceivedStory, make_mention
from .save_draft import write_words


@transaction.atomic
def revise_story(*, article: Article, story: ReceivedStory, original: Original, at: datetime) -> list[str]:
    """A new version with the wire's words. Returns what was left undone because a person had decided it.

    An open draft that a person has written is never overwritten: then nothing changes and the answer
    says so. A published story is published anew when its public words are the wire's own and nothing in the
    new ones asks for review; else the wire's words wait as a draft. A draft stays a draft.

    It leaves no deed: the item of the ingest run, written in the same transaction, is the trail.
    """
    fresh = lock_article(article)
    latest = fresh.latest_version
    if latest is not None and not latest.is_published and latest.by_id is not None:
        return ["text: an editor is working on this story; the wire's new version is kept with its original"]
    version = write_words(fresh, story.words, by=None, at=at, reason="as received")
    if version.original_id != original.pk and not version.is_published:
        version.original = original
        version.save(update_fields=["original"])
    left = _revise_embargo(fresh, story, at) + _revise_rights(fresh, story)
    _add_mentions(fresh, story, at)
    replace_media(fresh.pk, story.media)
    if fresh.status != Status.PUBLISHED or version.is_published:
        return left
    if fresh.public_version is not None and fresh.public_version.by_id is not None:
        return [*left, "text: the public words are an editor's; the wire's new version waits as a draft"]
    if story.is_for_review or _wants_embargo(fresh, story, at):
        return [*left, "text: the wire's new version waits as a draft, because its times need a look first"]
    make_public(fresh, version, at=at)
    return left


def _wants_embargo(article: Article, story: ReceivedStory, at: datetime) -> bool:
    """Whether words for later have come for a story that readers can see now."""
    return story.visible_from is not None and story.visible_from > at and article.is_readable(at)


def _revise_embargo(article: Article, story: ReceivedStory, at: datetime) -> list[str]:
    """A later embargo is obeyed while the story is not public; an earlier one is for a person to lift."""
    until, known = story.visible_from, article.visible_from
    if until is None or until <= at or (known is not None and known >= until) or article.is_readable(at):
        return []
    if article.says_person("visible_from"):
        return [f"embargo: kept the time that a person decided; the wire says {until.isoformat()}"]
    article.visible_from = until
    touch(article, at=at, fields=("visible_from",))
    outbox.enqueue(articles=[article], at=at)
    return []


def _revise_rights(article: Article, story: ReceivedStory) -> list[str]:
    rights = Rights.objects.filter(article=article).first()
    if rights is None or not story.rights.notice or rights.notice == story.rights.notice:
        return []
    if article.says_person("copyright"):
        return [f"copyright: kept “{rights.notice}”, which a person decided; the wire says “{story.rights.notice}”"]
    rights.holder, rights.year, rights.notice = story.rights.holder, story.rights.year, story.rights.notice
    rights.save(update_fields=["holder", "year", "notice"])
    return []


def _add_mentions(article: Article, story: ReceivedStory, at: datetime) -> None:
    """Names that are new to the story; what was decided before, rejections included, stays."""
    known = set(Mention.objects.filter(article=article).values_list("entity_id", flat=True))
    version = Article.objects.get(pk=article.pk).latest_version
    for mention in story.mentions:
        if mention.entity_id not in known:
            make_mention(mention, article, version, at).save()
