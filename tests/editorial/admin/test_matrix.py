"""The matrix: every address of the admin, looked at and posted to by every role, against the rules and the table."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from archive.actions import save_draft
from archive.models import Article, Deed, Source
from editorial.admin.rules import NOBODY, STAFF, rule_of
from editorial.admin.story_workflow import MOVE_BUTTONS
from editorial.models import SourceLimit
from editorial.roles import Role, permissions_of
from editorial.workflow import MOVES, Move
from tests import make
from tests.make import NOON

from .pages import deed_of, fill_form, list_names, page_of

# Addresses that nobody opens: records are not deleted.
CLOSED = {"delete"}
# Behind the rule, these ask about the record that was named, which this test does not.
ASK_MORE = ("_add", "_change", "_history", "_changelist", "autocomplete")


def address_of(name: str) -> str:
    """Some address of that name; its records need not be there: the rule is asked first."""
    for args in ([], [7], [7, 7], ["archive"], ["7"], [7, "7"]):
        try:
            return reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"how is {name} addressed?")


@pytest.fixture
def clients(db: None) -> dict[Role, Client]:
    """A browser for each role."""
    call_command("make_roles", verbosity=0, stdout=open("/dev/null", "w"))  # noqa: SIM115
    found = {}
    for role in Role:
        user = make.make_user(role.name.lower(), is_superuser=False)
        user.groups.add(Group.objects.get(name=role.value))
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(user)
    return found


def test_every_address_has_a_rule() -> None:
    """A new one: give it a rule in editorial/admin/rules.py; without, it is for superusers only."""
    without = [
        name for name in list_names() if rule_of(name, "GET") == NOBODY and name.rpartition("_")[2] not in CLOSED
    ]

    assert not without, f"these need a rule in editorial/admin/rules.py: {without}"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_address_opens_to_the_roles_that_the_table_says(clients: dict[Role, Client], method: str) -> None:
    wrong = []
    for name in list_names():
        if name in ("logout", "login"):
            continue
        rule, address = rule_of(name, method), address_of(name)
        for role, client in clients.items():
            may = rule == STAFF or bool(rule & permissions_of(role))
            status = client.get(address).status_code if method == "GET" else client.post(address).status_code
            if not may and status != 403:
                wrong.append(f"{method} {name} answers {status} to {role}")
            if may and status == 403 and not name.endswith(ASK_MORE):
                wrong.append(f"{method} {name} is closed to {role}")
    assert not wrong, wrong


@pytest.mark.parametrize("button", MOVE_BUTTONS, ids=lambda move: move.name)
def test_each_move_is_made_by_those_who_may_and_by_nobody_else(clients: dict[Role, Client], button: Move) -> None:
    for role, client in clients.items():
        article = make.make_draft()
        before = Deed.objects.count()

        said = {"comment": "Why.", "moment": "2999-01-01T10:00"}
        response = client.post(deed_of(article, f"move_{button.name}"), said)

        if button.permission in permissions_of(role):
            assert response.status_code != 403, role
        else:
            assert (response.status_code, Deed.objects.count()) == (403, before), role


@pytest.mark.parametrize("how", ["withdraw", "block"])
def test_taking_a_story_away_takes_its_own_permission(clients: dict[Role, Client], how: str) -> None:
    permission = next(move.permission for move in MOVES if move.name == how)
    for role, client in clients.items():
        article = make.make_article()
        client.post(deed_of(article, "withdraw"), {"how": how, "reason": "Why.", "category": "court", "wording": ""})

        is_away = Article.objects.get(pk=article.pk).status != "published"
        assert is_away == (permission in permissions_of(role)), role


def test_a_blocked_story_is_let_go_by_the_rights_manager_only(clients: dict[Role, Client]) -> None:
    from archive.actions import block_article

    for role, client in clients.items():
        article = block_article(article=make.make_article(), reason="An order.", by=None, at=NOON)
        client.post(deed_of(article, "restore"))

        is_free = Article.objects.get(pk=article.pk).status != "blocked"
        assert is_free == (role in (Role.RIGHTS_MANAGER, Role.ADMINISTRATOR)), role


def test_an_archivist_writes_but_does_not_publish(clients: dict[Role, Client]) -> None:
    article, client = make.make_draft(), clients[Role.ARCHIVIST]

    assert client.post(page_of(article), fill_form(article, _publish="")).status_code == 403
    assert client.post(page_of(article), fill_form(article, slugline="moon", _draft="")).status_code == 302
    assert Article.objects.get(pk=article.pk).status == "draft"


def test_an_editor_who_is_limited_to_sources_works_on_these_only(clients: dict[Role, Client]) -> None:
    own, other = make.make_draft(), make.make_draft(source=make.make_source("XX"))
    client = clients[Role.EDITOR]
    user = User.objects.get(username="editor")
    SourceLimit.objects.create(user=user, source=Source.objects.get(code="MP"))

    for article, expected in ((own, 302), (other, 403)):
        assert client.get(page_of(article)).status_code == 200
        assert client.post(page_of(article), fill_form(article, slugline="x", _draft="")).status_code == expected
        assert client.post(deed_of(article, "move_send_to_review")).status_code == expected
        note = {"exact": "felt well", "body": "?", "visibility": "internal", "motivation": "commenting"}
        assert client.post(deed_of(article, "note"), note).status_code == expected
    assert client.get(deed_of(other, "withdraw")).status_code == 403
    moved = fill_form(own, source=other.source_id, _draft="")
    assert "limited to other sources" in client.post(page_of(own), moved).content.decode()


def test_an_administrator_makes_no_superuser_of_anybody(clients: dict[Role, Client]) -> None:
    boss, reader = make.make_user("boss"), User.objects.get(username="reader")
    client = clients[Role.ADMINISTRATOR]
    values = {
        "username": "reader",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        "date_joined_0": "2026-01-01",
        "date_joined_1": "00:00:00",
        "source_limits-TOTAL_FORMS": "0",
        "source_limits-INITIAL_FORMS": "0",
    }

    changed = client.post(reverse("admin:auth_user_change", args=[reader.pk]), values)

    reader.refresh_from_db()
    assert changed.status_code == 302 and not reader.is_superuser
    assert Deed.objects.filter(verb="change_account", by_name="administrator").exists()
    assert client.post(reverse("admin:auth_user_change", args=[boss.pk]), values).status_code == 403
    assert client.post(reverse("admin:auth_user_password_change", args=[boss.pk]), {}).status_code == 403


def test_the_page_offers_what_the_table_allows(clients: dict[Role, Client]) -> None:
    article = make.make_article()
    save_draft(article=article, words=make.make_words(text="New."), by=None, at=NOON)

    def offered(role: Role) -> set[str]:
        moves = clients[role].get(page_of(article)).context["moves"]
        return {move.name for _, move in moves}

    assert offered(Role.READER) == set()
    assert offered(Role.ARCHIVIST) == {"submit_version"}
    assert offered(Role.EDITOR) == {"publish_version", "submit_version"}
