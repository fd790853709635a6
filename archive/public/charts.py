"""Charts as numbers: where the bars of a histogram stand; the templates draw them as SVG and as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

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

    @property
    def name(self) -> str:
        """The period as people say it: 1961, Apr 1961, 12 Apr 1961."""
        return say_period(self.label)


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
        first, last = self.bars[0].name, self.bars[-1].name
        return first if first == last else f"{first} to {last}"


def draw_chart(
    periods: Sequence[Period],
    *,
    href: Callable[[str], str],
    chosen: Callable[[str], bool] = lambda _: False,
    least: int = 2,
) -> Chart | None:
    """A chart of these counts, or None when there are fewer than `least` periods: one bar tells nothing."""
    filled = _fill_gaps([period for period in periods if period.label])
    if len(filled) < max(least, 1):
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
    """Years, months and days on which nothing was written are part of the picture."""
    known = {period.label: period.count for period in sorted(periods, key=lambda period: period.label)}
    labels = list(known)
    if not labels:
        return []
    run = _run(labels[0], labels[-1])
    return [Period(label, known.get(label, 0)) for label in (run if 0 < len(run) <= MOST_BARS else labels)]


def _run(first: str, last: str) -> list[str]:
    """All labels from first to last: years (`1961`), months (`1961-04`) or days (`1961-04-12`)."""
    if len(first) == 4:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if len(first) == 7:
        begin, end = (int(label[:4]) * 12 + int(label[5:]) - 1 for label in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    day, days = date.fromisoformat(first), (date.fromisoformat(last) - date.fromisoformat(first)).days
    return [(day + timedelta(days=number)).isoformat() for number in range(days + 1)] if days <= MOST_BARS else []


def _ticks(periods: Sequence[Period], most: int = 5) -> tuple[str, ...]:
    count = min(most, len(periods))
    if count < 2:
        return tuple(say_period(period.label) for period in periods)
    places = (round(number * (len(periods) - 1) / (count - 1)) for number in range(count))
    return tuple(say_period(periods[place].label) for place in places)


def say_period(label: str) -> str:
    """`1961-04` as “Apr 1961”; a year as it is."""
    parts = [int(part) for part in label.split("-") if part.isdigit()]
    if len(parts) == 3:
        return date_format(date(*parts), "j M Y")
    return date_format(date(parts[0], parts[1], 1), "M Y") if len(parts) == 2 else label
