"""Text into terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analysis import drop_accents, find_tokens, index_terms, query_terms
from archive.search.stemming import stem_words


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("The Moon!", "the moon"),
        ("Kim Jong-un’s U.S. visit", "kim jong un s u s visit"),
        ("café cafe\u0301 CAFÉ", "cafe cafe cafe"),
        ("Łódź, Straße, Ærø", "lodz strasse aero"),
        ("ＦＵＬＬ ｗｉｄｔｈ １９", "full width 19"),
        ("김정은이 AI는", "김정 정은 은이 이 ai 는"),
        ("東京タワー", "東京 京タ タワ ワー ー"),
        ("Фёдор Гагарин; Андрей", "федор гагарин андрей"),
        ("الْعَرَبِيَّة أحمد", "العربية احمد"),
        ("हिन्दी में", "हिन्दी में"),
        ("co\u00adoperate", "cooperate"),
        ("snake_case 👩‍🚀 —", "snake case"),
    ],
)
def test_text_is_cut_and_folded(text: str, terms: str) -> None:
    assert index_terms(text)[0] == terms.split()


def test_stems_follow_the_language() -> None:
    assert stem_words(["ministers", "running"], "en") == ["minist", "run"]
    assert stem_words(["русские"], "ru") == stem_words(["русских"], "ru")
    assert stem_words(["élections"], "fr-FR") == stem_words(["élection"], "fr")
    assert stem_words(["ministers"], "ko") == ["ministers"]


@given(st.text(max_size=200) | st.text(alphabet="aé김정ｶﾞ\u0301 -’_東A", max_size=60))
def test_tokens_are_the_terms_of_the_index_with_spans_in_order(text: str) -> None:
    tokens = find_tokens(text)

    assert [token.term if token.dense else drop_accents(token.term) for token in tokens] == index_terms(text)[0]
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@given(st.text(alphabet="aé김정은東京 -B", max_size=40))
def test_what_is_asked_as_written_is_in_the_text_at_the_same_places(text: str) -> None:
    terms = index_terms(text)[0]

    for asked in query_terms(text):
        assert terms[asked.position].startswith(asked.term) if asked.prefix else terms[asked.position] == asked.term


@given(st.text(alphabet=st.characters(codec="ascii"), max_size=200) | st.just("a" * 70 + " b"))
def test_a_plain_text_is_cut_as_any_other(text: str) -> None:
    """A letter that is not plain sends the same words the longer way."""
    plain = index_terms(text)[0]

    assert plain == index_terms(f"{text} é")[0][:-1]
    assert plain == [token.term for token in find_tokens(text)]
