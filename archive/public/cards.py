"""A card: one story in a listing, with its place, day and source over the headline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from archive.models import Article, ArticleQuerySet, Mention
from archive.models.entity import Kind
from archive.search.results import Highlighted
from archive.text.excerpt import plain_excerpt
from archive.text.spans import Span

from .shown import decide_shown

TEASER_LENGTH = 220  # code points: three lines of a listing
NAMES = 4  # people and events named under a card
NAMED = (Kind.EVENT, Kind.PERSON)  # events first: they say most about a story
Light = Callable[[str, str, str], Highlighted]  # (headline, text, language) -> the words found in them


@dataclass(frozen=True, slots=True)
class Copy:
    """A near-duplicate from elsewhere, told under the story it repeats."""

    source: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """One story as listings show it; `closes_at` is when it must disappear from them.

    Results of a search also tell the number of published `versions` and the `copies` folded into the story.
    """

    ref: str
    href: str
    headline: str
    language: str
    place: str
    dated_on: date
    source: str
    teaser: str
    headline_spans: tuple[Span, ...] = ()
    teaser_spans: tuple[Span, ...] = ()
    named: tuple[str, ...] = ()
    closes_at: datetime | None = None
    versions: int = 1
    copies: tuple[Copy, ...] = ()


def with_names(articles: ArticleQuerySet) -> ArticleQuerySet:
    """…joined with the confirmed names that a card may mention: one more query, whatever the number."""
    confirmed = (
        Mention.objects.public()
        .filter(entity__kind__in=NAMED, entity__merged_into__isnull=True)
        .select_related("entity")
        .only("article_id", "entity__name", "entity__kind")
        .order_by("id")
    )
    return articles.prefetch_related(Prefetch("mentions", queryset=confirmed, to_attr="confirmed"))


def make_cards(articles: Iterable[Article], *, on: date) -> tuple[Card, ...]:
    """Cards of readable articles fetched `with_words`; one whose rights show nothing is left out."""
    cards = (make_card(article, on=on) for article in articles)
    return tuple(card for card in cards if card is not None)


def make_card(article: Article, *, on: date, light: Light | None = None) -> Card | None:
    """The card of one article. `light` picks the passage to show, from no more than what may be shown."""
    version = article.public_version
    shown = decide_shown(article, version, on=on) if version else None
    if version is None or shown is None:
        return None
    teaser = plain_excerpt(shown.text or shown.abstract, TEASER_LENGTH)
    lit = light(version.headline, shown.text, article.language) if light else Highlighted((), teaser, ())
    return Card(
        ref=article.ref,
        href=article.get_absolute_url(),
        headline=version.headline,
        language=article.language,
        place=version.dateline_place.name if version.dateline_place else "",
        dated_on=article.dated_on,
        source=article.source.name,
        teaser=lit.snippet or teaser,
        headline_spans=lit.headline_spans,
        teaser_spans=lit.snippet_spans if lit.snippet else (),
        named=_names_in(getattr(article, "confirmed", ())),
        closes_at=article.visible_until,
    )


def earliest_close(cards: Iterable[Card]) -> datetime | None:
    """When the first of these must disappear."""
    return min((card.closes_at for card in cards if card.closes_at), default=None)


def _names_in(mentions: Iterable[Mention]) -> tuple[str, ...]:
    entities = sorted((m.entity for m in mentions), key=lambda entity: NAMED.index(Kind(entity.kind)))
    return tuple(dict.fromkeys(entity.name for entity in entities))[:NAMES]
