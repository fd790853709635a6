"""Promise 4: no word leaks. Each state of a story, on every page that could show it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from archive.actions import (
    RightsStatement,
    Words,
    block_article,
    correct_article,
    edit_annotation,
    save_draft,
    set_rights,
    withdraw_article,
)
from archive.indexing.drain import drain_outbox
from archive.models import Article
from archive.models.mention import MentionStatus
from tests.make import (
    NOON,
    TEXT,
    make_article,
    make_draft,
    make_event,
    make_link,
    make_mention,
    make_note,
    make_organisation,
    make_person,
    make_place,
    make_source,
)

pytestmark = pytest.mark.django_db

CANARY = "Zanzibarquokka"
HIDDEN = f"{CANARY} headline"
BODY = f"The {CANARY} was seen in {CANARY}town by {CANARY} Smith."


def words_of_hidden_story() -> dict[str, Any]:
    return {
        "headline": HIDDEN,
        "subheadline": f"{CANARY} standfirst",
        "abstract": f"{CANARY} abstract",
        "byline": f"By {CANARY} Reporter",
        "text": BODY,
        "dateline_text": f"{CANARY.upper()}TOWN (MP) -",
    }


def make_hidden_draft() -> Article:
    return make_draft(**words_of_hidden_story())


def make_embargoed() -> Article:
    return make_article(visible_from=timezone.now() + timedelta(days=2), **words_of_hidden_story())


def make_withdrawn() -> Article:
    article = make_article(**words_of_hidden_story())
    return withdraw_article(article=article, reason=f"{CANARY} complained", by=None, at=NOON)


def make_expired() -> Article:
    article = make_article(**words_of_hidden_story())
    statement = RightsStatement(notice=f"© {CANARY}", expires_on=date(1962, 1, 1))
    set_rights(article=article, statement=statement, by=None, at=NOON)
    article.refresh_from_db()
    return article


def make_blocked() -> Article:
    article = make_article(**words_of_hidden_story())
    return block_article(article=article, reason=f"{CANARY} v. Meridian", by=None, at=NOON)


def make_closed_by_policy() -> Article:
    article = make_article(**words_of_hidden_story())
    set_rights(article=article, statement=RightsStatement(display_policy="none"), by=None, at=NOON)
    return article


STATES: dict[str, tuple[Callable[[], Article], int]] = {
    "draft": (make_hidden_draft, 404),
    "embargoed": (make_embargoed, 404),
    "closed by policy": (make_closed_by_policy, 404),
    "withdrawn": (make_withdrawn, 410),
    "expired": (make_expired, 410),
    "blocked": (make_blocked, 451),
}


@pytest.mark.parametrize("state", STATES)
def test_no_page_says_a_word_of_a_story_that_is_not_readable(client: Client, state: str) -> None:
    """The canary stands in every field, name and note of the hidden story, and nowhere else."""
    make_hidden, status = STATES[state]
    hidden, open_story = make_hidden(), make_article(topics=("space",))
    person = make_person(f"{CANARY} Smith", aliases=(f"{CANARY} alias",), description=CANARY)
    place, organisation = make_place(f"{CANARY}town"), make_organisation(f"{CANARY} Union")
    event = make_event(f"{CANARY} Congress")
    for entity in (person, place, organisation, event):
        make_mention(hidden, entity, words=CANARY)
    moscow, flight = make_place("Moscow", parent=place), make_event("Vostok 1", parent=event, location=place)
    flight.participants.add(person)
    for entity in (moscow, flight):
        make_mention(open_story, entity)
    make_note(hidden, "was seen", body=f"{CANARY} note", visibility="public")
    make_link(open_story, hidden, reason=f"{CANARY} reason")
    drain_outbox()

    answer = client.get(hidden.get_absolute_url())
    assert answer.status_code == status
    assert CANARY.lower() not in answer.content.decode().lower()

    pages = [
        "/", "/search", "/on/", "/on/1961/", "/on/1961/04/", "/on/1961/04/12/",
        "/people/", "/organisations/", "/places/", "/events/", "/topics/space/", "/sources/MP/",
        open_story.get_absolute_url(), moscow.get_absolute_url(), flight.get_absolute_url(),
    ]  # fmt: skip
    for page in pages:
        found = client.get(page)
        assert found.status_code == 200, page
        assert CANARY.lower() not in found.content.decode().lower(), page

    searched = client.get("/search", {"q": CANARY})
    assert "0 stories" in searched.content.decode()
    assert hidden.ref not in searched.content.decode()
    for entity in (person, place, organisation, event):
        assert client.get(entity.get_absolute_url()).status_code == 404
    for old in (f"/articles/{hidden.ref}/", f"/articles/{hidden.ref}/v/1/"):
        answer = client.get(old)
        assert answer.status_code == status
        assert CANARY.lower() not in answer.content.decode().lower()
    assert client.get(f"/articles/{hidden.ref}/changes/1-2/").status_code == status


def test_a_withdrawn_story_is_dropped_from_results_before_the_index_follows(client: Client) -> None:
    """The index may lag; what is shown is asked of the record."""
    article = make_article(headline=HIDDEN, topics=("space",))
    person = make_person()
    make_mention(article, person)
    other = make_article()
    make_mention(other, person)
    drain_outbox()
    withdraw_article(article=article, reason="wrong", by=None, at=NOON)

    for page in ("/", "/search?q=", person.get_absolute_url(), "/on/1961/04/12/"):
        assert CANARY not in client.get(page).content.decode()


def test_the_draft_of_a_published_story_stays_on_the_desk(client: Client) -> None:
    """A new version is written while the old one is public."""
    article = make_article()
    words = Words(headline=HIDDEN, text=TEXT + BODY)
    save_draft(article=article, words=words, by=None, at=NOON, reason=f"{CANARY} rang")
    drain_outbox()

    page = client.get(article.get_absolute_url())

    assert page.status_code == 200
    assert CANARY not in page.content.decode()
    assert client.get(f"/articles/{article.ref}/v/2/").status_code == 404
    assert client.get(f"/articles/{article.ref}/changes/1-2/").status_code == 404
    assert client.get(f"/articles/{article.ref}/v/1/").status_code == 200


def test_an_internal_note_is_never_shown(client: Client) -> None:
    """Nor a public answer to it."""
    article = make_article()
    first = make_note(article, "landed him safely", body="To be checked.", visibility="public")
    make_note(article, "around the Earth", body=f"{CANARY} agrees", visibility="public", parent=first)
    edit_annotation(
        annotation=first, body=f"{CANARY} is wrong", visibility="internal", motivation="commenting", by=None, at=NOON
    )
    make_note(article, "felt well", body="By telegram.", visibility="public")

    page = client.get(article.get_absolute_url()).content.decode()

    assert CANARY not in page
    assert "By telegram." in page


def test_suggested_and_rejected_names_are_never_shown(client: Client) -> None:
    """A machine's guess is not a fact."""
    article = make_article()
    guessed, refused = make_person(f"{CANARY} One"), make_person(f"{CANARY} Two")
    for person, status in ((guessed, MentionStatus.SUGGESTED), (refused, MentionStatus.REJECTED)):
        mention = make_mention(article, person, words="Yuri Gagarin")
        type(mention).objects.filter(pk=mention.pk).update(status=status)
    drain_outbox()

    assert CANARY not in client.get(article.get_absolute_url()).content.decode()
    assert client.get(guessed.get_absolute_url()).status_code == 404
    assert client.get(refused.get_absolute_url()).status_code == 404


def test_a_linked_story_that_was_withdrawn_is_named_as_that_and_no_more(client: Client) -> None:
    """Readers who saw the link learn that it is gone."""
    article = make_article()
    gone = make_withdrawn()
    make_link(article, gone, reason=f"{CANARY} reason")

    page = client.get(article.get_absolute_url()).content.decode()

    assert f"/articles/{gone.ref}/" in page
    assert "A story that has been withdrawn" in page
    assert CANARY.lower() not in page.lower()


def test_an_embargo_lifts_at_its_moment(client: Client) -> None:
    """Nothing has to happen for it: the rule is asked at every request."""
    article = make_article(visible_from=timezone.now() - timedelta(seconds=1))

    assert client.get(article.get_absolute_url()).status_code == 200


def test_an_excerpt_is_all_that_is_shown_when_the_rights_say_so(client: Client) -> None:
    """Neither the page, nor a note's quotation, nor a snippet goes beyond it."""
    text = "The first words of this story are open to all. " * 20 + f"\n\nThe {CANARY} comes last."
    article = make_article(text=text)
    make_note(article, CANARY, visibility="public")
    set_rights(article=article, statement=RightsStatement(display_policy="excerpt"), by=None, at=NOON)
    drain_outbox()

    page = client.get(article.get_absolute_url()).content.decode()

    assert "The first words of this story" in page
    assert "allows only the beginning" in page
    assert CANARY not in page
    assert CANARY not in client.get("/search", {"q": "first words"}).content.decode()
    assert "0 stories" in client.get("/search", {"q": CANARY}).content.decode()


def test_only_the_headline_is_shown_when_the_rights_say_so(client: Client) -> None:
    """Standfirst and abstract are the story in small."""
    article = make_article(subheadline=f"{CANARY} one", abstract=f"{CANARY} two", text=BODY)
    set_rights(article=article, statement=RightsStatement(display_policy="headline"), by=None, at=NOON)
    drain_outbox()

    for page in (article.get_absolute_url(), "/", "/search?q=orbit", "/on/1961/04/12/"):
        found = client.get(page).content.decode()
        assert "Soviet Union puts a man in" in found
        assert CANARY not in found


def test_a_correction_between_versions_leads_to_what_changed(client: Client) -> None:
    """The notice stands before the text."""
    article = make_article(text="The flight took 89 minutes.")
    words = Words(headline="Soviet Union puts a man in orbit", text="The flight took 108 minutes.")
    correct_article(article=article, words=words, notice="It took 108 minutes.", by=None, at=NOON)

    page = client.get(article.get_absolute_url()).content.decode()
    changes = client.get(f"/articles/{article.ref}/changes/1-2/").content.decode()

    assert page.index("It took 108 minutes.") < page.rindex("The flight took 108 minutes.")
    assert f"/articles/{article.ref}/changes/1-2/" in page
    assert "<del>" in changes and "89" in changes


def test_a_source_without_readable_stories_is_not_named(client: Client) -> None:
    """With whom the archive is in talks is nobody's business."""
    source = make_source("SECRET", name=f"{CANARY} News")
    make_draft(source=source)

    assert client.get("/sources/SECRET/").status_code == 404
