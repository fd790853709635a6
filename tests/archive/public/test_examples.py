"""The help panel: every line of it can be followed."""

import re
from html import unescape

import pytest
from django.test import Client

from archive.indexing.drain import drain_outbox
from archive.public.examples import SYNTAX
from archive.search.query import FIELDS
from tests.make import make_article, make_event, make_mention, make_organisation, make_person, make_place

pytestmark = pytest.mark.django_db


def test_every_form_has_an_example_that_finds_something_here(client: Client) -> None:
    """Made of what the archive holds, so that nobody is sent to an empty page."""
    article = make_article(
        headline="Soviet Union puts a man in orbit, says “Radio Moscow”", topics=("Human spaceflight",)
    )
    for entity in (make_person('Yuri "Yura" Gagarin'), make_place(), make_event(), make_organisation()):
        make_mention(article, entity)
    drain_outbox()

    page = client.get("/search").content.decode()
    lines = re.findall(r"<dt><code>(.*?)</code></dt><dd>(.*?)</dd>", page, flags=re.S)
    assert [unescape(form) for form, _ in lines] == [form for form, _, _ in SYNTAX]
    for form, rest in lines:
        example = re.search(r'<a href="([^"]+)"><bdi>(.*?)</bdi>', rest)
        assert example is not None, form
        answer = client.get(unescape(example[1])).content.decode()
        assert "<b>0 stories</b>" not in answer, example[2]
        assert "Understood as:" in answer


def test_an_empty_archive_still_explains_its_language(client: Client) -> None:
    """Without links that lead nowhere."""
    page = client.get("/search").content.decode()

    assert page.count("<dt><code>") == len(SYNTAX)
    assert "; try" not in page


def test_a_headline_in_a_script_without_spaces_gives_no_broken_examples(client: Client) -> None:
    """The names do."""
    make_article(headline="소련, 사람을 궤도에 올려", language="ko")
    drain_outbox()

    page = client.get("/search").content.decode()

    assert "lang:ko" in page and "source:MP" in page
    assert "; try" in page


def test_every_field_is_in_the_help() -> None:
    """By one of its names."""
    told = " ".join(f"{form} {says}" for form, says, _ in SYNTAX)
    missing = {
        name for name in set(FIELDS.values()) if not any(f"{key}:" in told for key in FIELDS if FIELDS[key] == name)
    }

    assert not missing
