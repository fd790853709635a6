"""Feeds and push tokens at the desk."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from archive.actions import disable_feed
from archive.models import Deed, Feed, PushToken
from editorial.models import SourceLimit
from tests import make
from tests.archive.ingest.importing import COPY

pytestmark = pytest.mark.django_db
TOKENS = "/admin/archive/pushtoken/"


def archivist(name: str = "ada") -> tuple[User, Client]:
    """Somebody who keeps feeds and tokens, and a browser."""
    call_command("make_roles", verbosity=0)
    user = make.make_user(name, is_superuser=False)
    user.groups.add(Group.objects.get(name="Archivist"))
    client = Client()
    client.force_login(user)
    return user, client


def push(secret: str) -> int:
    return (
        Client()
        .post("/ingest/MP", COPY, content_type="text/plain", headers={"Authorization": f"Bearer {secret}"})
        .status_code
    )


def secret_on(page: bytes) -> str:
    found = re.search(rb'value="(dl_[\w-]+)"', page)
    assert found is not None
    return found[1].decode()


def test_a_token_is_made_and_shown_once() -> None:
    user, client = archivist()
    source = make.make_source()

    shown = client.post(f"{TOKENS}add/", {"source": source.pk, "name": "night desk", "is_published": "on"})

    secret, token = secret_on(shown.content), PushToken.objects.get()
    assert "no-store" in shown["Cache-Control"] and push(secret) == 202
    assert token.is_published and Deed.objects.get(verb="make_push_token").by == user
    for page in (TOKENS, f"{TOKENS}{token.pk}/change/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert secret.encode() not in answer.content and token.token_sha256.encode() not in answer.content


def test_a_token_is_rotated_and_then_revoked() -> None:
    _, client = archivist()
    token, old = make.make_token()

    assert client.get(f"{TOKENS}{token.pk}/rotate/").status_code == 200
    assert push(old) == 202
    new = secret_on(client.post(f"{TOKENS}{token.pk}/rotate/").content)
    assert (push(old), push(new)) == (401, 202)

    made = PushToken.objects.active().get()
    client.post(f"{TOKENS}{made.pk}/revoke/")
    assert push(new) == 401
    assert "revoked" in client.post(f"{TOKENS}{made.pk}/rotate/", follow=True).content.decode()
    assert not PushToken.objects.active().exists()


def test_a_sixth_token_is_refused_with_what_to_do() -> None:
    _, client = archivist()
    for _ in range(5):
        token, _ = make.make_token()

    page = client.post(f"{TOKENS}add/", {"source": token.source_id, "name": "one more"})

    assert "revoke one that is no longer used" in page.content.decode()
    assert PushToken.objects.count() == 5


def test_whoever_is_limited_to_other_sources_gets_no_token_and_no_feed() -> None:
    user, client = archivist()
    SourceLimit.objects.create(user=user, source=make.make_source("OT"))
    source, (token, _) = make.make_source(), make.make_token()

    client.post(f"{TOKENS}add/", {"source": source.pk, "name": "x"})
    client.post("/admin/archive/feed/add/", {"source": source.pk, "url": "https://feeds.example.org/", "interval": 5})

    assert PushToken.objects.count() == 1 and not Feed.objects.exists()
    assert client.post(f"{TOKENS}{token.pk}/rotate/").status_code == 403


def test_a_feed_is_added_and_enabled_again() -> None:
    _, client = archivist()
    stated = {"url": "https://feeds.example.org/", "source": make.make_source().pk, "interval": 5, "is_enabled": "on"}

    client.post("/admin/archive/feed/add/", stated)

    feed = Feed.objects.get()
    assert feed.due_at <= timezone.now()
    disable_feed(feed=feed, at=timezone.now(), note="It is gone for good.")
    assert "It is gone for good." in client.get("/admin/archive/feed/").content.decode()
    client.post(f"/admin/archive/feed/{feed.pk}/change/", stated)
    feed.refresh_from_db()
    assert feed.is_enabled and feed.note == ""


def test_an_address_that_is_no_feeds_is_refused_on_the_form() -> None:
    _, client = archivist()

    page = client.post(
        "/admin/archive/feed/add/", {"url": "file:///etc/passwd", "source": make.make_source().pk, "interval": 5}
    )

    assert "begins with http:// or https://" in page.content.decode() and not Feed.objects.exists()
