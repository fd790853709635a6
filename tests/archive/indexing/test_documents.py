"""What the index is told of articles, and how the database is asked for it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.indexing.documents import build_from
from archive.indexing.names import KnownNames
from archive.models import Article
from tests.make import make_article

pytestmark = pytest.mark.django_db


def test_only_keys_choose_the_rows_of_a_batch() -> None:
    """Whether readers may see a story is asked of its row. As a condition it makes SQLite, which takes a status for
    rarer than five hundred keys, walk through all that are published: once for every batch of a rebuild.
    """
    make_article(headline="Sealed envelope")
    with CaptureQueriesContext(connection) as asked:
        built = build_from(Article.objects.filter(pk__gte=1), at=timezone.now(), known=KnownNames())
    assert [document.headline for document in built.desk] == ["Sealed envelope"]
    chosen = [query["sql"].rpartition(" WHERE ")[2] for query in asked if "archive_article" in query["sql"]]
    assert chosen
    assert not [condition for condition in chosen if '"archive_article"."status"' in condition]
