"""Days as people write them in a query: 1987, 1987-03, 3 March 1987, 1987..1988."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?\s*(?:(\d{1,2})(?:st|nd|rd|th)?\s*,\s*)?\s*(\d{4})"
)


class Days(NamedTuple):
    """From the first day to the last, both included; None is open."""

    first: date | None
    last: date | None


def read_day(text: str) -> Days | None:
    """The days that a year, a month or a day covers; None when the text is none of them or there is no such day."""
    text = text.strip().lower()
    if not text.isascii():
        return None
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _cover(
            int(match[1]), int(match[2] or 0), int(match[3] or 0), has_month=bool(match[2]), has_day=bool(match[3])
        )
    if match := _WORDS.fullmatch(text):
        months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(match[2])]
        day = match[1] or match[3]
        if len(months) == 1 and not (match[1] and match[3]):
            return _cover(int(match[4]), months[0], int(day or 0), has_month=True, has_day=bool(day))
    return None


def read_days(text: str) -> Days | None:
    """As `read_day`, and ranges: `1987..1988`, open at either end."""
    start, dots, end = text.partition("..")
    if not dots:
        return read_day(text)
    first = read_day(start) if start.strip() else Days(None, None)
    last = read_day(end.lstrip(".")) if end.strip(" .") else Days(None, None)
    if first is None or last is None or (first.first is None and last.last is None):
        return None
    if first.first and last.last and first.first > last.last:
        return Days(last.first, first.last)
    return Days(first.first, last.last)


def read_after(text: str) -> Days | None:
    """Every day after the year, month or day given."""
    days = read_day(text)
    if days is None or days.last is None or days.last == date.max:
        return None
    return Days(days.last + timedelta(days=1), None)


def read_before(text: str) -> Days | None:
    """Every day before the year, month or day given."""
    days = read_day(text)
    if days is None or days.first is None or days.first == date.min:
        return None
    return Days(None, days.first - timedelta(days=1))


def write_day(day: date) -> str:
    """3 March 1987."""
    return f"{day.day} {_MONTHS[day.month - 1].capitalize()} {day.year}"


def _cover(year: int, month: int, day: int, *, has_month: bool, has_day: bool) -> Days | None:
    try:
        first = date(year, month if has_month else 1, day if has_day else 1)
        if has_day:
            return Days(first, first)
        if not has_month:
            return Days(first, date(year, 12, 31))
        return Days(first, date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1))
    except ValueError:
        return None
