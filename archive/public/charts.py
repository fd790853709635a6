"""Charts as numbers: where the bars of a histogram stand; the templates draw them as SVG and as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from archive.search.results import Period

WIDTH, HEIGHT = 720, 60  # of the viewBox
MOST_BARS = 400  # beyond that, gaps are not filled


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its place in the picture, and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A histogram; `ticks` are labels for its foot, evenly spread from the first period to the last."""

    bars: tuple[Bar, ...]
    ticks: tuple[str, ...]
    total: int
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def span(self) -> str:
        """“1957 to 1975”"""
        first, last = self.bars[0].label, self.bars[-1].label
        return first if first == last else f"{first} to {last}"


def draw_chart(
    periods: Sequence[Period], *, href: Callable[[str], str], chosen: Callable[[str], bool] = lambda _: False
) -> Chart | None:
    """A chart of these counts, or None when there is nothing to draw."""
    filled = _fill_gaps([period for period in periods if period.label])
    if not filled:
        return None
    step = WIDTH / len(filled)
    gap = min(step * 0.2, 6)
    top = max(period.count for period in filled) or 1
    bars = []
    for number, period in enumerate(filled):
        height = max(1.5, period.count / top * HEIGHT) if period.count else 0.75
        bars.append(
            Bar(
                x=round(number * step + gap / 2, 2),
                y=round(HEIGHT - height, 2),
                width=round(min(step - gap, 48), 2),
                height=round(height, 2),
                label=period.label,
                count=period.count,
                href=href(period.label),
                is_chosen=chosen(period.label),
            )
        )
    return Chart(tuple(bars), _ticks(filled), sum(period.count for period in filled))


def _fill_gaps(periods: Sequence[Period]) -> list[Period]:
    """Years and months in which nothing was written are part of the picture."""
    known = {period.label: period.count for period in sorted(periods, key=lambda period: period.label)}
    labels = list(known)
    if not labels:
        return []
    run = _run(labels[0], labels[-1])
    return [Period(label, known.get(label, 0)) for label in (run if len(run) <= MOST_BARS else labels)]


def _run(first: str, last: str) -> list[str]:
    """All labels from first to last: years (`1961`) or months (`1961-04`)."""
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if len(first) == 7:
        begin, end = (int(label[:4]) * 12 + int(label[5:]) - 1 for label in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    return sorted({first, last})


def _ticks(periods: Sequence[Period], most: int = 5) -> tuple[str, ...]:
    count = min(most, len(periods))
    if count < 2:
        return tuple(period.label for period in periods)
    return tuple(periods[round(i * (len(periods) - 1) / (count - 1))].label for i in range(count))
