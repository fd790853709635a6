"""JSON-LD: the story for machines, as schema.org's NewsArticle (STANDARDS §1B)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from archive.models import Dossier
from archive.text.markdown import strip_markdown

from .cards import Card
from .page import full_address
from .story import Named, Story

TYPES = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event"}


def describe_story(story: Story) -> dict[str, Any]:
    """The facts on the page and nothing else; empty ones are left out. The text itself is not repeated."""
    article, version, rights = story.article, story.version, story.article.rights_or_none
    address = full_address(article.get_absolute_url())
    provider = {"@type": "Organization", "name": article.source.name}
    place = version.dateline_place
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "identifier": article.ref,
        "headline": version.headline,
        "alternativeHeadline": story.shown.standfirst,
        "description": story.shown.abstract,
        "author": [{"@type": "Person", "name": version.byline}] if version.byline else [provider],
        "publisher": provider,
        "sdPublisher": {"@type": "Organization", "name": settings.SITE_NAME},
        "datePublished": article.published_at.isoformat() if article.published_at else "",
        "dateModified": version.published_at.isoformat() if version.published_at else "",
        "dateCreated": article.dated_on.isoformat(),
        "dateline": version.dateline_text,
        "locationCreated": {"@type": "Place", "name": place.name} if place else None,
        "inLanguage": article.language,
        "version": version.number,
        "genre": article.genre,
        "isAccessibleForFree": story.shown.use == "full",
        "copyrightHolder": {"@type": "Organization", "name": rights.holder} if rights and rights.holder else None,
        "copyrightYear": rights.year if rights else None,
        "copyrightNotice": rights.notice if rights else "",
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.notice,
                "datePublished": correction.corrected_on.isoformat(),
            }
            for correction in story.corrections
        ],
        "mentions": [_thing(named) for named in (*story.people, *story.organisations, *story.places, *story.events)],
    }
    return {name: value for name, value in about.items() if value not in (None, "", [])}


def describe_dossier(dossier: Dossier, cards: Iterable[Card]) -> dict[str, Any]:
    """A dossier as schema.org's CollectionPage, with the stories that can be read now."""
    address = full_address(dossier.get_absolute_url())
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": dossier.title,
        "description": strip_markdown(dossier.introduction),
        "datePublished": dossier.published_at.isoformat() if dossier.published_at else "",
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME},
        "hasPart": [
            {"@type": "NewsArticle", "headline": card.headline, "url": full_address(card.href)} for card in cards
        ],
    }
    return {name: value for name, value in about.items() if value not in ("", [])}


def _thing(named: Named) -> dict[str, str]:
    return {"@type": TYPES[named.kind], "name": named.name, "url": full_address(named.href)}
