"""docs/reference/formats.md is true: a section for every format, with a table of where the code reads each field."""

import re
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from archive.ingest.sniff import FORMATS
from tests.sources import REPOSITORY

from .formats_samples import read_sample

PAGE = REPOSITORY / "docs" / "reference" / "formats.md"
ROW = re.compile(r"^\| `(\w+)` \| `(.+)` \|$", flags=re.M)
SAMPLES = {"nitf": "nitf/harbour.xml", "newsml_g2": "newsml_g2/message.xml", "newsml_1": "newsml_1/harbour.xml"}


def section_of(name: str) -> str:
    """What the page says of a format: from its heading to the next."""
    found = re.search(rf"^## `{name}`.*?(?=^## |\Z)", PAGE.read_text(encoding="utf-8"), flags=re.M | re.S)
    return found[0] if found else ""


def rows_of(name: str) -> list[tuple[str, str]]:
    """Where a format's code reads its fields; empty for the formats without a table (print has no paths)."""
    module: Any = sys.modules[FORMATS[name].parse.__module__]
    rows: Sequence[Any] = (*getattr(module, "ROWS", ()), *getattr(module, "COMPOSED", ()))
    return [(row.field, row.path) for row in rows]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_its_section(name: str) -> None:
    assert section_of(name), f"describe {name} in docs/reference/formats.md under ## `{name}`"


@pytest.mark.parametrize("name", FORMATS)
def test_the_table_of_a_format_is_the_one_in_its_code(name: str) -> None:
    wanted = rows_of(name)

    table = "\n".join(f"| `{field}` | `{path}` |" for field, path in wanted)
    assert ROW.findall(section_of(name)) == wanted, (
        f"the table of {name} in docs/reference/formats.md should be\n{table}"
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_of_a_sample_stands_where_the_table_says(name: str) -> None:
    documented = rows_of(name)

    for draft in read_sample(SAMPLES[name]):
        for field, value in draft.provenance.items():
            if value.origin != "feed" or "/nitf/body" in value.rule.partition("inlineXML")[2]:
                continue
            paths = [path for row, path in documented if row == field.removesuffix("_date")]
            assert any(is_at(value.rule, path) for path in paths), f"{field} was read at {value.rule}, not in {paths}"


def is_at(rule: str, path: str) -> bool:
    """Whether an absolute path with numbers is, or is inside or just above, one of the table."""
    plain = re.sub(r"\[[^\]]*\]", "", rule)
    bare = re.sub(r"\[[^\]]*\]", "", path)
    exact, above = (re.escape(part).replace("//", "/(?:.*/)?") for part in (bare, bare.rpartition("/")[0]))
    return bool(re.search(rf"/{exact}(?:/|$)", plain)) or (bool(above) and re.search(rf"/{above}$", plain) is not None)
