"""Home, the archive by date, sources, topics, and those named."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from archive.indexing.drain import drain_outbox
from archive.models import Entity
from tests.make import (
    make_article,
    make_event,
    make_mention,
    make_organisation,
    make_person,
    make_place,
)

pytestmark = pytest.mark.django_db


def test_an_empty_archive_has_pages(client: Client) -> None:
    """The first thing anybody sees."""
    for page in ("/", "/search", "/on/", "/people/", "/places/", "/events/", "/organisations/"):
        assert client.get(page).status_code == 200, page


def test_home_shows_the_newest_first_and_pages_to_the_oldest(client: Client) -> None:
    """Every story once, also among those of one day."""
    for number in range(30):
        make_article(headline=f"Story {number:02}", dateline_on=date(1961, 4, 1 + number // 10))

    seen: list[str] = []
    url = "/"
    for _ in range(4):
        answer = client.get(url)
        cards = [*filter(None, [answer.context.get("lead")]), *answer.context["cards"]]
        seen += [card.headline for card in cards]
        cursor = answer.context["next_cursor"]
        if not cursor:
            break
        url = f"/?cursor={cursor}"

    assert seen == [f"Story {number:02}" for number in reversed(range(30))]


def test_home_remembers_this_day(client: Client) -> None:
    """The same day of another year; not today itself."""
    today = timezone.now().date()
    then = today.replace(year=today.year - 30, day=min(today.day, 28))
    make_article(headline="Thirty years ago", dateline_on=then)
    make_article(headline="This morning", dateline_on=today)
    drain_outbox()

    remembered = client.get("/").context["remembered"]

    assert [card.headline for card in remembered] == ["Thirty years ago"]


def test_a_day_leads_to_the_days_beside_it(client: Client) -> None:
    """Those that have stories, however far."""
    for day in (date(1957, 10, 4), date(1961, 4, 12), date(1969, 7, 20)):
        make_article(dateline_on=day)

    page = client.get("/on/1961/04/12/").content.decode()

    assert "/on/1957/10/04/" in page and "/on/1969/07/20/" in page
    assert client.get("/on/1961/04/13/").status_code == 404


def test_a_year_is_shown_by_month_and_a_month_by_day(client: Client) -> None:
    """The bars are counted by the index."""
    for day in (date(1961, 4, 12), date(1961, 4, 13), date(1961, 8, 6)):
        make_article(dateline_on=day)
    drain_outbox()

    year, month = client.get("/on/1961/"), client.get("/on/1961/04/")

    assert [(bar.label, bar.count) for bar in year.context["chart"].bars if bar.count] == [
        ("1961-04", 2),
        ("1961-08", 1),
    ]
    assert [bar.href for bar in month.context["chart"].bars] == ["/on/1961/04/12/", "/on/1961/04/13/"]


def test_a_person_has_facts_other_names_and_stories(client: Client) -> None:
    """What a reader wants to know of a name."""
    person = make_person("Yuri Gagarin", aliases=("Юрий Гагарин",), born_on=date(1934, 3, 9), wikidata_id="Q7327")
    make_mention(make_article(headline="Vostok"), person)
    drain_outbox()

    page = client.get("/people/yuri-gagarin/").content.decode()

    for words in ("Юрий Гагарин", "9 March 1934", "Q7327", "Vostok"):
        assert words in page, words


def test_one_that_was_merged_leads_to_the_survivor(client: Client) -> None:
    """Old addresses stay good; unless the survivor is not public."""
    survivor, other = make_person("Yuri Gagarin"), make_person("Juri Gagarin")
    Entity.objects.filter(pk=other.pk).update(merged_into=survivor)
    assert client.get("/people/juri-gagarin/").status_code == 404

    make_mention(make_article(), survivor)

    answer = client.get("/people/juri-gagarin/")
    assert (answer.status_code, answer["Location"]) == (301, "/people/yuri-gagarin/")


def test_a_place_an_organisation_and_an_event_have_their_own_facts(client: Client) -> None:
    """Position, part of, time and those who took part."""
    place = make_place("Baikonur", latitude=45.965, longitude=63.305, country="KZ")
    whole = make_organisation("Academy")
    part = make_organisation("Institute", parent=whole)
    event = make_event("Vostok 1", location=place)
    event.participants.add(make_person("Nobody Known"))
    article = make_article()
    for entity in (place, whole, part, event):
        make_mention(article, entity)
    drain_outbox()

    assert "45.97° N, 63.30° E" in client.get("/places/baikonur/").content.decode().replace("63.31", "63.30")
    assert "Kazakhstan" in client.get("/places/baikonur/").content.decode()
    assert "Academy" in client.get("/organisations/institute/").content.decode()
    page = client.get("/events/vostok-1/").content.decode()
    assert "12 April 1961" in page and "Baikonur" in page
    assert "Nobody Known" not in page


def test_a_topic_and_a_source_list_their_stories(client: Client) -> None:
    """With a way to search in them."""
    make_article(headline="Treaty", topics=("Space policy",))
    drain_outbox()

    assert "Treaty" in client.get("/topics/space-policy/").content.decode()
    assert "Treaty" in client.get("/sources/MP/").content.decode()
    assert client.get("/topics/nothing/").status_code == 404


def test_a_machine_is_told_how_we_are(client: Client) -> None:
    """Up, and ready."""
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ready\n"
    assert client.get("/readyz")["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_has_our_face(client: Client) -> None:
    """With a search box."""
    answer = client.get("/nothing/here")

    assert answer.status_code == 404
    assert 'name="q"' in answer.content.decode()


def test_a_person_has_a_timeline_of_the_events_they_took_part_in(client: Client) -> None:
    """Only of those that a readable story names."""
    gagarin, article = make_person(), make_article()
    events = [make_event("Vostok 1"), make_event("World tour", starts_on=date(1961, 7, 1), ends_on=None)]
    hidden = make_event("Secret meeting")
    for event in (*events, hidden):
        event.participants.add(gagarin)
    for entity in (gagarin, *events):
        make_mention(article, entity)

    page = client.get(gagarin.get_absolute_url()).content.decode()

    timeline = page[page.index('<ol class="timeline">') : page.index("</ol>", page.index('<ol class="timeline">'))]
    assert timeline.index("Vostok 1") < timeline.index("World tour")
    assert "Secret meeting" not in page
