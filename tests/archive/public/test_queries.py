"""A page costs the same number of queries whatever its size."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.indexing.drain import drain_outbox
from archive.models import Article
from tests.make import make_article, make_event, make_link, make_mention, make_note, make_person, make_place

pytestmark = pytest.mark.django_db


def make_busy_story(size: int) -> Article:
    """A story with `size` of everything."""
    text = "\n\n".join(f"Paragraph {number} names Somebody{number}." for number in range(size))
    article = make_article(headline="Busy", text=text, topics=tuple(f"topic {n}" for n in range(size)))
    programme = make_event("Programme")
    for number in range(size):
        make_mention(article, make_person(f"Somebody{number}", aliases=(f"Alias {number}",)))
        make_mention(article, make_place(f"Place {number}"))
        make_mention(article, make_event(f"Event {number}", parent=programme))
        make_note(article, f"Paragraph {number} names", visibility="public")
        other = make_article(headline=f"Other {number}")
        make_link(article, other)
        make_mention(other, make_person(f"Other{number}"))
    drain_outbox()
    return article


def count(client: Client, page: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page).status_code == 200
    statements = [query["sql"] for query in queries]
    assert not [sql for sql in statements if "COUNT(" in sql.upper()], "the index counts, not the database"
    return len(statements)


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/", 7),
        ("/search", 8),
        ("/search?q=somebody1", 8),
        ("/search?q=paragraph&person=somebody1&topic=topic-1&source=MP", 8),
        ("/people/somebody1/", 8),
        ("/events/event-1/", 12),
        ("/places/place-1/", 8),
        ("/sources/MP/", 5),
        ("/topics/topic-1/", 5),
        ("/on/1961/04/12/", 5),
        ("/people/", 3),
        ("/events/", 4),
    ],
)
def test_a_page_asks_the_database_a_few_times(client: Client, page: str, most: int) -> None:
    """And never to count."""
    make_busy_story(size=12)

    assert count(client, page) <= most


def test_a_story_costs_the_same_however_much_hangs_on_it(client: Client) -> None:
    """Twelve queries at most."""
    article = make_busy_story(size=25)

    assert count(client, article.get_absolute_url()) <= 12
