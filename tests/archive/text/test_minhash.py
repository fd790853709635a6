"""Signatures of texts: what is near-identical shares a band, what is not hardly ever does."""

from __future__ import annotations

from random import Random

import pytest

from archive.text.minhash import BANDS, FEWEST, band_hashes, cut_words, hash_runs, measure_shared

CHANCE = Random(7)
LEXICON = [f"word{number}" for number in range(4_000)]


def write(length: int = 200) -> list[str]:
    return CHANCE.choices(LEXICON, k=length)


def shared(first: str, second: str) -> int:
    return len(set(band_hashes(first)) & set(band_hashes(second)))


def test_a_text_has_the_same_bands_for_ever() -> None:
    # Kept in a column: another release must find what this one wrote.
    text = " ".join(f"word{number}" for number in range(20))

    assert len(band_hashes(text)) == BANDS
    assert band_hashes(text)[:2] == [3183537252493429290, 2875826926031912339]


def test_case_and_punctuation_and_line_ends_do_not_count() -> None:
    words = write(40)

    assert band_hashes(" ".join(words)) == band_hashes(",\n\n".join(words).upper())


@pytest.mark.parametrize("changed", [1, 5, 8])
def test_a_text_with_a_few_words_changed_shares_a_band(changed: int) -> None:
    missed = 0
    for _ in range(40):
        one = write()
        other = list(one)
        for place in CHANCE.sample(range(len(one)), changed):
            other[place] = "changed"
        missed += not shared(" ".join(one), " ".join(other))

    assert missed <= 1


def test_other_texts_share_no_band() -> None:
    texts = [" ".join(write()) for _ in range(60)]

    assert not any(shared(one, other) for one in texts for other in texts if one is not other)


def test_a_text_of_a_few_words_is_like_nothing() -> None:
    assert band_hashes(" ".join(write(FEWEST - 1))) == []
    assert band_hashes("") == []


def test_korean_and_chinese_are_read_by_characters_between_words_of_other_scripts() -> None:
    assert cut_words("정부는 G20 회의, 中国 said") == ["정", "부", "는", "g20", "회", "의", "中", "国", "said"]


def test_what_is_shared_is_counted_exactly() -> None:
    one = write(103)
    half = hash_runs(one[:53])

    assert measure_shared(hash_runs(one), hash_runs(one)) == 1.0
    assert measure_shared(hash_runs(one), half) == pytest.approx(0.5)
    assert measure_shared(half, hash_runs([])) == 0.0
