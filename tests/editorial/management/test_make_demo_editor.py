"""The demo editor can work the desk, and nothing more."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def make_demo_editor(**options: str) -> str:
    """Run the command; return the password it printed."""
    out = StringIO()
    call_command("make_demo_editor", stdout=out, **options)
    found = re.search(r"Password +(\S+)", out.getvalue())
    assert found
    return found[1]


def test_the_printed_password_opens_the_desk(client: Client) -> None:
    """What is printed is what works."""
    password = make_demo_editor()

    assert client.login(username="editor", password=password)
    assert client.get("/admin/").status_code == 200


def test_a_second_run_makes_a_new_password_for_the_same_editor(client: Client) -> None:
    """The old password stops working."""
    old = make_demo_editor()
    new = make_demo_editor()

    assert not client.login(username="editor", password=old)
    assert client.login(username="editor", password=new)
    assert get_user_model().objects.count() == 1


def test_the_editor_has_the_least_that_the_desk_needs() -> None:
    """No superuser, nothing about accounts, and evidence can be looked at but not touched."""
    make_demo_editor()
    editor = get_user_model().objects.get()

    assert editor.is_staff
    assert not editor.is_superuser
    assert editor.has_perms(["archive.add_article", "archive.change_article", "archive.delete_link"])
    assert editor.has_perm("archive.view_original")
    for refused in (
        "archive.change_original",
        "archive.delete_article",
        "archive.change_outboxrow",
        "auth.view_user",
    ):
        assert not editor.has_perm(refused)


def test_production_has_no_demo_editor(settings: Settings) -> None:
    """An account with a password on the screen is for one's own machine."""
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="createsuperuser"):
        make_demo_editor()


def test_a_superuser_of_that_name_is_left_alone() -> None:
    """Nobody's password is changed by a command that was meant for a demonstration."""
    get_user_model().objects.create_superuser("editor", password="kept")

    with pytest.raises(CommandError, match="superuser"):
        make_demo_editor()
    assert get_user_model().objects.get().check_password("kept")
