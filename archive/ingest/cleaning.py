"""Text as every database keeps it."""

from __future__ import annotations

_UNSTORABLE = {0: None} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # NUL, and halves of characters


def clean(text: str) -> str:
    """Text that SQLite and PostgreSQL both keep as it is: no NUL, no half characters."""
    if text.isascii() and "\0" not in text:  # most texts, and quicker seen than mended
        return text
    return text.translate(_UNSTORABLE)


def clean_line(text: str, limit: int) -> str:
    """One line of at most `limit` code points."""
    return " ".join(clean(text).split())[:limit]
