"""Facet counts, the histogram and the total of a search, in as few passes over the result as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import starmap
from operator import itemgetter
from typing import Any

from tantivy import Query, Searcher

from archive.search.query import FACETS, SearchRequest
from archive.search.results import Choice, Facet, Period

_PERIODS = {"year": 500, "month": 6000, "day": 20000}  # how many bars at most
_COUNT = itemgetter(1)


def count_facets(
    searcher: Searcher, request: SearchRequest, narrow: Callable[[str], Query], has_value: Callable[[str, str], int]
) -> tuple[int, tuple[Facet, ...], tuple[Period, ...]]:
    """(total, facets, histogram) of a request.

    `narrow(name)` is the query with all filters but that of facet `name` ("" = all filters): a facet that has choices
    made in it is counted without them, in a pass of its own; all others share one pass. `has_value(name, value)` counts
    one choice of a facet.
    """
    wanted = [name for name in dict.fromkeys(request.facets) if name in FACETS]
    passes: dict[str, dict[str, Any]] = {"": {}}
    for name in wanted:
        size = 500 if name == "year" else request.choices + len(request.filters.get(name, ())) + 1
        home = name if request.filters.get(name) else ""
        passes.setdefault(home, {})[name] = {"terms": {"field": name, "size": size}}
    if request.histogram:
        home = "year" if request.step == "year" and request.filters.get("year") else ""
        # The facet of years, asked for in the same pass, has counted them already.
        if request.step != "year" or "year" not in passes.get(home, {}):
            passes.setdefault(home, {})["periods"] = {"terms": {"field": request.step, "size": _PERIODS[request.step]}}

    if "year" not in passes[""]:  # every story has one year, so that counting the years counts all
        passes[""]["total"] = {"value_count": {"field": "day"}}

    answers: dict[str, Any] = {}
    for home, aggregations in passes.items():
        answers.update(searcher.aggregate(narrow(home), aggregations))
    facets = tuple([_make_facet(name, answers[name]["buckets"], request, has_value) for name in wanted])
    periods = (
        _make_periods(request.step, answers["periods" if "periods" in answers else "year"]["buckets"])
        if request.histogram
        else ()
    )
    total = (
        answers["total"]["value"] if "total" in answers else sum(row["doc_count"] for row in answers["year"]["buckets"])
    )
    return int(total), facets, periods


def _make_facet(
    name: str, buckets: Iterable[Any], request: SearchRequest, has_value: Callable[[str, str], int]
) -> Facet:
    if name == "year":
        ranked = shown = [(str(year), count) for year, count in sorted(_pair(buckets), reverse=True)]
    else:
        ranked = [(bucket["key"], bucket["doc_count"]) for bucket in buckets]
        ranked.sort()
        ranked.sort(key=_COUNT, reverse=True)
        shown = ranked[: request.choices]
    chosen = request.filters.get(name)
    if not chosen:
        return Facet(name, tuple(starmap(Choice, shown)), more=len(ranked) > len(shown))
    counts, seen = dict(ranked), {value for value, _ in shown}
    missing = [
        (value, counts[value] if value in counts else has_value(name, value))
        for value in dict.fromkeys(chosen)
        if value not in seen
    ]
    choices = tuple([Choice(value, count, value in chosen) for value, count in (*shown, *missing)])
    return Facet(name, choices, more=len(ranked) > len(choices))


def _pair(buckets: Iterable[Any]) -> Iterable[tuple[int, int]]:
    """(key, count) of numbers, which Tantivy gives as floats."""
    return [(int(bucket["key"]), bucket["doc_count"]) for bucket in buckets]


def _make_periods(step: str, buckets: Iterable[Any]) -> tuple[Period, ...]:
    return tuple([Period(_label(step, key), count) for key, count in sorted(_pair(buckets))])


def _label(step: str, key: int) -> str:
    if step == "year":
        return f"{key:04d}"
    if step == "month":
        return f"{key // 100:04d}-{key % 100:02d}"
    return date.fromordinal(key).isoformat()
