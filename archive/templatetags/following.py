"""Links from a search to its feed and to the page where it is followed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from urllib.parse import urlencode

from django import template

register = template.Library()


class _Search(Protocol):
    @property
    def pairs(self) -> Iterable[tuple[str, str]]: ...


@register.filter
def feed_href(address: _Search) -> str:
    """`/feeds/search/?…`: the feed of what is asked."""
    return _href("/feeds/search/", address)


@register.filter
def follow_href(address: _Search) -> str:
    """`/follow/?…`: where a mail of what is new can be asked for."""
    return _href("/follow/", address)


def _href(path: str, address: _Search) -> str:
    """Order and page are not part of what is asked."""
    pairs = [pair for pair in address.pairs if pair[0] not in ("sort", "cursor", "copies")]
    return f"{path}?{urlencode(pairs)}" if pairs else path
