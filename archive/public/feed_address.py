"""Searches as feeds and follows know them: the parameters without order and place, and the request they make."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict

from archive.search.parse import parse_query
from archive.search.query import SearchRequest

from .search_address import SearchAddress, first_day, last_day, read_address


def search_of(address: SearchAddress) -> str:
    """The parameters of what is asked, in a fixed order, without sort and cursor: equal searches, equal strings."""
    return urlencode(replace(address, sort="", cursor="", copies=False).pairs)


def read_search(search: str) -> SearchAddress:
    """What `search_of` wrote."""
    return read_address(QueryDict(search))


def feed_of(address: SearchAddress) -> str:
    """The path of its feed."""
    search = search_of(address)
    return f"/feeds/search/?{search}" if search else "/feeds/search/"


def request_of(
    address: SearchAddress, *, limit: int, cursor: str = "", refs: tuple[str, ...] | None = None
) -> SearchRequest:
    """The search, newest first; among `refs` only, when given."""
    return SearchRequest(
        query=parse_query(address.q).query,
        filters=address.filters,
        since=first_day(address.since),
        until=last_day(address.until),
        sort="newest",
        limit=limit,
        cursor=cursor or address.cursor,
        refs=refs,
    )
