"""What must hold of the renderer whatever it is given."""

from hypothesis import given
from hypothesis import strategies as st

from archive.text.canonical import block_spans, canonicalise
from archive.text.hrefs import clean_href
from archive.text.inline import Highlight
from archive.text.layout import lay_out
from archive.text.marks import INLINE_KINDS, Mark
from archive.text.render import render_text
from tests.archive.text.html_reading import read_html
from tests.archive.text.strategies import any_strings, highlights, marks, texts


@given(texts.map(canonicalise), marks(INLINE_KINDS), highlights, any_strings)
def test_stripping_the_tags_gives_the_text_back(
    text: str, marks: list[Mark], highlights: list[Highlight], dateline: str
) -> None:
    html = render_text(text, marks=marks, highlights=highlights, dateline=dateline)

    blocks = read_html(html).blocks
    if dateline and blocks:
        blocks[0] = blocks[0].removeprefix(" ")  # the blank after the dateline
    assert [block for block in blocks if block] == [text[start:end] for start, end in block_spans(text)]


@given(texts.map(canonicalise), marks(), highlights, st.booleans())
def test_block_marks_divide_the_text_and_lose_nothing(
    text: str, marks: list[Mark], highlights: list[Highlight], dir_auto: bool
) -> None:
    html = render_text(text, marks=marks, highlights=highlights, dir_auto=dir_auto)

    blocks = [block for block in read_html(html).blocks if block]
    assert blocks == [text[block.span.start : block.span.end] for block in lay_out(text, marks)]
    assert "".join("".join(blocks).split()) == "".join(text.split())


@given(any_strings, marks(), highlights, any_strings)
def test_nothing_unescaped_comes_out_of_any_string_at_all(
    text: str, marks: list[Mark], highlights: list[Highlight], dateline: str
) -> None:
    html = render_text(text, marks=marks, highlights=highlights, dateline=dateline)

    html.encode()  # no lone surrogate
    reader = read_html(html)
    assert all(href == clean_href(href) != "" for href in reader.hrefs)


@given(texts.map(canonicalise), st.lists(st.tuples(st.integers(0, 120), st.integers(1, 60)), max_size=8))
def test_every_note_that_covers_words_has_one_id_and_one_marker(text: str, places: list[tuple[int, int]]) -> None:
    notes = [
        Highlight(start, start + length, "note", id=f"h{number}", label=f"n{number}", ref=str(number))
        for number, (start, length) in enumerate(places)
    ]
    shown = [note for note in notes if any(note.start < end and start < note.end for start, end in block_spans(text))]

    html = render_text(text, highlights=notes)

    reader = read_html(html)
    assert sorted(reader.ids) == sorted(note.id for note in shown)
    assert sorted(reader.hrefs) == sorted(f"#{note.label}" for note in shown)
