"""`POST /ingest/<source>`: stories sent by machines."""

from __future__ import annotations

import io
import json
import socket
import threading
import zipfile
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from archive.actions import receive_delivery, revoke_push_token, rotate_push_token
from archive.models import Article, Deed, Delivery, IngestItem, IngestRun, Original, PushToken
from archive.models.article import Status
from tests import make
from tests.archive.ingest.importing import COPY

pytestmark = pytest.mark.django_db
TWO = b"headline,text,guid\nShip puts to sea,The ship left on Monday.,mp-1\nTide turns,The tide turned.,mp-2\n"


def send(secret: str, body: bytes = COPY.encode(), *, to: str = "MP", kind: str = "text/plain", **headers: Any) -> Any:
    """A POST as a machine sends it, with every protection of a browser's forms in force."""
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/ingest/{to}", body, content_type=kind, HTTP_AUTHORIZATION=f"Bearer {secret}", **headers)


def ask(secret: str, address: str) -> Any:
    path = address.partition("//")[2].partition("/")[2]
    return Client().get(f"/{path}", HTTP_AUTHORIZATION=f"Bearer {secret}")


def test_a_story_that_is_sent_is_taken_in_and_its_status_can_be_asked() -> None:
    _, secret = make.make_token()

    answer = send(secret)

    told = answer.json()
    article = Article.objects.get()
    assert answer.status_code == 202 and told["state"] == "done"
    assert [(item["outcome"], item["ref"]) for item in told["items"]] == [("created", article.ref)]
    assert (article.source.code, article.status) == ("MP", Status.DRAFT)
    assert Original.objects.get().read_bytes() == COPY.encode()
    assert ask(secret, told["status"]).json() == told
    assert ask(secret, told["items"][0]["status"]).json() == told["items"][0]
    assert answer["Cache-Control"] == "no-store"
    run = IngestRun.objects.get()
    assert run.finished_at is not None and run.origin == "push to MP"


def test_a_token_that_publishes_publishes() -> None:
    _, secret = make.make_token(is_published=True)

    send(secret, b"headline,text,guid,published\nShip,It left.,mp-1,2025-06-30T10:00:00Z\n", kind="text/csv")

    assert Article.objects.get().status == Status.PUBLISHED


def test_sent_again_it_is_answered_the_same_and_nothing_comes_twice() -> None:
    _, secret = make.make_token()
    first = send(secret, TWO, kind="text/csv")

    again = send(secret, TWO, kind="text/csv")

    assert (again.status_code, again.json()) == (202, first.json())
    assert len(first.json()["items"]) == 2
    assert (Article.objects.count(), Delivery.objects.count(), IngestItem.objects.count()) == (2, 1, 2)


def test_other_bytes_with_the_same_guid_and_words_change_nothing() -> None:
    _, secret = make.make_token()
    send(secret, TWO, kind="text/csv")

    answer = send(secret, TWO + b"\n\n", kind="text/csv")

    assert [item["outcome"] for item in answer.json()["items"]] == ["duplicate", "duplicate"]
    assert Article.objects.count() == 2


def test_a_new_version_of_a_guid_revises_its_story() -> None:
    _, secret = make.make_token()
    send(secret, TWO, kind="text/csv")

    answer = send(secret, TWO.replace(b"turned.", b"turned at noon."), kind="text/csv")

    assert [item["outcome"] for item in answer.json()["items"]] == ["duplicate", "revised"]


def test_what_cannot_be_read_is_kept_and_told_with_the_reason() -> None:
    _, secret = make.make_token()

    answer = send(secret, b"<unknown><thing/></unknown>", kind="application/xml")

    (item,) = answer.json()["items"]
    assert answer.status_code == 202
    assert item["outcome"] == "quarantined" and item["problems"][0]["message"]
    assert Original.objects.count() == 1


def test_no_answer_tells_whether_there_is_such_a_source() -> None:
    token, secret = make.make_token()
    revoked, old = make.make_token()
    revoke_push_token(token=revoked, by=None, at=timezone.now())
    _, other = make.make_token("OT")
    answers = []
    for given, code in [("wrong", "MP"), ("wrong", "none"), (old, "MP"), (other, "MP"), ("", "MP"), (secret, "none")]:
        with CaptureQueriesContext(connection) as queries:
            answer = send(given, to=code)
        answers.append((answer.status_code, answer.content, sorted(answer.headers.items()), len(queries)))

    assert len({str(answer) for answer in answers}) == 1
    assert answers[0][0] == 401
    assert not Original.objects.exists()
    assert token.token_sha256 not in str(answers)


def test_a_get_is_refused_alike_for_every_source() -> None:
    make.make_token()

    assert Client().get("/ingest/MP").status_code == Client().get("/ingest/none").status_code == 405


def test_only_the_hash_of_a_token_is_kept_and_the_audit_does_not_know_it() -> None:
    token, secret = make.make_token()

    assert secret not in json.dumps(list(PushToken.objects.values()), default=str)
    assert secret not in json.dumps(list(Deed.objects.values()), default=str)
    assert len(secret) > 40 and token.token_sha256 != secret


def test_a_rotated_token_opens_nothing_and_the_new_one_does() -> None:
    token, old = make.make_token()

    _, new = rotate_push_token(token=token, by=None, at=timezone.now())

    assert (send(old).status_code, send(new).status_code) == (401, 202)


def test_another_sources_token_sees_no_status() -> None:
    _, secret = make.make_token()
    _, other = make.make_token("OT")
    status = send(secret).json()["status"]

    assert ask(other, status).status_code == 401
    assert ask(other, status.replace("/MP/", "/OT/")).status_code == 404
    assert ask(secret, status + "-7").status_code == 404
    assert ask(secret, status[:-3]).status_code == 404


def test_a_body_over_the_limit_is_refused_before_it_is_read(settings: Settings) -> None:
    _, secret = make.make_token()
    settings.INGEST_MAX_BYTES = 100

    answer = send(secret)

    assert answer.status_code == 413 and "100 bytes" in answer.json()["error"]
    assert not Original.objects.exists()


@pytest.mark.parametrize("stated", ["", "x", "-1"])
def test_a_body_without_its_length_is_refused(stated: str) -> None:
    _, secret = make.make_token()

    answer = send(secret, b"half a sto", CONTENT_LENGTH=stated)

    assert answer.status_code == 411 and answer.json()["error"]
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_body_that_breaks_off_is_not_taken_for_a_story(live_server: LiveServer) -> None:
    _, secret = make.make_token()
    host, _, port = live_server.url.partition("//")[2].partition(":")
    head = f"POST /ingest/MP HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {secret}\r\nContent-Length: 5000\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=10) as line:
        line.sendall(head.encode() + COPY.encode())
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(1000)

    assert b" 400 " in answer.splitlines()[0]
    assert not Delivery.objects.exists() and not Original.objects.exists()


def test_a_form_is_refused_with_what_to_do() -> None:
    _, secret = make.make_token()

    answer = Client().post("/ingest/MP", {"file": io.BytesIO(b"x")}, HTTP_AUTHORIZATION=f"Bearer {secret}")

    assert answer.status_code == 415 and "--data-binary" in answer.json()["error"]


def test_too_many_deliveries_a_minute_are_told_to_wait(settings: Settings) -> None:
    _, secret = make.make_token()
    settings.INGEST_PER_MINUTE = 2

    statuses = [send(secret, COPY.encode() + b"%d" % n).status_code for n in range(3)]

    assert statuses == [202, 202, 429]
    assert Delivery.objects.count() == 2


def test_too_many_wrong_tokens_from_one_client_are_told_to_wait() -> None:
    make.make_token()

    statuses = [send("wrong", REMOTE_ADDR="198.51.100.7").status_code for _ in range(32)]

    assert statuses[0] == 401 and statuses[-1] == 429


def test_an_archive_waits_for_the_worker_and_then_every_member_has_its_status() -> None:
    _, secret = make.make_token()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", TWO)
        archive.writestr("b.txt", COPY)

    answer = send(secret, packed.getvalue(), kind="application/zip")

    assert (answer.status_code, answer.json()["state"], answer.json()["items"]) == (202, "waiting", [])
    call_command("take_deliveries")
    told = ask(secret, answer.json()["status"]).json()
    assert told["state"] == "done"
    assert [(item["file"], item["outcome"]) for item in told["items"]] == [
        ("a.csv", "created"), ("a.csv", "created"), ("b.txt", "created"),
    ]  # fmt: skip
    assert send(secret, packed.getvalue(), kind="application/zip").json() == told


def test_what_a_killed_process_left_is_taken_up_when_its_time_is_over() -> None:
    # given a delivery that was kept, and whose process died before it took it in
    token, secret = make.make_token()
    _, is_ours = receive_delivery(token=token, body=COPY.encode(), media_type="", file_name="x", at=timezone.now())
    assert is_ours
    call_command("take_deliveries")
    assert not Article.objects.exists()  # somebody may still be at it

    # when its time is over
    Delivery.objects.update(leased_until=timezone.now())
    call_command("take_deliveries")

    assert Article.objects.count() == 1
    assert send(secret).json()["items"][0]["outcome"] == "created"


def test_an_item_that_names_files_of_ours_gets_none_of_them() -> None:
    _, secret = make.make_token()
    page = """<nitf><head><title>Ship</title></head><body><body.head><hedline><hl1>Ship</hl1></hedline></body.head>
    <body.content><p>It left.</p><media media-type="image"><media-reference mime-type="image/jpeg"
    source="docs/pictures/desk.jpg"/></media></body.content></body></nitf>"""

    assert send(secret, page.encode(), kind="application/nitf+xml").status_code == 202

    article = Article.objects.get()
    assert [medium.original for medium in article.media.all()] == [None]


@pytest.mark.django_db(transaction=True)
def test_words_without_a_guid_that_come_by_many_ways_at_once_are_one_story() -> None:
    _, secret = make.make_token()
    outcomes: list[str] = []

    def post(number: int) -> None:
        try:
            body = b"headline,text\nTide turns,The tide turned on Monday.\n" + b"\n" * number
            outcomes.extend(item["outcome"] for item in send(secret, body, kind="text/csv").json()["items"])
        finally:
            connection.close()

    send(secret)  # the readers' tables are there
    threads = [threading.Thread(target=post, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
        if connection.vendor == "sqlite":  # it has one writer at a time, so they come one after the other
            thread.join()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["created"] + ["duplicate"] * 7
