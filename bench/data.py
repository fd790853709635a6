"""Where the real data lies, and the 11,000 stories of Reuters read quickly: what measurements are made of."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path

_ITEM = re.compile(r"<REUTERS[^>]*>(.*?)</REUTERS>", re.DOTALL)
_LISTED = re.compile(r"<D>([^<]*)</D>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|&#\d+;")
_PARAGRAPH = re.compile(r"\n {2,}")


def find_data() -> Path:
    """The folder of real data, beside the project or where DATELINE_DATA says."""
    root = Path(__file__).resolve().parent.parent
    folder = Path(os.environ.get("DATELINE_DATA", root.parent / "shared" / "data"))
    if not folder.is_dir():
        raise SystemExit(f"The real data is not in {folder}: say where it is with DATELINE_DATA=/path/to/data.")
    return folder


@dataclass(frozen=True, slots=True)
class Wired:
    """One Reuters story of 1987 with the tags its editors gave it."""

    headline: str
    paragraphs: tuple[str, ...]
    dateline: str
    byline: str
    dated_at: datetime
    topics: tuple[str, ...]
    places: tuple[str, ...]
    people: tuple[str, ...]
    organisations: tuple[str, ...]


def read_reuters(folder: Path) -> Iterator[Wired]:
    """Every story of the SGML files that has a body, in their order."""
    for path in sorted((folder / "wire" / "reuters-21578").glob("*.sgm.gz")):
        for item in _ITEM.finditer(gzip.decompress(path.read_bytes()).decode("latin-1")):
            inside = item[1]
            if not (body := _element(inside, "BODY")):
                continue
            paragraphs = (" ".join(part.split()) for part in _PARAGRAPH.split(body))
            kept = tuple(part for part in paragraphs if part and part.lower() not in ("reuter", "&#3;"))
            if kept:
                yield Wired(
                    headline=" ".join(_element(inside, "TITLE").split()),
                    paragraphs=kept,
                    dateline=" ".join(_element(inside, "DATELINE").split()),
                    byline=" ".join(_element(inside, "AUTHOR").split()),
                    dated_at=_read_moment(_element(inside, "DATE")),
                    topics=_list(inside, "TOPICS"),
                    places=_list(inside, "PLACES"),
                    people=_list(inside, "PEOPLE"),
                    organisations=(*_list(inside, "ORGS"), *_list(inside, "EXCHANGES")),
                )


def _element(inside: str, name: str) -> str:
    match = re.search(rf"<{name}>(.*?)</{name}>", inside, re.DOTALL)
    return unescape(_CONTROL.sub("", match[1])) if match else ""


def _list(inside: str, name: str) -> tuple[str, ...]:
    match = re.search(rf"<{name}>(.*?)</{name}>", inside, re.DOTALL)
    return tuple(_LISTED.findall(match[1])) if match else ()


def _read_moment(printed: str) -> datetime:
    """` 2-MAR-1987 08:22:57.75`, to the second."""
    match = re.search(r"\d{1,2}-[A-Z]{3}-\d{4} \d\d:\d\d:\d\d", printed)
    return datetime.strptime(match[0].title(), "%d-%b-%Y %H:%M:%S") if match else datetime(1987, 3, 1)
