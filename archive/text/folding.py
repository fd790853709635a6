"""Folding: when are two printed names the same string?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APART = re.compile(r"[\s\-‐‑‒–—_·・.,’'`]+")
NAME_KEY_LENGTH = 300


@lru_cache(maxsize=50_000)
def fold_name(name: str) -> str:
    """The key under which a name is looked up: no case, accents, width, hyphens or full stops.

    `Kim Jong-un`, `KIM JONG UN` and `Kim Jong Un` fold to one key; `김정은` stays its own. At most 300
    code points, so that it fits its column.
    """
    if name.isascii():  # most names, and none of the work below changes them
        return _APART.sub(" ", name.lower()).strip()[:NAME_KEY_LENGTH]
    compatible = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(c for c in compatible if not unicodedata.combining(c) or not _is_latin_like(c))
    return unicodedata.normalize("NFKC", _APART.sub(" ", bare)).strip()[:NAME_KEY_LENGTH]


def _is_latin_like(mark: str) -> bool:
    """Combining marks of the general block are accents; those of other scripts carry meaning."""
    return "\u0300" <= mark <= "\u036f"
