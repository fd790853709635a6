"""What a desk of years leaves beside the stories: people, deeds, notes, links, imports, work that waits.

So many of each for so many stories, so that an archive of a hundred times the size has a hundred times the rows.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from bench.corpus import read_material

PEOPLE = 5  # one for so many stories: 200,000 of 1,000,000
BATCH = 20_000
NOW = datetime.now(UTC)
EDITORS = ("ana", "ben", "chloe", "editor")
_NONE: dict[str, Any] = {}


def fill_desk(size: int) -> None:
    """Beside the first `size` stories that `fill_database` has put there; the editor is called `editor`."""
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command
    from django.db import transaction

    call_command("make_roles", stdout=open("/dev/null", "w"))  # noqa: SIM115
    editor = User.objects.create_user("editor", is_staff=True)
    editor.groups.add(*Group.objects.filter(name__in=("Editor", "Administrator")))  # with feeds, tokens and the audit
    colleague = User.objects.create_user("colleague", is_staff=True)
    with transaction.atomic():
        _set_standing(size)
        people = list(_add_people(size))
        _add_evidence(size)
        _add_work(size, people, editor.pk, colleague.pk)
        _add_log(size, editor.pk)


def _put(model: Any, names: str, rows: Iterable[Sequence[Any]]) -> None:
    from archive.models.rows import insert_rows

    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        insert_rows(model, names.split(), batch)


def _set_standing(size: int) -> None:
    """Most stories are published; one in 200 a draft, fewer in review, withdrawn, blocked, in the trash, embargoed."""
    from archive.models import Article

    for every, status in ((200, "draft"), (500, "review"), (1000, "withdrawn"), (5000, "blocked"), (1000, "trashed")):
        keys = [key + len(status) for key in range(0, size, every)]
        unpublished = {"public_version_id": None, "published_at": None} if every in (200, 500) else {}
        for start in range(0, len(keys), 500):
            Article.objects.filter(pk__in=keys[start : start + 500]).update(status=status, **unpublished)


def _add_people(size: int) -> Iterator[int]:
    """People with two names each, one in three with a third in whatever script a politician has; named by a story."""
    from archive.models import Alias, Entity, Event, Mention, NameWord, Organisation, Person, Place
    from archive.text.folding import fold_name
    from archive.text.sounds import name_words

    dice = random.Random(1987)
    known = [one.names for one in read_material().politicians]
    given = [names[0].split()[0] for names in known]
    family = [names[0].split()[-1] for names in known]
    first = Entity.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    people: list[tuple[int, list[str]]] = []
    for number in range(size // PEOPLE):
        one, other = dice.choice(given), dice.choice(family)
        names = [f"{one} {other}", f"{other} {one}"]
        if number % 3 == 0:
            names.append(f"{dice.choice(dice.choice(known))} {number}")
        people.append((first + number, list(dict.fromkeys(names))))
    _put(
        Entity,
        "id kind name key slug is_provisional token created_at updated_at",
        ((pk, "person", names[0], fold_name(names[0]), f"p{pk}", pk % 10 == 0, 1, NOW, NOW) for pk, names in people),
    )
    _put(Alias, "entity_id name key", ((pk, name, fold_name(name)) for pk, names in people for name in names[1:]))
    everybody = [*people, *((pk, [name]) for pk, name in _corpus_names(first))]
    kinds = dict(Entity.objects.values_list("pk", "kind"))
    _put(
        NameWord,
        "entity_id kind word sound",
        ((pk, kinds[pk], *pair) for pk, names in everybody for pair in sorted(name_words(names))),
    )
    for model in (Person, Organisation, Place, Event):
        ours = sorted(pk for pk, kind in kinds.items() if kind == model.__name__.lower())
        _put_children(model, ours)
    _put(
        Mention,
        "article_id entity_id role status origin",
        (
            (key, people[key % len(people)][0], "quoted", "suggested" if key % 20 == 0 else "confirmed",
             "rule" if key % 4 else "person")
            for key in range(1, size + 1)
        ),
    )  # fmt: skip
    return (pk for pk, _ in people)


def _corpus_names(below: int) -> Iterator[tuple[int, str]]:
    from archive.models import Entity

    yield from Entity.objects.filter(pk__lt=below).values_list("pk", "name")


def _put_children(model: Any, keys: Sequence[int]) -> None:
    """The rows of a kind's own table, nothing known in them."""
    from django.db import connection

    own = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join([model._meta.pk.column, *(field.column for field in own)])
    empty = [field.get_db_prep_save(field.get_default(), connection) for field in own]
    marks = ", ".join(["%s"] * (len(own) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})", [(pk, *empty) for pk in keys]
        )


def _add_evidence(size: int) -> None:
    """Of every story an original, an item, a step of the wire, two deeds, sixteen bands that no other story has."""
    from archive.models import Deed, IngestItem, IngestRun, Likeness, LikenessBand, Original, WireStep
    from bench.corpus import make_ref

    runs, keys = size // 500 + 1, range(1, size + 1)
    _put(
        IngestRun, "id started_at finished_at origin", ((run, NOW, NOW, f"import {run}") for run in range(1, runs + 1))
    )
    _put(
        Original,
        "id sha256 size media_type file_name received_at run_id",
        ((key, f"{key * 2654435761 % 2**32:08x}{key:056x}", 2000, "text/plain", f"{key}.txt", NOW, key // 500 + 1)
         for key in keys),
    )  # fmt: skip
    _put(
        IngestItem,
        "run_id original_id path index outcome article_id headline problems created_at",
        (
            (key // 500 + 1, key, f"wire/{key}.txt", 0, "quarantined" if key % 100 == 0 else "created",
             None if key % 100 == 0 else key, f"Item {key}", [], NOW - timedelta(minutes=size - key))
            for key in keys
        ),
    )  # fmt: skip
    _put(
        WireStep,
        "source_id article_id guid action moment",
        ((1, key, f"urn:wire:{key}", "article", NOW) for key in keys),
    )
    ages = [NOW - timedelta(minutes=2 * (size - key)) for key in keys]
    _put(
        Deed,
        "verb subject ref label by_name at recorded_at",
        (("take_in_story", "article", make_ref(key - 1), f"Story {key}", "", ages[key - 1], NOW) for key in keys),
    )
    _put(
        Deed,
        "verb subject ref label by_name at recorded_at comment",
        (
            ("publish_article" if key % 3 else "save_draft", "article", make_ref(key - 1), f"Story {key}",
             EDITORS[key % 4], ages[key - 1], NOW, "Why.")
            for key in keys
        ),
    )  # fmt: skip
    _put(Likeness, "article_id version", ((key, key) for key in keys))
    dice = random.Random(7)
    _put(LikenessBand, "article_id band", ((key, dice.getrandbits(63)) for key in keys for _ in range(16)))


def _add_work(size: int, people: Sequence[int], editor: int, colleague: int) -> None:
    """Notes, links, likely duplicates, assignments, moves, dossiers, corrections, removals, feeds."""
    from archive.models import (
        Annotation,
        Disagreement,
        Dossier,
        DossierItem,
        Feed,
        Link,
        NoteMention,
        OutboxRow,
        Removal,
        Resemblance,
        Topic,
    )
    from bench.corpus import make_ref
    from editorial.models import Assignment, Move

    def every(step: int) -> range:
        return range(step, size + 1, step)

    from uuid import UUID

    _put(
        Annotation,
        "id uuid article_id version_id made_on_id exact start end motivation body visibility anchor_state by_id"
        " created_at updated_at resolved_at",
        (
            (key, UUID(int=key), key, key, key, "said", 0, 4, "questioning" if key % 40 else "commenting",
             f"Note on {key}", "public" if key % 60 == 0 else "internal", "orphaned" if key % 200 == 0 else "exact",
             colleague, NOW, NOW, NOW if key % 40 == 0 and key % 200 else None)
            for key in every(20)
        ),
    )  # fmt: skip
    _put(NoteMention, "annotation_id user_id created_at", ((key, editor, NOW) for key in every(1000)))
    _put(
        Link,
        "article_id target_id type reason by_id created_at",
        ((key - 3, key, "background" if key % 60 else "duplicates", "Why.", colleague, NOW) for key in every(20)),
    )
    _put(
        Resemblance,
        "first_id second_id kind score reasons",
        ((one, other, "person", 0.6 + one % 40 / 100, ["Alike."]) for one, other in
         zip(people[::100], people[1::100], strict=False)),
    )  # fmt: skip
    _put(
        Assignment,
        "article_id assignee_id due_on by_id assigned_at",
        ((key, editor if key % 10_000 == 0 else colleague, NOW.date(), colleague, NOW) for key in every(1000)),
    )
    _put(
        Move,
        "article_id name from_state to_state comment by_id at",
        ((key, "submit_version" if key % 300 == 0 else "publish", "review", "published", "", colleague, NOW)
         for key in every(100)),
    )  # fmt: skip
    _put(
        Disagreement,
        "article_id field here wire wire_sha256 said_at answer",
        ((key, "headline", "Ours", "Theirs", f"{key:064x}", NOW, "waiting" if key % 1000 else "refused")
         for key in every(500)),
    )  # fmt: skip
    _put(
        Dossier,
        "id title slug created_at updated_at published_at",
        ((key, f"Dossier {key}", f"dossier-{key}", NOW, NOW - timedelta(minutes=key), NOW if key % 4000 else None)
         for key in every(2000)),
    )  # fmt: skip
    _put(
        DossierItem,
        "dossier_id article_id position added_at",
        ((key, key - place, place, NOW) for key in every(2000) for place in range(1, 21)),
    )
    _put(
        Removal,
        "article_id kind category was_public removed_at by_id report",
        ((key, "withdrawn", "error", True, NOW - timedelta(minutes=key), colleague, []) for key in every(1000)),
    )
    _put(
        OutboxRow,
        "subject ref due_at created_at",
        (("article", make_ref(key - 1), NOW + timedelta(days=1, minutes=key), NOW) for key in every(1000)),
    )
    _put(Feed, "url source_id due_at", ((f"https://example.org/{key}.xml", 1, NOW) for key in every(5000)))
    first = Topic.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    _put(Topic, "id name slug uri", ((first + key, f"Heading {key}", f"heading-{key}", "") for key in every(500)))


def _add_log(size: int, editor: int) -> None:
    """Django's own log, which the admin writes beside our deeds: one line for every fifth story."""
    from django.contrib.admin.models import LogEntry
    from django.contrib.contenttypes.models import ContentType

    from archive.models import Article

    kind = ContentType.objects.get_for_model(Article).pk
    _put(
        LogEntry,
        "action_time user_id content_type_id object_id object_repr action_flag change_message",
        ((NOW, editor, kind, str(key), f"Story {key}", 2, "Saved.") for key in range(5, size + 1, 5)),
    )
