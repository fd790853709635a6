"""Rows of what readers may see, and nothing more. Every value is listed here by name: a new column stays inside until
somebody writes it down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from archive.models import (
    Alias,
    Annotation,
    Article,
    ArticleTopic,
    Correction,
    Dossier,
    DossierItem,
    Entity,
    Link,
    Media,
    Mention,
    Source,
    Topic,
)
from archive.public.shown import decide_shown
from archive.public.story import notes_on

from .rows import BATCH, Row, plain

_ARTICLE = ("ref", "uuid", "guid", "language", "genre", "slugline", "urgency", "dated_on", "published_at")
_WORDS = (
    "number", "headline", "byline", "dateline_text", "dateline_region", "dateline_country", "dateline_on",
    "dateline_agency", "published_at",
)  # fmt: skip
_RIGHTS = ("holder", "year", "notice", "usage_terms", "display_policy", "expires_on")
_MEDIA = ("position", "kind", "media_type", "headline", "caption", "alt", "credit", "rights", "usage_terms")
_CORRECTION = ("notice", "corrected_at")


class PublicReader:
    """Reads at the moment `at`; the chosen stories are those of them that readers may see then."""

    def __init__(self, stories: QuerySet[Article, Article], *, refs: Set[str] | None, at: datetime) -> None:
        self._at = at
        found = Article.objects.readable(at).filter(pk__in=stories.values("pk")).order_by("pk")
        self._stories = {
            pk: ref for pk, ref in found.values_list("pk", "ref").iterator() if refs is None or ref in refs
        }
        self._entities: set[int] = set()
        self._topics: set[int] = set()
        self._sources: set[int] = set()
        self._shown: set[int] = set()

    def files(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """Each file's name and rows; the stories come first, for they say who and what is named."""
        yield "stories", self._walk_stories()
        yield "links", self._walk_links()
        yield "dossiers", self._walk_dossiers()
        yield "entities", self._walk_entities()
        yield "topics", (_pick(one, "name", "slug", "uri") for one in _each(Topic, self._topics))
        yield "sources", (_pick(one, "code", "name", "description", "url") for one in _each(Source, self._sources))

    def _walk_stories(self) -> Iterator[Row]:
        for numbers in _batches(self._stories):
            articles = list(Article.objects.filter(pk__in=numbers).with_words().order_by("pk"))
            parts = _Parts(numbers)
            for article in articles:
                row = self._story(article, parts)
                if row is not None:
                    yield row

    def _story(self, article: Article, parts: _Parts) -> Row | None:
        version = article.public_version
        shown = decide_shown(article, version, on=self._at.date()) if version is not None else None
        if version is None or shown is None:
            return None
        is_full = shown.use == "full"
        self._shown.add(article.pk)
        self._sources.add(article.source_id)
        row = {**_pick(article, *_ARTICLE), "source": article.source.code, "shown": shown.use}
        row["words"] = _pick(version, *_WORDS) | {
            "subheadline": shown.standfirst,
            "abstract": shown.abstract,
            "text": shown.text,
            "marks": version.marks if is_full else [],
        }
        if article.rights_or_none is not None:
            row["rights"] = _pick(article.rights_or_none, *_RIGHTS)
        row["topics"] = [topic.slug for topic in parts.topics[article.pk]]
        self._topics.update(topic.pk for topic in parts.topics[article.pk])
        row["mentions"] = []
        for mention in parts.mentions[article.pk]:
            self._entities.add(mention.entity_id)
            told = {"entity": f"{mention.entity.kind}/{mention.entity.slug}"} | _pick(mention, "role", "descriptor")
            spans = mention.spans if is_full and mention.version_id == version.pk else []
            row["mentions"].append(told | {"spans": spans})
        row["corrections"] = [
            _pick(one, *_CORRECTION, *(("wrong", "right") if is_full else ())) for one in parts.corrections[article.pk]
        ]
        row["media"] = [_pick(one, *_MEDIA) for one in parts.media[article.pk]] if is_full else []
        notes = notes_on(version) if is_full and article.pk in parts.annotated else []
        row["notes"] = [_pick(note, "uuid", "motivation", "body", "exact", "start", "end") for note in notes]
        return row

    def _walk_links(self) -> Iterator[Row]:
        for numbers in _batches(sorted(self._shown)):
            for link in Link.objects.filter(article__in=numbers).order_by("pk"):
                if link.target_id in self._shown:
                    ends = {"article": self._stories[link.article_id], "target": self._stories[link.target_id]}
                    yield ends | _pick(link, "type", "reason")

    def _walk_dossiers(self) -> Iterator[Row]:
        readable = set(Entity.objects.readable(self._at).filter(kind="event").values_list("pk", flat=True))
        for dossier in Dossier.objects.published().order_by("pk").iterator():
            items = [row for item in dossier.items.select_related("event") if (row := self._item(item, readable))]
            if any("article" in item for item in items):
                row = _pick(dossier, "slug", "title", "introduction", "published_at")
                yield row | {"items": items}

    def _item(self, item: DossierItem, readable: Set[int]) -> Row | None:
        if item.article_id in self._shown:
            return {"article": self._stories[item.article_id], "note": item.note}
        if item.event is not None and item.event_id in readable:
            self._entities.add(item.event.pk)
            return {"event": f"event/{item.event.slug}", "note": item.note}
        return None

    def _walk_entities(self) -> Iterator[Row]:
        for numbers in _batches(sorted(self._entities)):
            aliases: dict[int, list[Alias]] = defaultdict(list)
            for alias in Alias.objects.filter(entity__in=numbers).order_by("pk"):
                aliases[alias.entity_id].append(alias)
            for one in Entity.objects.filter(pk__in=numbers).order_by("pk"):
                row = _pick(one, "kind", "slug", "name", "description", "wikidata_id")
                yield row | {"aliases": [_pick(alias, "name", "language", "kind") for alias in aliases[one.pk]]}


class _Parts:
    """What readers may see beside the words of these articles: a query each."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.topics: dict[int, list[Topic]] = defaultdict(list)
        for filed in (
            ArticleTopic.objects.filter(content_object__in=numbers).select_related("tag").order_by("tag__slug")
        ):
            self.topics[filed.content_object_id].append(filed.tag)
        self.mentions: dict[int, list[Mention]] = defaultdict(list)
        named = Mention.objects.public().filter(article__in=numbers, entity__merged_into__isnull=True)
        for mention in named.select_related("entity").order_by("pk"):
            self.mentions[mention.article_id].append(mention)
        self.corrections: dict[int, list[Correction]] = defaultdict(list)
        for correction in Correction.objects.told().filter(article__in=numbers).order_by("pk"):
            self.corrections[correction.article_id].append(correction)
        self.media: dict[int, list[Media]] = defaultdict(list)
        for medium in Media.objects.filter(article__in=numbers).order_by("position"):
            self.media[medium.article_id].append(medium)
        public = Annotation.objects.public().filter(article__in=numbers)
        self.annotated = set(public.values_list("article", flat=True))


def _pick(record: Any, *names: str) -> Row:
    return {name: plain(getattr(record, name)) for name in names}


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    every = list(numbers)
    for first in range(0, len(every), BATCH):
        yield every[first : first + BATCH]


def _each(model: Any, numbers: Set[int]) -> Iterator[Any]:
    for part in _batches(sorted(numbers)):
        yield from model.objects.filter(pk__in=part).order_by("pk")
