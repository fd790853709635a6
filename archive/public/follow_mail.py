"""Mails about following: the one that asks for confirmation, and what stands in the head of all."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from archive.models import Follow
from archive.search.describe import describe_query
from archive.search.parse import parse_query

from .feed_address import read_search
from .follow_tokens import write_confirmation, write_end
from .page import full_address

LONGEST_TITLE = 80


def name_search(follow: Follow) -> str:
    """What is followed, in words."""
    address = read_search(follow.search)
    words = [describe_query(parse_query(address.q).query)] if address.q else []
    chosen = [f"{name}: {', '.join(values)}" for name, values in address.chosen.items() if values]
    days = [f"from {address.since}"] * bool(address.since) + [f"to {address.until}"] * bool(address.until)
    return "; ".join([*words, *chosen, *days]) or "every new story"


def send_confirmation(follow: Follow, *, frequency: str) -> None:
    """Ask the owner of the address. Nothing else is ever sent before they agree. Raises OSError when it cannot go."""
    context = {
        "site": settings.SITE_NAME,
        "search": name_search(follow),
        "confirm": full_address(reverse("follow-confirm", args=[write_confirmation(follow, frequency)])),
    }
    text = render_to_string("archive/follow_confirm_mail.txt", context)
    make_mail(follow, subject=f"Confirm: stories from {settings.SITE_NAME}", text=text).send()


def unfollow_address(follow: Follow) -> str:
    """Where one click ends it."""
    return full_address(reverse("follow-end", args=[write_end(follow)]))


def make_mail(
    follow: Follow, *, subject: str, text: str, headers: dict[str, str] | None = None
) -> EmailMultiAlternatives:
    """A mail to the follower that every mail program can unsubscribe from (RFC 2369, RFC 8058)."""
    return EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=text,
        to=[follow.address],
        headers={
            "List-Unsubscribe": f"<{unfollow_address(follow)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            **(headers or {}),
        },
    )
