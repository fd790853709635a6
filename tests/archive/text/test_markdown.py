"""Markdown as plain words."""

import pytest

from archive.text.markdown import strip_markdown


@pytest.mark.parametrize(
    ("body", "plain"),
    [
        ("The *whole* **flight**, `then`", "The whole flight, then"),
        (
            "See [the report](https://example.org/a).\n\n> quoted\n\n- one\n- two\n\n1. three",
            "See the report. quoted one two three",
        ),
        ("2 * 3 = 6 and 5 - 4", "2 * 3 = 6 and 5 - 4"),
        ("*", "*"),
        ("", ""),
    ],
)
def test_the_words_stay_and_the_marks_go(body: str, plain: str) -> None:
    assert strip_markdown(body) == plain
