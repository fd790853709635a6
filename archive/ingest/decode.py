"""Bytes to text: which characters an item is written in, and what cannot be a story at all.

An item is believed to be UTF-8 when it is valid UTF-8; only then are older encodings of the wires tried. Nothing is
guessed silently: whatever was not plain UTF-8 is reported beside the text. Compressed items are opened here, bounded.
"""

import codecs
import gzip
import io
import re
import zlib
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes

from archive.ingest.draft import Problem

MAX_STORY_BYTES: Final = 20_000_000
"""The largest item that is read, after decompression; about four thousand stories in one file."""

_GZIP: Final = b"\x1f\x8b"
_BINARY: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or WebP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"OggS", "a sound or film"),
    (b"ID3", "a sound"),
    (b"\x00\x00\x00\x18ftyp", "a film"),
    (b"\x00\x00\x00\x20ftyp", "a film"),
)
_MARKS: Final[tuple[tuple[bytes, str], ...]] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASIAN: Final = ("cp949", "cp932", "gb18030", "big5", "euc_jp", "johab", "iso2022_jp", "iso2022_kr")
_FAMILY: Final[dict[str, str]] = {
    "euc_kr": "cp949", "cp949": "cp949", "johab": "cp949", "shift_jis": "cp932", "cp932": "cp932",
    "shift_jis_2004": "cp932", "shift_jisx0213": "cp932", "euc_jp": "euc_jp", "euc_jis_2004": "euc_jp",
    "euc_jisx0213": "euc_jp", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "hz": "gb18030",
    "big5": "big5", "big5hkscs": "big5", "cp950": "big5", "cp1251": "cp1251", "koi8_r": "koi8_r", "cp866": "cp866",
}  # fmt: skip
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
# What wires send on purpose (start and end of header, text and transmission; rows of tables) needs no report.
_WIRE_CONTROLS: Final = frozenset("\x01\x02\x03\x04\x05\x08\x10\x11\x12\x13\x14\x16\x1e\x1f\x7f")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_LONE_HIGH: Final = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_CENTRAL_EUROPEAN: Final = re.compile(rb"[a-z][\xb3\xb9\xbe\xbf]|[\xb3\xb9\xbe\xbf][a-z]")
_SAMPLE: Final = 64_000


class Unreadable(Exception):  # it is what the item is, and reads so where it is raised
    """An item that cannot be read as a story. `code` is stable; `sentence` says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of an item, the encoding it was in, and what an editor should know about that."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def open_item(data: bytes) -> bytes:
    """The item itself, decompressed when it came as gzip. Raises Unreadable when it is empty or too large."""
    if data.startswith(_GZIP):
        data = _decompress(data)
    if len(data) > MAX_STORY_BYTES:
        raise Unreadable("too_large", _too_large(len(data)))
    if not data.strip(b" \t\r\n\x0c\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty", "The file is empty: there is nothing to read. Ask the sender for it again.")
    return data


def _decompress(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            content = stream.read(MAX_STORY_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable("broken_gzip", "The gzip file is damaged or cut short: ask for it again.") from error
    if len(content) > MAX_STORY_BYTES:
        raise Unreadable("too_large", _too_large(None))
    return content


def _too_large(size: int | None) -> str:
    measured = f"{size:,} bytes" if size is not None else "once decompressed"
    return f"The file is too large ({measured}; the limit is {MAX_STORY_BYTES:,} bytes): split it and send the parts."


def decode(data: bytes) -> Decoded:
    """The text of an item. Raises Unreadable, and nothing else, when it is empty, too large or no text."""
    data = open_item(data)
    for signature, kind in _BINARY:
        if data.startswith(signature):
            raise Unreadable("binary", f"The file is {kind}, not text: send the story itself as text.")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, problems=())
    wide = _guess_utf16(data)
    if wide is not None:
        problem = Problem("encoding", "The file is UTF-16 without a byte order mark: check the characters.")
        return _decoded(data, wide, problems=(problem,))
    if data.count(0) > max(8, len(data) // 100):
        raise Unreadable("binary", "The file is binary data, not text: send the story itself as text.")
    try:
        return _report_controls(data.decode("utf-8"), "utf-8", problems=())
    except UnicodeDecodeError:
        return _decode_older(data)


def _decoded(data: bytes, encoding: str, *, problems: tuple[Problem, ...]) -> Decoded:
    text = data.decode(encoding, errors="replace")
    if text.count("\ufffd") * 20 > len(text):
        raise Unreadable("binary", f"The file says it is {encoding.upper()} and is not: send it again as UTF-8.")
    if "\ufffd" in text:
        problems += (Problem("encoding", f"Some characters are not valid {encoding.upper()}: look for �."),)
    return _report_controls(text, encoding, problems=problems)


def _guess_utf16(data: bytes) -> str | None:
    """UTF-16 told by where its zero bytes stand; only copy with much ASCII (spaces, digits) can be told."""
    sample = data[:4096]
    if len(sample) < 8 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.3 and even < half * 0.02:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.02:
        return "utf-16-be"
    return None


def _decode_older(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    if _looks_binary(sample):
        raise Unreadable("binary", "The file is binary data, not text: send the story itself as text.")
    encoding = _guess_older(sample)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        if encoding in _ASIAN:
            text = data.decode(encoding, errors="replace")
            if text.count("\ufffd") * 50 > len(text):
                encoding, text = "latin-1", data.decode("latin-1")
        else:
            encoding, text = "latin-1", data.decode("latin-1")
    problem = Problem("encoding", f"The file is not UTF-8 and was read as {encoding}: check accents and names.")
    return _report_controls(text, encoding, problems=(problem,))


def _looks_binary(sample: bytes) -> bool:
    controls = sum(sample.count(bytes((code,))) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls * 10 > len(sample)


def _guess_older(sample: bytes) -> str:
    high = len(_HIGH.findall(sample))
    lone = len(_LONE_HIGH.findall(sample))
    if lone * 3 >= high * 2:
        # Accents stand alone among ASCII: a language in Latin letters, of which a statistical guess knows too little.
        return _latin(sample)
    best = from_bytes(sample, cp_isolation=sorted({*_FAMILY, "cp1252", "latin_1"})).best()
    if best is None or best.encoding not in _FAMILY:
        return _latin(sample)
    return _FAMILY[best.encoding]


def _latin(sample: bytes) -> str:
    """cp1250 when bytes that are signs in Latin-1 stand inside words (Polish l with stroke); else cp1252 when bytes
    stand where Latin-1 has only controls (curly quotes, dashes); else Latin-1."""
    if len(_CENTRAL_EUROPEAN.findall(sample)) > 1:
        return "cp1250"
    if not re.search(rb"[\x80-\x9f]", sample) or re.search(rb"[\x81\x8d\x8f\x90\x9d]", sample):
        return "latin-1"
    return "cp1252"


def _report_controls(text: str, encoding: str, *, problems: tuple[Problem, ...]) -> Decoded:
    found = set(_CONTROLS.findall(text)) - _WIRE_CONTROLS
    if found:
        names = ", ".join(f"U+{ord(control):04X}" for control in sorted(found)[:5])
        sentence = f"The file holds control characters ({names}), which were left out: check the words around them."
        problems += (Problem("control_characters", sentence),)
    return Decoded(text, encoding, problems)
