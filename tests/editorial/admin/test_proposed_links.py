"""Proposed links on a story's page: asked for, accepted, rejected and undone by plain forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from archive.indexing.drain import drain_outbox
from archive.models import Article, Link
from editorial.models import LinkDecision
from tests import make

from .pages import deed_of, page_of


@pytest.fixture
def pair(db: None) -> tuple[Article, Article]:
    """Two stories that belong together, and the index knows it."""
    first, second = make.make_article(), make.make_article(headline="UPDATE 1 - Soviet Union puts a man in orbit")
    drain_outbox(at=timezone.now())
    return first, second


def decide(client: Client, name: str, article: Article, target: Article, /, **more: str) -> Any:
    sent = {"target": str(target.pk), "kind": "updates-back", "score": "0.8", "explanation": "Same headline", **more}
    return client.post(deed_of(article, name) + "?proposals=1", sent, follow=True)


def read_proposals(client: Client, article: Article) -> str:
    response = client.get(deed_of(article, "proposals"))
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_looks_for_nothing_until_it_is_asked(desk: Client, pair: tuple[Article, Article]) -> None:
    first, second = pair

    unasked = desk.get(page_of(first)).content.decode()
    asked = desk.get(page_of(first) + "?proposals=1").content.decode()

    assert f'id="proposal-{second.pk}"' not in unasked
    assert 'href="?proposals=1#links"' in unasked and deed_of(first, "proposals") in unasked
    assert f'id="proposal-{second.pk}"' in asked


def test_a_proposal_shows_its_score_its_kind_and_its_reasons(desk: Client, pair: tuple[Article, Article]) -> None:
    shown = read_proposals(desk, pair[0])

    assert "Updated by" in shown and "ame headline" in shown and 'class="score"' in shown


def test_a_proposal_is_accepted_by_one_click(desk: Client, editor: User, pair: tuple[Article, Article]) -> None:
    first, second = pair

    response = decide(desk, "accept_link", first, second, reason="The second take.")

    link = Link.objects.get()
    assert (link.article, link.target, link.type, link.reason, link.by) == (
        second, first, "updates", "The second take.", editor,
    )  # fmt: skip
    assert response.redirect_chain[0][0] == page_of(first) + "?proposals=1#links"
    assert f'id="proposal-{second.pk}"' not in response.content.decode()


def test_a_rejected_proposal_is_gone_from_both_pages_until_it_is_undone(
    desk: Client, pair: tuple[Article, Article]
) -> None:
    first, second = pair

    decide(desk, "reject_link", first, second)

    assert f'id="proposal-{second.pk}"' not in read_proposals(desk, first)
    assert f'id="proposal-{first.pk}"' not in read_proposals(desk, second)
    desk.post(deed_of(second, "undo_link", LinkDecision.objects.get().pk))
    assert f'id="proposal-{second.pk}"' in read_proposals(desk, first)


def test_an_undone_acceptance_takes_the_link_with_it(desk: Client, pair: tuple[Article, Article]) -> None:
    first, second = pair
    decide(desk, "accept_link", first, second)

    desk.post(deed_of(first, "undo_link", LinkDecision.objects.get().pk))

    assert not Link.objects.exists()


def test_a_decision_of_other_stories_is_not_undone_here(desk: Client, pair: tuple[Article, Article]) -> None:
    decide(desk, "reject_link", *pair)
    elsewhere = make.make_article()

    assert desk.post(deed_of(elsewhere, "undo_link", LinkDecision.objects.get().pk)).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"target": "0"}, {"target": "x"}, {"kind": "marries"}, {"score": "nan"}, {"score": "7"}, {"target": ""}]
)
def test_a_forged_decision_changes_nothing(desk: Client, pair: tuple[Article, Article], wrong: dict[str, str]) -> None:
    for name in ("accept_link", "reject_link"):
        assert decide(desk, name, *pair, **wrong).status_code == 200

    assert not Link.objects.exists() and not LinkDecision.objects.exists()


def test_what_was_linked_meanwhile_is_told_and_not_linked_twice(desk: Client, pair: tuple[Article, Article]) -> None:
    make.make_link(*pair)

    page = decide(desk, "accept_link", *pair).content.decode()

    assert "linked already" in page and Link.objects.count() == 1


def test_one_who_may_only_look_sees_proposals_without_buttons(pair: tuple[Article, Article]) -> None:
    user = make.make_user(is_superuser=False)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="archive", codename="view_article"))
    client = Client()
    client.force_login(user)

    assert "<form" not in read_proposals(client, pair[0])
    for name in ("accept_link", "reject_link"):
        assert client.post(deed_of(pair[0], name)).status_code == 403
    assert client.post(deed_of(pair[0], "undo_link", 1)).status_code == 403


def test_a_stranger_is_shown_none(pair: tuple[Article, Article]) -> None:
    assert Client().get(deed_of(pair[0], "proposals")).status_code == 302


def test_an_index_that_does_not_answer_is_told(desk: Client, pair: tuple[Article, Article], settings: Any) -> None:
    settings.SEARCH_URL = "https://search.example"

    assert "The index does not answer" in read_proposals(desk, pair[0])


def test_the_fragment_takes_a_bounded_number_of_queries(
    desk: Client, pair: tuple[Article, Article], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(22):  # session, user, permissions and story; then fourteen
        read_proposals(desk, pair[0])
