"""`check_archive`: what differs is listed, and with --repair mended where that can be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from archive.actions.keep_original import keep_original
from archive.indexing.compare import find_differences
from archive.indexing.drain import drain_outbox
from archive.models import Article, Original, OutboxRow
from archive.models.original import originals_storage
from archive.search.door import index_path, open_engine
from tests.archive.search.stories import find, make_document
from tests.make import NOON, make_article, make_draft

pytestmark = pytest.mark.django_db


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    """Exit code, lines of output, and what was said beside it."""
    code = 0
    try:
        call_command("check_archive", *arguments)
    except SystemExit as end:
        assert isinstance(end.code, int)
        code = end.code
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def keep(content: bytes) -> Original:
    """An original as ingest keeps it."""
    return keep_original(content=ContentFile(content), file_name="wire.txt", received_at=NOON, run=None)


def test_an_archive_that_agrees_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    make_article()
    drain_outbox()

    assert run(capsys) == (0, ["Database, indexes and originals agree."], "")
    assert run(capsys, "--repair") == (0, ["Database, indexes and originals agree."], "")


def test_stories_that_are_missing_stale_or_too_much_are_mended(capsys: pytest.CaptureFixture[str]) -> None:
    missing, stale = make_article(headline="One"), make_article(headline="Two")
    drain_outbox()
    open_engine("public").remove([missing.ref])
    open_engine("public").put([make_document(ref="zzzz", text="kestrel")])
    open_engine("desk").put([make_document(ref=stale.ref, text="kestrel")])
    differences = [
        f"public index: {missing.ref} is missing",
        "public index: zzzz should not be there",
        f"desk index: {stale.ref} is out of date",
    ]

    code, lines, said = run(capsys)
    assert (code, set(lines)) == (1, set(differences))
    assert said == "3 differences. check_archive --repair mends what a machine can.\n"

    code, lines, said = run(capsys, "--repair")
    assert (code, said) == (0, "")
    assert set(lines[:3]) == {f"{one} - mended" for one in differences}
    assert lines[3:] == ["3 differences were mended.", "Database, indexes and originals agree."]
    assert find(open_engine("public"), "kestrel") == find(open_engine("desk"), "kestrel") == set()
    assert run(capsys)[0] == 0


def test_more_stories_than_are_mended_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    make_article()
    drain_outbox()
    open_engine("public").put([make_document(ref=f"r{number:04d}") for number in range(1300)])

    code, lines, _ = run(capsys, "--repair")

    assert (code, lines[-2]) == (0, "1,300 differences were mended.")
    assert open_engine("public").count() == 1


def test_what_is_only_late_is_drained_and_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    make_article()
    assert "run drain_outbox first" in run(capsys)[2]

    assert run(capsys, "--repair") == (0, ["Database, indexes and originals agree."], "")
    assert not OutboxRow.objects.exists()


def test_an_embargo_that_nothing_would_lift_is_promised_again(capsys: pytest.CaptureFixture[str]) -> None:
    until = timezone.now() + timedelta(days=2)
    draft = make_draft(headline="Embargoed")
    drain_outbox()
    Article.objects.filter(pk=draft.pk).update(visible_from=until)
    OutboxRow.objects.all().delete()

    code, lines, _ = run(capsys)
    assert (code, lines) == (1, [f"outbox: nothing would change {draft.ref} at {until:%Y-%m-%d %H:%M} UTC"])

    assert run(capsys, "--repair")[0] == 0
    assert OutboxRow.objects.filter(ref=draft.ref, due_at=until).exists()
    drain_outbox()
    assert run(capsys)[0] == 0


def test_a_row_that_cannot_be_indexed_remains_and_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    OutboxRow.objects.create(subject="entity", ref="no number", due_at=NOON, created_at=NOON)

    code, [line, *_], said = run(capsys, "--repair")

    assert code == 1
    assert "outbox: entity no number" in line and "could not be indexed (1 tries)" in line
    assert "A machine cannot mend these." in said


def test_originals_that_are_lost_or_changed_are_named_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    lost, changed, longer, whole = (keep(content) for content in (b"lost", b"changed", b"longer", b"whole"))
    storage = originals_storage()
    for original, content in ((lost, None), (changed, b"CHANGED"), (longer, b"longer than it was")):
        path = Path(storage.path(original.storage_name))
        path.chmod(0o600)
        path.unlink() if content is None else path.write_bytes(content)

    code, lines, said = run(capsys, "--repair")

    assert code == 1
    assert "3 differences. A machine cannot mend these." in said
    assert [line.split(":")[0] for line in lines] == [
        f"original {original.sha256[:12]} (wire.txt)" for original in (lost, changed, longer)
    ]
    assert all(
        f"Restore {one.storage_name} from a backup" in line
        for one, line in zip((lost, changed), lines[:2], strict=True)
    )
    assert not any(whole.sha256[:12] in line for line in lines)


@pytest.mark.parametrize("content", ["{", '{"format": 0, "directory": "index-old"}'])
def test_an_index_that_cannot_be_read_is_built_anew(capsys: pytest.CaptureFixture[str], content: str) -> None:
    article = make_article(text="A kestrel.")
    drain_outbox()
    (index_path("public") / "current").write_text(content)

    code, [line], _ = run(capsys)
    assert code == 1 and line.startswith("public index: ") and "manage.py rebuild_index" in line

    assert run(capsys, "--repair")[0] == 0
    assert find(open_engine("public"), "kestrel") == {article.ref}
    assert list(find_differences(at=timezone.now())) == []
