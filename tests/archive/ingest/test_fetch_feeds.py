"""`fetch_feeds` against a real server that behaves well, badly, and worse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from pytest_django import Settings

from archive.actions import Refused, claim_feed, save_feed
from archive.actions.feeds import LEASE, back_off
from archive.ingest.feeds import read_retry_after
from archive.ingest.fetching import FetchFailed, Limits, fetch, find_addresses, is_public
from archive.models import Article, Deed, Feed, IngestRun, Original
from archive.models.article import Status
from tests import make
from tests.archive.ingest.feed_server import Server, rss, serving

pytestmark = pytest.mark.django_db
NEAR = Limits(may_be_private=True)


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    settings.FETCH_PRIVATE_ADDRESSES = True
    with serving() as server:
        yield server


def look(feed: Feed) -> Feed:
    """Let it be due, fetch, and read what is known of it."""
    Feed.objects.filter(pk=feed.pk).update(due_at=timezone.now())
    call_command("fetch_feeds")
    return Feed.objects.get(pk=feed.pk)


def test_what_a_feed_sends_comes_in_once_and_what_is_new_later(server: Server) -> None:
    server.body = rss(1, 2)
    feed = look(make.make_feed(server.address))

    assert sorted(Article.objects.values_list("guid", flat=True)) == ["mp-1", "mp-2"]
    assert set(Article.objects.values_list("status", flat=True)) == {Status.DRAFT}
    assert Original.objects.get().read_bytes() == rss(1, 2)
    assert feed.succeeded_at is not None and (feed.failures, feed.note) == (0, "")
    assert timedelta(minutes=14) < feed.due_at - timezone.now() <= timedelta(minutes=15)
    run = IngestRun.objects.get()
    assert run.origin == f"fetch_feeds {server.address}" and run.finished_at is not None

    server.body = rss(2, 3)
    look(feed)

    assert Article.objects.count() == 3


def test_it_asks_only_for_what_has_changed(server: Server) -> None:
    server.body, server.etag = rss(1), '"one"'
    feed = look(make.make_feed(server.address))

    feed = look(feed)

    assert server.asked[0].keys().isdisjoint({"if-none-match", "if-modified-since"})
    assert server.asked[1]["if-none-match"] == '"one"'
    assert server.asked[1]["if-modified-since"] == "Mon, 30 Jun 2025 10:00:00 GMT"
    assert server.asked[1]["accept-encoding"] == "gzip"
    assert IngestRun.objects.count() == 1 and feed.etag == '"one"' and feed.failures == 0


def test_the_same_bytes_without_an_etag_are_no_new_run(server: Server) -> None:
    server.body = rss(1)
    feed = look(make.make_feed(server.address))

    look(feed)

    assert IngestRun.objects.count() == 1


def test_a_packed_answer_is_unpacked_and_kept_so(server: Server) -> None:
    server.body, server.is_gzipped = rss(1), True

    look(make.make_feed(server.address, is_published=True))

    assert Article.objects.get().status == Status.PUBLISHED
    assert Original.objects.get().read_bytes() == rss(1)


@pytest.mark.parametrize("status", [404, 403, 500, 503])
def test_a_failure_is_told_and_the_next_look_is_later_each_time(server: Server, status: int) -> None:
    server.status = status
    feed = make.make_feed(server.address)
    waits = []
    for _ in range(3):
        feed = look(feed)
        waits.append((feed.due_at - timezone.now()).total_seconds() / 60)

    assert feed.failures == 3 and str(status) in feed.note and feed.is_enabled
    assert [15 * 2**n * 0.74 < wait < 15 * 2**n * 1.26 for n, wait in enumerate(waits, 1)] == [True] * 3

    server.status, server.body = 200, rss(1)
    feed = look(feed)
    assert (feed.failures, feed.note) == (0, "")


def test_a_server_that_asks_us_to_wait_is_left_alone_for_that_long(server: Server) -> None:
    server.status, server.headers = 429, {"Retry-After": "36000"}

    feed = look(make.make_feed(server.address))

    assert timedelta(hours=9, minutes=59) < feed.due_at - timezone.now() <= timedelta(hours=10)


def test_a_feed_that_is_gone_is_disabled_with_a_note_until_an_editor_enables_it(server: Server) -> None:
    server.status = 410
    feed = look(make.make_feed(server.address))

    assert not feed.is_enabled and "410" in feed.note
    assert Deed.objects.filter(verb="disable_feed").exists()
    look(feed)
    assert len(server.asked) == 1

    server.status, server.body, feed.is_enabled = 200, rss(1), True
    save_feed(feed=feed, by=None, at=timezone.now())
    call_command("fetch_feeds")
    assert Article.objects.exists() and Feed.objects.get().note == ""


def test_a_redirect_is_followed_and_one_for_good_is_told(server: Server) -> None:
    server.status, server.headers, server.body = 301, {"Location": "/moved"}, rss(1)

    feed = look(make.make_feed(server.address))

    assert Article.objects.exists() and f"{server.address}/moved" in feed.note


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.status, server.headers = 302, {"Location": "/"}

    feed = look(make.make_feed(server.address))

    assert "redirects more than" in feed.note and len(server.asked) == 6


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:70/", "http://u:p@127.0.0.1/"]
)
def test_a_redirect_leads_to_the_web_only(server: Server, place: str) -> None:
    server.status, server.headers = 302, {"Location": place}

    with pytest.raises(FetchFailed, match=r"no address of http|password"):
        fetch(server.address, headers={}, limits=NEAR)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
     "http://2130706433:{port}/", "http://0:{port}/", "http://127.1:{port}/", "http://10.0.0.1/", "http://169.254.169.254/x"],
)  # fmt: skip
def test_addresses_inside_our_own_network_are_not_asked(server: Server, settings: Settings, url: str) -> None:
    settings.FETCH_PRIVATE_ADDRESSES = False

    feed = look(make.make_feed(url.format(port=server.address.rpartition(":")[2])))

    assert feed.failures == 1 and ("private network" in feed.note or "no host" in feed.note)
    assert server.asked == []


def test_a_redirect_into_our_own_network_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # given a public server that redirects inside (the first address is let through in its place)
    server.status, server.headers = 302, {"Location": f"{server.address}/moved"}
    asked = []

    def find_first(host: str, port: int, *, may_be_private: bool) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else find_addresses(host, port, may_be_private=may_be_private)

    monkeypatch.setattr("archive.ingest.fetching.find_addresses", find_first)

    with pytest.raises(FetchFailed, match="private network"):
        fetch("http://news.example.org" + server.address[16:], headers={}, limits=Limits())

    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("address", "expected"),
    [("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False),
     ("172.16.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
     ("255.255.255.255", False), ("::", False), ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
     ("::ffff:10.0.0.1", False), ("::ffff:8.8.8.8", True), ("64:ff9b::a00:1", False), ("2002:7f00:1::", False),
     ("ff02::1", False), ("no address", False)],
)  # fmt: skip
def test_which_addresses_are_public(address: str, expected: bool) -> None:
    assert is_public(address) is expected


def test_what_is_too_large_is_cut_off(server: Server) -> None:
    server.body = b"x" * 200_000
    with pytest.raises(FetchFailed, match="larger than 100,000"):
        fetch(server.address, headers={}, limits=Limits(may_be_private=True, most_bytes=100_000))
    server.is_gzipped, server.body = True, b"x" * 50_000_000  # 48 KB on the way
    with pytest.raises(FetchFailed, match="larger than 20,000,000"):
        fetch(server.address, headers={}, limits=NEAR)


def test_what_is_too_slow_is_cut_off_as_a_whole(server: Server) -> None:
    server.body, server.pause = rss(1), 0.05

    with pytest.raises(FetchFailed, match="in time"):
        fetch(server.address, headers={}, limits=Limits(may_be_private=True, whole=0.5))


def test_what_breaks_off_is_not_taken_for_the_whole(server: Server) -> None:
    server.body, server.stated = rss(1), 100_000

    feed = look(make.make_feed(server.address))

    assert feed.failures == 1 and feed.note and not Original.objects.exists()


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch("http://127.0.0.1:9/", headers={}, limits=NEAR)


@pytest.mark.parametrize(
    "body",
    [b"<!DOCTYPE html><html><head><title>Log in</title></head><body>Please log in.</body></html>", b"Just a sentence."],
)
def test_a_page_in_the_place_of_a_feed_is_kept_and_is_no_story(server: Server, body: bytes) -> None:
    server.body = body

    feed = look(make.make_feed(server.address, is_published=True))

    assert feed.failures == 1 and "no story" in feed.note
    assert Original.objects.get().read_bytes() == body and not Article.objects.exists()


def test_a_feed_without_entries_is_no_failure(server: Server) -> None:
    server.body = rss()

    assert look(make.make_feed(server.address)).failures == 0


def test_of_two_workers_one_asks_and_a_killed_one_costs_its_lease(server: Server) -> None:
    feed, at = make.make_feed(server.address), timezone.now()
    same = Feed.objects.get(pk=feed.pk)

    assert claim_feed(feed=feed, at=at) and not claim_feed(feed=same, at=at)

    call_command("fetch_feeds")
    assert server.asked == []
    assert Feed.objects.get().due_at == at + LEASE


def test_when_our_own_disk_is_full_it_is_asked_again(server: Server, home: object, settings: Settings) -> None:
    server.body, server.etag = rss(1), '"one"'
    blocked = settings.DATELINE_HOME / "originals"
    blocked.write_text("a file where the folder should be")
    feed = look(make.make_feed(server.address))
    assert feed.failures == 1 and "could not be kept" in feed.note and feed.etag == ""

    blocked.unlink()
    look(feed)

    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "file:///etc/passwd", "http://", "http://a b/", "http://u:p@x/", "x"]
)
def test_only_addresses_of_the_web_are_feeds(url: str) -> None:
    with pytest.raises(Refused, match="http"):
        make.make_feed(url)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("120", 120), ("Mon, 30 Jun 2025 10:02:00 GMT", 120), ("Mon, 30 Jun 2025 09:00:00 GMT", 0), ("soon", None),
     ("", None), (None, None), ("-5", None), ("9" * 400, 10**8)],
)  # fmt: skip
def test_retry_after_is_read(value: str | None, expected: int | None) -> None:
    found = read_retry_after(value, datetime(2025, 6, 30, 10, tzinfo=UTC))

    assert (None if found is None else found.total_seconds()) == expected


def test_the_longest_wait_is_a_day_or_the_interval() -> None:
    assert back_off(interval=timedelta(minutes=1), failures=10**6) <= timedelta(days=1.25)
    assert back_off(interval=timedelta(days=3), failures=1) >= timedelta(days=2.25)
