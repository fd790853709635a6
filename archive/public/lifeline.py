"""A timeline as a picture: events, stories and the days they tell of, each in its lane, to scale.

Positions are percentages, so that the picture fits every width and its circles stay round. The template draws it as
SVG and gives the same as a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.formats import date_format

Lane = Literal["event", "story", "told"]
# In the order from top to bottom: what it is called, and how much room above it takes (labels stand over events).
LANES: tuple[tuple[Lane, str, int], ...] = (
    ("event", "Events", 34),
    ("story", "Stories", 30),
    ("told", "Days told of", 26),
)
MOST_POINTS = 300
MARGIN = 2.0  # per cent kept free at both ends
LETTER = 0.95  # per cent of the width that a letter of a label takes in a column of reading width
WIDEST_LABEL = 26  # letters
TICKS = 5
STEP, HIGHEST = 11, 6  # stories of one day stand on each other, so high and no higher


@dataclass(frozen=True, slots=True)
class Point:
    """Something with a time: `when` as people say it, first and last day for the picture."""

    lane: Lane
    name: str
    href: str
    when: str
    starts_on: date
    ends_on: date
    language: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point where it stands: percentages across, `label` only where there is room for one."""

    point: Point
    x: float
    y: int
    width: float
    label: str
    is_end: bool  # whether the label ends at the point, since beyond it the picture ends


@dataclass(frozen=True, slots=True)
class Row:
    """A lane with its points."""

    kind: Lane
    title: str
    y: int
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Lifeline:
    """The picture; `points` are the rows of the table, in the order of time."""

    rows: tuple[Row, ...]
    points: tuple[Point, ...]
    ticks: tuple[str, ...]
    span: str
    height: int


def draw_lifeline(points: Iterable[Point], *, least: int = 2) -> Lifeline | None:
    """The picture of these, or None when fewer than `least` days differ: one moment needs no line."""
    known = sorted(dict.fromkeys(points), key=lambda one: (one.starts_on, one.ends_on, one.name))[:MOST_POINTS]
    if len({one.starts_on for one in known}) < least:
        return None
    first, last = known[0].starts_on, max(one.ends_on for one in known)
    rows: list[Row] = []
    foot = 0
    for kind, title, drop in LANES:
        mine = [one for one in known if one.lane == kind]
        if not mine:
            continue
        days = Counter(one.starts_on for one in mine)
        stack = min(max(days.values()), HIGHEST) - 1 if kind == "story" else 0
        y = foot + drop + stack * STEP
        foot = y + 8
        rows.append(Row(kind, title, y, tuple(_place(mine, first, last, y=y, kind=kind))))
    return Lifeline(tuple(rows), tuple(known), _ticks(first, last), _say_span(first, last), foot + 6)


def _place(points: Sequence[Point], first: date, last: date, *, y: int, kind: Lane) -> Iterable[Drawn]:
    whole = max((last - first).days, 1)
    scale = (100 - 2 * MARGIN) / whole
    reached = 0.0  # how far the last label goes
    seen: Counter[date] = Counter()
    for point in points:
        x = MARGIN + (point.starts_on - first).days * scale
        width = max(0.0, (point.ends_on - point.starts_on).days * scale)
        name = point.name if len(point.name) <= WIDEST_LABEL else f"{point.name[: WIDEST_LABEL - 1].rstrip()}…"
        length = len(name) * LETTER
        is_end = x + length > 100
        begin = x - length if is_end else x
        fits = kind == "event" and begin >= reached + 1
        reached = begin + length if fits else reached
        lift = min(seen[point.starts_on], HIGHEST - 1) * STEP if kind == "story" else 0
        seen[point.starts_on] += 1
        yield Drawn(point, round(x, 2), y - lift, round(width, 2), name if fits else "", is_end)


def _ticks(first: date, last: date) -> tuple[str, ...]:
    days = (last - first).days
    count = min(TICKS, days + 1)
    marks = [first + timedelta(days=round(number * days / max(count - 1, 1))) for number in range(count)]
    return tuple(dict.fromkeys(_say(mark, days) for mark in marks))


def _say(day: date, days: int) -> str:
    return date_format(day, "Y" if days > 5 * 365 else "M Y" if days > 120 else "j M Y")


def _say_span(first: date, last: date) -> str:
    return f"{date_format(first, 'j F Y')} to {date_format(last, 'j F Y')}"
