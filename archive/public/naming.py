"""From what the index counts (slugs, codes) to what readers read (names, addresses)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils.translation import get_language_info

from archive.models import Entity, Source, Topic
from archive.models.compiled import Compiled
from archive.models.entity import PATHS, Kind
from archive.search.results import Facet

KINDS = {
    "people": Kind.PERSON,
    "organisations": Kind.ORGANISATION,
    "places": Kind.PLACE,
    "events": Kind.EVENT,
}
_FACETS: Mapping[str, str] = {kind.value: facet for facet, kind in KINDS.items()}
_PATHS: Mapping[str, str] = {
    **{kind.value: path for kind, path in PATHS.items()},
    "source": "sources",
    "topics": "topics",
}


@dataclass(frozen=True, slots=True)
class Label:
    """How one value of a facet is shown."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A name with the number of its stories; `share` is its part of the whole, in per cent."""

    name: str
    href: str
    count: int
    share: int


def name_values(
    values: Mapping[str, Collection[str]], *, at: datetime, public: Mapping[str, Collection[str]] | None = None
) -> dict[str, dict[str, Label]]:
    """Labels by facet and value, one query. What readers may not know of has none.

    `public` are values, by facet, that need not be asked about again: see `list_public`.
    """
    labels: dict[str, dict[str, Label]] = {facet: {} for facet in values}
    asked = {facet: sorted(set(values.get(facet, ()))) for facet in (*KINDS, "source", "topics")}
    if any(asked.values()):
        known = public or {}
        is_known = all(set(asked[facet]).issubset(known.get(facet, ())) for facet in KINDS)
        rows = _NAMED.rows(**asked) if is_known else _READABLE.rows(**asked, at=at)
        for facet, key, name in rows:
            labels[_FACETS.get(facet, facet)][key] = Label(name, f"/{_PATHS[facet]}/{key}/")
    for facet in ("language", "year", "genre"):
        for value in values.get(facet, ()):
            labels[facet][value] = Label(_language(value) if facet == "language" else value)
    return labels


def list_public(facets: Iterable[Facet], *, is_settled: bool) -> Mapping[str, Collection[str]]:
    """The values that the public index has stories for; nothing while changes are waiting for that index.

    When nothing is waiting, the index is the record: whom it counts a story of, readers may know of. So the database
    is asked once whether anything waits (`outbox.is_waiting`, before the index is asked) rather than about each name.
    """
    if not is_settled:
        return {}
    return {facet.name: [choice.value for choice in facet.choices if choice.count] for facet in facets}


def _ask_names(
    *,
    people: Collection[str],
    organisations: Collection[str],
    places: Collection[str],
    events: Collection[str],
    source: Collection[str],
    topics: Collection[str],
    at: datetime | None = None,
) -> QuerySet[Any, Any]:
    """(kind or facet, value, name) of all of these; with `at`, only of entities readable then."""
    by_kind = zip(KINDS.values(), (people, organisations, places, events), strict=True)
    asked = [Q(kind=kind, slug__in=slugs) for kind, slugs in by_kind if slugs]
    among = Entity.objects.readable(at) if at else Entity.objects.filter(merged_into__isnull=True)
    entities = among.filter(reduce(or_, asked)) if asked else among.none()
    sources = Source.objects.filter(code__in=source) if source else Source.objects.none()
    headings = Topic.objects.filter(slug__in=topics) if topics else Topic.objects.none()
    return (
        entities.order_by()
        .values_list("kind", "slug", "name")
        .union(
            sources.order_by().values_list(Value("source"), "code", "name"),
            headings.order_by().values_list(Value("topics"), "slug", "name"),
            all=True,
        )
    )


_NAMED, _READABLE = Compiled(_ask_names), Compiled(_ask_names)


def rank_facets(
    facets: Iterable[Facet],
    *,
    at: datetime,
    leave_out: Collection[str] = (),
    most: int = 12,
    whole: int = 0,
) -> dict[str, tuple[Ranked, ...]]:
    """The most frequent values of each facet with their names; `leave_out` are slugs not to be listed.

    Shares are parts of `whole` stories, or of the most frequent value's when that is not given.
    """
    facets = tuple(facets)
    labels = name_values({facet.name: [choice.value for choice in facet.choices] for facet in facets}, at=at)
    return {
        facet.name: _rank(
            [
                (labels[facet.name][choice.value], choice.count)
                for choice in facet.choices
                if choice.value in labels[facet.name] and choice.value not in leave_out
            ][:most],
            whole=whole,
        )
        for facet in facets
    }


def _rank(rows: list[tuple[Label, int]], *, whole: int) -> tuple[Ranked, ...]:
    top = max([whole, *(count for _, count in rows)], default=1) or 1
    return tuple(Ranked(label.name, label.href, count, round(count / top * 100)) for label, count in rows)


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code
