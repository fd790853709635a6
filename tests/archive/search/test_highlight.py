"""Snippets, and the words marked in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.highlight import LENGTH, highlight
from archive.search.parse import parse_query

TEXT = (
    "The culture ministers met in Pyongyang.\n\n김정은이 평양에서 AI는 Olga Lyubimova 👨‍👩‍👧 naïve café, running. "
    + "Filler words stand here. " * 40
    + "A North Korean minister told Lyubímova that cafe\u0301 doors stay open."
)


def mark(typed: str, text: str = TEXT, language: str = "en") -> list[str]:
    """The words marked in the snippet."""
    shown = highlight(parse_query(typed).query, headline="", text=text, language=language)
    return [shown.snippet[span.start : span.end] for span in shown.snippet_spans]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("minister", ["ministers"]),
        ('"ministers met"', ["ministers met"]),
        ("김정은", ["김정은"]),
        ("김", ["김"]),
        ("AI는", ["AI는"]),
        ("naive", ["naïve"]),
        ("korean lyubimova cafe", ["Korean", "Lyubímova", "cafe\u0301"]),
        ("pyong*", ["Pyongyang"]),
        ("pyongyan~", ["Pyongyang"]),
        ('"olga ai"~3', ["AI", "Olga"]),
        ('"olga pyongyang"~3', []),
        ("lyubimova -minister", ["Lyubimova"]),
        ('person:"olga lyubimova"', ["Olga Lyubimova"]),
        ("source:minister headline:minister", []),
        ("", []),
    ],
)
def test_the_words_asked_for_are_marked_exactly(typed: str, words: list[str]) -> None:
    assert mark(typed) == words


@pytest.mark.parametrize(
    ("typed", "text", "language", "words"),
    [
        ("космонавт", "Наши космонавты 🚀 вернулись", "ru", ["космонавты"]),
        ("العربية", "🙂 اللغة الْعَرَبِيَّة هنا", "ar", ["الْعَرَبِيَّة"]),
        ("宇宙会議", "👩‍🚀東京で宇宙会議が開かれた", "ja", ["宇宙会議"]),
        ("ﾀﾜｰ", "東京タワーの近く", "ja", ["タワー"]),
    ],
)
def test_words_of_other_scripts_are_marked_exactly(typed: str, text: str, language: str, words: list[str]) -> None:
    assert mark(typed, text, language) == words


def test_the_best_passage_has_most_of_the_words() -> None:
    shown = highlight(parse_query("minister doors").query, headline="Doors for ministers", text=TEXT)

    assert "minister told" in shown.snippet
    assert shown.snippet.startswith("…")
    assert shown.headline_spans == ((0, 5), (10, 19))


def test_a_story_found_by_an_alias_shows_its_beginning() -> None:
    assert highlight(parse_query("гагарин").query, headline="", text=TEXT).snippet.startswith("The culture ministers")


@given(st.text(max_size=600) | st.text(alphabet="a b김é\u0301\n👩\u200d", max_size=600), st.text(max_size=12))
def test_a_snippet_is_one_short_line_with_its_spans_inside(text: str, typed: str) -> None:
    shown = highlight(parse_query(typed).query, headline=text[:40], text=text)

    assert "\n" not in shown.snippet
    assert len(shown.snippet) <= LENGTH + 2
    edges = [edge for span in shown.snippet_spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(shown.snippet) for edge in edges)
    assert all(span.start < span.end for span in shown.snippet_spans)
