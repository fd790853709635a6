"""Embargo lines: not before when a story may be published.

A line is an embargo as soon as it says so. When its moment cannot be read with certainty (no day, no time zone, two
that do not agree), `until` is None and the story must be withheld until an editor sets it: publishing early cannot be
undone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from archive.reading.embargo_moment import read_embargo_moment
from archive.reading.months import MONTHS, WEEKDAYS
from archive.reading.slugline import is_editors_note
from archive.text.spans import Span

LONGEST_LINE: Final = 300
LONGEST_NOTE: Final = 600

_DAY: Final = "(?:" + "|".join(sorted({n for n in (*MONTHS, *WEEKDAYS) if n.isascii() and len(n) > 2})) + ")\\b"
_WHEN: Final = rf"(?:\d|noon\b|midnight\b|{_DAY})"
_USED: Final = r"(?:us(?:e|ed|ing)|releas\w*|publi\w+|broadcast\w*|transmi\w+|distribut\w+|quot\w+|print\w*|air\w*)\b"
_BEFORE: Final = r"\b(?:before|until|till|prior\s+to)\b"
# What stands before the word in "THIS STORY IS EMBARGOED", "ATTN EDITORS - STRICT EMBARGO", "Note press embargo".
_LEAD_IN: Final = (
    r"(?:(?:attention|attn|notes?|to|editors?|eds|achtung|please|observe|press|media|news|time|strict(?:ly)?|under|is|an|"
    r"this|story|report|article|item|release|copy|material|subject|reminder|important)\b[\s:,.!()*–—-]*){0,6}"
)
_WORD: Final = (
    r"embargo(?:ed|es)?\b"
    # "Embargo talks collapse" is a headline: what follows must be a moment, a colon, or nothing.
    r"(?=[\s*!\"”)\]>】）._-]*(?:$|[:;|/–—-](?:\s|\d|$)|[\s,]*" + _WHEN + r"|\s*\([^)]{0,60}\)?\s*$"
    r"|\s+(?:until|till?|before|expires?|ends?|time|copy|applies|notice|material|news|press|speech|not|and\s+not"
    r"|jusqu|hasta|até|bis\b|fino|tot\b|до\b|do\b)"
    r"|\s+(?:to|for|at|on|from|of|is|=)\s+(?:the\s+)?(?:" + _WHEN + "|" + _USED + r"|strict)"
    r"|\s+(?:is\s+|to\s+be\s+)?lift(?:s|ed|ing)?\s*(?:$|[\d:.(]|at\s+\d|on\s+" + _WHEN + "|" + _DAY + r"))|\.)"
)
_SAYS_SO: Final = re.compile(
    rf"[\s*(\[\-–—^!\"“<#=_•※【（>]*(?:{_LEAD_IN}{_WORD}|hold\s+for\s+(?:release|publication)\b"
    rf"|not\s+(?:for|to\s+be)\s+(?:[\w/]+,?\s+){{0,8}}?{_USED}[\w,/ ]{{0,60}}?{_BEFORE}"
    rf"|(?:do|must|may|should|can)\s?not\s+(?:be\s+)?{_USED}[\w,/ ]{{0,60}}?{_BEFORE}"
    rf"|no\s+{_USED}[\w,/ ]{{0,40}}?{_BEFORE}"
    rf"|for\s+(?:release|publication|use|broadcast)\s*:?\s+(?:at\s+|on\s+|after\s+|from\s+|not\s+before\s+)?{_WHEN}"
    rf"|release\s+(?:time|date)\s*:"
    r"|embargado\b|sous\s+embargo\b|(?:achtung\W+)?sperrfrist\b|frei\s+(?:ab|für)\b.{0,40}\d|эмбарго\b|엠바고|보도유예"
    r"|보도\s?시점|※.{0,80}(?:엠바고|보도유예)|解禁|禁运|ne\s+pas\s+(?:publier|diffuser|utiliser)\s+avant\b"
    r"|no\s+(?:publicar|difundir|usar)\s+antes\b|não\s+(?:publicar|divulgar|usar)\s+antes\b"
    r"|(?:da\s+)?non\s+(?:pubblicare|diffondere)\s+prima\b|не\s+публиковать\s+до\b)",
    re.IGNORECASE,
)
# Nearly every line of a wire has none of these, and is not looked at closely.
_HINT: Final = re.compile(
    r"embarg|sperrfrist|frei\s|эмбарго|엠바고|보도|解禁|禁运|releas|before|until|till|prior|avant|antes|prima|публиковать"
    r"|for\s+(?:publ|use|broad)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.;:)!])\s+|\s[-–—]\s")


@dataclass(frozen=True, slots=True)
class Embargo:
    """An embargo as printed (`notice`) and the moment it lifts; None when that must be set by hand, and then `why`.

    `is_by_weekday`: only a day of the week is printed, which was counted from the day of issue.
    """

    notice: str
    until: datetime | None
    span: Span
    why: str = ""
    is_by_weekday: bool = False


def read_embargo(line: str, *, issued_on: date | None, is_note: bool = False) -> Embargo | None:
    """The embargo a line states, or None when it states none. In a note to editors it may be any sentence: one that
    does not begin as such notes do is called one by `is_note`.

    A year that is not printed is the one that puts the moment nearest to `issued_on`: the day of the dateline, else
    the day the item came.
    """
    if _HINT.search(line) is None or not any(
        _SAYS_SO.match(line, start) for start in _beginnings(line, is_note=is_note)
    ):
        return None
    notice = line.strip()
    start = line.index(notice)
    moment = read_embargo_moment(notice, issued_on=issued_on)
    return Embargo(notice, moment.until, Span(start, start + len(notice)), moment.why, moment.is_by_weekday)


def confirm_embargo(embargo: Embargo, *, issued_on: date) -> Embargo:
    """The embargo as read from another day of issue. A day that is told by its weekday alone must be the same by both:
    else the item came late, or its dateline is not of the day it was sent."""
    again = read_embargo_moment(embargo.notice, issued_on=issued_on)
    if embargo.is_by_weekday and again.until != embargo.until:
        why = "it names a weekday, and the dateline is not of the week in which the story came"
        return replace(embargo, until=None, why=why)
    return replace(embargo, until=again.until, why=again.why, is_by_weekday=again.is_by_weekday)


def _beginnings(line: str, *, is_note: bool) -> Iterator[int]:
    """Where an embargo may begin: with the line, or with a sentence of a note to editors."""
    if len(line) <= LONGEST_LINE:
        yield 0
    if len(line) <= LONGEST_NOTE and (is_note or is_editors_note(line)):
        yield from (match.end() for match in _SENTENCE.finditer(line))
