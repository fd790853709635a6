"""The real story of the first issue, imported: what the database then holds, and that a second time changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from archive.models import (
    Alias,
    Article,
    ArticleVersion,
    Entity,
    IngestRun,
    Mention,
    Original,
    OutboxRow,
    Rights,
    Source,
)
from tests.archive.ingest.importing import Imported, import_paths

pytestmark = pytest.mark.django_db
PEOPLE = {
    "Kim Jong-un": "",
    "Olga Lyubimova": "Russian Culture Minister",
    "Vladimir Putin": "Russian President",
    "Aleksandr Matsegora": "Russian Ambassador",
    "Kim Ju Ae": "daughter",
    "Sung Jong Gyu": "North Korean Culture Minister",
}
RECORDS = (Alias, Article, ArticleVersion, Entity, Mention, Original, OutboxRow, Rights, Source)


def import_seed(shared_data: Path) -> Imported:
    path = shared_data / "seed" / "ajp-lyubimova-pyongyang.txt"
    return import_paths(path, received="2025-06-30T18:00+09:00", publish=True)


def test_the_story_comes_out_as_the_issue_says(shared_data: Path) -> None:
    imported = import_seed(shared_data)

    article = Article.objects.select_related("public_version", "source", "rights").get()
    version = article.public_version
    assert version is not None
    place = version.dateline_place
    assert imported.outcomes == ["created"] and imported.codes == [[]]
    assert version.headline == "Kim Jong Un meets Russian culture minister, pushes for stronger cultural ties"
    assert version.dateline_text == "SEOUL, June 30 (AJP) -"
    assert place is not None and (place.name, place.country) == ("Seoul", "KR")
    assert (version.dateline_on, version.dateline_agency) == (date(2025, 6, 30), "AJP")
    assert (article.source.code, article.rights.holder) == ("AJP", "Aju Press")
    assert article.rights.notice in (shared_data / "seed" / "ajp-lyubimova-pyongyang.txt").read_text()
    assert len(version.text.split("\n\n")) == 8
    for margin in ("SEOUL, June 30", version.headline, article.rights.notice):
        assert margin not in version.text


def test_the_six_people_are_there_once_each_with_what_is_printed_beside_them(shared_data: Path) -> None:
    import_seed(shared_data)

    mentions = Mention.objects.filter(entity__kind="person").select_related("entity", "version")
    assert sorted(mention.entity.name for mention in mentions) == sorted(PEOPLE)
    for mention in mentions:
        descriptor = PEOPLE[mention.entity.name]
        assert descriptor.lower() in mention.descriptor.lower()
        assert mention.version is not None and mention.spans
        surname = mention.entity.name.split()[0 if mention.entity.name.startswith(("Kim", "Sung")) else -1]
        assert all(surname in mention.version.text[start:end] for start, end in mention.spans)


def test_a_second_import_is_a_duplicate_and_overwrites_nothing(shared_data: Path) -> None:
    import_seed(shared_data)
    before = [list(model._default_manager.order_by("pk").values()) for model in RECORDS]

    again = import_seed(shared_data)

    assert (again.outcomes, again.code) == (["duplicate"], 0)
    assert [list(model._default_manager.order_by("pk").values()) for model in RECORDS] == before
    assert IngestRun.objects.count() == 2
