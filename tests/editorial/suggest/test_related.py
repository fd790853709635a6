"""Proposed links: the right stories, with their reasons, and never one that was decided on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.actions import block_article, withdraw_article
from archive.indexing.drain import drain_outbox
from archive.models import Article
from archive.models.link import LinkType
from archive.search.door import open_engine
from editorial.suggest.proposal import Proposal
from editorial.suggest.related import propose_links
from tests import make

pytestmark = pytest.mark.django_db
ORBIT = "Soviet Union puts a man in orbit"
FLIGHT = "The flight of Major Yuri Gagarin around the Earth lasted 108 minutes, the announcement said in Moscow."
RECEPTION = "Nikita Khrushchev received Major Yuri Gagarin at the airport with a long embrace and a red carpet."
HARVEST = "Farmers brought in less wheat than in the year before, and the mills raised the price of flour."


def make_story(headline: str, text: str, *, day: int = 12, hour: int = 12, **fields: Any) -> Article:
    """A story of April 1961."""
    at = datetime(1961, 4, day, hour, tzinfo=UTC)
    return make.make_article(headline=headline, text=text, at=at, dateline_on=date(1961, 4, day), **fields)


def propose(article: Article, **more: Any) -> list[Proposal]:
    drain_outbox(at=timezone.now())
    return propose_links(article, engine=open_engine("desk"), **more)


def test_a_story_with_the_same_people_and_event_is_proposed_and_explained() -> None:
    flight, reception = make_story(ORBIT, FLIGHT), make_story("Hero's welcome in Moscow", RECEPTION, day=14)
    make_story("Wheat harvest down", HARVEST, day=13)
    gagarin, vostok = make.make_person(), make.make_event()
    for story in (flight, reception):
        make.make_mention(story, gagarin)
        make.make_mention(story, vostok)

    proposals = propose(flight)

    assert [one.target for one in proposals] == [reception]
    assert "same event (Vostok 1)" in proposals[0].reasons
    assert "1 shared person (Yuri Gagarin)" in proposals[0].reasons
    assert "2 days later" in proposals[0].reasons
    assert proposals[0].wording == "Followed by"


def test_the_later_of_two_stories_with_one_headline_updates_the_earlier() -> None:
    first = make_story(ORBIT, FLIGHT)
    second = make_story(f"UPDATE 1 - {ORBIT}", FLIGHT + "\n\n" + RECEPTION, hour=14)

    of_first, of_second = propose(first), propose(second)

    assert (of_first[0].type, of_first[0].wording) == (LinkType.UPDATES, "Updated by")
    assert (of_second[0].type, of_second[0].wording) == (LinkType.UPDATES, "Updates")
    assert "same headline" in of_first[0].reasons and "2 hours later" in of_first[0].reasons


def test_identifiers_of_one_stem_make_an_update_whatever_the_headline() -> None:
    first = make_story(ORBIT, FLIGHT, guid="mp-610412-0017:u1")
    make_story("Gagarin lands safely", FLIGHT + RECEPTION, hour=15, guid="mp-610412-0017:u2")

    proposal = propose(first)[0]

    assert (proposal.type, proposal.reasons[0]) == (LinkType.UPDATES, "same identifier at the wire")


def test_the_reasons_fit_into_the_reason_of_a_link() -> None:
    first, second = make_story(ORBIT, FLIGHT), make_story(ORBIT, FLIGHT + RECEPTION, hour=14)
    for number in range(3):
        event = make.make_event(f"{number} " + "long name " * 28)
        for story in (first, second):
            make.make_mention(story, event)

    assert len(propose(first)[0].explanation) <= 500


def test_running_numbers_are_no_common_stem() -> None:
    first = make_story(ORBIT, FLIGHT, guid="mp:1701")
    make_story("Wheat harvest down", HARVEST, guid="mp:1702")

    assert propose(first) == []


def test_the_same_words_twice_are_a_duplicate() -> None:
    first, second = make_story(ORBIT, FLIGHT), make_story(ORBIT, FLIGHT, hour=13, source=make.make_source("NW"))

    proposal = propose(first)[0]

    assert (proposal.target, proposal.type) == (second, LinkType.DUPLICATES)
    assert proposal.reasons[0] == "100 % of the wording is the same"


def test_two_agencies_on_one_day_tell_the_same_story() -> None:
    first = make_story(ORBIT, FLIGHT)
    second = make_story("Major circles the globe", RECEPTION, hour=15, source=make.make_source("NW"))
    vostok = make.make_event()
    for story in (first, second):
        make.make_mention(story, vostok)

    assert propose(first)[0].type == LinkType.SAME_STORY


def test_two_languages_on_one_day_tell_the_same_story_even_from_one_agency() -> None:
    first = make_story(ORBIT, FLIGHT)
    second = make_story("Человек в космосе", "Майор Гагарин облетел Землю.", hour=14, language="ru")
    vostok = make.make_event()
    for story in (first, second):
        make.make_mention(story, vostok)

    assert propose(first)[0].type == LinkType.SAME_STORY


def test_an_older_story_with_the_same_person_is_background() -> None:
    old = make_story("Pilots train for space", "Yuri Gagarin and others train on the steppe.", day=1)
    new = make_story("Hero's welcome in Moscow", RECEPTION, day=28)
    gagarin = make.make_person()
    for story in (old, new):
        make.make_mention(story, gagarin)

    proposal = propose(new)[0]

    assert (proposal.target, proposal.type, proposal.wording) == (old, LinkType.BACKGROUND, "Background")
    assert "27 days earlier" in proposal.reasons


def test_a_rare_person_in_common_counts_more_than_a_frequent_one() -> None:
    story = make_story("Space council meets", "The council met.")
    rare, frequent = make.make_person("Sergei Korolev"), make.make_person("Nikita Khrushchev")
    with_rare = make_story("A designer speaks", "He spoke of rockets.", day=13)
    with_frequent = make_story("A premier speaks", "He spoke of grain.", day=13)
    for number in range(8):
        make.make_mention(make_story(f"Speech {number}", f"Words of day {number}.", day=20), frequent)
    for one, person in ((story, rare), (story, frequent), (with_rare, rare), (with_frequent, frequent)):
        make.make_mention(one, person)

    targets = [one.target for one in propose(story)]

    assert targets.index(with_rare) == 0


def test_a_story_two_links_away_is_proposed() -> None:
    first, middle, last = (
        make_story(head, text) for head, text in ((ORBIT, FLIGHT), ("Hail", HARVEST), ("Snow", RECEPTION))
    )
    make.make_link(first, middle)
    make.make_link(last, middle)

    proposal = propose(first)[0]

    assert proposal.target == last
    assert "linked to the same story" in proposal.reasons
    assert "linked" not in proposal.reason  # readers see this one, and may not know the story between


def test_a_blocked_or_withdrawn_story_is_not_proposed_and_is_proposed_nothing() -> None:
    story, blocked, withdrawn = (make_story(ORBIT, FLIGHT, hour=hour) for hour in (12, 13, 14))
    block_article(article=blocked, reason="A court.", by=None, at=timezone.now())
    withdraw_article(article=withdrawn, reason="Wrong.", by=None, at=timezone.now())

    assert propose(story) == []
    assert propose(blocked) == [] and propose(withdrawn) == []


def test_a_story_alone_in_the_archive_is_proposed_nothing() -> None:
    assert propose(make_story("Wheat", "")) == []


def test_the_queries_do_not_grow_with_the_archive(django_assert_max_num_queries: Any) -> None:
    gagarin = make.make_person()
    stories = [make_story(f"{ORBIT}, part {number}", FLIGHT, hour=number) for number in range(12)]
    for story in stories:
        make.make_mention(story, gagarin)
    make.make_link(stories[0], stories[1])
    make.make_link(stories[2], stories[1])
    drain_outbox(at=timezone.now())
    engine = open_engine("desk")

    with django_assert_max_num_queries(12):
        proposals = propose_links(stories[0], engine=engine)

    assert len(proposals) == 5


PAIRS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] < pair[1]))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(linked=PAIRS, refused=st.sets(st.integers(0, 5)), asked=st.integers(0, 5))
def test_it_never_proposes_itself_a_linked_or_a_refused_story(
    linked: set[tuple[int, int]], refused: set[int], asked: int
) -> None:
    start = datetime(1961, 4, 12, tzinfo=UTC)
    stories = [
        make.make_article(headline=ORBIT, text=f"{FLIGHT} {number}", at=start + timedelta(hours=number))
        for number in range(6)
    ]
    for one, other in linked:
        make.make_link(stories[one], stories[other])

    proposed = {one.target for one in propose(stories[asked], refused={stories[one].pk for one in refused}, limit=500)}

    partners = {stories[b if a == asked else a] for a, b in linked if asked in (a, b)}
    assert not proposed & ({stories[asked]} | partners | {stories[one] for one in refused})
