"""Every line of the XSS file as the Markdown of a note: nothing comes out but harmless elements and addresses."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from archive.templatetags.notes import TAGS, render_note


class Harmless(HTMLParser):
    """Fails on any element or attribute that a note may not have."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"<{tag}> came out"
        for name, value in attrs:
            assert tag == "a" and name in ("href", "rel"), f"<{tag} {name}> came out"
            if name == "href":
                assert urlsplit((value or "").strip()).scheme.lower() in ("", "http", "https", "mailto"), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment came out")


def test_no_hostile_line_comes_out_as_anything_but_words_and_plain_links(shared_data: Path) -> None:
    [payloads] = (shared_data / "hostile").rglob("xss-payloads.txt")
    lines = payloads.read_text(encoding="utf-8", errors="replace").splitlines()
    assert len(lines) > 3_000

    for line in lines:
        for body in (line, f"[a]({line})", f"<{line}>", f"[a]: {line}\n\n[a]", f"> * {line}", f"`{line}`"):
            Harmless().feed(render_note(body))
