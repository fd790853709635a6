"""The database knows its tables: a page finds its stories by an index, not by walking through all of them."""

import pytest
from django.db import connection

from archive.indexing.statistics import refresh_statistics
from archive.models import Article, Mention
from tests.make import make_article, make_mention, make_person

pytestmark = pytest.mark.django_db


def test_statistics_can_be_refreshed_at_any_time() -> None:
    """On an empty archive, on a filled one, and twice."""
    refresh_statistics()
    make_mention(make_article(), make_person(), words="Yuri Gagarin")
    refresh_statistics()
    refresh_statistics()
    assert (Article.objects.count(), Mention.objects.count()) == (1, 1)


def test_the_mentions_of_a_page_are_found_by_their_article() -> None:
    """SQLite goes by the index of the article then. (PostgreSQL rightly walks through a table this small.)"""
    articles = [make_article(headline=f"Story {number}") for number in range(30)]
    person = make_person()
    for article in articles:
        make_mention(article, person)
    refresh_statistics()
    plan = Mention.objects.public().filter(article__in=articles[:3]).order_by("id").explain()
    assert connection.vendor != "sqlite" or "SCAN archive_mention" not in plan, plan
