"""ninjs 1.x, 2.x and 3.x: every field lands, and what is no ninjs is refused with the reason."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft, StoryLink
from archive.ingest.formats.ninjs import parse_ninjs
from archive.ingest.formats.ninjs_check import check_ninjs, tell_release

from .formats_samples import RECEIVED, read_sample


def read(value: object) -> list[Draft]:
    return list(parse_ninjs(json.dumps(value).encode(), received=RECEIVED))


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def test_every_field_of_1_x_lands() -> None:
    (draft,) = read_sample("ninjs/one.json")

    assert (draft.guid, draft.version, draft.urgency) == ("urn:meridian:20250902:dam", 2, 3)
    assert draft.headline == "Engineers lower water behind cracked Norland dam"
    assert draft.subheadline == "1,200 people told to leave"
    assert draft.byline == ("Ines Halvorsen", "Paul Okoro")
    assert draft.abstract == "Engineers began to lower the water behind a cracked dam."
    assert draft.text == "Engineers began to lower the water behind a cracked dam.\n\nSee the dam's page."
    assert [(mark.kind, draft.text[mark.start : mark.end]) for mark in draft.marks] == [
        ("emphasis", "began"),
        ("link", "the dam's page"),
    ]
    assert draft.dateline is not None
    assert draft.dateline.places == ("VESTBY",)
    assert draft.copyright is not None
    assert (draft.copyright.holder, draft.copyright.year) == ("Meridian Press", 2025)
    assert (draft.usage_terms, draft.ednote) == ("No archiving beyond 30 days.", "Updates with engineers at work")
    assert (draft.provider, draft.genre, draft.language) == ("Meridian Press", "Current", "en")
    assert draft.subjects[0].to_json() == {"name": "dam failure", "code": "20000140", "scheme": "medtop"}
    assert draft.version_created == datetime(2025, 9, 2, 15, 9, tzinfo=UTC)
    assert draft.first_created == datetime(2025, 9, 2, 11, tzinfo=UTC)
    assert draft.people[0].name == "Marit Solberg"
    assert draft.people[0].identifiers == {"http://people.example/": "p7"}
    (picture,) = draft.media
    assert (picture.kind, picture.href, picture.width) == ("picture", "https://pics.example/1.jpg", 3000)
    assert (picture.caption, picture.credit, picture.role) == ("The dam above Vestby.", "Kari Lund", "main")
    assert draft.links == (StoryLink("urn:meridian:20250901:dam", "related", title="Crack found in Norland dam"),)
    assert draft.provenance["headline"].rule.endswith("/headline")
    assert codes(draft) == []


def test_a_list_of_2_x_is_several_stories_with_status_and_embargo() -> None:
    match, grain, parliament = read_sample("ninjs/two-list.json")

    assert (match.headline, match.subheadline, match.byline) == (
        "Norland beat Estmark",
        "A line below",
        ("Ines Halvorsen",),
    )
    assert match.text == "First paragraph of the story.\n\nSecond paragraph."
    assert match.embargo is not None
    assert match.embargo.until is not None
    assert match.embargo.until.isoformat() == "2025-09-05T00:01:00+01:00"
    assert (grain.action, grain.pubstatus) == ("hold", "withheld")
    assert grain.embargo is not None
    assert grain.embargo.until is None
    assert "embargo_unreadable" in codes(grain)
    assert (parliament.action, parliament.pubstatus) == ("kill", "canceled")


def test_3_x_keeps_quotes_and_an_associated_story_comes_out_by_itself() -> None:
    story, sidebar = read_sample("ninjs/three.json")

    assert story.headline == "노를란드 댐 수위 낮춘다"
    assert story.text == "기술자들이 금이 간 댐의 물을 빼기 시작했다.\n\n위험은 없다."
    assert [mark.kind for mark in story.marks] == ["quote"]
    assert (story.urgency, story.language, story.usage_terms) == (5, "ko", "Online only")
    assert story.extras["altIds/value"] == "D-77"
    assert [item.caption for item in story.media] == ["The dam above Vestby."]
    assert story.links == (StoryLink("urn:meridian:three:2", "background", title="How a dam is built"),)
    assert (sidebar.guid, sidebar.text) == ("urn:meridian:three:2", "A dam is built from below.")


STORY: dict[str, Any] = {"uri": "urn:x", "headline": "A headline", "body_text": "Some words."}


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"headline": "No identity"}, "has no uri"),
        ({"uri": "urn:x", "urgency": "high"}, "urgency must be a"),
        ({"uri": "urn:x", "mime_type": "a/b"}, "mime_type is no property"),
        ({"uri": "urn:x", "pubstatus": "cancelled"}, "pubstatus must be one of usable, withheld, canceled"),
        ({"uri": "urn:x", "person": "Marit"}, "person must be a list, and is the text 'Marit'"),
        ({"uri": "urn:x", "altids": "a"}, "altids must be"),
        ({"uri": "urn:x", "bodies": [{"role": "main"}]}, "has no value"),
        ({"uri": "urn:x", "rightsInfo": {"linkedRights": "http://a", "encodedRights": "b"}}, "only one of them"),
        ({"uri": "urn:x", "versionCreated": "2025-09-02T00:00:00Z", "associations": [{"uri": "urn:y"}]}, "has no name"),
        ({"uri": "urn:x", "title": 42}, "title must be a text, and is 42"),
        ({"uri": "urn:x", "places": [{"geojson": {"type": "Blob"}}]}, "GeoJSON"),
    ],
)
def test_what_is_no_ninjs_is_refused_with_the_reason(item: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(item)
    assert refusal.value.code == "invalid_ninjs"
    assert reason in refusal.value.sentence


def test_a_story_with_a_providers_own_properties_is_read_and_they_are_kept() -> None:
    (draft,) = read({**STORY, "priority": 6, "service": [{"code": "m"}], "version": 2})

    assert draft.text == "Some words."
    assert codes(draft) == ["ninjs"]
    assert draft.extras["service/code"] == "m"
    assert draft.extras["priority"] == "6"


def test_one_bad_item_of_several_is_named_and_stops_no_other() -> None:
    bad, good = read([{"uri": "urn:bad", "type": "novel"}, STORY])

    assert (bad.guid, codes(bad)) == ("urn:bad", ["invalid_ninjs"])
    assert good.text == "Some words."


def test_items_inside_a_providers_answer_are_found() -> None:
    (draft,) = read({"api": "1.1", "data": {"items": [{"meta": {}, "item": STORY}]}})
    assert draft.guid == "urn:x"


def test_a_release_knows_only_what_had_come_with_it() -> None:
    item = {"uri": "urn:x", "type": "component"}
    assert [fault.sentence for fault in check_ninjs(item, family=1, release=1)] == [
        "type 'component' came with ninjs 1.2."
    ]
    assert check_ninjs(item, family=1, release=2) == []
    assert tell_release({"$standard": {"version": "1.3"}}) == (1, 3)
    assert tell_release({"uri": "urn:x", "pubStatus": "usable"}) == (3, None)
    assert tell_release({"uri": "urn:x", "headlines": [{"value": "A"}], "pubstatus": "usable"}) == (2, None)


@pytest.mark.parametrize("text", ['{"uri": "x",}', '{"uri": "a\nb"}', "[" * 5000, '{"uri": "x"', '{"uri": 1e999999}'])
def test_broken_json_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(parse_ninjs(text.encode(), received=RECEIVED))
    assert refusal.value.code in {"broken_json", "invalid_ninjs"}
    assert refusal.value.sentence.endswith((".", ")"))


def test_an_event_or_a_plan_is_no_story() -> None:
    (draft,) = read({"uri": "urn:x", "type": "event", "title": "Press conference"})
    assert draft.action == "advisory"
    assert "not_a_story" in codes(draft)
