"""Who else has a story open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Article
from editorial.models import Presence
from tests import make

from .pages import deed_of, read_page

pytestmark = pytest.mark.django_db


def enter(name: str) -> Client:
    client = Client()
    client.force_login(make.make_user(name))
    return client


def call(client: Client, article: Article, **said: str) -> str:
    answer = client.post(deed_of(article, "presence"), said)
    assert answer.status_code == 200
    return str(answer.json().get("others", ""))


def test_two_who_have_it_open_hear_of_each_other_and_of_writing() -> None:
    article, vera, jon = make.make_draft(), enter("vera"), enter("jon")

    assert call(vera, article, active="1") == ""
    assert call(jon, article, active="1", writing="1") == "Also open: vera, active now"
    assert call(vera, article) == "Also open: jon, writing now"
    assert "Also open: jon, writing now" in read_page(vera, article)


def test_one_who_left_or_fell_silent_is_gone() -> None:
    article, vera, jon = make.make_draft(), enter("vera"), enter("jon")
    call(jon, article)
    call(jon, article, left="1")
    assert call(vera, article) == ""

    call(jon, article)
    Presence.objects.filter(editor__username="jon").update(called_at=timezone.now() - timedelta(minutes=2))
    assert call(vera, article) == ""


def test_an_open_page_that_nobody_touches_says_since_when() -> None:
    article, vera, jon = make.make_draft(), enter("vera"), enter("jon")
    call(jon, article, active="1")
    Presence.objects.update(active_at=timezone.now() - timedelta(minutes=7, seconds=5))

    call(jon, article)

    assert call(vera, article) == "Also open: jon, active 7 min ago"


def test_calling_in_is_cheap_however_many_are_there() -> None:
    article, vera = make.make_draft(), enter("vera")
    call(vera, article)
    for number in range(30):
        user = make.make_user(f"other{number}")
        Presence.objects.create(article=article, editor=user, called_at=timezone.now(), active_at=timezone.now())

    with CaptureQueriesContext(connection) as asked:
        call(vera, article)

    assert len(asked) <= 9, [query["sql"][:80] for query in asked]
