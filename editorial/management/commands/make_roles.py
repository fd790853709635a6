"""`manage.py make_roles`: the groups of the desk, with exactly the permissions that the table gives them."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db import transaction

from editorial.roles import Role, permissions_of


class Command(BaseCommand):
    """Make the six groups, or bring them up to the table. Who is in them stays as it is."""

    help = "Make the groups of the desk (Reader, Annotator, Editor, Archivist, Rights manager, Administrator)."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Idempotent; a permission that somebody has given a group by hand is taken away again."""
        known = {
            f"{each.content_type.app_label}.{each.codename}": each
            for each in Permission.objects.select_related("content_type")
        }
        for role in Role:
            group, _ = Group.objects.get_or_create(name=role.value)
            wanted = permissions_of(role)
            group.permissions.set([known[name] for name in sorted(wanted) if name in known])
            self.stdout.write(f"{role.value}: {len(wanted)} permissions")
            if lacking := sorted(name for name in wanted if name not in known):
                self.stderr.write(
                    f"{role.value}: no such permission: {', '.join(lacking)}. Run `manage.py migrate` first."
                )
