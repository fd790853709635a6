"""MinHash: a short signature of a text; texts that share most of their wording share some of its bands.

Runs of four words are hashed, and of each of 64 permutations the least hash is kept. The signature is cut into 16
bands of 4: of two texts that share the part s of their runs, some band is the same with the probability
1 - (1 - s^4)^16: 0.89 at 0.6, 0.99 at 0.75, and once in 10,000 pairs at 0.05. Numpy alone is needed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final
from zlib import crc32

import numpy as np

RUN: Final = 4  # words
BANDS: Final = 16
ROWS: Final = 4
FEWEST: Final = 16  # words: of shorter texts, too many are alike by chance
MOST: Final = 3_000  # words that are read: a book must not hold up the rest
_IDEOGRAPHS: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"  # written without spaces, or inflected
_WORD: Final = re.compile(rf"[{_IDEOGRAPHS}]|[^\W_{_IDEOGRAPHS}]+")
_MASK: Final = np.uint64(0xFFFFFFFF)

Hashes = Any  # numpy.ndarray of uint64


def cut_words(text: str) -> list[str]:
    """The words of the text, without case; of scripts without spaces the characters."""
    return _WORD.findall(text[: MOST * 12].casefold())[:MOST]


def hash_runs(words: list[str]) -> Hashes:
    """The hashes of the runs of four words, each once; empty for a text that is too short to be compared."""
    if len(words) < FEWEST:
        return np.zeros(0, dtype=np.uint64)
    one = np.fromiter(map(crc32, map(str.encode, words)), dtype=np.uint64, count=len(words))
    many = len(words) - RUN + 1
    mixed = np.zeros(many, dtype=np.uint64)
    for place, factor in enumerate(_numbers()[2]):
        mixed += one[place : place + many] * factor
    mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed * np.uint64(0xBF58476D1CE4E5B9))


def band_hashes(text: str) -> list[int]:
    """The bands of a text as numbers that a database column holds; none for a text that is too short."""
    runs = hash_runs(cut_words(text))
    if not len(runs):
        return []
    factors, offsets, mixers = _numbers()
    # Multiply-shift: the upper half of a product with an odd number is as good as a permutation.
    least = ((factors[:, None] * runs[None, :] + offsets[:, None]) >> np.uint64(32)).min(axis=1) & _MASK
    rows = least.reshape(BANDS, ROWS)
    bands = np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for column in range(ROWS):
        bands = (bands ^ rows[:, column]) * mixers[column]
        bands ^= bands >> np.uint64(31)
    return [int(band) for band in bands.view(np.int64)]


def measure_shared(first: Hashes, second: Hashes) -> float:
    """0 to 1: the part of all runs of two texts that both have (Jaccard), exactly."""
    if not len(first) or not len(second):
        return 0.0
    both = len(np.intersect1d(first, second, assume_unique=True))
    return both / (len(first) + len(second) - both)


@cache
def _numbers() -> tuple[Hashes, Hashes, Hashes]:
    """Odd factors and offsets of the permutations, and factors for mixing; the same for ever: rows are kept of them."""
    state, found = 0x5EED, []
    for _ in range(2 * BANDS * ROWS + ROWS):
        state = (state + 0x9E3779B97F4A7C15) % 2**64  # splitmix64
        mixed = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB % 2**64
        found.append((mixed ^ mixed >> 31) | 1)
    numbers = np.array(found, dtype=np.uint64)
    count = BANDS * ROWS
    return numbers[:count], numbers[count : 2 * count], numbers[2 * count :]
