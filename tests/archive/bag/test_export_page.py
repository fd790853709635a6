"""docs/reference/export-format.md tells what is in a bag: its files, the lists inside a row, what stays behind."""

import re

from archive.bag.writing import VERSION
from archive.models.portable import LEFT_OUT, all_files
from editorial.models import portable
from tests.sources import REPOSITORY

PAGE = (REPOSITORY / "docs" / "reference" / "export-format.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)\.jsonl` \|(.*)$", PAGE, flags=re.M))


def test_every_file_is_on_the_page_in_its_order() -> None:
    assert list(ROWS) == [file.name for file in all_files()]


def test_every_list_inside_a_row_is_on_the_page() -> None:
    for file in all_files():
        named = set(re.findall(r"`(\w+)`", ROWS[file.name].rpartition(" | ")[2]))
        assert named == {part.name for part in file.walk()} - {file.name}, file.name


def test_all_that_stays_behind_is_on_the_page() -> None:
    section = PAGE.partition("## What is not in it")[2].partition("\n## ")[0]

    assert set(re.findall(r"`(\w+)`", section)) == {*LEFT_OUT, *portable.LEFT_OUT}


def test_the_version_and_the_tags_are_on_the_page() -> None:
    assert f"| `Dateline-Export-Version` | `{VERSION}` |" in PAGE
