"""Moving an archive from one site to another within a test."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from archive.bag.export import Selection, export_bag
from archive.bag.restore import Outcome, restore_bag


def export_to(folder: Path, *, is_public: bool = False, selection: Selection | None = None) -> Path:
    """A bag of the site as it is."""
    export_bag(folder, selection=selection or Selection(), is_public=is_public, at=timezone.now())
    return folder


def bring_in(folder: Path) -> Outcome:
    """The bag into the site; what clashes is an error."""
    complaints: list[str] = []
    outcome = restore_bag(folder, at=timezone.now(), progress=lambda name, done: None, complain=complaints.append)
    connection.check_constraints()
    assert not complaints
    return outcome


def export_of(make: Callable[[], object], folder: Path, home: Path) -> Path:
    """A bag of a site that held only what `make` made; afterwards there is no such site."""
    with transaction.atomic():
        make()
        export_to(folder)
        transaction.set_rollback(True)
    shutil.rmtree(home / "originals", ignore_errors=True)
    assert not User.objects.exists()
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a bag but those that bear the day."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if path.name not in ("bag-info.txt", "tagmanifest-sha256.txt")
    }
