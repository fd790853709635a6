"""Things that were done on a day, and what is said of the day: "the 2023 treaty", "the treaty was signed last June".

A `Statement` ties one such thing to the days on which, by these words, it came about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from archive.reading.dates import read_dates
from archive.text.spans import Span

_FAMILIES: Final = (
    "treaty treaties pact accord concordat",
    "agreement", "deal", "armistice truce ceasefire cease-fire", "protocol", "convention", "charter", "constitution",
    "declaration communique communiqué", "summit", "election elections", "referendum plebiscite", "coup putsch",
    "massacre", "earthquake quake", "revolution uprising", "invasion", "launch", "landing",
    "explosion blast", "crash", "disaster", "olympics",
)  # fmt: skip
FAMILIES: Final = {noun: words.split()[0] for words in _FAMILIES for noun in words.split()}
"""Noun → the first noun of those by which copy calls the same thing."""
_MADE: Final = r"(?:signed|signing|signature|concluded|conclusion|adopted|adoption|sealed)"
_HELD: Final = r"(?:held|took place|happened|occurred|struck)"
_MAKING: Final = {
    family: _MADE
    if family in "treaty agreement deal armistice protocol convention charter declaration".split()
    else _HELD
    for family in FAMILIES.values()
}
_NOUN: Final = "|".join(sorted(FAMILIES, key=len, reverse=True))
_NAME_WORD: Final = r"[A-Z][\w’'.–-]*"
_DATED: Final = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Tt]hat|[Tt]his) (?P<said>(?P<year>1[89]\d\d|20\d\d) "
    rf"(?P<name>(?:{_NAME_WORD} ){{0,5}}?)(?P<noun>(?i:{_NOUN})))(?![\w-])"
)
_NAMED: Final = re.compile(
    rf"(?P<before>(?:{_NAME_WORD} ){{0,6}})\b(?P<noun>(?i:{_NOUN}))(?![\w-])"
    rf"(?P<after>(?: (?:on|of|for|in|between|with|and|the|[A-Z][\w’'-]*)){{0,9}})"
)
_SENTENCE: Final = re.compile(r"[^\n]+?(?:(?<![A-Z])[.!?][\"”’']?(?=\s+[\"“‘']?[A-Z\d])|\n|$)")
_OTHER_DEED: Final = re.compile(
    r"\b(?:force|effect|ratif\w+|expir\w+|amend\w+|renew\w+|extend\w+|extension|cancel\w+|suspend\w+|withdr\w+|abandon\w+|"
    r"reject\w+|will|would|may|might|could|should|shall|plan\w*|expected|due|not|never|if|until|before|replac\w+|follow\w+|"
    r"previous|earlier|another|similar|since|new|revis\w+|violat\w+|under)\b"
)
_AFTER_YEARS: Final = re.compile(
    rf"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|twenty|\d{{1,3}}|a) years? "
    rf"(?:since|after) (?:the )?{_MADE} of\b",
    re.IGNORECASE,
)
_ANNIVERSARY: Final = re.compile(
    r"\b(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th)) "
    r"anniversary of\b",
    re.IGNORECASE,
)
_NUMBERS: Final = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for number, word in enumerate(words.split(), start=1)
} | {"a": 1, "twenty": 20}
_SLACK: Final = timedelta(days=150)
_COMMON: Final = frozenset("the on of for in between with and a an its their his her this that".split())
_NO_NAMES: Final = frozenset("In On At The A An For Under After Since But And This That Its Their".split())


@dataclass(frozen=True, slots=True)
class Statement:
    """Words by which something came about between two days. `name`: what else it is called, folded; empty when bare."""

    how: Literal["dated", "made", "anniversary"]
    family: str
    name: frozenset[str]
    words: str
    span: Span
    start: date
    end: date


def read_dated(text: str) -> Iterator[Statement]:
    """ "the 2023 treaty": a thing called by its year."""
    for match in _DATED.finditer(text):
        year = int(match["year"])
        tail = _NAMED.match(text, match.start("noun"))
        name = fold_words(f"{match['name']} {tail['after'] if tail else ''}")
        span = Span(*match.span("said"))
        family = FAMILIES[match["noun"].casefold()]
        yield Statement("dated", family, name, match["said"], span, date(year, 1, 1), date(year, 12, 31))


def read_made(text: str, issued_on: date | None) -> Iterator[Statement]:
    """ "the treaty was signed in June last year", "one year since the signing of the treaty"."""
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        nouns = [match for match in _NAMED.finditer(words) if not _DATED.match(words, max(match.start() - 9, 0))]
        families = {FAMILIES[match["noun"].casefold()] for match in nouns}
        if len(families) != 1 or len({_name_of(match) for match in nouns} - {frozenset()}) > 1:
            continue
        (family,) = families
        name = max((_name_of(match) for match in nouns), key=len)
        begin = sentence.start()
        if issued_on is not None:
            yield from _read_anniversary(words, begin, family, name, issued_on)
        yield from _read_making(words, begin, family, name, nouns[0], issued_on)


def _read_making(
    words: str, begin: int, family: str, name: frozenset[str], noun: re.Match[str], issued_on: date | None
) -> Iterator[Statement]:
    making = re.search(rf"\b{_MAKING[family]}\b", words)
    if (
        making is None
        or abs(making.start() - noun.start("noun")) > 100
        or _OTHER_DEED.search(_AFTER_YEARS.sub(" ", words))
    ):
        return
    dates = [read for read in read_dates(words, issued_on=issued_on) if read.span.start > making.start()]
    dates = [read for read in dates if (read.end - read.start).days <= 366]
    if len(dates) == 1 and (issued_on is None or dates[0].start <= issued_on):
        read = dates[0]
        span = Span(begin + read.span.start, begin + read.span.end)
        yield Statement("made", family, name, read.text, span, read.start, read.end)


def _read_anniversary(
    words: str, begin: int, family: str, name: frozenset[str], issued_on: date
) -> Iterator[Statement]:
    for pattern in (_AFTER_YEARS, _ANNIVERSARY):
        match = pattern.search(words)
        if match is None:
            continue
        printed = match["n"].casefold()
        number = _NUMBERS.get(printed) or int(re.sub(r"\D", "", printed) or 0)
        if 0 < number < issued_on.year - 1:
            middle = issued_on - timedelta(days=round(number * 365.25))
            span = Span(begin + match.start(), begin + match.end())
            yield Statement("anniversary", family, name, match.group(), span, middle - _SLACK, middle + _SLACK)


def find_names(text: str, family: str) -> set[frozenset[str]]:
    """The names under which a text calls things of a family; bare mentions give none."""
    found = (match for match in _NAMED.finditer(text) if FAMILIES[match["noun"].casefold()] == family)
    return {_name_of(match) for match in found} - {frozenset()}


def _name_of(match: re.Match[str]) -> frozenset[str]:
    """A name is printed with a capital: "the North Korea-Russia Treaty on Partnership", not "a treaty on fishing"."""
    if match["noun"][0].islower():
        return frozenset()
    before = [word for word in match["before"].split() if word not in _NO_NAMES]
    return fold_words(" ".join(before) + " " + match["after"])


def fold_words(words: str) -> frozenset[str]:
    """Capitalised words, folded; hyphens part them."""
    found = re.findall(r"[^\W_]+", words)
    return frozenset(word.casefold() for word in found if word[0].isupper() and word.casefold() not in _COMMON)
