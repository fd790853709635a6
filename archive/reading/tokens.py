"""One pass over copy: words, their places, and the runs of capitalised words that may be names.

Every reader of names, organisations and places starts from the same `Copy`, so a story is cut only once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

PARAGRAPH: Final = "\n"

_RULES: Final = (
    r"\n[ \t]*\n\s*"  # a blank line ends every phrase
    r"|(?:(?<!\w)(?:[^\W\d_]\.)+(?!\w))"  # U.S.  J.P.  F.
    r"|(?<!\w)(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Sen|Rep|Reps|Sens|Gen|Gov|Prof|Rev|Lt|Col|Capt|Sgt|Maj|Adm|Cmdr|Pres|Hon|"
    r"Messrs|Mme|Corp|Inc|Co|Ltd|Bros|Ft|Mt|Msgr|Cpl|Pvt|Brig|Amb|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec)\."
    r"|[^\W_]+(?:(?:['’](?![sS]\b|(?:y?[iıuüea]|n?[iıuü]n|[dt][ea]n?|y?l[ea])\b)|[-‐‑])[^\W_]+)*"
    r"|['’][sS]\b"
    r"|[^\w\s]|_"
)
# Most words, told at once: they come out the same by the rules, which are slow. And a blank is no place to try them.
_PLAIN: Final = r"[a-z]{2,}+(?![\w'’\-‐‑])|[A-Z][a-z]{2,}+(?![\w'’\-‐‑.])"
_TOKEN: Final = re.compile(f" ?({_PLAIN}|{_RULES})")
_JOINED: Final = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ul|d['’]|l['’]|dell['’]|mc|bin)[-'’]?[^\W\d_a-z]")

PARTICLES: Final = frozenset(
    "de del della di da dos do das du des la le van von der den ter ten bin bint ibn al el ul ur zu af av".split()
)


@dataclass(slots=True)
class Copy:
    """A text cut into tokens. `words[i]` is `text[starts[i]:ends[i]]`, except a blank line, which is PARAGRAPH.

    `runs`: (first, last + 1) of every stretch of capitalised words, inner particles ("de", "van") included.
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)

    def opens_sentence(self, index: int) -> bool:
        """Whether the token is the first of its sentence, so that its capital says nothing."""
        before = index - 1
        while before >= 0 and self.words[before] in OPENERS:
            before -= 1
        return before < 0 or self.words[before] in STOPS


OPENERS: Final = frozenset("\"'“”‘’(-–—[«„*")
STOPS: Final = frozenset({".", "!", "?", ":", ";", PARAGRAPH, "…", "-", "–", "—"})


@lru_cache(maxsize=4)  # names, organisations, places and dates of one story are read one after another
def cut(text: str) -> Copy:
    """Cut a text into tokens and runs. Never raises; the empty text has no tokens."""
    words: list[str] = _TOKEN.findall(text)
    starts: list[int] = []
    ends: list[int] = []
    find, at = text.find, 0
    for word in words:  # between words nothing stands but white space, so the next that looks like it is it
        start = find(word, at)
        at = start + len(word)
        starts.append(start)
        ends.append(at)
    words = [PARAGRAPH if word[0] == "\n" else word for word in words]
    return Copy(text, words, starts, ends, _find_runs(words, starts, ends))


@lru_cache(maxsize=20_000)  # the same words come back story after story
def is_capitalised(word: str) -> bool:
    """Whether a word is printed as a name is: a capital first, or after a joined particle ("al-Assad")."""
    return word[0].isupper() or (("-" in word or "'" in word or "’" in word) and _JOINED.match(word) is not None)


def _find_runs(words: list[str], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    total = len(words)
    capital = [*map(is_capitalised, words), True]  # the last one stops every search
    index = capital.index(True)
    while index < total:
        first = index
        index += 1
        while index < total and starts[index] > ends[index - 1]:
            if capital[index]:
                index += 1
                continue
            after = index
            while after < total and after < index + 2 and words[after] in PARTICLES:
                after += 1
            if index < after < total and capital[after] and starts[after] > ends[after - 1]:
                index = after + 1
                continue
            break
        runs.append((first, index))
        index = capital.index(True, index)
    return runs
