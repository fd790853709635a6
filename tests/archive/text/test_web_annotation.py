"""Web Annotations: what is written is read back, and what is wrong is named."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from archive.text.spans import Span, from_utf16
from archive.text.web_annotation import CONTEXT, WebNote, read_annotations, write_annotation, write_collection

NOTE = WebNote(
    id="https://example.org/articles/abc/annotations.jsonld#1",
    motivation="questioning",
    body="Says **who**?",
    exact="felt well",
    prefix="Gagarin ",
    suffix=" throughout",
    start=10,
    end=19,
    source="https://example.org/articles/abc/",
    cached="https://example.org/articles/abc/v/1/",
    created=datetime(1961, 4, 12, 12, 0, tzinfo=UTC),
    modified=datetime(1961, 4, 12, 12, 0, tzinfo=UTC),
    creator="ada",
)


def test_a_note_is_written_as_the_recommendation_says() -> None:
    written = write_annotation(NOTE, is_alone=True)

    assert written["@context"] == CONTEXT and written["type"] == "Annotation"
    assert written["created"] == "1961-04-12T12:00:00Z"
    assert written["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "felt well", "prefix": "Gagarin ", "suffix": " throughout"},
        {"type": "TextPositionSelector", "start": 10, "end": 19},
    ]
    assert not [name for name in written if name.startswith("dateline:")]


def test_what_is_written_is_read_back_exactly() -> None:
    notes = [
        NOTE,
        WebNote(id="x#2", motivation="replying", body="I do.", exact="felt well", source="s", answers=NOTE.id),
        WebNote(id="x#3", motivation="highlighting", body="", exact="🐟 시장", source="s", visibility="public"),
        WebNote(id="x#4", motivation="editing", body="!", exact="gone", source="s", is_orphaned=True),
    ]

    document = json.loads(json.dumps(write_collection(notes, id="https://example.org/c", label="Notes")))

    assert read_annotations(document) == notes
    assert read_annotations(document["first"]) == read_annotations(document["first"]["items"]) == notes


def test_an_empty_collection_has_no_page() -> None:
    collection = write_collection([], id="c", label="l")

    assert collection["total"] == 0 and "first" not in collection
    assert read_annotations(collection) == []


def change(**fields: Any) -> dict[str, Any]:
    return {**write_annotation(NOTE), **fields}


def select(*selectors: Any) -> dict[str, Any]:
    return change(target={"source": "s", "selector": list(selectors)})


QUOTE = {"type": "TextQuoteSelector", "exact": "felt well"}


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("words", "not of type Annotation"),
        (None, "not of type Annotation"),
        ([{"type": "Annotation"}], "Annotation 1: its target needs one source"),
        (change(target="https://example.org/"), "its target needs one source"),
        (select(), "needs a TextQuoteSelector"),
        (select({**QUOTE, "exact": ["a"]}), "needs a TextQuoteSelector"),
        (select({**QUOTE, "exact": "x" * 20_001}), "quote at most"),
        (select(QUOTE, {"type": "TextPositionSelector", "start": -1, "end": 3}), "whole numbers"),
        (select(QUOTE, {"type": "TextPositionSelector", "start": 3, "end": 3}), "whole numbers"),
        (select(QUOTE, {"type": "TextPositionSelector", "start": True, "end": 3}), "whole numbers"),
        (change(motivation="shouting"), "is not one of"),
        (change(bodyValue="x"), "body and bodyValue"),
        (change(body=[{"type": "TextualBody", "value": "a"}] * 2), "2 bodies"),
        (change(body={"type": "Image"}), "must be a TextualBody"),
        (change(body={"type": "TextualBody", "value": "<b>", "format": "text/html"}), "is text/html"),
        (change(created="yesterday"), "is no moment"),
        (change(created="1961-04-12T12:00:00"), "lacks a time zone"),
        (change(id=7), "its id must be one text"),
    ],
)
def test_what_is_wrong_is_named(document: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        read_annotations(document)


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("김정은이 말했다", 0, 3, "김정은"),
        ("🐟 시장 🎣이다", 3, 5, "시장"),
        ("🐟 시장 🎣이다", 6, 8, "🎣"),
        ("👩‍🚀 flew", 6, 10, "flew"),
    ],
)
def test_a_selection_of_a_browser_is_counted_anew(text: str, start: int, end: int, words: str) -> None:
    span = from_utf16(text, start, end)

    assert text[span.start : span.end] == words
    assert from_utf16(text, 0, 0) == Span(0, 0)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (1, 2), (3, 2), (-1, 2), (0, 99)])
def test_a_selection_that_cuts_a_character_or_leaves_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError):
        from_utf16("🐟 시장", start, end)
