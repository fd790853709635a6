"""MinHash: a short signature of a text; texts that share most of their wording share some of its bands.

Runs of four words are hashed, and of each of 64 permutations the least hash is kept. The signature is cut into 16
bands of 4: of two texts that share the part s of their runs, some band is the same with the probability
1 - (1 - s^4)^16: 0.89 at 0.6, 0.99 at 0.75, and once in 10,000 pairs at 0.05. Numpy alone is needed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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
# The bytes of plain text in lower case, and blanks for what is no letter or digit.
_PLAINLY: Final = bytes(ord(chr(byte).lower()) if byte < 128 and chr(byte).isalnum() else 32 for byte in range(256))
TOGETHER: Final = 200  # texts: some 30,000 words
_HALF: Final = np.uint64(32)

Hashes = Any  # numpy.ndarray of uint64


def cut_words(text: str) -> list[str]:
    """The words of the text, without case; of scripts without spaces the characters."""
    return _WORD.findall(text[: MOST * 12].casefold())[:MOST]


def hash_runs(words: list[str]) -> Hashes:
    """The hashes of the runs of four words, each once; empty for a text that is too short to be compared."""
    return (
        np.unique(_mix(_hash_words(list(map(str.encode, words)))))
        if len(words) >= FEWEST
        else np.zeros(0, dtype=np.uint64)
    )


def band_hashes(text: str) -> list[int]:
    """The bands of a text as numbers that a database column holds; none for a text that is too short."""
    return bands_of([text])[0]


def bands_of(texts: Sequence[str]) -> list[list[int]]:
    """The bands of each of these texts, as `band_hashes` gives them: together they take a third of the time."""
    hashed = [_hash_words(words) if len(words := _cut_bytes(text)) >= FEWEST else None for text in texts]
    long = [hashes for hashes in hashed if hashes is not None]
    bands = iter(_bands_of_words(long)) if long else iter(())
    return [[] if hashes is None else next(bands) for hashes in hashed]


def _bands_of_words(texts: Sequence[Hashes]) -> list[list[int]]:
    """Some texts at a time, so that the numbers of one permutation find room beside the processor."""
    bands: list[list[int]] = []
    for first in range(0, len(texts), TOGETHER):
        bands += _bands_of_some(texts[first : first + TOGETHER])
    return bands


def _bands_of_some(texts: Sequence[Hashes]) -> list[list[int]]:
    """The words of all texts stand one after the other; of each permutation the least is sought text by text."""
    lengths = np.fromiter(map(len, texts), dtype=np.intp, count=len(texts))
    ends = np.cumsum(lengths)
    # From the first run of a text to where its last one is over: the runs between go on into the next text.
    edges = np.stack([ends - lengths, ends - (RUN - 1)], axis=1).ravel()
    runs = np.append(_mix(np.concatenate(texts)), np.uint64(0))  # one more, so that the last edge is a place
    factors, offsets, mixers = _numbers()
    least = np.empty((len(texts), BANDS * ROWS), dtype=np.uint64)
    permuted = np.empty_like(runs)
    for place in range(BANDS * ROWS):
        # Multiply-shift: the upper half of a product with an odd number is as good as a permutation.
        np.multiply(runs, factors[place], out=permuted)
        permuted += offsets[place]
        least[:, place] = np.minimum.reduceat(permuted, edges)[::2] >> _HALF
    rows = least.reshape(len(texts), BANDS, ROWS)
    bands = np.tile(np.arange(1, BANDS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15), (len(texts), 1))
    for column in range(ROWS):
        bands = (bands ^ rows[:, :, column]) * mixers[column]
        bands ^= bands >> np.uint64(31)
    found: list[list[int]] = bands.view(np.int64).tolist()
    return found


def _cut_bytes(text: str) -> list[bytes]:
    """The words that `cut_words` gives, encoded; of plain text cut out of its bytes, in a third of the time."""
    if text.isascii():
        return text[: MOST * 12].encode().translate(_PLAINLY).split()[:MOST]
    return list(map(str.encode, cut_words(text)))


def _hash_words(words: list[bytes]) -> Hashes:
    return np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))


def _mix(words: Hashes) -> Hashes:
    """A hash for the run that begins at each word, but for the last three, which begin none."""
    many = len(words) - RUN + 1
    mixed = np.zeros(many, dtype=np.uint64)
    for place, factor in enumerate(_numbers()[2]):
        mixed += words[place : place + many] * factor
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed


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
