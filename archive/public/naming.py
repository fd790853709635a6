"""From what the index counts (slugs, codes) to what readers read (names, addresses)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import get_language_info

from archive.models import Entity, Source, Topic
from archive.models.entity import PATHS, Kind
from archive.search.results import Facet

KINDS = {
    "people": Kind.PERSON,
    "organisations": Kind.ORGANISATION,
    "places": Kind.PLACE,
    "events": Kind.EVENT,
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


def name_values(values: Mapping[str, Collection[str]], *, at: datetime) -> dict[str, dict[str, Label]]:
    """Labels by facet and value, at most three queries. What readers may not know of has none."""
    labels: dict[str, dict[str, Label]] = {facet: {} for facet in values}
    asked = [Q(kind=kind, slug__in=values[facet]) for facet, kind in KINDS.items() if values.get(facet)]
    if asked:
        facet_of = {kind: facet for facet, kind in KINDS.items()}
        readable = Entity.objects.readable(at).filter(reduce(or_, asked))
        for kind, slug, name in readable.values_list("kind", "slug", "name"):
            labels[facet_of[Kind(kind)]][slug] = Label(name, f"/{PATHS[Kind(kind)]}/{slug}/")
    if values.get("source"):
        for source in Source.objects.filter(code__in=values["source"]):
            labels["source"][source.code] = Label(source.name, source.get_absolute_url())
    if values.get("topics"):
        for topic in Topic.objects.filter(slug__in=values["topics"]):
            labels["topics"][topic.slug] = Label(topic.name, topic.get_absolute_url())
    for facet in ("language", "year", "genre"):
        for value in values.get(facet, ()):
            labels[facet][value] = Label(_language(value) if facet == "language" else value)
    return labels


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
