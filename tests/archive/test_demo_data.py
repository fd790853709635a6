"""The demo archive holds together: every reference resolves, and every promise of variety is kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

DEMO = Path(__file__).resolve().parents[2] / "archive" / "demo"
STORIES = DEMO / "stories"
LINK_TYPES = {
    "follows",
    "background",
    "corrects",
    "updates",
    "duplicates",
    "translates",
    "contradicts",
    "same_story",
}
MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}
NOT_NAMED_IN_COPY = {
    ("man-in-orbit-and-home", "sergei-korolev"),  # secret at the time; the archive adds him
    ("apollo-8-leaves-earth", "william-anders"),  # misspelt as sent; the correction names him
}

Record = dict[str, Any]


def load(name: str) -> list[Record]:
    """One of the demo's JSON lists."""
    records: list[Record] = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    return records


def slugs(name: str) -> set[str]:
    return {record["slug"] for record in load(name)}


def read_copy(file: str) -> str:
    """A story as one run of words, so that a hard-wrapped line does not hide a phrase."""
    return " ".join((STORIES / file).read_text(encoding="utf-8").split())


def scripts_of(record: Record) -> set[str]:
    return {"Latn"} | {alias["script"] for alias in record["aliases"]}


def short_name(file: str) -> str:
    return file[4:].removesuffix(".txt")


MANIFEST = load("manifest")
FILES = {record["file"] for record in MANIFEST}


def test_the_archive_is_as_large_as_promised() -> None:
    assert len(MANIFEST) >= 84
    assert len(load("people")) >= 40
    assert sum(len(scripts_of(person)) >= 2 for person in load("people")) >= 30
    assert len(load("events")) >= 25
    assert len(load("places")) >= 30
    assert len(load("links")) >= 45
    assert len(load("notes")) >= 24


def test_the_manifest_lists_exactly_the_stories_that_are_there() -> None:
    assert {path.name for path in STORIES.glob("*.txt")} == FILES
    assert len(FILES) == len(MANIFEST)


def test_no_two_stories_have_the_same_guid() -> None:
    counts = Counter(record["guid"] for record in MANIFEST)
    assert [guid for guid, count in counts.items() if count > 1] == []


def test_no_slug_is_used_twice_in_the_authority_files() -> None:
    counts = Counter(slug for name in ("people", "organisations", "places", "events") for slug in slugs(name))
    assert [slug for slug, count in counts.items() if count > 1] == []


def test_stories_came_in_the_order_of_the_manifest_and_within_the_period() -> None:
    moments = [datetime.fromisoformat(record["received"]) for record in MANIFEST]
    assert all(moment.tzinfo is not None for moment in moments)
    assert moments == sorted(moments)
    assert moments[0].year == 1957
    assert moments[-1].year == 1975


@pytest.mark.parametrize("record", MANIFEST, ids=lambda record: record["file"])
def test_every_name_in_the_manifest_is_known(record: Record) -> None:
    assert record["source"] in {source["code"] for source in load("sources")}
    assert {person["slug"] for person in record["people"]} <= slugs("people")
    assert {person["role"] for person in record["people"]} <= {"subject", "mentioned", "quoted"}
    assert set(record["organisations"]) <= slugs("organisations")
    assert set(record["places"]) <= slugs("places")
    assert set(record["events"]) <= slugs("events")
    assert record["topics"]


@pytest.mark.parametrize("record", MANIFEST, ids=lambda record: record["file"])
def test_a_person_in_the_manifest_is_named_in_the_copy_as_described(record: Record) -> None:
    copy = read_copy(record["file"])
    people = {person["slug"]: person for person in load("people")}
    for entry in record["people"]:
        assert entry["descriptor"] in copy
        if (short_name(record["file"]), entry["slug"]) in NOT_NAMED_IN_COPY:
            continue
        person = people[entry["slug"]]
        names = [person["name"], *(alias["name"] for alias in person["aliases"])]
        stems = {name.split()[-1][: max(2, len(name.split()[-1]) - 2)] for name in names}
        assert any(stem in copy for stem in stems), entry["slug"]


def test_events_places_and_sources_refer_to_things_that_exist() -> None:
    actors = slugs("people") | slugs("organisations")
    for event in load("events"):
        assert set(event["participants"]) <= actors
        assert event["place"] is None or event["place"] in slugs("places")
        assert event["parent"] is None or event["parent"] in slugs("events")
        assert event["precision"] in {"day", "month", "year"}
        assert event["end"] is None or event["start"] <= event["end"]
    assert all(source["home_place"] in slugs("places") for source in load("sources"))


def test_no_event_is_its_own_ancestor() -> None:
    parents = {event["slug"]: event["parent"] for event in load("events")}
    for slug in parents:
        seen = [slug]
        while (above := parents[seen[-1]]) is not None:
            assert above not in seen
            seen.append(above)


def test_people_were_born_before_they_died() -> None:
    for person in load("people"):
        born = date.fromisoformat(person["born"])
        assert born.year < 1940
        if "died" in person:
            assert date.fromisoformat(person["died"]) > born


def test_places_lie_on_the_globe_or_nowhere() -> None:
    for place in load("places"):
        assert (place["lat"] is None) == (place["lon"] is None)
        if place["lat"] is not None:
            assert -90 <= place["lat"] <= 90
            assert -180 <= place["lon"] <= 180


def test_links_tie_two_known_stories_with_a_reason_and_every_type_occurs() -> None:
    links = load("links")
    for link in links:
        assert {link["from"], link["to"]} <= FILES
        assert link["from"] != link["to"]
        assert link["reason"].endswith(".")
    assert {link["type"] for link in links} == LINK_TYPES
    assert len({(link["from"], link["to"], link["type"]) for link in links}) == len(links)


def test_later_copy_updates_corrects_follows_or_translates_earlier_copy() -> None:
    """The manifest is in order of receipt, so file names compare as moments; this also rules out cycles."""
    for link in load("links"):
        if link["type"] in {"updates", "corrects", "follows", "translates"}:
            assert link["from"] > link["to"]


def test_at_least_six_stories_grew_by_updates() -> None:
    assert len({link["to"] for link in load("links") if link["type"] == "updates"}) >= 6


@pytest.mark.parametrize("note", load("notes"), ids=lambda note: f"{note['file']}-{note['exact'][:20]}")
def test_a_note_quotes_the_story_exactly(note: Record) -> None:
    copy = (STORIES / note["file"]).read_text(encoding="utf-8")
    assert copy.count(note["prefix"] + note["exact"] + note["suffix"]) == 1
    assert "\n" not in note["exact"]
    assert note["motivation"] in MOTIVATIONS
    assert datetime.fromisoformat(note["at"]).tzinfo is not None
    assert note["body"].strip()


def test_some_notes_are_for_readers_and_some_for_the_desk_only() -> None:
    counts = Counter(note["visibility"] for note in load("notes"))
    assert set(counts) == {"public", "internal"}
    assert min(counts.values()) >= 5


def test_a_correction_replaces_words_that_the_story_as_sent_still_has() -> None:
    corrections = load("corrections")
    assert any("108" in correction["new"] and "89" in correction["old"] for correction in corrections)
    for correction in corrections:
        copy = (STORIES / correction["file"]).read_text(encoding="utf-8")
        assert correction["old"] in copy
        assert correction["new"] not in copy
        assert correction["notice"].strip()


def test_each_standing_of_a_story_occurs_with_what_it_needs() -> None:
    assert {record["status"] for record in MANIFEST} == {"published", "withdrawn", "embargoed", "draft"}
    for record in MANIFEST:
        assert bool(record["withdrawn_reason"]) == (record["status"] == "withdrawn")
        assert bool(record["embargo"]) == (record["status"] == "embargoed")
        if record["embargo"]:
            assert datetime.fromisoformat(record["embargo"]) > datetime(2098, 1, 1, tzinfo=UTC)


def test_some_stories_are_also_in_korean_and_russian() -> None:
    languages = Counter(record["language"] for record in MANIFEST)
    assert languages["ko"] >= 4
    assert languages["ru"] >= 3
    translated = {link["from"] for link in load("links") if link["type"] == "translates"}
    assert translated == {record["file"] for record in MANIFEST if record["language"] != "en"}


@pytest.mark.parametrize("file", sorted(FILES))
def test_copy_is_of_wire_length_and_carries_dateline_and_notice(file: str) -> None:
    copy = read_copy(file)
    assert 60 <= len(copy.split()) <= 230
    assert re.search(r"\((MP|TN|PWS|Меридиан)\) [-—] |^.*\([^)]*=메리디언통신\) ", copy)
    assert re.search(r"(Copyright|©|ⓒ)", (STORIES / file).read_text(encoding="utf-8").splitlines()[-1])


@pytest.mark.parametrize("file", sorted(FILES))
def test_no_words_are_put_into_the_mouth_of_a_real_person(file: str) -> None:
    copy = read_copy(file)
    assert not re.search(r"[\"“”]", copy)
    assert not re.search(r"[»']\s*,?\s*(said|says|told)\b", copy)


def test_dossiers_hold_known_stories_and_events_and_one_that_readers_may_not_see() -> None:
    """The canaries of the demo: a withdrawn and an embargoed story stand in dossiers that are public."""
    dossiers, events = load("dossiers"), {event["slug"] for event in load("events")}
    status = {story["file"]: story["status"] for story in MANIFEST}
    assert len(dossiers) >= 2
    stories = [item["story"] for dossier in dossiers for item in dossier["items"] if "story" in item]
    assert set(stories) <= set(status)
    assert {item["event"] for dossier in dossiers for item in dossier["items"] if "event" in item} <= events
    assert {"withdrawn", "embargoed"} <= {status[story] for story in stories}
    assert all(len(dossier["introduction"].split()) > 50 for dossier in dossiers)
