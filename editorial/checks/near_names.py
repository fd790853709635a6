"""Two names that may be one person's, by a letter: "Aleksandr Matsegora" and "Alexander Matsegora"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA

from archive.reading.gazetteer import load_gazetteer, place_key
from archive.reading.name_lists import GIVEN_NAMES, SHORT_NAMES, SURNAMES, fold_word, is_surname_first
from archive.reading.titles import SUFFIXES
from archive.text.spans import Span

from .finding import Check, Evidence
from .story import CheckedName, CheckedStory

MOST: Final = 60
"""People of a story that are compared with one another; a list of more is no story."""
LONG: Final = 6
"""Letters of a name from which one that differs is a slip rather than another name."""
_WORD: Final = re.compile(r"(?<![\w’'-])[A-Z][a-z]{5,}(?![\w-])")
_ROMANISED: Final = (
    ("ks", "x"),
    ("ph", "f"),
    ("kh", "h"),
    ("iy", "i"),
    ("yi", "i"),
    ("ij", "i"),
    ("y", "i"),
    ("w", "v"),
    ("j", "i"),
)


def find_near_names(story: CheckedStory) -> list[Check]:
    """Pairs of full names that differ by a letter or by romanisation, then surnames misprinted when they come again."""
    people = [name for name in story.names if name.kind == "person" and name.spans][:MOST]
    return [*_find_pairs(people), *_find_misprints(people, story)]


def _find_pairs(people: Sequence[CheckedName]) -> Iterator[Check]:
    for one, other in combinations(people, 2):
        first, second = _parts(one.name), _parts(other.name)
        if first and second and _is_slip(first, second):
            yield _say(one.name, one.spans[0], other.name, other.spans, 0.75)


def _parts(name: str) -> tuple[str, str] | None:
    """Given name and surname, folded; None for names that are not made so."""
    words = [word for word in name.split() if word not in SUFFIXES]
    if len(words) < 2 or is_surname_first(tuple(words)):
        return None
    return fold_word(words[0]), fold_word(words[-1])


def _is_slip(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if one == other:
        return False
    if one[0] == other[0] and len(one[0]) > 2:
        return _is_misprint(one[1], other[1])
    given = SHORT_NAMES.get(one[0], one[0]), SHORT_NAMES.get(other[0], other[0])
    if one[1] != other[1] or len(one[1]) < 4 or given[0] == given[1]:
        return False
    plain = _romanise(given[0]), _romanise(given[1])
    if plain[0] == plain[1]:
        return True
    is_near = min(map(len, plain)) >= LONG and OSA.distance(*plain, score_cutoff=1) <= 1
    return is_near and plain[0][0] == plain[1][0] and plain[0][-1] == plain[1][-1]


def _is_misprint(one: str, other: str) -> bool:
    """One letter more, less, changed or swapped, not at either end: there it makes another name, or a plural."""
    return (
        one != other
        and min(len(one), len(other)) >= LONG
        and one[0] == other[0]
        and one[-1] == other[-1]
        and OSA.distance(one, other, score_cutoff=1) <= 1
        and not (one in SURNAMES and other in SURNAMES)
    )


def _romanise(word: str) -> str:
    for letters, plain in _ROMANISED:
        word = word.replace(letters, plain)
    return re.sub(r"(.)\1", r"\1", word)


def _find_misprints(people: Sequence[CheckedName], story: CheckedStory) -> Iterator[Check]:
    """A later bare surname with a letter wrong: no other name, no town, and printed but once."""
    surnames = {parts[1]: name for name in people if (parts := _parts(name.name)) is not None and len(parts[1]) > LONG}
    if not surnames:
        return
    named = {fold_word(word) for name in story.names for word in re.split(r"[\s-]+", name.name)}
    printed = Counter(match.group() for match in _WORD.finditer(story.text))
    for match in _WORD.finditer(story.text):
        word = match.group()
        folded = fold_word(word)
        if folded in named or folded in GIVEN_NAMES or printed[word] > 1:
            continue
        for surname, name in surnames.items():
            if match.start() > name.spans[0].start and _is_misprint(surname, folded) and not _is_place(word):
                right = name.name.split()[-1]
                if fold_word(right) == surname and printed[right]:
                    yield _say(name.name, name.spans[0], word, (Span(*match.span()),), 0.7)


def _is_place(word: str) -> bool:
    return bool(load_gazetteer().find_rows(place_key(word)))


def _say(first: str, first_span: Span, other: str, other_spans: tuple[Span, ...], confidence: float) -> Check:
    return Check(
        kind="spelling",
        words=" / ".join(sorted((first, other))),
        spans=other_spans[:1],
        sentence=f"Is “{other}” the “{first}” named elsewhere in the story? The two differ by a letter.",
        evidence=(Evidence("text", first, first_span), Evidence("text", other, other_spans[0])),
        note=f"“{other}” or “{first}”? The story has both; if this is one person, which spelling is right?",
        confidence=confidence,
    )
