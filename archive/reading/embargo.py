"""Embargo lines: not before when a story may be published.

A line is an embargo as soon as it says so. When its moment cannot be read with certainty (no day, no time zone),
`until` is None and the story must be withheld until an editor sets it: publishing early cannot be undone.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Final

from archive.reading.dateline_dates import PrintedDate, read_printed_date
from archive.text.spans import Span

LONGEST_LINE: Final = 300

_SAYS_SO: Final = re.compile(
    r"[\s*(\[\-–—^]*(?:(?:strictly\s+)?embargo(?:ed)?\b|under\s+embargo\b|hold\s+for\s+(?:release|publication)\b|"
    r"not\s+for\s+(?:public\s+)?(?:release|publication|use)\s+(?:before|until)\b|엠바고|보도유예|embargado\b|"
    r"sous\s+embargo\b|sperrfrist\b|эмбарго\b|解禁|禁运)",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"(?<![\d:.])(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?|noon|midnight)?"
    r"(?:\s?(?:hrs|hours|uhr))?(?![\d,/-])",
    re.IGNORECASE,
)
_BARE: Final = re.compile(r"\b(?P<word>noon|midnight)\b", re.IGNORECASE)
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)")
_ZONES: Final[dict[str, float]] = {
    "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "WEST": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "IST": 5.5, "SGT": 8, "HKT": 8, "KST": 9, "JST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_ZONE: Final = re.compile(r"\b(?P<zone>" + "|".join(sorted(_ZONES, key=len, reverse=True)) + r")\b")
_OFFSET: Final = re.compile(r"(?:GMT|UTC)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?")
_WORD_START: Final = re.compile(r"(?<!\w)(?=\w)")


@dataclass(frozen=True, slots=True)
class Embargo:
    """An embargo as printed (`notice`) and the moment it lifts; None when that must be set by hand."""

    notice: str
    until: datetime | None
    span: Span


def read_embargo(line: str, *, issued_on: date | None) -> Embargo | None:
    """The embargo a line states, or None when it states none.

    A year that is not printed is the one that puts the moment nearest to `issued_on`: the day of the dateline, else
    the day the item came.
    """
    if len(line) > LONGEST_LINE or _SAYS_SO.match(line) is None:
        return None
    notice = line.strip()
    start = line.index(notice)
    return Embargo(notice, _read_moment(notice, issued_on=issued_on), Span(start, start + len(notice)))


def _read_moment(notice: str, *, issued_on: date | None) -> datetime | None:
    exact = _ISO.search(notice)
    if exact is not None:
        try:
            return datetime.fromisoformat(exact[0].replace(" ", "T"))
        except ValueError:
            return None
    printed, start = _find_date(notice)
    if printed is None or printed.month is None or printed.day is None:
        return None
    zone = read_zone(notice)
    clock = _read_clock(notice[:start] + " " * (printed.end - start) + notice[printed.end :])
    if zone is None or clock is None:
        return None
    years = (printed.year,) if printed.year else _likely_years(issued_on)
    moments: list[datetime] = []
    for year in years:
        try:
            moments.append(datetime(year, printed.month, printed.day, clock[0], clock[1], tzinfo=zone))
        except ValueError:  # 29 February
            continue
    if printed.year or issued_on is None:
        return moments[0] if moments else None
    return min(moments, key=lambda moment: abs((moment.date() - issued_on).days), default=None)


def _likely_years(issued_on: date | None) -> tuple[int, ...]:
    return (issued_on.year + 1, issued_on.year, issued_on.year - 1) if issued_on is not None else ()


def _find_date(notice: str) -> tuple[PrintedDate | None, int]:
    for start in _WORD_START.finditer(notice):
        printed = read_printed_date(notice, start.start())
        if printed is not None and printed.day is not None:
            return printed, start.start()
    return None, 0


def read_zone(notice: str) -> timezone | None:
    """The zone a line names ("KST", "GMT+9"), or None."""
    offset = _OFFSET.search(notice)
    if offset is not None:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        if minutes > 14 * 60:
            return None
        return timezone(timedelta(minutes=-minutes if offset["sign"] == "-" else minutes))
    named = _ZONE.search(notice)
    return timezone(timedelta(hours=_ZONES[named["zone"]])) if named is not None else None


def _read_clock(notice: str) -> tuple[int, int] | None:
    for match in _CLOCK.finditer(notice):
        hour, minute, half = int(match["hour"]), int(match["minute"] or 0), (match["half"] or "").lower()
        if half == "noon":
            return 12, 0
        if half == "midnight":
            return 0, 0
        if match["minute"] is None and not half:
            continue
        if half.startswith("p") and hour < 12:
            hour += 12
        if half.startswith("a") and hour == 12:
            hour = 0
        if hour < 24:
            return hour, minute
    bare = _BARE.search(notice)
    if bare is None:
        return None
    return (12, 0) if bare["word"].lower() == "noon" else (0, 0)
