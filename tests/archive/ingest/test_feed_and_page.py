"""Feeds and pages: each entry and each page a story, with what they say of it."""

from datetime import UTC, datetime

import pytest

from archive.ingest.decode import Unreadable
from archive.ingest.draft import StoryLink
from archive.ingest.formats.feed import parse_feed
from archive.ingest.formats.html_page import parse_html_page

from .formats_samples import RECEIVED, SAMPLES, read_sample


def test_every_entry_of_rss_is_a_story_with_all_it_says() -> None:
    dam, teaser = read_sample("feed/rss.xml")

    assert (dam.guid, dam.headline) == ("mp-20250902-dam", "Engineers lower water behind cracked Norland dam")
    assert dam.text == "Engineers began to lower the water behind a cracked dam.\n\nThe dam was built in 1961."
    assert [(mark.kind, dam.text[mark.start : mark.end]) for mark in dam.marks] == [("strong", "cracked")]
    assert dam.abstract == "Engineers began to lower the water."
    assert dam.byline == ("Ines Halvorsen", "Paul Okoro")
    assert dam.published == datetime(2025, 9, 2, 15, 9, tzinfo=UTC)
    assert (dam.topics, dam.subjects[0].code, dam.language) == (("Floods",), "world", "en-gb")
    assert dam.copyright is not None
    assert (dam.copyright.holder, dam.copyright.year, dam.provider) == ("Meridian Press", 2025, "Meridian Press")
    assert [(item.kind, item.href) for item in dam.media] == [("picture", "https://pics.example/dam.jpg")]
    assert dam.extras["desk_shift"] == "night"
    assert "alert" not in dam.text
    assert (teaser.text, teaser.abstract) == ("The words are in the description.", "")


def test_atom_keeps_related_stories_and_a_deleted_entry_withdraws_one() -> None:
    dam, deleted = read_sample("feed/atom.xml")

    assert dam.text == "기술자들이 댐의 물을 빼기 시작했다.\n\n위험은 없다."
    assert dam.links == (StoryLink("", "related", title="금이 갔다", href="https://mp.example/crack"),)
    assert (dam.usage_terms, dam.byline, dam.language) == ("https://mp.example/terms", ("홍길동",), "ko")
    assert dam.version_created == datetime(2025, 9, 2, 15, 9, tzinfo=UTC)
    assert (deleted.guid, deleted.action, deleted.pubstatus) == ("tag:mp.example,2025:wrong", "kill", "canceled")


def test_a_feed_cut_short_gives_what_came_and_says_so() -> None:
    data = (SAMPLES / "feed/rss.xml").read_bytes()

    drafts = list(parse_feed(data[:-300], received=RECEIVED))

    assert drafts[0].guid == "mp-20250902-dam"
    assert all("broken_feed" in [problem.code for problem in draft.problems] for draft in drafts)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<rss version='2.0'><channel><title>Empty</title></channel></rss>", "no_story"),
        (b"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><item><title>&x;", "xml_dtd"),
    ],
)
def test_a_feed_without_entries_or_with_entities_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        list(parse_feed(data, received=RECEIVED))
    assert refusal.value.code == code


def test_json_ld_of_a_page_is_the_story() -> None:
    (draft,) = read_sample("html/json-ld.html")

    assert (draft.guid, draft.headline) == (
        "https://mp.example/dam#article",
        "Engineers lower water behind cracked Norland dam",
    )
    assert draft.subheadline == "1,200 people told to leave"
    assert draft.byline == ("Ines Halvorsen", "Paul Okoro")
    assert draft.text.startswith("Engineers began to lower the water behind a cracked dam on Tuesday")
    assert "Home" not in draft.text
    assert "track" not in draft.text
    assert [mark.kind for mark in draft.marks] == ["emphasis"]
    assert draft.published is not None
    assert draft.published.isoformat() == "2025-09-02T15:09:00+02:00"
    assert draft.dateline is not None
    assert (draft.dateline.places, draft.dateline.country) == (("VESTBY",), "Norland")
    assert draft.organisations[0].identifiers == {"sameAs": "https://www.wikidata.org/wiki/Q1"}
    assert (draft.topics, draft.provider, draft.keywords) == (("World",), "Meridian Press", ("dam", "Norland"))
    assert draft.media[0].caption == "The dam"
    assert draft.links[0].href == "https://mp.example/crack"


def test_microdata_and_meta_elements_serve_where_there_is_no_json_ld() -> None:
    (match,) = read_sample("html/microdata.html")
    assert (match.headline, match.byline) == ("Norland beat Estmark", ("Kari Lund",))
    assert match.text == "Norland beat Estmark 2-1 on Tuesday in their last friendly match before the winter break."
    assert match.published == datetime(2025, 9, 2, 19, tzinfo=UTC)

    (grain,) = read_sample("html/opengraph.html")
    assert (grain.headline, grain.language, grain.byline) == ("Getreide wird billiger", "de-DE", ("Jörg Wölk",))
    assert grain.abstract == "Die Preise fallen."
    assert grain.published == datetime(2025, 9, 3, 8, tzinfo=UTC)


def test_broken_json_ld_is_reported_and_the_page_is_read_all_the_same() -> None:
    page = b"<html><head><title>A title of a page</title><script type='application/ld+json'>{broken</script></head>"
    (draft,) = parse_html_page(page + b"<body><p>Some words of it.</p></body></html>", received=RECEIVED)

    assert (draft.headline, draft.text) == ("A title of a page", "Some words of it.")
    assert "broken_json" in [problem.code for problem in draft.problems]


def test_a_page_without_words_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable, match="Send its text"):
        parse_html_page(b"<!DOCTYPE html><html><body><script>app()</script></body></html>", received=RECEIVED)
