"""Word diffs between two versions of a text, for people to read."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "removed", "added"]
Change = tuple[Op, str]

# difflib's work is about the number of equal pairs: under a second up to here on one core.
MOST_PAIRS = 500_000

# Chinese and Japanese write no spaces, so each character counts as a word; other words keep the blanks
# after them, or every blank would match every other. A word is what is neither blank nor punctuation:
# Python's \w leaves out the vowel signs of Indic scripts.
_CJK = r"\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_POINTS = r"!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u3004\u3008-\u303f\uff01-\uff0f\uff1a-\uff20"
_VARIANT = r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_TOKEN = re.compile(rf"[{_CJK}]{_VARIANT}*\s*|[{_POINTS}]\s*|[^\s{_CJK}{_POINTS}]+\s*|\s+")
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


def diff_words(old: str, new: str) -> list[Change]:
    """How to turn old into new, as stretches that stayed, went and came.

    "same" and "removed" joined give old back, "same" and "added" give new. Neighbouring stretches have
    different ops. Lines are compared first and words only in lines that changed; a stretch too long to be
    compared by words in good time is given as removed and added whole.
    """
    changes: list[Change] = []
    for change in _compare(_LINE.findall(old), _LINE.findall(new), by_words=True):
        _append(changes, change)
    return changes


def _append(changes: list[Change], change: Change) -> None:
    op, words = change
    if changes and changes[-1][0] == op:
        changes[-1] = (op, changes[-1][1] + words)
    elif words:
        changes.append(change)


def _compare(old: Sequence[str], new: Sequence[str], *, by_words: bool) -> Iterator[Change]:
    """Compare token by token; by_words: look inside tokens that were replaced."""
    for op, (i1, i2), (j1, j2) in _opcodes(old, new):
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if op == "equal":
            yield "same", removed
        elif op == "replace" and by_words:
            yield from _compare(_TOKEN.findall(removed), _TOKEN.findall(added), by_words=False)
        else:
            yield "removed", removed
            yield "added", added


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """difflib's opcodes, the common head and tail taken off first, since most edits are small."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    old_end, new_end = len(old) - tail, len(new) - tail
    yield "equal", (0, head), (0, head)
    if _count_pairs(old[head:old_end], new[head:new_end]) > MOST_PAIRS:
        yield "replace", (head, old_end), (head, new_end)
    else:
        matcher = SequenceMatcher(None, old[head:old_end], new[head:new_end], autojunk=False)
        for op, i1, i2, j1, j2 in matcher.get_opcodes():
            yield op, (head + i1, head + i2), (head + j1, head + j2)
    yield "equal", (old_end, len(old)), (new_end, len(new))


def _count_pairs(old: Sequence[str], new: Sequence[str]) -> int:
    counts = Counter(new)
    return sum(counts[token] for token in old)
