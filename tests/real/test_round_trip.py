"""Real copy out and back: the first file of Reuters-21578, a thousand stories."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from archive.demo.load import load_demo
from archive.models import Article
from tests.archive.bag.moving import bring_in, bytes_of, export_of, export_to

pytestmark = pytest.mark.django_db


def test_a_thousand_stories_of_reuters_come_back_byte_for_byte(shared_data: Path, tmp_path: Path, home: Path) -> None:
    (first, *_) = sorted(shared_data.rglob("reut2-000.sgm*"))
    before = export_of(
        lambda: call_command("import_files", str(first), "--publish", "--json", stdout=(tmp_path / "out").open("w")),
        tmp_path / "before",
        home,
    )

    bring_in(before)

    assert Article.objects.count() > 900
    assert bytes_of(export_to(tmp_path / "after")) == bytes_of(before)
    call_command("drain_outbox")
    call_command("check_archive")


def test_the_demo_archive_comes_back_byte_for_byte(tmp_path: Path, home: Path) -> None:
    before = export_of(load_demo, tmp_path / "before", home)

    bring_in(before)

    assert bytes_of(export_to(tmp_path / "after")) == bytes_of(before)
