"""`manage.py make_suggestions`."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive.indexing.drain import drain_outbox
from editorial.models import LinkDecision
from tests import make

pytestmark = pytest.mark.django_db


def run(*arguments: str, **options: Any) -> str:
    out = StringIO()
    call_command("make_suggestions", *arguments, stdout=out, **options)
    return out.getvalue()


def test_it_prints_what_belongs_with_a_story_and_why_and_stores_nothing() -> None:
    first, second = make.make_article(), make.make_article(headline="UPDATE 1 - Soviet Union puts a man in orbit")
    drain_outbox(at=timezone.now())

    printed = run(first.ref)

    assert second.ref in printed and "Same headline" in printed.replace("same headline", "Same headline")
    assert not LinkDecision.objects.exists()


def test_without_refs_it_looks_at_the_newest() -> None:
    first, second = make.make_article(), make.make_article()
    drain_outbox(at=timezone.now())

    lines = [json.loads(line) for line in run("--json").splitlines()]

    assert {(line["ref"], line["target"]) for line in lines} == {(first.ref, second.ref), (second.ref, first.ref)}


def test_an_unknown_ref_is_named() -> None:
    with pytest.raises(CommandError, match="There is no story 0000000000"):
        run("0000000000")
