"""What goes out comes back: every row and every byte, wherever it is interrupted."""

import json
from pathlib import Path

import bagit
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from archive.actions import Refused, Restorer, undo_regrouping
from archive.bag import restore
from archive.bag.checking import Unfit
from archive.models import Article, ArticleVersion, Deed, Entity, Mention, Regrouping
from archive.models.portable import LEFT_OUT, all_files
from editorial.models import portable
from tests.archive.bag.moving import bring_in, bytes_of, export_of, export_to
from tests.archive.bag.worlds import make_world
from tests.make import NOON, make_article, make_draft, make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(8))
def test_an_archive_brought_into_an_empty_site_is_exported_byte_for_byte(seed: int, tmp_path: Path, home: Path) -> None:
    before = export_of(lambda: make_world(seed), tmp_path / "before", home)

    bring_in(before)
    after = export_to(tmp_path / "after")

    assert bytes_of(after) == bytes_of(before)
    assert len(bytes_of(before)) > len(all_files())


def test_the_index_follows_what_was_brought_back(tmp_path: Path, home: Path) -> None:
    bring_in(export_of(lambda: make_world(1), tmp_path / "bag", home))

    call_command("drain_outbox")

    call_command("check_archive")  # exits with 1 when anything differs


def test_a_bag_is_one_for_every_tool_of_bagit(tmp_path: Path, home: Path) -> None:
    folder = export_of(lambda: make_world(2), tmp_path / "bag", home)

    assert bagit.Bag(str(folder)).validate()


def test_every_model_is_exported_or_stays_behind_for_a_reason() -> None:
    """A new model goes into `FILES` of its floor's models/portable.py, or into `LEFT_OUT` with a reason."""
    exported = {part.model for file in all_files() for part in file.walk()}
    floors = [apps.get_app_config(name) for name in ("archive", "editorial")]
    ours = {model for floor in floors for model in floor.get_models(include_auto_created=True)}
    reasons = {**LEFT_OUT, **portable.LEFT_OUT}
    left_out = {model for model in ours if model._meta.model_name in reasons}

    assert exported | left_out == ours
    assert not exported & left_out
    assert all(reasons.values())
    assert {model._meta.model_name for model in left_out} == set(reasons)


def test_a_world_of_the_test_has_a_row_of_every_exported_model(tmp_path: Path) -> None:
    """Otherwise the round trip would prove nothing of it."""
    make_world(3)

    assert not [part.name for file in all_files() for part in file.walk() if not part.model._base_manager.exists()]


@pytest.mark.parametrize("at", [1, 4, 8, 12])
def test_what_was_killed_in_the_middle_is_whole_after_another_try(
    at: int, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = export_of(lambda: make_world(4), tmp_path / "before", home)
    monkeypatch.setattr(restore, "BATCH", 5)
    kept, count = Restorer.restore, iter(range(1000))

    def killed(self: Restorer, file: object, rows: object) -> object:
        if next(count) == at:
            raise KeyboardInterrupt
        return kept(self, file, rows)  # type: ignore[arg-type]

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(Restorer, "restore", killed)
        bring_in(before)
    bring_in(before)

    assert bytes_of(export_to(tmp_path / "after")) == bytes_of(before)


def test_a_second_time_nothing_comes(tmp_path: Path, home: Path) -> None:
    before = export_of(lambda: make_world(5), tmp_path / "before", home)
    bring_in(before)

    again = bring_in(before)

    assert not any(again.brought.values())
    assert bytes_of(export_to(tmp_path / "after")) == bytes_of(before)


def test_a_merge_can_still_be_undone(tmp_path: Path, home: Path) -> None:
    bring_in(export_of(lambda: make_world(3), tmp_path / "bag", home))
    for done in Regrouping.objects.filter(undone_at=None).order_by("-pk"):
        undo_regrouping(regrouping=done, by=None, at=NOON)

    assert not Entity.objects.filter(merged_into__isnull=False).exists()


def test_published_words_stay_after_they_were_brought_back(tmp_path: Path, home: Path) -> None:
    bring_in(export_of(lambda: make_article(), tmp_path / "bag", home))

    with pytest.raises(DatabaseError), transaction.atomic():
        ArticleVersion.objects.update(text="other words")


def test_who_has_no_account_gets_one_that_nobody_can_use(tmp_path: Path, home: Path) -> None:
    bring_in(export_of(lambda: make_world(6), tmp_path / "bag", home))

    ada = User.objects.get(username="ada")

    assert not ada.is_active and not ada.has_usable_password() and not ada.is_staff and not ada.is_superuser
    assert Deed.objects.filter(by=ada, by_name="ada").exists()


def test_a_site_that_has_stories_gets_what_it_lacks(tmp_path: Path, home: Path) -> None:
    def make_other() -> None:
        make_article(headline="Known", guid="same")
        make_world(7)

    bag = export_of(make_other, tmp_path / "bag", home)
    known = make_article(headline="Known", guid="same")
    person = make_person("Cosmonaut 1")
    deeds = Deed.objects.count()

    outcome = bring_in(bag)

    assert outcome.known["stories"] == 1 and outcome.brought["stories"] == Article.objects.count() - 1
    assert outcome.known["entities"] == 1 and Mention.objects.filter(entity=person).exists()
    assert Deed.objects.count() == deeds and set(outcome.left) >= {"regroupings", "history"}
    assert Article.objects.get(guid="same") == known
    assert not any(bring_in(bag).brought.values())
    call_command("drain_outbox")
    call_command("check_archive")


def test_a_story_with_other_words_here_is_told_and_kept(tmp_path: Path, home: Path) -> None:
    bag = export_of(lambda: make_article(headline="Theirs", guid="same"), tmp_path / "bag", home)
    make_article(headline="Ours", guid="same")
    told: list[str] = []

    restore.restore_bag(bag, at=timezone.now(), progress=lambda name, done: None, complain=told.append)

    assert len(told) == 1 and "other words here" in told[0]
    assert Article.objects.get().latest_version.headline == "Ours"  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["data/stories.jsonl", "manifest-sha256.txt", "bag-info.txt"])
def test_a_damaged_bag_is_refused_by_the_name_of_the_file(name: str, tmp_path: Path, home: Path) -> None:
    bag = export_of(lambda: make_article(), tmp_path / "bag", home)
    with (bag / name).open("ab") as file:
        file.write(b"x\n")

    with pytest.raises(Unfit, match=Path(name).name):
        bring_in(bag)

    assert not Article.objects.exists()


def test_an_incomplete_bag_is_refused(tmp_path: Path, home: Path) -> None:
    bag = export_of(lambda: make_world(8), tmp_path / "bag", home)
    (original,) = list((bag / "data" / "originals").rglob("*"))[-1:]
    original.unlink()

    with pytest.raises(Unfit, match=original.name):
        bring_in(bag)


def test_what_an_interrupted_export_left_is_refused(tmp_path: Path, home: Path) -> None:
    bag = export_of(lambda: make_article(), tmp_path / "bag", home)

    with pytest.raises(Unfit, match="interrupted export"):
        bring_in(bag.rename(tmp_path / "bag.partial"))


def test_a_row_that_does_not_fit_is_refused_with_its_file(tmp_path: Path, home: Path) -> None:
    bag = export_of(lambda: make_article(), tmp_path / "bag", home)
    stories = bag / "data" / "stories.jsonl"
    stories.write_text(
        json.dumps(json.loads(stories.read_text("utf-8")) | {"source": "NO", "guid": ""}) + "\n", "utf-8"
    )
    bagit.Bag(str(bag)).save(manifests=True)

    with pytest.raises(Refused, match=r"stories\.jsonl"):
        bring_in(bag)


def test_a_file_under_the_name_of_another_original_is_refused(tmp_path: Path, home: Path) -> None:
    bag = export_of(lambda: make_world(10), tmp_path / "bag", home)
    original = next(path for path in (bag / "data" / "originals").rglob("*") if path.is_file())
    original.write_bytes(b"something else")
    bagit.Bag(str(bag)).save(manifests=True)

    with pytest.raises(Unfit, match=original.name):
        bring_in(bag)


def test_the_command_takes_a_bag_and_says_what_came(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = export_of(lambda: make_draft(), tmp_path / "bag", home)

    call_command("import_files", str(bag), "--dry-run")
    assert not Article.objects.exists()
    call_command("import_files", str(bag), "--json")

    assert json.loads(capsys.readouterr().out.splitlines()[-1])["brought"]["stories"] == 1


def test_a_lost_original_stops_the_export_and_nothing_bears_its_name(tmp_path: Path, home: Path) -> None:
    make_world(9)
    next(path for path in (home / "originals").rglob("*") if path.is_file()).write_bytes(b"")

    with pytest.raises(CommandError, match="damaged"):
        call_command("export_articles", str(tmp_path / "bag"))

    assert not (tmp_path / "bag").exists()


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="there already"):
        call_command("export_articles", str(tmp_path))


def test_memory_and_questions_do_not_grow_with_the_story(
    tmp_path: Path, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        make_article(guid=str(number))

    with django_assert_max_num_queries(110):
        export_to(tmp_path / "bag")
