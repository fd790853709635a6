"""Note bodies: Markdown as editors write it, as HTML that can do nothing but be read."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt

TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "heading", "lheading"])


def render_note(body: str) -> str:
    """Safe HTML of a note. Raw HTML is shown as typed, and whatever is still left passes a whitelist."""
    return nh3.clean(
        _MARKDOWN.render(body.replace("\x00", "")),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
