"""Which link targets may reach a reader's browser. Everything not plainly harmless is dropped."""

import re
from urllib.parse import quote

LONGEST_HREF = 4096  # well above what servers accept; keeps data: monsters out of the page
_SCHEME = re.compile(r"[^/?#]*:")  # wider than RFC 3986 on purpose: any colon in the first segment
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^?]", re.IGNORECASE)
# Browsers delete tabs and newlines inside an address and read a backslash as a slash, so that
# "java\nscript:" and "/\evil.example" are not what they look like.
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NOT_IN_ADDRESSES = re.compile(r"[\s<>\"{}|^`]")  # RFC 3986, section 2: to be percent-encoded


def clean_href(raw: str) -> str:
    """The address to put in an href: http, https, mailto, a relative path or a fragment; else "".

    An address without a scheme but with a host ("//example.org") is dropped too. Not yet HTML-escaped.
    """
    href = raw.strip()
    if not href or len(href) > LONGEST_HREF or _FORBIDDEN.search(href):
        return ""
    has_scheme = _SCHEME.match(href) is not None
    allowed = _WEB.match(href) or _MAIL.match(href) if has_scheme else not href.startswith("//")
    return _NOT_IN_ADDRESSES.sub(_percent_encode, href) if allowed else ""


def _percent_encode(found: re.Match[str]) -> str:
    return quote(found[0], safe="")
