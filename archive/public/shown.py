"""How much of a story a reader is shown: the one place where pages ask the rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.models import Article, ArticleVersion, Rights
from archive.models.rights import Use


@dataclass(frozen=True, slots=True)
class Shown:
    """What may stand on a page. `text` is all of it, its beginning or nothing, as `use` says."""

    use: Use
    text: str
    standfirst: str
    abstract: str


def decide_shown(article: Article, version: ArticleVersion, *, on: date) -> Shown | None:
    """What of that version may be shown on that day; None when not even the headline may.

    A story without a rights statement follows the policy of its source.
    """
    rights = article.rights_or_none or Rights(display_policy=article.source.default_display_policy)
    if not rights.allows("headline", on):
        return None
    if not rights.allows("excerpt", on):
        return Shown(use="headline", text="", standfirst="", abstract="")
    return Shown(
        use="full" if rights.allows("full", on) else "excerpt",
        text=rights.open_text(version.text, on),
        standfirst=version.subheadline,
        abstract=version.abstract,
    )
