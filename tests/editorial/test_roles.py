"""The table of roles: whole, without empty words, the same in the documents and in the database."""

from __future__ import annotations

from io import StringIO
from itertools import pairwise

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from editorial.roles import DEEDS, ROLES, Role, permissions_of
from editorial.workflow import MOVES
from tests.sources import REPOSITORY

from .tables import show_roles, show_workflow

REFERENCE = REPOSITORY / "docs" / "reference"


def test_every_role_and_every_deed_is_used() -> None:
    assert set(ROLES) == set(Role)
    assert {deed for deeds in ROLES.values() for deed in deeds} == set(DEEDS)


def test_every_move_can_be_made_by_somebody_who_is_no_administrator() -> None:
    for move in MOVES:
        assert [role for role in Role if role != Role.ADMINISTRATOR and move.permission in permissions_of(role)]


def test_each_role_has_what_the_one_below_it_has() -> None:
    for lower, higher in pairwise([Role.READER, Role.ANNOTATOR, Role.EDITOR, Role.ADMINISTRATOR]):
        assert permissions_of(lower) < permissions_of(higher)


@pytest.mark.django_db
def test_the_groups_are_the_table_and_a_second_run_changes_nothing() -> None:
    errors = StringIO()
    call_command("make_roles", stdout=StringIO(), stderr=errors)
    reader = Group.objects.get(name=Role.READER)
    reader.permissions.add(Permission.objects.get(codename="delete_article"))

    call_command("make_roles", stdout=StringIO(), stderr=errors)

    assert errors.getvalue() == ""
    assert Group.objects.count() == len(Role)
    for role in Role:
        kept = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
        assert {".".join(pair) for pair in kept} == permissions_of(role)


@pytest.mark.parametrize(("page", "table"), [("workflow.md", show_workflow), ("roles.md", show_roles)])
def test_the_reference_shows_the_table_as_it_is(page: str, table: object) -> None:
    assert callable(table)
    assert table() in (REFERENCE / page).read_text(encoding="utf-8"), f"put this into docs/reference/{page}:\n{table()}"
