"""End marks: how wires say that a story is over. They are taken off the text; the bytes received keep them."""

import re
from typing import Final

_LINE: Final = re.compile(
    r"\s*(?:-{1,2}\s?30\s?-{1,2}|#\s?#\s?#|[(\[/*\-–—\s]*(?:END|ENDS|End|Ends|ENDIT|Enditem|ENDITEM|MORE)[)\]/*\-–—.\s]*|"
    r"Fin\.?|FIN\.?|[(\[]?(?:Fim|FIM|Fine|Schluss|SCHLUSS|Slut|SLUT|Koniec|KONIEC|Son|КОНЕЦ|SON)[)\]]?\.?|(?:끝\.)|■|◆|[(（]?끝[)）]?\.?|N{4}|-0-|_{3,}|[(（](?:完|了)[)）]|[(（]?конец[)）]?|"
    r"REUTERS?\.?|Reuters?\.?|/(?:ENDE|FINE)/|ENDE|dpa(?: [a-z]{2,4}){1,4}|[-=*]{3,})[\s\x03\x04]*",
)
_TAIL: Final = re.compile(
    r"\s*(?:-{1,2}30-{1,2}|#\s?#\s?#|[(\[](?:END|ENDS|End|Ends|FIN|Fin|Fim)[)\]]|(?:Enditem|ENDITEM)|"
    r"[(（]끝[)）]\.?|(?<=다\.)\s?끝\.?|N{4}|[(（](?:完|了)[)）]|(?<=[.。])\s*(?:-0-|■))\s*$"
)


def is_end_mark(line: str) -> bool:
    """Whether a line is an end mark and nothing else."""
    return len(line) <= 40 and _LINE.fullmatch(line) is not None


def find_closing_mark(paragraph: str) -> int:
    """Where the end mark that closes a paragraph begins; the paragraph's length when it has none."""
    tail = paragraph[-20:]
    match = _TAIL.search(tail)
    if match is None:
        return len(paragraph)
    return len(paragraph) - len(tail) + match.start()
