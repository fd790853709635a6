"""Reuters of 1987, imported: every item accounted for, with the place and the day that it prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from archive.indexing.compare import find_differences
from archive.models import Article, ArticleVersion, IngestItem, Original
from tests.archive.ingest.importing import import_paths

pytestmark = pytest.mark.django_db
RECEIVED = "1987-10-20T18:00+00:00"


def test_two_thousand_stories_are_accounted_for_and_indexed(shared_data: Path) -> None:
    folder = shared_data / "wire" / "reuters-21578"
    paths = [folder / "reut2-000.sgm.gz", folder / "reut2-010.sgm.gz"]

    imported = import_paths(*paths, received=RECEIVED)

    assert (imported.code, imported.errors) == (0, "")
    assert {(line["path"], line["index"]) for line in imported.lines} == {
        (str(path), index) for path in paths for index in range(1000)
    }
    assert imported.summary["quarantined"] == 0
    assert Article.objects.count() == imported.summary["created"] == 2000
    assert IngestItem.objects.count() == 2000
    assert [original.read_bytes() for original in Original.objects.order_by("id")] == [p.read_bytes() for p in paths]
    assert list(find_differences(at=timezone.now())) == []

    # the dateline's place and day are in the record as printed
    first = ArticleVersion.objects.select_related("dateline_place").get(article__guid="reuters-21578:1")
    assert first.dateline_text.startswith("SALVADOR, Feb 26")
    assert first.dateline_on == date(1987, 2, 26)
    assert first.dateline_place is not None and first.dateline_place.name == "Salvador"
    dated = ArticleVersion.objects.exclude(dateline_text="")
    assert dated.filter(dateline_on=None).count() < dated.count() / 100


def test_a_second_import_adds_nothing(shared_data: Path) -> None:
    path = shared_data / "wire" / "reuters-21578" / "reut2-003.sgm.gz"
    import_paths(path, received=RECEIVED)
    before = (Article.objects.count(), ArticleVersion.objects.count())

    again = import_paths(path, received=RECEIVED)

    assert set(again.outcomes) == {"duplicate"}
    assert (Article.objects.count(), ArticleVersion.objects.count()) == before
