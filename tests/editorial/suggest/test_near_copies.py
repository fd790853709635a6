"""Near-identical stories on the desk: proposed as duplicates with what they share, decided once."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from archive.actions import publish_article, save_draft, withdraw_article
from archive.actions.note_likeness import note_likeness
from archive.indexing.drain import drain_outbox
from archive.models import Article, LikenessBand, Link
from archive.search.door import open_engine
from editorial.actions.accept_link import accept_link
from editorial.actions.reject_link import reject_link
from editorial.models.suggestion import LinkDecision
from editorial.suggest.near_copies import COMPARED, find_near_copies
from editorial.suggest.related import propose_links
from tests.make import NOON, make_article, make_source, make_user, make_words

pytestmark = pytest.mark.django_db
TEXT = " ".join(f"The {number}th ship of the old fleet left port {number * 7} at dawn." for number in range(20))
CHANGED = TEXT.replace("The 5th ship", "The fifth vessel").replace("port 70", "harbour 71")


def story(text: str, **changes: Any) -> Article:
    return make_article(text=text, **changes)


def pair() -> tuple[Article, Article]:
    one = story(TEXT, headline="Ships leave")
    return one, story(CHANGED, headline="Fleet sails", source=make_source("OTHER", name="Other Press"))


def note(*stories: Article) -> None:
    note_likeness(articles=[one.pk for one in stories])


def test_a_near_identical_story_of_another_source_is_proposed_as_a_duplicate_with_its_score() -> None:
    one, other = pair()
    drain_outbox()

    [proposal] = propose_links(one, engine=open_engine("desk"))

    assert (proposal.target.pk, proposal.type) == (other.pk, "duplicates")
    assert 0.5 <= proposal.score < 1.0
    assert "of the wording is the same, from Other Press" in proposal.explanation


def test_what_an_editor_rejected_is_not_proposed_again() -> None:
    one, other = pair()
    drain_outbox()

    reject_link(article=one, target=other, type="duplicates", by=make_user(), at=NOON)

    for asked in (one, other):
        refused = LinkDecision.objects.partners_of(asked.pk)
        assert propose_links(asked, engine=open_engine("desk"), refused=refused) == []


def test_what_an_editor_accepted_is_a_link_and_no_proposal() -> None:
    one, other = pair()
    note(one, other)

    accept_link(
        article=one, target=other, type="duplicates", is_forward=True, reason="The same.", by=make_user(), at=NOON
    )

    assert Link.objects.get().type == "duplicates"
    assert find_near_copies(one.pk) == []


def test_a_story_edited_at_the_desk_is_read_anew() -> None:
    one, other = pair()
    drain_outbox()

    save_draft(article=other, words=make_words(text="Nothing of it is left. " * 10), by=make_user(), at=NOON)
    publish_article(article=other, by=make_user("b"), at=NOON)
    drain_outbox()

    assert find_near_copies(one.pk) == []


def test_other_stories_and_withdrawn_stories_are_no_copies() -> None:
    one, other = pair()
    unlike = story(
        "It rained in the hills all day, and nobody went out to see the river rise over the old stone bridge."
    )
    note(one, other, unlike)

    withdraw_article(article=other, reason="Wrong.", by=make_user(), at=NOON)

    assert find_near_copies(one.pk) == []
    assert find_near_copies(unlike.pk) == []


def test_the_work_is_bounded_when_very_many_are_alike(django_assert_max_num_queries: Any) -> None:
    stories = [story(f"{TEXT} Number {number}.") for number in range(COMPARED + 5)]
    note(*stories)

    with django_assert_max_num_queries(5):
        assert len(find_near_copies(stories[0].pk)) == COMPARED


def test_stories_from_before_are_read_once_and_the_command_goes_on_where_it_was() -> None:
    one, _ = pair()
    note(one)
    out = StringIO()

    call_command("find_duplicates", "--stories", stdout=out)
    call_command("find_duplicates", "--stories", stdout=out)

    assert [line.split()[0] for line in out.getvalue().splitlines()] == ["1", "0"]
    assert LikenessBand.objects.count() == 32
