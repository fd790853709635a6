"""Documents: what the index is told of articles, built from the database a batch at a time."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Literal, NamedTuple

from archive.models import Alias, Article, ArticleTopic, ArticleVersion, Mention
from archive.models.entity import Kind
from archive.models.mention import MentionQuerySet
from archive.search.document import Document

IndexName = Literal["public", "desk"]
INDEXES: tuple[IndexName, IndexName] = ("public", "desk")
_TOLD = tuple(item.name for item in fields(Document) if item.name != "fingerprint")
BATCH = 500  # articles looked up together: a few MB of text


@dataclass(slots=True)
class _Named:
    """The confirmed entities of one article: slugs by kind, and every name of theirs."""

    slugs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: list[str] = field(default_factory=list)


class _Words(NamedTuple):
    """What is indexed of one version; the names are those of ArticleVersion."""

    pk: int
    headline: str
    subheadline: str
    text: str
    byline: str
    dateline_text: str


@dataclass(frozen=True, slots=True)
class Built:
    """The documents of some articles, by index; an article that does not belong in one has none there."""

    public: list[Document]
    desk: list[Document]


def build_documents(*, refs: Iterable[str], at: datetime) -> Built:
    """What both indexes shall hold of these refs at that moment; eight queries in all.

    Most stories are the same to readers and to the desk: then one document serves both indexes, and is
    read, hashed and cut into words once.
    """
    # What no index is told of (provenance, extras) is left in the database.
    articles = Article.objects.filter(ref__in=list(refs)).defer("provenance", "extras")
    found = list(articles.select_related("source", "rights"))
    ids = [article.pk for article in found]
    topics = _topics_of(ids)
    named, publicly_named = _entities_of(ids, Mention.objects.confirmed()), _entities_of(ids, Mention.objects.public())
    words = _words_of({key for article in found for key in (article.latest_version_id, article.public_version_id)})
    built = Built([], [])
    for article in found:
        for_all = publicly_named[article.pk]
        latest, public = words.get(article.latest_version_id), words.get(article.public_version_id)
        for_desk = _document(article, latest, latest.text, named[article.pk], topics[article.pk]) if latest else None
        if for_desk is not None:
            built.desk.append(for_desk)
        if public is not None and article.is_readable(at):
            text = _open_text(article, public, at)
            is_same = public is latest and text == public.text and for_all == named[article.pk]
            same = for_desk if is_same else None
            built.public.append(same or _document(article, public, text, for_all, topics[article.pk]))
    return built


def iterate_documents(*, index: IndexName, at: datetime) -> Iterator[Document]:
    """Every document of that index in the order of ref; memory does not grow with the archive."""
    articles = Article.objects.all() if index == "desk" else Article.objects.readable(at)
    after = ""
    while refs := list(articles.filter(ref__gt=after).order_by("ref").values_list("ref", flat=True)[:BATCH]):
        built = build_documents(refs=refs, at=at)
        yield from sorted(built.public if index == "public" else built.desk, key=lambda document: document.ref)
        after = refs[-1]


def _open_text(article: Article, version: _Words, at: datetime) -> str:
    """Readers find only what they may be shown: a search must not spell out a text closed to them."""
    rights = article.rights_or_none
    return version.text if rights is None else rights.open_text(version.text, on=at.date())


def _document(article: Article, version: _Words, text: str, named: _Named, topics: Sequence[str]) -> Document:
    document = Document(
        ref=article.ref,
        fingerprint="",
        headline=version.headline,
        subheadline=version.subheadline,
        text=text,
        byline=version.byline,
        dateline=version.dateline_text,
        language=article.language,
        source=article.source.code,
        genre=article.genre,
        topics=tuple(topics),
        people=tuple(named.slugs.get(Kind.PERSON, ())),
        organisations=tuple(named.slugs.get(Kind.ORGANISATION, ())),
        places=tuple(named.slugs.get(Kind.PLACE, ())),
        events=tuple(named.slugs.get(Kind.EVENT, ())),
        names=tuple(dict.fromkeys(named.names)),
        published_at=article.published_at,
        dated_on=article.dated_on,
        status=article.status,
    )
    return replace(document, fingerprint=fingerprint(document))


def fingerprint(document: Document) -> str:
    """A hash of everything that is indexed: equal fingerprints, equal entry."""
    digest = hashlib.blake2b(digest_size=16)
    said = "".join(f"{name}={getattr(document, name)!r}\n" for name in _TOLD)
    digest.update(said.encode("utf-8", "replace"))
    return digest.hexdigest()


def _words_of(ids: Collection[int | None]) -> dict[int | None, _Words]:
    """Versions by id; each is read once, though it is most often both the latest and the public one."""
    rows = ArticleVersion.objects.filter(pk__in=[key for key in ids if key is not None])
    return {row[0]: _Words._make(row) for row in rows.values_list(*_Words._fields)}


def _entities_of(ids: Sequence[int], mentions: MentionQuerySet) -> dict[int, _Named]:
    rows = list(
        mentions.filter(article_id__in=ids)
        .order_by("article_id", "id")
        .values_list("article_id", "entity_id", "entity__kind", "entity__slug", "entity__name")
    )
    aliases: dict[int, list[str]] = defaultdict(list)
    known = Alias.objects.filter(entity_id__in={row[1] for row in rows}).order_by("id")
    for entity_id, name in known.values_list("entity_id", "name"):
        aliases[entity_id].append(name)
    named: dict[int, _Named] = defaultdict(_Named)
    for article_id, entity_id, kind, slug, name in rows:
        entry = named[article_id]
        if slug not in entry.slugs[kind]:
            entry.slugs[kind].append(slug)
            entry.names += [name, *aliases[entity_id]]
    return named


def _topics_of(ids: Sequence[int]) -> dict[int, list[str]]:
    topics: dict[int, list[str]] = defaultdict(list)
    rows = ArticleTopic.objects.filter(content_object_id__in=ids).order_by("tag__slug")
    for article_id, slug in rows.values_list("content_object_id", "tag__slug"):
        topics[article_id].append(slug)
    return topics
