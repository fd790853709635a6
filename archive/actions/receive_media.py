"""Keeping what came along with stories: pictures, films, sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Final

from archive.models import Media
from archive.models.rows import insert_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedMedium:
    """One medium as it is to be kept (see `archive.models.Media`); `original_id` when its bytes came along."""

    kind: str
    role: str = ""
    href: str = ""
    original_id: int | None = None
    media_type: str = ""
    guid: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    rights: str = ""
    usage_terms: str = ""
    width: int | None = None
    height: int | None = None


_COLUMNS: Final = tuple(field.name for field in fields(ReceivedMedium))


def receive_media(received: Iterable[tuple[int, Sequence[ReceivedMedium]]]) -> None:
    """Store the media of these articles (keys and media); inside the caller's transaction."""
    stated = attrgetter(*_COLUMNS)
    rows = [
        (article_id, position, *stated(medium))
        for article_id, media in received
        for position, medium in enumerate(media)
    ]
    if rows:
        insert_rows(Media, ("article_id", "position", *_COLUMNS), rows)


def replace_media(article_id: int, media: Sequence[ReceivedMedium]) -> None:
    """The media of a new version in place of those of the one before; a version without any leaves them."""
    if media:
        Media.objects.filter(article_id=article_id).delete()
        receive_media([(article_id, media)])
