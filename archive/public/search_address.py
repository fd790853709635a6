"""The address of a search: what is asked, as a value from which every link of the page is made."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Literal, get_args
from urllib.parse import quote_plus

from django.http import QueryDict

from archive.search.query import Sort

from .inputs import tidy_input

# The parameter in the address, and the facet of the index that it filters.
PARAMETERS: Mapping[str, str] = {
    "person": "people",
    "organisation": "organisations",
    "place": "places",
    "event": "events",
    "source": "source",
    "topic": "topics",
    "language": "language",
    "genre": "genre",
    "year": "year",
}
MOST_VALUES = 20  # of one facet; no page offers more
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)


# A page has some fifty links that differ in one value.
_quote = lru_cache(maxsize=5_000)(quote_plus)


@dataclass(frozen=True, slots=True)
class SearchAddress:
    """What stands in the address bar. `since` and `until` are kept as typed: YYYY, YYYY-MM or YYYY-MM-DD."""

    q: str = ""
    sort: Sort | Literal[""] = ""
    cursor: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    copies: bool = False  # show near-duplicates apart

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and values in a fixed order; repeated ones mean OR within their facet."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in PARAMETERS for value in self.chosen.get(name, ())]
        named = (
            ("from", self.since),
            ("to", self.until),
            ("sort", self.sort),
            ("copies", "1" if self.copies else ""),
            ("cursor", self.cursor),
        )
        return (*pairs, *((name, value) for name, value in named if value))

    @property
    def url(self) -> str:
        """The address itself."""
        asked = "&".join(f"{name}={_quote(value)}" for name, value in self.pairs)
        return f"/search?{asked}" if asked else "/search"

    @property
    def is_empty(self) -> bool:
        """Nothing asked: neither words nor a choice."""
        return not (self.q or self.since or self.until or any(self.chosen.values()))

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The choices under the index's own names."""
        return {PARAMETERS[name]: values for name, values in self.chosen.items() if values}

    def toggled(self, name: str, value: str) -> SearchAddress:
        """With that value chosen, or not any more; from the first page."""
        before = self.chosen.get(name, ())
        after = tuple(v for v in before if v != value) if value in before else (*before, value)
        return replace(self, chosen={**self.chosen, name: after}, cursor="")

    def within(self, since: str, until: str) -> SearchAddress:
        """In that time; from the first page."""
        return replace(self, since=since, until=until, cursor="")

    def sorted_by(self, sort: Sort) -> SearchAddress:
        return replace(self, sort=sort, cursor="")

    def after(self, cursor: str) -> SearchAddress:
        return replace(self, cursor=cursor)

    def showing_copies(self, copies: bool) -> SearchAddress:
        return replace(self, copies=copies)

    def asking(self, q: str) -> SearchAddress:
        return replace(self, q=q, cursor="")


def read_address(params: QueryDict) -> SearchAddress:
    """What the parameters ask, whatever nonsense is among them."""
    sort = params.get("sort", "")
    chosen = {
        name: tuple(dict.fromkeys(tidy_input(v, 200) for v in params.getlist(name)[:MOST_VALUES] if v.strip()))
        for name in PARAMETERS
        if name in params
    }
    return SearchAddress(
        q=" ".join(tidy_input(params.get("q", "")).split()),
        sort=sort if sort in get_args(Sort) else "",  # type: ignore[arg-type]  # checked on the left
        cursor=tidy_input(params.get("cursor", "")),
        chosen={name: tuple(v for v in values if v) for name, values in chosen.items()},
        since=_tidy_day(params.get("from", "")),
        until=_tidy_day(params.get("to", "")),
        copies=params.get("copies") == "1",
    )


def first_day(text: str) -> date | None:
    """The first day of a year, month or day as typed; None when it is none."""
    return _read_day(text, last=False)


def last_day(text: str) -> date | None:
    """The last day of it."""
    return _read_day(text, last=True)


def _tidy_day(text: str) -> str:
    text = tidy_input(text, 20)
    return text if first_day(text) else ""


def _read_day(text: str, *, last: bool) -> date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        whole_month = month or (12 if last else 1)
        return date(year or 0, whole_month, day or (monthrange(year or 0, whole_month)[1] if last else 1))
    except ValueError:
        return None
