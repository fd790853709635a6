"""Telling colleagues by mail that a note names them: once each, under their rights at that very moment."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from archive.actions.tell_colleague import put_naming_back, take_naming
from archive.models import NoteMention
from archive.models.article import Status
from archive.models.follow import may_search_desk
from archive.public.page import full_address
from archive.text.excerpt import plain_excerpt

from .addresses import desk_address, message_id

log = logging.getLogger(__name__)
AT_ONCE = 500  # mails in one look; the next look goes on
LONGEST_NOTE = 600
LONGEST_SUBJECT = 120
# Of these stories not a word leaves the house, not even to the desk's own mailboxes.
CLOSED = frozenset({Status.WITHDRAWN, Status.BLOCKED, Status.TRASHED})


def send_namings(*, at: datetime) -> int:
    """One mail at most for each naming that is due; how many were handed over.

    The naming is settled before its mail goes out (see `archive.actions.tell_colleague`). When no mail server answers,
    all stay due.
    """
    due = NoteMention.objects.to_be_mailed(at).select_related(
        "user__no_mention_mail", "annotation__by", "annotation__article__latest_version"
    )
    namings = list(due.defer("annotation__article__latest_version__text")[:AT_ONCE])
    wanted = [naming for naming in namings if _settle_unwanted(naming, at=at)]
    if not wanted:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:  # smtplib's own failures are such, too
        log.warning("colleagues could not be told: %s", type(error).__name__)
        return 0
    try:
        return sum(_tell(naming, connection, at=at) for naming in wanted)
    finally:
        connection.close()


def may_be_mailed(naming: NoteMention) -> bool:
    """Whether that colleague wants a mail, has an address, may see the note, and has not read it yet."""
    user = naming.user
    return (
        bool(user.email)
        and naming.read_at is None
        and naming.annotation.trashed_at is None
        and not hasattr(user, "no_mention_mail")
        and may_search_desk(user)
        and user.has_perm("archive.view_annotation")
    )


def write_naming(naming: NoteMention) -> EmailMessage:
    """Not sent yet: who wrote what, on which story, and where. Nothing of a story that was taken away."""
    note, article = naming.annotation, naming.annotation.article
    is_closed = article.status in CLOSED
    version = article.latest_version
    headline = "" if is_closed or version is None else version.headline
    author = note.author_name or "Somebody"
    context = {
        "site": settings.SITE_NAME,
        "author": author,
        "headline": headline,
        "status": article.get_status_display(),
        "ref": article.ref,
        "words": "" if is_closed else plain_excerpt(note.exact, LONGEST_NOTE),
        "body": "" if is_closed else plain_excerpt(note.body, LONGEST_NOTE),
        "href": desk_address(article, f"?note={note.pk}#note-{note.pk}"),
        "wishes": _wishes_address(),
    }
    subject = f"{author} names you in a note on {headline or article.ref}"
    return EmailMessage(
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        body=render_to_string("archive/naming_mail.txt", context),
        to=[naming.user.email],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": message_id(f"note-{note.uuid}.{naming.user_id}")},
    )


def _settle_unwanted(naming: NoteMention, *, at: datetime) -> bool:
    """Whether a mail is to be written; if not, the naming waits at the desk alone."""
    is_wanted = may_be_mailed(naming)
    if not is_wanted:
        take_naming(naming=naming, mailed=False, at=at)
    return is_wanted


def _tell(naming: NoteMention, connection: BaseEmailBackend, *, at: datetime) -> bool:
    mail = write_naming(naming)
    if not take_naming(naming=naming, mailed=True, at=at):
        return False
    mail.connection = connection
    try:
        mail.send()
    except (SMTPResponseException, SMTPRecipientsRefused) as error:  # the server said no: nothing went out
        log.warning("a colleague could not be told: %s", type(error).__name__)  # the text may hold the address
        put_naming_back(naming=naming, at=at)
        return False
    except OSError as error:  # nobody knows whether it went out: it is not sent again
        log.warning("a colleague may not have been told: %s", type(error).__name__)
        return False
    return True


def _wishes_address() -> str:
    try:
        return full_address(reverse("admin:my_mail"))
    except NoReverseMatch:  # the desk is not installed
        return ""
