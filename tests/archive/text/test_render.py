"""Rendering, by example."""

from itertools import pairwise

import pytest

from archive.text.inline import Highlight, collect_inlines
from archive.text.marks import Mark
from archive.text.nesting import Step, cut_by_block, nest
from archive.text.render import render_text
from archive.text.spans import Span
from tests.archive.text.html_reading import read_html


def test_blank_lines_part_paragraphs_and_a_single_newline_breaks_the_line() -> None:
    assert render_text("One\ntwo\n\nThree") == "<p>One<br>two</p>\n<p>Three</p>"


def test_an_empty_text_is_empty_html() -> None:
    assert render_text("") == ""


def test_text_is_escaped() -> None:
    assert render_text("<b> & \"'") == "<p>&lt;b&gt; &amp; &quot;&#x27;</p>"


def test_a_name_is_a_link_to_its_page() -> None:
    html = render_text("Yuri Gagarin", highlights=[Highlight(0, 12, "name person", href="/people/yuri-gagarin/")])

    assert html == '<p><a class="name person" href="/people/yuri-gagarin/">Yuri Gagarin</a></p>'


def test_a_name_without_a_harmless_address_is_no_link() -> None:
    html = render_text("Kim", highlights=[Highlight(0, 3, "name person", href="javascript:alert(1)")])

    assert html == '<p><span class="name person">Kim</span></p>'


def test_a_note_has_its_id_once_and_its_marker_at_its_end() -> None:
    note = Highlight(3, 12, "note", id="h1", label="note-1", ref="1")

    html = render_text("In 1957.\n\nIn 1961.", highlights=[note])

    assert html == (
        '<p>In <span id="h1" class="noted" data-ref="1">1957.</span></p>\n'
        '<p><span class="noted" data-ref="1">In</span>'
        '<sup class="note-ref"><a href="#note-1" role="doc-noteref">1</a></sup> 1961.</p>'
    )


def test_a_note_that_ends_inside_a_link_has_its_marker_after_the_link() -> None:
    name = Highlight(0, 12, "name", href="/p/")
    note = Highlight(0, 4, "note", label="n1", ref="1")

    html = render_text("Yuri Gagarin flew", highlights=[name, note])

    assert html == (
        '<p><a class="name" href="/p/"><span class="noted" data-ref="1">Yuri</span> Gagarin</a>'
        '<sup class="note-ref"><a href="#n1" role="doc-noteref">1</a></sup> flew</p>'
    )


def test_a_link_is_never_cut_by_what_crosses_it() -> None:
    name = Highlight(2, 6, "name", href="/p/")
    crossing = [Highlight(0, 4, "hit"), Highlight(4, 8, "check")]

    html = render_text("abcdefgh", highlights=[*crossing, name])

    assert html == (
        '<p><mark>ab</mark><a class="name" href="/p/"><mark>cd</mark><span class="check">ef</span></a>'
        '<span class="check">gh</span></p>'
    )


def test_of_two_links_that_overlap_the_longer_stays_one() -> None:
    marks = [Mark(0, 8, "link", {"href": "https://example.org/"})]
    name = Highlight(2, 12, "name place", href="/places/x/")

    html = render_text("abcdefghijkl", marks=marks, highlights=[name])

    assert html == '<p><span class="link">ab</span><a class="name place" href="/places/x/"><span class="link">cdefgh</span>ijkl</a></p>'  # fmt: skip  # noqa: E501


def test_formatting_nests_from_the_outside_in() -> None:
    marks = [Mark(4, 8, "strong"), Mark(0, 12, "emphasis"), Mark(4, 8, "link", {"href": "/x"})]

    assert render_text("abcdefghijkl", marks=marks) == (
        '<p><em>abcd<a href="/x"><strong>efgh</strong></a>ijkl</em></p>'
    )


def test_neighbouring_list_items_and_quotations_share_one_element() -> None:
    text = "a\n\nb\n\nc\n\nd\n\ne"
    ordered = {"list": "ordered"}
    marks = [
        Mark(0, 1, "list_item"), Mark(3, 4, "list_item"), Mark(6, 7, "list_item", ordered),
        Mark(9, 10, "quote"), Mark(12, 13, "quote"),
    ]  # fmt: skip

    assert render_text(text, marks=marks) == (
        "<ul><li>a</li><li>b</li></ul>\n<ol><li>c</li></ol>\n<blockquote><p>d</p><p>e</p></blockquote>"
    )


def test_cells_make_rows_and_a_row_number_that_falls_starts_another_table() -> None:
    cells = [("0", "0"), ("0", "1"), ("1", "1"), ("0", "0")]
    marks = [Mark(n, n + 1, "table_cell", {"row": row, "col": col}) for n, (row, col) in enumerate(cells)]
    marks[0] = Mark(0, 1, "table_cell", {"row": "0", "col": "0", "head": "yes"})

    assert render_text("abcd", marks=marks) == (
        "<table><tbody><tr><th>a</th><td>b</td></tr><tr><td></td><td>c</td></tr></tbody></table>\n"
        "<table><tbody><tr><td>d</td></tr></tbody></table>"
    )


def test_headings_begin_at_the_level_of_the_page() -> None:
    marks = [
        Mark(0, 1, "heading"),
        Mark(1, 2, "heading", {"level": "2"}),
        Mark(2, 3, "heading", {"level": "9"}),
    ]

    assert render_text("abc", marks=marks, heading_level=3) == "<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>"


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([], '<p><bdi class="dateline">BAIKONUR (MP) —</bdi> a</p>\n<p>b</p>'),
        ([Mark(0, 1, "heading")], '<h2>a</h2>\n<p><bdi class="dateline">BAIKONUR (MP) —</bdi> b</p>'),
        (
            [Mark(0, 1, "list_item")],
            '<p><bdi class="dateline">BAIKONUR (MP) —</bdi></p>\n<ul><li>a</li></ul>\n<p>b</p>',
        ),
    ],
)
def test_the_dateline_stands_before_the_first_paragraph(marks: list[Mark], html: str) -> None:
    assert render_text("a\n\nb", marks=marks, dateline="BAIKONUR (MP) —") == html


def test_the_dateline_is_escaped() -> None:
    assert render_text("a", dateline="<b>") == '<p><bdi class="dateline">&lt;b&gt;</bdi> a</p>'


def test_blocks_can_find_their_own_direction() -> None:
    assert render_text("سلام", dir_auto=True) == '<p dir="auto">سلام</p>'


def _write_steps(length: int, spans: list[tuple[int, int]]) -> list[Step]:
    block = Span(0, length)
    inlines = collect_inlines(marks=(), highlights=[Highlight(start, end, "hit") for start, end in spans])
    [pieces] = cut_by_block([block], inlines)
    return list(nest(block, pieces))


@pytest.mark.parametrize("highlights", [100, 200, 400])
def test_the_work_grows_with_the_number_of_highlights_only(highlights: int) -> None:
    crossing_pairs = [(10 * n + shift, 10 * n + shift + 6) for n in range(highlights // 2) for shift in (0, 4)]

    steps = _write_steps(60_000, crossing_pairs)

    assert sum(step.deed == "text" for step in steps) <= 2 * highlights + 1
    assert sum(step.deed == "open" for step in steps) <= 2 * highlights  # each is cut at most once
    assert sum(step.deed == "open" for step in steps) == sum(step.deed == "close" for step in steps)


def test_no_text_is_written_twice_or_left_out() -> None:
    texts = [step.span for step in _write_steps(50, [(0, 30), (10, 40), (10, 20), (45, 90)]) if step.deed == "text"]

    assert (texts[0].start, texts[-1].end) == (0, 50)
    assert all(before.end == after.start for before, after in pairwise(texts))


def test_a_long_story_with_many_highlights_reads_back() -> None:
    story = "\n\n".join("The ship rose at dawn and circled the Earth once. " * 20 for _ in range(50)).strip()
    hits = [Highlight(n * 90, n * 90 + 7, "hit") for n in range(500)]
    names = [Highlight(n * 90 + 3, n * 90 + 12, "name", href=f"/people/{n}/") for n in range(500)]

    reader = read_html(render_text(story, highlights=hits + names))

    assert [block.strip() for block in reader.blocks] == [block.strip() for block in story.split("\n\n")]
