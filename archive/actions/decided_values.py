"""Decided values: the fields that a person can decide, as values that can be compared, kept and set again.

One entry of the provenance is one value: that of the dateline is five fields, that of the copyright four.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder

from archive.models import Article, Place, Rights

from .actor import Actor
from .edit_details import Details, edit_details
from .provenance import ENTRIES
from .receive_stories import ReceivedStory
from .refusals import Refused
from .save_draft import save_draft
from .set_rights import RightsStatement, set_rights
from .set_topics import set_topics
from .words import Words, words_of

Values = dict[str, Any]
WORDS: Final = {**ENTRIES, "text": ("text", "marks")}
DETAILS: Final = ("language", "genre", "slugline", "urgency", "visible_from", "visible_until")
RIGHTS: Final = ("holder", "year", "notice", "usage_terms")
_DAYS: Final = frozenset({"dateline_on"})
_MOMENTS: Final = frozenset({"visible_from", "visible_until"})


def values_of_words(words: Words) -> dict[str, Values]:
    """By entry."""
    return {entry: plain({name: getattr(words, name) for name in names}) for entry, names in WORDS.items()}


def values_here(article: Article) -> dict[str, Values]:
    """Every entry as the story has it now; its newest words have been joined."""
    found = values_of_words(words_of(article.latest_version)) if article.latest_version is not None else {}
    found |= {name: plain({name: getattr(article, name)}) for name in DETAILS}
    found["topics"] = {"topics": sorted(article.topics.names())}
    rights = Rights.objects.filter(article=article).first()
    found["copyright"] = plain({name: getattr(rights or RightsStatement(), name) for name in RIGHTS})
    return found


def values_said(story: ReceivedStory) -> dict[str, Values]:
    """Every entry of which the wire says anything: silence is no opinion."""
    found = values_of_words(story.words)
    found |= {name: plain({name: getattr(story, name)}) for name in DETAILS}
    found["topics"] = {"topics": sorted(set(story.topics))}
    if story.rights.notice:
        found["copyright"] = plain({name: getattr(story.rights, name) for name in RIGHTS})
    return {
        entry: values
        for entry, values in found.items()
        if any(value not in ("", None, []) for value in values.values())
    }


def keep_decided(article: Article, words: Words) -> Words:
    """The wire's words, with the person's in the fields that a person decided; the text is not among them."""
    version = article.latest_version
    if version is None:
        return words
    ours = words_of(version)
    names = [
        name for entry, names in ENTRIES.items() if entry != "text" and article.says_person(entry) for name in names
    ]
    return replace(words, **{name: getattr(ours, name) for name in names})


def set_value(article: Article, values: Mapping[str, Any], *, entry: str, by: Actor, at: datetime) -> None:
    """Make it so, by a person. Refused when the story has no such field any more."""
    given = {name: _read(name, value) for name, value in values.items()}
    if entry in WORDS:
        if article.latest_version is None:
            raise Refused("This story has no words: write them first.")
        words = replace(words_of(article.latest_version), **given)
        save_draft(article=article, words=words, by=by, at=at, reason=f"{entry}: as the wire has it")
    elif entry in DETAILS:
        now = Details(**{field.name: getattr(article, field.name) for field in fields(Details)})
        edit_details(article=article, details=replace(now, **given), by=by, at=at)
    elif entry == "topics":
        set_topics(article=article, topics=given["topics"], by=by, at=at)
    else:
        rights = Rights.objects.filter(article=article).first() or RightsStatement()
        stated = {name: getattr(rights, name) for name in asdict(RightsStatement())}
        set_rights(article=article, statement=RightsStatement(**{**stated, **given}), by=by, at=at)


def plain(values: Mapping[str, Any]) -> Values:
    """As JSON has them, so that what was kept and what has come are compared alike."""
    by_key = {name: value.pk if isinstance(value, Place) else value for name, value in values.items()}
    found: Values = json.loads(json.dumps(by_key, cls=DjangoJSONEncoder))
    return found


def _read(name: str, value: Any) -> Any:
    if name == "dateline_place":
        return Place.objects.filter(pk=value).first()
    if name == "marks":
        return tuple(tuple(mark) for mark in value)
    if name in _DAYS and value:
        return date.fromisoformat(value)
    if name in _MOMENTS and value:
        return datetime.fromisoformat(value)
    return value
