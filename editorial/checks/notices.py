"""The copyright line, held against what the source's stories usually say."""

from __future__ import annotations

import re
from typing import Final

from archive.reading.copyright import Copyright, read_copyright
from archive.text.folding import fold_name

from .finding import Check, Evidence
from .story import CheckedStory

_COMPANY: Final = re.compile(r"\b(?:inc|ltd|llc|plc|co|corp|corporation|company|limited|gmbh|the|s a|group)\b")


def find_odd_notices(story: CheckedStory) -> list[Check]:
    """A line that is missing where the source prints one, that names another holder, or the wrong year."""
    if not story.text.strip():
        return []
    if not story.notice.strip():
        return [_say_missing(story)] if story.source.prints_notice else []
    read = read_copyright(story.notice)
    if read is None:
        return [_say(story, "does not read as one: it has neither a copyright sign nor reserved rights", (), 0.7)]
    return [*_find_other_holder(story, read), *_find_other_year(story, read)][:1]


def _say_missing(story: CheckedStory) -> Check:
    name = story.source.name or "this source"
    usual = story.source.notice
    return Check(
        kind="copyright",
        words="",
        spans=(),
        sentence=f"There is no copyright line; stories of {name} usually carry one.",
        evidence=(Evidence("source", f"Usual line: {usual}" if usual else f"{name} usually prints one"),),
        note=f"The copyright line is missing. {f'Usually: “{usual}”' if usual else 'Was it cut off?'}",
        confidence=0.8,
    )


def _say(story: CheckedStory, what: str, evidence: tuple[Evidence, ...], confidence: float) -> Check:
    return Check(
        kind="copyright",
        words=story.notice,
        spans=(),
        sentence=f"The copyright line {what}.",
        evidence=(Evidence("copyright line", story.notice), *evidence),
        note=f"The copyright line “{story.notice}” {what}. Is it this story's own?",
        confidence=confidence,
    )


def _find_other_holder(story: CheckedStory, read: Copyright) -> list[Check]:
    usual = [name for name in (story.source.holder, _holder_of(story.source.notice)) if name]
    if not read.holder or not usual:
        return []
    names = [*usual, story.source.name]
    if any(_is_same_holder(read.holder, name) for name in names if name):
        return []
    if any(read.holder.isascii() != name.isascii() for name in usual):
        return []  # its own name in another script, as far as anybody can tell
    evidence = (Evidence("source", f"Usual holder: {usual[0]}"),)
    return [
        _say(story, f"names {read.holder}; {story.source.name or 'the source'} usually names {usual[0]}", evidence, 0.8)
    ]


def _holder_of(notice: str) -> str:
    read = read_copyright(notice) if notice else None
    return read.holder if read else ""


def _is_same_holder(one: str, other: str) -> bool:
    first, second = (_COMPANY.sub(" ", fold_name(name)).split() for name in (one, other))
    return first == second or "".join(first) == "".join(second) or _is_part(first, second) or _is_part(second, first)


def _is_part(few: list[str], many: list[str]) -> bool:
    return bool(few) and any(many[at : at + len(few)] == few for at in range(len(many)))


def _find_other_year(story: CheckedStory, read: Copyright) -> list[Check]:
    issued = story.issued_on
    if issued is None or read.year is None or abs(read.year - issued.year) == 0:
        return []
    if abs((issued - issued.replace(month=1, day=1)).days) < 7 and read.year == issued.year - 1:
        return []  # in the first days of January the old line is still on the machines
    fact = f"Issued on {issued.day} {issued:%B} {issued.year}"
    return [
        _say(
            story,
            f"is of {read.year}, but the story was issued in {issued.year}",
            (Evidence("day of issue", fact),),
            0.75,
        )
    ]
