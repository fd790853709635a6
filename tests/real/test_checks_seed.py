"""The three doubtful facts of the real story of the first issue, found by the checks; and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.models import Article
from editorial.admin.checked_story import make_checked_story
from editorial.admin.story_side import read_names
from editorial.checks import Check, find_checks
from tests import make
from tests.archive.ingest.importing import import_paths

pytestmark = pytest.mark.django_db


def find_in_seed(shared_data: Path, *, with_event: bool) -> list[Check]:
    import_paths(shared_data / "seed" / "ajp-lyubimova-pyongyang.txt", received="2025-06-30T18:00+09:00", publish=True)
    article = Article.objects.for_desk().get()
    if with_event:
        signed = make.make_event("Treaty signed in Pyongyang", starts_on=date(2024, 6, 19), ends_on=None)
        make.make_mention(article, signed, words="2023 treaty")
    version = article.latest_version
    assert version is not None
    names = read_names(article, version)
    return find_checks(make_checked_story(article, version, names, prints_notice=True))


@pytest.mark.parametrize("with_event", [False, True])
def test_the_right_checks_fire_and_no_other(shared_data: Path, with_event: bool) -> None:
    found = find_in_seed(shared_data, with_event=with_event)

    assert [(check.kind, check.words) for check in found] == [
        ("spelling", "Kim Jong Un / Kim Jong-un"),
        ("year", "2023 treaty"),
        ("country", "Ukraine's Kursk region"),
    ]


def test_the_treaty_is_held_against_the_story_and_against_the_event(shared_data: Path) -> None:
    year = next(check for check in find_in_seed(shared_data, with_event=True) if check.kind == "year")

    witnesses = [evidence.words for evidence in year.evidence]
    assert "June last year" in witnesses and "Treaty signed in Pyongyang, 19 June 2024" in witnesses
    assert "2024" in year.sentence
