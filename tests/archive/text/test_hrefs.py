"""Which addresses reach a browser."""

import pytest

from archive.text.hrefs import LONGEST_HREF, clean_href


@pytest.mark.parametrize(
    ("raw", "href"),
    [
        ("https://example.org/a?b=c:d#e", "https://example.org/a?b=c:d#e"),
        ("  HTTP://example.org ", "HTTP://example.org"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("/people/김정은/", "/people/김정은/"),
        ("../x", "../x"),
        ('/a"<b>', "/a%22%3Cb%3E"),
        ("people/a?q=b:c", "people/a?q=b:c"),
        ("?q=a:b", "?q=a:b"),
        ("#note:1", "#note:1"),
    ],
)
def test_harmless_addresses_pass(raw: str, href: str) -> None:
    assert clean_href(raw) == href


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html;base64,x", "vbscript:x", "file:///etc/passwd", "blob:x", "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example", "https:///x", "http:evil", "mailto:", "a:b", "https://x/\ud800",
        "/" * (LONGEST_HREF + 1),
    ],
)  # fmt: skip
def test_all_others_are_dropped(raw: str) -> None:
    assert clean_href(raw) == ""
