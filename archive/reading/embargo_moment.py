"""The moment until which an embargo holds, as printed: a day, a time of day and a zone, each told once and agreeing.

Whatever is missing or may be read in two ways leaves the moment open, with the reason: publishing early cannot be
undone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from archive.reading.dateline_dates import PrintedDate, read_printed_date
from archive.reading.months import WEEKDAYS
from archive.reading.zones import find_zones, is_told

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)")
_HALF: Final = r"(?P<half>a\.?m\.?(?!\w)|p\.?m\.?(?!\w)|noon)"
_HOURS: Final = r"(?:hrs|hours|uhr|heures|horas|час\w*|часов)\b"
_NUMBER: Final = r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>[0-5]\d)(?::00)?)?"
# "00.01 hrs", "6 p.m.": no day can look like that. Nor can "0001 GMT", where letters follow four digits.
_SURE_CLOCK: Final = re.compile(rf"{_NUMBER}\s?(?:{_HALF}|{_HOURS}|(?<=\d\d)(?=\s?[A-Z]{{1,5}}\b))", re.IGNORECASE)
_CLOCK: Final = re.compile(rf"{_NUMBER}\s?{_HALF}?(?:\s?{_HOURS})?(?![\d,/-])", re.IGNORECASE)
_NOON: Final = re.compile(r"\bnoon\b", re.IGNORECASE)
_MIDNIGHT: Final = re.compile(r"\bmidnight\b|\bminuit\b|\bmedianoche\b|\bmitternacht\b", re.IGNORECASE)
_OTHER_THAN_A_MOMENT: Final = re.compile(r"\b(?:delivery|delivered|expected|approx\w*|tb[ac])\b", re.IGNORECASE)
DOUBTFUL_DAYS: Final = 60  # a day half a year away may be last year's or next year's: then the weekday decides

_WORD_START: Final = re.compile(r"(?<!\w)(?=\w)")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-feira)?")


@dataclass(frozen=True, slots=True)
class EmbargoMoment:
    """The moment, or None and `why` it cannot be told. `is_by_weekday`: its day was counted from the day of issue."""

    until: datetime | None
    why: str = ""
    is_by_weekday: bool = False


class _Untold(Exception):
    """What keeps the moment from being told, in words that end a sentence."""


def read_embargo_moment(notice: str, *, issued_on: date | None) -> EmbargoMoment:
    """The moment a notice states. A year that is not printed is that nearest to `issued_on` which fits the weekday."""
    try:
        exact = {datetime.fromisoformat(match[0].replace(" ", "T")) for match in _ISO.finditer(notice)}
        if len(exact) == 1:
            return EmbargoMoment(exact.pop())
        days, rest = _take_days(notice, is_sure=True)
        sure, rest = _take_clocks(rest, _SURE_CLOCK, needs_minute=True)
        more, rest = _take_days(rest, is_sure=False)
        other, _ = _take_clocks(rest, _CLOCK, needs_minute=False)
        day, is_by_weekday = _settle_day([*days, *more], notice, issued_on)
        return EmbargoMoment(_settle_moment(day, sorted([*sure, *other]), notice), is_by_weekday=is_by_weekday)
    except (_Untold, ValueError) as error:
        return EmbargoMoment(None, str(error) if isinstance(error, _Untold) else "its day does not exist")


def _take_days(notice: str, *, is_sure: bool) -> tuple[list[PrintedDate], str]:
    """The days printed, and the notice with blanks in their place. A sure one has a month in letters, or a year."""
    found, rest = [], notice
    for start in (match.start() for match in _WORD_START.finditer(notice)):
        printed = read_printed_date(rest, start)
        if printed is None or rest[start].isspace():
            continue
        words = rest[start : printed.end]
        if is_sure and printed.year is None and not any(map(str.isalpha, words)):
            continue
        if printed.day is None and not (is_sure or printed.year):
            continue  # "00.01" is no day, and nobody meant one
        found.append(printed)
        rest = rest[:start] + " " * len(words) + rest[printed.end :]
    return found, rest


def _take_clocks(notice: str, form: re.Pattern[str], *, needs_minute: bool) -> tuple[list[tuple[int, time]], str]:
    """The times of day printed, where each begins, and the notice with blanks in their place."""
    found, rest = [], notice
    for match in form.finditer(notice):
        half = (match["half"] or "").lower()
        if not match["minute"] and not half and (not needs_minute or match[0].strip().isdigit()):
            continue
        hour = int(match["hour"])
        if half.startswith("p") and hour < 12:
            hour += 12
        if half.startswith("a") and hour == 12:
            hour = 0
        if hour > 23:
            continue
        found.append((match.start(), time(hour, int(match["minute"] or 0))))
        rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    if not needs_minute and (bare := _NOON.search(rest)):
        found.append((bare.start(), time(12)))
    return found, rest


def _settle_day(days: list[PrintedDate], notice: str, issued_on: date | None) -> tuple[date, bool]:
    weekdays = {WEEKDAYS[word] for word in map(str.casefold, _WORD.findall(notice)) if word in WEEKDAYS}
    if len(weekdays) > 1 or len({(day.year, day.month, day.day) for day in days}) > 1:
        raise _Untold("it names more than one day")
    if not days:
        if not weekdays or issued_on is None:
            raise _Untold("it names no date")
        ahead = (weekdays.pop() - issued_on.weekday()) % 7
        if not ahead:
            raise _Untold("it names a weekday that is today or in a week")
        return issued_on + timedelta(days=ahead), True
    if days[0].month is None or days[0].day is None:
        raise _Untold("its day does not exist, or may be read with the day or the month first")
    likely = list(_dates(days[0], issued_on))
    if not likely:
        raise _Untold("it names no year")
    fitting = [day for day in likely if not weekdays or day.weekday() in weekdays]
    if not fitting:
        raise _Untold("its day of the month is not on its day of the week")
    return fitting[0], False


def _dates(printed: PrintedDate, issued_on: date | None) -> Iterator[date]:
    """The days it may be, likeliest first."""
    assert printed.month is not None and printed.day is not None
    if printed.year:
        yield date(printed.year, printed.month, printed.day)
        return
    if issued_on is None:
        return
    near = []
    for year in (issued_on.year - 1, issued_on.year, issued_on.year + 1):
        try:
            near.append(date(year, printed.month, printed.day))
        except ValueError:  # 29 February
            continue
    near.sort(key=lambda day: abs((day - issued_on).days))
    most = abs((near[0] - issued_on).days) + DOUBTFUL_DAYS if near else 0
    yield from (day for day in near if abs((day - issued_on).days) <= most)


def _settle_moment(day: date, clocks: list[tuple[int, time]], notice: str) -> datetime:
    if _MIDNIGHT.search(notice):
        raise _Untold("midnight may be the beginning of the day or its end")
    if _OTHER_THAN_A_MOMENT.search(notice):
        raise _Untold("it waits for something else than a moment")
    if not clocks:
        raise _Untold("it names no time of day")
    zones = find_zones(notice)
    if not zones:
        raise _Untold("it names no time zone that is known for certain")
    # Each zone belongs to the clock before it: "1000 EDT/1400 GMT". One that comes before all belongs to the first.
    moments: list[datetime] = []
    for at, zone in zones:
        before = [clock for start, clock in clocks if start < at] or [clocks[0][1]]
        moments.append(_combine(day, before[-1], zone))
    if len(set(moments)) > 1 or (len({clock for _, clock in clocks}) > 1 and len(zones) < len(clocks)):
        raise _Untold("it names times that do not agree")
    return moments[0]


def _combine(day: date, clock: time, zone: tzinfo) -> datetime:
    moment = datetime.combine(day, clock, zone)
    if not is_told(moment):
        raise _Untold("the clocks change in that hour")
    return moment
