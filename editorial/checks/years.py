"""A year that contradicts other words of the story, or an event of the archive: "the 2023 treaty", signed in 2024."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from archive.text.spans import Span

from .acts import FAMILIES, Statement, find_names, fold_words, read_dated, read_made
from .finding import MOST_PLACES, Check, Evidence
from .story import CheckedStory, KnownEvent

MOST: Final = 40
"""Things called by their year in one story; a list of more is a chronicle, and is left alone."""
_SAID_OF_EVENTS: Final = frozenset(
    "signed signing signature held concluded adopted first second the of in on and".split()
)


def find_dated_things(text: str) -> frozenset[str]:
    """The words to look for among the archive's events: nouns that the story calls by a year. Empty for most."""
    families = {statement.family for statement in read_dated(text)}
    return frozenset(noun for noun, family in FAMILIES.items() if family in families)


def find_wrong_years(story: CheckedStory) -> list[Check]:
    """Each thing called by a year in which, by other words of the story or a known event, it did not come about."""
    alike: dict[str, list[Statement]] = {}
    for statement in read_dated(story.text):
        alike.setdefault(statement.words.casefold(), []).append(statement)
    if not 0 < len(alike) <= MOST:
        return []
    made = list(read_made(story.text, story.issued_on))[:MOST]
    dated = [statements[0] for statements in alike.values()]
    checks = (
        _check(statements[0], statements[:MOST_PLACES], made, story)
        for statements in alike.values()
        if _is_the_only_one(statements[0], dated, story.text)
    )
    return [check for check in checks if check is not None]


def _is_the_only_one(statement: Statement, dated: Sequence[Statement], text: str) -> bool:
    """Whether the story knows one such thing: of two treaties, nobody can say which was signed last June."""
    kin = [other for other in dated if other.family == statement.family]
    if len({other.start.year for other in kin}) > 1:
        return False
    names = find_names(text, statement.family)
    return len(names) <= MOST and all(not one.isdisjoint(other) for one in names for other in names)


def _check(
    statement: Statement, alike: Sequence[Statement], made: Sequence[Statement], story: CheckedStory
) -> Check | None:
    said = [other for other in made if _is_same(statement, other)]
    against = sorted(
        (other for other in said if not _share_a_day(statement, other)), key=lambda other: other.how != "made"
    )
    events, agreeing = _weigh_events(statement, story)
    if len(against) < len(said) or agreeing or not (against or events):
        return None  # something speaks for the year
    years = {event.starts_on.year for event in events}
    years |= {other.start.year for other in against if other.start.year == other.end.year}
    if len(years) > 1:
        return None  # the witnesses contradict one another: it is another thing that they speak of
    year = years.pop() if years else against[0].end.year
    evidence = tuple(
        [Evidence("text", other.words, other.span) for other in against]
        + [Evidence("event", f"{event.name}, {_say_day(event.starts_on)}") for event in events]
    )
    witnesses = [f"“{other.words}”" for other in against] + [f"the event “{event.name}”" for event in events]
    issued = f" (issued {_say_day(story.issued_on)})" if story.issued_on and against else ""
    sure = 0.6 + 0.15 * len(against) + sum(0.25 if event.is_linked else 0.15 for event in events)
    claim = f"{' and '.join(witnesses)} {'says' if len(witnesses) == 1 else 'say'} {year}{issued}"
    return Check(
        kind="year",
        words=statement.words,
        spans=tuple(Span(*other.span) for other in alike),
        sentence=f"The story says “{statement.words}”, but {claim}.",
        evidence=evidence,
        note=f"“{statement.words}” should probably be {year}: see {' and '.join(witnesses)}.",
        confidence=min(round(sure, 2), 0.97),
    )


def _is_same(statement: Statement, other: Statement) -> bool:
    if statement.family != other.family:
        return False
    return not statement.name or not statement.name.isdisjoint(other.name)


def _share_a_day(one: Statement, other: Statement) -> bool:
    return one.start <= other.end and other.start <= one.end


def _weigh_events(statement: Statement, story: CheckedStory) -> tuple[list[KnownEvent], bool]:
    """The events that contradict the year, and whether one agrees with it."""
    same = [event for event in story.events if _is_meant(event, statement, story)]
    agreeing = [event for event in same if event.starts_on.year <= statement.start.year <= event.ends_on.year]
    linked = [event for event in same if event.is_linked]
    return (linked or same)[:3], bool(agreeing)


def _is_meant(event: KnownEvent, statement: Statement, story: CheckedStory) -> bool:
    """Tied to the story and of the same kind; or, of those that are not, one whose name the story spells out."""
    words = [word for name in (event.name, *event.other_names) for word in name.replace("-", " ").casefold().split()]
    if statement.family not in {FAMILIES.get(word) for word in words}:
        return False
    name = fold_words(event.name) - FAMILIES.keys() - _SAID_OF_EVENTS
    if statement.name and statement.name.isdisjoint(name):
        return False
    if event.is_linked:
        return True
    printed = find_names(story.text, statement.family)
    return len(name) >= 3 and any(len(name & one) >= max(3, 0.6 * len(name)) for one in printed)


def _say_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
