"""A card: one story in a listing, with its place, day and source over the headline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from archive.models import Article
from archive.models.article import address_of
from archive.search.results import Highlighted
from archive.text.excerpt import plain_excerpt
from archive.text.spans import Span

from .listed import Listed, list_article
from .shown import show_words

TEASER_LENGTH = 220  # code points: three lines of a listing
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


def make_cards(stories: Iterable[Article | Listed], *, on: date) -> tuple[Card, ...]:
    """Cards of readable stories; one whose rights show nothing is left out."""
    cards = (make_card(story, on=on) for story in stories)
    return tuple(card for card in cards if card is not None)


def make_card(story: Article | Listed, *, on: date, light: Light | None = None) -> Card | None:
    """The card of one story, an article being fetched `with_words`. `light` picks the passage to show, from no more
    than what may be shown.
    """
    listed = list_article(story) if isinstance(story, Article) else story
    if listed is None:
        return None
    shown = show_words(listed.text, abstract=listed.abstract, policy=listed.policy, expires_on=listed.expires_on, on=on)
    if shown is None:
        return None
    lit = light(listed.headline, shown.text, listed.language) if light else Highlighted((), "", ())
    return Card(
        ref=listed.ref,
        href=address_of(listed.ref, listed.headline),
        headline=listed.headline,
        language=listed.language,
        place=listed.place,
        dated_on=listed.dated_on,
        source=listed.source,
        teaser=lit.snippet or plain_excerpt(shown.text or shown.abstract, TEASER_LENGTH),
        headline_spans=lit.headline_spans,
        teaser_spans=lit.snippet_spans,
        named=listed.named,
        closes_at=listed.visible_until,
    )


def earliest_close(cards: Iterable[Card]) -> datetime | None:
    """When the first of these must disappear."""
    return min((card.closes_at for card in cards if card.closes_at), default=None)
