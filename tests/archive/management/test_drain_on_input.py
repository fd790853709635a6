"""`drain_outbox --on-input`, as an import has it run beside itself."""

from __future__ import annotations

import io
import sys

import pytest
from django.core.management import call_command
from django.utils import timezone

from archive import outbox
from tests.make import make_article

pytestmark = pytest.mark.django_db(transaction=True)  # it closes connections that are in the middle of something


def test_each_line_is_a_drain_and_the_end_of_input_is_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    outbox.enqueue(articles=[make_article()], at=timezone.now())
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n\n"))
    out = io.StringIO()

    call_command("drain_outbox", "--on-input", stdout=out)

    assert "outbox rows settled" in out.getvalue()
    assert not outbox.is_waiting(timezone.now())


def test_without_a_line_nothing_is_drained(monkeypatch: pytest.MonkeyPatch) -> None:
    outbox.enqueue(articles=[make_article()], at=timezone.now())
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    call_command("drain_outbox", "--on-input", stdout=io.StringIO())

    assert outbox.is_waiting(timezone.now())
