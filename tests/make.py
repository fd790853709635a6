"""Factories: `make_article(headline="…")` and kin, with fixed and readable defaults.

They go through `archive.actions`, so that what a test starts from is what the product would have made.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from archive.actions import (
    HowToRead,
    Words,
    add_alias,
    add_to_dossier,
    annotate_version,
    create_article,
    finish_plan,
    keep_upload,
    link_articles,
    make_dossier,
    make_push_token,
    mention_entity,
    publish_article,
    publish_dossier,
    receive_upload,
    save_entity,
    save_feed,
    save_source,
    set_topics,
)
from archive.models import (
    Annotation,
    Article,
    ArticleVersion,
    Dossier,
    Entity,
    Event,
    Feed,
    Link,
    Mention,
    Organisation,
    Person,
    Place,
    PushToken,
    Source,
    Upload,
)
from archive.models.link import LinkType
from archive.text.quotes import Quote

NOON = datetime(1961, 4, 12, 12, 0, tzinfo=UTC)
TEXT = (
    "The Soviet Union today sent a man around the Earth and landed him safely.\n\n"
    "Major Yuri Gagarin felt well throughout the flight, the announcement said."
)
_numbers = count(1)
AnyEntity = TypeVar("AnyEntity", Person, Organisation, Place, Event)


def make_user(username: str = "", **fields: Any) -> User:
    """An editor with rights over everything, so that a test of pages need not list permissions."""
    name = username or f"editor{next(_numbers)}"
    return User.objects.create_user(name, password="clear sky", **{"is_staff": True, "is_superuser": True, **fields})


def make_source(code: str = "MP", **fields: Any) -> Source:
    """Meridian Press, unless told otherwise; the same code gives the same source."""
    known = Source.objects.filter(code=code).first()
    if known is not None:
        return known
    defaults = {
        "name": "Meridian Press" if code == "MP" else f"Source {code}",
        "default_holder": "Meridian Press",
    }
    return save_source(source=Source(code=code, **{**defaults, **fields}))


def make_token(code: str = "MP", *, is_published: bool = False) -> tuple[PushToken, str]:
    """A token with which stories of that source are pushed, and its secret."""
    return make_push_token(source=make_source(code), name="night desk", is_published=is_published, by=None, at=NOON)


def make_upload(
    content: bytes = b"headline,text\nTide turns,It turned.\n", *, at: datetime = NOON, is_planned: bool = False
) -> Upload:
    """A table that was uploaded, and waits to be read or, if planned, to be approved."""
    kept = keep_upload(content=ContentFile(content), file_name="tides.csv")
    upload = receive_upload(kept=kept, how=HowToRead(received_at=NOON), by=None, at=at)
    if is_planned:
        finish_plan(upload=upload, at=at)
    return upload


def make_feed(url: str = "https://feeds.example.org/news", **fields: Any) -> Feed:
    """A feed of Meridian Press that is due."""
    at = fields.pop("at", NOON)
    return save_feed(feed=Feed(url=url, **{"source": make_source(), **fields}), by=None, at=at)


def make_words(**fields: Any) -> Words:
    """The words of a short wire story."""
    defaults: dict[str, Any] = {
        "headline": "Soviet Union puts a man in orbit",
        "text": TEXT,
        "dateline_text": "MOSCOW, April 12 (MP) -",
        "dateline_on": date(1961, 4, 12),
        "dateline_agency": "MP",
    }
    return Words(**{**defaults, **fields})


def make_draft(
    *,
    source: Source | None = None,
    by: User | None = None,
    at: datetime = NOON,
    language: str = "en",
    guid: str = "",
    **words: Any,
) -> Article:
    """A story that only the desk can see."""
    return create_article(
        source=source or make_source(), words=make_words(**words), by=by, at=at, language=language, guid=guid
    )


def make_article(
    *,
    visible_from: datetime | None = None,
    at: datetime = NOON,
    topics: tuple[str, ...] = (),
    by: User | None = None,
    **fields: Any,
) -> Article:
    """A published story. Other fields are `make_draft`'s."""
    article = make_draft(at=at, by=by, **fields)
    article = publish_article(article=article, by=by, at=at, visible_from=visible_from)
    return set_topics(article=article, topics=topics, by=by, at=at) if topics else article


def make_person(name: str = "Yuri Gagarin", *, aliases: tuple[str, ...] = (), **fields: Any) -> Person:
    return _with_aliases(save_entity(entity=Person(name=name, **fields), at=NOON), aliases)


def make_organisation(
    name: str = "Academy of Sciences", *, aliases: tuple[str, ...] = (), **fields: Any
) -> Organisation:
    return _with_aliases(save_entity(entity=Organisation(name=name, **fields), at=NOON), aliases)


def make_place(name: str = "Moscow", *, aliases: tuple[str, ...] = (), **fields: Any) -> Place:
    return _with_aliases(save_entity(entity=Place(name=name, **fields), at=NOON), aliases)


def make_event(name: str = "Vostok 1", *, aliases: tuple[str, ...] = (), **fields: Any) -> Event:
    defaults = {"starts_on": date(1961, 4, 12), "ends_on": date(1961, 4, 12)}
    return _with_aliases(save_entity(entity=Event(name=name, **{**defaults, **fields}), at=NOON), aliases)


def make_mention(article: Article, entity: Entity, *, words: str = "", **fields: Any) -> Mention:
    """Confirmed by a person; on every place where `words` stand in the latest version."""
    version = article.latest_version
    spans = _spans(version.text, words) if version and words else []
    return mention_entity(article=article, entity=entity, by=None, at=NOON, spans=spans, **fields)


def make_link(article: Article, target: Article, *, type: str = LinkType.FOLLOWS, reason: str = "") -> Link:
    return link_articles(article=article, target=target, type=type, reason=reason, by=None, at=NOON)


def make_note(article: Article, exact: str, *, body: str = "A note.", **fields: Any) -> Annotation:
    """Internal unless `visibility="public"`, on the latest version."""
    version = ArticleVersion.objects.filter(article=article).order_by("-number")[0]
    return annotate_version(version=version, quote=Quote(exact=exact), body=body, by=None, at=NOON, **fields)


def make_full_dossier(*items: Article | Event, title: str = "The first man in space", **fields: Any) -> Dossier:
    """A published dossier of these stories and events, in their order."""
    dossier = make_dossier(title=title, by=None, at=NOON, **fields)
    add_to_dossier(dossier=dossier, items=items, by=None, at=NOON)
    return publish_dossier(dossier=dossier, by=None, at=NOON)


def _with_aliases(entity: AnyEntity, aliases: tuple[str, ...]) -> AnyEntity:
    for alias in aliases:
        add_alias(entity=entity, name=alias, at=NOON)
    return entity


def _spans(text: str, words: str) -> list[tuple[int, int]]:
    spans, start = [], text.find(words)
    while start >= 0:
        spans.append((start, start + len(words)))
        start = text.find(words, start + len(words))
    return spans
