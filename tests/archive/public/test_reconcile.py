"""The Reconciliation Service API 0.2, as a client such as OpenRefine uses it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def make_known(name: str, **fields: Any) -> Person:
    """A person whom a readable story names."""
    person = make.make_person(name, **fields)
    make.make_mention(make.make_article(), person)
    return person


def ask(client: Client, **queries: Any) -> dict[str, Any]:
    response = client.post("/reconcile", {"queries": json.dumps(queries)})
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def test_the_manifest_says_all_that_a_client_needs(client: Client) -> None:
    response = client.get("/reconcile")

    manifest = response.json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "defaultTypes"} <= manifest.keys()
    assert "{{id}}" in manifest["view"]["url"] and "{{id}}" in manifest["preview"]["url"]
    assert set(manifest["suggest"]) == {"entity", "type", "property"}
    for service in manifest["suggest"].values():
        assert client.get("/reconcile" + service["service_path"], {"prefix": "p"}).status_code == 200


def test_a_batch_is_answered_by_get_and_by_post_under_its_own_keys(client: Client) -> None:
    make_known("Yuri Gagarin", description="cosmonaut")
    queries = {"q0": {"query": "Yuri Gagarin"}, "other": {"query": "Nobody At All"}}

    by_get = client.get("/reconcile", {"queries": json.dumps(queries)}).json()

    assert by_get == ask(client, **queries)
    assert by_get["other"] == {"result": []}
    (found,) = by_get["q0"]["result"]
    assert found["id"] == "people/yuri-gagarin" and found["match"] is True and found["score"] == 100.0
    assert found["type"] == [{"id": "people", "name": "Person"}]
    assert found["description"] == "cosmonaut"
    assert all({"id", "value"} <= feature.keys() for feature in found["features"])
    assert client.get(f"/{found['id']}/").status_code == 200


def test_names_are_found_by_alias_script_and_spelling_but_not_matched_without_a_person(client: Client) -> None:
    make_known("Olga Lyubimova", aliases=("Lubimova",))

    for name in ("Ольга Любимова", "Olga Ljubimova", "Lyubimova, Olga"):
        found = ask(client, q=({"query": name}))["q"]["result"]
        assert [one["name"] for one in found] == ["Olga Lyubimova"], name
    assert ask(client, q={"query": "Olga Ljubimova"})["q"]["result"][0]["match"] is True
    assert ask(client, q={"query": "Olga Lubimov"})["q"]["result"][0]["match"] is False


def test_only_what_readers_may_know_of_is_told(client: Client) -> None:
    draft = make.make_person("Secret Canary")
    make.make_mention(make.make_draft(), draft)
    make.make_person("Silent Canary")

    assert ask(client, q={"query": "Secret Canary"}, r={"query": "Silent Canary"}) == {
        "q": {"result": []},
        "r": {"result": []},
    }
    assert client.get("/reconcile/suggest/entity", {"prefix": "canary"}).json() == {"result": []}
    assert client.get("/reconcile/preview", {"id": "people/secret-canary"}).status_code == 404


def test_types_and_facts_narrow_what_is_found(client: Client) -> None:
    make_known("Vostok", wikidata_id="Q1")
    event = make.make_event("Vostok", slug="vostok-flight")
    make.make_mention(make.make_article(), event)

    found = ask(
        client,
        event={"query": "Vostok", "type": "events"},
        unknown={"query": "Vostok", "type": ["planets"]},
        two={"query": "Vostok", "limit": 1},
        by_id={"query": "Something else", "properties": [{"pid": "wikidata", "v": "Q1"}]},
    )

    assert [one["id"] for one in found["event"]["result"]] == ["events/vostok-flight"]
    assert found["unknown"]["result"] == []
    assert len(found["two"]["result"]) == 1 and found["two"]["result"][0]["match"] is False
    assert [one["id"] for one in found["by_id"]["result"]] == ["people/vostok"]


@pytest.mark.parametrize("sent", ["", "x", "[]", "1", '{"q": 1}', '{"q": {"query": 7}}', "[" * 20_000])
def test_what_cannot_be_read_is_refused_with_a_sentence(client: Client, sent: str) -> None:
    response = client.post("/reconcile", {"queries": sent})

    if sent == "":
        assert response.status_code in (200, 400)
    else:
        assert response.status_code == 400 and response.json()["message"]


@pytest.mark.parametrize("name", ["", "\0", "%", "'", "💥", "김", "x" * 5000])
def test_no_name_is_an_error(client: Client, name: str) -> None:
    make_known("Yuri Gagarin")

    assert ask(client, q={"query": name, "limit": -1, "type": 7, "properties": "x"})["q"]["result"] == []


def test_a_batch_that_is_too_long_is_refused(client: Client) -> None:
    queries = {f"q{n}": {"query": "a"} for n in range(51)}

    assert client.post("/reconcile", {"queries": json.dumps(queries)}).status_code == 400


def test_other_sites_may_ask_and_no_cookie_is_needed(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/reconcile", {"queries": "{}"})["Access-Control-Allow-Origin"] == "*"
    before = strict.options("/reconcile")
    assert (before.status_code, before["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in before["Access-Control-Allow-Methods"]
    assert client.put("/reconcile").status_code == 405


def test_the_preview_may_be_framed_by_others_and_escapes_names(client: Client) -> None:
    make_known("<b>Ada</b>", slug="ada")

    response = client.get("/reconcile/preview", {"id": "people/ada"})

    assert response.status_code == 200 and "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "<b>Ada" not in response.content.decode()


def test_suggestions_complete_words_and_kinds(client: Client) -> None:
    make_known("Yuri Gagarin")

    found = client.get("/reconcile/suggest/entity", {"prefix": "yuri gag"}).json()["result"]
    kinds = client.get("/reconcile/suggest/type", {"prefix": "pe"}).json()["result"]

    assert [one["id"] for one in found] == ["people/yuri-gagarin"]
    assert kinds == [{"id": "people", "name": "Person"}]


def test_a_query_asks_the_database_a_bounded_number_of_times(client: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            ask(client, q={"query": "Ada Holm", "properties": [{"pid": "born", "v": "1920-01-01"}]})
        return len(asked)

    make_known("Ada Holm")
    count()  # the index follows first
    few = count()
    for number in range(30):
        make_known("Ada Holm", slug=f"ada-{number}")
    count()

    assert count() == few <= 14
