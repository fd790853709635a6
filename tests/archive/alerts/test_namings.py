"""Colleagues whom a note names are told by mail: once, under their rights, and not when they wish for none."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from archive.actions import mark_mentions_read, reply_to_annotation, trash_annotation, wish_mail, withdraw_article
from archive.actions.tell_colleague import GIVEN_UP, WAIT, take_naming
from archive.alerts.namings import send_namings
from archive.models import Annotation, NoteMention
from tests.make import NOON, make_article, make_draft, make_note, make_user

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=1)


@pytest.fixture
def ada() -> User:
    return make_user("ada", email="ada@example.org")


def name_her(body: str = "@ada, is it *true*?") -> Annotation:
    return make_note(make_draft(headline="Gagarin\nlands"), "felt well", body=body)


def tell(at: timedelta = timedelta()) -> list[EmailMessage]:
    """The mails of one look."""
    mail.outbox.clear()
    send_namings(at=SOON + at)
    return list(mail.outbox)


def test_who_is_named_gets_one_mail_with_the_note_and_the_way_to_it(ada: User) -> None:
    note = name_her()

    (message,) = tell()

    assert message.to == ["ada@example.org"]
    assert message.subject == "Somebody names you in a note on Gagarin lands"
    assert "@ada, is it *true*?" in message.body and "felt well" in message.body
    way = reverse("admin:archive_article_change", args=[note.article_id])
    assert f"{way}?note={note.pk}#note-{note.pk}" in message.body and reverse("admin:my_mail") in message.body
    assert tell(timedelta(days=1)) == []


def test_an_answer_that_names_her_too_is_another_note_and_another_mail(ada: User) -> None:
    note = name_her()
    assert len(tell()) == 1

    reply_to_annotation(annotation=note, body="Well, @ada?", by=make_user("jon"), at=SOON)

    (message,) = tell(timedelta(minutes=1))
    assert message.subject.startswith("jon names you")


@pytest.mark.parametrize("what", ["no address", "not active", "no staff", "no right", "no wish", "read", "trashed"])
def test_no_mail_goes_to_one_who_cannot_or_need_not_get_it(ada: User, what: str) -> None:
    note = name_her()
    if what == "no wish":
        wish_mail(user=ada, is_wanted=False, at=NOON)
    elif what == "read":
        mark_mentions_read(user=ada, at=NOON)
    elif what == "trashed":
        trash_annotation(annotation=note, by=None, at=NOON)
    else:
        change: dict[str, dict[str, Any]] = {
            "no address": {"email": ""},
            "not active": {"is_active": False},
            "no staff": {"is_staff": False},
        }
        User.objects.filter(pk=ada.pk).update(**change.get(what, {"is_superuser": False}))

    assert tell() == []
    wish_mail(user=ada, is_wanted=True, at=SOON)
    User.objects.filter(pk=ada.pk).update(email="a@example.org", is_active=True, is_staff=True, is_superuser=True)
    assert tell(timedelta(hours=1)) == [], "what was settled is not told later"


def test_the_right_to_view_stories_without_that_to_view_notes_is_not_enough() -> None:
    jon = make_user("ada", email="j@example.org", is_superuser=False)
    jon.user_permissions.add(Permission.objects.get(codename="view_article"))
    name_her()

    assert tell() == []


def test_of_a_story_that_was_taken_away_not_a_word_is_mailed(ada: User) -> None:
    article = make_article(headline="Kestrel sinks", text="The ferry Kestrel sank.")
    make_note(article, "ferry Kestrel", body="@ada The Kestrel, surely?")
    withdraw_article(article=article, reason="An error.", category="error", by=None, at=NOON)

    (message,) = tell()

    assert "Kestrel" not in f"{message.subject} {message.body}"
    assert article.ref in message.subject and "withdrawn" in message.body


class Killed(BaseException):
    """The plug is pulled."""


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_a_process_killed_around_the_mail_never_sends_it_twice(
    ada: User, monkeypatch: pytest.MonkeyPatch, is_handed_over: bool
) -> None:
    name_her()
    real = EmailBackend.send_messages
    mail.outbox.clear()

    def die(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        if is_handed_over:
            real(backend, messages)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", die)
        with pytest.raises(Killed):
            send_namings(at=SOON)

    assert len(mail.outbox) == int(is_handed_over)
    assert tell(timedelta(days=2)) == []
    assert NoteMention.objects.unread_by(ada.pk).exists(), "it still waits at the desk"


def test_of_two_workers_one_sends_it(ada: User) -> None:
    name_her()
    naming = NoteMention.objects.get()

    assert take_naming(naming=naming, mailed=True, at=SOON)
    assert not take_naming(naming=naming, mailed=True, at=SOON)
    assert tell() == []


@pytest.mark.parametrize(
    ("failure", "is_repeated"), [(SMTPDataError(451, b"later"), True), (SMTPServerDisconnected("gone"), False)]
)
def test_a_mail_that_was_refused_goes_out_later_and_one_that_may_have_gone_does_not(
    ada: User, monkeypatch: pytest.MonkeyPatch, failure: OSError, is_repeated: bool
) -> None:
    name_her()

    def fail(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", fail)
        assert tell() == []

    assert tell() == []
    assert len(tell(WAIT)) == int(is_repeated)
    assert tell(WAIT * 2) == []


def test_a_mail_that_is_refused_for_a_day_is_given_up(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    name_her()

    def fail(backend: EmailBackend, messages: list[EmailMessage]) -> int:
        raise SMTPDataError(451, b"later")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", fail)
        tell(GIVEN_UP)

    assert NoteMention.objects.get().mail_due_at is None


def test_without_a_mail_server_nothing_is_settled(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    name_her()

    def fail(backend: EmailBackend) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", fail)
        assert tell() == []

    assert len(tell()) == 1


def test_the_worker_of_the_alerts_sends_them(ada: User, capsys: pytest.CaptureFixture[str]) -> None:
    name_her()
    mail.outbox.clear()

    call_command("send_alerts")

    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert "1 told of a note that names them" in capsys.readouterr().out


def test_each_switches_the_mails_off_and_on_for_themselves(ada: User, client: Client) -> None:
    client.force_login(ada)
    page = reverse("admin:my_mail")
    assert page in client.get(reverse("admin:index")).content.decode()
    assert "ada@example.org" in client.get(page).content.decode()

    for _ in range(2):
        said = client.post(page, follow=True).content.decode()
        assert "You get no mail" in said and "checked" not in said.split('name="is_wanted"')[1].split(">")[0]
    name_her()
    assert tell() == []

    assert "You get a mail" in client.post(page, {"is_wanted": "on"}, follow=True).content.decode()
    name_her()
    assert len(tell()) == 1
