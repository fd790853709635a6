"""Which words a note is on: selected in a browser, whose offsets are UTF-16; or a paragraph and a quotation."""

from __future__ import annotations

import pytest
from django.test import Client

from archive.models import Annotation, Article
from archive.text.spans import codepoint_to_utf16
from tests import make

from .pages import deed_of

TEXT = "🐟 One fish.\n\n김정은 saw one fish 🐟🐟 and one fish.\n\nOne fish left."


def note(client: Client, article: Article, **sent: str | int) -> str:
    said = {"body": "Which?", "visibility": "internal", "motivation": "commenting", **sent}
    return client.post(deed_of(article, "note"), said, follow=True).content.decode()


@pytest.mark.parametrize("start", [at for at in range(len(TEXT)) if TEXT.startswith("ne fish", at)])
def test_a_selection_is_counted_in_code_points(desk: Client, start: int) -> None:
    article = make.make_draft(text=TEXT)
    units = codepoint_to_utf16(TEXT, start)

    note(desk, article, exact="ne fish", start=units, end=units + len("ne fish"))

    assert Annotation.objects.get().start == start


def test_a_selection_over_a_blank_line_comes_back_with_the_browser_s_line_ends(desk: Client) -> None:
    article = make.make_draft(text=TEXT)
    start = TEXT.index("fish.\n\n김")
    units = codepoint_to_utf16(TEXT, start)

    note(desk, article, exact="fish.\r\n\r\n김정은", start=units, end=units + 10)

    assert (Annotation.objects.get().start, Annotation.objects.get().exact) == (start, "fish.\n\n김정은")


def test_a_selection_made_before_the_words_moved_is_not_believed(desk: Client) -> None:
    """There are other words at that place now; the quotation decides, and it stands in several places."""
    page = note(desk, make.make_draft(text=TEXT), exact="ne fish", start=2, end=9)

    assert "These words stand 4 times" in page
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(("start", "end"), [(1, 4), (10_000, 10_004), (-3, 2), (9, 4)])
def test_offsets_that_cannot_be_are_no_failure(desk: Client, start: int, end: int) -> None:
    note(desk, make.make_draft(text=TEXT), exact="saw", start=start, end=end)

    assert Annotation.objects.get().start == TEXT.index("saw")


def test_a_paragraph_s_number_and_a_quotation_do_without_a_mouse(desk: Client) -> None:
    article = make.make_draft(text=TEXT)

    note(desk, article, exact="One fish", paragraph=3)

    assert Annotation.objects.get().start == TEXT.rindex("One fish")


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [(9, "The story has 3 paragraphs"), (1, "Paragraph 1 has these words not"), (2, "more than once")],
)
def test_a_paragraph_that_has_not_the_words_once_is_refused(desk: Client, paragraph: int, said: str) -> None:
    page = note(desk, make.make_draft(text=TEXT), exact="one fish", paragraph=paragraph)

    assert said in page
    assert not Annotation.objects.exists()
