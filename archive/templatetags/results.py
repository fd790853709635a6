"""Tags for what stands dozens of times on a page of results, where a template would take longer than the search.

Everything is escaped by `format_html`; nothing is marked safe here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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


@register.simple_tag
def option_links(options: Iterable[Option]) -> SafeString:
    """Choices of a facet as items of a list: each a link that takes it, or takes it back."""
    return format_html_join("", "{}", ((_link(option),) for option in options))


@register.simple_tag
def help_lines(lines: Iterable[Example]) -> SafeString:
    """The query language as terms and definitions, each with an example to follow if there is one."""
    rows = ((line.form, line.says, format_html(_TRY, line.href, line.text) if line.text else "") for line in lines)
    return format_html_join("", _LINE, rows)


def _link(option: Option) -> SafeString:
    stories = "story" if option.count == 1 else "stories"
    return format_html(_CHOSEN if option.is_chosen else _OPTION, option.href, option.name, option.count, stories)
