"""A weekday that does not fit its date: "Tuesday, June 29" when the 29th was a Sunday."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Final

from archive.reading.months import MONTHS, WEEKDAYS
from archive.text.spans import Span

from .finding import MOST_PLACES, Check, Evidence
from .story import CheckedStory

NEAR: Final = 45
"""Days from the day of issue within which a date without a year is surely the nearest one."""
_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH: Final = frozenset(name[:3].casefold() for name in _NAMES)
_ASIAN_DAYS: Final = {
    day: number for days in ("월화수목금토일", "月火水木金土日", "一二三四五六日") for number, day in enumerate(days)
}


def _one_of(names: dict[str, int], *, at_least: int) -> str:
    kept = sorted((name for name in names if len(name) >= at_least), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in kept) + ")"


# "mar", "mon", "set" and their like are words of many languages; the full names are enough, and English's short ones.
_MONTH: Final = rf"(?:{_one_of(MONTHS, at_least=4)}|(?:jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|nov|dec)\b)\.?"
_WEEKDAY: Final = rf"(?:{_one_of(WEEKDAYS, at_least=4)}|(?:mon|tue|wed|thu|fri|sat|sun)\b)\.?"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
_JOINT: Final = r"(?:, ?(?:the |den |le |el )?| \(| (?:the |den |le |el )?)"  # "Monday, June 30", "lundi 30 juin"
_MDY: Final = rf"(?P<{{0}}m>{_MONTH}) (?P<{{0}}d>{_DAY})(?:st|nd|rd|th)?(?:,? (?P<{{0}}y>{_YEAR}))?"
_DMY: Final = (
    rf"(?P<{{0}}d>{_DAY})(?:st|nd|rd|th|er|º)?\.? (?:of |de )?(?P<{{0}}m>{_MONTH})(?:,? (?:de )?(?P<{{0}}y>{_YEAR}))?"
)
_NO_MORE: Final = r"(?![\w-]|[.,/:]\d|\s?[-–]\s?\d| ?(?:to|and|or|through|und|et|y) \d)"  # "June 29 to 30"
_FORMS: Final = tuple(
    re.compile(rf"(?<![\w-])(?:{form}){_NO_MORE}", re.IGNORECASE)
    for form in (
        rf"(?P<w>{_WEEKDAY}){_JOINT}{_MDY.format('')}",
        rf"(?P<w>{_WEEKDAY}){_JOINT}{_DMY.format('')}",
        rf"{_MDY.format('')}(?:, ?| )\(?(?P<w>{_WEEKDAY})\)",
        rf"{_DMY.format('')} \((?P<w>{_WEEKDAY})\)",
    )
)  # fmt: skip
_ASIAN: Final = re.compile(
    r"(?:(?P<y>\d{4})\s?[년年]\s?)?(?P<m>1[0-2]|0?[1-9])\s?[월月]\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[일日号號]\s?"
    r"(?:[(（](?P<w>[월화수목금토일月火水木金土一二三四五六])(?:요일|曜日?)?[)）]"
    r"|,?\s?(?P<w2>[월화수목금토일](?=요일)|[月火水木金土日](?=曜日))|\s?(?:星期|礼拜|禮拜|周|週)(?P<w3>[一二三四五六日]))"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:-feira)?")
_AFTER_A_NAME: Final = re.compile(r"[A-Z]\w+ $")
_RECURRING: Final = re.compile(r"\b(?:every|each|any)\s*$", re.IGNORECASE)


def find_wrong_weekdays(story: CheckedStory) -> list[Check]:
    """Every weekday printed beside a date on which it did not, or will not, fall."""
    found: dict[str, Check] = {}
    for match, is_dateline in _read(story):
        span = _span(match)
        words = match.string[span.start : span.end]
        day = _resolve(match, story)
        if day is None or words.casefold() in found:
            held = found.get(words.casefold())
            if held is not None and not is_dateline:
                found[words.casefold()] = _again(held, span)
            continue
        right = _NAMES[day.weekday()]
        written = f"{day.day} {day:%B} {day.year}"
        found[words.casefold()] = Check(
            kind="weekday",
            words=words,
            spans=() if is_dateline else (span,),
            sentence=f"{written} was a {right}, but the {'dateline' if is_dateline else 'story'} says “{words}”.",
            evidence=(Evidence("calendar", f"{written}: {right}"), *_issued(match, story)),
            note=f"“{words}”: {written} was a {right}. Is the weekday wrong, or the date?",
            confidence=0.95 if match["y"] else 0.9,
        )
    return list(found.values())


def _read(story: CheckedStory) -> Iterator[tuple[re.Match[str], bool]]:
    for text, is_dateline in ((story.text, False), (story.dateline, True)):
        if not WEEKDAYS.keys().isdisjoint(_LETTERS.findall(text.casefold())):
            for form in _FORMS:
                for match in form.finditer(text):
                    yield match, is_dateline
        if not text.isascii():
            for match in _ASIAN.finditer(text):
                yield match, is_dateline


def _span(match: re.Match[str]) -> Span:
    """The words with the bracket that closes them, and without the full stop of their sentence."""
    end = match.end()
    if match.string[end - 1] == ".":
        end -= 1
    if "(" in match.group() and match.string[end : end + 1] == ")":
        end += 1
    return Span(match.start(), end)


def _again(check: Check, span: Span) -> Check:
    if not check.spans or len(check.spans) >= MOST_PLACES or span in check.spans:
        return check
    return Check(
        check.kind, check.words, (*check.spans, span), check.sentence, check.evidence, check.note, check.confidence
    )


def _issued(match: re.Match[str], story: CheckedStory) -> tuple[Evidence, ...]:
    if match["y"] or story.issued_on is None:
        return ()
    return (Evidence("day of issue", story.issued_on.isoformat()),)


def _resolve(match: re.Match[str], story: CheckedStory) -> date | None:
    """The day meant, when the weekday does not fit it; None when it fits, or when nobody can tell the day."""
    parts = match.groupdict()
    weekday = _weekday(parts["w"] or parts.get("w2") or parts.get("w3") or "")
    month = int(parts["m"]) if parts["m"].isdecimal() else MONTHS.get(parts["m"].rstrip(".").casefold(), 0)
    day = int(parts["d"])
    if (
        weekday is None
        or not month
        or _is_part_of_a_name(match, story.language)
        or _RECURRING.search(match.string[max(match.start() - 12, 0) : match.start()])
    ):
        return None
    years = [int(parts["y"])] if parts["y"] else _near_years(month, day, story.issued_on)
    days = [date(year, month, day) for year in years if year and day <= monthrange(year, month)[1]]
    if not days or any(each.weekday() == weekday for each in days):
        return None
    return days[0]


def _weekday(word: str) -> int | None:
    plain = word.rstrip(".").casefold()
    return WEEKDAYS.get(plain, _ASIAN_DAYS.get(word))


def _is_part_of_a_name(match: re.Match[str], language: str) -> bool:
    """ "SANTO DOMINGO, March 4": in English copy only English days are days, in any a name goes before a name."""
    words = (match.groupdict()["w"] or "").rstrip(".").casefold()
    if not words.isascii() or not words.isalpha():
        return False
    is_english = words[:3] in _ENGLISH and (words.endswith("day") or len(words) <= 5)
    return not is_english and (
        language[:2] == "en"
        or _AFTER_A_NAME.search(match.string[max(match.start() - 20, 0) : match.start()]) is not None
    )


def _near_years(month: int, day: int, issued_on: date | None) -> list[int]:
    """The one year that a date near the day of issue has; none when it is far off, and could be any year's."""
    if issued_on is None:
        return []
    for year in (issued_on.year, issued_on.year - 1, issued_on.year + 1):
        if 1 <= year <= 9999 and day <= monthrange(year, month)[1]:
            apart = abs((date(year, month, day) - issued_on).days)
            if apart <= NEAR:
                return [year]
    return []
