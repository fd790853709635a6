"""The story this project was asked for, read as the first issue says."""

from datetime import date, datetime
from pathlib import Path

import pytest

from archive.ingest.draft import Draft
from archive.ingest.sniff import parse_item

RECEIVED = datetime.fromisoformat("2025-06-30T18:00+09:00")


@pytest.fixture(scope="module")
def story(shared_data: Path) -> Draft:
    path = shared_data / "seed" / "ajp-lyubimova-pyongyang.txt"
    (draft,) = parse_item(path.read_bytes(), received=RECEIVED, filename=path.name)
    return draft


def test_its_headline_is_found_near_the_end(story: Draft) -> None:
    assert story.headline == "Kim Jong Un meets Russian culture minister, pushes for stronger cultural ties"


def test_its_dateline_and_source_are_read(story: Draft) -> None:
    assert story.dateline is not None
    assert story.dateline.text == "SEOUL, June 30 (AJP) -"
    assert story.dateline.places == ("SEOUL",)
    assert story.dateline.date == date(2025, 6, 30)
    assert (story.dateline.agency, story.source, story.language) == ("AJP", "AJP", "en")


def test_its_copyright_notice_is_kept_verbatim(story: Draft) -> None:
    assert story.copyright is not None
    assert (story.copyright.holder, story.copyright.year) == ("Aju Press", None)
    assert story.copyright.notice == "Copyright ⓒ Aju Press All rights reserved."


def test_its_text_is_eight_paragraphs_and_nothing_else(story: Draft) -> None:
    paragraphs = story.text.split("\n\n")

    assert len(paragraphs) == 8
    assert paragraphs[0].startswith("North Korean leader Kim Jong-un met")
    assert paragraphs[-1].endswith("joint cultural initiatives.")
    for taken in ("SEOUL, June 30", "Copyright", story.headline):
        assert taken not in story.text


def test_its_six_people_are_named_once_each(story: Draft) -> None:
    people = {thing.name: thing.descriptor for thing in story.people}

    assert set(people) == {
        "Kim Jong-un", "Olga Lyubimova", "Vladimir Putin", "Aleksandr Matsegora", "Kim Ju Ae", "Sung Jong Gyu",
    }  # fmt: skip
    assert people["Olga Lyubimova"] == "Russian Culture Minister"
    assert people["Vladimir Putin"] == "Russian President"
    assert people["Aleksandr Matsegora"] == "Russian Ambassador"
    assert people["Sung Jong Gyu"] == "North Korean Culture Minister"
    for thing in story.people:
        assert all(story.text[span.start : span.end] for span in thing.spans)


def test_it_raises_no_question(story: Draft) -> None:
    assert story.problems == ()
