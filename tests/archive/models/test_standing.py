"""Who may read what when: the query and the article itself give one answer (DESIGN §3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.actions import block_article, publish_article, restore_article, withdraw_article
from archive.models import Article, Rights
from archive.models.article import Status
from archive.models.rights import DisplayPolicy
from tests.make import NOON, make_article, make_draft

pytestmark = pytest.mark.django_db
moments = st.integers(-2, 2).map(lambda hours: NOON + timedelta(hours=hours))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    status=st.sampled_from(Status.values),
    visible_from=st.none() | moments,
    visible_until=st.none() | moments,
    withdrawn_at=st.none() | moments,
    policy=st.sampled_from(DisplayPolicy.values),
    has_words=st.booleans(),
    at=moments,
)
def test_the_query_and_the_article_agree_on_what_is_readable(
    db: None,
    status: str,
    visible_from: datetime | None,
    visible_until: datetime | None,
    withdrawn_at: datetime | None,
    policy: str,
    has_words: bool,
    at: datetime,
) -> None:
    article = Article.objects.first() or make_article()
    if status == Status.PUBLISHED:
        has_words = True
    article.status, article.withdrawn_at = status, withdrawn_at
    article.visible_from, article.visible_until = visible_from, visible_until
    article.public_version = article.latest_version if has_words else None
    article.save()
    Rights.objects.update(display_policy=policy)
    fresh = Article.objects.get()

    standing = fresh.standing_at(at)

    assert Article.objects.readable(at).exists() is (standing == "readable") is fresh.is_readable(at)
    never_open = visible_from is not None and visible_until is not None and visible_from >= visible_until
    if not has_words or policy == DisplayPolicy.NONE or never_open:
        assert standing == "hidden"


def test_a_story_that_was_public_is_gone_when_withdrawn_and_blocked_when_the_law_says_so() -> None:
    article = make_article()
    withdrawn = withdraw_article(article=article, reason="Wrong.", by=None, at=NOON)
    assert withdrawn.standing_at(NOON) == "gone"

    assert block_article(article=article, reason="Order 5", by=None, at=NOON).standing_at(NOON) == "blocked"
    assert restore_article(article=article, by=None, at=NOON).standing_at(NOON) == "readable"


@pytest.mark.parametrize("close", [withdraw_article, block_article])
def test_a_story_closed_before_its_embargo_lifted_is_never_admitted_to_have_existed(close: object) -> None:
    lifts = NOON + timedelta(hours=3)
    article = make_article(visible_from=lifts)

    closed = close(article=article, reason="Wrong.", by=None, at=NOON)  # type: ignore[operator]

    assert [closed.standing_at(at) for at in (NOON, lifts, lifts + timedelta(days=9))] == ["hidden"] * 3


def test_a_story_whose_rights_have_expired_is_gone() -> None:
    article = make_article()
    article.visible_until = NOON + timedelta(hours=1)

    assert [article.standing_at(NOON + timedelta(hours=hours)) for hours in (0, 1)] == ["readable", "gone"]


def test_a_draft_is_hidden_until_it_is_published() -> None:
    draft = make_draft()
    assert draft.standing_at(NOON) == "hidden"

    assert publish_article(article=draft, by=None, at=NOON).standing_at(NOON) == "readable"
