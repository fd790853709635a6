"""Well-known hostile strings as whole stories: nothing but our own elements ever reaches a browser."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.text.canonical import canonicalise
from archive.text.inline import Highlight
from archive.text.marks import Mark
from archive.text.render import render_text
from tests.archive.text.html_reading import read_html


def _read_payloads(folder: Path, name: str) -> list[str]:
    [found] = (folder / "hostile").rglob(name)
    written = found.read_text(encoding="utf-8", errors="replace")
    payloads = json.loads(written) if name.endswith(".json") else written.splitlines()
    assert len(payloads) > 100
    return [str(payload) for payload in payloads]


@pytest.mark.parametrize("name", ["xss-payloads.txt", "blns.json"])
def test_hostile_strings_come_out_as_words(shared_data: Path, name: str) -> None:
    for payload in _read_payloads(shared_data, name):
        text = canonicalise(payload)
        middle = len(text) // 2
        marks = [
            Mark(0, middle, "link", {"href": payload}),
            Mark(middle, len(text), payload[:20], {payload: payload}),
        ]
        highlights = [
            Highlight(1, middle + 2, f"name {payload}", href=payload, id=payload, label=payload, ref=payload),
            Highlight(0, middle + 1, "note", id=payload, label=payload, ref=payload),
            Highlight(0, 9, payload, id=payload, label=payload, ref=payload),
        ]

        reader = read_html(render_text(text, marks=marks, highlights=highlights, dateline=payload))

        words = "\n\n".join(reader.blocks).removeprefix(" " if payload and text else "")
        assert words == text, payload
        assert {urlsplit(href).scheme for href in reader.hrefs} <= {"", "http", "https", "mailto"}


@pytest.mark.parametrize("name", ["xss-payloads.txt", "blns.json"])
def test_all_hostile_strings_in_one_story_stay_in_their_blocks(shared_data: Path, name: str) -> None:
    text = canonicalise("\n\n".join(_read_payloads(shared_data, name)))

    assert read_html(render_text(text)).blocks == text.split("\n\n")
