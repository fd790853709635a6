"""Tags that turn a story's text, notes and facts into HTML: the only place where anything is marked safe.

Each tag takes plain values and calls the one function that escapes them; none takes HTML.
"""

from __future__ import annotations

import json
from calendar import month_name
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from archive.text.marks import Mark
from archive.text.render import Highlight, render_text
from archive.text.spans import Span

from .notes import render_note

register = template.Library()
_IN_SCRIPT = {ord(c): f"\\u{ord(c):04X}" for c in "<>&\u2028\u2029"}


@register.simple_tag
def story_body(
    text: str,
    marks: Iterable[Mark] = (),
    highlights: Iterable[Highlight] = (),
    dateline: str = "",
    *,
    with_places: bool = False,
) -> SafeString:
    """The text of a story, escaped by the one renderer, with its names and notes marked."""
    html = render_text(
        text, marks=marks, highlights=highlights, dateline=dateline, dir_auto=True, with_places=with_places
    )
    return mark_safe(html)  # noqa: S308  # escaped by render_text


@register.filter
def note_html(body: str) -> SafeString:
    """A note's Markdown."""
    return mark_safe(render_note(body))  # noqa: S308  # whitelisted by nh3


@register.filter
def lit(text: str, spans: Sequence[Span]) -> SafeString:
    """One line of text with the words that were searched for in <mark>; spans in code points."""
    if not spans:
        return mark_safe(escape(text))  # noqa: S308  # escaped
    parts, reached = [], 0
    for start, end in sorted(spans):
        begin, stop = max(start, reached), min(end, len(text))
        if begin < stop:
            parts += [escape(text[reached:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            reached = stop
    return mark_safe("".join([*parts, escape(text[reached:])]))  # noqa: S308  # every part escaped


@register.filter
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """Linked data for a <script> block: no `<` of the data can end it."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT))  # noqa: S308


@register.filter
def long_day(day: date | None) -> str:
    """12 April 1961, in the language of the pages, which is English whatever the locale."""
    return f"{day.day} {month_name[day.month]} {day.year}" if day else ""


@register.filter
def language_name(code: str) -> str:
    """“Korean · 한국어” for ko; the code itself when it is not known."""
    try:
        info = get_language_info(code)
    except KeyError:
        return code
    own = info["name_local"]
    return info["name"] if own.lower() == info["name"].lower() else f"{info['name']} · {own}"


@register.simple_tag
def site_name() -> str:
    """The name in the masthead; a tag, because error pages have no context."""
    return str(settings.SITE_NAME)
