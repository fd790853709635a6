"""Who may upload stories, and whose."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client

from archive.models import IngestRun, Source
from editorial.models import SourceLimit
from tests import make

from .sending import (
    ADD,
    TABLE,
    approve,
    call_worker,
    page_of,
    post_files,
    read,
    send,
)

pytestmark = pytest.mark.django_db


def test_only_roles_that_upload_stories_may(client: Client) -> None:
    upload = make.make_upload(is_planned=True)
    call_command("make_roles", verbosity=0, stdout=io.StringIO())
    for role, may in (("Reader", False), ("Annotator", False), ("Rights manager", False), ("Archivist", True)):
        user = make.make_user(is_superuser=False)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)

        assert (client.get(ADD).status_code, client.get(page_of(upload)).status_code) == (200 if may else 403, 200)
        assert (">Take in<" in read(client, page_of(upload))) == may
        if not may:
            assert approve(client, upload).status_code == post_files(client, ("a.csv", TABLE)).status_code == 403


def test_an_archivist_neither_publishes_nor_changes_what_readers_see(client: Client) -> None:
    story = make.make_article(guid="mp-1")
    call_command("make_roles", verbosity=0, stdout=io.StringIO())
    archivist, editor = make.make_user(is_superuser=False), make.make_user(is_superuser=False)
    archivist.groups.add(Group.objects.get(name="Archivist"))
    editor.groups.add(Group.objects.get(name="Editor"))
    client.force_login(archivist)
    upload = send(client, ("a.csv", TABLE), source=story.source_id, is_published="on")
    assert not upload.is_published and upload.counts["public"] == 1

    approve(client, upload)
    assert "somebody who may publish has to approve it" in read(client, page_of(upload))
    assert not IngestRun.objects.exists()
    assert ">Take in<" not in read(client, page_of(upload))
    client.force_login(editor)
    publishing = send(client, ("b.csv", TABLE.replace("mp-", "new-")), is_published="on")
    approve(client, upload)
    call_worker()
    client.force_login(archivist)
    approve(client, publishing)

    run = IngestRun.objects.get()
    assert run.by == editor and archivist.get_username() in run.origin


def test_an_editor_who_is_limited_to_sources_uploads_for_these_only(desk: Client, editor: User) -> None:
    own, other = make.make_source(), make.make_source("XX")
    open_to_all, foreign = send(desk, ("a.csv", TABLE)), send(desk, ("a.csv", TABLE), source=other.pk)
    SourceLimit.objects.create(user=editor, source=Source.objects.get(pk=own.pk))

    for upload in (open_to_all, foreign):
        assert approve(desk, upload).status_code == 403
    assert post_files(desk, ("a.csv", TABLE)).status_code == 422
    assert post_files(desk, ("a.csv", TABLE), source=other.pk).status_code == 422
    assert approve(desk, send(desk, ("a.csv", TABLE), source=own.pk)).status_code == 302
