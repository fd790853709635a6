"""Taking over what a new version of the wire says besides its words, where no person has decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from archive import outbox
from archive.models import Article, Rights

from .locking import touch
from .receive_stories import ReceivedStory

_DETAILS: Final = ("language", "genre", "slugline", "urgency", "extras")


def take_over(article: Article, story: ReceivedStory, *, at: datetime) -> list[str]:
    """Of the newest version: details, topics and rights. Returns what was kept because a person decided it.

    What the new version does not say stays; but its extras are its own. Where a value came from goes with it.
    """
    kept: list[str] = []
    changed: dict[str, Any] = {}
    for name in _DETAILS:
        value = getattr(story, name)
        if value in ("", None, {}) or value == getattr(article, name):
            continue
        if article.says_person(name):
            kept.append(f"{name}: kept what a person decided; the wire says “{value}”")
        else:
            changed[name] = value
    told = {name: entry for name, entry in story.provenance.items() if not article.says_person(name)}
    provenance = {**article.provenance, **told}
    if provenance != article.provenance:
        changed["provenance"] = provenance
    for name, value in changed.items():
        setattr(article, name, value)
    if changed:
        touch(article, at=at, fields=tuple(changed))
    kept += _take_topics(article, story)
    kept += take_rights(article, story, at=at)
    outbox.enqueue(articles=[article], at=at)
    return kept


def _take_topics(article: Article, story: ReceivedStory) -> list[str]:
    wanted = sorted(set(story.topics))
    if not wanted or wanted == sorted(article.topics.names()):
        return []
    if article.says_person("topics"):
        return [f"topics: kept what a person decided; the wire says “{'; '.join(wanted)}”"]
    article.topics.set(wanted)
    return []


def take_rights(article: Article, story: ReceivedStory, *, at: datetime, fills_only: bool = False) -> list[str]:
    """The rights that the wire states. With `fills_only`, an older version's: only an end that nobody has stated."""
    rights = Rights.objects.filter(article=article).first()
    if rights is None:
        return []
    said = story.rights
    values: dict[str, Any] = {}
    if not fills_only:
        if said.notice:
            values |= {"holder": said.holder, "year": said.year, "notice": said.notice}
        if said.usage_terms:
            values["usage_terms"] = said.usage_terms
    if said.expires_on is not None and not (fills_only and rights.expires_on is not None):
        values["expires_on"] = said.expires_on
    values = {name: value for name, value in values.items() if getattr(rights, name) != value}
    if not values:
        return []
    if article.says_person("copyright"):
        return [f"copyright: kept “{rights.notice}”, which a person decided; the wire says “{said.notice}”"]
    for name, value in values.items():
        setattr(rights, name, value)
    rights.save(update_fields=list(values))
    if "expires_on" in values:
        article.visible_until = story.visible_until
        touch(article, at=at, fields=("visible_until",))
        outbox.enqueue(articles=[article], at=at)
    return []
