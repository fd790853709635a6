"""Lists show headlines: they do not fetch the texts of fifty stories to do so."""

from __future__ import annotations

from archive.models import Article

LONG = ("text", "marks", "abstract")


def long_fields(article: str = "") -> tuple[str, ...]:
    """What a list defers, for `QuerySet.defer`; `article` is the path to the story, such as "article"."""
    before = f"{article}__" if article else ""
    return (*(f"{before}latest_version__{name}" for name in LONG), f"{before}provenance", f"{before}extras")


def headline_of(article: Article) -> str:
    """The headline of its latest words."""
    return article.latest_version.headline if article.latest_version else "Untitled"
