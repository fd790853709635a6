"""The search page."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from archive.indexing.drain import drain_outbox
from archive.indexing.rebuild import rebuild_index
from archive.search.door import index_path, open_engine
from tests.make import make_article, make_event, make_mention, make_person, make_place

pytestmark = pytest.mark.django_db


def ask(client: Client, **params: str | list[str]) -> str:
    answer = client.get("/search", params)
    assert answer.status_code == 200
    return answer.content.decode()


def headlines(page: str) -> list[str]:
    found = re.findall(r'<h2 class="headline"[^>]*><a[^>]*>(.*?)</a>', page, flags=re.S)
    return [re.sub(r"<[^>]+>", "", headline) for headline in found]


def test_the_words_found_are_lit_where_they_stand() -> None:
    """Counted in code points: an emoji before them moves nothing."""
    make_article(headline="Gagarin lands", text="🚀🚀 김정은 met Major Gagarin in Moscow.")
    drain_outbox()

    page = ask(Client(), q="gagarin")

    assert "<mark>Gagarin</mark> lands" in page
    assert "Major <mark>Gagarin</mark> in Moscow" in page


def test_a_story_is_found_by_a_name_it_does_not_print(client: Client) -> None:
    """An alias leads to it, and to the one who bears it."""
    article = make_article(headline="First man in orbit")
    make_mention(article, make_person("Yuri Gagarin", aliases=("유리 가가린",), description="Pilot"))
    drain_outbox()

    page = ask(client, q="유리 가가린")

    assert headlines(page) == ["First man in orbit"]
    assert re.search(r'class="who">.*?/people/yuri-gagarin/', page, flags=re.S)


def test_choices_within_a_facet_widen_and_across_facets_narrow(client: Client) -> None:
    """OR within, AND across; each choice can be taken back."""
    gagarin, titov, moscow = make_person("Gagarin"), make_person("Titov"), make_place("Moscow")
    one, two, three = (make_article(headline=name) for name in ("One", "Two", "Three"))
    make_mention(one, gagarin)
    make_mention(one, moscow)
    make_mention(two, titov)
    make_mention(three, moscow)
    drain_outbox()

    assert sorted(headlines(ask(client, person=["gagarin", "titov"]))) == ["One", "Two"]
    page = ask(client, person=["gagarin", "titov"], place="moscow")
    assert headlines(page) == ["One"]
    assert 'href="/search?person=titov&amp;place=moscow"' in page  # the chip that takes Gagarin away


def test_a_time_is_chosen_by_year_month_or_day(client: Client) -> None:
    """From the first day of the one to the last of the other."""
    make_article(headline="In April")
    drain_outbox()

    assert headlines(ask(client, **{"from": "1961", "to": "1961-04"})) == ["In April"]
    assert headlines(ask(client, **{"from": "1961-05"})) == []
    assert headlines(ask(client, **{"from": "1961-04-12", "to": "1961-04-12"})) == ["In April"]
    assert headlines(ask(client, **{"from": "yesterday"})) == ["In April"]


def test_the_next_page_goes_on_where_this_one_ends(client: Client) -> None:
    """Every story once, whatever the order."""
    for number in range(45):
        make_article(headline=f"Story {number}")
    drain_outbox()

    for sort in ("relevance", "newest", "oldest"):
        seen: list[str] = []
        url = f"/search?q=story&sort={sort}"
        for _ in range(3):
            page = client.get(url).content.decode()
            seen += headlines(page)
            following = re.search(r'class="next" rel="next" href="([^"]+)"', page)
            url = following[1].replace("&amp;", "&") if following else ""
        assert not url
        assert sorted(seen) == sorted(f"Story {number}" for number in range(45)), sort


def test_nothing_found_says_what_to_try(client: Client) -> None:
    """An empty page is a dead end."""
    page = ask(client, q="nosuchword", person="nobody")

    assert 'role="status"' in page and "0 stories" in page
    assert "Look at the spelling" in page
    assert 'href="/search?q=nosuchword"' in page


def test_the_page_says_how_it_understood_the_question(client: Client) -> None:
    """Nothing is an error."""
    page = ask(client, q='moon OR "unclosed -( headline:')

    assert "Understood as:" in page
    assert re.search(r'name="q" value="moon OR &quot;unclosed', page)


def test_an_index_that_cannot_be_read_is_said_to_be_away(client: Client) -> None:
    """503, so that machines come back; the words typed are kept."""
    make_article()
    drain_outbox()
    open_engine("public").close()
    folder = index_path("public")
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"not an index")

    answer = client.get("/search", {"q": "gagarin"})

    assert answer.status_code == 503
    assert 'value="gagarin"' in answer.content.decode()
    assert client.get("/").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("pointer", "why"),
    [
        ('{"format": 99, "directory": "index-x"}', "made by another version of Dateline: run manage.py rebuild_index"),
        ('{"format": 0, "directory": "index-x"}', "made by another version of Dateline: run manage.py rebuild_index"),
        ("{", "cannot be read: run manage.py rebuild_index"),
    ],
)
def test_an_index_of_another_version_is_away_and_readiness_says_why(client: Client, pointer: str, why: str) -> None:
    """No folder is named to strangers."""
    make_article(headline="A kestrel")
    drain_outbox()
    open_engine("public").close()
    (index_path("public") / "current").write_text(pointer)

    assert client.get("/search", {"q": "kestrel"}).status_code == 503
    assert client.get("/readyz").content.decode() == f"not ready: index ({why})\n"

    rebuild_index(index="public", at=timezone.now())
    assert client.get("/search", {"q": "kestrel"}).status_code == 200
    assert client.get("/readyz").content == b"ready\n"


def test_an_event_counts_the_people_of_its_own_stories(client: Client) -> None:
    """Not those of the whole archive."""
    gagarin, titov, flight = make_person("Gagarin"), make_person("Titov"), make_event("Vostok 1")
    one, two = make_article(headline="One"), make_article(headline="Two")
    make_mention(one, flight)
    make_mention(one, gagarin)
    make_mention(two, gagarin)
    make_mention(two, titov)
    drain_outbox()

    page = client.get("/people/gagarin/").content.decode()

    assert "Titov" in page and "Vostok 1" in page
    assert "Titov" not in client.get("/events/vostok-1/").content.decode()
