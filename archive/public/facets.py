"""Facets as the search page shows them: groups of links, each of which adds or takes away one choice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from archive.search.results import Facet

from .naming import Label, list_public, name_values
from .search_address import PARAMETERS, SearchAddress

TITLES = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "event": "Events",
    "source": "Source",
    "topic": "Topic",
    "language": "Language",
    "genre": "Genre",
    "year": "Year",
}
SHOWN = 6  # choices of a group; “more…” leads to all of them


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: following `href` takes it, or takes it back."""

    name: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The first choices of one facet; `all_url` is where all can be filtered, if there are more."""

    title: str
    options: tuple[Option, ...]
    all_url: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice made, with the address without it."""

    title: str
    name: str
    href: str


Labels = Mapping[str, Mapping[str, Label]]


def label_choices(
    facets: Collection[Facet], address: SearchAddress, *, at: datetime, is_settled: bool = False
) -> Labels:
    """Names for every value that the page may show, counted or chosen; one query.

    `is_settled`: before the index was asked, nothing was waiting for it (see `naming.list_public`).
    """
    values: dict[str, set[str]] = {facet: set(chosen) for facet, chosen in address.filters.items()}
    for facet in facets:
        values.setdefault(facet.name, set()).update(choice.value for choice in facet.choices)
    return name_values(values, at=at, public=list_public(facets, is_settled=is_settled))


def group_facets(facets: Iterable[Facet], address: SearchAddress, labels: Labels) -> tuple[Group, ...]:
    """Groups in the order of the page; values without a readable name are left out."""
    known = {facet.name: facet for facet in facets}
    groups = []
    for name, facet_name in PARAMETERS.items():
        facet = known.get(facet_name)
        if facet is None:
            continue
        options = list_options(facet, name, address, labels)
        if options:
            has_more = facet.more or len(options) > SHOWN
            all_url = f"/search/choices?{urlencode((*address.after('').pairs, ('by', name)))}" if has_more else ""
            groups.append(Group(TITLES[name], tuple(options[:SHOWN]), all_url))
    return tuple(groups)


def list_options(facet: Facet, name: str, address: SearchAddress, labels: Labels) -> list[Option]:
    """The choices of one facet that readers may know of, those made first."""
    options = [
        Option(
            name=labels[facet.name][choice.value].name,
            count=choice.count,
            href=address.toggled(name, choice.value).url,
            is_chosen=choice.value in address.chosen.get(name, ()),
        )
        for choice in facet.choices
        if choice.value in labels.get(facet.name, {})
    ]
    options.sort(key=lambda option: not option.is_chosen)
    return options


def list_chips(address: SearchAddress, labels: Labels) -> tuple[Chip, ...]:
    """What is chosen, each with a way back."""
    chips = []
    for name, facet_name in PARAMETERS.items():
        for value in address.chosen.get(name, ()):
            label = labels.get(facet_name, {}).get(value)
            chips.append(Chip(TITLES[name], label.name if label else value, address.toggled(name, value).url))
    if address.since or address.until:
        chips.append(Chip("Dates", _period(address), address.within("", "").url))
    return tuple(chips)


def _period(address: SearchAddress) -> str:
    if address.since and address.until:
        if address.since == address.until:
            return address.since
        return f"{address.since} to {address.until}"
    return f"from {address.since}" if address.since else f"until {address.until}"
