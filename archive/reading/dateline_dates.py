"""The day a dateline prints: month and day, seldom a year; and the year rule.

Rules: STANDARDS §5. The year is the one that puts the day at most 300 days before the story's issue and at most two
days after it (a story can be dated tomorrow east of the date line or across midnight).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from archive.reading.months import WEEKDAYS, guess_misprinted_month, month_number

OLDEST_DAYS: Final = 300
NEWEST_DAYS: Final = 2

_LETTERS: Final = r"(?:[^\W\d_]|[\u0900-\u0963\u0970-\u097f])+"
_DAY: Final = r"\d{1,3}(?![\dO])|\dO(?!\w)"
_YEAR: Final = r"(?P<year>1[789]\d\d|20\d\d|21\d\d)(?!\d)"
_FORMS: Final = (
    # June 30 · Dec. 08 · June 30th, 2025
    re.compile(
        rf"(?P<month>{_LETTERS})\.?\s{{1,4}}(?P<day>{_DAY})(?:st|nd|rd|th)?(?:,?\s{{1,2}}{_YEAR})?",
        re.IGNORECASE,
    ),
    # 30 June · 1er juin · 30. juni · 30 de junio de 2025 · 12 апреля 1961 года
    re.compile(
        rf"(?P<day>{_DAY})(?:st|nd|rd|th|er|ère|º|°|\.)?\s{{0,2}}(?:de\s|of\s|d['’])?(?P<month>{_LETTERS})\.?"
        rf"(?:,?\s{{1,2}}(?:de\s|del\s)?{_YEAR}(?:\.|\s(?:года|г\.|року|р\.))?)?",
        re.IGNORECASE,
    ),
    # 2025. június 30.
    re.compile(rf"{_YEAR}\.\s(?P<month>{_LETTERS})\s(?P<day>{_DAY})\.?"),
    # 2025-06-30
    re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    # 30.06.2025 · 30.06. · 30/06/2025
    re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>[./])(?P<month>\d{{1,2}})(?!\d)(?:(?:[./]{_YEAR})|\.)?"),
)
_WORD: Final = re.compile(rf"(?P<word>{_LETTERS}(?:-feira)?)\.?")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A day as printed. `month` and `day` are None when the calendar has no such day; `problem` then says so.

    `end` is where it stops in the text; `certain` is False when a keying error was read through.
    """

    month: int | None
    day: int | None
    year: int | None
    end: int
    problem: str = ""
    certain: bool = True


def read_printed_date(text: str, start: int, *, may_be_misprinted: bool = False) -> PrintedDate | None:
    """The date that begins at `start`, or None when none does."""
    for form in _FORMS:
        match = form.match(text, start)
        if match is None:
            continue
        printed = match.groupdict()
        month, certain = _month(printed["month"], may_be_misprinted=may_be_misprinted)
        if month is None:
            continue
        digits = printed["day"].replace("O", "0")
        return _checked(
            month=month,
            day=int(digits),
            year=int(printed["year"]) if printed["year"] else None,
            match=match,
            certain=certain and digits == printed["day"],
            is_ambiguous=printed.get("mark") == "/",
        )
    return None


def _month(word: str, *, may_be_misprinted: bool) -> tuple[int | None, bool]:
    if word.isdecimal():
        return int(word), True
    month = month_number(word)
    if month is None and may_be_misprinted and word[0].isupper():
        return guess_misprinted_month(word), False
    return month, True


def _checked(
    *, month: int, day: int, year: int | None, match: re.Match[str], certain: bool, is_ambiguous: bool
) -> PrintedDate | None:
    if is_ambiguous:
        if day <= 12 and month <= 12 and day != month:
            problem = f"The dateline's {match[0].strip()} may be read with the day or the month first: set its date."
            return PrintedDate(None, None, year, match.end(), problem, certain=False)
        if month > 12:
            month, day = day, month
    if not 1 <= month <= 12:
        return None
    longest = monthrange(year, month)[1] if year is not None else monthrange(2000, month)[1]
    if not 1 <= day <= longest:
        problem = f"The dateline prints {match[0].strip()!r}, a day that does not exist: set its date by hand."
        return PrintedDate(None, None, year, match.end(), problem, certain=False)
    return PrintedDate(month, day, year, match.end(), certain=certain)


def read_weekday(text: str, start: int) -> tuple[str, int] | None:
    """The weekday printed at `start` and where it ends, or None."""
    match = _WORD.match(text, start)
    if match is None or match["word"].casefold() not in WEEKDAYS:
        return None
    return match["word"], match.end()


def infer_date(*, month: int, day: int, issued_on: date) -> date | None:
    """The date of a month and day printed without a year, given the day the story was issued; None if none fits."""
    for year in (issued_on.year, issued_on.year - 1, issued_on.year + 1):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if -OLDEST_DAYS <= (candidate - issued_on).days <= NEWEST_DAYS:
            return candidate
    return None


def infer_day(*, day: int, issued_on: date) -> date | None:
    """The date of a day of the month printed alone (Japanese and Chinese relays): the latest not after tomorrow."""
    for back in (0, 1):
        month_index = issued_on.year * 12 + issued_on.month - 1 - back
        try:
            candidate = date(month_index // 12, month_index % 12 + 1, day)
        except ValueError:
            continue
        if (candidate - issued_on).days <= NEWEST_DAYS:
            return candidate
    return None
