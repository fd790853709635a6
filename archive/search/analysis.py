"""How text becomes terms: one rule for what is indexed, what is asked and what is highlighted, whatever the engine.

A term is folded: compatibility forms made plain (NFKC), case and accents dropped. Scripts written without spaces, and
Hangul, whose particles cling to the noun, are cut into overlapping pairs: 김정은이 gives 김정 정은 은이 and a last
single 이. The last single makes every character the beginning of some term, so that one can be sought as a prefix.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MAX_TERM = 64  # characters; nothing longer is a word, and engines refuse very long terms

# Han, kana, Hangul; Thai, Lao, Myanmar and Khmer.
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9f\uffa0-\uffdc\U00020000-\U0003ffff"
)


def _find_marks() -> str:
    """A regex class of what may stand inside a word though it is no letter: combining marks, joiners, the soft
    hyphen, tatweel.
    """
    ranges: list[list[int]] = []
    for point in (*range(0x300, 0x10000), *range(0x10A00, 0x12000), *range(0xE0100, 0xE01F0)):
        if unicodedata.category(chr(point)).startswith("M"):
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"{chr(a)}-{chr(b)}" for a, b in ranges) + "\u00ad\u200c\u200d\u2060\ufeff\u0640"


_INSIDE = _find_marks()
_RUN = re.compile(rf"([{_DENSE}][{_DENSE}{_INSIDE}]*)|([^\W_{_DENSE}]+(?:[{_INSIDE}]+[^\W_{_DENSE}]*)*)")
# The bytes of a plain text as the terms are: lower case, and blanks for what is no letter or digit.
_PLAINLY = bytes(ord(chr(point).lower()) if chr(point).isalnum() and point < 128 else 32 for point in range(256))
_ASCII_RUN = re.compile(rf"([a-z0-9]{{1,{MAX_TERM}}})[a-z0-9]*")
_NOT_WORD = re.compile(rf"[^\w{_INSIDE}]|_")

# Letters that carry no accent Unicode could take off, and whose plain spelling people type instead.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "ħ": "h"})


class _Accents(dict[int, str]):
    """A translation table that works out each character when first met.

    й keeps its breve: it is a letter, not an accent.
    """

    def __missing__(self, point: int) -> str:
        char = chr(point)
        plain = char
        if char not in "йŷ" and not (0xAC00 <= point < 0xD7B0):
            parts = unicodedata.normalize("NFD", char)
            bare = "".join(part for part in parts if not _is_accent(ord(part)))
            plain = char if bare == parts else bare
            plain = plain.translate(_PLAIN)
        self[point] = plain
        return plain


def _is_accent(point: int) -> bool:
    return (
        0x300 <= point <= 0x36F  # Latin, Greek, Cyrillic
        or 0x591 <= point <= 0x5C7  # Hebrew points
        or 0x610 <= point <= 0x61A
        or 0x64B <= point <= 0x65F
        or point in (0x670, 0x640)  # Arabic vowel signs, tatweel
        or point in (0xAD, 0x200C, 0x200D, 0x2060, 0xFEFF)
        or 0xFE00 <= point <= 0xFE0F
    )


_ACCENTS = _Accents()


class Token(NamedTuple):
    """A term and where it stood: `start` and `end` are code points of the text; `position` counts terms.

    A `dense` term is a piece of a run without spaces, already folded; another is lower case with its accents, fit for
    a stemmer.
    """

    term: str
    start: int
    end: int
    position: int
    dense: bool


def drop_accents(term: str) -> str:
    """A lower-case term without its accents."""
    return term if term.isascii() else term.translate(_ACCENTS)


def _lower(run: str) -> str:
    """Plain lower case with the accents still on, which is what stemmers expect."""
    return _NOT_WORD.sub("", unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", run).casefold()))


@lru_cache(maxsize=50_000)
def fold_word(run: str) -> tuple[str, str]:
    """(lower-case, folded) forms of one run of letters; both empty when nothing is left."""
    lower = _lower(run)[:MAX_TERM]
    return lower, drop_accents(lower)


def cut_run(folded: str) -> list[str]:
    """A folded run of a dense script as overlapping pairs and its last character."""
    return [folded[i : i + 2] for i in range(len(folded))]


def index_terms(text: str) -> tuple[list[str], list[str]]:
    """(all terms in order, folded; the lower-case words among them that may be stemmed)."""
    if text.isascii():
        plain = text.encode("ascii").translate(_PLAINLY).decode("ascii")
        words = plain.split()
        if max(map(len, words), default=0) > MAX_TERM:
            words = [word[:MAX_TERM] for word in words]
        return words, words
    terms: list[str] = []
    words = []
    for dense, word in _RUN.findall(text):
        if dense:
            terms.extend(cut_run(drop_accents(_lower(dense))))
        elif word.isascii():
            word = word.lower()[:MAX_TERM]
            terms.append(word)
            words.append(word)
        else:
            lower, folded = fold_word(word)
            if folded:
                terms.append(folded)
                words.append(lower)
    return terms, words


def find_tokens(text: str) -> list[Token]:
    """Every term of `text` with its span. The terms and their order are those of `index_terms`."""
    if text.isascii():
        return [
            Token(match[1], match.start(), match.end(), position, False)
            for position, match in enumerate(_ASCII_RUN.finditer(text.lower()))
        ]
    tokens: list[Token] = []
    position = 0
    for match in _RUN.finditer(text):
        start, end = match.span()
        if match.group(1) is not None:
            run = match.group(1)
            folded = drop_accents(_lower(run))
            plain = len(folded) == len(run)
            for i in range(len(folded)):
                # Normalisation changed the length (decomposed Hangul, half-width kana): light the whole run rather
                # than guess.
                span = (start + i, min(start + i + 2, end)) if plain else (start, end)
                tokens.append(Token(folded[i : i + 2], *span, position, True))
                position += 1
        else:
            lower, folded = fold_word(match.group(2))
            if folded:
                tokens.append(Token(lower, start, end, position, False))
                position += 1
    return tokens


class Asked(NamedTuple):
    """A term somebody asks for.

    `prefix`: any term that begins so. `stem`: lower-case with accents, or "" where stemming is no use.
    """

    term: str
    position: int
    prefix: bool
    lower: str


@lru_cache(maxsize=1_000)
def query_terms(text: str) -> tuple[Asked, ...]:
    """The terms of words in a query: asked for by the parser, the engine and every hit's highlights, so cut once.

    A dense run asks for its pairs only, so that what clings to it in the text does no harm.
    """
    asked: list[Asked] = []
    position = 0
    for dense, word in _RUN.findall(text):
        if dense:
            run = drop_accents(_lower(dense))
            if len(run) == 1:
                asked.append(Asked(run, position, True, ""))
            asked.extend(Asked(run[i : i + 2], position + i, False, "") for i in range(len(run) - 1))
            position += len(run)
        else:
            lower, folded = fold_word(word)
            if folded:
                asked.append(Asked(folded, position, False, lower))
                position += 1
    return tuple(asked)
