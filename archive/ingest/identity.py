"""Identity: which story of the archive an arriving one is, if any.

By the wire's own identifier; else by the very bytes it came in; else by the very words it prints; else, for copy
without an identifier, by agency, slugline and day: then it must say that it is not the first version, or the one that
is there must.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from archive.models import Article, ArticleVersion, IngestItem, Source, WireStep
from archive.models.wire_step import StepAction

from .items import Item

StepKey = tuple[str, int | None, datetime]


@dataclass(slots=True)
class Known:
    """What the archive already holds of a batch, looked up in a handful of queries."""

    by_guid: dict[tuple[str, str], int] = field(default_factory=dict)  # (source code, guid) → article
    by_bytes: dict[tuple[str, int], int] = field(default_factory=dict)  # (original's sha256, index) → article
    by_words: dict[tuple[str, str], int] = field(default_factory=dict)  # (source code, words' sha256) → article
    words: dict[int, set[str]] = field(default_factory=dict)  # article → sha256 of each of its versions
    by_slug: dict[tuple[str, str], list[WireStep]] = field(default_factory=dict)  # (source code, slug and day) → steps
    steps: dict[int, set[StepKey]] = field(default_factory=dict)  # article → what its agency has done to it
    orders: dict[tuple[str, str, str], list[WireStep]] = field(default_factory=dict)  # (source, guid, slug) → unmatched


def look_up(items: Sequence[Item]) -> Known:
    """Everything known of these items."""
    known = Known()
    guids = {item.guid for item in items if item.guid}
    originals = {item.original_sha256 for item in items}
    hashes = {item.words_sha256 for item in items}
    sources = dict(Source.objects.filter(code__in={item.source_code for item in items}).values_list("pk", "code"))
    # Without the exclusion SQLite does not see that the index of guids, which leaves out the empty ones, answers it: it
    # would go through all that the source has ever sent.
    articles = Article.objects.exclude(guid="").filter(source__in=sources, guid__in=guids)
    for pk, source, guid in articles.values_list("pk", "source_id", "guid"):
        known.by_guid[sources[source], guid] = pk
    arrived = IngestItem.objects.filter(original__sha256__in=originals, article__isnull=False).order_by("id")
    for sha256, index, pk in arrived.values_list("original__sha256", "index", "article_id"):
        known.by_bytes[sha256, index] = pk
    _look_up_steps(items, sources, known)
    versions = ArticleVersion.objects.filter(Q(sha256__in=hashes) | Q(article_id__in=_found(known)))
    for pk, code, sha256 in versions.values_list("article_id", "article__source__code", "sha256"):
        known.by_words.setdefault((code, sha256), pk)
        known.words.setdefault(pk, set()).add(sha256)
    return known


def _found(known: Known) -> set[int]:
    """The articles that some item may be a version of."""
    by_slug = {step.article_id for steps in known.by_slug.values() for step in steps if step.article_id}
    return {*known.by_guid.values(), *by_slug}


def _look_up_steps(items: Sequence[Item], sources: dict[int, str], known: Known) -> None:
    """What agencies have done to these stories, and orders about stories that have not come yet."""
    guids, slugs = {item.guid for item in items if item.guid}, {item.step.slug for item in items if item.step.slug}
    if slugs:
        for step in WireStep.objects.filter(source__in=sources, slug__in=slugs).order_by("id"):
            if step.article_id is not None:
                known.by_slug.setdefault((sources[step.source_id], step.slug), []).append(step)
    orders = WireStep.objects.unmatched().filter(Q(guid__in=guids) | Q(slug__in=slugs - {""}, guid=""))
    for step in orders.filter(source__in=sources).order_by("id"):
        known.orders.setdefault((sources[step.source_id], step.guid, step.slug), []).append(step)
    if articles := _found(known):
        taken = WireStep.objects.filter(article__in=articles)
        for pk, action, number, moment in taken.values_list("article_id", "action", "number", "moment"):
            known.steps.setdefault(pk or 0, set()).add((action, number, moment))


def is_known_step(item: Item, article_id: int, known: Known) -> bool:
    """Whether the agency is known to have done just that."""
    step = item.step
    return (step.action, step.number, step.moment) in known.steps.get(article_id, ())


def orders_for(item: Item, known: Known) -> tuple[WireStep, ...]:
    """What the agency has asked for before the story came."""
    return tuple(known.orders.get((item.source_code, item.guid, item.step.slug), ()))


def find_by_slug(item: Item, known: Known) -> list[int]:
    """The stories of that agency, slugline and day that the item may be a version of; more than one is no answer.

    Two stories may share a slugline: a first version is one of a story only if that story has none yet.
    """
    steps = known.by_slug.get((item.source_code, item.step.slug), []) if item.step.slug else []
    by_article: dict[int, list[WireStep]] = {}
    for step in steps:
        if step.article_id is not None:
            by_article.setdefault(step.article_id, []).append(step)
    if item.step.action == StepAction.ARTICLE and not item.step.number:
        return [pk for pk, taken in by_article.items() if not any(map(_is_first, taken))]
    return list(by_article)


def _is_first(step: WireStep) -> bool:
    return step.action == StepAction.ARTICLE and not step.number


def find_article(item: Item, known: Known) -> int | None:
    """The article that the item is a copy or a new version of; None when it is new."""
    if item.guid and (item.source_code, item.guid) in known.by_guid:
        return known.by_guid[item.source_code, item.guid]
    by_bytes = known.by_bytes.get((item.original_sha256, item.index))
    if by_bytes is not None:
        return by_bytes
    if item.guid:
        return None
    by_words = known.by_words.get((item.source_code, item.words_sha256))
    if by_words is not None:
        return by_words
    by_slug = find_by_slug(item, known)
    return by_slug[0] if len(by_slug) == 1 else None
