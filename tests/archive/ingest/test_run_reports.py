"""What an import says of itself: before (--dry-run), while (--report), afterwards (show_run), and done again."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.ingest import parsing
from archive.models import Article, IngestItem, IngestRun
from tests.archive.ingest.importing import COPY, import_paths

pytestmark = pytest.mark.django_db
NITF = """<nitf><head><docdata><doc-id id-string="mp:1"/></docdata></head><body>
<body.head><hedline><hl1>{headline}</hl1>
</hedline></body.head><body.content><p>{text}</p></body.content></body></nitf>"""


def show_run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("show_run", *arguments, stdout=out)
    return out.getvalue().splitlines()


def newest() -> IngestRun:
    return IngestRun.objects.latest("pk")


def broken_for_now(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*args: object, **options: object) -> None:
        raise RuntimeError("a fault of the reader")

    monkeypatch.setattr(parsing, "parse_item", give_up)


def test_a_dry_run_shows_each_field_that_would_change_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(NITF.format(headline="Ship leaves", text="It left."))
    (tmp_path / "2.xml").write_text(NITF.format(headline="Ship leaves harbour", text="It left."))
    import_paths(tmp_path / "1.xml", source="MP")

    imported = import_paths(tmp_path / "2.xml", source="MP", dry_run=True)
    out = io.StringIO()
    call_command("import_files", str(tmp_path / "2.xml"), source="MP", dry_run=True, stdout=out)

    [line] = imported.lines
    assert line["differences"] == [{"field": "headline", "here": "Ship leaves", "wire": "Ship leaves harbour"}]
    assert "here: Ship leaves\n" in out.getvalue() and "wire: Ship leaves harbour\n" in out.getvalue()
    assert Article.objects.get().versions.count() == 1 and IngestRun.objects.count() == 1


def test_the_report_in_a_file_the_lines_and_show_run_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "1.txt").write_text(COPY)
    (tmp_path / "wire" / "2.xml").write_text("<nitf><head>")

    imported = import_paths(tmp_path / "wire", report=tmp_path / "report.jsonl")

    written = [json.loads(line) for line in (tmp_path / "report.jsonl").read_text().splitlines()]
    assert written == [*imported.lines, {"summary": imported.summary}]
    shown = [json.loads(line) for line in show_run(str(newest().pk), "--json")]
    same = ("path", "index", "outcome", "ref", "guid", "headline", "problems")
    assert [{k: line[k] for k in same} for line in shown[:-1]] == imported.lines
    assert shown[-1]["summary"]["total"] == 2 and shown[-1]["summary"]["quarantined"] == 1
    assert all(line["sha256"] for line in shown[:-1])


def test_show_run_tells_people_what_failed_and_which_runs_there_are(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text("<nitf><head>")
    import_paths(tmp_path)

    lines = show_run(str(newest().pk))

    assert lines[0].startswith(f"{tmp_path}/1.xml#0: quarantined") and "1 quarantined" in lines[-1]
    assert show_run()[0].startswith(f"{newest().pk}  import_files {tmp_path}")
    with pytest.raises(CommandError, match="There is no run 999999"):
        show_run("999999")


def test_what_failed_is_read_again_from_the_kept_bytes_once_the_fault_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a run in which the reader gave up on a file and on a member of an archive, both gone from the disk since
    (tmp_path / "1.txt").write_text(COPY)
    with zipfile.ZipFile(tmp_path / "2.zip", "w") as archive:
        archive.writestr("inside.txt", COPY.replace("SHIP", "BOAT"))
    with monkeypatch.context() as patch:
        broken_for_now(patch)
        assert import_paths(tmp_path).outcomes == ["quarantined", "quarantined"]
    failed = newest()
    (tmp_path / "1.txt").unlink()
    (tmp_path / "2.zip").unlink()

    # when it is tried again, twice
    first = import_paths(retry_failed=failed.pk)
    again = import_paths(retry_failed=failed.pk)

    assert first.outcomes == ["created", "created"] and first.code == 0
    assert {line["headline"] for line in first.lines} == {"SHIP PUTS TO SEA", "BOAT PUTS TO SEA"}
    assert again.lines == [] and Article.objects.count() == 2
    assert IngestItem.objects.filter(run=failed).count() == 2


def test_what_still_fails_stays_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text("<nitf><head>")
    import_paths(tmp_path)

    assert import_paths(retry_failed=newest().pk).outcomes == ["quarantined"]


def test_a_retry_takes_a_run_and_no_paths(tmp_path: Path) -> None:
    assert import_paths(retry_failed=77).code == 2
    assert import_paths(tmp_path, retry_failed=1).code == 2
    assert import_paths().code == 2
