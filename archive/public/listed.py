"""What listings need of a story, read as one row: no page of twenty stories has to build a hundred records for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet

from archive.models import Article, ArticleQuerySet, Mention, MentionQuerySet
from archive.models.compiled import Compiled
from archive.models.entity import Kind

NAMES = 4  # people and events named under a card
NAMED = (Kind.EVENT, Kind.PERSON)  # events first: they say most about a story


class Listed(NamedTuple):
    """A story as listings know it: the public words, `number` of their version, and the rights to them.

    `policy` is that of its rights, else of its source.
    """

    pk: int
    ref: str
    language: str
    dated_on: date
    visible_until: datetime | None
    headline: str
    text: str
    abstract: str
    number: int
    place: str
    source: str
    policy: str
    expires_on: date | None
    named: tuple[str, ...]


_COLUMNS = (
    "pk",
    "ref",
    "language",
    "dated_on",
    "visible_until",
    "public_version__headline",
    "public_version__text",
    "public_version__abstract",
    "public_version__number",
    "public_version__dateline_place__name",
    "source__name",
    "rights__display_policy",
    "rights__expires_on",
    "source__default_display_policy",
)


def list_stories(refs: Collection[str], *, at: datetime, named: bool = True) -> list[Listed]:
    """Those of these stories that are readable, in no order: one query, and one for whom they name."""
    rows = _STORIES.rows(refs=list(refs), at=at) if refs else []
    names = _names_of([row[0] for row in rows]) if named else {}
    return [
        Listed(
            pk, ref, language, dated_on, until, headline, text, abstract, number, place or "", source,
            policy or of_source, expires_on, names.get(pk, ()),
        )
        for (
            pk, ref, language, dated_on, until, headline, text, abstract, number, place, source,
            policy, expires_on, of_source,
        ) in rows
    ]  # fmt: skip


def list_article(article: Article) -> Listed | None:
    """The same of an article fetched `with_words`; None of one without public words.

    Its names are told if it was also fetched `with_names`.
    """
    version, rights = article.public_version, article.rights_or_none
    if version is None:
        return None
    mentions: Iterable[Mention] = getattr(article, "confirmed", ())
    return Listed(
        pk=article.pk,
        ref=article.ref,
        language=article.language,
        dated_on=article.dated_on,
        visible_until=article.visible_until,
        headline=version.headline,
        text=version.text,
        abstract=version.abstract,
        number=version.number,
        place=version.dateline_place.name if version.dateline_place else "",
        source=article.source.name,
        policy=rights.display_policy if rights else article.source.default_display_policy,
        expires_on=rights.expires_on if rights else None,
        named=_pick_names((mention.entity.kind, mention.entity.name) for mention in mentions),
    )


def with_names(articles: ArticleQuerySet) -> ArticleQuerySet:
    """…joined with the confirmed names that a card may mention: one more query, whatever the number."""
    confirmed = _tellable().select_related("entity").only("article_id", "entity__name", "entity__kind")
    return articles.prefetch_related(Prefetch("mentions", queryset=confirmed.order_by("id"), to_attr="confirmed"))


def _tellable() -> MentionQuerySet:
    return Mention.objects.public().filter(entity__kind__in=NAMED, entity__merged_into__isnull=True)


def _names_of(pks: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """By article, the names under its card."""
    if not pks:
        return {}
    found: dict[int, list[tuple[str, str]]] = {}
    rows = _NAMES.rows(pks=list(pks))
    for pk, kind, name in rows:
        found.setdefault(pk, []).append((kind, name))
    return {pk: _pick_names(named) for pk, named in found.items()}


def _pick_names(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """(kind, name) in the order of the story: events, then people, each once."""
    ordered = sorted(named, key=lambda one: NAMED.index(Kind(one[0])))
    return tuple(dict.fromkeys(name for _, name in ordered))[:NAMES]


def _ask_stories(*, refs: Collection[str], at: datetime) -> QuerySet[Article, Any]:
    return Article.objects.readable(at).filter(ref__in=refs).values_list(*_COLUMNS)


def _ask_names(*, pks: Collection[int]) -> QuerySet[Mention, Any]:
    mentions = _tellable().filter(article_id__in=pks).order_by("id")
    return mentions.values_list("article_id", "entity__kind", "entity__name")


_STORIES, _NAMES = Compiled(_ask_stories), Compiled(_ask_names)
