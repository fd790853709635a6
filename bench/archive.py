"""A throwaway archive of corpus stories: settings, database and indexes in a folder of their own.

Stories go straight into the tables, without the actions: it is reading that is measured with them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from bench.corpus import Named, Story, make_corpus

BATCH = 5_000
KINDS = ("person", "organisation", "place", "event")
_CLEAN = ("DATABASE_URL", "SEARCH_URL", "DATELINE_ENV", "DEBUG", "EDITORIAL")


@contextmanager
def open_archive() -> Iterator[Path]:
    """Django set up over an empty archive in a new folder, which is gone afterwards. Once a process."""
    with TemporaryDirectory(prefix="dateline-bench-") as folder:
        use_archive(Path(folder))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield Path(folder)
        from django.db import connection

        connection.close()


def use_archive(home: Path, *, database: str = "") -> None:
    """Set Django up over the archive in that folder (and that database, by its URL), whatever the shell says."""
    for name in _CLEAN:
        os.environ.pop(name, None)
    os.environ |= {
        "DATELINE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ALLOWED_HOSTS": "testserver",
        "LOG_LEVEL": "ERROR",
        **({"DATABASE_URL": database} if database else {}),
    }
    import django

    django.setup()


def fill_database(size: int) -> None:
    """Put the first `size` stories of the corpus into an empty database."""
    from django.db import connection, transaction

    filler = _Filler()
    stories = make_corpus(size)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    while batch := list(islice(stories, BATCH)):
        with transaction.atomic():
            filler.add(batch)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("PRAGMA synchronous=NORMAL")


@contextmanager
def without_indexes() -> Iterator[None]:
    """Inside, no indexes are kept but those of constraints, and keys of other rows are not looked up: it is quicker."""
    from django.db import connection

    is_sqlite = connection.vendor == "sqlite"
    asked = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if is_sqlite
        else "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF" if is_sqlite else "SET session_replication_role = replica")
        cursor.execute(asked)
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor:
        for _, statement in found:
            cursor.execute(statement)
        cursor.execute("PRAGMA foreign_keys=ON" if is_sqlite else "SET session_replication_role = DEFAULT")


class _Filler:
    """Makes rows of stories. Ids are given here, so that an article can know its version before it is written."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.sources: dict[str, int] = {}
        self.topics: dict[str, int] = {}
        self.entities: dict[tuple[str, str], int] = {}

    def add(self, stories: Sequence[Story]) -> None:
        """One batch, a few statements a table."""
        from archive.models import Alias, Article, ArticleTopic, ArticleVersion, Entity, Mention, Rights, Source, Topic

        new: dict[type[Any], list[dict[str, Any]]] = {
            model: []
            for model in (Source, Topic, Entity, Alias, Article, ArticleVersion, Rights, Mention, ArticleTopic)
        }
        for story in stories:
            key = story.number + 1
            source = self._source(story.source, new[Source])
            new[Article].append(self._article(story, key, source))
            new[ArticleVersion].append(self._version(story, key))
            new[Rights].append(
                {"article_id": key, "holder": "", "notice": "", "usage_terms": "", "display_policy": "full"}
            )
            for kind, named in zip(KINDS, (story.people, story.organisations, story.places, story.events), strict=True):
                for one in named:
                    entity = self._entity(kind, one, new[Entity], new[Alias])
                    new[Mention].append(_mention(key, entity))
            for topic in story.topics:
                new[ArticleTopic].append({"content_object_id": key, "tag_id": self._topic(topic, new[Topic])})
        for model, rows in new.items():
            _insert(model, rows)

    def _source(self, code: str, rows: list[dict[str, Any]]) -> int:
        if code not in self.sources:
            self.sources[code] = len(self.sources) + 1
            plain = dict.fromkeys(
                ("description", "url", "languages", "agency_names", "default_holder", "default_notice",
                 "default_usage_terms"), "",
            )  # fmt: skip
            rows.append(
                {"id": self.sources[code], "code": code[:32], "name": code, "default_display_policy": "full",
                 "created_at": self.now, **plain}
            )  # fmt: skip
        return self.sources[code]

    def _topic(self, slug: str, rows: list[dict[str, Any]]) -> int:
        if slug not in self.topics:
            self.topics[slug] = len(self.topics) + 1
            rows.append({"id": self.topics[slug], "name": slug, "slug": slug, "uri": ""})
        return self.topics[slug]

    def _entity(self, kind: str, named: Named, rows: list[dict[str, Any]], aliases: list[dict[str, Any]]) -> int:
        from archive.text.folding import fold_name

        if (kind, named.slug) not in self.entities:
            number = self.entities[kind, named.slug] = len(self.entities) + 1
            name, *others = named.names
            rows.append(
                {"id": number, "kind": kind, "name": name, "key": fold_name(name), "slug": named.slug,
                 "description": "", "wikidata_id": "", "is_provisional": False, "token": 1,
                 "created_at": self.now, "updated_at": self.now}
            )  # fmt: skip
            aliases += [
                {"entity_id": number, "name": other, "key": fold_name(other), "language": "", "script": "", "kind": ""}
                for other in others
            ]
        return self.entities[kind, named.slug]

    def _article(self, story: Story, key: int, source: int) -> dict[str, Any]:
        return {
            "id": key, "uuid": UUID(int=key), "ref": story.ref, "guid": "", "source_id": source, "language": "en",
            "genre": story.genre, "slugline": "", "status": "published", "dated_on": story.dated_on,
            "published_at": self.now, "withdrawn_reason": "", "latest_version_id": key, "public_version_id": key,
            "provenance": {}, "extras": {}, "token": 1, "created_at": self.now, "updated_at": self.now,
        }  # fmt: skip

    def _version(self, story: Story, key: int) -> dict[str, Any]:
        return {
            "id": key, "article_id": key, "number": 1, "headline": story.headline, "subheadline": "", "abstract": "",
            "byline": story.byline[:500], "dateline_text": story.dateline[:300], "dateline_region": "",
            "dateline_country": "", "dateline_agency": "", "text": story.text, "marks": [],
            "published_at": self.now, "created_at": self.now, "reason": "", "sha256": f"{key:064x}",
        }  # fmt: skip


def _mention(article: int, entity: int) -> dict[str, Any]:
    return {
        "article_id": article, "entity_id": entity, "role": "mentioned", "descriptor": "", "spans": [],
        "status": "confirmed", "origin": "feed", "rule": "",
    }  # fmt: skip


def _insert(model: type[Any], rows: list[dict[str, Any]]) -> None:
    """Rows of one table, all with the same columns; columns that they do not name have their default."""
    from archive.models.rows import insert_rows

    if rows:
        insert_rows(model, list(rows[0]), [list(row.values()) for row in rows])
