"""How a story is cited in a footnote."""

from __future__ import annotations

from django.conf import settings
from django.utils.formats import date_format

from archive.models import Article

from .page import full_address
from .story import Story


def cite_story(story: Story) -> str:
    """Author, “Headline”, provider, day, and where to find exactly these words."""
    article, version = story.article, story.version
    parts = [
        version.byline,
        f"“{version.headline}”",
        article.source.name,
        date_format(article.dated_on, "j F Y"),
    ]
    address = permanent_address(article)
    if version.pk != article.public_version_id:
        address = f"{address}v/{version.number}/"
    return (
        f"{', '.join(part for part in parts if part)}. "
        f"{settings.SITE_NAME} {article.ref}, version {version.number}. {address}"
    )


def permanent_address(article: Article) -> str:
    """The address without the headline in it: it stays when the headline changes."""
    return full_address(f"/articles/{article.ref}/")
