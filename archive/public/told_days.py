"""The days that stories tell of: dates read out of their text and resolved against the day of the story."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format

from archive.models import Article
from archive.reading.dates import read_dates

from .lifeline import Point
from .shown import decide_shown

MOST_DAYS = 120
READ = 20_000  # code points of a text


def told_days(articles: Iterable[Article], *, on: date, around: tuple[date, date]) -> list[Point]:
    """Single days named in the text that readers may see, within `around`, the day of a story itself left out."""
    found: dict[date, Point] = {}
    for article in articles:
        version = article.public_version
        shown = decide_shown(article, version, on=on) if version else None
        if version is None or shown is None or not shown.text:
            continue
        for read in read_dates(shown.text[:READ], issued_on=version.dateline_on or article.dated_on):
            is_day = read.start == read.end and read.start != article.dated_on
            if is_day and around[0] <= read.start <= around[1] and read.start not in found:
                found[read.start] = Point(
                    "told",
                    f"“{read.text}” in {version.headline}",
                    article.get_absolute_url(),
                    date_format(read.start, "j F Y"),
                    read.start,
                    read.start,
                )
    return sorted(found.values(), key=lambda point: point.starts_on)[:MOST_DAYS]
