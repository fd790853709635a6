"""Real items of agencies and the standards' own examples: no crash, nothing silently dropped, the known facts read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft
from archive.ingest.plan import FOR_REVIEW, NO_STORY
from archive.ingest.sniff import find_format, parse_item
from bench.formats import TARGET, judge_samples, share_read

RECEIVED = datetime(2025, 7, 1, tzinfo=UTC)
OWN_XML = {"ritzau_feed.xml", "ritzau_news.xml", "ritzau_news_test_ednote.xml"}  # an agency's own, no standard
XML_FORMATS = ("nitf", "newsml_g2", "newsml_1")


def read(path: Path) -> list[Draft] | Unreadable:
    try:
        return list(parse_item(path.read_bytes(), received=RECEIVED, filename=path.name))
    except Unreadable as refusal:
        return refusal


def is_accounted_for(draft: Draft) -> bool:
    """It has words to show, or says in a sentence what it is."""
    codes = {problem.code for problem in draft.problems}
    return bool(draft.text) or bool(codes & (NO_STORY | FOR_REVIEW | {"no_text"})) or draft.action == "kill"


def test_every_example_of_newsml_g2_is_read_or_refused_with_a_sentence(shared_data: Path) -> None:
    files = sorted((shared_data / "formats" / "newsml-g2" / "examples").glob("*.xml"))
    assert len(files) >= 30

    for path in files:
        outcome = read(path)
        if isinstance(outcome, Unreadable):
            assert b"<newsItem" not in path.read_bytes(), path.name  # fragments of items, which are no items
            continue
        assert outcome, path.name
        assert all(is_accounted_for(draft) for draft in outcome), path.name


def test_every_xml_sample_of_an_agency_is_accounted_for(shared_data: Path) -> None:
    for path in sorted((shared_data / "formats" / "agency-samples").glob("*.xml")):
        outcome = read(path)
        if isinstance(outcome, Unreadable):
            assert path.name in OWN_XML or path.name.startswith(("wenn", "wordpress")), path.name
            continue
        assert outcome, path.name
        assert all(is_accounted_for(draft) for draft in outcome), path.name


def test_no_word_of_the_metadata_is_dropped(shared_data: Path) -> None:
    """The sample with the fullest metadata: each of its words is in a field, in the extras or in the body."""
    data = (shared_data / "formats" / "agency-samples" / "nitf-fishing.xml").read_bytes()

    draft = next(iter(parse_item(data, received=RECEIVED)))

    said = str(draft.to_json())
    for word in ("xmlteam.com", "Tide Forecasts", "23602", "OTC:BB", "Punched up the copy.", "Midlantic States"):
        assert word in said


@pytest.mark.parametrize("format", XML_FORMATS)
def test_nineteen_of_twenty_known_facts_are_read(shared_data: Path, format: str) -> None:
    judged = [fact for fact in judge_samples(shared_data / "formats" / "agency-samples") if fact.format == format]

    assert len(judged) >= 10
    assert share_read(judged) >= TARGET


def test_every_fact_that_is_missed_is_explained(shared_data: Path) -> None:
    judged = judge_samples(shared_data / "formats" / "agency-samples")

    assert [fact for fact in judged if fact.verdict == "missed" and not fact.why] == []


def test_samples_cut_anywhere_never_crash(shared_data: Path) -> None:
    folder = shared_data / "formats" / "agency-samples"
    for name in ("afp.xml", "nitf-fishing.xml", "dpa.xml"):
        data = (folder / name).read_bytes()
        for length in range(0, len(data), 100):
            try:
                find_format(data[:length])
                list(parse_item(data[:length], received=RECEIVED, filename=name))
            except Unreadable as refusal:
                assert refusal.sentence
