"""Organisations in copy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.organisations import read_organisations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Workers' Party of Korea met.", ["Workers' Party of Korea"]),
        ("Meridian Motor Co and Bank of Japan agreed.", ["Meridian Motor Co", "Bank of Japan"]),
        ("The New York Stock Exchange closed.", ["New York Stock Exchange"]),
        ("The Department of Health and Human Services said.", ["Department of Health and Human Services"]),
        ("Ministers of the European Union and NATO met.", ["European Union", "NATO"]),
        ("Ford Motor Co Chairman Donald Petersen spoke.", ["Ford Motor Co"]),
        ("The Treaty on Comprehensive Strategic Partnership was signed in the West Bank.", []),
        ("Prime Minister Margaret Thatcher left.", []),
        ("", []),
    ],
)
def test_organisations_are_known_by_their_marks(text: str, names: list[str]) -> None:
    assert [read.name for read in read_organisations(text) if read.confidence >= 0.8] == names


def test_an_acronym_in_brackets_and_later_alone_is_the_same_body() -> None:
    text = "The Korean Central News Agency (KCNA) reported. KCNA gave no details."
    (read,) = read_organisations(text)
    assert (read.name, read.descriptor) == ("Korean Central News Agency", "KCNA")
    assert [text[start:end] for start, end in read.spans] == ["Korean Central News Agency", "KCNA", "KCNA"]


def test_a_firm_is_found_again_by_its_short_name() -> None:
    text = "Meridian Oil Co rose. Meridian Oil said profits doubled."
    (read,) = read_organisations(text)
    assert len(read.spans) == 2


@given(st.text(), st.text(max_size=30))
def test_any_text_is_read_without_error(text: str, headline: str) -> None:
    for read in read_organisations(text, headline=headline):
        assert all(0 <= start < end <= len(text) for start, end in read.spans)
