"""manage.py load_demo: the demo archive, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from archive.demo.load import load_demo
from archive.indexing.drain import drain_outbox


class Command(BaseCommand):
    help = "Load “The space race as it came over the wire”. Loaded already: nothing is touched."

    def handle(self, *args: Any, **options: Any) -> None:
        count = load_demo()
        drain_outbox()
        self.stdout.write(f"{count} demo stories loaded." if count else "The demo archive is already here.")
