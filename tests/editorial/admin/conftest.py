"""An editor with the permissions of the Editors' group, signed in: what the desk must be workable with."""

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client


@pytest.fixture
def editor(db: None) -> User:
    """Staff, no superuser, in the group that `make_demo_editor` makes."""
    call_command("make_demo_editor", stdout=StringIO())
    return User.objects.get(username="editor")


@pytest.fixture
def desk(editor: User) -> Client:
    """The editor's browser."""
    client = Client()
    client.force_login(editor)
    return client
