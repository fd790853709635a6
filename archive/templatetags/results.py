"""Tags for what stands dozens of times on a page of results, where a template would take longer than the search.

Everything is escaped by `_fill`; nothing else is marked safe here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from archive.text.escaping import fill_form
from archive.text.spans import Span

from .story import lit, long_day

register = template.Library()
_OPTION = (
    '<li><a href="{}" rel="nofollow"><bdi>{}</bdi></a>'
    '<span class="count">{}<span class="unseen"> {}</span></span></li>\n'
)
_CHOSEN = (
    '<li class="on"><a href="{}" rel="nofollow" aria-current="true"><bdi>{}</bdi>'
    '<span class="unseen"> (chosen; follow to remove)</span></a>'
    '<span class="count">{}<span class="unseen"> {}</span></span></li>\n'
)
_LINE = "<div><dt><code>{}</code></dt><dd>{}{}</dd></div>\n"
_CARDS = {
    heading: (
        '<article class="card">\n<p class="kicker">{}<time datetime="{}">{}</time><span>{}</span></p>\n'
        f'<{heading} class="headline"{{}} dir="auto"><a href="{{}}">{{}}</a></{heading}>\n{{}}{{}}{{}}</article>\n'
    )
    for heading in ("h2", "h3")
}
_TEASER = '<p class="teaser"{} dir="auto">{}</p>\n'
_NAMED = '<ul class="named" aria-label="Named in this story">{}</ul>\n'
_VERSIONS = '<span>{} versions, <a href="{}#versions">show all</a></span>'
_TRY = '; try <a href="{}"><bdi>{}</bdi></a>'


class Option(Protocol):
    """One choice: following `href` takes it, or takes it back."""

    name: str
    count: int
    href: str
    is_chosen: bool


class Example(Protocol):
    """One line of the help; without an example `text` is empty."""

    form: str
    says: str
    text: str
    href: str


class Copy(Protocol):
    """The same story from elsewhere."""

    source: str
    href: str


class Card(Protocol):
    """A story in a listing."""

    href: str
    headline: str
    language: str
    place: str
    dated_on: date
    source: str
    teaser: str
    headline_spans: Sequence[Span]
    teaser_spans: Sequence[Span]
    named: Sequence[str]
    versions: int
    copies: Sequence[Copy]


@register.simple_tag
def story_card(card: Card, heading: str = "h3") -> SafeString:
    """A story in a listing: its place, day and source over the headline; `heading` is h2 or h3."""
    language = _fill(' lang="{}"', card.language) if card.language else ""
    return _fill(
        _CARDS[heading],
        _fill("<span>{}</span>", card.place) if card.place else "",
        card.dated_on.isoformat(),
        long_day(card.dated_on),
        card.source,
        language,
        card.href,
        lit(card.headline, card.headline_spans),
        _fill(_TEASER, language, lit(card.teaser, card.teaser_spans)) if card.teaser else "",
        _fill(_NAMED, _fill_each("", '<li dir="auto">{}</li>', ((name,) for name in card.named))) if card.named else "",
        _also(card) if card.copies or card.versions > 1 else "",
    )


@register.simple_tag
def option_links(options: Iterable[Option]) -> SafeString:
    """Choices of a facet as items of a list: each a link that takes it, or takes it back."""
    return _fill_each("", "{}", ((_link(option),) for option in options))


@register.simple_tag
def help_lines(lines: Iterable[Example]) -> SafeString:
    """The query language as terms and definitions, each with an example to follow if there is one."""
    rows = ((line.form, line.says, _fill(_TRY, line.href, line.text) if line.text else "") for line in lines)
    return _fill_each("", _LINE, rows)


def _link(option: Option) -> SafeString:
    stories = "story" if option.count == 1 else "stories"
    return _fill(_CHOSEN if option.is_chosen else _OPTION, option.href, option.name, option.count, stories)


def _also(card: Card) -> SafeString:
    """What else there is of this story: earlier versions, and copies from elsewhere."""
    copies = _fill_each(", ", '<a href="{}">{}</a>', ((copy.href, copy.source) for copy in card.copies))
    return _fill(
        '<p class="also">{}{}</p>\n',
        _fill(_VERSIONS, card.versions, card.href) if card.versions > 1 else "",
        _fill("<span>also from {}</span>", copies) if copies else "",
    )


def _fill(form: str, *parts: object) -> SafeString:
    return mark_safe(fill_form(form, *parts))  # noqa: S308  # every part escaped, and the forms are ours


def _fill_each(between: str, form: str, rows: Iterable[Sequence[object]]) -> SafeString:
    return mark_safe(between.join(fill_form(form, *row) for row in rows))  # noqa: S308  # the same
