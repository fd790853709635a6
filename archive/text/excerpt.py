"""Excerpts: the beginning of a text as one line, for listings, feeds and page descriptions."""

import re
import unicodedata

_WORD = re.compile(r"\S+")
_JOINERS = "\u200c\u200d"
SHORTEST_SHARE = 0.6  # of the limit; a word that would leave less (CJK, a long address) is cut inside


def plain_excerpt(text: str, limit: int) -> str:
    """At most `limit` code points of the text, on one line, ending in "…" when there is more.

    It ends after a whole word where it can; scripts written without spaces are cut between characters,
    never between a letter and its accent or inside a joined emoji. A limit below 1 gives "".
    """
    if limit < 1:
        return ""
    line = ""
    for word in _WORD.finditer(text):
        line += f" {word[0]}" if line else word[0]
        if len(line) > limit:
            return _cut(line, limit - 1) + "…"
    return line


def _cut(line: str, room: int) -> str:
    space = line.rfind(" ", 0, room + 1)
    if space > room * SHORTEST_SHARE:
        return line[:space].rstrip(" ,;:–—-")
    while room and _belongs_to_previous(line, room):
        room -= 1
    return line[:room].rstrip()


def _belongs_to_previous(line: str, position: int) -> bool:
    """Whether a reader sees line[position] as a part of the character before it."""
    character = line[position]
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in _JOINERS
        or line[position - 1] in _JOINERS
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
    )
