"""One person spelt two ways in one story: "Kim Jong-un" in the text, "Kim Jong Un" over it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.text.folding import fold_name
from archive.text.spans import Span

from .finding import Check, Evidence
from .near_names import find_near_names
from .story import CheckedName, CheckedStory

_INITIALS: Final = re.compile(r"(?<=\b\w\.) (?=\w\.)")  # "J. P." and "J.P." are one
_POSSESSIVE: Final = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class _Printing:
    words: str
    span: Span
    in_headline: bool


def find_spellings(story: CheckedStory) -> list[Check]:
    """Each person whose full name is printed in two ways. Capitals alone are no difference: headlines shout."""
    people = (name for name in story.names if name.kind == "person")
    same = [check for name in people if (check := _compare(name, story)) is not None]
    return [*same, *find_near_names(story)]


def _compare(name: CheckedName, story: CheckedStory) -> Check | None:
    printings = list(_read_printings(name, story))
    first = next((each for each in printings if not each.in_headline), None)
    if first is None:
        return None
    key = _key(first.words)
    others = [each for each in printings if _key(each.words) == key and _differ(each.words, first.words)]
    if not others:
        return None
    other = others[0]
    odd = [each for each in others if each.words == other.words and not each.in_headline]
    shown = odd or [each for each in printings if not each.in_headline and each.words == first.words]
    where = "headline" if other.in_headline else "text"
    place = "in the headline" if other.in_headline else "elsewhere in the story"
    pair = " / ".join(sorted({first.words, other.words}))
    return Check(
        kind="spelling",
        words=pair,
        spans=tuple(each.span for each in shown),
        sentence=f"One person is spelt two ways: “{first.words}” in the text, “{other.words}” {place}.",
        evidence=(
            Evidence("text", first.words, first.span),
            Evidence(where, other.words, None if other.in_headline else other.span),
        ),
        note=f"Two spellings of one name: “{first.words}” and, {place}, “{other.words}”. Which is ours?",
        confidence=0.9,
    )


def _read_printings(name: CheckedName, story: CheckedStory) -> Iterator[_Printing]:
    """The name in full, wherever it stands: where the record has it, and where the headline spells it alike."""
    for text, spans, in_headline in ((story.text, name.spans, False), (story.headline, name.headline_spans, True)):
        for span in spans:
            words = _POSSESSIVE.sub("", " ".join(text[span.start : span.end].split()))
            if " " in words and 0 <= span.start < span.end <= len(text):
                yield _Printing(words, span, in_headline)
    if not name.headline_spans:
        yield from _find_in_headline(name.name, story.headline)


def _find_in_headline(name: str, headline: str) -> Iterator[_Printing]:
    parts = [re.escape(part) for part in re.split(r"[\s\-‐‑'’.]+", name) if part]
    if len(parts) > 1:
        match = re.search(r"(?<!\w)" + r"[\s\-‐‑'’.]*".join(parts) + r"(?!\w)", headline, re.IGNORECASE)
        if match is not None:
            yield _Printing(" ".join(match.group().split()), Span(*match.span()), True)


def _key(words: str) -> str:
    return fold_name(words).replace(" ", "")


def _differ(one: str, other: str) -> bool:
    """Whether a copy editor would see two spellings: letters, hyphens and accents count, shouting does not."""
    first, second = _plain(one), _plain(other)
    if one.isupper() or other.isupper():
        first, second = first.casefold(), second.casefold()
        if first.count(" ") + first.count("-") != second.count(" ") + second.count("-"):
            return False  # "LDBRINKMAN": a machine's headline
    return first != second


def _plain(words: str) -> str:
    """One form for what only the typesetter chose: kinds of hyphen and apostrophe, full stops, a capital particle."""
    words = words.replace("‐", "-").replace("‑", "-").replace("’", "'")
    words = _INITIALS.sub("", words).replace(".", "")
    return words[:1].casefold() + words[1:]
