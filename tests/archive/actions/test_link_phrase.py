"""A link made from words of a story: the link and the note stand or fall together."""

import pytest

from archive.actions import Refused, link_phrase
from archive.models import Annotation, Article, ArticleVersion, Link
from archive.models.annotation import Motivation, Visibility
from archive.text.quotes import Quote
from tests.make import NOON, make_article

pytestmark = pytest.mark.django_db


def words_of(article: Article) -> ArticleVersion:
    assert article.latest_version is not None
    return article.latest_version


def link(article: Article, target: Article, exact: str) -> tuple[Link, Annotation]:
    return link_phrase(
        version=words_of(article), quote=Quote(exact), target=target, type="background", reason="The launch.",
        by=None, at=NOON,
    )  # fmt: skip


def test_the_words_carry_a_note_that_leads_to_the_other_story() -> None:
    article, target = make_article(), make_article(headline="The launch")

    made, note = link(article, target, "around the Earth")

    assert (made.article, made.target, made.type) == (article, target, "background")
    assert (note.exact, note.motivation, note.visibility) == (
        "around the Earth", Motivation.LINKING, Visibility.INTERNAL,
    )  # fmt: skip
    assert f"(/articles/{target.ref}/)" in note.body


def test_words_that_are_not_there_make_no_link_either() -> None:
    article, target = make_article(), make_article(headline="The launch")

    with pytest.raises(Refused, match="not in the story"):
        link(article, target, "around the Moon")
    with pytest.raises(Refused, match="itself"):
        link(article, article, "around the Earth")
    assert not Link.objects.exists() and not Annotation.objects.exists()
