"""An office with its complement before a name: "ministre des Affaires étrangères Jean Dupont", "the Governor of Lagos
State, Mr John Doe,", "Bộ trưởng Nguyễn Văn An". Which words are the office, and where the name begins.
"""

from __future__ import annotations

from typing import Final

from archive.reading.name_lists import given_weight
from archive.reading.name_titles import printed, start_of_title
from archive.reading.name_words import CALENDAR, COMPANY_ENDS, NATIONALITIES
from archive.reading.titles_abroad import LINKS, OFFICE_WORDS, VIETNAMESE_TITLES, is_adjective, is_title
from archive.reading.tokens import Copy, is_capitalised

_FARTHEST: Final = 10
_LAST_SYLLABLES: Final = frozenset(title.rsplit(" ", 1)[1] for title in VIETNAMESE_TITLES)


def read_office_before(copy: Copy, name: int) -> str:
    """The office that ends right before token `name` ("président français"), or "" when none does."""
    before = copy.words[name - 1] if name else ""
    if not before or before in LINKS or is_capitalised(before):
        return ""
    title = _find_title(copy, name)
    if title < 0:
        return _read_vietnamese(copy, name)
    end = name - 1 if copy.words[name - 1] == "," else name
    return printed(copy, start_of_title(copy, title), end)


def split_office(copy: Copy, first: int, last: int) -> tuple[int, str]:
    """Where in the run [first, last) the name begins, when the run opens with the end of an office, and the office:
    "ministro degli | Esteri Antonio Tajani". (-1, "") when it does not.
    """
    words = copy.words
    if first < 2 or last - first < 2 or words[first - 1] not in LINKS:
        begin, title = _title_inside(copy, first, last)
        if title < 0:
            return -1, ""
    else:
        begin, title = first, _find_title(copy, first)
        if title < 0 or begin - title > _FARTHEST:
            return -1, ""
    name = begin + 1
    while name < last - 1 and not (given_weight(words[name]) >= 3 and words[name].lower() not in OFFICE_WORDS):
        name += 1
    if name >= last - 1:
        name = begin + 1
        while name < last - 1 and (words[name].lower() in OFFICE_WORDS or words[name] in LINKS):
            name += 1
        if name >= last - 1 or words[name - 1].lower() not in OFFICE_WORDS:
            return -1, ""
    inside = [word.lower() for word in words[begin:name]]
    if any(word in COMPANY_ENDS or word in CALENDAR or is_title(word) for word in inside):
        return -1, ""  # "spokesman for Chancellor Franz Vranitzky": the nearer title is his
    return name, printed(copy, start_of_title(copy, title), name)


def _title_inside(copy: Copy, first: int, last: int) -> tuple[int, int]:
    """A title in the run whose complement is tied to it by a particle: "Minister van Buitenlandse Zaken Jan Jansen"."""
    words = copy.words
    for index in range(first, last - 3):
        if words[index + 1] in LINKS and is_title(words[index].lower()):
            begin = index + 2
            while begin < last - 2 and words[begin] in LINKS:
                begin += 1
            return begin, index
    return -1, -1


def _find_title(copy: Copy, name: int) -> int:
    """The title that the words before token `name` complete; -1 when something else stands between."""
    words, starts, ends = copy.words, copy.starts, copy.ends
    index = name - 1
    if index > 0 and words[index] == ",":
        index -= 1
    tied = False  # a capital word of an office must be tied to the title by a link
    loose = 0
    while index >= 0 and name - index <= _FARTHEST:
        word = words[index]
        lowered = word.lower()
        if starts[index + 1] - ends[index] > 2:
            return -1
        if is_title(lowered) and (loose == 0 or tied):
            return index
        if word in LINKS:
            tied, loose = True, 0
        elif is_capitalised(word) or lowered in OFFICE_WORDS:
            loose += 1
            tied = False if is_capitalised(word) and lowered not in OFFICE_WORDS else tied
            if lowered in OFFICE_WORDS and word == lowered:
                loose -= 1
        elif not (is_adjective(word) or word in NATIONALITIES):
            return -1
        index -= 1
    return -1


def _read_vietnamese(copy: Copy, name: int) -> str:
    words = copy.words
    if name < 2 or words[name - 1] not in _LAST_SYLLABLES:
        return ""
    for title in VIETNAMESE_TITLES:
        length = title.count(" ") + 1
        if name >= length and " ".join(words[name - length : name]).lower() == title:
            return printed(copy, name - length, name)
    return ""
