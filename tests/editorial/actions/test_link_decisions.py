"""Accepting, rejecting and undoing proposed links."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from archive.actions import Refused, unlink_articles
from archive.models import Article, Link
from archive.models.link import LinkType
from editorial.actions.accept_link import accept_link
from editorial.actions.reject_link import reject_link
from editorial.actions.undo_link_decision import undo_link_decision
from editorial.models import LinkDecision
from tests import make

WHY = "Same event (Vostok 1), 2 days later"


@pytest.fixture
def editor(db: None) -> User:
    return make.make_user()


@pytest.fixture
def pair(db: None) -> tuple[Article, Article]:
    return make.make_article(), make.make_article(headline="Hero's welcome in Moscow")


def accept(article: Article, target: Article, by: User, **more: object) -> LinkDecision:
    values = {"type": LinkType.FOLLOWS, "is_forward": True, "reason": WHY, "score": 0.8, "explanation": WHY} | more
    return accept_link(article=article, target=target, by=by, at=make.NOON, **values)  # type: ignore[arg-type]


def reject(article: Article, target: Article, by: User) -> LinkDecision:
    return reject_link(article=article, target=target, type=LinkType.FOLLOWS, by=by, at=make.NOON, score=0.8)


def test_an_accepted_proposal_is_a_link_with_its_reason(pair: tuple[Article, Article], editor: User) -> None:
    first, second = pair

    decision = accept(second, first, editor)

    link = Link.objects.get()
    assert (link.article, link.target, link.type, link.reason, link.by) == (second, first, "follows", WHY, editor)
    assert (decision.verdict, decision.link, decision.score) == ("accepted", link, 0.8)


def test_one_that_reads_the_other_way_is_linked_from_the_other_story(
    pair: tuple[Article, Article], editor: User
) -> None:
    first, second = pair

    accept(first, second, editor, is_forward=False)

    assert (Link.objects.get().article, Link.objects.get().target) == (second, first)


def test_undoing_an_acceptance_takes_the_link_back(pair: tuple[Article, Article], editor: User) -> None:
    decision = accept(*pair, editor)

    undo_link_decision(decision=decision, by=editor, at=make.NOON)

    assert not Link.objects.exists() and not LinkDecision.objects.exists()


def test_a_rejection_is_remembered_on_both_stories_until_it_is_undone(
    pair: tuple[Article, Article], editor: User
) -> None:
    first, second = pair

    decision = reject(second, first, editor)

    assert LinkDecision.objects.partners_of(first.pk) == {second.pk}
    assert LinkDecision.objects.partners_of(second.pk) == {first.pk}
    undo_link_decision(decision=decision, by=editor, at=make.NOON)
    assert LinkDecision.objects.partners_of(first.pk) == set()


def test_rejecting_twice_and_from_the_other_side_is_one_decision(pair: tuple[Article, Article], editor: User) -> None:
    first, second = pair

    reject(first, second, editor)
    reject(second, first, editor)

    assert LinkDecision.objects.count() == 1


def test_a_rejection_can_be_overruled_by_accepting(pair: tuple[Article, Article], editor: User) -> None:
    reject(*pair, editor)

    accept(*pair, editor)

    assert LinkDecision.objects.get().verdict == "accepted" and Link.objects.count() == 1


def test_what_somebody_has_linked_meanwhile_is_refused_and_kept(pair: tuple[Article, Article], editor: User) -> None:
    link = make.make_link(*pair, type=LinkType.BACKGROUND, reason="By hand.")

    with pytest.raises(Refused, match="linked already"):
        accept(*pair, editor)

    assert list(Link.objects.all()) == [link] and not LinkDecision.objects.exists()


def test_what_somebody_has_accepted_meanwhile_is_not_rejected(pair: tuple[Article, Article], editor: User) -> None:
    accept(*pair, editor)

    with pytest.raises(Refused, match="accepted this link meanwhile"):
        reject(*pair, editor)


def test_a_link_removed_by_hand_stays_decided_and_its_undo_does_no_harm(
    pair: tuple[Article, Article], editor: User
) -> None:
    decision = accept(*pair, editor)
    unlink_articles(link=Link.objects.get(), by=editor, at=make.NOON)

    assert LinkDecision.objects.partners_of(pair[0].pk) == {pair[1].pk}
    undo_link_decision(decision=decision, by=editor, at=make.NOON)
    with pytest.raises(Refused, match="undone already"):
        undo_link_decision(decision=decision, by=editor, at=make.NOON)


def test_a_story_is_neither_linked_nor_refused_to_itself(pair: tuple[Article, Article], editor: User) -> None:
    for decide in (accept, reject):
        with pytest.raises(Refused, match="itself"):
            decide(pair[0], pair[0], editor)


def test_a_circle_of_updates_is_refused_and_nothing_is_kept(pair: tuple[Article, Article], editor: User) -> None:
    first, second = pair
    third = make.make_article()
    make.make_link(second, first, type=LinkType.UPDATES)
    make.make_link(third, second, type=LinkType.UPDATES)

    with pytest.raises(Refused, match="circle"):
        accept(first, third, editor, type=LinkType.UPDATES)

    assert not LinkDecision.objects.exists()
