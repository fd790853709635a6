"""A line as small as a word: how many stories a year, without axes. The words beside it say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.search.results import Period

WIDTH, HEIGHT = 140, 36  # of the viewBox
_FOOT = 2  # kept free below and above the line, so that its width is not cut


@dataclass(frozen=True, slots=True)
class Sparkline:
    """`points` of a polyline; `span` is “1957 to 1975”."""

    points: str
    span: str
    width: int = WIDTH
    height: int = HEIGHT


def draw_sparkline(years: Iterable[Period]) -> Sparkline | None:
    """A line through these years, those without stories included; None without any."""
    counts = {int(year.label): year.count for year in years if year.label.isdigit() and year.count}
    if not counts:
        return None
    first, last = min(counts), max(counts)
    if first == last:
        return Sparkline("", str(first))
    top = max(counts.values())
    step = WIDTH / (last - first)
    points = (
        f"{(year - first) * step:.1f},{HEIGHT - _FOOT - counts.get(year, 0) / top * (HEIGHT - 2 * _FOOT):.1f}"
        for year in range(first, last + 1)
    )
    return Sparkline(" ".join(points), f"{first} to {last}")
