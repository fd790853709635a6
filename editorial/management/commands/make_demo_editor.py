"""`manage.py make_demo_editor`: an account to try the desk with, and a fresh password for it."""

import secrets
from argparse import ArgumentParser
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from editorial.roles import Role


class Command(BaseCommand):
    """Make the editor, or give the one there is a new password, and print how to sign in."""

    help = "Make a demo editor (no superuser) with a new password, and print both. Refused in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the user name and the address to print."""
        parser.add_argument("--username", default="editor", help="name to sign in with (default editor)")
        parser.add_argument("--address", default=settings.SITE_URL, help="address to print")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Write the account and its group; both are the same after a second run, but for the password."""
        if settings.PRODUCTION:
            raise CommandError("A demo editor has no place in production. Use: manage.py createsuperuser")
        username, address, password = options["username"], options["address"], secrets.token_urlsafe(12)
        call_command("make_roles", stdout=StringIO())
        editor, _ = get_user_model().objects.get_or_create(username=username)
        if editor.is_superuser:
            raise CommandError(f"{username} is a superuser and is left alone. Choose another --username.")
        editor.is_staff = editor.is_active = True
        editor.set_password(password)
        editor.save()
        editor.groups.set([Group.objects.get(name=Role.EDITOR.value)])
        self.stdout.write(f"\n  The archive  {address}/\n  The desk     {address}/admin/\n")
        self.stdout.write(f"  Editor       {username}\n  Password     {password}\n")
        self.stdout.write("\n  Ctrl-C stops everything. The next `make run` makes a new password.\n\n")
