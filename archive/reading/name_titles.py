"""What the copy calls a person: the words before a name, or in commas after it."""

from __future__ import annotations

from typing import Final

from archive.reading.name_words import NATIONALITIES, STARTERS
from archive.reading.titles import MODIFIERS, RELATIONS, TITLE_TAILS, TITLES, WEAK_TITLES
from archive.reading.titles_abroad import ARTICLES_ABROAD, MODIFIERS_ABROAD, TITLES_ABROAD, is_adjective, is_title
from archive.reading.tokens import Copy, is_capitalised

_LONGEST_DESCRIPTOR: Final = 90
_OWNERS: Final = frozenset({"his", "her", "their", "whose", "my", "our", "the", "a", "'s", "’s", "'", "’"})
_BEFORE_TITLE: Final = frozenset(TITLES | WEAK_TITLES | TITLE_TAILS | MODIFIERS | MODIFIERS_ABROAD | TITLES_ABROAD)
_GERMAN: Final = ("sche", "schen", "scher", "sches", "schem")  # adjectives that stand before the title
_LINKS: Final = frozenset({"of", "for", "at", "in", "with", "on", "and", "the"})
_VERBS: Final = frozenset(
    "is was were are be been has have had will would said says told named met who which that he she they it as but "
    "or".split()
)


def read_title_before(copy: Copy, title: int) -> str:
    """The whole title that ends at token `title`: "North Korean leader", "U.S. Treasury Secretary"."""
    return printed(copy, start_of_title(copy, title), title + 1)


def start_of_title(copy: Copy, title: int) -> int:
    """The token at which the title that ends at token `title` begins."""
    words, starts, ends = copy.words, copy.starts, copy.ends
    first = title
    while first > 0 and title - first < 7 and 1 <= starts[first] - ends[first - 1] <= 2:
        word = words[first - 1]
        lowered = word.lower()
        opens = lowered in STARTERS or lowered in ARTICLES_ABROAD
        capital = is_capitalised(word) and not (opens and lowered not in _BEFORE_TITLE)
        is_kind = lowered in NATIONALITIES or (word.endswith(_GERMAN) and is_adjective(word))
        if not capital and lowered not in _BEFORE_TITLE and not is_kind:
            break
        first -= 1
    return first


def read_appositive(copy: Copy, last: int) -> str:
    """The office in commas after a name that ends before token `last`: "chairman of the Federal Reserve", or ""."""
    words = copy.words
    total = len(words)
    index = last + 1
    if last >= total or words[last] != ",":
        return ""
    if index < total and words[index].isdigit() and len(words[index]) == 2:  # "Smith, 54, chairman of"
        index += 2
    if index < total and words[index].lower() in {"the", "a", "an", "then", "also"}:
        index += 1
    begin = index
    title = -1
    while index < total and index < begin + 7:
        word = words[index]
        lowered = word.lower()
        if is_title(lowered) or lowered in RELATIONS:
            title = index
            break
        if (not word[0].isalpha() and word not in {"'s", "’s"}) or lowered in _LINKS or lowered in _VERBS:
            return ""
        index += 1
    if title < 0 or title + 1 >= total:
        return ""
    following = words[title + 1]
    if is_capitalised(following) and following.lower() not in TITLE_TAILS and words[title].lower() not in {"vice"}:
        return ""  # "..., President Ronald Reagan": the title of the next name
    end = title + 1
    while end < total and words[end] not in {",", ".", ";", ":", "\n", "(", ")", '"', "”", "-", "–", "—"}:
        if words[end].lower() in {"said", "who", "told", "was", "is", "has", "had", "says"}:
            break
        if words[end] == "and" and not (
            is_capitalised(words[end - 1]) and end + 1 < total and is_capitalised(words[end + 1])
        ):
            break
        if copy.ends[end] - copy.starts[begin] > _LONGEST_DESCRIPTOR:
            break
        end += 1
    return printed(copy, begin, end)


def read_relation(copy: Copy, first: int) -> str:
    """ "daughter" from "His daughter, Kim Ju Ae" or "his daughter Kim Ju Ae"; "" when there is none."""
    words = copy.words
    index = first - 1
    if index >= 1 and words[index] == ",":
        index -= 1
    if index >= 1 and words[index].lower() in RELATIONS and not is_capitalised(words[index]):
        before = index - 1
        while before > 0 and words[before].isalpha() and words[before].islower() and index - before < 3:
            if words[before] in _OWNERS:
                break
            before -= 1
        if words[before].lower() in _OWNERS:
            return words[index]
    return ""


def printed(copy: Copy, first: int, last: int) -> str:
    """Tokens [first, last) as printed, on one line."""
    return " ".join(copy.text[copy.starts[first] : copy.ends[last - 1]].split())
