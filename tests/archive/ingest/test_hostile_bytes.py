"""Bytes that were cut short, attack the reader, or lie: whatever carries them, each answer tells what to do."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from archive.ingest import long_files
from archive.ingest.decode import Unreadable
from archive.ingest.draft import Problem
from archive.ingest.parsing import parse_sent
from archive.ingest.sniff import parse_item

from .formats_samples import RECEIVED, SAMPLES

ADVICE = re.compile(
    r"\b(?:ask|send|sent|check|split|import|save|name|unpack|say|tell|look|see|set|mend|give|report|find|add|write)\b",
    re.IGNORECASE,
)
STORY = b"SHIP PUTS TO SEA\n\nLONDON, June 30 (MP) - The ship left on Monday.\n"
REUTERS = b"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="1" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE><TOPICS><D>ship</D></TOPICS><PLACES><D>uk</D></PLACES>
<TEXT>&#2;<TITLE>SHIP PUTS TO SEA</TITLE><DATELINE>    LONDON, Feb 26 - </DATELINE><BODY>The ship left
on Thursday, the port said.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""
ATTACKS = {
    "entities": '<!DOCTYPE {root} [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    "a file of ours": '<!DOCTYPE {root} [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "the network": '<!DOCTYPE {root} [<!ENTITY a SYSTEM "http://127.0.0.1:9/a">]>',
    "a parameter": '<!DOCTYPE {root} [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a.dtd"> %a;]>',
}


def answers(data: bytes, name: str) -> int:
    """How many drafts and refusals there are; each refusal tells what to do."""
    found = 0
    for parsed in parse_sent(data, path=Path(name), received=RECEIVED):
        found += 1
        if parsed.problem is not None:
            tell(parsed.problem)
        for draft in parsed.drafts:
            for problem in draft.problems:
                tell(problem)
    return found


def tell(problem: Problem) -> None:
    assert problem.code
    assert ADVICE.search(problem.sentence), problem.sentence


def packed(kind: str) -> bytes:
    """An archive of three stories, one of them in an archive of its own."""
    files = {"a.txt": STORY, "b/b.csv": b"headline,text\nShip sails,The ship left.\n" * 3, "c/c.txt": STORY * 4}
    stream = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    else:
        with tarfile.open(fileobj=stream, mode="w:gz" if kind == "tar.gz" else "w") as tar:
            for name, data in files.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_an_archive_cut_at_every_hundredth_byte_gives_an_answer(kind: str) -> None:
    data = packed(kind)
    for length in range(1, len(data), 100):
        assert answers(data[:length], f"a.{kind}")
        spoilt = data[: length // 2] + b"\xff\x00" * 20 + data[length // 2 + 40 :]
        assert answers(spoilt, f"a.{kind}")


def test_reuters_cut_at_every_hundredth_byte_gives_an_answer() -> None:
    data = REUTERS * 3
    for length in range(1, len(data), 100):
        assert answers(data[:length], "reut2-000.sgm")
    for lie in (data.decode().encode("utf-16"), data.replace(b"e", b"\xe9"), data[::-1], data.replace(b" ", b"\x00")):
        assert answers(lie, "reut2-000.sgm")


@pytest.mark.parametrize("name", ["rows.csv", "rows.jsonl"])
def test_a_long_table_cut_at_every_thousandth_byte_gives_an_answer(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_files, "LONG", 2_000)
    monkeypatch.setattr(long_files, "PART", 1_000)
    rows = (
        '"Ship, sails","The ""ship""\nleft."\n' if name.endswith("csv") else '{"headline": "Ship", "text": "Left."}\n'
    )
    data = ("headline,text\n" * name.endswith("csv") + rows * 300).encode()
    for length in range(1, len(data), 1_000):
        assert answers(data[:length], name)
    for lie in (
        data.decode().encode("utf-16"),
        data.replace(b"e", b"\xe9"),
        data.replace(b"\n", b"\r"),
        data + b'"' * 999,
    ):
        assert answers(lie, name)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("folder", ["nitf", "newsml_g2", "newsml_1", "feed"])
def test_markup_that_declares_entities_is_refused_unopened_in_every_format(folder: str, attack: str) -> None:
    path = next(path for path in sorted((SAMPLES / folder).iterdir()) if path.suffix == ".xml")
    text = re.sub(r"<!DOCTYPE[^>]*>", "", path.read_text("utf-8"))
    root = re.search(r"<([A-Za-z][\w:.-]*)[\s>]", re.sub(r"<\?.*?\?>|<!--.*?-->", "", text, flags=re.DOTALL))
    assert root is not None
    at = text.index(f"<{root[1]}")
    data = (text[:at] + ATTACKS[attack].format(root=root[1]) + text[at:].replace("harbour", "&a;")).encode()

    with pytest.raises(Unreadable) as refusal:
        list(parse_item(data, received=RECEIVED, filename=path.name))

    tell(Problem(refusal.value.code, refusal.value.sentence))
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as archive:
        archive.writestr(path.name, data)
        archive.writestr("good.txt", STORY)
    assert answers(inside.getvalue(), "a.zip") == 2
