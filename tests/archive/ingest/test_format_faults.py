"""Whatever happens to a file on its way, it is read or refused with a sentence; nothing else may come out."""

from pathlib import Path

import pytest

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft
from archive.ingest.sniff import FORMATS, find_format, parse_item

from .formats_samples import RECEIVED, SAMPLES, sample_files

FILES = sample_files()


def read_or_refuse(data: bytes, *, filename: str = "", format: str = "auto") -> list[Draft]:
    """The drafts, or none when the item is refused; the refusal is a sentence."""
    try:
        drafts = list(parse_item(data, received=RECEIVED, filename=filename, format=format))
    except Unreadable as refusal:
        assert refusal.code
        assert len(refusal.sentence) > 20
        return []
    for draft in drafts:
        assert draft.headline or draft.text or draft.media or draft.problems
        for thing in (*draft.people, *draft.places):
            assert all(0 <= span.start < span.end <= len(draft.text) for span in thing.spans)
        assert all(0 <= mark.start < mark.end <= len(draft.text) for mark in draft.marks)
        draft.to_json()
    return drafts


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_cut_at_every_hundredth_byte_is_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    name = find_format(data, filename=path.name).name
    for length in range(0, len(data), 100):
        read_or_refuse(data[:length], filename=path.name)
        read_or_refuse(data[:length], filename=path.name, format=name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_that_lies_about_its_encoding_is_read_or_refused(path: Path) -> None:
    data = path.read_bytes()
    name = find_format(data, filename=path.name).name
    lies = [data.replace(b"utf-8", b"utf-16").replace(b"UTF-8", b"EUC-KR"), b"\xff\xfe" + data, b"\xef\xbb\xbf" + data]
    lies += [data.replace(b"e", b"\xe9"), data.replace(b" ", b"\x00"), data.replace(b"a", b"\xed\xa0\x80"), data[::-1]]
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    lies += [text.encode(encoding, "replace") for encoding in ("utf-16", "utf-16-be", "utf-32", "cp949", "shift_jis")]
    for lie in lies:
        read_or_refuse(lie, filename=path.name)
        read_or_refuse(lie, filename=path.name, format=name)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_refuses_or_reads_every_other_formats_sample(name: str) -> None:
    for path in FILES:
        read_or_refuse(path.read_bytes(), filename=path.name, format=name)


def test_every_format_but_those_of_plain_copy_and_reuters_has_a_sample_that_is_told_from_its_bytes() -> None:
    told = {find_format(path.read_bytes(), filename=path.name).name for path in FILES}
    folders = {path.parent.name for path in SAMPLES.iterdir() if path.is_dir()} | {path.parent.name for path in FILES}

    assert set(FORMATS) - told <= {"reuters_sgml"}
    assert "anpa" in folders
