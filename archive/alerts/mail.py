"""The mail that tells of new stories: plain text, and the same as simple HTML."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from archive.models import Follow
from archive.public.follow_mail import make_mail, name_search, unfollow_address
from archive.public.page import full_address

from .addresses import message_id
from .matching import MOST_FOUND, News

LONGEST_SUBJECT = 120


def write_alert(follow: Follow, news: News, *, up_to: int) -> EmailMultiAlternatives:
    """Not sent yet. The Message-ID names follower and arrivals: a mail that had to be repeated is the same mail."""
    many = news.total > MOST_FOUND
    count = f"More than {MOST_FOUND:,}" if many else str(news.total)
    tally = f"{count} new {'story' if news.total == 1 else 'stories'}"
    left = news.total - len(news.items)
    context = {
        "site": settings.SITE_NAME,
        "tally": tally,
        "search": name_search(follow),
        "stories": news.items,
        "more": (f"{left} more" if not many else "many more") if left else "",
        "search_href": full_address(f"/search?{follow.search}&sort=newest" if follow.search else "/search?sort=newest"),
        "end_href": unfollow_address(follow),
    }
    mail = make_mail(
        follow,
        subject=f"{tally}: {context['search']}"[:LONGEST_SUBJECT],
        text=render_to_string("archive/follow_mail.txt", context),
        headers={"Message-ID": message_id(f"{follow.key}.{follow.told_up_to}")},
    )
    mail.attach_alternative(render_to_string("archive/follow_mail.html", context), "text/html")
    return mail
