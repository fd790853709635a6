"""Documents: what the index is told of articles, built from the database a batch at a time."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Literal

from archive.models import Alias, Article, ArticleTopic, ArticleVersion, Mention
from archive.models.entity import Kind
from archive.models.mention import MentionStatus
from archive.search.document import Document

IndexName = Literal["public", "desk"]
INDEXES: tuple[IndexName, IndexName] = ("public", "desk")
BATCH = 500  # articles looked up together: a few MB of text


@dataclass(slots=True)
class _Named:
    """The confirmed entities of one article: slugs by kind, and every name of theirs."""

    slugs: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Built:
    """The documents of some articles, by index; an article that does not belong in one has none there."""

    public: list[Document]
    desk: list[Document]


def build_documents(*, refs: Iterable[str], at: datetime) -> Built:
    """What both indexes shall hold of these refs at that moment; five queries in all.

    Most stories are the same to readers and to the desk: then one document serves both indexes, and is
    read, hashed and cut into words once.
    """
    articles = Article.objects.filter(ref__in=list(refs))
    found = list(articles.select_related("latest_version", "public_version", "source", "rights"))
    ids = [article.pk for article in found]
    named, topics = _entities_of(ids), _topics_of(ids)
    built = Built([], [])
    for article in found:
        facts = named[article.pk], topics[article.pk]
        latest, public = article.latest_version, article.public_version
        for_desk = _document(article, latest, latest.text, *facts) if latest is not None else None
        if for_desk is not None:
            built.desk.append(for_desk)
        if public is not None and article.is_readable(at):
            text = _open_text(article, public, at)
            is_same = for_desk is not None and public == latest and text == public.text
            built.public.append(for_desk if is_same and for_desk else _document(article, public, text, *facts))
    return built


def iterate_documents(*, index: IndexName, at: datetime) -> Iterator[Document]:
    """Every document of that index in the order of ref; memory does not grow with the archive."""
    articles = Article.objects.all() if index == "desk" else Article.objects.readable(at)
    after = ""
    while refs := list(articles.filter(ref__gt=after).order_by("ref").values_list("ref", flat=True)[:BATCH]):
        built = build_documents(refs=refs, at=at)
        yield from sorted(built.public if index == "public" else built.desk, key=lambda document: document.ref)
        after = refs[-1]


def _open_text(article: Article, version: ArticleVersion, at: datetime) -> str:
    """Readers find only what they may be shown: a search must not spell out a text closed to them."""
    rights = article.rights_or_none
    return version.text if rights is None else rights.open_text(version.text, on=at.date())


def _document(article: Article, version: ArticleVersion, text: str, named: _Named, topics: Sequence[str]) -> Document:
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
        people=tuple(named.slugs[Kind.PERSON]),
        organisations=tuple(named.slugs[Kind.ORGANISATION]),
        places=tuple(named.slugs[Kind.PLACE]),
        events=tuple(named.slugs[Kind.EVENT]),
        names=tuple(dict.fromkeys(named.names)),
        published_at=article.published_at,
        dated_on=article.dated_on,
        status=article.status,
    )
    return replace(document, fingerprint=fingerprint(document))


def fingerprint(document: Document) -> str:
    """A hash of everything that is indexed: equal fingerprints, equal entry."""
    digest = hashlib.blake2b(digest_size=16)
    for item in fields(document):
        if item.name != "fingerprint":
            digest.update(f"{item.name}={getattr(document, item.name)!r}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def _entities_of(ids: Sequence[int]) -> dict[int, _Named]:
    rows = list(
        Mention.objects.filter(article_id__in=ids, status=MentionStatus.CONFIRMED)
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
