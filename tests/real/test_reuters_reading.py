"""Eleven thousand stories of 1987: every one accounted for, its dateline read as printed."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from archive.ingest.formats.reuters_sgml import parse_reuters_sgml

MONTH_DAY = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})\b", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATELINE = re.compile(rb"<DATELINE>(.*?)</DATELINE>", re.DOTALL)
ITEM = re.compile(rb"<REUTERS .*?</REUTERS>", re.DOTALL)
AUTHOR = re.compile(rb"<AUTHOR>")


@pytest.fixture(scope="module")
def files(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "wire" / "reuters-21578").glob("*.sgm.gz"))


def test_every_item_comes_out_with_its_text_and_dateline(files: list[Path]) -> None:
    items = datelines = right = authors = bylines = 0
    for path in files:
        data = gzip.decompress(path.read_bytes())
        for source, draft in zip(ITEM.findall(data), parse_reuters_sgml(data, received=None), strict=True):
            items += 1
            assert draft.guid.startswith("reuters-21578:")
            assert draft.text
            assert draft.published is not None
            authors += AUTHOR.search(source) is not None
            bylines += bool(draft.byline)
            element = DATELINE.search(source)
            if element is None:
                continue
            datelines += 1
            printed = element[1].decode("latin-1").strip(" *\n")
            when = MONTH_DAY.search(printed)
            if when is None or draft.dateline is None:
                continue
            expected = (printed.split(",")[0].strip(), MONTHS.index(when[1][:3].lower()) + 1, int(when[2]))
            found = draft.dateline
            span = found.span
            assert data[span.start : span.end].decode("latin-1").split("&")[0] in found.text
            if ("/".join(found.places), found.month, found.day) == expected and found.date is not None:
                assert found.date == date(1987, expected[1], expected[2])
                right += 1

    assert (items, datelines) == (11_000, 10_051)
    assert right / datelines >= 0.99, f"{right} of {datelines} datelines"
    assert bylines == authors


def test_nothing_of_the_wire_is_left_in_the_words(files: list[Path]) -> None:
    for draft in parse_reuters_sgml(gzip.decompress(files[0].read_bytes()), received=None):
        words = draft.headline + draft.text
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]|&(?:lt|amp|#\d+);", words)
        assert not re.search(r"(?:^|\n)\s*(?:Reuter|REUTER)\s*$", draft.text)
