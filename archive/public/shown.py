"""How much of a story a reader is shown: the one place where pages ask the rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from archive.models import Article, ArticleVersion
from archive.models.rights import Use, allows_use, open_text


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
    rights = article.rights_or_none
    policy = rights.display_policy if rights else article.source.default_display_policy
    expires_on = rights.expires_on if rights else None
    return show_words(
        version.text,
        standfirst=version.subheadline,
        abstract=version.abstract,
        policy=policy,
        expires_on=expires_on,
        on=on,
    )


def show_words(
    text: str, *, standfirst: str = "", abstract: str, policy: str, expires_on: date | None, on: date
) -> Shown | None:
    """The same of words that were read without their article: what those rights let a reader see on that day."""
    if not allows_use("headline", policy=policy, expires_on=expires_on, on=on):
        return None
    if not allows_use("excerpt", policy=policy, expires_on=expires_on, on=on):
        return Shown(use="headline", text="", standfirst="", abstract="")
    return Shown(
        use="full" if allows_use("full", policy=policy, expires_on=expires_on, on=on) else "excerpt",
        text=open_text(text, policy=policy, expires_on=expires_on, on=on),
        standfirst=standfirst,
        abstract=abstract,
    )
