"""Copy as many agencies send it, in their languages: what each field comes out as, and that no word is lost."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft
from archive.ingest.sniff import parse_item

from .wire_samples import SAMPLES, Expected

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "wire"
RECEIVED = datetime(2025, 9, 5, 12, tzinfo=UTC)
WORD = re.compile(r"\w+")


def read_stories(name: str) -> list[Draft]:
    return list(parse_item((FOLDER / f"{name}.txt").read_bytes(), received=RECEIVED))


@pytest.mark.parametrize(("name", "expected"), SAMPLES.items(), ids=SAMPLES)
def test_a_sample_says_what_a_trained_reader_sees(name: str, expected: Expected) -> None:
    (draft,) = read_stories(name)
    line = draft.dateline

    assert line is not None
    assert draft.headline == expected.headline
    day = line.date.isoformat() if line.date else ""
    assert ("/".join(line.places), line.region or line.country, day, line.agency) == expected.dateline
    assert (draft.source, draft.byline, draft.language) == (expected.source, expected.byline, expected.language)
    assert ((draft.copyright.holder, draft.copyright.year) if draft.copyright else None) == expected.copyright
    assert {thing.name: thing.descriptor for thing in draft.people} == expected.people
    assert len(draft.text.split("\n\n")) == expected.paragraphs
    assert tuple(sorted(draft.extras)) == expected.beside
    assert tuple(problem.code for problem in draft.problems) == expected.problems


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_word_received_is_in_the_story_or_beside_it(path: Path) -> None:
    raw = path.read_bytes().decode()
    kept: set[str] = set()
    for draft in parse_item(path.read_bytes(), received=RECEIVED):
        spans = [value.span for value in draft.provenance.values() if value.span is not None]
        parts = [draft.headline, draft.text, *draft.extras.values(), *(raw[start:end] for start, end in spans)]
        kept |= set(WORD.findall(" ".join(parts)))

    lost = [word for word in WORD.findall(raw) if word not in kept and not is_mark(word)]

    assert lost == []


def is_mark(word: str) -> bool:
    """End marks and words of version are conventions of the wire, not words of the story."""
    return word in {"END", "NNNN", "了", "끝", "完", "Enditem", "0", "30", "___", "ENDS", "URGENT"}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_every_span_points_at_what_it_names(path: Path) -> None:
    raw = path.read_bytes().decode()
    for draft in parse_item(path.read_bytes(), received=RECEIVED):
        for thing in (*draft.people, *draft.organisations, *draft.places):
            assert thing.spans
            assert all(draft.text[start:end].strip() for start, end in thing.spans)
        for value in draft.provenance.values():
            assert value.span is None or 0 <= value.span.start < value.span.end <= len(raw)


def test_two_stories_in_one_item_come_out_as_two() -> None:
    london, paris = read_stories("two-stories")

    assert (london.dateline and london.dateline.places, paris.dateline and paris.dateline.places) == (
        ("LONDON",),
        ("PARIS",),
    )
    assert london.text.endswith("from noon.")
    assert "NNNN" not in london.text + paris.text


@pytest.mark.parametrize(("name", "spans"), [("afp-fr", 2), ("dpa-de", 2), ("kyodo-ja", 2), ("yonhap-ko", 2)])
def test_later_mentions_belong_to_the_first_person_named(name: str, spans: int) -> None:
    (draft,) = read_stories(name)

    assert max(len(person.spans) for person in draft.people) >= spans


def test_an_embargo_lifts_in_the_year_of_its_dateline() -> None:
    (draft,) = read_stories("reuters-embargoed")

    assert draft.embargo is not None
    assert draft.embargo.until == datetime(2025, 7, 1, 0, 1, tzinfo=UTC)


def test_what_stands_beside_the_text_says_where_it_stood() -> None:
    (draft,) = read_stories("reuters-en")
    raw = (FOLDER / "reuters-en.txt").read_text("utf-8")

    span = draft.provenance["credits"].span
    assert span is not None
    assert raw[span.start : span.end].strip().startswith("(Reporting by Jane Doe")
    assert draft.abstract == "* Prices up 0.4% in June\n* Economists had forecast 0.2%"


LINES = st.lists(
    st.sampled_from(sorted({line for path in FOLDER.glob("*.txt") for line in path.read_bytes().decode().splitlines()}))
    | st.text(max_size=60),
    max_size=14,
)


@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n", "\x0c", "\nNNNN\n"]))
def test_any_mixture_of_lines_is_read_and_every_span_holds(lines: list[str], ending: str) -> None:
    raw = ending.join(lines)
    try:
        drafts = list(parse_item(raw.encode("utf-8", "surrogatepass"), received=RECEIVED))
    except Unreadable as refusal:
        assert refusal.sentence.endswith(".")
        return
    for draft in drafts:
        for thing in (*draft.people, *draft.organisations, *draft.places):
            assert all(0 <= start < end <= len(draft.text) for start, end in thing.spans)
        for value in draft.provenance.values():
            assert value.span is None or 0 <= value.span.start <= value.span.end <= len(raw)
