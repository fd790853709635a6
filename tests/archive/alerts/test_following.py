"""Following a search: asked, confirmed, told, ended; through the pages and the mails."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from archive.actions import withdraw_article
from archive.actions.tell_follower import TAKEN
from archive.alerts import send as sending
from archive.alerts.send import send_alerts
from archive.indexing.drain import drain_outbox
from archive.models import Arrival, Article, Asking, Follow
from tests.archive.public.test_visibility import CANARY, STATES
from tests.make import NOON, make_article, make_draft, make_user

pytestmark = pytest.mark.django_db
READER = "reader@example.org"


def ask(client: Client, search: str = "?q=kestrel", **fields: Any) -> int:
    data = {"address": READER, "frequency": "at_once", **fields}
    return client.post(f"/follow/{search}", data).status_code


def link_in(message: mail.EmailMessage, name: str) -> str:
    found = re.search(rf"http://127\.0\.0\.1:8000(/follow/{name}/\S+)", str(message.body))
    assert found
    return found[1]


def follow(client: Client, search: str = "?q=kestrel", **fields: Any) -> Follow:
    """A confirmed follow, with the mails so far out of the way."""
    assert ask(client, search, **fields) == 302
    path = link_in(mail.outbox[-1], "confirm")
    assert "Yes, tell me" in client.get(path).content.decode()
    assert client.post(path).status_code == 200
    mail.outbox.clear()
    return Follow.objects.latest("id")


def tell(after: timedelta = timedelta()) -> list[mail.EmailMessage]:
    """The mails of one look at the followers."""
    mail.outbox.clear()
    drain_outbox()
    send_alerts(at=timezone.now() + after)
    return list(mail.outbox)


def test_a_follower_is_told_of_a_new_story_once(client: Client) -> None:
    make_article(headline="Old kestrel")
    drain_outbox()
    follow(client)
    article = make_article(headline="New <kestrel>")
    make_article(headline="Falcon")

    (message,) = tell()

    assert message.to == [READER] and "New <kestrel>" in message.body
    assert article.get_absolute_url() in message.body and "/search?q=kestrel" in message.body
    assert "Old" not in message.body and "Falcon" not in message.body
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert "New &lt;kestrel&gt;" in html
    assert tell(timedelta(days=2)) == []


def test_nothing_but_the_question_is_sent_before_it_is_answered(client: Client) -> None:
    assert ask(client) == 302
    assert len(mail.outbox) == 1
    client.get(link_in(mail.outbox[0], "confirm"))  # a program that looks at links
    make_article(headline="New kestrel")

    assert tell() == []


def test_what_arrived_before_the_confirmation_is_told_after_it(client: Client) -> None:
    ask(client)
    path = link_in(mail.outbox[0], "confirm")
    make_article(headline="New kestrel")
    drain_outbox()
    client.post(path)

    assert len(tell()) == 1


def test_daily_means_one_mail_a_day(client: Client) -> None:
    follow(client, frequency="daily")
    make_article(headline="First kestrel")
    assert len(tell()) == 1
    make_article(headline="Second kestrel")
    make_article(headline="Third kestrel")

    assert tell(timedelta(hours=23)) == []
    (message,) = tell(timedelta(hours=25))
    assert message.subject.startswith("2 new stories")


def test_one_click_ends_it_and_deletes_the_address(client: Client) -> None:
    follow(client)
    make_article(headline="New kestrel")
    (message,) = tell()
    path = message.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    strict = Client(enforce_csrf_checks=True)

    assert strict.get(path).status_code == 200 and Follow.objects.exists()
    for _ in range(2):
        assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Follow.objects.exists()


def test_a_token_that_is_none_ends_nothing(client: Client) -> None:
    follow(client)
    for path in ("/follow/end/x/", "/follow/confirm/x/", "/follow/end/%00/"):
        assert client.get(path).status_code == 400
        assert client.post(path).status_code == 400
    assert Follow.objects.count() == 1


def test_the_answer_does_not_tell_whether_an_address_is_known(client: Client) -> None:
    follow(client)
    known = client.post("/follow/?q=kestrel", {"address": READER, "frequency": "daily"})
    unknown = client.post("/follow/?q=kestrel", {"address": "nobody@example.org", "frequency": "daily"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Follow.objects.get(address=READER).frequency == "at_once", "only its owner changes it"


def test_a_mailbox_cannot_be_flooded(client: Client) -> None:
    assert {ask(client, f"?q=word{number}") for number in range(10)} == {302}
    assert len(mail.outbox) == 3
    codes = [ask(client, address=f"reader{number}@example.org") for number in range(20)]
    assert codes.count(429) == 10
    assert READER not in str(list(Asking.objects.values()))


def test_bad_input_is_answered_with_a_sentence(client: Client) -> None:
    assert ask(client, address="a@b.org\nBcc: c@d.org") == 400
    assert ask(client, address="none") == 400
    assert ask(client, frequency="hourly") == 400
    assert ask(client, index="desk") == 400
    assert ask(client, "?" + "&".join(f"person={'x' * 190}{number}" for number in range(20))) == 400
    assert not mail.outbox and not Follow.objects.exists()


def test_an_address_that_nobody_confirms_is_forgotten(client: Client) -> None:
    ask(client)
    Follow.objects.update(created_at=timezone.now() - timedelta(days=8))

    call_command("send_alerts")

    assert not Follow.objects.exists()


@pytest.mark.parametrize("state", STATES)
def test_no_mail_says_a_word_of_a_story_that_is_not_readable(client: Client, state: str) -> None:
    follow(client, "")
    STATES[state][0]()
    make_article(headline="Open")

    (message,) = tell()

    assert CANARY.lower() not in str(message.message()).lower() and message.subject.startswith("1 new story")


def test_a_story_withdrawn_between_index_and_mail_is_left_out(client: Client) -> None:
    follow(client)
    article = make_article(headline="New kestrel")
    drain_outbox()
    withdraw_article(article=article, reason="wrong", by=None, at=NOON)
    send_alerts(at=timezone.now())

    assert not mail.outbox


def test_a_story_is_new_when_its_embargo_lifts(client: Client) -> None:
    follow(client)
    article = make_article(headline="New kestrel", visible_from=timezone.now() + timedelta(hours=1))
    assert tell() == []
    Article.objects.filter(pk=article.pk).update(visible_from=timezone.now() - timedelta(seconds=1))
    drain_outbox(at=timezone.now() + timedelta(hours=2))

    assert len(tell()) == 1


def test_an_arrival_is_noted_once_however_often_a_story_is_indexed() -> None:
    article = make_article()
    drain_outbox()
    withdraw_article(article=article, reason="wrong", by=None, at=NOON)
    drain_outbox()

    assert sorted(Arrival.objects.values_list("index", flat=True)) == ["desk", "public"]


def test_the_desk_is_followed_only_by_those_who_may_see_it(client: Client) -> None:
    editor = make_user()
    client.force_login(editor)
    follow(client, index="desk")
    make_draft(headline="Secret kestrel")
    (message,) = tell()
    assert "Secret kestrel" in message.body

    editor.is_superuser = False
    editor.save()
    make_draft(headline="More kestrel")
    assert tell(timedelta(hours=1)) == []


def test_a_mail_that_was_refused_is_tried_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    follow(client)
    make_article(headline="New kestrel")

    def refuse(*args: Any, **kwargs: Any) -> int:
        raise OSError("away")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert tell() == []
    assert tell() == [], "not at once"
    assert len(tell(timedelta(minutes=16))) == 1


def test_a_process_killed_after_the_mail_repeats_that_one_and_loses_none(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(client)
    make_article(headline="New kestrel")

    def die(**_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "record_told", die)
        with pytest.raises(KeyboardInterrupt):
            tell()
    (first,) = mail.outbox
    assert tell() == [], "another process leaves it alone for a while"
    (second,) = tell(TAKEN + timedelta(seconds=1))
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert tell(timedelta(days=1)) == []


def test_the_search_page_leads_to_following_it(client: Client) -> None:
    assert 'href="/follow/?q=kestrel"' in client.get("/search?q=kestrel&sort=newest").content.decode()
    form = client.get("/follow/?q=kestrel").content.decode()
    assert "kestrel" in form and "the archive and the desk" not in form
