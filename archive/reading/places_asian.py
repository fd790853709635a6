"""Places in Korean, Chinese and Japanese copy, where no capital marks a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.reading.gazetteer import Gazetteer
from archive.text.spans import Span

_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HANGUL_WORD: Final = re.compile(r"[\uac00-\ud7a3]{2,}")
_HAN_RUN: Final = re.compile(r"[\u3400-\u9fff]{2,}|[\u30a1-\u30fa\u30fc]{3,}")
_PARTICLE: Final = re.compile(
    r"(?:에서|에게|에는|에도|에|의|은|는|이|가|을|를|으로|로|과|와|도|만|부터|까지|시|시내|발|산|측|군|정부|주재|방문|대사|대사관)?(?:는|은|의|이|가|도)?"
)
_LEAST_PEOPLE: Final = 500_000


def has_asian_letters(text: str) -> bool:
    """Whether any Hangul, kana or Han is in the text."""
    return _ASIAN.search(text) is not None


def find_asian_places(text: str, gazetteer: Gazetteer) -> Iterator[tuple[str, Span, tuple[int, ...]]]:
    """(key, span, rows) of each large town and country; a Korean word may carry a particle ("평양에서")."""
    for match in _HANGUL_WORD.finditer(text):
        word = match.group()
        for length in range(min(len(word), 8), 1, -1):
            rows = _large(gazetteer, word[:length])
            if rows and _PARTICLE.fullmatch(word, length):
                yield word[:length], Span(match.start(), match.start() + length), rows
                break
    for match in _HAN_RUN.finditer(text):
        run, start = match.group(), match.start()
        index = 0
        while index < len(run):
            step = 1
            for length in range(min(len(run) - index, 6), 1, -1):
                key = run[index : index + length]
                if rows := _large(gazetteer, key):
                    yield key, Span(start + index, start + index + length), rows
                    step = length
                    break
            index += step


def _large(gazetteer: Gazetteer, key: str) -> tuple[int, ...]:
    rows = gazetteer.find_rows(key)
    return tuple(row for row in rows if gazetteer.rows[row][6] == "country" or gazetteer.rows[row][5] >= _LEAST_PEOPLE)
