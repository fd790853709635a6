"""Documents: what the index is told of articles, built from the database a batch at a time.

Everything is read as plain rows, some ten queries a batch: making Django's objects of them takes longer than the rest.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from archive.models import Article, ArticleTopic, ArticleVersion, Rights
from archive.models.article import ArticleQuerySet, Status, open_to_readers
from archive.models.compiled import Compiled
from archive.models.entity import Kind
from archive.search.document import Document

from .names import NOBODY, KnownNames, Named, read_names

IndexName = Literal["public", "desk"]
INDEXES: tuple[IndexName, IndexName] = ("public", "desk")
_TOLD = tuple(item.name for item in fields(Document) if item.name != "fingerprint")
_SAID, _TELL = "".join(f"{name}=%r\n" for name in _TOLD), attrgetter(*_TOLD)
BATCH = 500  # articles looked up together: a few MB of text


class _Words(NamedTuple):
    """What is indexed of one version; the names are those of ArticleVersion."""

    pk: int
    headline: str
    subheadline: str
    text: str
    byline: str
    dateline_text: str


class _Standing(NamedTuple):
    """What is indexed of an article itself; the names are those of a query."""

    pk: int
    ref: str
    language: str
    source__code: str
    genre: str
    published_at: datetime | None
    dated_on: date
    status: str
    latest_version_id: int | None
    public_version_id: int | None
    is_readable: bool  # worked out by the query


@dataclass(frozen=True, slots=True)
class Built:
    """The documents of some articles, by index; an article that does not belong in one has none there.

    A story that is the same to readers and to the desk is one and the same object in both. `keys`: the id of every one
    of the articles, by ref; `latest`: by id the latest version of those that have one, and its text.
    """

    public: list[Document]
    desk: list[Document]
    keys: dict[str, int]
    latest: dict[int, tuple[int, str]]


def build_documents(*, refs: Iterable[str], at: datetime) -> Built:
    """What both indexes shall hold of these refs at that moment."""
    return build_from(Article.objects.filter(ref__in=list(refs)), at=at, known=KnownNames())


def build_from(articles: ArticleQuerySet, *, at: datetime, known: KnownNames) -> Built:
    """What both indexes shall hold of these articles, at most some BATCH of them.

    Most stories are the same to readers and to the desk: then one document serves both indexes, and is
    read, hashed and cut into words once.
    """
    # Asked of each row and not for rows of the kind: SQLite would walk through all that are published, for every batch.
    is_readable = ExpressionWrapper(open_to_readers(at), output_field=BooleanField())
    rows = articles.order_by("pk").values_list(*_Standing._fields[:-1], is_readable)
    found = [_Standing._make(row) for row in rows]
    ids = [article.pk for article in found]
    opened = _rights_of([article.pk for article in found if article.is_readable])
    topics, named = _topics_of(ids), read_names(ids, known)
    words = _words_of({key for article in found for key in (article.latest_version_id, article.public_version_id)})
    built = Built([], [], {article.ref: article.pk for article in found}, {})
    for article in found:
        key = article.pk
        latest, public = words.get(article.latest_version_id), words.get(article.public_version_id)
        if latest is not None:
            built.latest[key] = latest.pk, latest.text
        if article.status == Status.TRASHED:
            continue
        names = named.get(key, NOBODY)
        told = topics.get(key, ())
        for_desk = _document(article, latest, latest.text, names.desk, told) if latest else None
        if for_desk is not None:
            built.desk.append(for_desk)
        if public is not None and article.is_readable:
            rights = opened.get(key)
            # Readers find only what they may be shown: a search must not spell out a text closed to them.
            text = public.text if rights is None else rights.open_text(public.text, on=at.date())
            is_same = public is latest and text == public.text and names.public == names.desk
            same = for_desk if is_same else None
            built.public.append(same or _document(article, public, text, names.public, told))
    return built


def walk_archive(*, at: datetime) -> Iterator[tuple[Built, str]]:
    """The documents of the whole archive in the order of ref, a batch at a time with the last ref that it is about."""
    after, known = "", KnownNames()
    while refs := list(Article.objects.filter(ref__gt=after).order_by("ref").values_list("ref", flat=True)[:BATCH]):
        after = refs[-1]
        yield build_from(Article.objects.filter(ref__in=refs), at=at, known=known), after


def _document(article: _Standing, words: _Words, text: str, named: Named, topics: Sequence[str]) -> Document:
    document = Document(
        ref=article.ref,
        fingerprint="",
        headline=words.headline,
        subheadline=words.subheadline,
        text=text,
        byline=words.byline,
        dateline=words.dateline_text,
        language=article.language,
        source=article.source__code,
        genre=article.genre,
        topics=tuple(topics),
        people=named.slugs(Kind.PERSON),
        organisations=named.slugs(Kind.ORGANISATION),
        places=named.slugs(Kind.PLACE),
        events=named.slugs(Kind.EVENT),
        names=named.names(),
        published_at=article.published_at,
        dated_on=article.dated_on,
        status=article.status,
    )
    # Nobody else has seen it yet: a copy with the fingerprint in it would take as long as the document did.
    object.__setattr__(document, "fingerprint", fingerprint(document))
    return document


def fingerprint(document: Document) -> str:
    """A hash of everything that is indexed: equal fingerprints, equal entry."""
    said = _SAID % _TELL(document)
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _ask_words(*, pks: Collection[int]) -> QuerySet[ArticleVersion, Any]:
    return ArticleVersion.objects.filter(pk__in=pks).values_list(*_Words._fields)


def _ask_rights(*, pks: Collection[int]) -> QuerySet[Rights, Any]:
    return Rights.objects.filter(article_id__in=pks).values_list("article_id", "display_policy", "expires_on")


def _ask_topics(*, pks: Collection[int]) -> QuerySet[ArticleTopic, Any]:
    rows: QuerySet[ArticleTopic, Any] = ArticleTopic.objects.filter(content_object_id__in=pks).order_by("tag__slug")
    return rows.values_list("content_object_id", "tag__slug")


# Their SQL is made once: for five hundred keys Django takes longer to make it than the database to answer.
_WORDS, _RIGHTS, _TOPICS = Compiled(_ask_words), Compiled(_ask_rights), Compiled(_ask_topics)


def _words_of(ids: Collection[int | None]) -> dict[int | None, _Words]:
    """Versions by id; each is read once, though it is most often both the latest and the public one."""
    return {row[0]: _Words._make(row) for row in _WORDS.rows(pks=[key for key in ids if key is not None])}


def _rights_of(ids: Collection[int]) -> dict[int, Rights]:
    """The rule of each article that has rights; few differ, so that they share the objects that judge."""
    rules: dict[tuple[str, date | None], Rights] = {}
    found: dict[int, Rights] = {}
    for key, policy, expires in _RIGHTS.rows(pks=list(ids)):
        rule = rules.get((policy, expires))
        if rule is None:
            rule = rules[policy, expires] = Rights(display_policy=policy, expires_on=expires)
        found[key] = rule
    return found


def _topics_of(ids: Sequence[int]) -> dict[int, list[str]]:
    topics: dict[int, list[str]] = defaultdict(list)
    for article_id, slug in _TOPICS.rows(pks=ids):
        topics[article_id].append(slug)
    return topics
