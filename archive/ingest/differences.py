"""Differences: where an arriving story says something else than the archive, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from archive.models import Article
from archive.text.excerpt import plain_excerpt

from .cleaning import clean_line
from .items import Item

SHOWN: Final = 300  # code points of a value that is shown
_SHOWN_AS: Final = {"visible_from": "embargo"}
_WORDS: Final = ("headline", "subheadline", "abstract", "byline", "dateline_text", "dateline_on", "text")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with both values, as they are shown."""

    field: str
    here: str
    wire: str


def compare_item(item: Item, article: Article | None) -> tuple[Difference, ...]:
    """What the item says otherwise than the newest words of the story (joined); what it leaves unsaid is no difference.

    Of a story that is not here, all that it says. Long values are shown from a little before the first place in which
    they differ.
    """
    version = article.latest_version if article is not None else None
    draft = item.draft
    pairs: list[tuple[str, Any, Any]] = [
        (name, getattr(version, name) if version is not None else "", getattr(item.words, name)) for name in _WORDS
    ]
    pairs += [
        (name, getattr(article, name, ""), said)
        for name, said in (
            ("language", clean_line(draft.language, 35)),
            ("genre", clean_line(draft.genre, 60)),
            ("slugline", clean_line(draft.slugline, 200)),
            ("urgency", draft.urgency),
            ("visible_from", draft.embargo.until if draft.embargo else None),
        )
    ]
    found = []
    for name, here, wire in pairs:
        if wire not in ("", None) and here != wire:
            found.append(Difference(_SHOWN_AS.get(name, name), *_show_both(_written(here), _written(wire))))
    return tuple(found)


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _show_both(here: str, wire: str) -> tuple[str, str]:
    if max(len(here), len(wire)) <= SHOWN:
        return here, wire
    same = next((n for n, (a, b) in enumerate(zip(here, wire, strict=False)) if a != b), min(len(here), len(wire)))
    start = max(0, same - 40)
    lead = "…" if start else ""
    return lead + plain_excerpt(here[start:], SHOWN), lead + plain_excerpt(wire[start:], SHOWN)
