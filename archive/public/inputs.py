"""What readers send, made harmless before anything looks at it."""

from __future__ import annotations

import re

LONGEST = 1000  # code points of a query or a value; more is no question
_UNUSABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def tidy_input(value: str, limit: int = LONGEST) -> str:
    """Without characters that no database takes (PostgreSQL refuses NUL), and of bounded length."""
    return _UNUSABLE.sub("", value[:limit]).strip()
