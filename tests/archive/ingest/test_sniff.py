"""The table of formats: what is recognised, what is refused, and that nothing but Unreadable is ever raised."""

import gzip
import re
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft
from archive.ingest.sniff import FORMATS, find_format, parse_item

RECEIVED = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)
PIECES = [
    "LONDON, June 30 (MP) - ", "(서울=연합뉴스) 홍길동 기자 = ", "新华社北京6月14日电",
    "【ワシントン＝海谷道隆】", "PARIS, Feb 30 (AFP) - ", "(ANSA) - ", "By Jane Doe",
    "Copyright ⓒ Meridian Press", "EMBARGOED UNTIL 0001 GMT JULY 1", "-30-", "###", "/TASS/.", "\n", "\n\n",
    "\t", "    ", "BC-US--Storm, 1st Ld-Writethru,416", "Kim Jong Un met Russian President Vladimir Putin.",
    "\x00", "\u2028", "\ufeff", "é", "e\u0301", "ﬁ", "12 апреля", "A. ", "(", ")", "[", "--", "—",
    "UPDATE 2-", "KILL KILL KILL", "Headline: ", "<", "&#3;",
]  # fmt: skip

SGML = [
    "<TITLE>", "</TITLE>", "<BODY>", "</BODY>", "<TEXT>", "</TEXT>", "<DATELINE> LONDON, March 2 - ",
    "</DATELINE>", "<DATE>2-MAR-1987 10:00:00.00</DATE>", "word\n", "    para.\n", "&#3;", "&lt;",
    " Reuter\n", "<AUTHOR>By Jane Doe</AUTHOR>", "<D>", "</D>", "******",
]  # fmt: skip


def letters(text: str) -> str:
    """What is printed, without the blanks and controls that a reader of lines takes out."""
    return "".join(character for character in text if character.isprintable() and not character.isspace())


def check_spans(drafts: list[Draft], raw: str) -> None:
    for draft in drafts:
        for thing in (*draft.people, *draft.organisations, *draft.places):
            for span in thing.spans:
                assert 0 <= span.start < span.end <= len(draft.text)
        for found in draft.dates:
            assert draft.text[found.span.start : found.span.end] == found.text
        for value in draft.provenance.values():
            assert value.span is None or 0 <= value.span.start <= value.span.end <= len(raw)
        if draft.dateline is not None:
            printed = raw[draft.dateline.span.start : draft.dateline.span.end]
            assert letters(printed) == letters(draft.dateline.text)
        draft.to_json()


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=25).map("".join))
@example("(ANSA) - \n")
@example("LONDON, June 30 (MP) - ")
def test_any_text_is_read_or_refused_and_its_spans_hold(raw: str) -> None:
    data = raw.encode("utf-8", "surrogatepass")
    try:
        drafts = list(parse_item(data, received=RECEIVED, format="wire"))
    except Unreadable:
        return
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    check_spans(drafts, decoded)


@given(st.binary(max_size=600) | st.binary(max_size=200).map(lambda data: b"\x1f\x8b" + data))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        for draft in parse_item(data, received=RECEIVED):
            draft.to_json()
    except Unreadable as refusal:
        assert refusal.sentence


@given(st.lists(st.sampled_from(SGML), max_size=20).map("".join))
def test_any_reuters_item_is_read(inside: str) -> None:
    data = f'<REUTERS NEWID="1">{inside}</REUTERS>'.encode("latin-1")

    (draft,) = parse_item(data, received=RECEIVED, format="reuters_sgml")

    assert draft.guid == "reuters-21578:1"
    for value in draft.provenance.values():
        assert value.span is None or value.span.end <= len(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aa">]><b>&a;</b>', "xml"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>Hello</text></svg>', "xml"),
        ('<?xml version="1.0"?><a/>'.encode("utf-16"), "xml"),
        (b'{"temperature": 21.5}', "json"),
        (b"{}", "json"),
    ],
)
def test_markup_that_is_not_read_yet_is_refused_unopened(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(parse_item(data, received=RECEIVED))

    assert refusal.value.code == code
    assert re.search("not read yet|no format here knows", refusal.value.sentence)


def test_a_wire_story_that_opens_with_a_korean_notice_is_no_markup() -> None:
    assert find_format("<저작권자(c) 메리디언통신>\n본문".encode()).name == "wire"


def test_reuters_sgml_is_known_by_its_first_bytes_even_compressed() -> None:
    item = b'<REUTERS NEWID="7"><TEXT><TITLE>A</TITLE><BODY>B\n</BODY></TEXT></REUTERS>'
    data = b'<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + item

    (draft,) = parse_item(gzip.compress(data), received=None)

    assert (draft.guid, draft.headline, draft.text) == ("reuters-21578:7", "A", "B")


def test_a_reuters_item_that_is_cut_short_keeps_its_words_and_says_so() -> None:
    data = b"<REUTERS NEWID='1'><TEXT><TITLE>A</TITLE>word\n<REUTERS><TEXT><TITLE>C</TITLE>more\n</TEXT></REUTERS>"

    first, second = parse_item(data, received=None)

    assert (first.headline, first.text, first.problems[0].code) == ("A", "word", "cut_short")
    assert (second.headline, second.text) == ("C", "more")


def test_an_unknown_format_is_named_in_the_refusal() -> None:
    with pytest.raises(Unreadable, match=r"there are: reuters_sgml, .*wire"):
        list(parse_item(b"text", received=None, format="morse"))


def test_the_table_names_each_format_once() -> None:
    assert [row.name for row in FORMATS.values()] == list(FORMATS)
