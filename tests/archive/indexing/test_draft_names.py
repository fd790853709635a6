"""What only a draft names is not public: not on the page, not in the index, not by an entity's own page."""

import pytest
from django.test import Client

from archive.actions import mention_entity, publish_article, save_draft
from archive.indexing.drain import drain_outbox
from archive.models import Article, Person
from archive.search.door import open_engine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from tests.make import NOON, TEXT, make_article, make_person, make_words

pytestmark = pytest.mark.django_db
ADDITION = "\n\nThe designer of the ship is Sergei Korolev."


def name_in_draft(article: Article, person: Person) -> None:
    """Write a sentence about the person into a draft beside the public words, and mark the name in it."""
    save_draft(article=article, words=make_words(text=TEXT + ADDITION), by=None, at=NOON)
    start = (TEXT + ADDITION).index("Sergei Korolev")
    mention_entity(article=article, entity=person, by=None, at=NOON, spans=[(start, start + 14)])
    drain_outbox()


def found(words: str, index: str) -> int:
    """How many stories that index finds."""
    return open_engine(index).search(SearchRequest(query=parse_query(words).query)).total


def test_a_name_marked_in_a_draft_is_not_public_before_the_draft_is(client: Client) -> None:
    """The desk finds it, readers do not; publishing shows it."""
    article, person = make_article(), make_person("Sergei Korolev", aliases=("Королёв",))
    name_in_draft(article, person)

    assert "Korolev" not in client.get(article.get_absolute_url()).content.decode()
    assert client.get(person.get_absolute_url()).status_code == 404
    assert found("Королёв", "public") == 0
    assert found("Королёв", "desk") == 1

    publish_article(article=article, by=None, at=NOON)
    drain_outbox()

    assert "Korolev" in client.get(article.get_absolute_url()).content.decode()
    assert client.get(person.get_absolute_url()).status_code == 200
    assert found("Королёв", "public") == 1


def test_an_event_tied_to_a_published_story_is_public_at_once(client: Client) -> None:
    """It is a fact about the story, not a word of the draft."""
    article, person = make_article(), make_person("Sergei Korolev")
    save_draft(article=article, words=make_words(text=TEXT + ADDITION), by=None, at=NOON)
    mention_entity(article=article, entity=person, by=None, at=NOON)
    drain_outbox()

    assert "Sergei Korolev" in client.get(article.get_absolute_url()).content.decode()
    assert found("korolev", "public") == 1
