"""When what is typed is a name."""

import re

import pytest
from django.test import Client

from archive.indexing.drain import drain_outbox
from archive.public.known import is_same_name, is_surname
from tests.make import make_article, make_draft, make_mention, make_person, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def korea(db: None) -> None:
    """Kim Jong Un in an English and a Korean story; Yuri Gagarin in one."""
    kim = make_person("Kim Jong Un", aliases=("김정은", "Kim Jong-un"), description="Leader of North Korea")
    one = make_article(headline="Talks in Pyongyang", text="Kim Jong-un met the minister on Monday.")
    two = make_article(headline="평양 회담", text="김정은이 장관을 만났다.", language="ko")
    make_mention(one, kim)
    make_mention(two, kim)
    gagarin = make_person("Yuri Gagarin", aliases=("Юрий Гагарин", "유리 가가린"))
    make_mention(make_article(headline="Orbit", text="Major Gagarin felt well. Юрий Гагарин."), gagarin)
    drain_outbox()


def cards(client: Client, typed: str) -> list[str]:
    page = client.get("/search", {"q": typed}).content.decode()
    return re.findall(r'<div class="who[^>]*>.*?<h2[^>]*><a href="([^"]+)"', page, flags=re.S)


@pytest.mark.usefixtures("korea")
@pytest.mark.parametrize(
    "typed",
    ["Kim Jong Un", "kim jong-un", "KIM JONG-UN", "Jong Un Kim", "kim jongun", '"Kim Jong Un"', "김정은", "김 정은"],
)
def test_a_name_in_any_order_hyphenation_and_script_brings_its_bearer(client: Client, typed: str) -> None:
    """With the number of stories under every name."""
    assert cards(client, typed) == ["/people/kim-jong-un/"]
    assert "2 stories, 1961" in client.get("/search", {"q": typed}).content.decode()


@pytest.mark.usefixtures("korea")
@pytest.mark.parametrize("typed", ["gagarin", "Гагарин", "가가린"])
def test_a_surname_brings_the_one_who_bears_it(client: Client, typed: str) -> None:
    """People seldom type more."""
    assert cards(client, typed) == ["/people/yuri-gagarin/"]


@pytest.mark.usefixtures("korea")
@pytest.mark.parametrize(
    "typed", ["minister", "kim minister", "person:gagarin", "gagarin OR kim", "-gagarin", "", "!!"]
)
def test_what_is_no_name_brings_no_card(client: Client, typed: str) -> None:
    """Nor does what says already who is meant."""
    assert cards(client, typed) == []


@pytest.mark.usefixtures("korea")
def test_the_other_names_are_lit_in_what_is_found(client: Client) -> None:
    """The reader sees why an English story answers a Korean question."""
    page = client.get("/search", {"q": "김정은"}).content.decode()

    assert "<mark>Kim Jong-un</mark> met the minister" in page
    assert "<mark>김정은</mark>이 장관을" in page
    assert "<mark>Kim Jong-un</mark>" in client.get("/search", {"q": "person:김정은"}).content.decode()
    assert "Major <mark>Gagarin</mark>" in client.get("/search", {"q": "가가린"}).content.decode()


def test_a_surname_of_many_is_no_name_unless_one_is_far_better_known(client: Client) -> None:
    """A page of cards helps nobody; nor does hiding the one whom everybody means."""
    people = [make_person(f"{given} Smith") for given in ("Ann", "Bob", "Cy", "Dee")]
    for person in people:
        make_mention(make_article(headline="Smith", text="Smith"), person)
    drain_outbox()
    assert cards(client, "smith") == []
    for number in range(4):
        make_mention(make_article(headline=f"More {number}"), people[2])
    drain_outbox()

    assert cards(client, "smith") == ["/people/cy-smith/"]


def test_several_who_bear_a_name_are_all_shown_best_known_first(client: Client) -> None:
    """The reader chooses."""
    make_mention(make_article(), make_person("Moscow"))
    place = make_place("Moscow")
    for _ in range(2):
        make_mention(make_article(), place)
    drain_outbox()

    assert cards(client, "moscow") == ["/places/moscow/", "/people/moscow/"]


def test_nobody_is_known_by_a_story_that_readers_may_not_see(client: Client) -> None:
    """A name could give the draft away."""
    make_mention(make_draft(), make_person("Secret Person"))
    make_article()
    drain_outbox()

    assert cards(client, "secret person") == []
    assert cards(client, "secret") == []


@pytest.mark.parametrize(
    ("name", "typed", "same"),
    [
        ("Yuri Gagarin", "gagarin yuri", True),
        ("Kim Jong-un", "kim jongun", True),
        ("José Müller", "jose muller", True),
        ("Yuri Gagarin", "gagarin", False),
        ("김정은", "김정", False),
    ],
)
def test_names_are_the_same_with_the_same_words_or_letters(name: str, typed: str, same: bool) -> None:
    """Whatever stands between them."""
    assert is_same_name(name, typed) is same


@pytest.mark.parametrize(("typed", "name"), [("un", "Un"), ("g", "Yuri G"), ("jong", "Kim Jong Un"), ("a b", "c a b")])
def test_a_surname_is_one_word_at_an_end_of_several(typed: str, name: str) -> None:
    """And no single letter."""
    assert not is_surname(typed, name)
