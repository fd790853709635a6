"""What is offered when little is found."""

import re
from html import unescape

import pytest
from django.test import Client

from archive.actions import withdraw_article
from archive.indexing.drain import drain_outbox
from archive.public.fixes import WORDS
from tests.make import NOON, make_article, make_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def moon(db: None) -> None:
    """Three stories of the Moon, one draft."""
    for text in ("Apollo landed on the Moon.", "Apollo left the Moon.", "The crew of Apollo came home. 아폴로 귀환"):
        make_article(headline="Apollo", text=text, language="en")
    make_draft(headline="Apolla", text="Zanzibarium")
    drain_outbox()


def offers(client: Client, typed: str, **params: str) -> dict[str, int]:
    """Offer -> count."""
    page = client.get("/search", {"q": typed, **params}).content.decode()
    parts = "".join(re.findall(r'class="fix">.*?</(?:p|div)>(?=\n)', page, flags=re.S))
    found = re.findall(r'<a href="[^"]+"><bdi>(.*?)</bdi></a>.*?class="count">(\d+)', parts, flags=re.S)
    return {unescape(text): int(count) for text, count in found}


@pytest.mark.usefixtures("moon")
def test_a_misspelt_word_is_mended_with_the_number_of_stories(client: Client) -> None:
    """The rest of the question stays as it was."""
    assert offers(client, "apolo") == {"apollo": 3}
    assert offers(client, 'apolo "the moon" -home')['apollo "the moon" -home'] == 2
    assert offers(client, "headline:apolo") == {"headline:apollo": 3}


@pytest.mark.usefixtures("moon")
def test_each_offer_leads_to_the_stories_it_promises(client: Client) -> None:
    """Counted under the same choices."""
    page = client.get("/search", {"q": "apolo landed", "from": "1961"}).content.decode()
    href = re.search(r'class="fix">Did you mean <a href="([^"]+)"', page)
    assert href is not None

    assert "<b>1 story</b>" in client.get(unescape(href[1])).content.decode()
    assert "from=1961" in href[1]


@pytest.mark.usefixtures("moon")
def test_a_word_less_is_offered_with_what_it_would_find(client: Client) -> None:
    """The most useful first."""
    assert offers(client, "apollo moon fishermen") == {"apollo moon": 2}
    assert next(iter(offers(client, "moon home apollo").items())) == ("moon apollo", 2)
    assert offers(client, "fishermen") == {}


@pytest.mark.usefixtures("moon")
def test_words_can_be_sought_as_a_phrase(client: Client) -> None:
    """Unless that finds the same, or nothing."""
    for text in ("Moon over Apollo", "Over and over, a Moon", "The Moon, and a cow over it"):
        make_article(headline="Cow", text=text)
    drain_outbox()

    assert offers(client, "moon over") == {'"moon over"': 1}
    assert offers(client, "over moon") == {}
    assert offers(client, "cow") == offers(client, '"moon over"') == {}


@pytest.mark.usefixtures("moon")
@pytest.mark.parametrize("typed", ["zanzibarum", "apolla", "아폴러", "달나라", "💥", "", "a", "x" * 900])
def test_no_offer_tells_of_a_draft_or_changes_words_without_spaces(client: Client, typed: str) -> None:
    """Terms of readable stories only."""
    assert not {text for text in offers(client, typed) if "zanz" in text or "apolla" in text or "아폴" in text}


@pytest.mark.usefixtures("moon")
def test_a_word_of_a_withdrawn_story_is_no_longer_offered(client: Client) -> None:
    """Though the index's dictionary may still know it."""
    article = make_article(headline="Quagmire")
    drain_outbox()
    assert offers(client, "quagmyre") == {"quagmire": 1}
    withdraw_article(article=article, reason="wrong", by=None, at=NOON)
    drain_outbox()

    assert offers(client, "quagmyre") == {}


@pytest.mark.usefixtures("moon")
def test_a_long_question_is_mended_within_bounds(client: Client) -> None:
    """So many words are looked at, and no more."""
    typed = " ".join(f"apolo{letter}" for letter in "abcdefghijklmnop")

    assert len(offers(client, typed)) <= WORDS + 2
