"""Escaping: the one way by which a string becomes part of a page."""

import re
from html import escape

# Canonical text has none of these, but a page must be encodable whatever it is given.
_UNSENDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def escape_plain(text: str) -> str:
    """Safe inside an element and inside a double-quoted attribute; what HTML cannot carry becomes U+FFFD."""
    return escape(_UNSENDABLE.sub("\ufffd", text))
