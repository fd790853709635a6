"""Markdown as plain words, for where no markup can stand: descriptions, teasers, feeds."""

import re

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(?m)^\s{0,3}(?:[>#]+|[-*+]|\d{1,3}[.)])\s+|[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}|\\(?=[^\w\s])")


def strip_markdown(body: str) -> str:
    """The words alone, on one line. A link keeps its words and loses its address."""
    return " ".join(_MARKS.sub("", _LINK.sub(r"\1", body)).split())
