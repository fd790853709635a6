"""Addresses in mails: of a story at the desk, and of the mail itself."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from archive.models import Article
from archive.public.page import full_address


def desk_address(article: Article, place: str = "") -> str:
    """Where somebody of the desk reads it; `place` is a part of that page."""
    try:
        path = reverse("admin:archive_article_change", args=[article.pk]) + place
    except NoReverseMatch:  # the desk is not installed
        path = article.get_absolute_url()
    return full_address(path)


def message_id(name: str) -> str:
    """Of a mail that is the same mail however often it should be sent."""
    return f"<{name}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>"
