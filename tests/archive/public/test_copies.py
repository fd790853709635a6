"""Near-duplicates folded into one result."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from archive.actions import withdraw_article
from archive.indexing.drain import drain_outbox
from archive.models import Article
from archive.models.link import LinkType
from archive.public.copies import is_folded
from tests.make import NOON, make_article, make_link, make_mention, make_person, make_source

pytestmark = pytest.mark.django_db


def make_copies(*texts: str, word: str = "Comet") -> list[Article]:
    """A chain of duplicates, a day and a source apart, each linked to the first."""
    stories = [
        make_article(
            headline=f"{word} {number}",
            text=text,
            source=make_source(f"S{number}"),
            dateline_on=date(1961, 4, number + 1),
        )
        for number, text in enumerate(texts)
    ]
    for story in stories[1:]:
        make_link(stories[0], story, type=LinkType.DUPLICATES)
    drain_outbox()
    return stories


def headlines(page: str) -> list[str]:
    return [
        re.sub(r"<[^>]+>", "", found)
        for found in re.findall(r'<h2 class="headline"[^>]*><a[^>]*>(.*?)</a>', page, flags=re.S)
    ]


def test_copies_stand_under_the_story_that_came_first(client: Client) -> None:
    """With their sources, and a way to see them apart."""
    make_copies("seen", "seen", "seen")

    page = client.get("/search", {"q": "comet"}).content.decode()

    assert headlines(page) == ["Comet 0"]
    assert re.findall(r">(Source S\d)</a>", page.split('class="also"')[1].split("</p>")[0]) == [
        "Source S1",
        "Source S2",
    ]
    assert "2 copies of stories stand" in page
    apart = client.get("/search", {"q": "comet", "copies": "1", "sort": "oldest"}).content.decode()
    assert headlines(apart) == ["Comet 0", "Comet 1", "Comet 2"]
    assert "Fold them" in apart


def test_a_copy_stands_alone_when_the_first_does_not_answer(client: Client) -> None:
    """Nothing that was asked for is hidden under what was not."""
    first, second, _ = make_copies("morning", "evening", "evening")

    assert headlines(client.get("/search", {"q": "evening", "sort": "oldest"}).content.decode()) == [
        "Comet 1",
        "Comet 2",
    ]
    withdraw_article(article=first, reason="wrong", by=None, at=NOON)
    drain_outbox()
    assert headlines(client.get("/search", {"q": "comet", "sort": "oldest"}).content.decode()) == ["Comet 1", "Comet 2"]
    assert second.ref


def test_stories_of_other_words_are_not_folded(client: Client) -> None:
    """Only `duplicates` says that the words are the same."""
    one, two = make_article(headline="Comet one"), make_article(headline="Comet two")
    make_link(one, two, type=LinkType.SAME_STORY)
    drain_outbox()

    assert len(headlines(client.get("/search", {"q": "comet"}).content.decode())) == 2


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_over_all_pages_no_story_stands_twice_and_none_is_lost(client: Client, sort: str) -> None:
    """A copy on another page than its first is folded all the same."""
    stories = [
        make_article(headline=f"Comet {number}", dateline_on=date(1961, 1, 1 + number % 28)) for number in range(50)
    ]
    for number in range(25):
        make_link(stories[number], stories[number + 25], type=LinkType.DUPLICATES)
    drain_outbox()

    seen: list[str] = []
    told: set[str] = set()
    url = f"/search?q=comet&sort={sort}"
    while url:
        page = client.get(url).content.decode()
        seen += headlines(page)
        told |= set(re.findall(r'<a href="(/articles/[^"]+)">Meridian', page))
        following = re.search(r'class="next" rel="next" href="([^"]+)"', page)
        url = following[1].replace("&amp;", "&") if following else ""

    assert len(seen) == len(set(seen)) == 25
    assert len(told) == 25


def test_a_page_of_copies_costs_no_more_than_eight_queries(client: Client) -> None:
    """With a card, facets of every kind, and folding."""
    stories = make_copies(*["seen"] * 15)
    person = make_person("Comet")
    for story in stories:
        make_mention(story, person)
    drain_outbox()

    with CaptureQueriesContext(connection) as queries:
        page = client.get("/search", {"q": "comet", "topic": "x"}).content.decode()
    assert len(queries) <= 8
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/search", {"q": "comet"}).content.decode()

    assert 'class="who' in page and 'class="also"' in page
    assert len(queries) <= 8


@given(
    st.integers(2, 8).flatmap(
        lambda size: st.tuples(
            st.just(size),
            st.sets(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))),
            st.sets(st.integers(0, size - 1), min_size=1),
        )
    )
)
def test_every_folded_story_has_a_leader_that_is_shown(case: tuple[int, set[tuple[int, int]], set[int]]) -> None:
    """However the duplicates hang together, and whichever of them answer."""
    size, edges, matching = case
    pairs: dict[int, set[int]] = {}
    for one, other in edges:
        if one != other:
            pairs.setdefault(one, set()).add(other)
            pairs.setdefault(other, set()).add(one)
    order = {pk: (date(1961, 1, 1), 0.0, pk) for pk in range(size)}

    for pk in matching:
        if is_folded(pk, pairs, matching, order):
            leaders = [
                one for one in pairs[pk] if one in matching and one < pk and not is_folded(one, pairs, matching, order)
            ]
            assert leaders
