"""Bytes of every kind: read as text, or refused with a sentence that says what to do."""

import gzip

import pytest

from archive.ingest.decode import MAX_STORY_BYTES, Unreadable, decode, open_item

ENGLISH = "LONDON, June 30 (MP) - The harbour will reopen on Tuesday, the port said.\n" * 5
FRENCH = "Paris, 30 juin (MP) - L'été dernier, le « port » a fermé à midi, où déjà rien n'était prêt.\n" * 5
POLISH = "Warszawa, 30.06.2025 (PAP) - Port będzie znów otwarty, powiedział we wtorek dyrektor portu. Było źle.\n" * 5
KOREAN = "(서울=메리디언통신) 홍길동 기자 = 메리디언 우주국이 새 위성을 발사했다고 밝혔다.\n" * 5
JAPANESE = "【東京共同】宇宙機関は十二日、新しい衛星の打ち上げに成功したと発表した。次の打ち上げは来年春の予定。\n" * 5
CHINESE = "新华社北京6月14日电航天部门14日宣布，新卫星发射成功。卫星已进入预定轨道。下一次发射定于明年春天。\n" * 5
RUSSIAN = (
    "МОСКВА, 12 апреля. /ТАСС/. Космический корабль с человеком на борту совершил посадку в заданном районе.\n" * 5
)


@pytest.mark.parametrize(
    ("text", "encoding", "is_reported"),
    [
        (ENGLISH, "utf-8", False),
        (KOREAN, "utf-8", False),
        (KOREAN, "utf-8-sig", False),
        (ENGLISH, "utf-16", False),
        (KOREAN, "utf-16", False),
        (ENGLISH, "utf-16-le", True),
        (ENGLISH, "utf-16-be", True),
        (FRENCH, "latin-1", True),
        (FRENCH.replace("'", "’"), "cp1252", True),
        (POLISH, "cp1250", True),
        (KOREAN, "euc-kr", True),
        (JAPANESE, "shift_jis", True),
        (CHINESE, "gb18030", True),
        (RUSSIAN, "cp1251", True),
    ],
)
def test_copy_is_read_in_the_encoding_it_came_in(text: str, encoding: str, is_reported: bool) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert bool(decoded.problems) == is_reported


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\x00" * 50, "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        (b"%PDF-1.7 text", "binary"),
        (b"PK\x03\x04" + b"abc" * 9, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"a" * (MAX_STORY_BYTES + 1), "too_large"),
        (b"\x1f\x8b broken", "broken_gzip"),
        (gzip.compress(b"a" * (MAX_STORY_BYTES + 1)), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_story_is_refused_with_what_to_do(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(data)

    assert refusal.value.code == code
    assert refusal.value.sentence.endswith(".")


def test_a_gzipped_item_is_opened() -> None:
    assert open_item(gzip.compress(ENGLISH.encode())) == ENGLISH.encode()


def test_control_characters_are_reported() -> None:
    decoded = decode(b"LONDON, June 30 (MP) - The \x00harbour\x07 is open, the port said on Tuesday.")

    assert [problem.code for problem in decoded.problems] == ["control_characters"]
    assert "U+0000, U+0007" in decoded.problems[0].sentence
