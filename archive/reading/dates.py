"""Dates named in copy, resolved against the day the story was issued.

Conservative: only forms that wires print, and only readings a copy editor would agree on. A bare weekday is the last
such day up to the day of issue ("on Sunday"), or the next one after "next" or "will … on". A month without a year is
the one nearest before the day of issue, or the coming one after "next". Nothing is resolved beyond 1 to 9999.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from archive.text.spans import Span

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_DAYS: Final = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_YEAR: Final = r"(?:1[0-9]\d\d|20\d\d)"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_WEEKDAY: Final = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

_DATE: Final = re.compile(
    rf"(?<![\w.,$£€-])(?:"
    rf"(?P<iso>{_YEAR}-[01]\d-[0-3]\d)(?!\d)"
    rf"|(?P<dmy>(?P<dmy_d>{_DAY}) (?:of )?(?P<dmy_m>{_MONTH})(?:,? (?P<dmy_y>{_YEAR}))?)(?![\w-])"
    rf"|(?P<mdy>(?P<mdy_m>{_MONTH}) (?P<mdy_d>{_DAY})(?:-(?P<mdy_e>{_DAY}))?(?!\d|,\d|\.\d)"
    rf"(?:,? (?P<mdy_y>{_YEAR}))?)(?![\w-])"
    rf"|(?P<my>(?P<my_m>{_MONTH}),? (?:of )?(?P<my_y>{_YEAR}|last year|this year|next year))(?![\w-])"
    rf"|(?P<wd>(?P<wd_q>[Ll]ast |[Nn]ext |[Tt]his )?(?P<wd_d>{_WEEKDAY}))(?![\w-])"
    rf"|(?P<rel>[Yy]esterday|[Tt]oday|[Tt]omorrow)(?!['’\w-])"
    rf"|(?P<ago>(?P<ago_q>[Ll]ast|[Nn]ext|[Tt]his) (?P<ago_u>week|month|year|(?P<ago_m>{_MONTH})))(?![\w-])"
    rf"|(?P<yy>(?P<yy_a>{_YEAR})(?: to |-|–|/| through | until )(?P<yy_b>{_YEAR}|\d\d(?!\d)))(?![\w-])"
    rf"|(?P<inm>(?<=\bin )(?:[Ee]arly |[Mm]id-|[Ll]ate )?(?P<inm_m>{_MONTH}))(?!['’]? \d|[\w-])"
    rf"|(?P<dec>(?P<dec_y>(?:1[0-9]|20)\d)0s)(?!\w)"
    rf"|(?P<y>(?:(?<=\bin )|(?<=\bsince )|(?<=\bof )|(?<=\buntil )|(?<=\bfrom )|(?<=\bto )|(?<=\bby )|(?<=\bthe )"
    rf"|(?<=\bduring )|(?<=\bfor )|(?<=\bearly )|(?<=\blate )){_YEAR})"
    rf"(?![\w-]|[,.]\d| (?:dlrs|mln|bln|pct|tonnes|people|shares|points))"
    rf")"
)
# Where one may begin: its first character, with nothing before it that would make it part of something else.
_BEGINNING: Final = re.compile(
    r"[0-9ADEFJLMNOSTWYelmnty](?<![\w.,$£€-].)"
    r"(?:(?<=\d)|(?=an|eb|ar|pr|ay|u[nlg]|ep|ct|ov|ec|on|ue|ed|hu|ri|at|est|od|om|ast|ext|his|id-))"
)
# A cheap first look: most copy has one of these words, tables of figures have none.
_HINT: Final = re.compile(r"day\b|\b[12]\d{3}|\b(?:last|next|this|Last|Next|This) |" + _MONTH)


@dataclass(frozen=True, slots=True)
class DateRead:
    """One date of a story: as printed, first and last day (both inclusive), and where it stands."""

    text: str
    start: date
    end: date
    span: Span


def read_dates(text: str, *, issued_on: date | None) -> list[DateRead]:
    """The dates named in a text, in order. Without `issued_on` only dates that carry their own year. Never raises."""
    return list(_read(text, issued_on))


def _read(text: str, issued_on: date | None) -> Iterator[DateRead]:
    if not _HINT.search(text):
        return
    for match in _find_dates(text):
        try:
            days = _resolve(match, match.groupdict(), issued_on, text)
        except (ValueError, OverflowError):  # "Feb 30", or a day before the year 1
            continue
        if days is not None:
            yield DateRead(match.group(), days[0], days[1], Span(*match.span()))


def _find_dates(text: str) -> Iterator[re.Match[str]]:
    """What `_DATE.finditer` finds, in a third of the time: the long expression is tried only where it may begin."""
    after = 0
    for beginning in _BEGINNING.finditer(text):
        start = beginning.start()
        if start >= after and (match := _DATE.match(text, start)) is not None:
            after = match.end()
            yield match


def _resolve(
    match: re.Match[str], parts: dict[str, str | None], issued_on: date | None, text: str
) -> tuple[date, date] | None:
    if iso := parts["iso"]:
        day = date.fromisoformat(iso)
        return day, day
    if parts["dmy"]:
        ahead = _looks_ahead(text, match.start())
        return _full(parts["dmy_y"], parts["dmy_m"], parts["dmy_d"], parts["dmy_d"], issued_on, ahead=ahead)
    if parts["mdy"]:
        ahead = _looks_ahead(text, match.start())
        last = parts["mdy_e"] or parts["mdy_d"]
        return _full(parts["mdy_y"], parts["mdy_m"], parts["mdy_d"], last, issued_on, ahead=ahead)
    if parts["my"]:
        return _month_of_year(parts["my_m"] or "", parts["my_y"] or "", issued_on)
    if parts["yy"]:
        begin = int(parts["yy_a"] or 0)
        second = parts["yy_b"] or ""
        end = int(second) if len(second) == 4 else begin // 100 * 100 + int(second)
        return (date(begin, 1, 1), date(end, 12, 31)) if begin < end else None
    if parts["dec"]:
        begin = int(parts["dec_y"] or 0) * 10
        return date(begin, 1, 1), date(begin + 9, 12, 31)
    if year := parts["y"]:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return _relative(match, parts, issued_on, text) if issued_on is not None else None


def _relative(
    match: re.Match[str], parts: dict[str, str | None], issued_on: date, text: str
) -> tuple[date, date] | None:
    if word := parts["rel"]:
        day = issued_on + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[word.lower()])
        return day, day
    if parts["wd"]:
        day = _weekday(_DAYS[(parts["wd_d"] or "").lower()], (parts["wd_q"] or "").strip().lower(), issued_on,
                       ahead=_looks_ahead(text, match.start()))  # fmt: skip
        return day, day
    if parts["ago"]:
        step = {"last": -1, "this": 0, "next": 1}[(parts["ago_q"] or "").lower()]
        unit = parts["ago_u"] or ""
        if unit == "week":
            monday = issued_on + timedelta(days=7 * step - issued_on.weekday())
            return monday, monday + timedelta(days=6)
        if unit == "month":
            months = issued_on.year * 12 + issued_on.month - 1 + step
            return _month(months // 12, months % 12 + 1)
        if unit == "year":
            return date(issued_on.year + step, 1, 1), date(issued_on.year + step, 12, 31)
        number = _number(unit)
        year = issued_on.year
        if step < 0 and number >= issued_on.month:
            year -= 1
        elif step > 0 and number <= issued_on.month:
            year += 1
        return _month(year, number)
    if name := parts["inm_m"]:
        number = _number(name)
        year = issued_on.year - (number > issued_on.month)
        if number > issued_on.month and _looks_ahead(text, match.start()):
            year += 1
        return _month(year, number)
    return None


def _full(
    year: str | None, month: str | None, first: str | None, last: str | None, issued_on: date | None, *, ahead: bool
) -> tuple[date, date] | None:
    number = _number(month or "")
    start, end = (int(re.sub(r"\D", "", day or "")) for day in (first, last))
    if end < start:
        return None
    if year is not None:
        return date(int(year), number, start), date(int(year), number, end)
    if issued_on is None:
        return None
    # The year that puts the day near the day of issue: 300 days back and 65 on, or the reverse of what is to come.
    earliest, latest = (-65, 300) if ahead else (-300, 65)
    for guess in (issued_on.year, issued_on.year - 1, issued_on.year + 1):
        if start <= monthrange(guess, number)[1]:
            day = date(guess, number, start)
            if earliest <= (day - issued_on).days <= latest:
                return day, date(guess, number, end)
    return None


def _month_of_year(month: str, year: str, issued_on: date | None) -> tuple[date, date] | None:
    if year.isdigit():
        return _month(int(year), _number(month))
    if issued_on is None:
        return None
    return _month(issued_on.year + {"last": -1, "this": 0, "next": 1}[year.split()[0]], _number(month))


def _month(year: int, number: int) -> tuple[date, date]:
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _number(month: str) -> int:
    return _MONTHS[month.rstrip(".").lower()]


def _weekday(number: int, qualifier: str, issued_on: date, *, ahead: bool) -> date:
    back = (issued_on.weekday() - number) % 7
    if qualifier == "next" or (ahead and qualifier not in {"last"} and back):
        return issued_on + timedelta(days=(7 - back) if back else 7)
    if qualifier == "last" and back == 0:
        back = 7
    return issued_on - timedelta(days=back)


_AHEAD: Final = re.compile(
    r"\b(?:will|to be|due|scheduled|plans? to|expected|until|by|before|through|next|shall|set for|starting|beginning|"
    r"[Pp]ay|payable|redeem|redemption)\b"
)


def _looks_ahead(text: str, position: int) -> bool:
    """Whether the words since the sentence began speak of what is to come."""
    begin = max(text.rfind(". ", 0, position), text.rfind("\n", 0, position), position - 120)
    return _AHEAD.search(text, max(begin, 0), position) is not None
