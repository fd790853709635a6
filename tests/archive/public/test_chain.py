"""A chain of updates stands with the latest first, in whatever order its stories and links came in."""

import random
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from archive.actions import block_article, withdraw_article
from archive.models import Article
from archive.public.chain import order_chain
from tests.make import NOON, make_article, make_link


@given(st.permutations(range(8)), st.lists(st.integers(0, 3), min_size=8, max_size=8), st.randoms())
def test_a_chain_is_told_from_its_end_whatever_the_clocks_say(
    names: list[int], clocks: list[int], draw: random.Random
) -> None:
    """Arrival order, equal clocks and clocks that run the wrong way do not matter: the links say what came after."""
    pairs = list(pairwise(names))
    draw.shuffle(pairs)
    moments = [(name, clocks[name]) for name in names]
    draw.shuffle(moments)

    assert order_chain(dict(moments), pairs) == list(names)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9))), st.lists(st.integers(), min_size=10, max_size=10))
def test_every_story_comes_once_even_in_a_tangle(pairs: set[tuple[int, int]], clocks: list[int]) -> None:
    order = order_chain(dict(enumerate(clocks)), pairs)

    assert sorted(order) == list(range(10))
    acyclic = {(later, earlier) for later, earlier in pairs if later < earlier}
    places = {name: place for place, name in enumerate(order_chain(dict(enumerate(clocks)), acyclic))}
    assert all(places[later] < places[earlier] for later, earlier in acyclic)


def headlines(client: Client, article: Article) -> list[str]:
    """What stands in the chain on that story's page."""
    page = client.get(article.get_absolute_url()).content.decode()
    found = re.search(r'<ol class="chain">(.*?)</ol>', page, re.S)
    return re.findall(r"<a [^>]*>([^<]*)</a>", found[1]) if found else []


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_on_the_page_of_each_of_them_the_chain_is_whole(client: Client, seed: int) -> None:
    draw, numbers = random.Random(seed), list(range(6))
    draw.shuffle(numbers)
    stories = {
        n: make_article(headline=f"Telling {n}", at=NOON + timedelta(minutes=draw.randrange(9))) for n in numbers
    }
    draw.shuffle(numbers)
    for number in numbers:
        if number:
            make_link(stories[number], stories[number - 1], type="updates")

    for article in stories.values():
        assert headlines(client, article) == [f"Telling {n}" for n in range(5, -1, -1)]


@pytest.mark.django_db
def test_a_withdrawn_link_of_the_chain_shows_as_such_and_a_hidden_one_not_at_all(client: Client) -> None:
    stories = [make_article(headline=f"Telling {n}") for n in range(4)]
    for later, earlier in zip(stories[1:], stories, strict=False):
        make_link(later, earlier, type="updates")
    secret = make_article(headline="Telling 4", visible_from=timezone.now() + timedelta(days=1))
    make_link(secret, stories[3], type="updates")
    withdraw_article(article=stories[1], reason="wrong", by=None, at=NOON)

    assert headlines(client, stories[3]) == [
        "Telling 3", "Telling 2", "A story that has been withdrawn", "Telling 0",
    ]  # fmt: skip
    block_article(article=stories[1], reason="Order 7", by=None, at=NOON)
    assert headlines(client, stories[3]) == ["Telling 3", "Telling 2"]
    assert headlines(client, stories[0]) == []
